"""Put a story out on the site, and take it off; only ever the very text that was decided on."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from loa.activities.actions import ActivityRefused, Entry, record_sent
from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, Channel, Form
from loa.base import page_cache
from loa.newsroom.actions.writing import StoryRefused
from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.choices import CommissionState, Outcome, OutputState, Stage, StoryKind, StoryState
from loa.newsroom.models import Decision, FollowUp, Output, Story
from loa.people.actions import record
from loa.people.models import User
from loa.pictures.actions import make_renditions
from loa.pictures.models import Picture

SITE = "website"
_FORMS = {StoryKind.NEWS: "news-item", StoryKind.REPORTAGE: "reportage"}
# On which channel a story counts as what, where its kind does not say it.
_FORMS_OF_CHANNELS = {"loudspeaker": "broadcast", "radio": "broadcast", "documents": "leaflet", "visual": "panel"}
_log = logging.getLogger(__name__)


def publish(row: Story, *, by: User | None, at: datetime) -> None:
    """Put the text that was decided on out on the site of its section's owner; part of the decision, or of the clock.

    Raises:
        StoryRefused: the text is no longer the one that was decided on.
    """
    approval = approval_of(row)
    if approval is None or approval.revision_id is None or approval.revision_id != row.latest_revision_id:
        raise StoryRefused("Nội dung đã khác bản được duyệt nên không đăng. Chưa có gì được lưu.")
    row.state, row.state_at, row.due_on, row.version = StoryState.PUBLISHED, at, None, row.version + 1
    row.save(update_fields=["state", "state_at", "due_on", "version"])
    go_live(row, at)
    site = Channel.objects.get(code=SITE)
    output, _ = Output.objects.get_or_create(
        story=row, channel=site, unit_id=row.section.owner_id, defaults={"state_at": at}
    )
    output.story = row
    went_out(output, grade=Grade.SYSTEM, origin=Origin.SYSTEM, address=address_of(row), at=at, by=by)
    row.commissions.exclude(state=CommissionState.CANCELLED).update(state=CommissionState.DONE)
    record("newsroom.publish", of=row, by=by, at=at, details={"unit": row.unit.key, "revision": row.live_revision_id})


def approval_of(row: Story) -> Decision | None:
    """Return the approval of a story, None where the last answer about it was another."""
    answered = row.decisions.exclude(outcome__in=["", Outcome.OVERTAKEN]).order_by("decided_at", "pk").last()
    if answered is None or (answered.stage, answered.outcome) != (Stage.APPROVAL, Outcome.PASSED):
        return None
    return answered


def go_live(row: Story, at: datetime) -> None:
    """Let the newest text, which was decided on, be the one that readers see; part of an action.

    As Wagtail publishes, but at the moment of the action: Wagtail would ask the machine's clock, and wait by it.

    Raises:
        PermissionDenied: nobody decided on that text.
    """
    revision = row.latest_revision
    row.refuse_undecided(revision)
    text: Any = revision.as_object()
    text.live, text.expired, text.has_unpublished_changes = True, False, False
    text.first_published_at = text.first_published_at or at
    text.last_published_at, text.live_revision = at, revision
    text.save()
    row.refresh_from_db()
    page_cache.clear()
    pictures = [block.value["picture"] for block in row.body if block.block_type == "picture"]
    recordings = [block.value["recording"] for block in row.body if block.block_type in RECORDING_BLOCKS]
    pictures += [one.poster for one in recordings if one is not None]
    # After the commit: a transaction must not wait for files, and what cannot be copied must not undo it.
    found = [one.pk for one in pictures if one is not None]
    transaction.on_commit(partial(_make_copies, found), robust=True)


def went_out(
    output: Output,
    *,
    grade: Grade,
    origin: Origin = Origin.HAND,
    address: str = "",
    on: date | None = None,
    at: datetime,
    by: User | None,
) -> Activity | None:
    """Note that an output is out there, and write it in the ledger once; part of the actions that learn of it.

    It is out whatever the ledger takes: where that has no row (a unit that has ended since, an invited body), the
    output says why, and None is returned.
    """
    story = output.story
    output.state, output.state_at, output.sent_at = OutputState.CONFIRMED, at, output.sent_at or at
    output.address = address or output.address
    output.reason, output.version = "", output.version + 1
    try:
        output.activity = record_sent(
            Entry(
                on=on or localtime(at).date(),
                unit=story.unit if output.channel.code == SITE else output.unit,
                title=story.title,
                form=Form.objects.get(code=_form(story, output.channel.code)),
                channel=output.channel,
                topics=tuple(story.topics.all()),
                audiences=tuple(story.audiences.all()),
                tasks=(story.task,) if story.task else (),
                place=story.place,
                happened_on=story.happened_on,
                grade=grade,
                origin=origin,
                kind="tin, bài",
                url=output.address,
                ref=f"newsroom.output:{output.pk}",
            ),
            by=by,
            at=at,
        )
    except ActivityRefused as refused:
        output.reason = f"Sổ tuyên truyền không ghi: {refused}"[:300]
    output.save()
    return output.activity


def corrected(follow_up: FollowUp, *, grade: Grade, origin: Origin, by: User | None, at: datetime) -> Activity | None:
    """Write in the ledger that a correction reached an output; None where the ledger never had the output."""
    output = follow_up.output
    first = output.activity
    if first is None:
        return None
    try:
        return record_sent(
            Entry(
                on=localtime(at).date(),
                unit=first.unit,
                title=f"Đính chính: {first.title}"[:300],
                form=Form.objects.get(code="correction"),
                channel=first.channel,
                topics=tuple(first.topics.all()),
                audiences=tuple(first.audiences.all()),
                happened_on=first.on,
                grade=grade,
                origin=origin,
                kind="đính chính",
                url=output.address,
                ref=f"newsroom.follow_up:{follow_up.pk}",
                corrects=first,
            ),
            by=by,
            at=at,
        )
    except ActivityRefused:
        return None


def is_own_site(output: Output) -> bool:
    """Tell whether an output stands on the site that Loa itself publishes for the section's owner."""
    return output.channel.code == SITE and output.unit_id == output.story.section.owner_id


def take_off(row: Story, *, reason: str, expired: bool, at: datetime) -> None:
    """Take a locked story off the site; its address says why. The counts of the ledger stay: it was out there."""
    row.live, row.expired, row.state, row.state_at = False, expired, StoryState.WITHDRAWN, at
    row.withdrawn_why, row.version = reason, row.version + 1
    row.save(update_fields=["live", "expired", "state", "state_at", "withdrawn_why", "version"])
    site = row.outputs.filter(channel__code=SITE, unit=row.section.owner_id, state=OutputState.CONFIRMED)
    site.update(state=OutputState.WITHDRAWN, state_at=at, reason=reason[:300])
    page_cache.clear(recall=True)


def address_of(story: Story) -> str:
    """Return the address of a story's page on the site."""
    return reverse("website:story", args=[story.slug])


def _make_copies(pictures: Iterable[int]) -> None:
    for picture in Picture.objects.filter(pk__in=list(pictures)):
        try:
            make_renditions(picture)
        except Exception:  # noqa: BLE001  (the story is out; a copy that is missing is made when it is asked for)
            _log.exception("Copies of picture %s were not made", picture.pk)


def _form(story: Story, channel: str) -> str:
    return _FORMS_OF_CHANNELS.get(channel) or _FORMS.get(StoryKind(story.kind), "article")
