"""Days and moments as pages, feeds and mails write them: ISO 8601, RFC 822, and Vietnamese in figures and words.

What names no zone is Vietnamese time, which has been UTC+7 without summer time since 1975.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

VIETNAM = timezone(timedelta(hours=7))

# What stands outside of these years is a slip, an empty value or an attack.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST = 100

_MONTHS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_MONTH = r"(?:[0-9]{1,2}|mười\s+một|mười\s+hai|một|giêng|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)"
_DAY = re.compile(
    # "ngày 12 tháng 3 năm 2024", "12 tháng 3, 2024", "12 Tháng Ba, 2024"
    rf"(?<![0-9])(?P<d1>[0-9]{{1,2}})\s+(?:tháng|thg)\s+(?P<m1>{_MONTH})(?:\s*,)?\s+(?:năm\s+)?(?P<y1>[0-9]{{4}})(?![0-9])"
    # "Tháng Ba 12, 2024"
    rf"|\btháng\s+(?P<m2>{_MONTH})\s+(?P<d2>[0-9]{{1,2}})\s*,\s*(?P<y2>[0-9]{{4}})(?![0-9])"
    # "12/03/2024", "12-3-2024", "12.3.2024"
    r"|(?<![0-9/.-])(?P<d3>[0-9]{1,2})\s?(?P<mark>[/.-])\s?(?P<m3>[0-9]{1,2})\s?(?P=mark)\s?(?P<y3>[0-9]{4})"
    r"(?![0-9/]|[.-][0-9])"
    # "2024-03-12"
    r"|(?<![0-9/.-])(?P<y4>[0-9]{4})-(?P<m4>[0-9]{2})-(?P<d4>[0-9]{2})(?![0-9-])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![0-9])([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?(?:\s?(AM|PM|SA|CH)\b)?", re.IGNORECASE)
# .NET in its English setting writes the month first, and this half of the day behind it: "3/12/2024 8:30:00 AM".
_MONTH_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s+[0-9:]+\s?[AP]M", re.IGNORECASE)
_ENGLISH_MONTH = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9:]{5,8}(?:[.,][0-9]{1,9})?)\s*([Zz]|[+-][0-9:]{4,5})?)?")
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s*([+-])\s*([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9])")


def days_in(text: str) -> Iterator[tuple[int, date]]:
    """Yield each day that a Vietnamese text (NFC) writes out with its year, and where it begins there."""
    for found in _DAY.finditer(text):
        day = _day(*(found[f"{part}{way}"] for way in "1234" if found[f"d{way}"] for part in "ymd"))
        if day:
            yield found.start(), day


def moment_of(text: str) -> datetime | None:
    """Return the moment that a feed, a page's head or a mail's Date writes, aware; None where it cannot be told."""
    written = unicodedata.normalize("NFC", " ".join(text[:_LONGEST].split()))
    for way in (_iso, _rfc_822, _vietnamese):
        try:
            moment = way(written)
            # A year outside of what can be is refused before the zone is changed, which would overflow.
            if moment is not None and _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).astimezone(VIETNAM)
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):  # of parsedate, for odd fields
            continue
    return None


def _iso(written: str) -> datetime | None:
    found = _ISO.fullmatch(written)
    if not found:
        return None
    day, clock, zone = found.groups(default="")
    return datetime.fromisoformat(f"{day}T{clock.replace(',', '.')}{zone.upper()}" if clock else day)


def _rfc_822(written: str) -> datetime | None:
    if not _ENGLISH_MONTH.search(written):
        return None
    return parsedate_to_datetime(_OFFSET.sub(_plain_offset, written))


def _plain_offset(found: re.Match[str]) -> str:
    """Return "GMT+7" as "+0700", the one form that RFC 822 has."""
    return f"{found[1]}{found[2]:0>2}{found[3] or '00'}"


def _vietnamese(written: str) -> datetime | None:
    day: date | None = None
    if english := _MONTH_FIRST.search(written):
        day = _day(english[3], english[1], english[2])
    day = day or next((day for _, day in days_in(written)), None)
    if day is None:
        return None
    clock = _CLOCK.search(written)
    hour, minute, second = (int(part or 0) for part in clock.group(1, 2, 3)) if clock else (0, 0, 0)
    half = (clock[4] or "").upper() if clock else ""
    if half:
        hour = hour % 12 + (12 if half in {"PM", "CH"} else 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=VIETNAM)


def _day(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(" ".join(month.lower().split())) or (int(month) if month.isdecimal() else 0)
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
