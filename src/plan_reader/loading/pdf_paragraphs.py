"""Paragraphs out of printed lines: columns unwoven, wrapped lines joined, page furniture dropped."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from plan_reader.document import Paragraph
from plan_reader.loading.pdf_lines import BULLET, Line, is_hard_break, joined, merged
from plan_reader.text import fold, squeeze

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*[/|]\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_EDGE = 0.12  # of the sheet's height: where page numbers and running heads stand
_FAR = 5.0  # of the size: so wide a gap parts two columns even on a single line
_ENOUGH_LINES = 6  # lines from which the text's own width is known


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as its parts from left to right, with where it stands on its page from 0 (top) to 1 (bottom)."""

    parts: tuple[Line, ...]
    depth: float

    @property
    def whole(self) -> Line:
        return merged(self.parts)


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the running text of pages of one width begins and ends, and its usual distance of lines (in sizes)."""

    left: float
    right: float
    leading: float


def without_furniture(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages' lines without page numbers and without heads and feet that run over most pages."""
    running = _running_heads(pages)
    return [
        [
            line
            for index, line in enumerate(lines)
            if not (_is_page_number(line, outermost=index in (0, len(lines) - 1)) or _head_key(line) in running)
        ]
        for lines in pages
    ]


def words_at_edges(pages: Iterable[Sequence[PrintedLine]]) -> Iterator[str]:
    """Yield what stands at the upper and lower edge of the pages: whole lines, and the parts they are set in."""
    for line in (line for lines in pages for line in lines if _at_edge(line)):
        yield line.whole.text
        yield from (part.text for part in line.parts)


def _is_page_number(line: PrintedLine, *, outermost: bool) -> bool:
    return outermost and _at_edge(line) and bool(_PAGE_NUMBER.fullmatch(line.whole.text))


def _at_edge(line: PrintedLine) -> bool:
    return line.depth < _EDGE or line.depth > 1 - _EDGE


def _running_heads(pages: Sequence[Sequence[PrintedLine]]) -> set[tuple[str, int]]:
    if len(pages) < 3:
        return set()
    seen = Counter(key for lines in pages for key in {_head_key(line) for line in lines if _at_edge(line)})
    return {key for key, count in seen.items() if count >= 3 and 2 * count > len(pages)}


def _head_key(line: PrintedLine) -> tuple[str, int]:
    """Return what makes two heads the same: the words without figures, at the same height of the page."""
    return re.sub(r"\d+", "", fold(line.whole.text)), round(line.depth * 100) if _at_edge(line) else -1


def measure(lines: Iterable[PrintedLine], left: float, right: float) -> Measure:
    """Return the measure of running text on sheets from `left` to `right`.

    Justified text ends mostly at one place; ragged text at most at its widest line. Of a few headings only, nothing
    can be told, so the right margin is taken to be no wider than the left.
    """
    full = [line.parts[0] for line in lines if len(line.parts) == 1]
    if not full:
        return Measure(left, right, 1.3)
    begin = min(line.x0 for line in full)
    widest = max(line.x1 for line in full)
    if len(full) < _ENOUGH_LINES:
        return Measure(begin, max(widest, right - (begin - left)), 1.3)
    common, count = Counter(round(line.x1 / 2) for line in full).most_common(1)[0]
    justified = count >= 3 and count > 0.25 * len(full)
    end = max(line.x1 for line in full if round(line.x1 / 2) == common) if justified else widest
    return Measure(begin, end, _leading(full))


def _leading(lines: Sequence[Line]) -> float:
    gaps = Counter(
        round((below.base - above.base) / above.size, 1)
        for above, below in pairwise(lines)
        if above.page == below.page and below.base > above.base
    )
    return gaps.most_common(1)[0][0] if gaps else 1.3


def in_reading_order(lines: Sequence[PrintedLine]) -> list[list[Line]]:
    """Return the lines as blocks to be read one after another; two columns side by side become two blocks.

    The letterhead (agency left, the country's name right) and the end (recipients left, signer right) stand so.
    """
    blocks: list[list[Line]] = [[]]
    index = 0
    while index < len(lines):
        end, gutter = _side_by_side(lines, index)
        if end > index:
            left, right = _unwoven(lines[index:end], gutter)
            blocks += [left, right, []]
            index = end
        else:
            blocks[-1].append(lines[index].whole)
            index += 1
    return [block for block in blocks if block]


_Gutter = tuple[float, float]


def _side_by_side(lines: Sequence[PrintedLine], start: int) -> tuple[int, _Gutter]:
    """Return the end of the two-column stretch that begins here (the start itself for none) and its gutter."""
    first = lines[start].parts
    if len(first) != 2:
        return start, (0.0, 0.0)
    gutter = (first[0].x1, first[1].x0)
    end, rights = start, 0
    for index in range(start, len(lines)):
        narrowed = _narrowed(gutter, lines[index].parts)
        if narrowed is None or _leaves_columns(lines, index, start, narrowed):
            break
        gutter = narrowed
        rights += not _is_left(lines[index].parts[-1], gutter)
        end = index + 1
    far = gutter[1] - gutter[0] > _FAR * first[0].size
    return (end, gutter) if rights >= 2 or far else (start, gutter)


def _narrowed(gutter: _Gutter, parts: Sequence[Line]) -> _Gutter | None:
    """Return the gutter that is still free with this line, None where the line crosses it."""
    left, right = gutter
    if len(parts) > 1:
        free = [(max(left, one.x1), min(right, next_one.x0)) for one, next_one in pairwise(parts)]
    else:
        free = [(max(left, parts[0].x1), right), (left, min(right, parts[0].x0))]
    widest = max(free, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] > 0.8 * parts[0].size else None


def _is_left(part: Line, gutter: _Gutter) -> bool:
    return part.x0 + part.x1 < gutter[0] + gutter[1]


def _leaves_columns(lines: Sequence[PrintedLine], index: int, start: int, gutter: _Gutter) -> bool:
    """Tell whether a line on the left alone is no more of the left column, being too far below its last line."""
    parts = lines[index].parts
    if index == start or not _is_left(parts[-1], gutter):
        return False
    lefts = [part for line in lines[start:index] for part in line.parts if _is_left(part, gutter)]
    return parts[0].base - lefts[-1].base > 1.9 * parts[0].size


def _unwoven(lines: Sequence[PrintedLine], gutter: _Gutter) -> tuple[list[Line], list[Line]]:
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for is_left, parts in groupby(line.parts, key=lambda part: _is_left(part, gutter)):
            columns[not is_left].append(merged(list(parts)))
    return columns


class ParagraphBuilder:
    """Joins the lines of running text given one by one; a paragraph may go on over a page."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._measure = Measure(0.0, 0.0, 1.3)
        self.done: list[Paragraph] = []

    def add_block(self, block: Sequence[Line], measure: Measure, *, narrow: bool) -> None:
        """Take in a block; a narrow one (one of two columns) is a list of short lines that nothing joins on to."""
        if narrow:
            self.end()
        for line in block:
            if self._lines and not self._goes_on(line, measure, narrow=narrow):
                self.end()
            self._lines.append(line)
            self._measure = measure
        if narrow:
            self.end()

    def end(self) -> None:
        """Close the paragraph being built."""
        if not self._lines:
            return
        text = self._lines[0].text
        for line in self._lines[1:]:
            text = joined(text, line.text)
        centred = all(_is_centred(line, self._measure) for line in self._lines)
        self.done.append(Paragraph(squeeze(text), bold=all(line.bold for line in self._lines), centred=centred))
        self._lines = []

    def take(self) -> list[Paragraph]:
        """Close the paragraph and return all built since the last call."""
        self.end()
        done, self.done = self.done, []
        return done

    def _goes_on(self, line: Line, measure: Measure, *, narrow: bool) -> bool:
        last = self._lines[-1]
        if narrow:
            in_list = bool(BULLET.match(self._lines[0].text))
            return (in_list or _opens_small(line)) and not (line.marked or last.ends_thought)
        if last.page != line.page and measure != self._measure:
            return False
        if self._has_wide_gap(line, measure) or self._changes_look(line):
            return False
        if is_hard_break(last, line, _room_after(last, measure)):
            return False
        if line.marked:
            return not (last.ends_thought or _is_indented(line, measure))
        return not self._is_first_line(line, measure)

    def _has_wide_gap(self, line: Line, measure: Measure) -> bool:
        last = self._lines[-1]
        if last.page != line.page:
            return False
        gap = line.base - last.base
        if gap > 1.35 * measure.leading * max(last.size, line.size):
            return True
        before = self._lines[-2:-1]
        return bool(before) and before[0].page == last.page and gap > 1.2 * (last.base - before[0].base) + 1

    def _changes_look(self, line: Line) -> bool:
        """Tell whether size, weight or capitals change so that another kind of paragraph begins."""
        last = self._lines[-1]
        if abs(last.size - line.size) > 0.15 * last.size:
            return True
        if last.bold != line.bold and line.text[0].isupper():
            return True
        return last.text.isupper() and not line.text.isupper() and len(last.text) > 3 and not line.text[0].islower()

    def _is_first_line(self, line: Line, measure: Measure) -> bool:
        """Tell by the indentation whether the line is the first of a new paragraph."""
        first, last = self._lines[0], self._lines[-1]
        step = 0.8 * line.size
        if abs((line.x0 + line.x1) - (last.x0 + last.x1)) < 8:
            return False  # centred under one another
        if line.x0 > last.x0 + step:
            hanging = first.marked and len(self._lines) == 1
            return not hanging
        same_as_first = len(self._lines) == 1 and abs(line.x0 - first.x0) < 2
        return same_as_first and _is_indented(line, measure) and last.ends_thought


def _opens_small(line: Line) -> bool:
    return line.text[0].islower() or line.text[0].isdigit()


def _is_indented(line: Line, measure: Measure) -> bool:
    return line.x0 > measure.left + 0.8 * line.size


def _is_centred(line: Line, measure: Measure) -> bool:
    if line.marked:
        return False
    before, after = line.x0 - measure.left, measure.right - line.x1
    return before > 1.5 * line.size and abs(before - after) < max(0.04 * (measure.right - measure.left), 6)


def _room_after(line: Line, measure: Measure) -> float:
    if _is_centred(line, measure):
        return measure.right - measure.left - line.width
    return measure.right - line.x1


def by_width(sheets: Sequence[tuple[float, float]], pages: Sequence[Sequence[PrintedLine]]) -> list[Measure]:
    """Return the measure of each page, shared by pages of the same width. `sheets` are their left and right edges."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, (left, right) in enumerate(sheets):
        groups[round(right - left)].append(index)
    measures = [Measure(0.0, 0.0, 1.3)] * len(sheets)
    for indexes in groups.values():
        lines = [line for index in indexes for line in pages[index]]
        shared = measure(lines, *sheets[indexes[0]])
        for index in indexes:
            measures[index] = shared
    return measures
