"""Which column of a table holds what, whatever its heading words, and whether the table holds tasks at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plan_reader.document import Row, Table
from plan_reader.text import fold

Column = Literal[
    "number",
    "code",
    "detail",
    "task",
    "form",
    "product",
    "lead",
    "partner",
    "timing",
    "budget",
    "note",
    "person",
    "other",
]

# In order: the first pattern that fits a heading names its column. Headings are folded: "Cơ quan chủ trì" is
# "co quan chu tri". From vn-domain's table of headings really seen.
_HEADINGS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        ("code", r"^ma (?:so |nhiem vu|hieu)|^ma$"),
        ("detail", r"chi tiet$"),
        ("number", r"^(?:stt|tt|so tt|s\.?t\.?t\.?|so thu tu|t\.t)\b"),
        (
            "person",
            r"nguoi thuc hien|can bo (?:thuc hien|phu trach|chu tri)|chuyen vien|lanh dao .*(?:theo doi|phu trach)",
        ),
        ("other", r"^phong,? (?:don vi|ban) chu tri|thoi gian nhan|phuong thuc ho tro|tuan \d|can cu|ly do"),
        ("partner", r"phoi hop|luc luong ho tro"),
        (
            "lead",
            r"chu tri|(?:co quan|don vi|bo phan)\b.*thuc hien|phan cong thuc hien|^(?:co quan|don vi)(?: thuc hien)?$|thuc hien chinh",
        ),
        ("timing", r"thoi gian|thoi han|tien do|thoi diem|^han\b|ky han"),
        ("budget", r"kinh phi|du toan|nguon von"),
        ("note", r"ghi chu"),
        ("form", r"^hinh thuc"),
        ("task", r"nhiem vu|noi dung|cong viec|hoat dong|giai phap"),
        ("product", r"san pham|ket qua|chi tieu|dau ra"),
    )
)
_DEEPEST_HEADING = 25
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of one table stand: the first column of each kind, the rows of the heading, all kinds."""

    columns: dict[Column, int]
    first_row: int
    heading: tuple[str, ...]

    def of(self, row: Row, column: Column) -> str:
        """Return the row's text in a column, empty where the table has no such column."""
        index = self.columns.get(column)
        return row.cells[index].text if index is not None else ""


def column_of(heading: str) -> Column | None:
    """Return what a heading names, None for words that name nothing known."""
    folded = fold(heading).strip(" .:")
    if not folded or len(folded) > 120:
        return None
    return next((column for column, pattern in _HEADINGS if pattern.search(folded)), None)


def find_layout(table: Table) -> Layout | None:
    """Return the layout of a table of tasks, None for every other table.

    The heading is one row or two (the second under merged cells); a table of tasks names the task and at least one
    of lead, partner, product and timing, besides which it may lack any column.
    """
    for index, row in enumerate(table.rows[:_DEEPEST_HEADING]):
        for depth in (2, 1):
            rows = table.rows[index : index + depth]
            if len(rows) < depth or (depth == 2 and not _is_second_heading(row, rows[1])):
                continue
            layout = _layout(rows, index)
            if layout:
                return layout
    return None


def _is_second_heading(first: Row, second: Row) -> bool:
    """Tell whether a row goes on with the heading above it: some of its cells are merged with that row."""
    merged = any(cell.above for cell in second.cells) or any(cell.left for cell in first.cells)
    filled = [cell.text for cell in second.cells if cell.text]
    return merged and bool(filled) and any(column_of(text) for text in filled)


def _layout(rows: Sequence[Row], index: int) -> Layout | None:
    headings = tuple(_heading(rows, position) for position in range(len(rows[0].cells)))
    columns: dict[Column, int] = {}
    for position, heading in enumerate(headings):
        column = column_of(heading)
        if column and column not in columns:
            columns[column] = position
    if not _holds_tasks(columns, headings):
        return None
    return Layout(columns=columns, first_row=index + len(rows), heading=tuple(map(fold, headings)))


def _heading(rows: Sequence[Row], position: int) -> str:
    """Return the heading over one column: the cell's own words, with those of the cell it lies under."""
    words: list[str] = []
    for row in rows:
        at = position
        while at and row.cells[at].left:
            at -= 1
        text = row.cells[at].text
        if text and text not in words and not row.cells[position].above:
            words.append(text)
    return " ".join(words)


def _holds_tasks(columns: dict[Column, int], headings: Sequence[str]) -> bool:
    known = {"lead", "partner", "timing", "product", "person"} & columns.keys()
    if "task" not in columns and "form" in columns and len(known) >= 2:
        columns["task"] = columns.pop("form")
    if "task" not in columns or not known:
        return False
    # A sentence that happens to hold such words is no heading.
    return all(len(heading) <= 120 for heading in headings) and len(columns) >= 2 and len(known) + len(columns) >= 4


def repeats_heading(row: Row, layout: Layout) -> bool:
    """Tell whether a row only says the heading again (a new page), or numbers the columns: (1) (2) (3)."""
    texts = [fold(text) for text in row.texts]
    filled = [text for text in texts if text]
    if not filled:
        return False
    if all(_COLUMN_NUMBER.match(text.upper()) for text in filled) and len(filled) > 2:
        return True
    same = sum(1 for text, heading in zip(texts, layout.heading, strict=False) if text and text in heading)
    return row.header or (same == len(filled) and len(filled) >= 2)
