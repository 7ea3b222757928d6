"""An .xlsx read as the texts a person sees in it: one table for each visible sheet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from plan_reader.document import Cell, Document, Row, Table
from plan_reader.errors import UnreadableFile
from plan_reader.loading.archive import Archive, damaged, open_zip
from plan_reader.loading.xlsx_sheet import Sheet, read_sheet, too_large
from plan_reader.loading.xlsx_styles import S, Values, read_values
from plan_reader.loading.xml_parts import RELATION, parse_part, read_markup, related_part, relations

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PLACES = 1_000_000
MAX_COVERED = 300_000
_USUAL_PART = "xl/workbook.xml"
_EMPTY = Cell()
_TITLE_ROWS = re.compile(r"\$(\d{1,7}):\$(\d{1,7})$")


def read_xlsx(data: bytes) -> Document:
    """Return each visible sheet with text as a table named after it, cells as shown under their number formats.

    Formulas give their stored results and errors their names ("#REF!"). Rows and columns without text are left out,
    hidden ones are kept, hidden sheets are not. Rows above the real header stay in the table. Rows printed on every
    page are marked as headers.

    Raises:
        UnreadableFile: "empty" without any text, "too-large" over the limits of cells and places, and what `open_zip`
            and `parse_part` raise.
    """
    archive = open_zip(data)
    part = related_part(archive, "", "officeDocument") or _USUAL_PART
    workbook = parse_part(archive, part)
    values = read_values(archive, part, workbook)
    tables = tuple(_tables(archive, part, workbook, values))
    if not tables:
        raise UnreadableFile("empty", "Bảng tính không có chữ nào ở các trang đang hiện. Kiểm tra rồi chọn lại tệp.")
    return Document(tables, format="xlsx", findings=values.conversion.findings)


def _tables(archive: Archive, part: str, workbook: _Element, values: Values) -> Iterator[Table]:
    sheets = {key: name for key, kind, name in relations(archive, part) if kind == "worksheet"}
    titles = _title_rows(workbook)
    found = workbook.findall(f"{S}sheets/{S}sheet")
    if not found:
        raise damaged()
    for index, entry in enumerate(found):
        name = sheets.get(entry.get(f"{RELATION}id", ""))
        if name is None or entry.get("state", "visible") != "visible":
            continue
        sheet = read_sheet(read_markup(archive, name), values)
        if sheet.rows:
            yield Table(tuple(_rows(sheet, titles.get(str(index), range(0)))), name=entry.get("name", ""))


def _title_rows(workbook: _Element) -> dict[str, range]:
    """Return the rows printed on every page, by the sheet's position as text."""
    titles = {}
    for name in workbook.iterfind(f"{S}definedNames/{S}definedName"):
        if name.get("name") == "_xlnm.Print_Titles" and (match := _TITLE_ROWS.search(name.text or "")):
            titles[name.get("localSheetId", "")] = range(int(match[1]), int(match[2]) + 1)
    return titles


def _rows(sheet: Sheet, titles: range) -> Iterator[Row]:
    """Yield the rows with text over the columns with text, merged places marked."""
    covered = _covered(sheet)
    for row, column in covered:  # a merged range shows its first cell only
        sheet.rows[row].pop(column, None)
    numbers, columns = _filled(sheet)
    if len(numbers) * len(columns) > MAX_PLACES:
        raise too_large()
    for number in numbers:
        cells = sheet.rows[number]
        made = (cells.get(column) or covered.get((number, column), _EMPTY) for column in columns)
        yield Row(tuple(made), header=number in titles)


def _covered(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """Return the places that belong to a merged cell without being its first one, among rows and columns with text."""
    numbers, columns = _filled(sheet)
    covered: dict[tuple[int, int], Cell] = {}
    places = 0  # counted apart, since ranges of a made-up file may overlap
    for area in sheet.merged:
        inside_rows = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        inside_columns = columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]
        places += len(inside_rows) * len(inside_columns)
        if places > MAX_COVERED:
            raise too_large()
        for row, column in product(inside_rows, inside_columns):
            above, left = row > inside_rows[0], column > inside_columns[0]
            if above or left:
                covered[row, column] = Cell(above=above, left=left)
    return covered


def _filled(sheet: Sheet) -> tuple[list[int], list[int]]:
    """Return the numbers of the rows and of the columns that hold text."""
    rows = sorted(number for number, cells in sheet.rows.items() if cells)
    return rows, sorted({column for cells in sheet.rows.values() for column in cells})
