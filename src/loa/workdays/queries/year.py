"""One year of the calendar for the office: twelve months, the special days with their basis, whether it holds."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from loa.lib.working_days import SpecialDays, is_working_day
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay, CalendarYear

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day of a month: whether it is worked, and its special days in words."""

    day: date
    worked: bool
    kinds: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month by weeks from Monday to Sunday; None stands for a day of another month."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSheet:
    """A year; `state` is None where its holidays were never proposed."""

    year: int
    state: CalendarYear | None
    months: tuple[Month, ...]
    days: tuple[CalendarDay, ...]
    special: SpecialDays

    @property
    def working_days(self) -> int:
        return sum(month.working_days for month in self.months)

    @property
    def mourning(self) -> list[CalendarDay]:
        """The days on which entertainment is asked about."""
        return [one for one in self.days if one.kind == DayKind.MOURNING]


def year_sheet(year: int) -> YearSheet:
    """Return one year of the calendar; two queries."""
    days = CalendarDay.objects.filter(day__year=year).select_related("entered_by").order_by("day", "kind")
    named: dict[date, list[CalendarDay]] = {}
    for one in days:
        named.setdefault(one.day, []).append(one)
    special = SpecialDays(
        off=frozenset(one.day for one in days if one.kind == DayKind.HOLIDAY),
        worked=frozenset(one.day for one in days if one.kind == DayKind.MAKE_UP_DAY),
    )
    return YearSheet(
        year=year,
        state=CalendarYear.objects.select_related("confirmed_by").filter(year=year).first(),
        months=tuple(_month(year, number, named, special) for number in _MONTHS),
        days=tuple(days),
        special=special,
    )


def find_day(pk: int) -> CalendarDay | None:
    """Return a special day, None where it is no longer there."""
    return CalendarDay.objects.filter(pk=pk).first()


def _month(year: int, number: int, named: dict[date, list[CalendarDay]], special: SpecialDays) -> Month:
    weeks = tuple(
        tuple(_cell(day, named.get(day, []), special) if day.month == number else None for day in week)
        for week in Calendar().monthdatescalendar(year, number)
    )
    worked = sum(cell.worked for week in weeks for cell in week if cell)
    return Month(number=number, weeks=weeks, working_days=worked)


def _cell(day: date, named: list[CalendarDay], special: SpecialDays) -> Cell:
    return Cell(
        day=day,
        worked=is_working_day(day, special),
        kinds=tuple(one.kind for one in named),
        words="; ".join(one.name for one in named),
    )
