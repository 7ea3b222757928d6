"""Headings of task tables: which words name which column, and which tables hold tasks at all."""

from __future__ import annotations

import pytest

from plan_reader.columns import column_of, find_layout, repeats_heading
from plan_reader.document import Cell, Row, Table
from plan_reader.tests.builders.grids import grid, row


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("STT", "number"),
        ("Stt", "number"),
        ("TT", "number"),
        ("Số TT", "number"),
        ("Số thứ tự", "number"),
        ("Stt Chi tiết", "detail"),
        ("Mã nhiệm vụ", "code"),
        ("Mã số", "code"),
        ("Nội dung nhiệm vụ", "task"),
        ("Tên nhiệm vụ", "task"),
        ("Nhiệm vụ", "task"),
        ("Tên nhóm nhiệm vụ/nhiệm vụ", "task"),
        ("Nội dung", "task"),
        ("Nội dung công việc", "task"),
        ("Hoạt động", "task"),
        ("Hình thức tuyên truyền", "form"),
        ("Kết quả/sản phẩm", "product"),
        ("Sản phẩm", "product"),
        ("Sản phẩm đầu ra", "product"),
        ("Kết quả đầu ra", "product"),
        ("Kết quả cần đạt (Định lượng)", "product"),
        ("Chỉ tiêu liên quan", "product"),
        ("Cơ quan chủ trì", "lead"),
        ("Đơn vị\nchủ trì", "lead"),
        ("Cơ quan/đơn vị chủ trì", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Cơ quan thực hiện Chủ trì", "lead"),
        ("Phân công thực hiện", "lead"),
        ("Cơ quan chủ trì, phối hợp", "lead"),
        ("Cơ quan thực hiện Phối hợp", "partner"),
        ("Cơ quan phối hợp", "partner"),
        ("Phối hợp", "partner"),
        ("Lực lượng hỗ trợ", "partner"),
        ("Phòng, đơn vị chủ trì", "other"),
        ("Thời gian nhận", "other"),
        ("Phương thức hỗ trợ thực hiện", "other"),
        ("Căn cứ/lý do đề xuất", "other"),
        ("Tuần 1", "other"),
        ("Kết quả thực hiện", "other"),
        ("Thời gian hoàn thành", "timing"),
        ("Thời gian thực hiện", "timing"),
        ("Thời hạn", "timing"),
        ("Thời hạn hoàn thành", "timing"),
        ("Tiến độ", "timing"),
        ("Kinh phí", "budget"),
        ("Dự toán (triệu đồng)", "budget"),
        ("Ghi chú", "note"),
        ("Người thực hiện", "person"),
        ("Lãnh đạo VP theo dõi", "person"),
        ("Cán bộ phụ trách", "person"),
        ("Địa bàn", None),
        ("", None),
        ("Các cơ quan chủ trì " * 10, None),
    ],
)
def test_heading_names_its_column(heading, column):
    assert column_of(heading) == column


def test_columns_may_stand_in_any_order():
    layout = find_layout(grid("TT|Nhiệm vụ|Sản phẩm|Chủ trì|Phối hợp|Thời gian", "1|A|B|C|D|E"))
    assert layout is not None
    assert layout.columns == {"number": 0, "task": 1, "product": 2, "lead": 3, "partner": 4, "timing": 5}
    assert (layout.top, layout.first_row) == (0, 1)


@pytest.mark.parametrize(
    "heading", ["Nhiệm vụ|Chủ trì|Thời gian", "STT|Nội dung|Đơn vị thực hiện", "STT|Nội dung|Thời gian"]
)
def test_columns_may_be_missing(heading):
    assert find_layout(grid(heading, "|".join("1" * (heading.count("|") + 1)))) is not None


def test_heading_of_two_rows_over_merged_cells():
    table = grid(
        "Stt|<|Nhiệm vụ|Cơ quan thực hiện|<|Thời gian",
        "TT|Chi tiết|^|Chủ trì|Phối hợp|^",
        "1|a)|Tập huấn|Sở Nội vụ|Sở Tài chính|Quý I",
    )
    layout = find_layout(table)
    assert layout is not None
    assert layout.columns == {"number": 0, "detail": 1, "task": 2, "lead": 3, "partner": 4, "timing": 5}
    assert layout.first_row == 2


def test_heading_of_two_rows_pasted_without_merged_cells():
    table = grid("Stt||Nhiệm vụ|Cơ quan thực hiện||Thời gian", "TT|Chi tiết||Chủ trì|Phối hợp|", "1|a)|A|B|C|D")
    layout = find_layout(table)
    assert layout is not None
    assert (layout.columns["partner"], layout.first_row) == (4, 2)


def test_first_group_is_no_second_heading():
    table = grid("STT|Nhiệm vụ|Chủ trì|Phối hợp|Thời gian", "Nội dung tuyên truyền|<|<|<|<", "1|A|B|C|D")
    layout = find_layout(table)
    assert layout is not None
    assert layout.first_row == 1


def test_caption_above_the_heading_is_no_heading():
    table = grid("DANH MỤC NHIỆM VỤ NĂM 2026||||", "STT|Nhiệm vụ|Chủ trì|Phối hợp|Thời gian", "1|A|B|C|D")
    layout = find_layout(table)
    assert layout is not None
    assert (layout.top, layout.heading[0]) == (1, "stt")


def test_of_two_columns_of_one_kind_the_plainer_counts():
    heading = "STT|Nhiệm vụ|Chủ trì|Thời gian bắt đầu|Thời gian hoàn thành|Kết quả cần đạt|Sản phẩm đầu ra"
    layout = find_layout(grid(heading, "1|A|B|C|D|E|F"))
    assert layout is not None
    assert (layout.columns["timing"], layout.columns["product"]) == (4, 6)


@pytest.mark.parametrize(
    "rows",
    [
        ("ỦY BAN NHÂN DÂN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: /KH-UBND|Vĩnh Linh, ngày tháng 01 năm 2024"),
        ("Nơi nhận:|TM. ỦY BAN NHÂN DÂN", "- Lưu: VT.|CHỦ TỊCH"),
        ("TT|Nội dung|Kết quả|Ghi chú", "1|Số tin, bài||"),
        ("STT|Họ và tên|Số điện thoại", "1|A|B"),
        ("Số hiệu|Ngày ban hành|Trích yếu", "1|A|B"),
    ],
    ids=["letterhead", "signature", "report form", "people", "documents"],
)
def test_other_tables_hold_no_tasks(rows):
    assert find_layout(grid(*rows)) is None


def test_a_sentence_is_no_heading():
    words = "Nội dung nhiệm vụ do cơ quan chủ trì và cơ quan phối hợp thực hiện theo thời gian hoàn thành " * 2
    assert find_layout(Table((row(f"{words}|{words}|Ghi chú|Kinh phí"),))) is None


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("STT|Nhiệm vụ|Chủ trì|Thời gian", True),
        ("stt|NHIỆM VỤ|Chủ  trì|Thời gian", True),
        ("(1)|(2)|(3)|(4)", True),
        ("1|2|3|4", True),
        ("A|B|1|2=3+4", True),
        ("1|Tập huấn|Sở Nội vụ|Quý I", False),
        ("|Nhiệm vụ||", False),
        ("|||", False),
    ],
)
def test_heading_said_again(text, again):
    layout = find_layout(grid("STT|Nhiệm vụ|Chủ trì|Thời gian", "1|A|B|C"))
    assert layout is not None
    assert repeats_heading(row(text), layout) is again


def test_both_rows_of_a_heading_may_be_said_again():
    layout = find_layout(grid("Stt|<|Nhiệm vụ|Chủ trì|Thời gian", "TT|Chi tiết|^|^|^", "1|a)|A|B|C"))
    assert layout is not None
    assert repeats_heading(row("Stt||Nhiệm vụ|Chủ trì|Thời gian"), layout)
    assert repeats_heading(Row((Cell("TT"), Cell("Chi tiết"), Cell(), Cell(), Cell())), layout)
