"""Timed work about the calendar: a year is there before anybody counts along it."""

from datetime import datetime

from django.utils.timezone import localtime

from loa.workdays.actions import prepare_year
from loa.workdays.models import CalendarYear

# The Government announces the holidays of the coming year in its last months.
_LOOK_AHEAD_FROM = 10


def prepare_years(at: datetime) -> int:
    """Propose the holidays of this year and, from October, of the next, where nobody did; return how many years."""
    day = localtime(at).date()
    wanted = {day.year, day.year + 1} if day.month >= _LOOK_AHEAD_FROM else {day.year}
    missing = sorted(wanted - set(CalendarYear.objects.filter(year__in=wanted).values_list("year", flat=True)))
    for year in missing:
        prepare_year(year, by=None, at=at)
    return len(missing)
