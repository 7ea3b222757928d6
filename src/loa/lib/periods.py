"""Periods that standing work is reported for: months, quarters, half-years, years, or as an office cuts its year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_MONTHS = 12
_ROMAN = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How a year falls into periods of `months` months (1, 3, 6 or 12), or into those that `opens` begins.

    `first_day` is 1 for calendar periods. A later day, such as 15, begins each period on that day of the month
    before: quarter I then runs from 15/12 to 14/3 (Nghị định 09/2019/NĐ-CP, điều 12). `days_to_send` is counted from a
    period's last day to the last day for reporting on it. `opens` holds (month, day) in order; `months` and `first_day`
    then say nothing. The last of these periods runs to the first opening of the year after.
    """

    months: int
    first_day: int = 1
    opens: tuple[tuple[int, int], ...] = ()
    days_to_send: int = 0


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Period:
    """A stretch of days, the last one counted in; `code` tells it from every other period, `label` is shown."""

    start: date
    end: date
    due: date
    code: str
    label: str


def periods_of_year(rhythm: Rhythm, year: int) -> Iterator[Period]:
    """Yield the periods of a year in order."""
    if rhythm.opens:
        yield from _cut_periods(rhythm, year)
        return
    for number in range(_MONTHS // rhythm.months):
        start = _opening(year, number * rhythm.months, rhythm.first_day)
        end = _opening(year, (number + 1) * rhythm.months, rhythm.first_day) - timedelta(days=1)
        code, label = _names(rhythm.months, number, year)
        if rhythm.first_day > 1:
            code = f"{code}-{rhythm.first_day}"
        yield Period(start=start, end=end, due=end + timedelta(days=rhythm.days_to_send), code=code, label=label)


def periods_between(rhythm: Rhythm, first: date, last: date) -> list[Period]:
    """Return the periods that have a day in common with the days from `first` to `last`, in order."""
    # A period of the year before may reach into this one; a statutory one of the year after begins in December.
    years = range(first.year - 1, last.year + 2)
    found = [period for year in years for period in periods_of_year(rhythm, year)]
    return [period for period in found if period.start <= last and period.end >= first]


def last_day(rhythm: Rhythm, code: str, start: date) -> date | None:
    """Return the last day of a period by its code and first day; None where the rhythm has no such period any more."""
    found = (one for one in periods_between(rhythm, start, start) if (one.code, one.start) == (code, start))
    return next((one.end for one in found), None)


def openings_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (month, day) on which periods open, in order, as somebody typed them: "01/01; 15/04; 01/09".

    Raises:
        ValueError: there is no day, one that not every year has, or one twice.
    """
    typed = re.split(r"[;,\s]+", text.strip())
    try:
        found = sorted({_opening_day(one) for one in typed})
    except ValueError as problem:
        raise ValueError(f"no days that open periods: {text!r}") from problem
    if len(found) < len(typed):
        raise ValueError(f"no days that open periods, one stands there twice: {text!r}")
    return tuple(found)


def _opening_day(typed: str) -> tuple[int, int]:
    day, _, month = typed.partition("/")
    opening = date(2023, int(month), int(day))  # of a year without 29/02
    return opening.month, opening.day


def _cut_periods(rhythm: Rhythm, year: int) -> Iterator[Period]:
    openings = [date(year, month, day) for month, day in rhythm.opens]
    openings.append(openings[0].replace(year=year + 1))
    for start, following in pairwise(openings):
        end = following - timedelta(days=1)
        # Named by its days: another cut of the same year has other names.
        began = f"{start:%d/%m}" if start.year == end.year else f"{start:%d/%m/%Y}"
        yield Period(
            start=start,
            end=end,
            due=end + timedelta(days=rhythm.days_to_send),
            code=f"{start:%Y-%m-%d}-{end:%m%d}",
            label=f"Kỳ {began} đến {end:%d/%m/%Y}",
        )


def _opening(year: int, months: int, first_day: int) -> date:
    """Return the day on which the period opens that comes after so many months of a year."""
    months -= first_day > 1
    return date(year + months // _MONTHS, months % _MONTHS + 1, first_day)


def _names(months: int, number: int, year: int) -> tuple[str, str]:
    if months == 1:
        return f"{year}-m{number + 1:02}", f"Tháng {number + 1}/{year}"
    if months == 3:
        return f"{year}-q{number + 1}", f"Quý {_ROMAN[number]}/{year}"
    if months == 6:
        return f"{year}-h{number + 1}", f"6 tháng {_HALVES[number]} năm {year}"
    return f"{year}", f"Năm {year}"
