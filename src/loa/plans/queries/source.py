"""The source document beside its reading: its blocks as a page shows them, with the places in question marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from loa.plans.models import PlanVersion

Place = Mapping[str, Any]
_Block = Mapping[str, Any]

_BLOCKS_AROUND = 6
_ROWS_AROUND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGap:
    """What an excerpt leaves out here, in words."""

    words: str
    kind: Literal["gap"] = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceParagraph:
    """A paragraph as printed."""

    anchor: str
    text: str
    bold: bool
    centred: bool
    marked: bool
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A cell over so many rows and columns of what is shown."""

    anchor: str
    text: str
    rows: int
    columns: int
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A row of a table; `marked` where the row as a whole is meant."""

    anchor: str
    cells: tuple[SourceCell, ...]
    heading: bool
    marked: bool
    kind: Literal["row"] = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """A table; `marked` where it is meant as a whole."""

    anchor: str
    width: int
    rows: tuple[SourceRow | SourceGap, ...]
    marked: bool
    kind: Literal["table"] = "table"


SourceBlock = SourceParagraph | SourceTable | SourceGap


def source_of(
    version: PlanVersion, places: Iterable[Place], *, excerpt: bool = False, around: int = _BLOCKS_AROUND
) -> list[SourceBlock]:
    """Return the document of a version as blocks to show, without a statement of its own.

    The blocks, rows and cells that `places` name are marked; a clause marks all that stands in it. An excerpt holds
    only what is at most `around` blocks from a mark, or the beginning where there is none; a table's rows are tall,
    so there are fewer of them. Empty for a version that kept no source.
    """
    blocks: Sequence[_Block] = version.source
    marks = _marks(blocks, places)
    shown = _near(marks.blocks, len(blocks), around) if excerpt else range(len(blocks))
    found: list[SourceBlock] = []
    rows_around = min(_ROWS_AROUND, around - 1) if excerpt else None
    for run, left_out in _runs(shown, len(blocks)):
        if left_out:
            found.append(SourceGap(words=f"Lược {left_out} đoạn"))
        found += (_shown(index, blocks[index], marks, rows_around) for index in run)
    return found


def anchor_of(version: PlanVersion, place: Place) -> str:
    """Return where a place stands in the whole source: "b12-r3-c4", "b12-r3" or "b12"; empty where it has none."""
    marks = _marks(version.source, [place])
    found = marks.cells or marks.rows or {(block,) for block in marks.whole}
    return _anchor(*min(found)) if found else ""


@dataclass(slots=True)
class _Marks:
    """What is meant: whole blocks, rows (block, row), cells (block, row, place) where the cell begins."""

    whole: set[int] = field(default_factory=set)
    rows: set[tuple[int, ...]] = field(default_factory=set)
    cells: set[tuple[int, ...]] = field(default_factory=set)

    @property
    def blocks(self) -> set[int]:
        return self.whole | {found[0] for found in self.rows | self.cells}

    def rows_of(self, block: int) -> set[int]:
        """Return the rows of a table that are meant or hold a cell that is."""
        return {found[1] for found in self.rows | self.cells if found[0] == block}


def _marks(blocks: Sequence[_Block], places: Iterable[Place]) -> _Marks:
    marks = _Marks()
    for place in places:
        index, row, cell = place.get("block"), place.get("row"), place.get("cell")
        if index is None:
            ref = place.get("clause")
            marks.whole |= {at for at, block in enumerate(blocks) if ref and _holds(block, ref)}
        elif index >= len(blocks):
            continue
        elif row is None or row >= len(blocks[index].get("rows", ())):
            marks.whole.add(index)
        elif cell is None or cell >= len(blocks[index]["rows"][row]):
            marks.rows.add((index, row))
        else:
            marks.cells.add((index, *_Grid(blocks[index]).origins[row][cell]))
    return marks


def _holds(block: _Block, ref: str) -> bool:
    """Tell whether words of a clause, or of one inside it, stand in a block."""
    return any(inner == ref or inner.startswith(f"{ref}.") for inner in block["clauses"])


def _near(meant: Iterable[int], size: int, around: int) -> list[int]:
    """Return what is at most so far from anything meant, the beginning where nothing is, in order."""
    wanted = {near for at in meant for near in range(at - around, at + around + 1)}
    return [at for at in range(size) if at in wanted] if wanted else list(range(min(size, 2 * around + 1)))


def _runs(shown: Sequence[int], size: int) -> Iterator[tuple[Sequence[int], int]]:
    """Yield what is shown without a break, each with how much is left out before it; the last run may be empty."""
    end = 0
    run: list[int] = []
    for at in shown:
        if run and at != run[-1] + 1:
            yield run, run[0] - end
            end, run = run[-1] + 1, []
        run.append(at)
    if run:
        yield run, run[0] - end
        end = run[-1] + 1
    if end < size:
        yield (), size - end


def _shown(index: int, block: _Block, marks: _Marks, rows_around: int | None) -> SourceParagraph | SourceTable:
    marked = index in marks.whole
    if "rows" not in block:
        return SourceParagraph(
            anchor=_anchor(index),
            text=block["text"],
            bold=block["bold"],
            centred=block["centred"],
            marked=marked,
        )
    size = len(block["rows"])
    shown: Sequence[int] = range(size)
    if rows_around is not None:
        shown = sorted({*(block["heading"] or [0]), *_near(marks.rows_of(index), size, rows_around)})
    grid = _Grid(block)
    rows: list[SourceRow | SourceGap] = []
    for run, left_out in _runs(shown, size):
        if left_out:
            rows.append(SourceGap(words=f"Lược {left_out} dòng"))
        rows += (_row(index, row, run, grid, marks) for row in run)
    return SourceTable(anchor=_anchor(index), width=grid.width, rows=tuple(rows), marked=marked)


class _Grid:
    """The merged cells of a table: where the cell over each place begins, and how far it reaches."""

    def __init__(self, block: _Block) -> None:
        self.rows: list[list[str | None]] = block["rows"]
        self.heading = frozenset(block["heading"])
        self.width = len(self.rows[0]) if self.rows else 0
        self.origins = [[(row, place) for place in range(self.width)] for row in range(len(self.rows))]
        self.sizes: dict[tuple[int, int], tuple[int, int]] = {}
        for row, place, high, wide in block["spans"]:
            self.sizes[row, place] = high, wide
            for down in range(row, row + high):
                self.origins[down][place : place + wide] = [(row, place)] * wide


def _row(index: int, row: int, run: Sequence[int], grid: _Grid, marks: _Marks) -> SourceRow:
    """Return a row of a run; a cell that began in a row left out is shown from the run's first row on."""
    cells = []
    for place, origin in enumerate(grid.origins[row]):
        if place != origin[1] or row != max(origin[0], run[0]):
            continue
        high, wide = grid.sizes.get(origin, (1, 1))
        cells.append(
            SourceCell(
                anchor=_anchor(index, row, place),
                text=grid.rows[origin[0]][place] or "",
                rows=min(origin[0] + high - 1, run[-1]) - row + 1,
                columns=wide,
                marked=(index, *origin) in marks.cells,
            )
        )
    return SourceRow(
        anchor=_anchor(index, row),
        cells=tuple(cells),
        heading=row in grid.heading,
        marked=(index, row) in marks.rows,
    )


def _anchor(block: int, row: int | None = None, place: int | None = None) -> str:
    parts = (f"b{block}", f"-r{row}" if row is not None else "", f"-c{place}" if place is not None else "")
    return "".join(parts)
