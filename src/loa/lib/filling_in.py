"""A workbook to be filled in: locked cells say what each row is about, open ones wait for what somebody types."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from typing import Any

from loa.lib.workbooks import cell_text


class Kind(Enum):
    """What stands in a column, or is typed there."""

    SHOWN = "shown"
    TEXT = "text"
    COUNT = "count"
    MARK = "mark"
    DAY = "day"


class NotAsked:
    """A cell of a column to fill in that this row has nothing to do with."""


NOT_ASKED = NotAsked()
Value = str | date | None | NotAsked


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its words, how wide it is, what stands in it; `choices` are offered in its cells."""

    head: str
    width: int
    kind: Kind = Kind.SHOWN
    choices: Sequence[str] = ()


_DAY = "dd/mm/yyyy"
_MOST = 1_000_000
LISTS = "Danh mục"
# What is offered in a cell is offered as far down as such a workbook may reach.
_LAST_ROW = 10_002
_HEAD, _SHOWN, _DATE, _OPEN, _COUNT, _SHUT = "Đầu cột", "Cố định", "Cố định, ngày", "Để điền", "Để điền số", "Không hỏi"
_OPEN_DAY = "Để điền ngày"


def workbook_to_fill_in(
    *,
    guidance: Sequence[str],
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]] = (),
    empty_rows: int = 0,
) -> bytes:
    """Return a workbook whose first sheet says how to fill in the second, called `name`: a title, a head, the rows.

    Only cells to fill in can be changed; a count takes whole numbers, a mark "x". Nothing in it is a formula. With
    `empty_rows` people write rows of their own, so many laid out and more below: nothing is locked then.
    """
    # Importing takes 0.3 s, which only whoever wants a workbook shall pay.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    told = book.create_sheet("Hướng dẫn")
    told.column_dimensions["A"].width = 100
    sheet = book.create_sheet(name)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "C3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    protection = sheet.protection
    protection.sheet, protection.formatColumns, protection.formatRows = not empty_rows, False, False

    def cell(where: Any, value: Any, style: str) -> Any:
        made = WriteOnlyCell(where)
        if isinstance(value, str):
            made.value, made.data_type = cell_text(value), "s"
        else:
            made.value = value
        made.style = style
        return made

    for line in guidance:
        told.append([cell(told, line, _SHOWN)])
    sheet.append([cell(sheet, title, _HEAD)])
    sheet.append([cell(sheet, column.head, _HEAD) for column in columns])
    count = 0
    for row in rows:
        count += 1
        sheet.append(
            [
                cell(sheet, None if isinstance(value, NotAsked) else value, _style_of(value, column.kind))
                for value, column in zip(row, columns, strict=True)
            ]
        )
    for _ in range(empty_rows):
        sheet.append([cell(sheet, None, _style_of(None, column.kind)) for column in columns])
    places = _lists(book, columns, lambda where, words: cell(where, words, _SHOWN))
    for number, column in enumerate(columns, 1):
        if check := _offer(places[column.head]) if column.head in places else _check_of(column.kind):
            letter = get_column_letter(number)
            check.add(f"{letter}3:{letter}{_LAST_ROW if empty_rows else max(count, 1) + 2}")
            sheet.data_validations.append(check)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _style_of(value: Value, kind: Kind) -> str:
    if isinstance(value, NotAsked):
        return _SHUT
    if kind == Kind.SHOWN:
        return _DATE if isinstance(value, date) else _SHOWN
    return {Kind.COUNT: _COUNT, Kind.DAY: _OPEN_DAY}.get(kind, _OPEN)


def _lists(book: Any, columns: Sequence[Column], cell: Callable[[Any, str], Any]) -> dict[str, str]:
    """Write the lists that columns offer on a sheet of their own; return where each stands, by the column's head."""
    from openpyxl.utils import get_column_letter

    offered = {tuple(column.choices): column.head for column in reversed(columns) if column.choices}
    if not offered:
        return {}
    sheet = book.create_sheet(LISTS)
    lists = list(reversed(offered))
    for number in range(1, len(lists) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 44
    sheet.append([cell(sheet, offered[one]) for one in lists])
    for place in range(max(len(one) for one in lists)):
        sheet.append([cell(sheet, one[place]) if place < len(one) else None for one in lists])
    found = {}
    for number, one in enumerate(lists, 1):
        letter = get_column_letter(number)
        found[one] = f"'{LISTS}'!${letter}$2:${letter}${len(one) + 1}"
    return {column.head: found[tuple(column.choices)] for column in columns if column.choices}


def _offer(place: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        type="list", formula1=place, allow_blank=True, showErrorMessage=True, errorTitle="Danh mục",
        error="Chọn một mục trong danh sách của ô.",
    )  # fmt: skip


def _styles() -> list[Any]:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    line = Side(style="thin", color="BFBFBF")
    border = Border(left=line, right=line, top=line, bottom=line)
    wrapped = Alignment(wrap_text=True, vertical="top")
    grey = PatternFill("solid", start_color="E7E6E6")
    cream = PatternFill("solid", start_color="FFFBEA")
    open_cell: dict[str, Any] = {
        "protection": Protection(locked=False),
        "fill": cream,
        "border": border,
        "alignment": wrapped,
    }
    return [
        NamedStyle(_HEAD, font=Font(bold=True), alignment=wrapped),
        NamedStyle(_SHOWN, alignment=wrapped),
        NamedStyle(_DATE, alignment=wrapped, number_format=_DAY),
        NamedStyle(_OPEN, number_format="@", **open_cell),
        NamedStyle(_COUNT, number_format="0", **open_cell),
        NamedStyle(_OPEN_DAY, number_format=_DAY, **open_cell),
        NamedStyle(_SHUT, fill=grey, border=border),
    ]


def _check_of(kind: Kind) -> Any:
    """Return what a spreadsheet program checks while somebody types; what comes back is checked again."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if kind == Kind.COUNT:
        rule: dict[str, Any] = {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(_MOST)}
        words = ("Số liệu", "Ghi một số nguyên từ 0 trở lên, không ghi chữ và không dùng công thức.")
    elif kind == Kind.MARK:
        rule = {"type": "list", "formula1": '"x"'}
        words = ("Không phát sinh", "Ghi x nếu kỳ này không phát sinh, hoặc để trống.")
    else:
        return None
    return DataValidation(allow_blank=True, showErrorMessage=True, errorTitle=words[0], error=words[1], **rule)
