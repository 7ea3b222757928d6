"""PDF files with a text layer, read through PDFium into paragraphs and tables."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plan_reader.document import Block, Document, Paragraph
from plan_reader.errors import UnreadableFile
from plan_reader.loading import pdf_join
from plan_reader.loading.legacy import Conversion, Segment, encoding_of_font
from plan_reader.loading.pdf_lines import Decode, lines_of
from plan_reader.loading.pdf_page import Font, Page, read_page
from plan_reader.loading.pdf_paragraphs import (
    Measure,
    ParagraphBuilder,
    PrintedLine,
    by_width,
    in_reading_order,
    without_furniture,
    words_at_edges,
)
from plan_reader.loading.pdf_tables import PageTable, ruled_tables
from plan_reader.model import Finding, Place

MAX_PAGES = 500
_MAX_GLYPHS = 3_000_000
_PICTURE = 0.5  # share of a page under images from which it may be a scan
_FEW_GLYPHS = 250  # the words of a stamp or of an electronic signature on a scan

_SCANNED = (
    "Tệp PDF này là ảnh chụp (bản quét), không có lớp chữ nên chưa đọc được. "
    "Hãy gửi tệp .docx gốc hoặc bản PDF ký số xuất trực tiếp từ phần mềm soạn thảo."
)
_NO_LETTERS = (
    "Phông chữ trong tệp PDF này không cho biết chữ nào là chữ nào nên chưa đọc được nội dung. "
    "Hãy gửi tệp .docx gốc hoặc xuất lại PDF từ phần mềm soạn thảo."
)
_ENCRYPTED = "Tệp PDF đòi mật khẩu để mở. Hãy gỡ mật khẩu rồi gửi lại, hoặc gửi tệp .docx gốc."
_DAMAGED = "Tệp PDF bị hỏng hoặc tải chưa hết nên không mở được. Hãy tải lại từ nơi gửi hoặc gửi tệp .docx gốc."
_EMPTY = "Tệp PDF không có chữ nào. Hãy kiểm tra lại tệp đã chọn."


# PDFium keeps its state in globals: two threads in it at once crash the process.
_one_at_a_time = threading.Lock()


def read_pdf(data: bytes) -> Document:
    """Return the text and the ruled tables of a PDF in reading order.

    Raises UnreadableFile: "encrypted", "damaged", "too-large", "scanned", "empty".
    """
    conversion = Conversion()

    def decode(runs: Sequence[tuple[str, Font]]) -> str:
        return conversion.join(Segment(text, encoding_of_font(font.name)) for text, font in runs)

    with _one_at_a_time:
        sheets = [_sheet(page, decode) for page in _pages(data)]
    _refuse_pictures(sheets)
    blocks, joined_rows = _assembled(sheets)
    findings = [*conversion.findings, *_joined_finding(joined_rows), *_unread_finding(sheets)]
    margins = (Paragraph(text=words) for words in words_at_edges(sheet.lines for sheet in sheets))
    return Document(tuple(blocks), "pdf", tuple(findings), tuple(margins))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page, boiled down: its edges, its free lines and its tables."""

    number: int
    edges: tuple[float, float]
    lines: list[PrintedLine]
    tables: list[PageTable]
    glyphs: int
    unknown: int
    is_picture: bool


def _pages(data: bytes) -> Iterator[Page]:
    """Yield each page's facts; a page is closed before the next is opened."""
    import pypdfium2

    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(
                "too-large",
                f"Tệp PDF có {len(document)} trang, vượt giới hạn {MAX_PAGES} trang. "
                "Hãy tách riêng phần kế hoạch và phụ lục rồi gửi lại.",
            )
        glyphs = 0
        for index in range(len(document)):
            page = document[index]
            try:
                facts = read_page(page, index + 1)
            finally:
                page.close()
            glyphs += len(facts.glyphs)
            if glyphs > _MAX_GLYPHS:
                raise UnreadableFile("too-large", "Tệp PDF có quá nhiều chữ. Hãy gửi riêng phần kế hoạch và phụ lục.")
            yield facts
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", _DAMAGED) from error
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    """Return the open document; a file locked for editing only opens with no password."""
    import pypdfium2
    import pypdfium2.raw

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            raise UnreadableFile("encrypted", _ENCRYPTED) from error
        raise UnreadableFile("damaged", _DAMAGED) from error


def _sheet(page: Page, decode: Decode) -> _Sheet:
    tables, free = ruled_tables(page, decode)
    height = max(page.bottom - page.top, 1.0)
    lines = [
        PrintedLine(tuple(parts), (parts[0].base - page.top) / height) for parts in lines_of(free, page.number, decode)
    ]
    inked = sum(not glyph.char.isspace() for glyph in page.glyphs)
    return _Sheet(
        number=page.number,
        edges=(page.left, page.right),
        lines=lines,
        tables=tables,
        glyphs=inked,
        unknown=page.unknown,
        is_picture=page.picture > _PICTURE and inked < _FEW_GLYPHS,
    )


def _refuse_pictures(sheets: list[_Sheet]) -> None:
    pictures = sum(sheet.is_picture for sheet in sheets)
    glyphs = sum(sheet.glyphs for sheet in sheets)
    if 2 * pictures > len(sheets):
        raise UnreadableFile("scanned", _SCANNED)
    if sum(sheet.unknown for sheet in sheets) > glyphs:
        raise UnreadableFile("scanned", _NO_LETTERS)
    if not glyphs:
        raise UnreadableFile("empty", _EMPTY)


_Item = list[PrintedLine] | PageTable


def _assembled(sheets: list[_Sheet]) -> tuple[list[Block], list[tuple[int, int, int]]]:
    """Return the blocks, and block, row and page of each row that a page break had cut."""
    pages = without_furniture([sheet.lines for sheet in sheets])
    measures = by_width([sheet.edges for sheet in sheets], pages)
    blocks: list[Block] = []
    joined_rows: list[tuple[int, int, int]] = []
    builder = ParagraphBuilder()
    table: pdf_join.WholeTable | None = None

    def close_table() -> None:
        if table is not None:
            joined_rows.extend((len(blocks), row, page) for row, page in sorted(table.joined.items()))
            blocks.append(pdf_join.finished(table))

    for sheet, lines, measure in zip(sheets, pages, measures, strict=True):
        for item in _in_order(lines, sheet.tables):
            if isinstance(item, PageTable):
                if table is not None and pdf_join.goes_on(table, item):
                    pdf_join.go_on(table, item)
                    continue
                close_table()
                blocks.extend(builder.take())
                table = pdf_join.begin(item)
            elif item:
                close_table()
                table = None
                _add_lines(builder, item, measure)
    close_table()
    blocks.extend(builder.take())
    return blocks, joined_rows


def _add_lines(builder: ParagraphBuilder, lines: list[PrintedLine], measure: Measure) -> None:
    blocks = in_reading_order(lines)
    for block in blocks:
        narrow = len(blocks) > 1 and max(line.x1 for line in block) - min(line.x0 for line in block) < 0.7 * (
            measure.right - measure.left
        )
        builder.add_block(block, measure, narrow=narrow)


def _in_order(lines: Iterable[PrintedLine], tables: Iterable[PageTable]) -> Iterator[_Item]:
    """Yield the page's tables, and the lines between them, from top to bottom."""
    left = list(lines)
    for table in tables:
        before = [line for line in left if line.parts[0].base <= table.top + 2]
        left = left[len(before) :]
        if before:
            yield before
        yield table
    if left:
        yield left


def _joined_finding(rows: list[tuple[int, int, int]]) -> Iterator[Finding]:
    if not rows:
        return
    places = tuple(
        Place(label=f"Bảng ở trang {page}–{page + 1}, dòng {row + 1} của bảng", block=block, row=row)
        for block, row, page in rows
    )
    yield Finding(
        code="table-row-joined",
        severity="note",
        message=(
            f"Có {len(rows)} dòng của bảng bị ngắt sang trang sau, đã được nối lại thành một dòng. "
            "Hãy đối chiếu các dòng này với bản gốc."
        ),
        places=places,
    )


def _unread_finding(sheets: Iterable[_Sheet]) -> Iterator[Finding]:
    pictures = [sheet.number for sheet in sheets if sheet.is_picture]
    if not pictures:
        return
    yield Finding(
        code="page-not-read",
        severity="warning",
        message=(
            f"Trang {', '.join(map(str, pictures))} là ảnh chụp nên chưa đọc được. "
            "Hãy gửi tệp .docx gốc nếu các trang này thuộc kế hoạch."
        ),
        places=tuple(Place(label=f"Trang {number}") for number in pictures),
    )
