"""The filled cells of one worksheet, read row by row so that empty formatted ones cost nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plan_reader.document import Cell
from plan_reader.errors import UnreadableFile
from plan_reader.loading.archive import damaged, refuse_declaration
from plan_reader.loading.xlsx_styles import S, Values
from plan_reader.loading.xml_parts import SAFE_PARSER

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 300_000
MAX_COLUMN, MAX_ROW = 16_384, 1_048_576
_ROW, _CELL, _VALUE, _INLINE, _MERGE = f"{S}row", f"{S}c", f"{S}v", f"{S}is", f"{S}mergeCell"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


@dataclass(frozen=True, slots=True)
class Area:
    """A merged range, first and last row and column included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """The filled cells by row and column, both counted from 1 as in the file, and the merged ranges."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)


def read_sheet(markup: bytes, values: Values) -> Sheet:
    """Return the filled cells of a worksheet part.

    Raises:
        UnreadableFile: "damaged" where the part is not well formed, "too-large" over 300,000 filled cells,
            "dangerous" for a document type declaration.
    """
    sheet = Sheet()
    count = 0
    number = 0
    for element in finished(markup, (_ROW, _MERGE)):
        if element.tag == _MERGE:
            sheet.merged.extend(areas(element.get("ref", "")))
            continue
        number = _row_number(element.get("r"), number + 1)
        cells = _cells(element, values)
        if cells:
            sheet.rows.setdefault(number, {}).update(cells)
            count += len(cells)
        if count > MAX_CELLS:
            raise too_large()
    return sheet


def too_large() -> UnreadableFile:
    """Return the error for a workbook with more cells than any plan has."""
    return UnreadableFile(
        "too-large", "Bảng tính quá lớn để đọc. Chỉ giữ lại trang tính có bảng nhiệm vụ rồi chọn lại tệp."
    )


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def finished(markup: bytes, tags: Sequence[str]) -> Iterator[_Element]:
    """Yield each finished element of some tags, a row or a merged range, then forget it."""
    from lxml import etree

    try:
        for _, element in etree.iterparse(io.BytesIO(markup), events=("end",), tag=tags, **SAFE_PARSER):
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise damaged() from error


def _forget(element: _Element) -> None:
    declared: Any = element.getroottree().docinfo
    if declared.doctype:
        refuse_declaration()
    element.clear()
    parent = element.getparent()
    if parent is not None:
        for earlier in element.itersiblings(preceding=True):
            parent.remove(earlier)


def _cells(row: _Element, values: Values) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    column = 0
    for cell in row:
        if cell.tag != _CELL:
            continue
        column += 1
        if not len(cell):  # a formatted cell without value: there may be millions
            continue
        if match := _REFERENCE.match(cell.get("r", "")):
            column = column_number(match[1])
        read = _read(cell, values)
        if read.text and column <= MAX_COLUMN:
            found[column] = read
    return found


def _read(cell: _Element, values: Values) -> Cell:
    kind, style = cell.get("t", "n"), cell.get("s", "")
    for child in cell:
        if child.tag == _VALUE and child.text:
            return values.cell(child.text, kind, style)
        if child.tag == _INLINE:
            return values.inline_cell(child, style)
    return Cell()


def _row_number(value: str | None, implied: int) -> int:
    number = int(value) if value and value.isascii() and value.isdigit() and len(value) < 8 else implied
    return min(number, MAX_ROW)


def areas(reference: str) -> Iterable[Area]:
    """Yield the range of a reference such as "A5:A7"; a single place or nonsense is no range."""
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.match(first), _REFERENCE.match(last)
    if start and end:
        area = Area(int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))
        if area.top <= area.bottom and area.left <= area.right:
            yield area
