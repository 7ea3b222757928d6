"""One table out of the pieces that a page break made of it.

The rule: a table that opens a page and has the columns of the one that ended the page before goes on with it; its
first rows are dropped where they repeat the heading; a first row with an empty number is the rest of a broken row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_reader.document import Cell, Row, Table
from plan_reader.loading.pdf_lines import NUMBERED, cell_text
from plan_reader.loading.pdf_tables import PageTable, PdfCell, PdfRow
from plan_reader.row_labels import is_total
from plan_reader.text import fold

_SAME_EDGE = 6.0  # points


@dataclass(slots=True)
class WholeTable:
    """A table over one or more pages. `joined` tells the rows put together again, with the page each began on."""

    last: PageTable
    columns: list[float]
    rows: list[PdfRow]
    headings: int = 0
    joined: dict[int, int] = field(default_factory=dict)


def begin(piece: PageTable) -> WholeTable:
    """Return a table that has this piece only."""
    rows = _without_blank_rows(piece.rows)
    kept = [rows[0], *(row for row in rows[1:] if not _repeats(row, rows[:1]))]
    return WholeTable(last=piece, columns=list(piece.columns), rows=kept, headings=int(len(kept) < len(rows)))


def goes_on(table: WholeTable, piece: PageTable) -> bool:
    """Tell whether the piece, next to the table in reading order, is the same table on the following page."""
    return piece.page == table.last.page + 1 and _common_columns(table.columns, piece.columns) is not None


def go_on(table: WholeTable, piece: PageTable) -> None:
    """Append the piece to the table: heading dropped, broken row joined, merged cells carried over."""
    columns = _common_columns(table.columns, piece.columns)
    assert columns is not None  # noqa: S101  (asked for by goes_on)
    table.rows = [_refitted(row, table.columns, columns) for row in table.rows]
    shifted = _aligned(piece.columns, columns)
    rows = [_refitted(row, shifted, columns) for row in _without_blank_rows(piece.rows)]
    rows = _parted_from_heading(table.rows[0], rows)
    repeated = _same_rows_at_start(table.rows[: table.headings or None], rows)
    table.headings = repeated or table.headings
    rows = [row for row in rows[repeated:] if not _repeats(row, table.rows[: table.headings])]
    if rows and table.rows:
        if _is_rest_of_row(table.rows, rows):
            row = len(table.rows) - 1
            _append_row(table.rows, rows.pop(0))
            table.joined.setdefault(row, table.last.page)
        if rows:
            _carry_merged(table.rows[-1], rows)
    table.rows.extend(rows)
    table.columns = columns
    table.last = piece


def finished(table: WholeTable) -> Table:
    """Return the table with the text of its cells, lines joined by the width of their column."""
    rooms = _rooms(table.rows)
    rows = []
    for index, row in enumerate(table.rows):
        cells = tuple(_cell(cell, _room(row, place, rooms)) for place, cell in enumerate(row))
        rows.append(Row(cells, header=index < table.headings))
    return Table(tuple(rows))


def _cell(cell: PdfCell, room: float) -> Cell:
    bold = bool(cell.lines) and all(line.bold for line in cell.lines)
    return Cell(cell_text(cell.lines, room), above=cell.above, left=cell.left, bold=bold)


def _rooms(rows: Sequence[PdfRow]) -> list[float]:
    """Return the widest line of each column, over the cells that are not merged sideways."""
    rooms = [0.0] * len(rows[0]) if rows else []
    for row in rows:
        for place, cell in enumerate(row):
            if cell.lines and not _spans(row, place):
                rooms[place] = max(rooms[place], *(line.width for line in cell.lines))
    return rooms


def _room(row: PdfRow, place: int, rooms: Sequence[float]) -> float:
    if _spans(row, place):
        return max((line.width for line in row[place].lines), default=0.0)
    return rooms[place]


def _spans(row: PdfRow, place: int) -> bool:
    return place + 1 < len(row) and row[place + 1].left


def _without_blank_rows(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """Leave out rows with no text that cover nothing: what is left of a row whose text fitted the page before."""
    kept = [
        row
        for index, row in enumerate(rows)
        if any(cell.lines or cell.above for cell in row) or _has_merged_below(rows, index)
    ]
    return kept or list(rows)


def _has_merged_below(rows: Sequence[PdfRow], index: int) -> bool:
    return index + 1 < len(rows) and any(cell.above for cell in rows[index + 1])


def _aligned(edges: Sequence[float], to: Sequence[float]) -> list[float]:
    return [edge - edges[0] + to[0] for edge in edges]


def _common_columns(ours: Sequence[float], theirs: Sequence[float]) -> list[float] | None:
    """Return the finer of two sets of edges where it holds the other, else None.

    A page on which every row merges two columns draws one edge less; the table is the same.
    """
    theirs = _aligned(theirs, ours)
    finer, coarser = (ours, theirs) if len(ours) >= len(theirs) else (theirs, ours)
    if abs(ours[-1] - theirs[-1]) > _SAME_EDGE or len(coarser) < 3:
        return None
    if all(any(abs(edge - other) <= _SAME_EDGE for other in finer) for edge in coarser):
        return list(finer)
    return None


def _refitted(row: PdfRow, columns: Sequence[float], to: Sequence[float]) -> PdfRow:
    """Return the row on a finer grid: a place split in two keeps its text at the left."""
    if len(columns) == len(to):
        return row
    refitted: PdfRow = []
    for place, cell in enumerate(row):
        within = sum(columns[place] - _SAME_EDGE <= edge < columns[place + 1] - _SAME_EDGE for edge in to)
        refitted.append(cell)
        refitted.extend(PdfCell(above=cell.above, left=not cell.above) for _ in range(within - 1))
    return refitted


def _parted_from_heading(heading: PdfRow, rows: list[PdfRow]) -> list[PdfRow]:
    """Part the rest of a broken row from the repeated heading above it where no line is drawn between the two."""
    first = rows[0]
    if not all(_opens_with(cell, head) for cell, head in zip(first, heading, strict=True)):
        return rows
    rest = [
        PdfCell(cell.lines[len(head.lines) :], cell.above, cell.left) for cell, head in zip(first, heading, strict=True)
    ]
    if not any(cell.lines for cell in rest):
        return rows
    repeated = [PdfCell(list(head.lines), head.above, head.left) for head in heading]
    return [repeated, rest, *rows[1:]]


def _opens_with(cell: PdfCell, heading: PdfCell) -> bool:
    return fold(PdfCell(cell.lines[: len(heading.lines)]).plain) == fold(heading.plain)


def _repeats(row: PdfRow, headings: Sequence[PdfRow]) -> bool:
    """Tell whether a row within the table says the heading again; one word alone may be a value."""
    return sum(bool(cell.lines) for cell in row) > 1 and any(_folded(row) == _folded(heading) for heading in headings)


def _same_rows_at_start(first: Sequence[PdfRow], second: Sequence[PdfRow]) -> int:
    same = 0
    for ours, theirs in zip(first, second, strict=False):
        if _folded(ours) != _folded(theirs) or not any(_folded(theirs)):
            break
        same += 1
    return same


def _folded(row: PdfRow) -> list[str]:
    return [fold(cell.plain) for cell in row]


def _is_rest_of_row(table: Sequence[PdfRow], rows: Sequence[PdfRow]) -> bool:
    """Tell whether the first of the rows is what the page break left of the table's last row."""
    row, last = rows[0], table[-1]
    if not any(cell.lines for cell in row) or _spans(row, 0):
        return False
    if any(map(is_total, _folded(row))):
        return False
    if row[0].lines or _is_mostly_unnumbered(table):
        return _goes_on_in_small_letters(row)
    return not (_covers_next(rows, 0) or _opens_own_item(row, last) or _spans(row, 1) != _spans(last, 1))


def _is_mostly_unnumbered(table: Sequence[PdfRow]) -> bool:
    empty = sum(not row[0].lines and not row[0].above for row in table)
    return 2 * empty > len(table)


def _covers_next(rows: Sequence[PdfRow], place: int) -> bool:
    return len(rows) > 1 and rows[1][place].above


def _goes_on_in_small_letters(row: PdfRow) -> bool:
    """Of a table without numbers: some cells empty, and every other goes on in the middle of a sentence."""
    filled = [cell.plain for cell in row if cell.lines]
    return len(filled) < len(row) and all(text[0].islower() and not NUMBERED.match(f"{text} x") for text in filled)


def _opens_own_item(row: PdfRow, last: PdfRow) -> bool:
    """Tell whether the second column opens "b)" or "2" where the row before opened "a)": an item without own number."""
    return all(NUMBERED.match(f"{text} x") or text.isdigit() for text in (row[1].plain, last[1].plain))


def _append_row(table: list[PdfRow], rest: PdfRow) -> None:
    for place, cell in enumerate(rest):
        if cell.lines:
            _owner(table, place).lines.extend(cell.lines)


def _owner(table: Sequence[PdfRow], place: int) -> PdfCell:
    """Return the cell that holds the text of the last row's place, above or left of it where it is covered."""
    row = len(table) - 1
    while row and table[row][place].above:
        row -= 1
    while place and table[row][place].left:
        place -= 1
    return table[row][place]


def _carry_merged(last: PdfRow, rows: Sequence[PdfRow]) -> None:
    """Mark empty places at the top as covered from above where the merged cell went on over the page break."""
    for place, cell in enumerate(rows[0]):
        if not cell.lines and not cell.left and (last[place].above or _covers_next(rows, place)):
            cell.above = True
