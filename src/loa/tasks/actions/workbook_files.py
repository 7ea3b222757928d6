"""What every workbook that comes back is asked before a row is understood: may it be read, which sheet, which head.

The file is read in a process of its own. No formula is worked out, no link followed, and not a byte of it stays.
"""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loa.lib.file_kinds import kind_of
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import fold, tidy
from loa.plans.actions.guarding import UnreadableFile, cells_of

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 10_000
_HEAD_WITHIN = 10  # rows above the head: a title, or what somebody put there
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"

# The filled cells of a row by their columns: kind and text, as `plan_reader.loading.xlsx_cells` tells them.
Cells = Mapping[int, tuple[str, str]]
Table = Sequence[tuple[int, Cells]]


class WorkbookRefused(Exception):  # noqa: N818  (says what was decided)
    """The file cannot be taken at all; the message says why and what to do. Nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong in one row of the sheet; `column` is its head, "" where it is the whole row."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a file should be: its sheet, heads it must have (the first is sought), what to do where it is another."""

    sheet: str
    heads: Sequence[str]
    take_anew: str
    whose: str = "của đơn vị"
    beside: Collection[str] = ("Hướng dẫn",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """A sheet: its head's row and columns by their words, the rows below, merged cells there, what was left aside."""

    head: int
    columns: dict[str, int]
    below: Table
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...]


def read_sheet(data: bytes, name: str, asked: Asked) -> SheetRead:
    """Return the sheet that a file was asked for, as it was typed.

    Raises:
        WorkbookRefused: it is no .xlsx of ours, cannot be read, is too large or carries a mark of secrecy.
    """
    found = _cells(data, tidy(name), asked.take_anew)
    sheet = _sheet(found["sheets"], asked)
    table = [(number, {column: (kind, text) for column, kind, text in cells}) for number, cells in sheet["rows"]]
    head, columns = _head(table, asked)
    below = [(number, cells) for number, cells in table if number > head]
    if len(below) > MOST_ROWS:
        most = f"{MOST_ROWS:,}".replace(",", ".")
        raise WorkbookRefused(
            f"Bảng có hơn {most} dòng nên không được đọc. Chỉ giữ các dòng {asked.whose}. {asked.take_anew}"
        )
    return SheetRead(
        head=head,
        columns=columns,
        below=below,
        faults=tuple(_merged(sheet["merged"], head)),
        notes=tuple(_notes(found, asked)),
    )


def why_no_value(kind: str, text: str) -> str:
    """Return why a cell has nothing to be read, "" where it has: formulas are never worked out."""
    if kind == "formula":
        return "ô có công thức. Ghi thẳng giá trị vào ô."
    return f"ô báo lỗi {text}. Ghi lại giá trị." if kind == "error" else ""


def _cells(data: bytes, name: str, take_anew: str) -> dict[str, Any]:
    """Return the cells of a file that may be read at all."""
    if is_named_secret(name):
        raise WorkbookRefused(
            f"Tên tệp “{name}” có dấu chỉ độ mật hoặc lưu hành nội bộ nên tệp không được đọc và không được giữ lại. "
            "Xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống."
        )
    if not data:
        raise WorkbookRefused(f"Tệp “{name}” trống. Kiểm tra lại tệp rồi chọn lại.")
    if len(data) > LARGEST:
        raise WorkbookRefused(f"Tệp “{name}” lớn hơn 5 MB nên không được đọc. {take_anew}")
    kind = kind_of(io.BytesIO(data))
    if kind == "xls":
        raise WorkbookRefused(
            f"Tệp “{name}” là bảng tính Excel đời cũ (.xls). Mở tệp bằng Excel, lưu thành .xlsx rồi tải lên lại."
        )
    if kind is None and data.startswith(_OLE):
        raise WorkbookRefused(f"Tệp “{name}” có mật khẩu hoặc macro. Gỡ mật khẩu, lưu thành .xlsx rồi tải tệp lên lại.")
    if kind is None and data.startswith(_ZIP) and b"vbaProject.bin" in data:
        raise WorkbookRefused(
            f"Tệp “{name}” có macro nên không được đọc. Lưu thành .xlsx (không macro) rồi tải tệp lên lại."
        )
    if kind != "xlsx":
        raise WorkbookRefused(f"Tệp “{name}” không phải bảng tính Excel (.xlsx) hoặc đã hỏng. {take_anew}")
    try:
        return cells_of(data, name=name)
    except UnreadableFile as problem:
        words = {
            "too-large": "Bảng tính quá lớn để đọc. " + take_anew,
            "too-slow": "Đọc bảng tính mất quá nhiều thời gian nên đã dừng lại. " + take_anew,
            "wrong-type": f"Tệp “{name}” không phải bảng tính Excel (.xlsx). {take_anew}",
        }
        raise WorkbookRefused(words.get(problem.code, problem.message)) from problem


def _sheet(sheets: Sequence[dict[str, Any]], asked: Asked) -> dict[str, Any]:
    for sheet in sheets:
        if fold(sheet["name"]) == fold(asked.sheet):
            if sheet["hidden"]:
                raise WorkbookRefused(
                    f"Trang “{asked.sheet}” đang bị ẩn. Hiện trang này trong Excel, lưu lại rồi tải tệp lên lại."
                )
            return sheet
    raise WorkbookRefused(f"Tệp không có trang “{asked.sheet}”. Không đổi tên trang. {asked.take_anew}")


def _notes(found: Mapping[str, Any], asked: Asked) -> Iterator[str]:
    known = {fold(one) for one in (asked.sheet, *asked.beside)}
    for sheet in found["sheets"]:
        if sheet["rows"] and fold(sheet["name"]) not in known:
            hidden = " (đang ẩn)" if sheet["hidden"] else ""
            yield f"Trang “{sheet['name']}”{hidden} không được đọc."
    if found["links_outside"]:
        yield "Tệp có liên kết đến tệp khác; Loa không mở các liên kết đó."


def _merged(areas: Sequence[Sequence[int]], head: int) -> Iterator[RowFault]:
    for top, _, bottom, _ in areas:
        if bottom > head:
            words = "có ô bị gộp. Bỏ gộp ô, điền riêng từng dòng."
            yield RowFault(row=max(top, head + 1), column="", words=words)


def _head(table: Table, asked: Asked) -> tuple[int, dict[str, int]]:
    """Return the number of the head's row, and its columns by their words."""
    first, *others = asked.heads
    for number, cells in table[:_HEAD_WITHIN]:
        named = {tidy(text): column for column, (_, text) in reversed(list(cells.items()))}
        if first in named:
            missing = [name for name in others if name not in named]
            if missing:
                names = ", ".join(f"“{name}”" for name in missing)
                raise WorkbookRefused(f"Bảng thiếu cột {names}, hoặc tên cột đã bị sửa. {asked.take_anew}")
            if len(named) < len(cells):
                raise WorkbookRefused(f"Bảng có hai cột cùng tên. {asked.take_anew}")
            return number, named
    raise WorkbookRefused(f"Trang “{asked.sheet}” không có cột “{first}”. Không sửa tên cột. {asked.take_anew}")
