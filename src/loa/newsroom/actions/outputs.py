"""Say on which channels a story goes out, with which words, by whom and when; and that it went out, or did not."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.actions.proofs import keep_proofs
from loa.activities.actions.withdrawing import mark_withdrawn
from loa.activities.choices import Grade, Origin
from loa.activities.models import Channel
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.publishing import SITE, is_own_site, went_out
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import OUT_STATES, OutputState, StoryState
from loa.newsroom.models import Output, Story
from loa.newsroom.permissions import can_move_output, can_set_output
from loa.newsroom.rules import may_output_move
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User, ids_above
from loa.people.permissions import roles_held
from loa.tasks.actions import EvidenceRefused

_NOTHING = "Chưa có gì được lưu."
_NEED_REASON = (OutputState.NOT_INTENDED, OutputState.FAILED, OutputState.WITHDRAWN)
# Nothing goes out, or is made ready to, without a decision about its story.
_WANTS_DECISION = (*OUT_STATES, OutputState.APPROVED, OutputState.DUE)
_DECIDED = (StoryState.APPROVED, StoryState.PUBLISHED)
_LONGEST_TEXT, _LONGEST_URL = 20_000, 1_000
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
        StoryRefused: the site's, which goes out by itself; an outside body, a unit elsewhere or a channel out of use; a
            story laid aside or withdrawn; or it went out already.
    """
    today = localtime(at).date()
    with transaction.atomic():
        row = locked(story)
        if not can_set_output(by, row, today):
            raise PermissionDenied("Tài khoản này không đặt đầu ra của tin, bài đó.")
        _refuse_place(row, channel, unit, today)
        _refuse_rest(row, text, unit, assignee, today)
        state = _first_state(row, due_at)
        output, new = Output.objects.select_for_update(of=("self",)).get_or_create(
            story=row, channel=channel, unit=unit, defaults={"state": state, "state_at": at}
        )
        if not new and output.state not in _OPEN:
            raise StoryRefused(f"Đầu ra này {output.get_state_display()}, không sửa được nữa. {_NOTHING}", "channel")
        words = unicodedata.normalize("NFC", text.strip())
        output.text, output.due_at, output.assignee = words, due_at, assignee
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
    day: date | None = None,
    files: Sequence[File[bytes]] = (),
    grade: Grade | None = None,
    by: User | None,
    at: datetime,
) -> Output:
    """Say where an output stands now; one that is out there is written in the ledger, on `day` (today where None).

    By hand, a link or a file shows it, words alone do not. An app above that serves the channel acts with `by` None and
    says how well it is proved. The same said twice is kept once.

    Raises:
        PermissionDenied: `by` may not say so of that output.
        StoryRefused: our own site's, which follows the story; it cannot go there from where it stands; a story that is
            not decided on or was withdrawn; no reason where one is needed, or a file or address that is none.
        NoRoom: the files cannot be written.
    """
    to, today = OutputState(to), localtime(at).date()
    said = _Said(to=to, reason=tidy(reason)[:300], address=address.strip(), day=day)
    with transaction.atomic():
        row = _locked_output(output)
        if by is not None and not can_move_output(by, row, to, today):
            raise PermissionDenied("Tài khoản này không ghi được đầu ra đó.")
        if row.state == to:
            return row
        _refuse_move(row, said, today)
        if to == OutputState.CONFIRMED:
            _confirm(row, said, files, grade, by, at)
        else:
            row.state, row.state_at, row.reason = to, at, said.reason
            row.address = said.address or row.address
            row.sent_at = at if to == OutputState.SENT else row.sent_at
            row.version += 1
            row.save()
        if to == OutputState.WITHDRAWN and row.activity_id is not None:
            mark_withdrawn([row.activity_id], reason=said.reason, at=at)
        details = {"unit": row.unit.key, "channel": row.channel.code, "state": str(to)}
        details |= {"reason": said.reason} if said.reason else {}
        record("newsroom.move_output", of=row.story, by=by, at=at, details=details)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    to: OutputState
    reason: str
    address: str
    day: date | None


def _locked_output(output: Output) -> Output:
    """Return an output with its story, both as they are now and held; the story first, as everywhere."""
    story = locked(output.story)
    row = Output.objects.select_for_update(of=("self",)).select_related("channel", "unit", "activity").get(pk=output.pk)
    row.story = story
    return row


def _refuse_move(row: Output, said: _Said, today: date) -> None:
    if is_own_site(row):
        raise StoryRefused(f"Đầu ra trên trang theo việc đăng và gỡ tin, bài, không ghi tay. {_NOTHING}")
    if not may_output_move(row.state, said.to):
        raise StoryRefused(f"Đầu ra này {row.get_state_display()} nên không ghi được bước này. {_NOTHING}")
    if said.to in _WANTS_DECISION and row.story.state not in _DECIDED and row.state not in OUT_STATES:
        raise StoryRefused(f"Tin, bài chưa được duyệt đăng hoặc đã gỡ nên chưa phát được. {_NOTHING}")
    if said.to in OUT_STATES and row.story.state == StoryState.APPROVED:
        raise StoryRefused(f"Tin, bài chưa đến giờ đăng nên chưa phát được. {_NOTHING}")
    if said.to in _NEED_REASON and not said.reason:
        raise StoryRefused(f"Ghi lý do. {_NOTHING}", "reason")
    if said.to == OutputState.DUE and row.due_at is None:
        raise StoryRefused(f"Chọn giờ phát trước. {_NOTHING}", "due_at")
    if said.day is not None and said.day > today:
        raise StoryRefused(f"Ngày lên kênh chưa đến. {_NOTHING}", "day")
    _refuse_address(said.address)


def _refuse_address(address: str) -> None:
    parts = urlsplit(address)
    if address and (parts.scheme not in {"http", "https"} or not parts.netloc or len(address) > _LONGEST_URL):
        raise StoryRefused(
            f"Đường dẫn phải là địa chỉ trang mạng, bắt đầu bằng http:// hoặc https://. {_NOTHING}", "address"
        )


def _confirm(
    row: Output, said: _Said, files: Sequence[File[bytes]], grade: Grade | None, by: User | None, at: datetime
) -> None:
    shown = Grade.RECORD if files or said.address or row.address else Grade.WORD
    origin = Origin.SYSTEM if by is None else Origin.HAND
    activity = went_out(row, grade=grade or shown, origin=origin, address=said.address, on=said.day, at=at, by=by)
    if activity is None or not files:
        return
    try:
        keep_proofs(activity, files, at)
    except EvidenceRefused as refused:
        raise StoryRefused(f"{refused} {_NOTHING}", "files") from refused


def _refuse_place(story: Story, channel: Channel, unit: Unit, today: date) -> None:
    if channel.code == SITE:
        raise StoryRefused(f"Trang thông tin điện tử tự đăng khi tin, bài được duyệt. {_NOTHING}", "channel")
    if channel.valid_from > today or (channel.valid_until is not None and channel.valid_until <= today):
        raise StoryRefused(f"Kênh “{channel}” không dùng vào ngày này. Chọn kênh khác. {_NOTHING}", "channel")
    if unit.kind == UnitKind.OUTSIDE:
        raise StoryRefused(f"Cơ quan Đảng, Mặt trận, đoàn thể được mời phối hợp, không giao phát. {_NOTHING}", "unit")
    if story.section.owner_id not in ids_above(unit.pk, today):
        raise StoryRefused(f"Đơn vị phát không thuộc nơi chủ quản chuyên mục. Chọn đơn vị khác. {_NOTHING}", "unit")


def _refuse_rest(story: Story, text: str, unit: Unit, assignee: User | None, today: date) -> None:
    if story.state in (StoryState.WITHDRAWN, StoryState.DROPPED):
        raise StoryRefused(f"Tin, bài này {story.get_state_display()} nên không thêm kênh. {_NOTHING}")
    if len(text) > _LONGEST_TEXT:
        raise StoryRefused(f"Lời cho kênh này dài quá {_LONGEST_TEXT // 1000}.000 chữ cái. {_NOTHING}", "text")
    if assignee is None:
        return
    held = {place for place, _ in roles_held(assignee, today)}
    if not assignee.is_active or held.isdisjoint({unit.pk, story.section.desk_id}):
        raise StoryRefused(f"Người làm phải giữ vai trò ở đơn vị phát hoặc nơi biên tập. {_NOTHING}", "assignee")


def _first_state(story: Story, due_at: datetime | None) -> OutputState:
    if story.state not in (StoryState.APPROVED, StoryState.PUBLISHED):
        return OutputState.DRAFT
    return OutputState.DUE if due_at else OutputState.APPROVED
