"""Say that a plan was read: one person here, or a unit for all who were on the list of its meeting."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import Unit, User
from loa.plans.models import PlanVersion
from loa.tasks.models import Acknowledgement, RollCall
from loa.tasks.permissions import can_acknowledge, can_call_roll
from loa.tasks.queries.readings import owes_something

# No unit of a province has more people; a number above it is a slip of the finger.
LARGEST_HEADCOUNT = 20_000
# A meeting longer ago belongs to an earlier year's plan.
_OLDEST_MEETING = timedelta(days=366)
_OWES_NOTHING = "Đơn vị này không được giao việc trong kế hoạch, nên không xác nhận ở đây. Chưa có gì được lưu."


class ReadingRefused(Exception):  # noqa: N818  (says what was decided)
    """It cannot be said so; the message says why, `field` where ("" for the whole). Nothing was kept."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class RollCallOvertaken(ReadingRefused):
    """Somebody else wrote the unit's numbers since the form was made; `now` is what stands there."""

    def __init__(self, now: RollCall) -> None:
        who = now.by.get_full_name() or now.by.get_username()
        super().__init__(
            "",
            f"Trong lúc trang này đang mở, {who} đã ghi {now.listed} người trong danh sách họp trên tổng số "
            f"{now.headcount} người. Số vừa nhập còn ở dưới, chưa lưu; xem lại rồi lưu lần nữa.",
        )
        self.now = now


def acknowledge(*, version: PlanVersion, unit: Unit, by: User, at: datetime) -> Acknowledgement:
    """Say that one has read a plan, as one of the people of a unit that owes something of it; once.

    Raises:
        PermissionDenied: `by` has no role in that very unit.
        ReadingRefused: the unit owes nothing of the plan.
    """
    if not can_acknowledge(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không có vai trò ở đơn vị đó.")
    if not owes_something(version, unit.pk):
        raise ReadingRefused("", _OWES_NOTHING)
    with transaction.atomic():
        said, new = Acknowledgement.objects.get_or_create(version=version, unit=unit, person=by, defaults={"at": at})
        if new:
            record("tasks.acknowledge", of=version, by=by, at=at, details={"unit": unit.key})
    return said


def call_roll(
    *,
    version: PlanVersion,
    unit: Unit,
    headcount: int,
    listed: int,
    met_on: date | None,
    seen: datetime | None,
    by: User,
    at: datetime,
) -> RollCall:
    """Write how many people a unit has and how many were on the list of the meeting where the plan was read out.

    `seen` is the moment of the numbers that were shown, None where there were none; the same numbers sent twice are
    one entry.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        ReadingRefused: the unit owes nothing of the plan, or the numbers or the day cannot be.
        RollCallOvertaken: somebody wrote others since `seen`.
    """
    today = localtime(at).date()
    if not can_call_roll(by, unit, today):
        raise PermissionDenied("Tài khoản này không ghi số người của đơn vị đó.")
    if not owes_something(version, unit.pk):
        raise ReadingRefused("", _OWES_NOTHING)
    _check(headcount, listed, met_on, today)
    numbers = {"headcount": headcount, "listed": listed, "met_on": met_on}
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)  # two people of the unit at once, with or without a row yet
        before = RollCall.objects.select_related("by").filter(version=version, unit=unit).first()
        if before is not None:
            if all(getattr(before, name) == value for name, value in numbers.items()):
                return before
            if before.at != seen:
                raise RollCallOvertaken(before)
        written, _ = RollCall.objects.update_or_create(
            version=version, unit=unit, defaults={**numbers, "by": by, "at": at}
        )
        details = {"unit": unit.key, "headcount": headcount, "listed": listed}
        record("tasks.call_roll", of=version, by=by, at=at, details=details)
    return written


def _check(headcount: int, listed: int, met_on: date | None, today: date) -> None:
    if not 1 <= headcount <= LARGEST_HEADCOUNT:
        raise ReadingRefused("headcount", "Ghi tổng số người của đơn vị, từ 1 đến 20.000.")
    if not 0 <= listed <= headcount:
        raise ReadingRefused(
            "listed", f"Danh sách họp không thể có nhiều hơn tổng số {headcount} người của đơn vị. Kiểm tra lại hai số."
        )
    if listed and met_on is None:
        raise ReadingRefused("met_on", "Ghi ngày họp có danh sách đó.")
    if met_on is not None and met_on > today:
        raise ReadingRefused("met_on", "Ngày này chưa đến. Ghi ngày đã họp.")
    if met_on is not None and met_on < today - _OLDEST_MEETING:
        raise ReadingRefused("met_on", "Ngày này đã quá một năm. Kiểm tra lại năm.")
