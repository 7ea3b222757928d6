"""What a plan's words mean for a reader. No Django, no clock."""

from datetime import date
from typing import Protocol

from loa.lib.vietnamese_text import NO_BREAK, day_with_weekday, weekday, written_day
from loa.plans.choices import Boundary, TimingKind

# The reader's code for a document with personal data in it: such a file is not handed out to the public.
PERSONAL_DATA = "personal-data"
_SATURDAY = 5


class Timed(Protocol):
    """The part of a timing that its words depend on."""

    timing_kind: str
    starts_on: date | None
    due_on: date | None
    due_time: str
    boundary: str


# Kinds whose days were worked out from a period; for all others the document's own words say it best.
_DATED = frozenset(
    [
        TimingKind.BY_DATE,
        TimingKind.BEFORE_DATE,
        TimingKind.IN_MONTH,
        TimingKind.IN_MONTHS,
        TimingKind.IN_QUARTER,
        TimingKind.IN_HALF,
        TimingKind.NINE_MONTHS,
        TimingKind.IN_YEAR,
        TimingKind.SPAN,
    ]
)


def deadline_in_words(timing: Timed) -> str:
    """Return the last day of a timing as a phrase, such as "trước ngày 15/12/2024 (Chủ nhật)"; "" where none is fixed.

    A day that the document leaves out is said as left out ("trước ngày"): which day counts as late is decided
    by each plan's setting, not by this phrase.
    """
    if timing.timing_kind not in _DATED:
        return ""
    if timing.timing_kind == TimingKind.SPAN and timing.starts_on:
        return _span_in_words(timing.starts_on, timing.due_on)
    if timing.due_on is None:
        return ""
    hour = f"{timing.due_time} " if timing.due_time else ""
    opening = {Boundary.BEFORE: "trước ", Boundary.INCLUDED: "" if hour else "đến hết "}.get(timing.boundary, "")  # type: ignore[call-overload]
    return f"{opening}{hour}ngày{NO_BREAK}{day_with_weekday(timing.due_on)}"


def _span_in_words(start: date, due: date | None) -> str:
    opening = f"từ ngày{NO_BREAK}{written_day(start)}"
    return f"{opening} đến hết ngày{NO_BREAK}{day_with_weekday(due)}" if due else f"{opening} trở đi"


def last_day_in_words(last_day: date, timing_text: str) -> str:
    """Return "Hạn cuối: thứ Ba 19/11/2024 (văn bản ghi “trước ngày 20/11/2024”)"; the day alone without a text."""
    words = f"Hạn cuối: {weekday(last_day).replace(' ', NO_BREAK)} {written_day(last_day)}"
    if not timing_text:
        return words
    written = timing_text[:1].lower() + timing_text[1:] if timing_text[1:2].islower() else timing_text
    return f"{words} (văn bản ghi “{written}”)"


def falls_on_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


def understood_in(message: str) -> str:
    """Return the sentence of a finding that says how something was understood; "" where none does."""
    _, found, sentence = message.partition("Được hiểu là ")
    return f"{found}{sentence}".strip()


def is_ahead(timing: Timed, today: date) -> bool:
    """Say whether a timing's day still lies ahead; a day that the document leaves out is past when it comes."""
    if timing.due_on is None:
        return False
    return timing.due_on > today or (timing.due_on == today and timing.boundary != Boundary.BEFORE)


# What the letters of a document symbol stand for: Nghị định 30/2020/NĐ-CP, Annex III, for the kinds that plans cite.
_KINDS = {
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "KH": "Kế hoạch",
    "CTr": "Chương trình",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "ĐA": "Đề án",
}


def cited(symbol: str) -> str:
    """Return a document symbol as one cites it: "Kế hoạch số 250/KH-UBND"; unknown letters leave it as it is."""
    letters = symbol.rpartition("/")[2].split("-")[0]
    return f"{_KINDS[letters]} số {symbol}" if letters in _KINDS else symbol
