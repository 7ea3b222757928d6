"""Correct or withdraw what went out; the correction follows every output that may be out there."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.actions.withdrawing import mark_withdrawn
from loa.activities.choices import Grade, Origin
from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.deciding import StoryLacks
from loa.newsroom.actions.publishing import corrected, go_live, is_own_site, take_off
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import OUT_STATES, FollowKind, Outcome, OutputState, Stage, StoryState, Way
from loa.newsroom.models import Correction, Decision, FollowUp, Output, Story
from loa.newsroom.permissions import can_correct, can_move_output
from loa.newsroom.queries.sheet import safeguards_of
from loa.newsroom.rules import is_reviewer_apart, lacking
from loa.people.actions import record
from loa.people.models import User

_NOTHING = "Chưa có gì được lưu."
_DONE_BY_ITSELF = {FollowKind.CORRECTION: "Đã hiện trên trang.", FollowKind.WITHDRAWAL: "Đã gỡ khỏi trang."}
# What a withdrawn story must not be sent out by any more.
_NOT_OUT = (OutputState.DRAFT, OutputState.APPROVED, OutputState.DUE, OutputState.FAILED)


def correct_story(*, story: Story, text: str, version: int, by: User, at: datetime) -> Correction:
    """Publish what was wrong, with the mended text where the desk wrote one; every other output is to follow.

    The mended text gets an approval of its own, and lacks nothing that the first one had to have.

    Raises:
        PermissionDenied: `by` does not decide for its section.
        StoryRefused: nothing is said, the story is not out, was changed since, or `by` wrote the mended text.
        StoryLacks: the mended text lacks sources, safeguards or a right to a picture.
    """
    with transaction.atomic():
        row = _out_there(story, by, at)
        said = _said(text, "Ghi sai ở đâu, đúng là gì; người đọc thấy câu này.")
        if row.version != version:
            raise StoryRefused(f"Tin, bài này vừa được sửa hoặc đính chính. Xem lại rồi ghi. {_NOTHING}")
        if row.has_unpublished_changes and row.latest_revision is not None:
            if not is_reviewer_apart(by.pk, row.edited_by_id):
                raise StoryRefused(f"Người sửa bản này không tự duyệt bản đó. Nhờ người khác. {_NOTHING}")
            _put_out(row, said, by, at)
        Story.objects.filter(pk=row.pk).update(version=row.version + 1)
        correction = _follow(row, FollowKind.CORRECTION, said, by, at)
        details = {"unit": row.unit.key, "count": correction.follow_ups.count()}
        record("newsroom.correct_story", of=row, by=by, at=at, details=details)
        page_cache.clear(recall=True)
    return correction


def withdraw_story(*, story: Story, reason: str, by: User, at: datetime) -> Correction:
    """Take a story off the site, whose address then says why, and let that follow every other output; raises as
    `correct_story`.
    """
    with transaction.atomic():
        row = _out_there(story, by, at)
        said = _said(reason, "Ghi vì sao gỡ; người đọc thấy câu này ở địa chỉ cũ.")
        correction = _follow(row, FollowKind.WITHDRAWAL, said, by, at)
        take_off(row, reason=said, expired=False, at=at)
        mark_withdrawn(
            row.outputs.filter(activity__isnull=False).values_list("activity", flat=True), reason=said, at=at
        )
        waiting = row.outputs.filter(state__in=_NOT_OUT)
        waiting.update(state=OutputState.NOT_INTENDED, state_at=at, reason=f"Đã gỡ: {said}"[:300])
        details = {"unit": row.unit.key, "reason": said, "count": correction.follow_ups.count()}
        record("newsroom.withdraw_story", of=row, by=by, at=at, details=details)
    return correction


def do_follow_up(*, follow_up: FollowUp, note: str, address: str = "", by: User, at: datetime) -> None:
    """Say that a correction or withdrawal reached one output; the ledger writes the correction down.

    An address shows it; words alone do not.

    Raises:
        PermissionDenied: `by` neither records for the output's unit nor was given it, nor edits or decides.
        StoryRefused: how is not told, or it was done before.
    """
    with transaction.atomic():
        story = locked(follow_up.output.story)
        rows = FollowUp.objects.select_for_update(of=("self",))
        row = rows.select_related("correction", "output__activity", "output__channel", "output__unit").get(
            pk=follow_up.pk
        )
        row.output.story = story
        if not can_move_output(by, row.output, OutputState.CONFIRMED, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không ghi được việc này.")
        if row.done_at is not None:
            raise StoryRefused(f"Việc này đã được ghi trước đó. {_NOTHING}")
        row.note = _said(note, "Ghi đã làm thế nào, ví dụ: phát lại lời đính chính lúc 17 giờ.")[:300]
        _done(row, Grade.RECORD if address.strip() else Grade.WORD, Origin.HAND, by, at)
        details = {"unit": row.output.unit.key, "channel": row.output.channel.code}
        record("newsroom.do_follow_up", of=row.output.story, by=by, at=at, details=details)


def _out_there(story: Story, by: User, at: datetime) -> Story:
    row = locked(story)
    if not can_correct(by, row, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đính chính, không gỡ tin, bài đó.")
    if row.state != StoryState.PUBLISHED:
        raise StoryRefused(f"Tin, bài này {row.get_state_display()}, không có gì trên trang để đính chính. {_NOTHING}")
    return row


def _put_out(row: Story, said: str, by: User, at: datetime) -> None:
    """Let the mended text be the one that readers see, by an approval of its own."""
    missing = lacking(safeguards_of(row.get_latest_revision_as_object(), localtime(at).date()))
    if missing:
        raise StoryLacks(missing)
    Decision.objects.create(
        story=row,
        stage=Stage.APPROVAL,
        unit_id=row.section.approver_id,
        revision_id=row.latest_revision_id,
        asked_at=at,
        outcome=Outcome.PASSED,
        decided_at=at,
        by=by,
        way=Way.ACCOUNT,
        note=said,
    )
    go_live(row, at)


def _follow(row: Story, kind: FollowKind, said: str, by: User, at: datetime) -> Correction:
    """Store a correction and a row for each output it has to follow; our own site's is done at once."""
    correction = Correction.objects.create(story=row, kind=kind, text=said, at=at, by=by)
    outputs = row.outputs.filter(state__in=OUT_STATES).select_related("channel", "unit", "activity")
    for output in outputs.order_by("channel__position", "pk"):
        output.story = row
        follow_up = FollowUp.objects.create(correction=correction, output=output)
        if is_own_site(output):
            follow_up.note = _DONE_BY_ITSELF[kind]
            _done(follow_up, Grade.SYSTEM, Origin.SYSTEM, by, at)
    return correction


def _done(row: FollowUp, grade: Grade, origin: Origin, by: User, at: datetime) -> None:
    output = row.output
    if row.correction.kind == FollowKind.CORRECTION:
        row.activity = corrected(row, grade=grade, origin=origin, by=by, at=at)
    elif not is_own_site(output):
        Output.objects.filter(pk=output.pk).update(state=OutputState.WITHDRAWN, state_at=at, reason=row.note)
    row.done_at, row.by = at, by
    row.save()


def _said(text: str, wanted: str) -> str:
    text = tidy(text)
    if not text:
        raise StoryRefused(f"{wanted} {_NOTHING}", "text")
    return text
