"""The marks of time that a phrase can hold: what a pattern found, and where, before their relation is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plan_reader.model import Every, PeriodUnit, TimingKind


@dataclass(slots=True)
class Stretch:
    """A day ("15/12/2024") or a calendar period ("Quý I/2024"): months `first` to `last`, of which `day` if it is one.

    `year` is None where none is written; `shift` counts years from the plan's ("năm sau" is 1). `month_at` is where
    the month of "ngày 20 tháng 6" begins, for the ellipsis "ngày 20 tháng 6 và tháng 11". `time` is "16:00".
    """

    start: int
    end: int
    kind: TimingKind
    first: int
    last: int
    day: int | None = None
    year: int | None = None
    shift: int = 0
    month_at: int | None = None
    time: str | None = None

    def bounds(self, year: int) -> tuple[date, date] | None:
        """Return the first and the last day in that year, or None where the calendar has no such day."""
        try:
            if self.day is not None:
                day = date(year, self.first, self.day)
                return day, day
            after = date(year + self.last // 12, self.last % 12 + 1, 1)
            return date(year, self.first, 1), after - timedelta(days=1)
        except (ValueError, OverflowError):
            return None


@dataclass(slots=True)
class Rhythm:
    """A rhythm: "hằng tháng". `weak`: the words may only name a report ("báo cáo năm trước 15/12")."""

    start: int
    end: int
    every: Every
    weak: bool = False


@dataclass(slots=True)
class Amount:
    """A quota: "24 kỳ/năm" is `n` in each `per` of the thing named between `of_start` and `of_end`."""

    start: int
    end: int
    n: int
    per: PeriodUnit
    of_start: int
    of_end: int
    at_least: bool


@dataclass(slots=True)
class Length:
    """A length: "10 ngày làm việc", with the words "kể từ", "sau khi" behind it when `counts_from` is set."""

    start: int
    end: int
    n: int
    unit: PeriodUnit
    working: bool
    counts_from: bool


@dataclass(slots=True)
class Moment:
    """A moment inside a period: "16 giờ thứ Sáu", "ngày 10 của tháng cuối quý" (`unit` is then "quarter").

    `of_report`: the period is the reporting period, whose length the phrase does not say.
    """

    start: int
    end: int
    time: str | None = None
    unit: PeriodUnit | None = None
    of_report: bool = False


@dataclass(slots=True)
class Plain:
    """A mark that is only where it is.

    `standing`: "thường xuyên". `later`: "và những năm tiếp theo". `broken`: what looks like a time and is none
    ("31/02/2026", "tháng 13"). `symbol`: number and date of a document ("12/KH-UBND ngày 15/01/2024"), no deadline.
    """

    start: int
    end: int
    what: Literal["standing", "later", "broken", "symbol"]


Mark = Stretch | Rhythm | Amount | Length | Moment | Plain
