"""The letter that urges units which are late, as an editable .docx in the layout of Nghị định 30/2020/NĐ-CP, Annex I.

A draft for people to finish: number, day and signer stay blank, since only a clerk and a signer give them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from loa.lib.vietnamese_text import NO_BREAK, written_day

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_BLANK = NO_BREAK * 6
# More names than these under "Kính gửi" are told in the list that goes with the letter.
_NAMED = 6
_WHY_NOT = "nguyên nhân, khó khăn, vướng mắc, đề xuất hướng giải quyết và thời gian hoàn thành"
_HEAD = ("TT", "Nhiệm vụ", "Kỳ", "Hạn cuối", "Quá hạn")
_WIDTHS_MM = (11, 82, 25, 28, 19)
_TWIPS_A_MM = 1440 / 25.4
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LateItem:
    """One thing that a unit should have handed in."""

    task: str
    period: str
    due_on: date
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateUnit:
    """A unit that is urged, with what it is late with."""

    name: str
    items: Sequence[LateItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingLetter:
    """What the letter says.

    `head` is the issuing body in the lines of its letterhead, `above` the body it stands under where that is said;
    `body` names it in running text. `abbreviations` are those of the symbol and of who drafts ("UBND", "NV"); `plan`
    names the plan with its symbol and day. `mark` says that the figures are invented, "" where they are not.
    """

    above: str
    head: Sequence[str]
    body: str
    signs_for: str
    place: str
    drafter: str
    abbreviations: tuple[str, str]
    year: int
    plan: str
    subject: str
    until: date
    units: Sequence[LateUnit]
    mark: str = ""


def urging_letter(letter: UrgingLetter) -> bytes:
    """Return the letter as a .docx: one page of words, then the list of units with what each is late with."""
    # Importing takes a while, which only whoever drafts a letter shall pay.
    import docx

    document = docx.Document()
    _set_up(document)
    _letterhead(document, letter)
    _addressees(document, letter)
    _body(document, letter)
    _closing(document, letter)
    _list(document, letter)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _set_up(document: "Document") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    # The number of the page stands in the middle above, and not on the first.
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(number)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Times New Roman", Pt(13), RGBColor(0, 0, 0)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    document.core_properties.author = document.core_properties.title = ""
    document.core_properties.language = "vi-VN"


def _letterhead(document: "Document", letter: UrgingLetter) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    if letter.mark:
        _line(document.add_paragraph(), letter.mark, size=12, bold=True, centre=True, after=6)
    table = document.add_table(rows=2, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_widths(table, (68, 102))
    (body, nation), (number, day) = (row.cells for row in table.rows)
    if letter.above:
        _line(body.paragraphs[0], letter.above.upper(), size=12, centre=True)
    for place, part in enumerate(letter.head):
        paragraph = body.add_paragraph() if place or letter.above else body.paragraphs[0]
        _line(paragraph, part.upper(), size=13, bold=True, centre=True)
    _rule(body.add_paragraph(), 22)
    _line(nation.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, centre=True)
    _line(nation.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, centre=True)
    _rule(nation.add_paragraph(), 22)
    symbol = "-".join(letter.abbreviations)
    _line(number.paragraphs[0], f"Số:{_BLANK}/{symbol}", size=13, centre=True, before=6)
    _line(number.add_paragraph(), f"V/v {letter.subject}", size=12, centre=True, before=6)
    dated = f"{letter.place}, ngày{_BLANK}tháng{_BLANK}năm {letter.year}"
    _line(day.paragraphs[0], dated, size=13, italic=True, centre=True, before=6)


def _addressees(document: "Document", letter: UrgingLetter) -> None:
    names = [unit.name for unit in letter.units]
    if len(names) > _NAMED:
        names = ["Các cơ quan, đơn vị, địa phương có tên trong danh sách kèm theo"]
    if len(names) == 1:
        _line(document.add_paragraph(), f"Kính gửi: {names[0]}.", centre=True, before=18, after=12)
        return
    _line(document.add_paragraph(), "Kính gửi:", indent_mm=30, before=18)
    for place, name in enumerate(names, 1):
        end, after = (".", 12) if place == len(names) else (";", 0)
        _line(document.add_paragraph(), f"- {name}{end}", indent_mm=50, after=after)


def _body(document: "Document", letter: UrgingLetter) -> None:
    items = sum(len(unit.items) for unit in letter.units)
    several = "các cơ quan, đơn vị, địa phương" if len(letter.units) > 1 else letter.units[0].name
    who = f"{len(letter.units)} cơ quan, đơn vị, địa phương" if len(letter.units) > 1 else letter.units[0].name
    done_by = f"trước ngày{_BLANK}tháng{_BLANK}năm {letter.year}"
    so_far = f"Thực hiện {letter.plan}, đến hết ngày {written_day(letter.until)}, {who} còn {items} đầu việc"
    said = (
        f"{so_far} đã quá hạn chưa hoàn thành (có danh sách kèm theo).",
        f"Để bảo đảm tiến độ thực hiện Kế hoạch, {letter.body} đề nghị {several}:",
        f"1. Khẩn trương hoàn thành và gửi kết quả kèm minh chứng về {letter.drafter or letter.body} {done_by}.",
        f"2. Với đầu việc chưa hoàn thành được, nêu rõ {_WHY_NOT}.",
    )
    for text in said:
        _line(document.add_paragraph(), text, justified=True, before=6)
    last = f"Giao {letter.drafter} theo dõi, tổng hợp, báo cáo {letter.body}./." if letter.drafter else ""
    last = last or f"Đề nghị {several} quan tâm thực hiện./."
    _line(document.add_paragraph(), last, justified=True, before=6)


def _closing(document: "Document", letter: UrgingLetter) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    _set_widths(table, (75, 90))
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True, before=12)
    for text in ("- Như trên;", f"- Lưu: VT, {letter.abbreviations[1]}."):
        _line(left.add_paragraph(), text, size=11)
    _line(right.paragraphs[0], letter.signs_for.upper(), bold=True, centre=True, before=12)
    _line(right.add_paragraph(), "[chức vụ của người ký]", centre=True)
    _line(right.add_paragraph(), "[họ và tên]", centre=True, before=60)


def _list(document: "Document", letter: UrgingLetter) -> None:
    from docx.enum.section import WD_SECTION
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.add_section(WD_SECTION.NEW_PAGE)  # pages are counted anew in what goes with a letter
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)
    if letter.mark:
        _line(document.add_paragraph(), letter.mark, size=12, bold=True, centre=True, after=6)
    _line(document.add_paragraph(), "DANH SÁCH", bold=True, centre=True)
    _line(document.add_paragraph(), "các đầu việc đã quá hạn chưa hoàn thành", bold=True, centre=True)
    symbol = "-".join(letter.abbreviations)
    attached = (
        f"(Kèm theo Công văn số{_BLANK}/{symbol} ngày{_BLANK}tháng{_BLANK}năm {letter.year} của {letter.body}; "
        f"số liệu đến hết ngày {written_day(letter.until)})"
    )
    _line(document.add_paragraph(), attached, size=13, italic=True, centre=True, after=12)
    _table(document, letter.units)


def _table(document: "Document", units: Iterable[LateUnit]) -> None:
    """Write the rows as text that is parsed once: built cell by cell, five thousand of them take half a minute."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    rows, number = [_row(_HEAD, bold=True, centred=range(len(_HEAD)))], 0
    for unit in units:
        rows.append(_row((f"{unit.name}: {len(unit.items)} đầu việc",), bold=True))
        for item in unit.items:
            number += 1
            late = f"{item.days_late}{NO_BREAK}ngày"
            cells = (str(number), item.task, item.period.replace(" ", NO_BREAK), written_day(item.due_on), late)
            rows.append(_row(cells, centred=(0, 2, 3, 4)))
    table = document.add_table(rows=0, cols=len(_HEAD), style="Table Grid")
    table.autofit = False
    _set_widths(table, _WIDTHS_MM)
    for row in parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"):
        table._tbl.append(row)


def _set_widths(table: "Table", widths_mm: Iterable[float]) -> None:
    from docx.shared import Mm

    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)


def _row(texts: Sequence[str], *, bold: bool = False, centred: Iterable[int] = ()) -> str:
    """Return a row of cells that no page parts, one cell across all columns for a single text."""
    in_the_middle = frozenset(centred)
    whole = len(texts) == 1
    cells = ""
    for place, text in enumerate(texts):
        width = sum(_WIDTHS_MM) if whole else _WIDTHS_MM[place]
        span = f'<w:gridSpan w:val="{len(_HEAD)}"/>' if whole else ""
        said = escape(_NOT_IN_XML.sub(" ", text))
        middle = '<w:jc w:val="center"/>' if place in in_the_middle else ""
        cells += (
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * _TWIPS_A_MM)}" w:type="dxa"/>{span}</w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:before="40" w:after="40"/>{middle}</w:pPr>'
            f"<w:r><w:rPr>{'<w:b/>' if bold else ''}"
            f'<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r></w:p></w:tc>'
        )
    repeated = "<w:tblHeader/>" if texts is _HEAD else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _line(
    paragraph: "Paragraph",
    text: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    centre: bool = False,
    justified: bool = False,
    indent_mm: float = 0,
    before: float = 0,
    after: float = 0,
) -> None:
    """Write one run into an empty paragraph; a justified one has the first line set in, as running text."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    if centre:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if justified:
        shape.alignment, shape.first_line_indent, shape.line_spacing = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.7), 1.15
    if indent_mm:
        shape.left_indent = Mm(indent_mm)


def _rule(paragraph: "Paragraph", indent_mm: float) -> None:
    """Draw the short line below a name."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(indent_mm)
    shape.line_spacing = Pt(2)
    # In the order of the schema: the border comes before the spacing that is there.
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(border), "w:spacing", "w:ind", "w:jc")


def _page_number(paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(13), "Times New Roman"
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
