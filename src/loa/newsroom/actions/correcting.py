"""Correct or withdraw what went out; the correction follows every output that may be out there."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.actions import Entry, record_sent
from loa.activities.choices import Grade, Origin
from loa.activities.models import Form
from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.publishing import SITE, take_off
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import OUT_STATES, FollowKind, OutputState, StoryState
from loa.newsroom.models import Correction, FollowUp, Output, Story
from loa.newsroom.permissions import can_correct, can_mark_output
from loa.newsroom.rules import is_reviewer_apart
from loa.people.actions import record
from loa.people.models import User

_NOTHING = "Chưa có gì được lưu."
_DONE_BY_ITSELF = "Đã hiện trên trang."


def correct_story(*, story: Story, text: str, version: int, by: User, at: datetime) -> Correction:
    """Publish what was wrong, with the mended text where the desk wrote one; every other output is to follow.

    Raises:
        PermissionDenied: `by` does not decide for its section, or wrote the mended text.
        StoryRefused: nothing is said, or the story is not out.
    """
    with transaction.atomic():
        row = _out_there(story, by, at)
        said = _said(text, "Ghi sai ở đâu, đúng là gì; người đọc thấy câu này.")
        if row.version != version:
            raise StoryRefused(f"Tin, bài này vừa được sửa hoặc đính chính. Xem lại rồi ghi. {_NOTHING}")
        if row.has_unpublished_changes and row.latest_revision is not None:
            if not is_reviewer_apart(by.pk, row.edited_by_id):
                raise PermissionDenied("Người sửa bản này không tự duyệt bản đó.")
            _put_out(row, at)
        Story.objects.filter(pk=row.pk).update(version=row.version + 1)
        correction = _follow(row, FollowKind.CORRECTION, said, by, at)
        details = {"unit": row.unit.key, "count": correction.follow_ups.count()}
        record("newsroom.correct_story", of=row, by=by, at=at, details=details)
        page_cache.clear()
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
        details = {"unit": row.unit.key, "reason": said, "count": correction.follow_ups.count()}
        record("newsroom.withdraw_story", of=row, by=by, at=at, details=details)
    return correction


def do_follow_up(*, follow_up: FollowUp, note: str, by: User, at: datetime) -> None:
    """Say that a correction or withdrawal reached one output; the ledger writes the correction down.

    Raises:
        PermissionDenied: `by` neither records for the output's unit, edits the section nor decides for it.
        StoryRefused: how is not told, or it was done before.
    """
    output = follow_up.output
    if not can_mark_output(by, output.story, output.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi được việc này.")
    with transaction.atomic():
        rows = FollowUp.objects.select_for_update(of=("self",))
        row = rows.select_related("correction", "output__story", "output__channel", "output__unit").get(pk=follow_up.pk)
        if row.done_at is not None:
            raise StoryRefused(f"Việc này đã được ghi trước đó. {_NOTHING}")
        _done(row, _said(note, "Ghi đã làm thế nào, ví dụ: phát lại lời đính chính lúc 17 giờ.")[:300], by, at)
        details = {"unit": row.output.unit.key, "channel": row.output.channel.code}
        record("newsroom.do_follow_up", of=row.output.story, by=by, at=at, details=details)


def _out_there(story: Story, by: User, at: datetime) -> Story:
    if not can_correct(by, story, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đính chính, không gỡ tin, bài đó.")
    row = locked(story)
    if row.state != StoryState.PUBLISHED:
        raise StoryRefused(f"Tin, bài này {row.get_state_display()}, không có gì trên trang để đính chính. {_NOTHING}")
    return row


def _put_out(row: Story, at: datetime) -> None:
    """Let the mended text be the one that readers see."""
    revision = row.latest_revision
    text = revision.as_object()
    text.live, text.has_unpublished_changes = True, False
    text.last_published_at, text.live_revision = at, revision
    text.save()


def _follow(row: Story, kind: FollowKind, said: str, by: User, at: datetime) -> Correction:
    """Store a correction and a row for each output it has to follow; the site's is done at once."""
    correction = Correction.objects.create(story=row, kind=kind, text=said, at=at, by=by)
    outputs = row.outputs.filter(state__in=OUT_STATES).select_related("channel", "unit", "story")
    for output in outputs.order_by("channel__position", "pk"):
        follow_up = FollowUp.objects.create(correction=correction, output=output)
        if output.channel.code == SITE:
            _done(follow_up, _DONE_BY_ITSELF, by, at)
    return correction


def _done(row: FollowUp, note: str, by: User, at: datetime) -> None:
    output, correction = row.output, row.correction
    if correction.kind == FollowKind.CORRECTION and output.activity is not None:
        first = output.activity
        row.activity = record_sent(
            Entry(
                on=localtime(at).date(),
                unit=first.unit,
                title=f"Đính chính: {first.title}",
                form=Form.objects.get(code="correction"),
                channel=first.channel,
                topics=tuple(first.topics.all()),
                audiences=tuple(first.audiences.all()),
                happened_on=first.on,
                grade=Grade.SYSTEM if output.channel.code == SITE else Grade.WORD,
                origin=Origin.SYSTEM,
                kind="đính chính",
                url=output.address,
                ref=f"newsroom.follow_up:{row.pk}",
                corrects=first,
            ),
            by=by,
            at=at,
        )
    elif correction.kind == FollowKind.WITHDRAWAL and output.channel.code != SITE:
        Output.objects.filter(pk=output.pk).update(state=OutputState.WITHDRAWN, state_at=at, reason=note)
    row.done_at, row.by, row.note = at, by, note
    row.save()


def _said(text: str, wanted: str) -> str:
    text = tidy(text)
    if not text:
        raise StoryRefused(f"{wanted} {_NOTHING}", "text")
    return text
