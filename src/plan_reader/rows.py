"""The rows of a task table told apart: tasks, groups, continuations, totals; merged cells given their value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plan_reader.columns import Column, Layout, find_layout, repeats_heading
from plan_reader.document import Cell, Document, Row, Table
from plan_reader.text import fold, squeeze

_ROMAN = re.compile(r"^[IVXLC]+$")
_TOTAL = re.compile(r"^(?:tong so|tong cong|cong)\b")
_POINTER = re.compile(r"sau day|duoi day|chi tieu sau|cac moc")
_VALUES: tuple[Column, ...] = ("lead", "partner", "product", "timing")


@dataclass(frozen=True, slots=True)
class TaskTable:
    """One table of tasks, with the tables that continue it on later pages."""

    block: int
    layout: Layout
    rows: tuple[tuple[int, int, Row], ...]  # (block, row in its table, the row), merged cells filled in
    name: str = ""


@dataclass(slots=True)
class TaskRow:
    """A row that counts as a task: texts by column, the groups it stands in, where it stands."""

    number: str
    texts: dict[Column, str]
    groups: tuple[str, ...]
    block: int
    row: int
    title_cell: int
    joined: bool = False
    cells: dict[Column, int] = field(default_factory=dict)


def task_tables(document: Document) -> tuple[TaskTable, ...]:
    """Return the task tables of a document in order; a table without heading but of the same width continues one."""
    found: list[TaskTable] = []
    for block, table in document.tables():
        layout = find_layout(table)
        if layout:
            if found and found[-1].layout.heading == layout.heading and not table.name:
                found[-1] = _extended(found[-1], block, table, layout.first_row)
            else:
                found.append(TaskTable(block, layout, tuple(_filled(block, table, layout.first_row)), table.name))
        elif found and _continues(found[-1], document, block, table):
            found[-1] = _extended(found[-1], block, table, 0)
    return tuple(found)


def _continues(last: TaskTable, document: Document, block: int, table: Table) -> bool:
    """Tell whether a table goes on with the last one: as wide, directly after it, its first cells looking alike."""
    between = document.blocks[last.rows[-1][0] + 1 : block] if last.rows else ()
    same_width = bool(last.rows) and len(last.rows[-1][2].cells) == table.width
    return same_width and not between


def _extended(table: TaskTable, block: int, more: Table, first_row: int) -> TaskTable:
    return replace(table, rows=table.rows + tuple(_filled(block, more, first_row)))


def _filled(block: int, table: Table, first_row: int) -> Iterator[tuple[int, int, Row]]:
    """Yield the rows after the heading with the value of each downward-merged cell written into all its rows."""
    above: list[str] = [""] * table.width
    for index, row in enumerate(table.rows):
        texts = [above[i] if cell.above else cell.text for i, cell in enumerate(row.cells)]
        above = texts
        if index < first_row:
            continue
        cells = tuple(replace(cell, text=text) for cell, text in zip(row.cells, texts, strict=True))
        yield block, index, replace(row, cells=cells)


def task_rows(table: TaskTable) -> tuple[TaskRow, ...]:
    """Return the rows that count as tasks.

    A row counts when it carries a task number; where the table numbers its rows, a row without a number is a group
    (whatever its cells hold) or goes on with the row above. Roman numbers and numbers with sub-numbers that carry
    their own values are groups. Without a number column every row that names a task and a value counts.
    """
    rows = [item for item in table.rows if not repeats_heading(item[2], table.layout) and _says_something(item[2])]
    numbered = _numbers_rows(table.layout, rows)
    found: list[TaskRow] = []
    groups: list[tuple[int, str]] = []
    for position, (block, index, row) in enumerate(rows):
        if _TOTAL.match(fold(_first_text(row))):
            continue
        number = _number(table.layout, row)
        following = rows[position + 1 :]
        if _is_continuation(table.layout, row, numbered=numbered) and found:
            _append(found[-1], table.layout, row)
        elif rank := _group_rank(table.layout, row, number, following, numbered=numbered):
            groups = [group for group in groups if group[0] < rank] + [(rank, _group_title(table.layout, row))]
        else:
            groups = [group for group in groups if _stays_in(group[0], number)]
            found.append(_task_row(table.layout, number, row, tuple(name for _, name in groups), block, index))
    return tuple(found)


def _says_something(row: Row) -> bool:
    return any(cell.text.strip() for cell in row.cells if not cell.above)


def _first_text(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell.text), "")


def _number(layout: Layout, row: Row) -> str:
    """Return the row's own number; a number inherited by merging is none."""
    index = layout.columns.get("number", layout.columns.get("code"))
    if index is None or row.cells[index].above:
        return ""
    text = squeeze(row.cells[index].text)
    return text if len(text) <= 20 else ""


def _numbers_rows(layout: Layout, rows: Sequence[tuple[int, int, Row]]) -> bool:
    """Tell whether the table numbers its rows: it has such a column and at least a third of the rows use it."""
    if "number" not in layout.columns and "code" not in layout.columns:
        return False
    used = sum(1 for _, _, row in rows if _number(layout, row))
    return used > 0 and used * 3 >= len(rows)


def _values(layout: Layout, row: Row, *, own: bool = True) -> list[str]:
    """Return the texts of lead, partner, product and timing; `own` leaves out those merged from above."""
    found = []
    for column in _VALUES:
        index = layout.columns.get(column)
        if index is None or (own and row.cells[index].above) or row.cells[index].left:
            continue
        text = row.cells[index].text.strip()
        if text and not _POINTER.search(fold(text)):
            found.append(text)
    return found


def _is_continuation(layout: Layout, row: Row, *, numbered: bool) -> bool:
    """Tell whether a row only holds the rest of cells above: no number, no title, something else."""
    if not numbered or _number(layout, row):
        return False
    return not layout.of(row, "task").strip() and bool(_values(layout, row))


def _append(task: TaskRow, layout: Layout, row: Row) -> None:
    task.joined = True
    for column, index in layout.columns.items():
        cell = row.cells[index]
        if cell.text.strip() and not cell.above and not cell.left:
            task.texts[column] = f"{task.texts.get(column, '')}\n{cell.text}".strip()


def _group_rank(
    layout: Layout, row: Row, number: str, following: Sequence[tuple[int, int, Row]], *, numbered: bool
) -> int:
    """Return 0 for a task, else how deep the group stands: 1 a Roman one, 2 a row over numbered rows."""
    bare = number.strip(" .)(/")
    if _spans_row(row):
        return 1 if not bare or _ROMAN.match(bare) else 2
    if numbered and not bare:
        return 2
    if not numbered:
        return 0 if _values(layout, row, own=False) else 2
    if _ROMAN.match(bare) and not _is_letter_item(bare, following, layout):
        return 1
    return 2 if _has_own_children(layout, bare, following) else 0


def _is_letter_item(bare: str, following: Sequence[tuple[int, int, Row]], layout: Layout) -> bool:
    """Tell apart the Roman "I", "V", "C" of a group from a lone letter in a run of letters: no numbers below it."""
    return bare in ("C",) and not any(_number(layout, row).strip(" .)")[:1].isdigit() for _, _, row in following[:1])


def _spans_row(row: Row) -> bool:
    """Tell whether one merged cell holds the whole row but for the number."""
    filled = [cell for cell in row.cells if cell.text and not cell.above and not cell.left]
    return sum(cell.left for cell in row.cells) >= max(2, len(row.cells) - 2) and len(filled) <= 2


def _has_own_children(layout: Layout, bare: str, following: Sequence[tuple[int, int, Row]]) -> bool:
    """Tell whether the next row is numbered inside this one ("1" then "1.1" or "a)") and carries its own values."""
    if not following:
        return False
    child = following[0][2]
    child_number = _number(layout, child).strip(" .)(")
    inside = child_number.startswith(f"{bare}.") or (
        bare.isdigit() and len(child_number) == 1 and child_number.isalpha() and child_number.islower()
    )
    return inside and bool(_values(layout, child))


def _stays_in(rank: int, number: str) -> bool:
    return rank > 0 and number != ""


def _group_title(layout: Layout, row: Row) -> str:
    title = layout.of(row, "task").strip()
    if not title:
        title = max((cell.text for cell in row.cells), key=len)
    return squeeze(title)


def _task_row(layout: Layout, number: str, row: Row, groups: tuple[str, ...], block: int, index: int) -> TaskRow:
    texts = {column: _own_text(row.cells[at]) for column, at in layout.columns.items()}
    return TaskRow(
        number=number.rstrip("."),
        texts=texts,
        groups=groups,
        block=block,
        row=index,
        title_cell=layout.columns["task"],
        cells=dict(layout.columns),
    )


def _own_text(cell: Cell) -> str:
    return "" if cell.left else cell.text
