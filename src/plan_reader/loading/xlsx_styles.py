"""What the cells of a workbook hold, as text: shared strings, number formats and fonts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from plan_reader.document import Cell
from plan_reader.loading import number_formats
from plan_reader.loading.archive import Archive
from plan_reader.loading.legacy import Conversion, Segment, encoding_of_font
from plan_reader.loading.xml_parts import parse_part, related_part
from plan_reader.text import squeeze_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how a workbook writes a character that XML cannot hold
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (a wall calendar)
_OFF = frozenset({"0", "false"})


@dataclass(frozen=True, slots=True)
class Font:
    name: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows its value."""

    format: str = number_formats.GENERAL
    font: Font = Font()


_PLAIN = CellStyle()
_Pieces = tuple[tuple[str, str | None], ...]  # text with the name of its own font, None for the cell's


@dataclass(slots=True)
class Values:
    """Turns stored values into shown text, legacy fonts included."""

    strings: list[_Pieces] = field(default_factory=list)
    styles: dict[str, CellStyle] = field(default_factory=dict)
    from_1904: bool = False
    conversion: Conversion = field(default_factory=Conversion)

    def cell(self, value: str, kind: str, style: str) -> Cell:
        """Return the cell that a stored value of a kind (the attribute "t") and style shows."""
        look = self.styles.get(style, _PLAIN)
        if kind == "s":
            return self._text(self._string(value), look)
        if kind == "str":
            return self._text(((_unescaped(value), None),), look)
        return Cell(self._shown(value, kind, look), bold=look.font.bold)

    def format_of(self, style: str) -> str:
        """Return the number format of a style."""
        return self.styles.get(style, _PLAIN).format

    def inline_cell(self, element: _Element, style: str) -> Cell:
        """Return a cell whose text stands in the sheet itself."""
        return self._text(_pieces(element), self.styles.get(style, _PLAIN))

    def _string(self, index: str) -> _Pieces:
        known = index.isascii() and index.isdigit() and len(index) < 8 and int(index) < len(self.strings)
        return self.strings[int(index)] if known else ()

    def _text(self, pieces: _Pieces, look: CellStyle) -> Cell:
        segments = [Segment(text, encoding_of_font(font or look.font.name)) for text, font in pieces]
        return Cell(squeeze_lines(self.conversion.join(segments)), bold=look.font.bold)

    def _shown(self, value: str, kind: str, look: CellStyle) -> str:
        if kind == "b":
            return "FALSE" if value in _OFF else "TRUE"
        if kind == "e":
            return value
        number = _serial(value) if kind == "d" else _number(value)
        if number is None:
            return squeeze_lines(value)
        return squeeze_lines(number_formats.shown(number, look.format, from_1904=self.from_1904 and kind != "d"))


def read_values(archive: Archive, part: str, workbook: _Element) -> Values:
    """Return what the cells of a workbook, the part and its root element, are read with."""
    strings, styles = (related_part(archive, part, kind) for kind in ("sharedStrings", "styles"))
    properties = workbook.find(f"{S}workbookPr")
    return Values(
        strings=read_strings(parse_part(archive, strings) if strings else None),
        styles=read_cell_styles(parse_part(archive, styles) if styles else None),
        from_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )


def read_strings(root: _Element | None) -> list[_Pieces]:
    """Return the shared strings in order."""
    return [] if root is None else [_pieces(item) for item in root.iterchildren(f"{S}si")]


def read_cell_styles(root: _Element | None) -> dict[str, CellStyle]:
    """Return the styles that cells refer to, by number as text."""
    if root is None:
        return {}
    codes = {str(key): code for key, code in number_formats.BUILT_IN.items()}
    for found in root.iterfind(f"{S}numFmts/{S}numFmt"):
        codes[found.get("numFmtId", "")] = found.get("formatCode", number_formats.GENERAL)
    fonts = {str(index): _font(found) for index, found in enumerate(root.iterfind(f"{S}fonts/{S}font"))}
    return {
        str(index): CellStyle(
            codes.get(found.get("numFmtId", "0"), number_formats.GENERAL), fonts.get(found.get("fontId", ""), Font())
        )
        for index, found in enumerate(root.iterfind(f"{S}cellXfs/{S}xf"))
    }


def _font(element: _Element) -> Font:
    name, bold = element.find(f"{S}name"), element.find(f"{S}b")
    return Font(name.get("val") if name is not None else None, bold is not None and bold.get("val", "1") not in _OFF)


def _pieces(item: _Element) -> _Pieces:
    return tuple(_runs(item))


def _runs(item: _Element) -> Iterator[tuple[str, str | None]]:
    """Yield the runs of a string; phonetic hints are not part of the text."""
    for child in item:
        if child.tag == f"{S}t":
            yield _unescaped(child.text or ""), None
        elif child.tag == f"{S}r":
            text, font = child.find(f"{S}t"), child.find(f"{S}rPr/{S}rFont")
            yield _unescaped(text.text or "") if text is not None else "", font.get("val") if font is not None else None


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _serial(value: str) -> float | None:
    """Return an ISO date cell as a serial number of the 1900 system."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment.replace(tzinfo=None) - _EPOCH).total_seconds() / 86_400
