"""Working days: which days are worked, and counting along them. Plain Python; the special days are given."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDays:
    """The days that differ from their week: those off, and those worked at a weekend in place of another day."""

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)


def is_working_day(day: date, special: SpecialDays) -> bool:
    """Tell whether a day is worked: Monday to Friday but for the days off, and the days worked in place of others."""
    return day in special.worked or (day.weekday() < _SATURDAY and day not in special.off)


def next_working_day(day: date, special: SpecialDays) -> date:
    """Return the first working day after a day."""
    return next(_walk(day, _DAY, special))


def previous_working_day(day: date, special: SpecialDays) -> date:
    """Return the last working day before a day."""
    return next(_walk(day, -_DAY, special))


def add_working_days(day: date, count: int, special: SpecialDays) -> date:
    """Return the working day that comes so many working days after a day, or before it where `count` is negative.

    The day itself is not counted, whether worked or not; none added gives it back.
    """
    if count == 0:
        return day
    walk = _walk(day, _DAY if count > 0 else -_DAY, special)
    for _ in range(abs(count) - 1):
        next(walk)
    return next(walk)


def day_counted_from(due: date, count: int, special: SpecialDays) -> date:
    """Return the working day so many working days before (negative) or after a last day, or that day itself for 0.

    A last day that is not worked counts as the working day before it, so that nobody is reached too late.
    """
    if count > 0:
        return add_working_days(due, count, special)
    worked = due if is_working_day(due, special) else previous_working_day(due, special)
    return add_working_days(worked, count, special)


def last_days_counted_to(today: date, count: int, special: SpecialDays) -> tuple[date, date]:
    """Return the first and the last of the days from which `day_counted_from` leads to a working day."""
    first = add_working_days(today, -count, special)
    return first, next_working_day(first, special) - _DAY


def working_days_between(first: date, last: date, special: SpecialDays) -> int:
    """Return how many working days lie after `first` up to and with `last`; negative where `last` comes before."""
    if last < first:
        return -working_days_between(last, first, special)
    return sum(is_working_day(first + number * _DAY, special) for number in range(1, (last - first).days + 1))


def _walk(day: date, step: timedelta, special: SpecialDays) -> Iterator[date]:
    while True:
        day += step
        if is_working_day(day, special):
            yield day
