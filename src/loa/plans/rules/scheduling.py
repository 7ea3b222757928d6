"""When work of a plan is owed: what a timing becomes, and which day is the last one that counts as on time."""

from datetime import date, timedelta

from loa.plans.choices import Boundary, Schedule, TimingKind

_PERIODIC = frozenset([TimingKind.STANDING, TimingKind.EVERY, TimingKind.QUOTA])
_AFTER_AN_EVENT = frozenset([TimingKind.WITH_EVENT, TimingKind.RELATIVE])


def schedule_of(timing_kind: str, due_on: date | None) -> Schedule:
    """Return how a timing is handed out: once, by periods, or not before an event outside has happened."""
    if timing_kind in _PERIODIC:
        return Schedule.PERIODIC
    if timing_kind in _AFTER_AN_EVENT and due_on is None:
        return Schedule.AWAITING
    return Schedule.ONCE


def last_day(due_on: date | None, boundary: str, *, named_day_is_late: bool) -> date | None:
    """Return the last day that counts as on time: for "trước ngày 20/11" the 19th, where the plan says so.

    Whether the named day itself is late is decided by people for each plan: offices differ.
    """
    if due_on is not None and boundary == Boundary.BEFORE and named_day_is_late:
        return due_on - timedelta(days=1)
    return due_on


def working_day(year: int | None, today: date) -> date:
    """Return the day on which a plan's units are looked up: today in its year, else that year's nearest day."""
    if year is None or year == today.year:
        return today
    return date(year, 1, 1) if year > today.year else date(year, 12, 31)
