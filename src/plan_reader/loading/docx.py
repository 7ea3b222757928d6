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
from plan_reader.loading.docx_walk import BLOCKS, TBL, WORD_ART, W, expand
from plan_reader.loading.legacy import Conversion
from plan_reader.loading.xml_parts import parse_part, related_part, relations

if TYPE_CHECKING:
    from lxml.etree import _Element

_Found = tuple[Block, "_Element"]
_USUAL_PART = "word/document.xml"


def read_docx(data: bytes) -> Document:
    """Return the body of a .docx: paragraphs and tables in order, with text boxes after the paragraph they hang on.

    Notes, comments, hidden text and deleted text are left out, as are empty paragraphs and tables; headers and footers
    stand apart, in the document's margins.
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
    opened = _Opened(archive, part)
    conversion = Conversion()
    found = opened.blocks(body, conversion)
    if conversion.fonts_mislead:
        conversion = Conversion(trust_fonts=False)
        found = opened.blocks(body, conversion)
    if not found:
        _refuse_empty(body)
    blocks = tuple(block for block, _ in found)
    return Document(blocks, format="docx", findings=conversion.findings, margins=tuple(opened.margins(body)))


def elements_of_blocks(data: bytes, body: _Element) -> list[_Element]:
    """Return, for each block that `read_docx` finds in `data`, the paragraph or table of `body` it was read from.

    `body` is the same body parsed by someone else, who wants to write into it. What stands in a text box is given the
    paragraph that the box hangs on.
    """
    archive = open_zip(data)
    opened = _Opened(archive, related_part(archive, "", "officeDocument") or _USUAL_PART)
    return [element for _, element in opened.blocks(body, Conversion())]


class _Opened:
    """The parts of one .docx that its body is read with."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.archive = archive
        self.part = part
        self.styles = read_styles(_optional_part(archive, part, "styles"))
        self.numbering = _optional_part(archive, part, "numbering")

    def blocks(self, container: _Element, conversion: Conversion) -> tuple[_Found, ...]:
        reader = ParagraphReader(self.styles, read_numbering(self.numbering), conversion)
        try:
            return tuple(found for found in _Body(reader).blocks(container) if _has_text(found[0]))
        except RecursionError as error:  # nested far deeper than any office program writes
            raise damaged() from error

    def margins(self, body: _Element) -> Iterator[Block]:
        """Yield what stands in headers and footers, and the words of art anywhere: a watermark is one.

        A tab in a header parts left, middle and right as a line end does.
        """
        yield from _word_art(body)
        for _, kind, name in relations(self.archive, self.part):
            if kind not in ("header", "footer"):
                continue
            root = parse_part(self.archive, name)
            for tab in root.iter(f"{W}tab", f"{W}ptab"):
                tab.tag = f"{W}br"
            yield from (block for block, _ in self.blocks(root, Conversion()))
            yield from _word_art(root)


def _optional_part(archive: Archive, document: str, kind: str) -> _Element | None:
    name = related_part(archive, document, kind)
    return parse_part(archive, name) if name else None


@dataclass(frozen=True, slots=True)
class _Body:
    """Turns the children of a body, cell or text box into blocks; a paragraph may hold a number without text."""

    reader: ParagraphReader

    def blocks(self, container: _Element) -> Iterator[_Found]:
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

    def _paragraph(self, parts: list[_Element], format_: Format) -> Iterator[_Found]:
        if not parts:
            return
        read = self.reader.read(parts, format_)
        yield read.paragraph, parts[-1]
        for box in read.boxes:
            yield from ((block, parts[-1]) for block, _ in self.blocks(box))

    def _table(self, table: _Element) -> Iterator[_Found]:
        framed = is_frame(table)
        if framed is not None and next(expand(framed, (TBL,)), None) is not None:
            yield from self.blocks(framed)
        else:
            yield read_table(table, self._cell), table

    def _cell(self, element: _Element) -> Cell:
        lines: list[str] = []
        bold: list[bool] = []
        for block, _ in self.blocks(element):
            if isinstance(block, Table):
                lines.extend(text for row in block.rows for text in row.texts if text)
            elif block.full:
                lines.append(block.full)
                bold.append(block.bold)
        return Cell("\n".join(lines), bold=bool(bold) and all(bold))


def _word_art(root: _Element) -> Iterator[Paragraph]:
    return (Paragraph(text=words) for shape in root.iter(WORD_ART) if (words := shape.get("string")))


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
