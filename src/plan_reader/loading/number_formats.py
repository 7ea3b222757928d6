"""The text a spreadsheet shows for a stored number: its format is part of the value.

The format language is that of ECMA-376 Part 1, 18.8.30-31. A stored 2026-12-01 under `"Tháng "m/yyyy` says
"Tháng 12/2026", the whole month and not its first day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

GENERAL = "General"
# Built-in formats that the file names by number only. 14 and 22 follow the machine; here that is a Vietnamese one.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
}  # fmt: skip

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<special>E[+-]|[0#?]+/[0#?]+)|(?P<half>AM/PM|A/P)|(?P<general>General)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)"
    r"|(?P<digits>[0#?][0#?,]*)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_WORD = re.compile(r"[^\W\d_]")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_LAST_SERIAL = 2_958_465  # 31/12/9999
_LEAP_BUG = 60  # the 1900 system counts a 29/02/1900 that never was
_LONGEST_FORMAT = 255
_MOST_DECIMALS = 8
_MOST_PRECISE = 1e15  # a stored number has fifteen digits


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format between semicolons."""

    tokens: tuple[_Token, ...] = ()
    condition: tuple[str, float] | None = None
    kinds: frozenset[str] = field(default=frozenset())


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return the text shown for a number under a format code.

    Decimals of plain formats keep the point, since "1.1" in a plan is a task's number; percentages and grouped
    amounts are written the Vietnamese way ("98,5%", "12.500.000"). Names of months depend on the machine, so a month
    is always written as a number ("mmm-yy" gives "Tháng 12/2026").
    """
    sections = _sections(code[:_LONGEST_FORMAT])
    section = _choose(sections, value)
    if "special" in section.kinds or abs(value) >= _MOST_PRECISE:  # scientific and fractions: not in plans
        return general(value)
    if "date" in section.kinds or "elapsed" in section.kinds:
        return _shown_date(value, section, from_1904=from_1904)
    if section.kinds & {"digits", "general"} or code in ("", "@"):
        return _shown_number(value, section, signed=sections.index(section) == 0)
    if "at" in section.kinds:
        return general(value)
    return "".join(token.text for token in section.tokens).strip()


def is_date(value: float, code: str) -> bool:
    """Tell whether a number is shown as a date or a time under a format code."""
    return bool(_choose(_sections(code[:_LONGEST_FORMAT]), value).kinds & {"date", "elapsed"})


def general(value: float) -> str:
    """Return a number as the General format shows it: whole numbers bare, others with at most eleven digits."""
    return str(int(value)) if abs(value) < _MOST_PRECISE and value == int(value) else f"{value:.11g}"


@lru_cache(maxsize=1_024)
def _sections(code: str) -> tuple[_Section, ...]:
    tokens: list[list[_Token]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            tokens.append([])
            conditions.append(None)
        elif match["bracket"] is not None and (condition := _CONDITION.match(match["bracket"])):
            conditions[-1] = (condition[1], float(condition[2]))
        elif (token := _token(match)) is not None:
            tokens[-1].append(token)
    return tuple(
        _Section(tuple(_with_minutes(part)), condition, frozenset(token.kind for token in part))
        for part, condition in zip(tokens, conditions, strict=True)
    )


def _token(match: re.Match[str]) -> _Token | None:
    kind = match.lastgroup or "other"
    text = match[kind]
    if kind in ("quoted", "escaped"):
        return _Token("literal", text)
    if kind == "blank":
        return _Token("literal", " ")
    if kind == "fill":
        return None
    if kind == "bracket":
        return _bracket(text)
    if kind == "other":
        return _Token({"@": "at", "%": "percent", ".": "point"}.get(text, "literal"), text)
    return _Token(kind, text.lower())


def _bracket(text: str) -> _Token | None:
    """Return elapsed time or a currency sign; colours and languages show nothing, a system date is dd/mm/yyyy."""
    if _ELAPSED.fullmatch(text):
        return _Token("elapsed", text[0].lower())
    sign = text[1:].partition("-")[0] if text.startswith("$") else ""
    return _Token("literal", sign) if sign else None


def _with_minutes(tokens: Sequence[_Token]) -> list[_Token]:
    """Return the tokens with "m" told apart: minutes stand after hours or before seconds, else it is the month."""
    clock = [index for index, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    told = list(tokens)
    for order, index in enumerate(clock):
        if tokens[index].text not in ("m", "mm") or tokens[index].kind != "date":
            continue
        before = tokens[clock[order - 1]].text[0] if order else ""
        after = tokens[clock[order + 1]].text[0] if order + 1 < len(clock) else ""
        if before == "h" or after == "s":
            told[index] = _Token("date", "n" * len(tokens[index].text))
    return told


def _choose(sections: tuple[_Section, ...], value: float) -> _Section:
    for section in sections:
        if section.condition is not None and _holds(section.condition, value):
            return section
    plain = [section for section in sections if section.condition is None and "at" not in section.kinds]
    if not plain:
        return sections[0]
    if value < 0 and len(plain) > 1:
        return plain[1]
    return plain[2] if value == 0 and len(plain) > 2 else plain[0]


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return (value < limit and "<" in sign) or (value > limit and ">" in sign) or (value == limit and "=" in sign)


def _shown_number(value: float, section: _Section, *, signed: bool) -> str:
    if "general" in section.kinds or not section.kinds & {"digits"}:
        number = general(value if signed else abs(value))
        return "".join(number if t.kind in ("general", "at") else t.text for t in section.tokens).strip() or number
    percent = "percent" in section.kinds
    whole, fraction = _places(section.tokens)
    grouped = "," in whole.rstrip(",")
    thousands = len(whole) - len(whole.rstrip(","))
    amount = Decimal(repr(abs(value))).scaleb(2 * int(percent) - 3 * thousands)
    digits = _digits(amount, whole.replace(",", ""), fraction, vietnamese=grouped or percent, grouped=grouped)
    minus = "-" if value < 0 and signed and digits.strip("0.,") else ""
    return minus + _in_place(section.tokens, digits)


def _places(tokens: Sequence[_Token]) -> tuple[str, str]:
    """Return the placeholders before and after the decimal point."""
    whole, fraction, after = "", "", False
    for token in tokens:
        after = after or token.kind == "point"
        if token.kind == "digits":
            whole, fraction = (whole, fraction + token.text) if after else (whole + token.text, fraction)
    return whole, fraction.replace(",", "")[:_MOST_DECIMALS]


def _digits(amount: Decimal, whole: str, fraction: str, *, vietnamese: bool, grouped: bool) -> str:
    rounded = amount.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if grouped:
        left = f"{int(left or 0):,}".replace(",", ".").rjust(whole.count("0"), "0") if left else left
    while right and len(right) > fraction.count("0") and right.endswith("0"):
        right = right[:-1]
    return f"{left}{',' if vietnamese else '.'}{right}" if right else left or ("0" if not fraction else "")


def _in_place(tokens: Sequence[_Token], digits: str) -> str:
    """Put the digits where the first placeholder stands; the point and further placeholders are part of them."""
    pieces = []
    placed = False
    for token in tokens:
        if token.kind in ("digits", "point"):
            pieces.append("" if placed else digits)
            placed = True
        else:
            pieces.append(token.text)
    return "".join(pieces).strip()


def _shown_date(value: float, section: _Section, *, from_1904: bool) -> str:
    moment = _moment(value, from_1904=from_1904)
    if moment is None:
        return general(value)
    names_month = any(token.kind == "date" and token.text.startswith("mmm") for token in section.tokens)
    if names_month and not _WORD.search("".join(token.text for token in section.tokens if token.kind == "literal")):
        return _with_month_as_number(moment, section)
    half = any(token.kind == "half" for token in section.tokens)
    return "".join(_piece(token, moment, value, half=half) for token in section.tokens).strip()


def _with_month_as_number(moment: datetime, section: _Section) -> str:
    parts = {token.text[0] for token in section.tokens if token.kind == "date"}
    year = f"/{moment.year}" if "y" in parts else ""
    return f"{moment.day:02d}/{moment.month:02d}{year}" if "d" in parts else f"Tháng {moment.month}{year}"


def _moment(value: float, *, from_1904: bool) -> datetime | None:
    """Return the moment of a serial number, to the second; None outside the calendar's range."""
    if not 0 <= value < _LAST_SERIAL + 1:
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  (a wall calendar)
    if not from_1904 and value < _LEAP_BUG:
        start += timedelta(days=1)
    seconds = round(value * 86_400)
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _piece(token: _Token, moment: datetime, value: float, *, half: bool) -> str:
    if token.kind == "half":
        return "SA" if moment.hour < 12 else "CH"
    if token.kind == "elapsed":
        per_day = {"h": 24, "m": 1_440, "s": 86_400}[token.text]
        return str(int(value * per_day + 1e-6))
    if token.kind != "date":
        return "" if token.kind in ("digits", "general") else token.text
    return _date_piece(token.text, moment, half=half)


def _date_piece(text: str, moment: datetime, *, half: bool) -> str:
    letter, long = text[0], len(text) > 1
    if letter == "y":
        return str(moment.year) if len(text) > 2 else f"{moment.year % 100:02d}"
    if letter == "d" and len(text) > 2:
        return _WEEKDAYS[moment.weekday()]
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}[letter]
    if letter == "m" and len(text) > 2:
        return f"Tháng {number}"
    return f"{number:02d}" if long else str(number)
