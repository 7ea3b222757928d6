"""Make the .docx of the example plans from their texts: `python -m tools.make_example_docx`.

The text is the source; the .docx shows the same words in the layout of Nghị định 30/2020/NĐ-CP, Annex I, so that
people can try the upload with the kind of file they have. Numbers and days that are blank in the text stay blank.
"""

import re
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

EXAMPLES = Path(__file__).parent.parent / "examples"
# Folder → what the letterhead says: who issues, and place and day with the number of the day left blank.
LETTERHEADS = {
    "vinh-linh-2024": ("HUYỆN VĨNH LINH", "Vĩnh Linh, ngày        tháng 01 năm 2024"),
    "xa-vinh-linh-2026": ("XÃ VĨNH LINH", "Vĩnh Linh, ngày        tháng 01 năm 2026"),
}
_WIDTHS = (1.2, 8.0, 4.0, 5.0, 4.0, 3.2)


def make(text: str, issuer: str, place_and_day: str) -> DocxDocument:
    """Return the document of a plan written as plain text with a tab-separated appendix."""
    document = Document()
    _set_page(document)
    body, appendix = text.split("\nPhụ lục\n", 1)
    body, closing = body.split("Nơi nhận:", 1)
    paragraphs = [line for line in body.split("\n") if line.strip()]
    _letterhead(document, issuer, place_and_day)
    for line in _joined(paragraphs):
        _paragraph(document, line)
    _signature(document, closing)
    _appendix(document, appendix)
    return document


def _set_page(document: DocxDocument) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)


def _joined(lines: list[str]) -> list[str]:
    """Join the lines that a page break of the source cut in two."""
    found: list[str] = []
    for line in lines:
        if found and line[0].islower() and not found[-1].endswith((".", ":", ";")):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _letterhead(document: DocxDocument, issuer: str, place_and_day: str) -> None:
    table = document.add_table(rows=2, cols=2)
    _write(table.cell(0, 0), ["ỦY BAN NHÂN DÂN", issuer], bold=True)
    _write(table.cell(0, 1), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], bold=True)
    _write(table.cell(1, 0), ["Số:          /KH-UBND"])
    _write(table.cell(1, 1), [place_and_day], italic=True)


def _write(cell: _Cell, lines: list[str], *, bold: bool = False, italic: bool = False, centred: bool = True) -> None:
    cell.text = ""
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold, run.italic, run.font.size = bold, italic, Pt(13)


def _paragraph(document: DocxDocument, line: str) -> None:
    line = line.replace("**", "")
    if line.startswith("KẾ HOẠCH"):
        for part in (line[:8], line[9:]):
            title = document.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            title.add_run(part).bold = True
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.add_run(line).bold = bool(re.match(r"(?:[IVX]+|\d)\. ", line))


def _signature(document: DocxDocument, closing: str) -> None:
    lines = [line.replace("**", "").strip() for line in closing.split("\n") if line.strip()]
    received = [line for line in lines if line.startswith("-")]
    signed = [line for line in lines if not line.startswith("-")]
    table = document.add_table(rows=1, cols=2)
    _write(table.cell(0, 0), ["Nơi nhận:", *received], centred=False)
    _write(table.cell(0, 1), [*signed[:2], "", "", *signed[2:]], bold=True)


def _appendix(document: DocxDocument, appendix: str) -> None:
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    lines = [line for line in appendix.split("\n") if line.strip()]
    for line in ("Phụ lục", *(line for line in lines[:2])):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold, run.italic = not line.startswith("("), line.startswith("(")
    rows = [line.split("\t") for line in lines if "\t" in line]
    _fill(document.add_table(rows=len(rows), cols=len(rows[0])), rows)
    document.add_paragraph(next(line for line in lines if line.startswith("Tổng số")))


def _fill(table: Table, rows: list[list[str]]) -> None:
    table.style = "Table Grid"
    for index, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
            cell.width = Cm(width)
            _write(cell, [text], bold=index == 0, centred=index == 0)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


if __name__ == "__main__":
    for name, (issuer, place_and_day) in LETTERHEADS.items():
        text = (EXAMPLES / name / "ke-hoach.txt").read_text(encoding="utf-8")
        make(text, issuer, place_and_day).save(str(EXAMPLES / name / "ke-hoach.docx"))
