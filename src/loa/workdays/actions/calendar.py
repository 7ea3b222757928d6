"""Keep the calendar: propose a year's holidays, put days in and out, confirm the year. No issued deadline moves."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loa.lib.vietnamese_text import day_with_weekday, tidy, written_day
from loa.lib.working_days import SpecialDays, is_working_day
from loa.people.actions import record
from loa.people.models import User
from loa.workdays.choices import DECIDING, DayKind
from loa.workdays.models import CalendarDay, CalendarYear
from loa.workdays.permissions import can_keep_calendar
from loa.workdays.rules import FIRST_YEAR, LAST_YEAR, proposed_days


class CalendarRefused(Exception):  # noqa: N818  (says what was decided)
    """The calendar cannot be changed so; the message says why and what to do. Nothing was kept."""


def prepare_year(year: int, *, by: User | None, at: datetime) -> CalendarYear:
    """Propose the public holidays of a year, once; what people entered before stays as they wrote it.

    Raises:
        PermissionDenied: `by` does not keep the calendar.
        CalendarRefused: the year was prepared before, or lies too far away.
    """
    _refuse_others(by)
    _refuse_far(year)
    with transaction.atomic():
        prepared, new = CalendarYear.objects.get_or_create(year=year, defaults={"prepared_at": at})
        if not new:
            raise CalendarRefused(f"Lịch năm {year} đã được lập. Ghi thêm hoặc bỏ từng ngày ở danh sách bên dưới.")
        proposed = proposed_days(year)
        CalendarDay.objects.bulk_create(
            [CalendarDay(day=one.day, kind=one.kind, name=one.name, basis=one.basis) for one in proposed],
            ignore_conflicts=True,
        )
        record("workdays.prepare_year", of=prepared, by=by, at=at, details={"proposed": len(proposed)})
    return prepared


def confirm_year(year: int, *, by: User, at: datetime) -> CalendarYear:
    """Say that a year's days were compared with what was announced. Days can still be put in and out afterwards.

    Raises:
        PermissionDenied: `by` does not keep the calendar.
        CalendarRefused: the year was not prepared, or was confirmed before.
    """
    _refuse_others(by)
    with transaction.atomic():
        found = CalendarYear.objects.select_for_update().filter(year=year).first()
        if found is None:
            raise CalendarRefused(f"Lịch năm {year} chưa được lập. Lập lịch trước, đối chiếu rồi xác nhận.")
        if found.confirmed_at:
            raise CalendarRefused(f"Lịch năm {year} đã được xác nhận trước đó.")
        found.confirmed_at, found.confirmed_by = at, by
        found.save(update_fields=["confirmed_at", "confirmed_by"])
        days = CalendarDay.objects.filter(day__year=year).count()
        record("workdays.confirm_year", of=found, by=by, at=at, details={"days": days})
    return found


def set_day(day: date, *, kind: DayKind, name: str, basis: str, by: User, at: datetime) -> CalendarDay:
    """Put a special day into the calendar. A day that stands there is never overwritten: it is taken out first.

    Raises:
        PermissionDenied: `by` does not keep the calendar.
        CalendarRefused: the day stands in the calendar, is worked anyway, or has no name or basis.
    """
    _refuse_others(by)
    _refuse_far(day.year)
    name, basis = tidy(name), tidy(basis)
    if not name or not basis:
        raise CalendarRefused("Ghi tên ngày và căn cứ: văn bản nào, của cơ quan nào.")
    if kind == DayKind.MAKE_UP_DAY and is_working_day(day, SpecialDays()):
        raise CalendarRefused(f"{day_with_weekday(day)} vốn là ngày làm việc, không cần ghi là ngày làm bù.")
    kinds = DECIDING if kind in DECIDING else (kind,)
    with transaction.atomic():
        standing = CalendarDay.objects.filter(day=day, kind__in=kinds).first()
        if standing:
            raise CalendarRefused(
                f"Ngày {written_day(day)} đã có trong lịch: {standing.name}, {standing.get_kind_display()}. "
                "Muốn thay thì bỏ dòng đó trước."
            )
        try:
            with transaction.atomic():
                put = CalendarDay.objects.create(day=day, kind=kind, name=name, basis=basis, entered_by=by)
        except IntegrityError as problem:
            raise CalendarRefused(
                f"Ngày {written_day(day)} vừa được người khác ghi. Xem lại danh sách trước khi ghi tiếp."
            ) from problem
        record("workdays.set_day", of=put, by=by, at=at, details={"kind": kind, "basis": basis})
    return put


def remove_day(day: CalendarDay, *, by: User, at: datetime) -> None:
    """Take a special day out of the calendar; the audit entry keeps what stood there.

    Raises:
        PermissionDenied: `by` does not keep the calendar.
        CalendarRefused: somebody took it out before.
    """
    _refuse_others(by)
    with transaction.atomic():
        deleted, _ = CalendarDay.objects.filter(pk=day.pk).delete()
        if not deleted:
            raise CalendarRefused(f"Ngày {written_day(day.day)} đã được người khác bỏ khỏi lịch trước đó.")
        record("workdays.remove_day", of=day, by=by, at=at, details={"kind": day.kind, "basis": day.basis})


def _refuse_others(by: User | None) -> None:
    if by is not None and not can_keep_calendar(by):
        raise PermissionDenied("Chỉ quản trị hệ thống được sửa lịch làm việc.")


def _refuse_far(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarRefused(f"Lịch làm việc chỉ lập được cho các năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
