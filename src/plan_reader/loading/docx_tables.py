"""A w:tbl as a grid: every row equally wide, merged places marked, columns that begin nowhere left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan_reader.document import Cell, Row, Table
from plan_reader.errors import UnreadableFile
from plan_reader.loading.docx_walk import TC, TR, VAL, W, expand, is_on, number_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PLACES = 2_000_000
_MOST_COLUMNS = 63  # Word's own limit
_EMPTY = Cell()
_COVERED = Cell(left=True)

_ROW_DELETED, _HEADER, _BEFORE = f"{W}del", f"{W}tblHeader", f"{W}gridBefore"
_CELL_DELETED, _SPAN = f"{W}cellDel", f"{W}gridSpan"
_MERGED_ACROSS, _MERGED_DOWN = f"{W}hMerge", f"{W}vMerge"

_Properties = dict[str, "_Element"]
ReadCell = Callable[["_Element"], Cell]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell and the grid columns it takes, from `start` up to `end` without it."""

    cell: Cell
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _PlacedRow:
    cells: tuple[_Placed, ...]
    header: bool


def read_table(table: _Element, read_cell: ReadCell) -> Table:
    """Return the grid of a w:tbl. Rows and cells that change tracking deleted are left out.

    Raises:
        UnreadableFile: "too-large" over two million places.
    """
    rows: list[_PlacedRow] = []
    merging: frozenset[int] = frozenset()  # columns where a cell merged downwards may go on
    header = True
    for element in rows_of(table):
        properties = _properties(element, f"{W}trPr")
        header = header and _has(properties, _HEADER)  # Word repeats only rows from the top on
        row, merging = _place(element, properties, merging, header, read_cell)
        rows.append(row)
    return Table(tuple(_on_grid(rows)))


def rows_of(table: _Element) -> Iterator[_Element]:
    """Yield the w:tr of each row of the grid: those that change tracking deleted are none."""
    rows = expand(table, (TR,))
    return (row for row in rows if not _has(_properties(row, f"{W}trPr"), _ROW_DELETED))


def is_frame(table: _Element) -> _Element | None:
    """Return the only cell of a table that has no other, None where there are more: such a table only draws a frame."""
    cells = [cell for row in expand(table, (TR,)) for cell in expand(row, (TC,))]
    return cells[0] if len(cells) == 1 else None


def _place(
    element: _Element,
    properties: _Properties,
    merging: frozenset[int],
    header: bool,  # noqa: FBT001  (a fact of the row, not a switch)
    read_cell: ReadCell,
) -> tuple[_PlacedRow, frozenset[int]]:
    at = number_of(properties.get(_BEFORE), most=_MOST_COLUMNS)
    placed: list[_Placed] = []
    going_on: set[int] = set()
    for cell in expand(element, (TC,)):
        about = _properties(cell, f"{W}tcPr")
        if _has(about, _CELL_DELETED):
            continue
        end = at + max(1, number_of(about.get(_SPAN), 1, most=_MOST_COLUMNS))
        if _goes_on(about, _MERGED_ACROSS):
            placed.append(_Placed(_COVERED, at, end))
        elif _goes_on(about, _MERGED_DOWN) and at in merging:
            placed.append(_Placed(Cell(above=True), at, end))
            going_on.add(at)
        else:
            placed.append(_Placed(read_cell(cell), at, end))
            if _MERGED_DOWN in about:
                going_on.add(at)
        at = end
    return _PlacedRow(tuple(placed), header), frozenset(going_on)


def _on_grid(rows: list[_PlacedRow]) -> Iterable[Row]:
    """Yield the rows over the columns in which at least one cell begins."""
    starts = sorted({placed.start for row in rows for placed in row.cells})
    if len(starts) * len(rows) > MAX_PLACES:
        raise UnreadableFile(
            "too-large", "Bảng trong tệp quá lớn để đọc. Tách bảng thành nhiều tệp nhỏ hơn rồi chọn lại từng tệp."
        )
    column = {start: index for index, start in enumerate(starts)}
    for row in rows:
        cells = [_EMPTY] * len(starts)
        for placed in row.cells:
            first = column[placed.start]
            cells[first] = placed.cell
            for index in range(first + 1, len(starts)):
                if starts[index] >= placed.end:
                    break
                cells[index] = Cell(left=True, above=placed.cell.above)
        yield Row(tuple(cells), header=row.header)


def _properties(element: _Element, tag: str) -> _Properties:
    found = element.find(tag)
    return {child.tag: child for child in found} if found is not None else {}


def _has(properties: _Properties, tag: str) -> bool:
    return tag in properties and is_on(properties[tag])


def _goes_on(properties: _Properties, tag: str) -> bool:
    """Tell whether a cell is a later part of a merged one: the element without value means that too."""
    return tag in properties and properties[tag].get(VAL, "continue") == "continue"
