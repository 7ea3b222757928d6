"""Put a story out on the site, at once or at its hour, and take it off when its time is over."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from loa.activities.actions import ActivityRefused, Entry, record_sent
from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, Channel, Form
from loa.base import page_cache
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import CommissionState, OutputState, StoryKind, StoryState
from loa.newsroom.models import Output, Story
from loa.people.actions import record
from loa.people.models import User
from loa.pictures.actions import make_renditions

SITE = "website"
EXPIRED = "Hết hạn đăng."
_FORMS = {StoryKind.NEWS: "news-item", StoryKind.REPORTAGE: "reportage"}
# On which channel a story counts as what, where its kind does not say it.
_FORMS_OF_CHANNELS = {"loudspeaker": "broadcast", "radio": "broadcast", "documents": "leaflet", "visual": "panel"}
_AT_ONCE = 50


def publish(row: Story, *, by: User | None, at: datetime) -> None:
    """Put the text that was decided on out on the site of its section's owner; part of the decision, or of the clock.

    Raises:
        StoryRefused: the ledger does not take it, for its unit had ended or a word is out of use.
    """
    revision = row.latest_revision
    text: Any = revision.as_object() if revision is not None else row
    text.live, text.expired, text.has_unpublished_changes = True, False, False
    text.first_published_at = text.first_published_at or at
    text.last_published_at, text.live_revision = at, revision
    text.state, text.state_at, text.due_on = StoryState.PUBLISHED, at, None
    text.version = row.version + 1
    text.save()
    row.refresh_from_db()
    site = Channel.objects.get(code=SITE)
    output, _ = Output.objects.get_or_create(
        story=row, channel=site, unit_id=row.section.owner_id, defaults={"state_at": at}
    )
    output.story = row
    went_out(output, grade=Grade.SYSTEM, address=address_of(row), at=at, by=by)
    row.commissions.exclude(state=CommissionState.CANCELLED).update(state=CommissionState.DONE)
    record("newsroom.publish", of=row, by=by, at=at, details={"unit": row.unit.key, "revision": row.live_revision_id})
    page_cache.clear()
    pictures = [block.value["picture"] for block in row.body if block.block_type == "picture"]
    # After the commit: a visitor must not wait for them, and a transaction must not wait for files.
    transaction.on_commit(lambda: [make_renditions(one) for one in pictures if one is not None], robust=True)


def went_out(output: Output, *, grade: Grade, address: str = "", at: datetime, by: User | None) -> Activity:
    """Note that an output is out there, and write it in the ledger once; part of the actions that learn of it.

    Raises:
        StoryRefused: the ledger does not take it.
    """
    story = output.story
    try:
        activity = record_sent(
            Entry(
                on=localtime(at).date(),
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
                origin=Origin.SYSTEM,
                kind="tin, bài",
                url=address,
                ref=f"newsroom.output:{output.pk}",
            ),
            by=by,
            at=at,
        )
    except ActivityRefused as refused:
        raise StoryRefused(str(refused), "topics" if refused.field == "topics" else "") from refused
    output.state, output.state_at, output.sent_at = OutputState.CONFIRMED, at, output.sent_at or at
    output.address, output.activity, output.reason = address, activity, ""
    output.version += 1
    output.save()
    return activity


def publish_due(*, at: datetime) -> int:
    """Put out what was decided on and whose hour has come, take off what is over; return how many of both.

    Each has its own transaction and is looked at again once its row is locked, so that two clocks do it once.
    """
    due = Story.objects.filter(state=StoryState.APPROVED).filter(Q(go_live_at__isnull=True) | Q(go_live_at__lte=at))
    over = Story.objects.filter(state=StoryState.PUBLISHED, live=True, expire_at__lte=at)
    done = 0
    for story in due.order_by("go_live_at", "pk")[:_AT_ONCE]:
        with transaction.atomic():
            row = locked(story)
            if row.state == StoryState.APPROVED and (row.go_live_at is None or row.go_live_at <= at):
                publish(row, by=None, at=at)
                done += 1
    for story in over.order_by("expire_at", "pk")[:_AT_ONCE]:
        with transaction.atomic():
            row = locked(story)
            if row.live and row.expire_at is not None and row.expire_at <= at:
                take_off(row, reason=EXPIRED, expired=True, at=at)
                record("newsroom.expire", of=row, by=None, at=at, details={"unit": row.unit.key})
                done += 1
    return done


def take_off(row: Story, *, reason: str, expired: bool, at: datetime) -> None:
    """Take a locked story off the site; its address says why. The counts of the ledger stay: it was out there."""
    row.live, row.expired, row.state, row.state_at = False, expired, StoryState.WITHDRAWN, at
    row.withdrawn_why, row.version = reason, row.version + 1
    row.save(update_fields=["live", "expired", "state", "state_at", "withdrawn_why", "version"])
    site = row.outputs.filter(channel__code=SITE, state=OutputState.CONFIRMED)
    site.update(state=OutputState.WITHDRAWN, state_at=at, reason=reason[:300])
    page_cache.clear()


def address_of(story: Story) -> str:
    """Return the address of a story's page on the site."""
    return reverse("news:story", args=[story.slug])


def _form(story: Story, channel: str) -> str:
    return _FORMS_OF_CHANNELS.get(channel) or _FORMS.get(StoryKind(story.kind), "article")
