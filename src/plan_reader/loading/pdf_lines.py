"""Printed lines of a PDF page, from its glyphs, and the test of whether a line break was made by the margin.

Lines follow the baseline, so a letter with two stacked marks ("Ộ", "ế") stays whole whatever its height.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plan_reader.loading.pdf_page import Font, Glyph
from plan_reader.text import fold, squeeze

_WORD_GAP = 0.17  # of the size: nearer glyphs are one word; a Times space is 0.25
_COLUMN_GAP = 2.2  # of the size: a wider jump without any space glyph parts two columns or cells
_SAME_BASE = 0.4  # of the size: superscripts stay on their line, the next line is a whole size away
_SPACE = 0.25
_NARROWEST = 2.2  # of the size: a column of numbers

BULLET = re.compile(r"[-–—+•*●▪]\s*(?=\S)")
NUMBERED = re.compile(r"(?:(?:\d{1,2}\.)+\d{0,2}|\d{1,2}\)|[IVX]{1,5}[.)]|[a-zđ][.)]|\(\d{1,2}\))\s+(?=\S)")
_MARK_ALONE = re.compile(r"[-–—+•*●▪]|(?:\d{1,2}\.)+|\d{1,2}\)|[IVX]{1,5}[.)]|[a-zđ][.)]")
_ENDS_IN_WORD, _OPENS_WITH_WORD = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouy]")
TERMINAL = (".", ";", ":", "!", "?", "./.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the part of it in one column. Measures are in points; `lead` is the width of its first word."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    lead: float
    bold: bool

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def marked(self) -> bool:
        """Tell whether the line opens with a dash, a bullet, a number or a letter of a list."""
        return bool(BULLET.match(self.text) or NUMBERED.match(self.text))

    @property
    def ends_thought(self) -> bool:
        """Tell whether the line ends with a mark after which a new paragraph may begin."""
        return self.text.endswith(TERMINAL)


Decode = Callable[[Sequence[tuple[str, Font]]], str]  # runs of text with their fonts in, Unicode out


def lines_of(glyphs: Iterable[Glyph], page: int, decode: Decode) -> list[list[Line]]:
    """Return the lines from top to bottom, each as its parts from left to right (one part but for columns)."""
    found = []
    for row in _rows(glyphs):
        parts = [line for part in _parts(row) if (line := _line(part, page, decode))]
        if len(parts) > 1 and _MARK_ALONE.fullmatch(parts[0].text):
            parts[:2] = [merged(parts[:2])]  # the tab behind an automatic number or dash parts no columns
        if parts:
            found.append(parts)
    return found


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and glyph.base - base <= _SAME_BASE * max(size, glyph.size):
            rows[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            rows.append([glyph])
            base, size = glyph.base, glyph.size
    # a mark of its own has its base letter's end as origin: the sort is stable, so it stays after its letter
    return [sorted(row, key=lambda glyph: round(glyph.x0, 1)) for row in rows]


def _parts(row: Sequence[Glyph]) -> list[list[Glyph]]:
    parts: list[list[Glyph]] = []
    for glyph in row:
        if parts and glyph.x0 - parts[-1][-1].x1 <= _COLUMN_GAP * glyph.size:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def _line(glyphs: Sequence[Glyph], page: int, decode: Decode) -> Line | None:
    """Return the line of these glyphs, None for spaces only."""
    words = _words(glyphs)
    if not words:
        return None
    inked = [glyph for word in words for glyph in word]
    middle = len(inked) // 2
    letters = [glyph for glyph in inked if glyph.char.isalnum()] or inked
    return Line(
        text=squeeze(decode(list(_runs(words)))),
        page=page,
        x0=inked[0].x0,
        x1=max(glyph.x1 for glyph in inked),
        base=sorted(glyph.base for glyph in inked)[middle],
        size=sorted(glyph.size for glyph in inked)[middle],
        lead=words[0][-1].x1 - words[0][0].x0,
        bold=sum(glyph.font.bold for glyph in letters) > 0.9 * len(letters),
    )


def _words(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = []
    end: float | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            end = None
        elif end is None or glyph.x0 - end > _WORD_GAP * glyph.size:
            words.append([glyph])
            end = glyph.x1
        else:
            words[-1].append(glyph)
            end = max(end, glyph.x1)
    return words


def _runs(words: Sequence[Sequence[Glyph]]) -> Iterator[tuple[str, Font]]:
    """Yield the text of each stretch in one font; the space before a word is in the word's font."""
    spaced = [(glyph.char, glyph.font, index == 0) for word in words for index, glyph in enumerate(word)]
    for font, glyphs in groupby(spaced, key=lambda glyph: glyph[1]):
        yield "".join(f" {char}" if opens else char for char, _, opens in glyphs), font


def is_hard_break(above: Line, below: Line, room: float) -> bool:
    """Tell whether the writer ended the line, since the next word would still have fitted into the room left.

    `room` is what was free after the line's last word, in points. Where the next line goes on in small letters or
    figures, a little room proves nothing (a space there may be one that must not break).
    """
    slack = room - _SPACE * above.size - below.lead
    if slack <= 1.0:
        return False
    if above.ends_thought or not (below.text[0].islower() or below.text[0].isdigit()) or below.marked:
        return True
    return slack > 6 * above.size


def joined(above: str, below: str) -> str:
    """Return two lines of one paragraph as one; words broken after a hyphen, slash or ampersand take no space."""
    after_joint = len(above) > 1 and above[-1] in "-/&" and not above[-2].isspace() and below[0].isalnum()
    tight = after_joint or (above[-1].isdigit() and below[0] == "/")
    return above + below if tight else f"{above} {below}"


def cell_text(lines: Sequence[Line], room: float) -> str:
    """Return a cell's text: wrapped lines joined, a line feed where the writer began a new one.

    `room` is the width of the column's text. A dash at the start of a line is a new item, but for a name that
    happens to break before its dash ("Trung tâm Văn hóa thông tin / - Thể dục thể thao").
    """
    text = ""
    for index, line in enumerate(lines):
        if not text:
            text = line.text
        elif _is_split_word(lines[index - 1], line, room):
            text += line.text
        elif _new_line_in_cell(lines[0], lines[index - 1], line, room):
            text = f"{text}\n{line.text}"
        else:
            text = joined(text, line.text)
    return text


def _is_split_word(above: Line, below: Line, room: float) -> bool:
    """Tell whether a column narrower than one word broke it: "15/12/202 / 4", "HĐND&U / BND", "ST / T", "thá / ng"."""
    if below.text[0] in ")]":
        return True
    if " " in above.text or room - above.width > 0.6 * above.size:
        return False
    if _is_split_syllable(above.text, below.text):
        return True
    last, first = above.text[-1], below.text[0]
    if last.isdigit() and first.isdigit():
        return True
    return last.isupper() and first.isupper() and (not above.text.isalpha() or room < _NARROWEST * above.size)


def _is_split_syllable(above: str, below: str) -> bool:
    """Tell whether a word ends one line and begins the next of which either part has no vowel: "thá / ng"."""
    end, start = _ENDS_IN_WORD.search(above), _OPENS_WITH_WORD.match(below)
    if not (end and start and start[0].islower()):
        return False
    return not all(_VOWEL.search(fold(part)) for part in (end[0], start[0]))


def _new_line_in_cell(first: Line, above: Line, line: Line, room: float) -> bool:
    if above.text.endswith(";") or is_hard_break(above, line, room - above.width):
        return True
    if BULLET.match(line.text):
        return above.ends_thought or first.text[0] == line.text[0]
    return bool(NUMBERED.match(line.text))


def merged(parts: Sequence[Line]) -> Line:
    """Return the parts of one line as one again."""
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        text=" ".join(part.text for part in parts),
        x1=max(part.x1 for part in parts),
        bold=all(part.bold for part in parts),
    )
