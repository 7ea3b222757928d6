"""A .docx read straight from its markup, in body order, as it looks once all tracked changes are accepted.

python-docx is not used: it loses tracked insertions and content controls, and is quadratic on tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan_reader.document import Block, Cell, Document, Paragraph, Table
from plan_reader.errors import UnreadableFile
from plan_reader.loading.archive import Archive, damaged, open_zip
from plan_reader.loading.docx_numbering import read_numbering
from plan_reader.loading.docx_styles import Format, read_styles
from plan_reader.loading.docx_tables import is_frame, read_table
from plan_reader.loading.docx_text import ParagraphReader, read_format
from plan_reader.loading.docx_walk import BLOCKS, TBL, W, expand
from plan_reader.loading.legacy import Conversion
from plan_reader.loading.xml_parts import parse_part, related_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_USUAL_PART = "word/document.xml"


def read_docx(data: bytes) -> Document:
    """Return the body of a .docx: paragraphs and tables in order, with text boxes after the paragraph they hang on.

    Headers, footers, notes, comments, hidden text and deleted text are left out, as are empty paragraphs and tables.
    A table inside a cell becomes lines of that cell, one per inner cell; a table of a single cell that holds another
    table is only a frame, and its contents stand in its place. Adjacent tables stay apart.

    Raises:
        UnreadableFile: "empty" without any text, "scanned" for pictures only, and what `open_zip` and `parse_part`
            raise.
    """
    archive = open_zip(data)
    part = related_part(archive, "", "officeDocument") or _USUAL_PART
    body = parse_part(archive, part).find(f"{W}body")
    if body is None:
        raise damaged()
    styles = read_styles(_optional_part(archive, part, "styles"))
    numbering = _optional_part(archive, part, "numbering")
    conversion = Conversion()
    blocks = _blocks(body, ParagraphReader(styles, read_numbering(numbering), conversion))
    if conversion.fonts_mislead:
        conversion = Conversion(trust_fonts=False)
        blocks = _blocks(body, ParagraphReader(styles, read_numbering(numbering), conversion))
    if not blocks:
        _refuse_empty(body)
    return Document(blocks, format="docx", findings=conversion.findings)


def _blocks(body: _Element, reader: ParagraphReader) -> tuple[Block, ...]:
    try:
        return tuple(filter(_has_text, _Body(reader).blocks(body)))
    except RecursionError as error:  # nested far deeper than any office program writes
        raise damaged() from error


def _optional_part(archive: Archive, document: str, kind: str) -> _Element | None:
    name = related_part(archive, document, kind)
    return parse_part(archive, name) if name else None


@dataclass(frozen=True, slots=True)
class _Body:
    """Turns the children of a body, cell or text box into blocks; a paragraph may hold a number without text."""

    reader: ParagraphReader

    def blocks(self, container: _Element) -> Iterator[Block]:
        waiting: list[_Element] = []  # paragraphs whose mark was deleted run on into the next one
        format_ = Format()
        for element in expand(container, BLOCKS):
            if element.tag == TBL:
                yield from self._paragraph(waiting, format_)
                yield from self._table(element)
                waiting = []
                continue
            waiting.append(element)
            format_ = read_format(element)
            if not format_.mark_deleted:
                yield from self._paragraph(waiting, format_)
                waiting = []
        yield from self._paragraph(waiting, format_)

    def _paragraph(self, parts: list[_Element], format_: Format) -> Iterator[Block]:
        if not parts:
            return
        read = self.reader.read(parts, format_)
        yield read.paragraph
        for box in read.boxes:
            yield from self.blocks(box)

    def _table(self, table: _Element) -> Iterator[Block]:
        framed = is_frame(table)
        if framed is not None and next(expand(framed, (TBL,)), None) is not None:
            yield from self.blocks(framed)
        else:
            yield read_table(table, self._cell)

    def _cell(self, element: _Element) -> Cell:
        lines: list[str] = []
        bold: list[bool] = []
        for block in self.blocks(element):
            if isinstance(block, Table):
                lines.extend(text for row in block.rows for text in row.texts if text)
            elif block.full:
                lines.append(block.full)
                bold.append(block.bold)
        return Cell("\n".join(lines), bold=bool(bold) and all(bold))


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text)
    return any(text for row in block.rows for text in row.texts)


def _refuse_empty(body: _Element) -> None:
    if next(body.iter(f"{W}drawing", f"{W}pict"), None) is not None:
        raise UnreadableFile(
            "scanned", "Tệp chỉ có ảnh chụp trang giấy, không có chữ để đọc. Chọn tệp văn bản gốc (.docx) của kế hoạch."
        )
    raise UnreadableFile("empty", "Tệp không có chữ nào. Kiểm tra lại tệp rồi chọn lại.")
