"""The special days as the arithmetic of working days wants them."""

from datetime import date

from loa.lib.working_days import SpecialDays
from loa.workdays.choices import DECIDING, DayKind
from loa.workdays.models import CalendarDay


def special_days(first: date, last: date) -> SpecialDays:
    """Return the days off and the days worked in their place from one day to another, both counted in; one query.

    Whoever counts along working days asks for a stretch wide enough: Tết alone takes nine days.
    """
    found = CalendarDay.objects.filter(day__range=(first, last), kind__in=DECIDING).values_list("day", "kind")
    days: dict[str, list[date]] = {kind: [] for kind in DECIDING}
    for day, kind in found:
        days[kind].append(day)
    return SpecialDays(off=frozenset(days[DayKind.HOLIDAY]), worked=frozenset(days[DayKind.MAKE_UP_DAY]))
