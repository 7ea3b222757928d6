"""PDFs as office software prints them, drawn for the tests with any Vietnamese font the machine has."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

Corners = tuple[tuple[int, int], tuple[int, int]]  # (column, row) where a merged cell begins and ends

SEED = Path(__file__).resolve().parents[4] / "examples" / "vinh-linh-2024" / "ke-hoach.txt"

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "~/.fonts", "~/.local/share/fonts")
_FAMILIES = (
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
)


def _found() -> tuple[Path, Path] | None:
    for family in _FAMILIES:
        for folder in _FOLDERS:
            paths = [next(Path(folder).expanduser().glob(f"**/{name}"), None) for name in family]
            if paths[0] and paths[1]:
                return paths[0], paths[1]
    return None


needs_font = pytest.mark.skipif(_found() is None, reason="no Liberation, DejaVu or Noto Serif font on this machine")


@cache
def fonts() -> tuple[str, str]:
    """Return the names of a regular and a bold font that hold every Vietnamese letter."""
    found = _found()
    assert found is not None
    for name, path in zip(("Viet", "Viet-Bold"), found, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return "Viet", "Viet-Bold"


@cache
def font_called(name: str) -> str:
    """Return a font whose name in the PDF is another, as the old Vietnamese fonts have names of their own."""
    found = _found()
    assert found is not None
    font = TTFont(f"as{name}", str(found[0]))
    font.face.name = name.encode()
    pdfmetrics.registerFont(font)
    return font.fontName


def seed_rows() -> list[list[str]]:
    """Return the rows of the founding plan's appendix, the heading first."""
    lines = SEED.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.count("\t") == 5]


def seed_paragraphs() -> list[str]:
    """Return the founding plan's body as paragraphs, from its first sentence to the end of section III."""
    text = SEED.read_text(encoding="utf-8").replace("**", "")
    text = text.replace("trên các\n\nnội dung", "trên các nội dung").replace("CCHC,\n\nthực hiện", "CCHC, thực hiện")
    body = text[text.index("Thực hiện Kế hoạch") : text.index("Nơi nhận:")]
    return [part.strip() for part in body.split("\n\n") if part.strip()]


def style(*, size: float = 12, bold: bool = False, centred: bool = False, indent: float = 0) -> ParagraphStyle:
    """Return a paragraph style in the test's font."""
    return ParagraphStyle(
        "s",
        fontName=fonts()[bold],
        fontSize=size,
        leading=size * 1.25,
        spaceAfter=4,
        firstLineIndent=indent,
        alignment=TA_CENTER if centred else TA_JUSTIFY,
    )


_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
]


def cell(text: str, *, bold: bool = False) -> list[Paragraph]:
    """Return a cell's paragraphs, one for each line of the text."""
    left = style(size=9, bold=bold)
    left.alignment = 0
    left.spaceAfter = 0
    return [Paragraph(escape(line), left) for line in text.split("\n")]


def grid(
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float] = (26, 170, 85, 110, 90, 80),
    headings: int = 1,
    repeat: bool = True,
    spans: Sequence[Corners] = (),
) -> Table:
    """Return a ruled table whose rows may break over pages; `spans` are merged cells."""
    cells = [[cell(text, bold=index < headings) for text in row] for index, row in enumerate(rows)]
    table = Table(cells, colWidths=list(widths), repeatRows=headings if repeat else 0, splitInRow=1)
    table.setStyle([*_GRID, *(("SPAN", start, end) for start, end in spans)])
    return table


def plan_story(table: Table) -> list[Flowable]:
    """Return the founding plan as it would be printed: letterhead, body, signature, appendix on a sheet of its own."""
    rows = [
        ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["HUYỆN VĨNH LINH", "Độc lập - Tự do - Hạnh phúc"],
        ["Số:        /KH-UBND", "Vĩnh Linh, ngày      tháng 01 năm 2024"],
    ]
    signature = [
        ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"],
        ["- Chủ tịch, các PCT UBND huyện;", "CHỦ TỊCH"],
        ["- Các cơ quan chuyên môn, ĐVSN thuộc huyện;", ""],
        ["- UBND các xã, thị trấn;", ""],
        ["- Lưu: VT, NV.", "Thái Văn Thành"],
    ]
    return [
        _columns(rows, (190, 290), "CENTER"),
        Spacer(1, 12),
        Paragraph("KẾ HOẠCH", style(size=14, bold=True, centred=True)),
        Paragraph("Tuyên truyền cải cách hành chính năm 2024", style(size=14, bold=True, centred=True)),
        Spacer(1, 12),
        *(Paragraph(text, style(bold=_is_heading(text), indent=28)) for text in seed_paragraphs()),
        Spacer(1, 12),
        _columns(signature, (250, 230), "LEFT"),
        NextPageTemplate("wide"),
        PageBreak(),
        Paragraph("Phụ lục", style(bold=True, centred=True)),
        Paragraph(
            "NHIỆM VỤ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC TRÊN ĐỊA BÀN HUYỆN VĨNH LINH NĂM 2024",
            style(bold=True, centred=True),
        ),
        Paragraph(
            "(Kèm theo Kế hoạch số /KH-UBND ngày tháng 01 năm 2024 của UBND huyện Vĩnh Linh)", style(centred=True)
        ),
        table,
        Spacer(1, 6),
        Paragraph("Tổng số: 08 nhiệm vụ./.", style(indent=28)),
    ]


def _is_heading(text: str) -> bool:
    return text[0] in "IVX123456789" and len(text) < 110


def _columns(rows: Sequence[Sequence[str]], widths: Sequence[float], align: str) -> Table:
    """Return the two columns without lines in which a letterhead and a signature stand."""
    table = Table([list(row) for row in rows], colWidths=list(widths))
    table.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), fonts()[0], 11),
            ("ALIGN", (0, 0), (0, -1), align),
            ("ALIGN", (1, 0), (1, -1), "CENTER"),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
    )
    return table


def printed(story: Sequence[Flowable], *, wide_first: bool = False, password: str = "", owner: str = "") -> bytes:
    """Return a story as a PDF on A4 with page numbers from the second page on; "wide" pages lie on their side."""
    out = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword=owner) if password or owner else None
    document = BaseDocTemplate(out, pagesize=A4, encrypt=lock)
    upright = _template("upright", A4)
    wide = _template("wide", landscape(A4))
    document.addPageTemplates([wide, upright] if wide_first else [upright, wide])
    document.build(list(story))
    return out.getvalue()


def _template(name: str, size: tuple[float, float]) -> PageTemplate:
    frame = Frame(25 * mm, 15 * mm, size[0] - 45 * mm, size[1] - 35 * mm, leftPadding=0, rightPadding=0)
    return PageTemplate(name, [frame], onPage=_number, pagesize=size)


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    if document.page > 1:
        canvas.setFont(fonts()[0], 11)
        canvas.drawCentredString(canvas._pagesize[0] / 2, canvas._pagesize[1] - 15 * mm, str(document.page))


def drawn(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """Return a PDF whose pages are drawn by hand."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in pages:
        canvas.setFont(fonts()[0], 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table_page(
    *rows: Sequence[str], widths: Sequence[float], spans: Sequence[Corners] = ()
) -> Callable[[Canvas], None]:
    """Return the drawing of a page that holds one table and nothing else, the way office software prints a piece."""

    def draw(canvas: Canvas) -> None:
        piece = grid(rows, widths=widths, spans=spans)
        _, height = piece.wrapOn(canvas, sum(widths), 700)
        piece.drawOn(canvas, 72, 800 - height)

    return draw


def photographed(canvas: Canvas) -> None:
    """Draw a page that is one picture, as a scanner makes it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    Image.effect_noise((120, 170), 40).save(picture, "PNG")
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
