"""Tables of a PDF: broken over pages, merged, with headings on two rows, with and without their repetition."""

from __future__ import annotations

import pytest
from reportlab.platypus import Paragraph, Spacer

from plan_reader.document import Document, Table
from plan_reader.loading.pdf import read_pdf
from plan_reader.loading.pdf_lines import Line, cell_text
from plan_reader.tests.builders.pdf import drawn, grid, needs_font, printed, seed_rows, style, table_page

pytestmark = needs_font

NARROW = (28, 110, 62, 100, 80, 70)


def only_table(document: Document) -> Table:
    [(_, table)] = document.tables()
    return table


def flat(table: Table) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row.texts] for row in table.rows]


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("push", range(300, 660, 40))
def test_rows_broken_over_pages_are_whole_again(repeat, push):
    """The table begins ever lower on the page, so that the break falls into every line of some row."""
    table = grid(seed_rows(), widths=NARROW, repeat=repeat)
    document = read_pdf(printed([Spacer(1, push), table]))
    assert flat(only_table(document)) == seed_rows()


def test_each_joined_row_is_told_with_its_place():
    widths = (30, 200, 120)
    first = table_page(["TT", "Nội dung", "Thời hạn"], ["1", "Tuyên truyền trên", "Hoàn thành"], widths=widths)
    second = table_page(["", "hệ thống truyền thanh", "trước 15/12/2024"], ["2", "Tổng kết", "2024"], widths=widths)
    document = read_pdf(drawn(first, second))
    assert only_table(document).rows[1].texts == (
        "1",
        "Tuyên truyền trên hệ thống truyền thanh",
        "Hoàn thành trước 15/12/2024",
    )
    [finding] = document.findings
    assert (finding.code, finding.severity) == ("table-row-joined", "note")
    [place] = finding.places
    assert (place.block, place.row) == (0, 1)
    assert "trang 1–2" in place.label


def test_a_heading_without_a_line_below_it_is_parted_from_the_rest_of_the_row():
    """Some programs draw no line between the repeated heading and the row that goes on."""
    widths = (30, 200, 120)
    heading = ["TT", "Nội dung", "Thời hạn"]
    first = table_page(heading, ["1", "Tuyên truyền trên", "Hoàn thành"], widths=widths)
    second = table_page(
        [f"{head}\n{rest}" for head, rest in zip(heading, ["", "hệ thống truyền thanh", "15/12"], strict=True)],
        ["2", "Tổng kết", "2024"],
        widths=widths,
    )
    assert flat(only_table(read_pdf(drawn(first, second)))) == [
        heading,
        ["1", "Tuyên truyền trên hệ thống truyền thanh", "Hoàn thành 15/12"],
        ["2", "Tổng kết", "2024"],
    ]


def test_a_table_on_one_page_has_nothing_to_tell():
    assert read_pdf(printed([grid(seed_rows()[:4])])).findings == ()


def test_repeated_heading_is_dropped_and_marked():
    table = only_table(read_pdf(printed([grid(seed_rows() + seed_rows()[1:])])))
    assert [row.header for row in table.rows] == [True] + [False] * 16


TWO_ROWS = [
    ["Stt", "", "Nội dung", "Cơ quan", "", "Thời hạn"],
    ["TT", "Chi tiết", "", "Chủ trì", "Phối hợp", ""],
]
TWO_ROW_SPANS = [((0, 0), (1, 0)), ((2, 0), (2, 1)), ((3, 0), (4, 0)), ((5, 0), (5, 1))]
TWO_ROW_WIDTHS = (26, 40, 170, 100, 90, 70)


def body(count: int) -> list[list[str]]:
    return [
        [str(n), f"{'abcd'[n % 4]})", f"Nhiệm vụ {n} " + "về chuyển đổi số tại xã, phường " * 3, f"Sở {n}", "", "2026"]
        for n in range(1, count + 1)
    ]


def test_heading_on_two_rows_repeated_on_every_page():
    made = grid([*TWO_ROWS, *body(40)], widths=TWO_ROW_WIDTHS, headings=2, spans=TWO_ROW_SPANS)
    table = only_table(read_pdf(printed([made])))
    assert len(table.rows) == 42
    assert [row.header for row in table.rows[:3]] == [True, True, False]
    assert table.rows[0].cells[1].left
    assert table.rows[1].cells[2].above
    assert not table.rows[1].cells[0].above
    assert table.rows[0].texts == ("Stt", "", "Nội dung", "Cơ quan", "", "Thời hạn")
    assert [row.texts[0] for row in table.rows[2:]] == [str(n) for n in range(1, 41)]


def test_merged_downwards_is_not_empty():
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Sản phẩm"],
        ["1", "a", "Sở Tài chính", "Kho dữ liệu"],
        ["2", "b", "", ""],
        ["3", "c", "Sở Y tế", ""],
    ]
    made = grid(rows, widths=(30, 100, 100, 100), spans=[((3, 1), (3, 3))])
    cells = [row.cells for row in only_table(read_pdf(printed([made]))).rows]
    assert (cells[2][3].above, cells[3][3].above) == (True, True)
    assert (cells[2][2].above, cells[2][2].text) == (False, "")
    assert "".join(row[3].text for row in cells) == "Sản phẩmKho dữ liệu"


def test_merged_over_the_page_break_stays_merged():
    long = "Làm sạch, di trú và chuẩn hóa dữ liệu về kho dùng chung của tỉnh theo lộ trình. " * 3
    rows = [["TT", "Nội dung", "Sản phẩm", "Thời hạn"]]
    rows += [[str(n), long.strip(), "Kho dữ liệu" if n == 1 else "", "2026"] for n in range(1, 9)]

    def page(first, last):
        merged = [((2, 1), (2, last - first + 1))]
        return table_page(rows[0], *rows[first : last + 1], widths=(30, 200, 100, 100), spans=merged)

    table = only_table(read_pdf(drawn(page(1, 4), page(5, 8))))
    assert [row.cells[2].above for row in table.rows] == [False, False] + [True] * 7
    assert [row.texts[0] for row in table.rows[1:]] == [str(n) for n in range(1, 9)]


def test_a_row_with_only_its_product_left_goes_to_the_row_above():
    heading = ["TT", "Nội dung", "Sản phẩm", "Thời hạn"]

    def page(*rows):
        return table_page(heading, *rows, widths=(30, 200, 120, 80))

    document = read_pdf(
        drawn(
            page(["14", "Dịch vụ công", "- Cắt giảm 50%", "100 ngày"]),
            page(["", "", "thời gian giải quyết;\n- Không thu phí", ""], ["15", "Việc khác", "Báo cáo", "2026"]),
        )
    )
    table = only_table(document)
    assert table.rows[1].texts == (
        "14",
        "Dịch vụ công",
        "- Cắt giảm 50% thời gian giải quyết;\n- Không thu phí",
        "100 ngày",
    )
    assert table.rows[2].texts[0] == "15"


def test_an_item_without_number_of_its_own_is_no_rest():
    heading = ["TT", "Nội dung", "Thời hạn"]

    def page(*rows):
        return table_page(heading, *rows, widths=(30, 200, 120))

    document = read_pdf(
        drawn(
            page(["1", "Nhóm việc", ""], ["2", "a) Việc đầu", "Quý I"]),
            page(["", "b) Việc sau", "Quý II"], ["3", "Việc ba", "Quý III"]),
        )
    )
    assert [row.texts[1] for row in only_table(document).rows[1:]] == [
        "Nhóm việc",
        "a) Việc đầu",
        "b) Việc sau",
        "Việc ba",
    ]


def test_lines_the_writer_ended_stay_apart():
    cell = "Phòng Nội vụ\nPhòng Tư pháp\nUBND các xã, thị trấn và các cơ quan có liên quan"
    name = "Trung tâm Văn hóa thông tin - Thể dục thể thao"
    made = grid([["TT", "Cơ quan"], ["1", cell], ["2", name]], widths=(30, 140))
    table = only_table(read_pdf(printed([made])))
    assert table.rows[1].texts[1] == cell
    assert table.rows[2].texts[1] == name


def test_words_broken_by_a_narrow_column_are_whole_again():
    broken = [
        ["ST\nT", "Chủ\ntrì", "Thời\nhạn"],
        ["10\n0", "Văn phòng\nHĐND&U\nBND", "Hoàn\nthành\ntrước\n15/12/20\n24"],
    ]
    table = only_table(read_pdf(printed([grid(broken, widths=(19, 56, 49))])))
    assert flat(table) == [
        ["STT", "Chủ trì", "Thời hạn"],
        ["100", "Văn phòng HĐND&UBND", "Hoàn thành trước 15/12/2024"],
    ]


def test_two_tables_with_text_between_stay_two():
    story = [grid(seed_rows()[:3]), Paragraph("Phụ lục 2", style()), grid(seed_rows()[:2])]
    document = read_pdf(printed(story))
    assert [len(table.rows) for _, table in document.tables()] == [3, 2]


def test_a_table_of_other_columns_on_the_next_page_is_another():
    story = [
        Spacer(1, 500),
        grid(seed_rows()[:2]),
        Spacer(1, 200),
        grid([["Họ", "Tên"], ["A", "B"]], widths=(100, 300)),
    ]
    assert [table.width for _, table in read_pdf(printed(story)).tables()] == [6, 2]


def test_a_frame_around_text_is_no_table():
    def page(canvas):
        canvas.rect(50, 50, 480, 740)
        canvas.drawString(72, 500, "Chỉ là khung trang trí.")

    document = read_pdf(drawn(page))
    assert not list(document.tables())
    assert [block.text for block in document.blocks] == ["Chỉ là khung trang trí."]


def test_lines_drawn_as_thin_filled_boxes_make_a_table():
    def page(canvas):
        for x in (72, 150, 300):
            canvas.rect(x, 400, 0.7, 60, stroke=0, fill=1)
        for y in (400, 430, 460):
            canvas.rect(72, y, 228, 0.7, stroke=0, fill=1)
        for y, left, right in ((440, "TT", "Nội dung"), (410, "1", "Tin, bài")):
            canvas.drawString(80, y, left)
            canvas.drawString(160, y, right)

    assert flat(only_table(read_pdf(drawn(page)))) == [["TT", "Nội dung"], ["1", "Tin, bài"]]


def test_a_total_that_opens_a_page_is_no_rest_of_the_row_before_it():
    widths = (30, 200, 120)
    first = table_page(["TT", "Nội dung", "Thời hạn"], ["1", "Tuyên truyền", "2024"], widths=widths)
    second = table_page(["", "Tổng cộng: 01 nội dung", ""], widths=widths)
    document = read_pdf(drawn(first, second))
    assert flat(only_table(document))[1:] == [["1", "Tuyên truyền", "2024"], ["", "Tổng cộng: 01 nội dung", ""]]


@pytest.mark.parametrize(
    ("above", "below", "split"),
    [
        ("mục/thá", "ng, từ", True),
        ("mục/th", "áng", True),
        ("kỳ/tháng", ")", True),
        ("hành", "chính", False),
        ("10", "km", False),
        ("Tin,", "bài", False),
    ],
)
def test_a_word_wider_than_its_column_is_whole_again(above, below, split):
    room = 60.0
    upper, lower = (
        Line(text=text, page=1, x0=0, x1=room, base=base, size=12, lead=room, bold=False)
        for text, base in ((above, 10), (below, 24))
    )
    assert cell_text([upper, lower], room) == (above + below if split else f"{above} {below}")
