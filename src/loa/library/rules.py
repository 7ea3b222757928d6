"""What a document is worth on a day, how symbols and sizes are written, how long a draft is open. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from loa.lib.vietnamese_text import NO_BREAK

_BLANK_NUMBER = NO_BREAK * 6
_KILO = 1024


class Standing(Enum):
    UNKNOWN = "unknown"
    NOT_YET = "not yet"
    IN_FORCE = "in force"
    OVER = "over"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a document is worth on a day, and since when or from when; None where no day is known."""

    standing: Standing
    day: date | None = None

    @property
    def words(self) -> str:
        """The effect in words."""
        said = f" từ ngày{NO_BREAK}{self.day:%d/%m/%Y}" if self.day else ""
        return {
            Standing.UNKNOWN: "Chưa rõ ngày có hiệu lực",
            Standing.NOT_YET: f"Chưa có hiệu lực, có hiệu lực{said}",
            Standing.IN_FORCE: "Còn hiệu lực",
            Standing.OVER: f"Hết hiệu lực{said}",
            Standing.REPLACED: f"Đã được thay thế{said}",
        }[self.standing]

    @property
    def holds(self) -> bool:
        """Whether the document is in force, or nothing says that it is not."""
        return self.standing in (Standing.IN_FORCE, Standing.UNKNOWN)


def begins(signed_on: date | None, effective_from: date | None) -> date | None:
    """Return from which day a document counts: the one it names, else the one it was signed on."""
    return effective_from or signed_on


def effect(*, begins_on: date | None, until: date | None, replaced: Iterable[date | None], on: date) -> Effect:
    """Return what a document is worth on a day.

    `until` is its last day in force; `replaced` holds the first days of those that replace it, None for one whose day
    is not known, which then replaces it already.
    """
    first = min((one or date.min for one in replaced), default=None)
    if first is not None and first <= on:
        return Effect(Standing.REPLACED, first if first > date.min else None)
    if until is not None and until < on:
        return Effect(Standing.OVER, until + timedelta(days=1))
    if begins_on is None:
        return Effect(Standing.UNKNOWN)
    return Effect(Standing.NOT_YET, begins_on) if begins_on > on else Effect(Standing.IN_FORCE)


def written_symbol(symbol: str) -> str:
    """Return a symbol as documents write it: "/KH-UBND" has its number still blank, for a clerk to fill in."""
    return f"Số:{_BLANK_NUMBER}{symbol}" if symbol.startswith("/") else symbol


def written_size(size: int) -> str:
    """Return the size of a file in words: "640 byte", "38 KB", "1,2 MB"."""
    if size < _KILO:
        return f"{size}{NO_BREAK}byte"
    if size < _KILO * _KILO:
        return f"{round(size / _KILO)}{NO_BREAK}KB"
    return f"{size / _KILO / _KILO:.1f}{NO_BREAK}MB".replace(".", ",")


def days_left(closes_on: date, on: date) -> str:
    """Return how long opinions are still taken: "còn 5 ngày", the last day counted; "" where it is over."""
    left = (closes_on - on).days
    if left < 0:
        return ""
    return f"còn {left}{NO_BREAK}ngày" if left else "hôm nay là ngày cuối"
