"""Say on which channels a story goes out, with which words, by whom and when; and that it went out, or did not."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.choices import Grade
from loa.activities.models import Channel
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.publishing import SITE, went_out
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import OUT_STATES, OutputState, StoryState
from loa.newsroom.models import Output, Story
from loa.newsroom.permissions import can_mark_output, can_set_output
from loa.newsroom.rules import may_output_move
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User

_NOTHING = "Chưa có gì được lưu."
_NEED_REASON = (OutputState.NOT_INTENDED, OutputState.FAILED, OutputState.WITHDRAWN)
# The words for a channel can still be changed.
_OPEN = (OutputState.DRAFT, OutputState.APPROVED, OutputState.DUE, OutputState.FAILED, OutputState.NOT_INTENDED)


def set_output(
    *,
    story: Story,
    channel: Channel,
    unit: Unit,
    text: str = "",
    due_at: datetime | None = None,
    assignee: User | None = None,
    by: User,
    at: datetime,
) -> Output:
    """Let a story go out on a channel of a unit, or say its words, hour and who sees to it anew.

    Words said after the story was decided on make the output wait for that decision no more than its hour: the desk
    and the approver alone may set one.

    Raises:
        PermissionDenied: `by` neither edits the section nor decides for it.
        StoryRefused: the site's, which goes out by itself; an outside body; or it went out already.
    """
    if not can_set_output(by, story, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đặt đầu ra của tin, bài đó.")
    if channel.code == SITE:
        raise StoryRefused(f"Trang thông tin điện tử tự đăng khi tin, bài được duyệt. {_NOTHING}", "channel")
    if unit.kind == UnitKind.OUTSIDE:
        raise StoryRefused(f"Cơ quan Đảng, Mặt trận, đoàn thể được mời phối hợp, không giao phát. {_NOTHING}", "unit")
    with transaction.atomic():
        row = locked(story)
        state = _first_state(row, due_at)
        output, new = Output.objects.select_for_update(of=("self",)).get_or_create(
            story=row, channel=channel, unit=unit, defaults={"state": state, "state_at": at}
        )
        if not new and output.state not in _OPEN:
            raise StoryRefused(f"Đầu ra này {output.get_state_display()}, không sửa được nữa. {_NOTHING}", "channel")
        output.text, output.due_at, output.assignee = text.strip(), due_at, assignee
        output.state, output.state_at, output.reason = state, at, ""
        output.version += 1
        output.save()
        details = {"unit": unit.key, "channel": channel.code}
        record("newsroom.set_output", of=row, by=by, at=at, details=details)
    return output


def move_output(
    *,
    output: Output,
    to: OutputState | str,
    reason: str = "",
    address: str = "",
    by: User,
    at: datetime,
) -> Output:
    """Say where an output stands now; one that is out there is written in the ledger, as a record where it has a link.

    Raises:
        PermissionDenied: `by` neither records for the output's unit, edits the section nor decides for it.
        StoryRefused: it cannot go there from where it stands, or no reason is given where one is needed.
    """
    story, to, reason = output.story, OutputState(to), tidy(reason)
    if not can_mark_output(by, story, output.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi được đầu ra đó.")
    if to in _NEED_REASON and not reason:
        raise StoryRefused(f"Ghi lý do. {_NOTHING}", "reason")
    with transaction.atomic():
        rows = Output.objects.select_for_update(of=("self",)).select_related("story__section", "channel", "unit")
        row = rows.get(pk=output.pk)
        if not may_output_move(row.state, to):
            raise StoryRefused(f"Đầu ra này {row.get_state_display()} nên không ghi được bước này. {_NOTHING}")
        if to in OUT_STATES and row.story.state != StoryState.PUBLISHED:
            raise StoryRefused(f"Tin, bài chưa được duyệt đăng nên chưa phát được. {_NOTHING}")
        if to == OutputState.CONFIRMED:
            went_out(row, grade=Grade.RECORD if address else Grade.WORD, address=address.strip(), at=at, by=by)
        else:
            row.state, row.state_at, row.reason = to, at, reason[:300]
            row.address = address.strip() or row.address
            row.sent_at = at if to == OutputState.SENT else row.sent_at
            row.version += 1
            row.save()
        details = {"unit": row.unit.key, "channel": row.channel.code, "state": str(to)}
        record("newsroom.move_output", of=row.story, by=by, at=at, details=details)
    return row


def _first_state(story: Story, due_at: datetime | None) -> OutputState:
    if story.state not in (StoryState.APPROVED, StoryState.PUBLISHED):
        return OutputState.DRAFT
    return OutputState.DUE if due_at else OutputState.APPROVED
