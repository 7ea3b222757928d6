"""Documents that are no plan, and text that is nothing at all: said so, never taken silently, never an exception."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_reader import Plan, UnreadableFile, plan_from_json, plan_to_json, read_plan
from plan_reader.document import Cell, Document, Paragraph, Row, Table
from plan_reader.model import Source
from plan_reader.reading import understand
from plan_reader.tests.builders import build_xlsx, practice
from plan_reader.tests.builders.practice import Grid

SOURCE = Source(name=None, format="docx", sha256="0" * 64)


def refusal(plan: Plan) -> str:
    (finding,) = [finding for finding in plan.findings if finding.code == "not-a-plan"]
    assert finding.severity == "error"
    return finding.message


def tracker() -> bytes:
    """Return a committee office's monthly tracker: persons lead, weeks have columns, dates are shown as mm/dd/yyyy."""
    heading = (
        "TT", "Lĩnh vực", "Nội dung", "Tiến độ (nếu có)", "Chủ trì", "Phối hợp", "Thời gian nhận",
        "Thời gian hoàn thành", "Kết quả thực hiện", "Ghi chú", "Tuần 1", "Tuần 2", "Tuần 3", "Tuần 4",
    )  # fmt: skip
    rows = [
        ("1.0", "Tổ chức", "Tham mưu kế hoạch", "", "Đ/c Nguyễn Văn A", "Đ/c Lê Thị B", "=2026-06-02 mm/dd/yyyy", "x"),
        ("1.1", "Tổ chức", "Tổng hợp ý kiến", "", "Đ/c Trần Văn C", "Các đ/c trong phòng", "ngày 6/2/2026", "x"),
        ("13.10", "Tuyên giáo", "Soạn báo cáo", "", "Đ/c Lê Thị B", "", "=2026-07-01 mm/dd/yyyy", ""),
    ]

    def fill(book: object, page: object) -> None:
        for index, row in enumerate([heading, *rows]):
            for place, text in enumerate(row):
                practice.write(book, page, index, place, text)

    return build_xlsx.sheet(fill, "Tháng 6")


def course_plan() -> bytes:
    rows = [
        ["TT", "Nhiệm vụ thực hiện", "Người thực hiện", "Ghi chú"],
        ["", "Xây dựng giáo trình", "Nguyễn Văn A", ""],
        ["", "Mời giảng viên", "Lê Thị B, Trần Văn C", "đã liên hệ"],
        ["", "Chuẩn bị hội trường", "Phạm Văn D", ""],
    ]
    return practice.as_docx(["KẾ HOẠCH", "Tổ chức lớp bồi dưỡng nghiệp vụ", Grid(rows)])


def session_list() -> bytes:
    rows = [
        ["TT", "Nội dung", "Cơ quan chủ trì, tham mưu", "Lãnh đạo VP theo dõi", "Phòng", "Tiến độ", "Ghi chú"],
        ["I", "Đ/c Nguyễn Văn A theo dõi", *[practice.LEFT] * 5],
        ["1", "Nghị quyết về phí", "Sở Tài chính", "PCVP Nguyễn Văn A", "Phòng Tổng hợp", "Đã trình", ""],
        ["2", "Nghị quyết về đất đai", "Sở Xây dựng", "PCVP Lê Văn B", "Phòng Kinh tế", "Chưa trình", ""],
    ]  # fmt: skip
    return practice.as_docx(["DANH MỤC NỘI DUNG TRÌNH KỲ HỌP (Chậm nhất 17/6/2026)", Grid(rows)])


def agenda() -> bytes:
    rows = [
        ["Thời gian", "Nội dung", "Đơn vị thực hiện", "Ghi chú"],
        ["07h30 - 08h00", "Đón tiếp đại biểu", "Văn phòng UBND tỉnh", ""],
        ["8h00", "Chào cờ", "Ban Tổ chức", ""],
        ["8h15 - 9h00", "Báo cáo trung tâm", "Sở Nội vụ", ""],
    ]
    return practice.as_docx(["CHƯƠNG TRÌNH", "Hội nghị tập huấn cải cách hành chính", Grid(rows)])


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (tracker, "cá nhân"),
        (course_plan, "cá nhân"),
        (session_list, "sổ theo dõi"),
        (agenda, "giờ trong ngày"),
        ("Tin: Hội nghị tổng kết cải cách hành chính năm 2025 đã thành công.".encode, "không thấy bảng"),
        (lambda: practice.as_docx(["BÁO CÁO", "Kết quả tuyên truyền năm 2024", "I. KẾT QUẢ", "Đạt."]), "không thấy"),
    ],
    ids=["tracker", "course", "session", "agenda", "news", "report"],
)  # fmt: skip
def test_what_is_no_plan_says_so(made, reason):
    message = refusal(read_plan(made()))
    assert reason in message
    assert "nhờ người phụ trách xem" in message


@pytest.mark.parametrize("made", [tracker, course_plan, session_list])
def test_names_of_persons_are_not_kept(made):
    kept = repr(read_plan(made()))
    assert not any(name in kept for name in ("Nguyễn Văn A", "Lê Thị B", "Trần Văn C", "Phạm Văn D", "Lê Văn B"))


def test_a_plan_is_not_refused_for_a_column_of_its_leaders():
    grid = Grid(
        [
            ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Lãnh đạo chỉ đạo", "Thời hạn"],
            ["1", "Tuyên truyền trên loa", "Phòng Văn hóa và Thông tin", "Phó Chủ tịch", "Quý II"],
        ]
    )
    paper = ["KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2025", grid]
    assert "not-a-plan" not in {finding.code for finding in read_plan(practice.as_docx(paper)).findings}


_WORDS = (
    "kế hoạch tuyên truyền cải cách hành chính phòng nội vụ sở ủy ban nhân dân xã, thị trấn; chủ trì: phối hợp quý "
    "tháng năm 2024 trước ngày 15/12 25/11/2024 thường xuyên báo cáo gửi về và - – / ( ) “ ” 1. a) I. II đ) % … số "
    "KẾ HOẠCH Phụ lục Nơi nhận: TM. KT. STT Nhiệm vụ đ/c Nguyễn 0912345678 tổng số: 08 nhiệm vụ \n \t"
)
_PHRASES = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=12).map(" ".join)
_HEADINGS = st.sampled_from(
    ["STT", "TT", "Chi tiết", "Mã", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Phối hợp", "Thời gian", "Ghi chú", ""]
)
_NUMBERS = st.sampled_from(["", "1", "2", "1.1", "I", "II", "A", "B", "C", "a)", "đ)", "N01.2", "–", "(1)"])


def _cells(width: int, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Row]:
    cell = st.builds(Cell, texts, above=st.booleans(), left=st.booleans())
    rest = st.lists(cell, min_size=width - 1, max_size=width - 1)
    return st.builds(lambda number, cells: Row((Cell(number), *cells)), _NUMBERS, rest)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 8))
    heading = draw(_cells(width, _HEADINGS))
    rows = draw(st.lists(_cells(width, _PHRASES), max_size=8))
    return Table((heading, *rows))


_DOCUMENTS = st.lists(_tables() | st.builds(Paragraph, _PHRASES), max_size=8).map(
    lambda blocks: Document(tuple(blocks), format="docx")
)
_EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_EXAMPLES
@given(_DOCUMENTS)
def test_any_table_and_text_is_understood_or_refused(document):
    try:
        plan = understand(document, SOURCE)
    except UnreadableFile as refused:
        plan = refused.code
    if isinstance(plan, str):
        assert plan == "empty"
        return
    assert plan_from_json(plan_to_json(plan)) == plan
    assert understand(document, SOURCE) == plan


@_EXAMPLES
@given(st.text(max_size=300) | st.lists(_PHRASES, max_size=20).map("\n".join))
def test_any_text_gives_a_plan_or_a_declared_error_in_either_unicode_form(text):
    found = [_read(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")]
    assert found[0] == found[1]


def _read(text: str) -> Plan | str:
    try:
        plan = read_plan(text.encode("utf-8", "surrogatepass"))
    except UnreadableFile as refused:
        return refused.code
    return replace(plan, source=replace(plan.source, sha256=""))


@_EXAMPLES
@given(st.binary(max_size=300))
def test_any_bytes_give_a_plan_or_a_declared_error(data):
    try:
        message = read_plan(data).source.sha256
    except UnreadableFile as refused:
        message = refused.message
    assert message
