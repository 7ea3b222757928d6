"""Which tables of a document hold its tasks, over all pages, with the values of merged cells filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_reader.columns import Column, Layout, column_of, find_layout, repeats_heading
from plan_reader.document import Block, Cell, Document, Paragraph, Row, Table
from plan_reader.text import fold

_FORM_CAPTION = re.compile(
    r"\(?(?:mau (?:so|bao cao|bieu|phieu|\d)|mau$|bieu mau|de cuong)|(?:bieu|phu luc)\b.*\b(?:mau|de cuong|bao cao)\b"
)
_POINTER = re.compile(r"sau đây|dưới đây|chỉ tiêu sau|các mốc", re.IGNORECASE)
_LONGEST_POINTER = 60
_VALUES: tuple[Column, ...] = ("lead", "partner", "product", "timing", "person")


@dataclass(frozen=True, slots=True)
class TaskTable:
    """One table of tasks, with the tables that continue it on later pages.

    `rows` are the rows below the heading with the values of merged cells filled in, each with its block and its
    place in that block's table.
    """

    block: int
    layout: Layout
    rows: tuple[tuple[int, int, Row], ...]
    name: str = ""


def task_tables(document: Document) -> tuple[TaskTable, ...]:
    """Return the task tables of a document in order.

    A table that follows directly, as wide as the last one, goes on with it: with the heading said again, or with
    none. Forms to be filled in are left out, by their caption or because no row says anything beside its title.
    """
    found: list[TaskTable] = []
    for block, table in document.tables():
        layout = find_layout(table)
        last = found[-1] if found and _follows(found[-1], document, block, table) else None
        if layout and last and last.layout.heading == layout.heading:
            found[-1] = _extended(last, block, table, layout.first_row)
        elif layout and not _is_form(document, block, layout, table):
            found.append(TaskTable(block, layout, tuple(_filled(block, table, layout.first_row)), table.name))
        elif layout is None and last and not _is_heading(table.rows[0]):
            found[-1] = _extended(last, block, table, 0)
    return tuple(found)


def blocks_taken(tables: Sequence[TaskTable]) -> dict[int, int]:
    """Return, for each block that holds rows of tasks, its first row that belongs to the table with its heading."""
    taken: dict[int, int] = {}
    for table in tables:
        taken[table.block] = table.layout.top
        for block, _, _ in table.rows:
            taken.setdefault(block, 0)
    return taken


def _follows(last: TaskTable, document: Document, block: int, table: Table) -> bool:
    """Tell whether a table stands directly after the last one, but for a page number, and is as wide."""
    end = last.rows[-1][0] if last.rows else last.block
    between = document.blocks[end + 1 : block]
    return not table.name and len(last.layout.heading) == table.width and all(map(_is_page_number, between))


def _is_page_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.full.strip(" -").isdigit()


def _is_heading(row: Row) -> bool:
    return sum(column_of(text) is not None for text in row.texts) >= 3


def _is_form(document: Document, block: int, layout: Layout, table: Table) -> bool:
    """Tell a form by its caption ("Mẫu số 01") above it, or by having rows and nothing in them but titles."""
    for before in reversed(document.blocks[max(0, block - 4) : block]):
        if isinstance(before, Table):
            break
        if any(_FORM_CAPTION.match(fold(line)) for line in before.full.split("\n")):
            return True
    rows = [row for _, _, row in _filled(block, table, layout.first_row) if not repeats_heading(row, layout)]
    return bool(rows) and not any(values_of(layout, row) for row in rows)


def _extended(table: TaskTable, block: int, more: Table, first_row: int) -> TaskTable:
    return replace(table, rows=table.rows + tuple(_filled(block, more, first_row)))


def _filled(block: int, table: Table, first_row: int) -> Iterator[tuple[int, int, Row]]:
    """Yield the rows after the heading with the value of each downward-merged cell written into all its rows."""
    above: list[str] = [""] * table.width
    for index, row in enumerate(table.rows):
        above = [above[i] if cell.above else cell.text for i, cell in enumerate(row.cells)]
        if index < first_row:
            continue
        merged = any(cell.above for cell in row.cells)
        yield block, index, replace(row, cells=tuple(map(_with_text, row.cells, above))) if merged else row


def _with_text(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text) if cell.above else cell


def own_text(cell: Cell) -> str:
    """Return what stands in a cell itself, not what reaches it by merging."""
    return "" if cell.above or cell.left else cell.text.strip()


def values_of(layout: Layout, row: Row, *, own: bool = True) -> list[str]:
    """Return the texts of lead, partner, product and timing; `own` leaves out those merged from above."""
    cells = [row.cells[layout.columns[column]] for column in _VALUES if column in layout.columns]
    texts = [own_text(cell) if own else cell.text.strip() for cell in cells]
    return [text for text in texts if text and not is_pointer(text)]


def is_pointer(text: str) -> bool:
    """Tell a cell that only points to the rows below it: "Theo thời hạn cụ thể sau đây:"."""
    return len(text) < _LONGEST_POINTER and bool(_POINTER.search(text))
