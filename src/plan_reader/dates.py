"""Dates as official documents write them, for symbols, bases and signatures (deadlines have a grammar of their own)."""

from __future__ import annotations

import re
from datetime import date

DATE = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_NUMBERS = re.compile(r"\d+")


def read_date(text: str | None) -> date | None:
    """Return the day named as day, month, year in `text`; None where it is blank or no real day."""
    numbers = _NUMBERS.findall(text or "")
    if len(numbers) != 3:
        return None
    day, month, year = map(int, numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
