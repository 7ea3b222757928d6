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
# "co quan chu tri". From headings really seen in plans of provinces, districts and communes.
_HEADINGS: tuple[tuple[Column, str], ...] = (
    ("code", r"^ma (?:so|nhiem vu|hieu)|^ma$"),
    ("detail", r"\bchi tiet$"),
    ("number", r"^(?:stt|tt|so tt|s\.t\.t|t\.t|so thu tu)\b"),
    (
        "person",
        (
            r"(?:nguoi|can bo|cong chuc|ca nhan) (?:thuc hien|phu trach|chu tri)|chuyen vien"
            r"|lanh dao .*(?:theo doi|phu trach|chi dao)"
        ),
    ),
    (
        "other",
        (
            r"^phong,? (?:don vi|ban) chu tri|thoi gian nhan|phuong thuc ho tro|^tuan \d|^can cu|^ly do"
            r"|tinh hinh thuc hien|ket qua (?:thuc hien|dat duoc)|^so luong"
        ),
    ),
    ("lead", r"chu tri\b.*phoi hop"),
    ("partner", r"phoi hop|luc luong ho tro"),
    (
        "lead",
        (
            r"chu tri|(?:co quan|don vi|bo phan)\b.*thuc hien|phan cong(?: thuc hien| nhiem vu)?$"
            r"|^(?:co quan|don vi)$|thuc hien chinh"
        ),
    ),
    ("timing", r"thoi gian|thoi han|tien do|thoi diem|^han\b|ky han|^hoan thanh$"),
    ("budget", r"kinh phi|du toan|nguon von"),
    ("note", r"ghi chu"),
    ("form", r"^hinh thuc"),
    ("task", r"nhiem vu|noi dung|cong viec|hoat dong|giai phap"),
    ("product", r"san pham|ket qua|chi tieu|dau ra"),
)
_PATTERNS = tuple((column, re.compile(words)) for column, words in _HEADINGS)
# Of two columns of one kind the first counts, unless the second says more plainly what it holds: "Sản phẩm đầu ra"
# beside "Kết quả cần đạt", "Thời gian hoàn thành" beside "Thời gian bắt đầu".
_PLAINER: dict[Column, re.Pattern[str]] = {
    "product": re.compile(r"san pham"),
    "timing": re.compile(r"hoan thanh|ket thuc|thoi han"),
    "lead": re.compile(r"chu tri"),
    "task": re.compile(r"cu the|ten nhiem vu"),
}
_DEEPEST_HEADING = 25
_LONGEST_HEADING = 120
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}(?:\s*=[\d\s+x-]+)?|[A-Z])\s*\)?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of one table stand.

    `columns` has the place of each kind found; the heading is rows `top` to `first_row` (not included), `heading`
    its words over each place, folded, and `heading_rows` the same for each of its rows.
    """

    columns: dict[Column, int]
    top: int
    first_row: int
    heading: tuple[str, ...]
    heading_rows: tuple[tuple[str, ...], ...]

    def of(self, row: Row, column: Column) -> str:
        """Return the row's text in a column, empty where the table has no such column."""
        index = self.columns.get(column)
        return row.cells[index].text if index is not None else ""


def column_of(heading: str) -> Column | None:
    """Return what a heading names, None for words that name nothing known."""
    folded = fold(heading).strip(" .:")
    if not folded or len(folded) > _LONGEST_HEADING:
        return None
    return next((column for column, pattern in _PATTERNS if pattern.search(folded)), None)


def find_layout(table: Table) -> Layout | None:
    """Return the layout of a table of tasks, None for every other table.

    The heading is one row or two; a table of tasks names the task and at least one of lead, partner, timing and
    product, besides which it may lack any column.
    """
    for index, row in enumerate(table.rows[:_DEEPEST_HEADING]):
        following = table.rows[index + 1 : index + 2]
        two_rows = bool(following) and _goes_under(following[0], row)
        layout = _layout(table.rows[index : index + 2], index) if two_rows else None
        layout = layout or _layout([row], index)
        if layout:
            return layout
    return None


def _goes_under(second: Row, first: Row) -> bool:
    """Tell whether a row parts the headings above it: it says something only where one of them covers two columns."""
    filled = [place for place, cell in enumerate(second.cells) if cell.text and not cell.above]
    wider = any(below.left and not over.left for below, over in zip(second.cells, first.cells, strict=True))
    if not filled or wider or sum(column_of(text) is not None for text in first.texts) < 2:
        return False
    parts_heading = all(_covers_two(first, place) for place in filled)
    return parts_heading and any(column_of(second.cells[place].text) for place in filled)


def _covers_two(row: Row, place: int) -> bool:
    """Tell whether the heading over a place reaches over two: merged, or with nothing written beside it."""
    cells = row.cells
    beside = cells[place + 1] if place + 1 < len(cells) else None
    return cells[place].left or not cells[place].text or (beside is not None and (beside.left or not beside.text))


def _layout(rows: Sequence[Row], index: int) -> Layout | None:
    headings = tuple(fold(_heading(rows, place)) for place in range(len(rows[0].cells)))
    if max(map(len, headings), default=0) > _LONGEST_HEADING:
        return None  # a sentence that happens to hold such words is no heading
    columns = _columns(headings)
    if not _holds_tasks(columns, headings):
        return None
    return Layout(
        columns=columns,
        top=index,
        first_row=index + len(rows),
        heading=headings,
        heading_rows=tuple(tuple(map(fold, row.texts)) for row in rows),
    )


def _heading(rows: Sequence[Row], place: int) -> str:
    """Return the heading over one column: the cell's own words, with those of the cell it lies under."""
    words: list[str] = []
    for depth, row in enumerate(rows):
        at = place
        while at and (row.cells[at].left or (not depth and not row.cells[at].text and _is_parted(rows, at))):
            at -= 1
        text = row.cells[at].text
        if text and text not in words and not row.cells[place].above:
            words.append(text)
    return " ".join(words)


def _is_parted(rows: Sequence[Row], place: int) -> bool:
    """Tell whether an empty place of the first heading row has words below: the heading before it reaches over it."""
    return len(rows) > 1 and bool(rows[1].cells[place].text)


def _columns(headings: Sequence[str]) -> dict[Column, int]:
    columns: dict[Column, int] = {}
    for place, heading in enumerate(headings):
        column = column_of(heading)
        if column is None:
            continue
        plainer = _PLAINER.get(column)
        says_more = plainer and plainer.search(heading) and not plainer.search(headings[columns.get(column, place)])
        if column not in columns or says_more:
            columns[column] = place
    if "task" not in columns and "form" in columns:
        columns["task"] = columns.pop("form")
    return columns


def _holds_tasks(columns: dict[Column, int], headings: Sequence[str]) -> bool:
    known = {"lead", "partner", "timing", "product", "person"} & columns.keys()
    if "task" not in columns or len(known) + len(columns) < 4:
        return False
    # "Nội dung" beside "Kết quả" alone is a form for a report.
    return known != {"product"} or "san pham" in headings[columns["product"]]


def repeats_heading(row: Row, layout: Layout) -> bool:
    """Tell whether a row only says the heading again (a new page), or numbers the columns: (1) (2) (3)."""
    filled = [(place, text) for place, text in enumerate(row.texts) if text]
    if len(filled) > 2 and all(_COLUMN_NUMBER.match(text) for _, text in filled):
        return True
    return any(_says_again(filled, heading) for heading in (layout.heading, *layout.heading_rows))


def _says_again(filled: Sequence[tuple[int, str]], heading: Sequence[str]) -> bool:
    return len(filled) >= 2 and all(fold(text) == heading[place] for place, text in filled)
