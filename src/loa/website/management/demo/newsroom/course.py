"""The moments of a story: written, handed in, edited, decided on, from the days that its file tells."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from loa.lib.working_days import SpecialDays, is_working_day, next_working_day
from loa.newsroom.choices import StoryKind
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.newsroom.recipe import Told
from loa.website.management.demo.newsroom.stage import at_hour

_DAY = timedelta(days=1)
# What a desk gets on the day on which it passes it comes early; else at any hour of an office, or in the evening.
_EARLY, _OFFICE, _EVENING = (time(7, 35), time(9, 40)), (time(7, 35), time(16, 30)), (time(19, 10), time(21, 20))
_DESK, _LEGAL, _LATE = (time(10, 20), time(11, 25)), (time(13, 35), time(14, 15)), (time(14, 20), time(16, 50))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """When what happens to a story; None where it does not."""

    written_at: datetime
    handed_in_at: datetime
    returned_at: datetime | None = None
    mended_at: datetime | None = None
    edited_at: datetime
    checked_at: datetime | None = None
    decided_at: datetime | None = None


def course_of(told: Told, special: SpecialDays) -> Course:
    """Return the moments of a story, each after the one before, the same each time."""
    mended_on = _mended_on(told)
    edited_on = _edited_on(told, mended_on or told.filed_on, special)
    first_seen_on = told.returned_on or edited_on
    handed_in_at = at_hour(told.filed_on, *_hours(told.filed_on, first_seen_on, special), "file", told.key)
    decided = told.published_on
    hours = _LATE if decided == edited_on else _OFFICE
    checked = told.kind == StoryKind.CRITICISM
    return Course(
        written_at=handed_in_at - timedelta(minutes=lot("write", told.key).randint(12, 25)),
        handed_in_at=handed_in_at,
        returned_at=at_hour(told.returned_on, *_DESK, "return", told.key) if told.returned_on else None,
        mended_at=at_hour(mended_on, *_EARLY, "mend", told.key) if mended_on else None,
        edited_at=at_hour(edited_on, *_DESK, "edit", told.key),
        checked_at=at_hour(edited_on, *_LEGAL, "law", told.key) if checked else None,
        decided_at=at_hour(decided, *hours, "decide", told.key) if decided else None,
    )


def _mended_on(told: Told) -> date | None:
    """Return the day on which a story comes again: when its sources were confirmed, the day after at the earliest."""
    if told.returned_on is None:
        return None
    return max(told.returned_on + _DAY, *(source["confirmed_on"] for source in told.sources))


def _edited_on(told: Told, came_on: date, special: SpecialDays) -> date:
    """Return a working day on which the desk passes a story, so that it can be decided on in time."""
    earliest = came_on if is_working_day(came_on, special) else next_working_day(came_on, special)
    if told.published_on is None:
        return next_working_day(earliest, special)
    days = [earliest + step * _DAY for step in range(max(1, (told.published_on - earliest).days))]
    return lot("edit", told.key).choice([day for day in days[:2] if is_working_day(day, special)] or days[:1])


def _hours(filed_on: date, seen_on: date, special: SpecialDays) -> tuple[time, time]:
    if not is_working_day(filed_on, special):
        return _EVENING
    return _EARLY if filed_on == seen_on else _OFFICE
