"""The rows of a task table told apart: tasks, groups, continuations, totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_reader.columns import Column, Layout, repeats_heading
from plan_reader.document import Row
from plan_reader.lines import SENTENCE_ENDS, split_number
from plan_reader.row_labels import as_label, bare_label, is_inside, is_total, kind_of_label
from plan_reader.task_tables import TaskTable, own_text, values_of
from plan_reader.text import fold, squeeze

_FOOTER = re.compile(r"noi nhan\b|(?:tm|kt|tl)\. ")
_GOES_ON = re.compile(r"(?:[,–-]|\s(?:và|của|với|trước|sau|từ|đến|trong|về))$")


@dataclass(slots=True)
class TaskRow:
    """A row that counts as a task: texts by column, the groups it stands in, where it stands.

    `rest` are the texts of columns that a plan does not keep; `where` names the table to a person; `joined` tells
    that the row was put together of two, `more` in which rows (block, row) its cells go on.
    """

    number: str
    texts: dict[Column, str]
    rest: tuple[str, ...]
    groups: tuple[str, ...]
    where: str
    block: int
    row: int
    joined: bool = False
    more: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the table as far as its own cells tell: its labels, its title, whether it has values.

    `label` is the number that tells what the row stands in: the one of the inner column ("Chi tiết") or the code
    where the table has one, else the number itself. `has_any` counts values that reach the row by merging.
    """

    block: int
    index: int
    row: Row
    number: str
    label: str
    title: str
    has_own: bool
    has_any: bool
    spans: bool


def _entry(layout: Layout, block: int, index: int, row: Row) -> _Entry:
    number = _label_in(layout, row, "number")
    code = _label_in(layout, row, "code")
    title_cell = row.cells[layout.columns["task"]]
    title = title_cell.text if number or code else own_text(title_cell)
    spans = _spans_row(row)
    if spans or not title.strip():
        number, title = _heading_words(layout, row, number, spans=spans)
    inner = _label_in(layout, row, "detail") or code or number
    return _Entry(
        block=block,
        index=index,
        row=row,
        number=number if "number" in layout.columns else code,
        label=number if kind_of_label(number) in ("roman", "capital") else inner,
        title=squeeze(title),
        has_own=bool(values_of(layout, row)),
        has_any=bool(values_of(layout, row, own=False)),
        spans=spans,
    )


def _label_in(layout: Layout, row: Row, column: Column) -> str:
    place = layout.columns.get(column)
    return as_label(" ".join(own_text(row.cells[place]).split())) if place is not None else ""


def _heading_words(layout: Layout, row: Row, number: str, *, spans: bool) -> tuple[str, str]:
    """Return number and title of a row whose title is not in its column: a merged cell, or words under "STT"."""
    if spans:
        words = max(map(own_text, row.cells), key=len)
    elif "number" in layout.columns and not number:
        words = own_text(row.cells[layout.columns["number"]])
    else:
        return number, ""
    opening, rest = split_number(squeeze(words))
    return number or opening, rest


def _spans_row(row: Row) -> bool:
    """Tell whether one merged cell holds the whole row but for the number."""
    filled = [cell for cell in row.cells if own_text(cell)]
    return sum(cell.left for cell in row.cells) >= max(2, len(row.cells) - 2) and len(filled) <= 2


_BY_NUMBER = 4  # the depth from which a group holds only rows numbered inside it


@dataclass(frozen=True, slots=True)
class _Group:
    """A group that is open: `depth` orders groups inside one another, `label` tells which rows it can hold."""

    depth: int
    label: str
    title: str

    def holds(self, entry: _Entry) -> bool:
        """Tell whether a row stands in the group. Only "1", "1.1" and "N01.1" say that by their numbers alone."""
        if self.depth < _BY_NUMBER:
            return True
        return is_inside(entry.label, self.label)


class _Sorter:
    """Sorts the rows of one table, keeping the open groups and the row taken last."""

    def __init__(self, layout: Layout, where: str, entries: Sequence[_Entry]) -> None:
        self.layout = layout
        self.where = where
        self.entries = entries
        self.numbered = _numbers_rows(layout, entries)
        self.tasks: list[TaskRow] = []
        self.groups: list[_Group] = []
        self.capital = ""  # the last capital letter that numbered a group
        self.last: _Entry | None = None  # the task taken last, None after a group

    def sort(self) -> tuple[TaskRow, ...]:
        for position, entry in enumerate(self.entries):
            following = self.entries[position + 1] if position + 1 < len(self.entries) else None
            self._take(entry, following)
        return tuple(self.tasks)

    def _take(self, entry: _Entry, following: _Entry | None) -> None:
        if self.last and self._goes_on(entry):
            _append(self.tasks[-1], self.layout, entry)
        elif self.last and self._is_step(entry):
            task = self.tasks[-1]
            task.texts["task"] = f"{task.texts['task']} {entry.label} {entry.title}"
        elif entry.title and self._is_group(entry, following):
            self._open(entry, following)
        elif entry.title or entry.number or not self.groups:
            self.groups = [group for group in self.groups if group.holds(entry)]
            self.tasks.append(self._task(entry))
            self.last = entry

    def _task(self, entry: _Entry) -> TaskRow:
        cells, columns = entry.row.cells, self.layout.columns
        texts = {column: "" if cells[place].left else cells[place].text for column, place in columns.items()}
        kept = {place for column, place in columns.items() if column != "other"}
        number = entry.number or squeeze(texts.get("number", ""))
        return TaskRow(
            number=number.rstrip("."),
            texts=texts | {"task": entry.title},
            rest=tuple(cell.text for place, cell in enumerate(cells) if place not in kept and cell.text),
            groups=tuple(group.title for group in self.groups),
            where=self.where,
            block=entry.block,
            row=entry.index,
        )

    def _goes_on(self, entry: _Entry) -> bool:
        """Tell whether a row only holds the rest of the cells above: no number, and no title but one cut in two."""
        if entry.number or entry.label or entry.spans:
            return False
        if not entry.title:
            return any(map(own_text, entry.row.cells))
        ended = self.tasks[-1].texts["task"].endswith(SENTENCE_ENDS)
        return self.numbered and entry.title[0].islower() and not ended

    def _is_step(self, entry: _Entry) -> bool:
        """Tell whether a numbered row without values only spells out the task above: a), b) under a filled row 1."""
        last = self.last
        return last is not None and not entry.has_any and last.has_any and is_inside(entry.label, last.label)

    def _is_group(self, entry: _Entry, following: _Entry | None) -> bool:
        if entry.spans and not entry.has_own:
            return True
        if not self.numbered:
            return not entry.has_any
        if not entry.number:
            return not (entry.has_own and (self._inherits_number(entry) or self._fills_gap(entry, following)))
        kind = self._kind(entry.number)
        if kind in ("roman", "capital"):
            return not entry.has_own or (following is not None and self._kind(following.number) != kind)
        if following is None:
            return False
        if is_inside(following.label, entry.label):
            return following.has_any or not entry.has_own
        # "1 Nhóm A" without values, and the numbers begin again below it.
        return not entry.has_any and bare_label(following.number) == "1"

    def _inherits_number(self, entry: _Entry) -> bool:
        place = self.layout.columns.get("number")
        return place is not None and entry.row.cells[place].above and bool(entry.row.cells[place].text)

    def _fills_gap(self, entry: _Entry, following: _Entry | None) -> bool:
        """Tell whether a filled row without number stands where the numbers skip one, or ends the table."""
        if not (self.layout.of(entry.row, "lead").strip() and self.layout.of(entry.row, "timing").strip()):
            return False
        before = bare_label(self.tasks[-1].number) if self.tasks else "0"
        after = bare_label(following.number) if following else ""
        if not before.isdigit() or (following and is_inside(following.label, entry.label)):
            return False
        return following is None or (after.isdigit() and int(after) == int(before) + 2)

    def _kind(self, label: str) -> str:
        return kind_of_label(label, before=self.capital)

    def _open(self, entry: _Entry, following: _Entry | None) -> None:
        kind = self._kind(entry.label)
        if kind == "capital":
            self.capital = bare_label(entry.label)
        depth = self._depth(entry, kind, following)
        kept = [group for group in self.groups if group.depth < depth and group.holds(entry)]
        self.groups = [*kept, _Group(depth, entry.label, entry.title)]
        self.last = None

    def _depth(self, entry: _Entry, kind: str, following: _Entry | None) -> int:
        """Return how deep a group stands: capitals over Roman numbers over rows without number over other numbers."""
        dots = bare_label(entry.label).count(".")
        if kind == "capital":
            return 1
        if kind == "roman" or (kind == "code" and not dots):
            return 2
        holds_next = following is not None and is_inside(following.label, entry.label)
        return _BY_NUMBER + dots if holds_next or kind == "code" else 3


def task_rows(table: TaskTable, where: str = "Phụ lục") -> tuple[TaskRow, ...]:
    """Return the rows of a table that count as tasks; `where` is how a person calls the table.

    Where the table numbers its rows, a row counts when it has a number and is not over others: a Roman or capital
    one, or "1" over "1.1" or "a)", is a group, as is a row without number, whatever its cells hold. A row without
    number and title goes on with the row above. Without numbers, every row that names a task and a value counts.
    """
    entries = []
    for block, index, row in table.rows:
        opening = fold(next((cell.text for cell in row.cells if cell.text), ""))
        if _FOOTER.match(opening):
            break
        if any(map(own_text, row.cells)) and not is_total(opening) and not _is_heading_again(row, table.layout):
            entries.append(_entry(table.layout, block, index, row))
    return _Sorter(table.layout, where, entries).sort()


def _is_heading_again(row: Row, layout: Layout) -> bool:
    return repeats_heading(row, layout) or (row.header and not _label_in(layout, row, "number"))


def _numbers_rows(layout: Layout, entries: Sequence[_Entry]) -> bool:
    """Tell whether the table numbers its rows: it has such a column and at least a third of the rows use it."""
    if "number" not in layout.columns and "code" not in layout.columns:
        return False
    used = sum(bool(entry.number) for entry in entries)
    return used > 0 and used * 3 >= len(entries)


def _append(task: TaskRow, layout: Layout, entry: _Entry) -> None:
    """Add the rest of a broken row to its task, cell by cell."""
    row = entry.row
    task.more.append((entry.block, entry.index))
    task.joined = task.joined or not row.cells[layout.columns["task"]].above
    for column, place in layout.columns.items():
        if more := own_text(row.cells[place]):
            task.texts[column] = _joined(task.texts.get(column, ""), more, column)


def _joined(before: str, more: str, column: Column) -> str:
    """Join two pieces of a cell: with a space where the second goes on in a sentence, else as a line of its own."""
    if not before:
        return more
    cut = more[0].islower() and not before.endswith(SENTENCE_ENDS)
    return f"{before} {more}" if cut or column in ("task", "timing") or _GOES_ON.search(before) else f"{before}\n{more}"
