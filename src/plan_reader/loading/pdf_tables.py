"""Ruled tables on one PDF page: the grid its lines draw, and what is merged where a line is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plan_reader.loading.pdf_lines import Decode, Line, lines_of, merged
from plan_reader.loading.pdf_page import Glyph, Page, Ruling

_SNAP = 3.0  # points: lines nearer than this are one line, ends nearer than this touch
_SHORTEST = 4.0  # points: shorter strokes are ornaments
_MOST_LINES = 1_500  # merged lines on a page; beyond it is a drawing, not a table
_MOST_PLACES = 20_000


@dataclass(slots=True)
class PdfCell:
    """One place of the grid with its printed lines; `above` and `left` as in `plan_reader.document.Cell`."""

    lines: list[Line] = field(default_factory=list)
    above: bool = False
    left: bool = False

    @property
    def plain(self) -> str:
        return " ".join(line.text for line in self.lines)


PdfRow = list[PdfCell]


@dataclass(slots=True)
class PageTable:
    """A table as one page shows it. `columns` are the column edges from left to right, one more than places."""

    page: int
    top: float
    bottom: float
    columns: list[float]
    rows: list[PdfRow]


def ruled_tables(page: Page, decode: Decode) -> tuple[list[PageTable], list[Glyph]]:
    """Return the page's ruled tables from top to bottom, and the glyphs that stand outside them."""
    grids = _outermost(_grids(_straightened(page.across), _straightened(page.down)))
    free: list[Glyph] = []
    inside: list[dict[tuple[int, int], list[Glyph]]] = [defaultdict(list) for _ in grids]
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
        for grid, places in zip(grids, inside, strict=True):
            if grid.holds(x, y):
                places[grid.owner_at(x, y)].append(glyph)
                break
        else:
            free.append(glyph)
    tables = [
        grid.table(places, page.number, decode) for grid, places in zip(grids, inside, strict=True) if any(places)
    ]
    return sorted(tables, key=lambda table: table.top), free


def _straightened(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Return the lines with neighbours made one and pieces in a row joined."""
    tracks: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if tracks and ruling.at - tracks[-1][0].at <= _SNAP:
            tracks[-1].append(ruling)
        else:
            tracks.append([ruling])
    return [line for track in tracks for line in _joined_pieces(track) if line.end - line.start >= _SHORTEST]


def _joined_pieces(track: Sequence[Ruling]) -> list[Ruling]:
    at = sum(piece.at for piece in track) / len(track)
    lines: list[Ruling] = []
    for piece in sorted(track, key=lambda piece: piece.start):
        if lines and piece.start - lines[-1].end <= _SNAP:
            lines[-1] = Ruling(at, lines[-1].start, max(lines[-1].end, piece.end))
        else:
            lines.append(Ruling(at, piece.start, piece.end))
    return lines


def _grids(across: list[Ruling], down: list[Ruling]) -> list[_Grid]:
    """Return a grid for each set of lines that touch one another, boxes of one column left out."""
    if not across or not down or len(across) + len(down) > _MOST_LINES:
        return []
    group = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while group[item] != item:
            group[item] = group[group[item]]
            item = group[item]
        return item

    for i, flat in enumerate(across):
        for j, steep in enumerate(down, start=len(across)):
            if _touch(flat, steep):
                group[root(i)] = root(j)
    sets: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, flat in enumerate(across):
        sets[root(i)][0].append(flat)
    for j, steep in enumerate(down, start=len(across)):
        sets[root(j)][1].append(steep)
    grids = (_Grid(flats, steeps) for flats, steeps in sets.values() if flats and steeps)
    return [grid for grid in grids if grid.is_table]


def _touch(flat: Ruling, steep: Ruling) -> bool:
    return steep.start - _SNAP <= flat.at <= steep.end + _SNAP and flat.start - _SNAP <= steep.at <= flat.end + _SNAP


def _outermost(grids: list[_Grid]) -> list[_Grid]:
    """Leave out grids inside another: a box or a table drawn within a cell belongs to that cell's text."""
    return [grid for grid in grids if not any(other is not grid and other.encloses(grid) for other in grids)]


class _Grid:
    """Column and row edges with the lines drawn between them."""

    def __init__(self, across: list[Ruling], down: list[Ruling]) -> None:
        self.columns = _edges(down, across)
        self.rows = _edges(across, down)
        self._across = _by_edge(across, self.rows)
        self._down = _by_edge(down, self.columns)
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
        if self.is_table:
            self._find_owners()

    @property
    def is_table(self) -> bool:
        wide, high = len(self.columns) - 1, len(self.rows) - 1
        return wide >= 2 and high >= 1 and wide * high <= _MOST_PLACES

    def holds(self, x: float, y: float) -> bool:
        return self.columns[0] <= x < self.columns[-1] and self.rows[0] <= y < self.rows[-1]

    def encloses(self, other: _Grid) -> bool:
        return (
            self.columns[0] - _SNAP <= other.columns[0]
            and other.columns[-1] <= self.columns[-1] + _SNAP
            and self.rows[0] - _SNAP <= other.rows[0]
            and other.rows[-1] <= self.rows[-1] + _SNAP
        )

    def owner_at(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column where the merged cell around the point begins."""
        row = bisect_right(self.rows, y) - 1
        column = bisect_right(self.columns, x) - 1
        return self._owners[row, column]

    def _find_owners(self) -> None:
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                if column and not self._wall(row, column):
                    owner = self._owners[row, column - 1]
                elif row and not self._floor(row, column):
                    owner = self._owners[row - 1, column]
                else:
                    owner = row, column
                self._owners[row, column] = owner

    def _wall(self, row: int, column: int) -> bool:
        """Tell whether a line is drawn on the left side of a place."""
        return _covered(self._down.get(column, ()), self.rows[row], self.rows[row + 1])

    def _floor(self, row: int, column: int) -> bool:
        """Tell whether a line is drawn on the upper side of a place."""
        return _covered(self._across.get(row, ()), self.columns[column], self.columns[column + 1])

    def table(self, places: dict[tuple[int, int], list[Glyph]], page: int, decode: Decode) -> PageTable:
        """Return the grid filled with the lines of the glyphs at each owner's place."""
        rows = []
        for row in range(len(self.rows) - 1):
            cells = []
            for column in range(len(self.columns) - 1):
                owner = self._owners[row, column]
                if owner == (row, column):
                    parts = lines_of(places.get(owner, ()), page, decode)
                    cells.append(PdfCell([merged(line) for line in parts]))
                else:
                    cells.append(PdfCell(above=owner[0] < row, left=owner[0] == row))
            rows.append(cells)
        return PageTable(page, self.rows[0], self.rows[-1], list(self.columns), rows)


def _edges(lines: Iterable[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """Return where the lines stand, and the far ends of those that cross them where no line closes the side."""
    edges: list[float] = []
    for at in sorted(line.at for line in lines):
        if not edges or at - edges[-1] > _SNAP:
            edges.append(at)
    first, last = min(line.start for line in crossing), max(line.end for line in crossing)
    if first < edges[0] - 2 * _SNAP:
        edges.insert(0, first)
    if last > edges[-1] + 2 * _SNAP:
        edges.append(last)
    return edges


def _by_edge(lines: Iterable[Ruling], edges: Sequence[float]) -> dict[int, list[Ruling]]:
    found: dict[int, list[Ruling]] = defaultdict(list)
    for line in lines:
        nearest = min(range(len(edges)), key=lambda index: abs(edges[index] - line.at))
        found[nearest].append(line)
    return found


def _covered(lines: Iterable[Ruling], start: float, end: float) -> bool:
    drawn = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return drawn >= 0.5 * (end - start)
