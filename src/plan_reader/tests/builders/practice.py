"""Plan documents to practise on, written once and saved as .docx, .pdf, .xlsx and pasted text.

A paper is a list of blocks: a text is a paragraph, a `Grid` a ruled table, a `Frame` a table without lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plan_reader.tests.builders import build_xlsx, pdf
from plan_reader.tests.builders.pdf import seed_paragraphs, seed_rows

UP, LEFT = "^", "<"  # a cell merged with the one above, with the one at its left
_DATA = Path(__file__).resolve().parents[1] / "practice"
_DATE = re.compile(r"=(\d{4})-(\d\d)-(\d\d) (.+)")

SEED_RECIPIENTS = (
    "Nơi nhận:\n- Chủ tịch, các PCT UBND huyện;\n- Các cơ quan chuyên môn, ĐVSN thuộc huyện;\n"
    "- UBND các xã, thị trấn;\n- Lưu: VT, NV."
)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
SEED_HEAD = [
    ["ỦY BAN NHÂN DÂN\nHUYỆN VĨNH LINH", NATION],
    ["Số:        /KH-UBND", "Vĩnh Linh, ngày      tháng 01 năm 2024"],
]
CAMPAIGN_REPORTS = (
    "Định kỳ 02 tuần một lần (trước 16 giờ thứ Sáu), các Sở, ban, ngành, UBND các xã, phường báo cáo kết quả "
    "thực hiện gửi về Sở Khoa học và Công nghệ để tổng hợp."
)


@dataclass(frozen=True)
class Grid:
    """A ruled table, the heading first; `widths` in points are for the printed page."""

    rows: Sequence[Sequence[str]]
    headings: int = 1
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Frame:
    """Two columns without lines: a letterhead or a signature block."""

    rows: Sequence[Sequence[str]]


Paper = Sequence["str | Grid | Frame"]


def data_rows(name: str) -> list[list[str]]:
    """Return the rows of a table kept beside the tests; "⏎" stands for a line end inside a cell."""
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [[cell.replace("⏎", "\n") for cell in line.split("\t")] for line in lines]


def seed_paper() -> Paper:
    """Return the founding plan as it was typed in Word, with a letterhead and its appendix."""
    return [
        Frame(SEED_HEAD),
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2024",
        *seed_paragraphs(),
        Frame([[SEED_RECIPIENTS, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nThái Văn Thành"]]),
        *seed_appendix(),
    ]


def seed_appendix() -> Paper:
    """Return the founding plan's appendix alone."""
    return [
        "Phụ lục",
        "NHIỆM VỤ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC TRÊN ĐỊA BÀN HUYỆN VĨNH LINH NĂM 2024",
        "(Kèm theo Kế hoạch số /KH-UBND ngày tháng 01 năm 2024 của UBND huyện Vĩnh Linh)",
        Grid(seed_rows(), widths=(30, 200, 110, 150, 120, 100)),
        "Tổng số: 08 nhiệm vụ./.",
    ]


def campaign_paper() -> Paper:
    """Return a city's 100-day plan: heading of two rows, inner numbers, values that reach rows by merging."""
    heading = [
        ["Stt", LEFT, "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn"],
        ["TT", "Chi tiết", UP, UP, UP, UP, UP],
    ]
    return [
        Frame(
            [
                ["ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", NATION],
                ["Số:      /KH-UBND", "Hà Nội, ngày     tháng     năm 2026"],
            ]
        ),
        "KẾ HOẠCH",
        "Triển khai cao điểm 100 ngày chuyển đổi số trên địa bàn Thành phố năm 2026",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích: Tạo chuyển biến rõ nét trong chuyển đổi số.",
        "2. Yêu cầu: Nhiệm vụ chỉ được coi là hoàn thành khi đạt sản phẩm ghi tại Phụ lục.",
        "II. THỜI GIAN, NỘI DUNG, CHẾ ĐỘ BÁO CÁO",
        "1. Thời gian: 100 ngày kể từ ngày ban hành Kế hoạch.",
        "2. Chế độ báo cáo",
        CAMPAIGN_REPORTS,
        "III. KINH PHÍ",
        "Kinh phí bố trí trong dự toán được giao.",
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Khoa học và Công nghệ",
        "- Chủ trì, theo dõi, đôn đốc việc thực hiện Kế hoạch.",
        "2. Sở Tài chính",
        "- Chủ trì tham mưu bố trí kinh phí thực hiện Kế hoạch.",
        Frame([["Nơi nhận:\n- UBND các xã, phường;\n- Lưu: VT, KGVX.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"]]),
        "Phụ lục",
        "NHIỆM VỤ CAO ĐIỂM 100 NGÀY CHUYỂN ĐỔI SỐ",
        Grid([*heading, *data_rows("cao-diem-100-ngay")], headings=2, widths=(28, 36, 170, 130, 130, 150, 80)),
    ]


LIST_HEADING = (
    "STT", "Mã nhiệm vụ", "Tên nhóm nhiệm vụ/nhiệm vụ", "Đơn vị chủ trì", "Phòng, đơn vị chủ trì", "Đơn vị phối hợp",
    "Phương thức hỗ trợ thực hiện", "Thời hạn hoàn thành", "Kết quả cần đạt\n(Định lượng)", "Sản phẩm đầu ra",
    "Ghi chú",
)  # fmt: skip


def task_list_workbook() -> bytes:
    """Return a city's list of tasks as its workbook has it: codes, date cells with formats, names of staff."""

    def fill(book: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 10, "Phụ lục số 01")
        page.merge_range(1, 0, 1, 10, "DANH MỤC CÁC NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM NĂM 2026")
        page.merge_range(2, 0, 2, 10, "(kèm theo văn bản số           /           ngày     tháng 3 năm 2026 của )")
        rows = [LIST_HEADING, *data_rows("danh-muc-nhiem-vu")]
        for index, row in enumerate(rows, 4):
            for place, text in enumerate(row):
                write(book, page, index, place, text)
        framed = book.add_format({"border": 1})
        for index in range(4 + len(rows), 3000):
            for place in range(11):
                page.write_blank(index, place, None, framed)

    return build_xlsx.sheet(fill, "PL01")


def as_docx(paper: Paper) -> bytes:
    """Return the paper as Word saves it: frames without lines, the ruled tables on a landscape sheet."""
    from docx import Document
    from docx.enum.section import WD_ORIENT, WD_SECTION

    document = Document()
    for index, block in enumerate(paper):
        if isinstance(block, Frame):
            _frame(document, block)
        elif isinstance(block, Grid):
            _grid(document, block)
        else:
            if block == "Phụ lục" and index:
                section = document.add_section(WD_SECTION.NEW_PAGE)
                section.orientation = WD_ORIENT.LANDSCAPE
                section.page_width, section.page_height = section.page_height, section.page_width
            document.add_paragraph().add_run(block).bold = block.isupper()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _frame(document: Any, frame: Frame) -> None:
    table = document.add_table(len(frame.rows), len(frame.rows[0]))
    for row, texts in zip(table.rows, frame.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _say(cell, text)


def _say(cell: Any, text: str) -> None:
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in others:
        cell.add_paragraph(line)


def _grid(document: Any, grid: Grid) -> None:
    from docx.oxml import OxmlElement

    width = len(grid.rows[0])
    table = document.add_table(len(grid.rows), width, style="Table Grid")
    for index, (row, texts) in enumerate(zip(table.rows, grid.rows, strict=True)):
        if index < grid.headings:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row._tr.tc_lst, texts, strict=True):
            _fill(cell, text)
    _merge(table, grid)


def _fill(cell: Any, text: str) -> None:
    from docx.text.paragraph import Paragraph

    if text not in (UP, LEFT):
        first, *others = text.split("\n")
        Paragraph(cell.p_lst[0], cell).add_run(first)
        for line in others:
            Paragraph(cell.add_p(), cell).add_run(line)


def _merge(table: Any, grid: Grid) -> None:
    for (left, top), (right, bottom) in merged_places(grid):
        table.cell(top, left).merge(table.cell(bottom, right))


def merged_places(grid: Grid) -> list[pdf.Corners]:
    """Return the corners, as (column, row), of each merged cell of a grid."""
    found = []
    for top, row in enumerate(grid.rows):
        for left, text in enumerate(row):
            if text in (UP, LEFT):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            while bottom + 1 < len(grid.rows) and grid.rows[bottom + 1][left] == UP:
                bottom += 1
            if (right, bottom) != (left, top):
                found.append(((left, top), (right, bottom)))
    return found


def as_pdf(paper: Paper, *, repeat: bool = True) -> bytes:
    """Return the paper as office software prints it, with the heading of a table on each page where `repeat`."""
    from reportlab.platypus import NextPageTemplate, PageBreak, Paragraph, Spacer

    story: list[Any] = []
    for index, block in enumerate(paper):
        if isinstance(block, Frame):
            story += [_printed_frame(block), Spacer(1, 12)]
        elif isinstance(block, Grid):
            story.append(_printed_grid(block, repeat=repeat))
        else:
            if block == "Phụ lục" and index:
                story += [NextPageTemplate("wide"), PageBreak()]
            title = block.isupper() or block == "Phụ lục"
            story.append(Paragraph(block, pdf.style(bold=title, centred=title, indent=0 if title else 28)))
    return pdf.printed(story, wide_first=paper[0] == "Phụ lục")


def _printed_frame(frame: Frame) -> Any:
    columns = [[cell.split("\n") for cell in row] for row in frame.rows]
    lines = [
        [cell[index] if index < len(cell) else "" for cell in row]
        for row in columns
        for index in range(max(map(len, row)))
    ]
    return pdf._columns(lines, (230, 250), "LEFT")


def _printed_grid(grid: Grid, *, repeat: bool) -> Any:
    rows = [["" if text in (UP, LEFT) else text for text in row] for row in grid.rows]
    widths = grid.widths or [700 / len(rows[0])] * len(rows[0])
    return pdf.grid(rows, widths=widths, headings=grid.headings, repeat=repeat, spans=merged_places(grid))


def as_xlsx(paper: Paper) -> bytes:
    """Return the paper as a workbook: captions above the table, all in one sheet."""

    def fill(book: Any, page: Any) -> None:
        index = 0
        for block in paper:
            if isinstance(block, Grid):
                for offset, row in enumerate(block.rows):
                    for place, text in enumerate(row):
                        if text not in (UP, LEFT):
                            write(book, page, index + offset, place, text)
                for (left, top), (right, bottom) in merged_places(block):
                    page.merge_range(index + top, left, index + bottom, right, block.rows[top][left])
                index += len(block.rows)
            elif isinstance(block, str):
                page.write_string(index, 0, block)
                index += 1

    return build_xlsx.sheet(fill)


def write(book: Any, page: Any, row: int, place: int, text: str) -> None:
    """Write a cell as Excel would keep it: whole numbers as numbers, "=2026-12-01 format" as a formatted date."""
    if match := _DATE.fullmatch(text):
        shown = book.add_format({"num_format": match[4]})
        page.write_datetime(row, place, _at(match), shown)
    elif text.isdigit():
        page.write_number(row, place, int(text))
    elif text:
        page.write_string(row, place, text)


def _at(match: re.Match[str]) -> date:
    return date(*map(int, match.groups()[:3]))


def as_pasted(grid: Grid) -> bytes:
    """Return a table as a spreadsheet pastes it: tabs between cells, quotation marks around cells of several lines."""
    rows = [["" if text in (UP, LEFT) else text for text in row] for row in grid.rows]
    return "\n".join("\t".join(f'"{text}"' if "\n" in text else text for text in row) for row in rows).encode()


def prose_paper() -> Paper:
    """Return a department's plan without a table: lead and partner stand behind labels under each item."""
    return [
        Frame([["ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ", NATION], ["Số: 12/KH-SNV", "Quảng Trị, ngày 20/01/2025"]]),
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2025",
        "I. MỤC ĐÍCH",
        "Nâng cao nhận thức về cải cách hành chính.",
        "II. NỘI DUNG THỰC HIỆN",
        "1. Tổ chức hội nghị triển khai công tác cải cách hành chính",
        "- Đơn vị chủ trì: Văn phòng Sở.",
        "- Đơn vị phối hợp: Phòng Cải cách hành chính; các phòng, đơn vị thuộc Sở.",
        "- Thời gian thực hiện: Quý I/2025.",
        "2. Xây dựng chuyên mục của Sở. Đơn vị chủ trì: Phòng Cải cách hành chính; Đơn vị phối hợp: Văn phòng Sở.",
        "Thời gian: Thường xuyên.",
        "3. Tuyên truyền trên báo, đài",
        "a) Xây dựng phóng sự (Chủ trì: Văn phòng Sở; phối hợp: Đài PTTH; thời gian: trước 30/6/2025; sản phẩm: 2 tin)",
        "b) Đăng tin, bài",
        "Cơ quan chủ trì: Văn phòng Sở",
        "Thời gian hoàn thành: 24 kỳ/năm",
        "Kinh phí: nguồn chi thường xuyên",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Văn phòng Sở",
        "Theo dõi, tổng hợp kết quả thực hiện: số liệu, minh chứng.",
        "2. Các phòng, đơn vị thuộc Sở báo cáo kết quả thực hiện về Văn phòng Sở trước ngày 01/12/2025.",
        Frame([["Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn B"]]),
    ]


def two_tables_paper() -> Paper:
    """Return a plan with two task tables of different columns, then a form and an outline for the report."""
    district = [
        ["STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["I", "Chỉ đạo, điều hành", *[LEFT] * 4],
        ["1", "Ban hành kế hoạch", "Kế hoạch", "Phòng Nội vụ", "", "Quý I"],
        ["2", "Kiểm tra việc tuyên truyền", "Báo cáo", "Phòng Nội vụ", "Phòng Tư pháp", "Quý III"],
        ["II", "Tuyên truyền", *[LEFT] * 4],
        ["3", "Tuyên truyền trên hệ thống truyền thanh", "", "", "", ""],
        ["3.1", "Cấp huyện", "Bản tin", "Phòng Văn hóa và Thông tin", "", "Thường xuyên"],
        ["3.2", "Cấp xã", "Bản tin", "UBND các xã", "", "Hằng tháng"],
        ["4", "Cuộc thi tìm hiểu", "", "", "", ""],
        ["a)", "Thể lệ", "Thể lệ", "Phòng Tư pháp", "Phòng Nội vụ", "Tháng 5"],
        ["b)", "Vòng sơ khảo", "Báo cáo", "UBND các xã", "Phòng Tư pháp", "Tháng 7"],
        ["c)", "Vòng chung khảo", "Báo cáo", "Phòng Tư pháp", "", "Tháng 9"],
        ["d)", "Trao giải", "Quyết định", "Phòng Tư pháp", "", "Tháng 10"],
        ["đ)", "Tổng kết cuộc thi", "Báo cáo", "Phòng Tư pháp", "", "Tháng 11"],
        ["e)", "Đăng kết quả", "Tin, bài", "Phòng Văn hóa và Thông tin", "", "Tháng 11"],
    ]
    commune = [
        ["Nội dung công việc", "Đơn vị thực hiện", "Thời gian"],
        ["Tuyên truyền tại các cuộc họp thôn", "UBND các xã", "Hằng quý"],
        ["Phát tờ rơi tại Bộ phận Một cửa", "UBND các xã", "Tháng 5"],
    ]
    return [
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2025",
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Nội vụ",
        "Chủ trì thực hiện Kế hoạch.",
        "Phụ lục I",
        "NHIỆM VỤ CẤP HUYỆN",
        Grid(district),
        "Phụ lục II",
        "NHIỆM VỤ CẤP XÃ",
        Grid(commune),
        "Phụ lục III",
        "MẪU BÁO CÁO KẾT QUẢ",
        Grid(
            [
                ["TT", "Nội dung", "Đơn vị thực hiện", "Thời gian", "Kết quả"],
                ["1", "Số tin, bài đã đăng (ví dụ)", "UBND xã A", "Quý I", "10"],
                ["2", "Số cuộc họp có lồng ghép", "", "", ""],
            ]
        ),
        "Đề cương báo cáo",
        "1. Kết quả đạt được",
        "2. Khó khăn, vướng mắc",
    ]
