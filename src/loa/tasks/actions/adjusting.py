"""Change many obligations of a plan at once, as its lead: another last day, laid aside, or taken back.

Each action takes the revision that was seen of every obligation. What moved meanwhile, or cannot be changed so, is left
as it stands and named; the rest is changed, in one transaction with one audit entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import written_day
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.many import AT_ONCE, Left, locked_rows, move_rows, store
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import Deed, State
from loa.tasks.models import Obligation, Step
from loa.tasks.permissions import can_adjust
from loa.tasks.rules import why_not_adjusted, why_not_due

# A last day so far after the document that sets it is a slip of the finger.
_FARTHEST = timedelta(days=731)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """What came of it: what was changed, and what was left as it stands."""

    changed: tuple[Obligation, ...]
    left: tuple[Left, ...]


def move_due(
    *, seen: Mapping[int, int], due_on: date, symbol: str, signed_on: date, reason: str, by: User, at: datetime
) -> Adjusted:
    """Give obligations another last day by a document: a decision, an official letter, with its symbol and day.

    The day may be over already, where the document came in time and is entered late; it is never before the document.

    Raises:
        PermissionDenied: `by` does not lead one of the plans. Nothing was changed.
        StepRefused: the document, the day or the reason cannot be so.
    """
    symbol, reason = symbol.strip(), _said(reason)
    if not symbol:
        raise StepRefused("Ghi số, ký hiệu của văn bản cho đổi hạn cuối.")
    if signed_on > localtime(at).date():
        raise StepRefused("Ngày của văn bản còn ở phía trước. Xem lại ngày.")
    if due_on < signed_on:
        raise StepRefused("Hạn cuối mới không thể trước ngày của văn bản cho đổi hạn.")
    if due_on - signed_on > _FARTHEST:
        raise StepRefused("Hạn cuối mới cách ngày của văn bản quá hai năm. Xem lại năm.")

    def why(row: Obligation) -> str:
        return why_not_due(row.due_on, row.starts_on, due_on)

    def change(rows: list[Obligation]) -> None:
        steps = [_moved(row, due_on, symbol, signed_on, reason, by, at) for row in rows]
        store(rows, due_on=due_on)
        Step.objects.bulk_create(steps, batch_size=AT_ONCE)

    details = {"due_on": due_on.isoformat(), "symbol": symbol, "signed_on": signed_on.isoformat()}
    return _adjust(Deed.MOVE_DUE, "tasks.move_due", seen, why, change, details, by, at)


def set_many_not_applicable(*, seen: Mapping[int, int], reason: str, by: User, at: datetime) -> Adjusted:
    """Say why units need not do what they were given.

    Raises:
        PermissionDenied: `by` does not lead one of the plans. Nothing was changed.
        StepRefused: there is no reason.
    """
    reason = _said(reason)
    return _adjust(
        Deed.DROP,
        "tasks.set_many_not_applicable",
        seen,
        lambda row: "",
        lambda rows: move_rows(rows, State.NOT_APPLICABLE, reason, by, at),
        {},
        by,
        at,
    )


def set_many_applicable(*, seen: Mapping[int, int], reason: str, by: User, at: datetime) -> Adjusted:
    """Give units back what was said not to apply to them; raises as `set_many_not_applicable`."""
    reason = _said(reason)
    return _adjust(
        Deed.RESTORE,
        "tasks.set_many_applicable",
        seen,
        lambda row: "",
        lambda rows: move_rows(rows, State.NOT_STARTED, reason, by, at),
        {},
        by,
        at,
    )


def _adjust(
    deed: Deed,
    action: str,
    seen: Mapping[int, int],
    why: Callable[[Obligation], str],
    change: Callable[[list[Obligation]], None],
    details: dict[str, Any],
    by: User,
    at: datetime,
) -> Adjusted:
    today = localtime(at).date()
    with transaction.atomic():
        rows = list(locked_rows(Q(pk__in=seen), by))
        owners = {row.task.version.plan.owner_id for row in rows}
        versions = {row.task.version_id for row in rows}
        if len(rows) != len(seen) or len(versions) > 1 or not all(can_adjust(by, owner, today) for owner in owners):
            raise PermissionDenied("Tài khoản này không điều chỉnh đầu việc của kế hoạch đó.")
        left = tuple(
            Left(obligation=row, why=said)
            for row in rows
            if (said := why_not_adjusted(deed, row.state) or _written_past(row, seen) or why(row))
        )
        kept = {one.obligation.pk for one in left}
        changed = [row for row in rows if row.pk not in kept]
        if changed:
            with tallied(changed):
                change(changed)
            details = {"count": len(changed), "ids": [row.pk for row in changed], **details}
            units = {row.unit_id for row in changed}
            details |= {"unit": changed[0].unit.key} if len(units) == 1 else {}
            of = changed[0] if len(changed) == 1 else changed[0].task.version
            record(action, of=of, by=by, at=at, details=details)
            page_cache.clear()
    return Adjusted(changed=tuple(changed), left=left)


def _moved(row: Obligation, due_on: date, symbol: str, signed_on: date, reason: str, by: User, at: datetime) -> Step:
    """Return the step that says so, not yet stored, and give the locked row its new last day."""
    was = f"từ {written_day(row.due_on)} " if row.due_on else ""
    basis = f"theo văn bản số {symbol} ngày {written_day(signed_on)}"
    note = f"Đổi hạn cuối {was}thành {written_day(due_on)} {basis}. {reason}"
    row.due_on, row.revision = due_on, row.revision + 1
    return Step(
        obligation=row, at=at, by=by, state=row.state, note=note, due_on=due_on, source_symbol=symbol,
        source_on=signed_on,
    )  # fmt: skip


def _written_past(row: Obligation, seen: Mapping[int, int]) -> str:
    return "" if row.revision == seen[row.pk] else "vừa có người ghi vào đầu việc này; xem lại rồi điều chỉnh"


def _said(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise StepRefused("Ghi rõ lý do; đơn vị đọc câu này.")
    return reason
