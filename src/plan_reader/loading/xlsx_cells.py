"""The cells of an .xlsx as they were typed, for workbooks that people fill in; never a formula's result.

Values go back as plain lists, which cross from the child process as JSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from plan_reader.errors import UnreadableFile
from plan_reader.lines import Line
from plan_reader.loading import guard
from plan_reader.loading.archive import Archive, damaged, open_zip
from plan_reader.loading.number_formats import is_date
from plan_reader.loading.xlsx_sheet import MAX_CELLS, MAX_COLUMN, MAX_ROW, areas, column_number, finished, too_large
from plan_reader.loading.xlsx_styles import S, Values, read_values
from plan_reader.loading.xml_parts import RELATION, parse_part, read_markup, related_part, relations
from plan_reader.secrecy import refuse_secret

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SHEETS = 50
_ROW, _CELL, _VALUE, _INLINE = f"{S}row", f"{S}c", f"{S}v", f"{S}is"
_MERGE, _MARGIN, _FORMULA = f"{S}mergeCell", f"{S}headerFooter", f"{S}f"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
# Codes inside the header of a page: "&C" (centre), "&\"Arial,Bold\"", "&12".
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|\d+|[A-Z&])')


def read_cells(data: bytes, name: str | None) -> dict[str, Any]:
    """Return the sheets of an .xlsx with their filled cells.

    `sheets` are in order, each with `name`, `hidden`, `merged` (first and last row and column) and `rows`: pairs of a
    row's number and its cells, each [column, kind, text], counted from 1 as in the file. A kind is "text", "number"
    (a whole one without point, else with a comma), "date", "formula" (no text) or "error". `links_outside` tells
    whether the file names other workbooks; none is opened.

    Raises:
        UnreadableFile: "wrong-type" for another kind of file, "secret" for a mark of secrecy in a cell or in the margin
            of a page, hidden sheets counted, "too-large" over 300,000 cells or 50 sheets, and what `open_zip` raises.
    """
    if guard.sniff(data, name) != "xlsx":
        raise UnreadableFile("wrong-type", "Tệp không phải bảng tính Excel (.xlsx).")
    archive = open_zip(data)
    part = related_part(archive, "", "officeDocument") or "xl/workbook.xml"
    workbook = parse_part(archive, part)
    values = read_values(archive, part, workbook)
    parts = {key: found for key, kind, found in relations(archive, part) if kind == "worksheet"}
    sheets = []
    left = MAX_CELLS
    entries = workbook.findall(f"{S}sheets/{S}sheet")
    if len(entries) > MAX_SHEETS:
        raise too_large()
    for entry in entries:
        where = parts.get(entry.get(f"{RELATION}id", ""))
        if where is None:
            continue  # a sheet that is a diagram
        sheet = _sheet(read_markup(archive, where), values, left)
        left -= sum(len(cells) for _, cells in sheet["rows"])
        hidden = entry.get("state", "visible") != "visible"
        sheets.append({"name": entry.get("name", ""), "hidden": hidden, **sheet})
    if not sheets:
        raise damaged()
    return {"sheets": sheets, "links_outside": _links_outside(archive)}


def _links_outside(archive: Archive) -> bool:
    return any(name.startswith("xl/externalLinks/") for name in archive.names)


def _sheet(markup: bytes, values: Values, most: int) -> dict[str, Any]:
    rows: list[tuple[int, list[list[Any]]]] = []
    merged: list[tuple[int, int, int, int]] = []
    number = count = 0
    for element in finished(markup, (_ROW, _MERGE, _MARGIN)):
        if element.tag == _MERGE:
            merged += [(one.top, one.left, one.bottom, one.right) for one in areas(element.get("ref", ""))]
            continue
        if element.tag == _MARGIN:
            _refuse_marks(_MARGIN_CODE.sub("\n", part.text or "") for part in element)
            continue
        given = element.get("r", "")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else number + 1
        cells = list(_cells(element, values))
        _refuse_marks(cell[2] for cell in cells)
        count += len(cells)
        if count > most or len(merged) > MAX_CELLS:
            raise too_large()
        if cells:
            rows.append((min(number, MAX_ROW), cells))
    return {"rows": rows, "merged": merged}


def _refuse_marks(texts: Iterable[str]) -> None:
    refuse_secret(Line("", line.strip(), "", 0) for text in texts for line in text.splitlines())


def _cells(row: _Element, values: Values) -> Iterator[list[Any]]:
    column = 0
    for cell in row:
        if cell.tag != _CELL:
            continue
        column += 1
        if not len(cell):  # a formatted cell without value: there may be millions
            continue
        if match := _REFERENCE.match(cell.get("r", "")):
            column = column_number(match[1])
        if column > MAX_COLUMN:
            continue
        kind, text = _read(cell, values)
        if text or kind == "formula":
            yield [column, kind, text]


def _read(cell: _Element, values: Values) -> tuple[str, str]:
    """Return the kind of a cell and what stands in it."""
    if cell.find(_FORMULA) is not None:
        return "formula", ""
    kind, style = cell.get("t", "n"), cell.get("s", "")
    inline, value = cell.find(_INLINE), cell.find(_VALUE)
    if inline is not None:
        return "text", values.inline_cell(inline, style).text
    stored = (value.text or "") if value is not None else ""
    if not stored:
        return "text", ""
    if kind == "n":
        return _number(stored, style, values)
    return {"e": "error", "d": "date"}.get(kind, "text"), values.cell(stored, kind, style).text


def _number(stored: str, style: str, values: Values) -> tuple[str, str]:
    try:
        value = float(stored)
    except ValueError:
        return "text", stored
    if not math.isfinite(value):
        return "text", stored
    if is_date(value, values.format_of(style)):
        return "date", values.cell(stored, "n", style).text
    return "number", str(int(value)) if value == int(value) else f"{value:.11g}".replace(".", ",")
