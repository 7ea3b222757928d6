"""Automatic numbering as Word would print it, counted again from numbering.xml.

The numbers are not in the text of a .docx; without them clauses lose "1." and "a)" and a table its whole STT column.
The rules are those of ECMA-376 Part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plan_reader.loading import legacy
from plan_reader.loading.docx_styles import run_format
from plan_reader.loading.docx_walk import VAL, W, is_on, number_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_KEPT_BULLETS = frozenset({"-", "+", "*"})  # levels of a Vietnamese plan: "-" above "+"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_ROMAN = 3_999
_MOST_LETTERS = 26 * 20


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` with places such as "%1.%2"; `restart` is the level whose use starts it anew."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    plain_digits: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A list as used (w:num): its levels, the counters it shares, and starts it still has to set."""

    levels: list[Level]
    counters: list[int | None]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """All lists of a document with their running counters."""

    lists: dict[int, _List] = field(default_factory=dict)

    def level_of_style(self, num_id: int, style: str | None) -> int:
        """Return the level that a list binds to a paragraph style, 0 where it binds none."""
        found = self.lists.get(num_id)
        levels = found.levels if found and style else []
        return next((index for index, level in enumerate(levels) if level.style == style), 0)

    def next_label(self, num_id: int, index: int) -> str:
        """Count one paragraph of a list and return its label ("1.", "a)", "2.1", "-"); "" for an unknown list."""
        used = self.lists.get(num_id)
        if used is None or index >= len(used.levels):
            return ""
        _count(used, index)
        return _label(used, index)


def read_numbering(root: _Element | None) -> Numbering:
    """Read numbering.xml; a document without it has no automatic numbers."""
    if root is None:
        return Numbering()
    abstract = {number_of_attribute(found, "abstractNumId"): found for found in root.iterchildren(f"{W}abstractNum")}
    by_style = {
        link.get(VAL): found for found in abstract.values() if (link := found.find(f"{W}styleLink")) is not None
    }
    shared: dict[int, tuple[list[Level], list[int | None]]] = {}
    numbering = Numbering()
    for num in root.iterchildren(f"{W}num"):
        key = number_of(num.find(f"{W}abstractNumId"), -1)
        if key not in abstract:
            continue
        if key not in shared:
            shared[key] = (_levels(abstract[key], by_style), [None] * _LEVELS)
        levels, counters = shared[key]
        numbering.lists[number_of_attribute(num, "numId")] = _with_overrides(num, levels, counters)
    return numbering


def number_of_attribute(element: _Element, name: str) -> int:
    """Return a whole-number attribute, -1 where it is missing or no number."""
    value = element.get(f"{W}{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else -1


def _levels(abstract: _Element, by_style: dict[str | None, _Element]) -> list[Level]:
    link = abstract.find(f"{W}numStyleLink")
    if link is not None:
        abstract = by_style.get(link.get(VAL), abstract)
    levels = [Level() for _ in range(_LEVELS)]
    for found in abstract.iterchildren(f"{W}lvl"):
        index = number_of_attribute(found, "ilvl")
        if 0 <= index < _LEVELS:
            levels[index] = _level(found)
    return levels


def _level(found: _Element) -> Level:
    text, kind, style = found.find(f"{W}lvlText"), found.find(f"{W}numFmt"), found.find(f"{W}pStyle")
    restart, plain = found.find(f"{W}lvlRestart"), found.find(f"{W}isLgl")
    return Level(
        start=number_of(found.find(f"{W}start"), 1),
        kind=kind.get(VAL, "decimal") if kind is not None else "decimal",
        text=_unicode(text.get(VAL, "") if text is not None else "", found.find(f"{W}rPr")),
        restart=number_of(restart) if restart is not None else None,
        plain_digits=plain is not None and is_on(plain),
        style=style.get(VAL) if style is not None else None,
    )


def _unicode(text: str, properties: _Element | None) -> str:
    encoding = legacy.encoding_of_font(run_format(properties).font) if properties is not None else None
    return legacy.decode(text, encoding) if encoding else text


def _with_overrides(num: _Element, levels: list[Level], counters: list[int | None]) -> _List:
    used = _List(levels, counters)
    for override in num.iterchildren(f"{W}lvlOverride"):
        index = number_of_attribute(override, "ilvl")
        if not 0 <= index < _LEVELS:
            continue
        start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
        if level is not None:
            used.levels = [*used.levels[:index], _level(level), *used.levels[index + 1 :]]
        if start is not None:
            used.starts[index] = number_of(start, 1)
    return used


def _count(used: _List, index: int) -> None:
    """Advance one level: its own start the first time, levels below begin anew, levels above exist at least once."""
    counters, levels = used.counters, used.levels
    for above in range(index):
        if counters[above] is None:
            counters[above] = used.starts.pop(above, levels[above].start)
    current = counters[index]
    if index in used.starts:
        counters[index] = used.starts.pop(index)
    else:
        counters[index] = levels[index].start if current is None else current + 1
    for below in range(index + 1, _LEVELS):
        restart = levels[below].restart
        if restart is None or index < restart:
            counters[below] = None


def _label(used: _List, index: int) -> str:
    level = used.levels[index]
    if level.kind == "bullet":
        glyph = level.text.strip().replace("–", "-").replace("−", "-")
        return glyph if glyph in _KEPT_BULLETS else "-"

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        kind = "decimal" if level.plain_digits else used.levels[at].kind
        count = used.counters[at]
        return _numeral(used.levels[at].start if count is None else count, kind)

    return _PLACE.sub(place, level.text).strip()


def _numeral(value: int, kind: str) -> str:
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind in ("upperRoman", "lowerRoman") and 0 < value <= _MOST_ROMAN:
        roman = _roman(value)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("upperLetter", "lowerLetter") and 0 < value <= _MOST_LETTERS:
        letters = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if kind == "upperLetter" else letters.lower()
    return str(value)


def _roman(value: int) -> str:
    letters = []
    for worth, letter in _ROMAN:
        times, value = divmod(value, worth)
        letters.append(letter * times)
    return "".join(letters)
