"""Close the figures of a period, open them again, let one unit report after all; and what a return opens by itself."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy, written_day
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.plans.models import PlanVersion
from loa.tasks.models import LockException, Obligation, PeriodLock
from loa.tasks.permissions import can_lock
from loa.tasks.queries.locks import find_lock
from loa.tasks.rules import OPEN_AFTER_RETURN, may_lock

GIVEN_BACK = "Kết quả được trả lại để bổ sung"


class LockRefused(Exception):  # noqa: N818  (says what was decided)
    """The period cannot be closed or opened so; the message says why and what to do. Nothing was kept."""


def lock_period(*, version: PlanVersion, period: str, by: User, at: datetime) -> PeriodLock:
    """Close the figures of a period whose last day has gone by: nobody reports it any more, it can still be judged.

    What is being sent at the same moment is kept before the period closes or refused after. Closed twice is closed
    once.

    Raises:
        PermissionDenied: `by` does not accept for the plan's owner.
        LockRefused: the plan has no such period, or its last day has not gone by.
    """
    today = localtime(at).date()
    _refuse_others(version, by, today)
    with transaction.atomic():
        # Whoever reports holds its row until it is kept, so this waits for them and they for this.
        owed = Obligation.objects.select_for_update(of=("self",)).filter(task__version=version, period=period)
        rows = list(owed.order_by("pk").values_list("due_on", "period_label"))
        if not rows:
            raise LockRefused("Kế hoạch không có kỳ này. Tải lại trang rồi chọn lại.")
        last = max((due for due, _ in rows if due), default=None)
        if not may_lock(last, today):
            until = f" đến hết ngày {written_day(last)}" if last else ""
            raise LockRefused(f"Kỳ này còn trong hạn gửi{until}. Khóa được từ ngày hôm sau.")
        if lock := find_lock(version, period):
            return lock
        lock = PeriodLock.objects.create(version=version, period=period, at=at, by=by)
        record("tasks.lock_period", of=version, by=by, at=at, details={"period": rows[0][1] or period})
    return lock


def unlock_period(*, version: PlanVersion, period: str, reason: str, by: User, at: datetime) -> None:
    """Open a closed period for everybody again, saying why; what single units were allowed ends with it.

    Raises:
        PermissionDenied: `by` does not accept for the plan's owner.
        LockRefused: there is no reason, or the period is not closed.
    """
    _refuse_others(version, by, localtime(at).date())
    reason = _said(reason, "Ghi vì sao mở lại kỳ này.")
    with transaction.atomic():
        _locked(version, period).delete()
        details = {"period": _label(version, period), "reason": reason}
        record("tasks.unlock_period", of=version, by=by, at=at, details=details)


def allow_after_lock(
    *, version: PlanVersion, period: str, unit: Unit, until: date, reason: str, by: User, at: datetime
) -> LockException:
    """Let one unit report a closed period until a day, saying why; said again, the later word holds.

    Raises:
        PermissionDenied: `by` does not accept for the plan's owner.
        LockRefused: the period is not closed, the unit owes nothing of it, the day is over, or there is no reason.
    """
    today = localtime(at).date()
    _refuse_others(version, by, today)
    reason = _said(reason, "Ghi vì sao đơn vị được gửi sau khi khóa.")
    if until < today:
        raise LockRefused("Ngày cuối cho phép phải từ hôm nay trở đi.")
    if not Obligation.objects.filter(task__version=version, period=period, unit=unit).exists():
        raise LockRefused("Đơn vị này không có đầu việc nào trong kỳ. Tải lại trang rồi chọn lại.")
    with transaction.atomic():
        lock = _locked(version, period)
        said = {"until": until, "reason": reason, "at": at, "by": by}
        allowed, _ = LockException.objects.update_or_create(lock=lock, unit=unit, defaults=said)
        details = {"unit": unit.key, "period": _label(version, period), "until": until.isoformat(), "reason": reason}
        record("tasks.allow_after_lock", of=version, by=by, at=at, details=details)
    return allowed


def open_for_mending(obligation: Obligation, by: User, at: datetime) -> None:
    """Let a unit write for some days of a closed period in which something was given back to it; part of the return."""
    lock = find_lock(obligation.task.version, obligation.period) if obligation.period else None
    if lock is None:
        return
    until = localtime(at).date() + OPEN_AFTER_RETURN
    said = {"until": until, "reason": GIVEN_BACK, "at": at, "by": by}
    allowed, new = LockException.objects.get_or_create(lock=lock, unit=obligation.unit, defaults=said)
    if not new and allowed.until < until:
        LockException.objects.filter(pk=allowed.pk).update(**said)


def _refuse_others(version: PlanVersion, by: User, today: date) -> None:
    if not can_lock(by, version.plan.owner_id, today):
        raise PermissionDenied("Tài khoản này không khóa hoặc mở số liệu của kế hoạch đó.")


def _locked(version: PlanVersion, period: str) -> PeriodLock:
    lock = PeriodLock.objects.select_for_update().filter(version=version, period=period).first()
    if lock is None:
        raise LockRefused("Kỳ này đang mở, không còn khóa. Tải lại trang để xem.")
    return lock


def _label(version: PlanVersion, period: str) -> str:
    owed = Obligation.objects.filter(task__version=version, period=period).exclude(period_label="")
    return owed.values_list("period_label", flat=True).first() or period


def _said(reason: str, wanted: str) -> str:
    reason = tidy(reason)[:300]
    if not reason:
        raise LockRefused(wanted)
    return reason
