"""When something that was published is looked at again."""

from calendar import monthrange
from datetime import date

# Standing information changes with the body; how a procedure goes changes with the law, twice a year and more.
PAGE_MONTHS, GUIDE_MONTHS = 12, 6


def look_again_on(*, written_on: date, looked_on: date | None, months: int, review_on: date | None = None) -> date:
    """Return the day from which something is due to be looked at again.

    That is so many months after somebody last wrote it or found it still right; the day its keeper set, where that
    comes before and nobody has looked since.
    """
    last = max(written_on, looked_on or written_on)
    by_age = _later(last, months)
    if review_on is not None and (looked_on is None or looked_on < review_on):
        return min(review_on, by_age)
    return by_age


def is_due(since: date, looked_on: date | None, on: date) -> bool:
    """Tell whether something is due on a day since another, nobody having looked from that day on."""
    return since <= on and (looked_on is None or looked_on < since)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
