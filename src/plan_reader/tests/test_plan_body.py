"""What plans of other places do with their clauses, duties and reports, each shown on a few lines of text."""

from __future__ import annotations

from datetime import date

import pytest

from plan_reader import Plan, read_plan
from plan_reader.clauses import label_of
from plan_reader.document import Document, Paragraph
from plan_reader.model import Source
from plan_reader.reading import understand

HEAD = "KẾ HOẠCH\nTUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2025\n"
TABLE = "STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n"


def plan_of(*lines: str, head: str = HEAD, rows: str = "") -> Plan:
    return read_plan((head + "\n".join(lines) + ("\n\n" + TABLE + rows if rows else "")).encode())


def clause_ids(plan: Plan) -> list[str]:
    return [clause.id for clause in plan.clauses]


def owed(plan: Plan) -> list[tuple[list[str], str | None, str]]:
    return [([who.name for who in duty.who], duty.to and duty.to.name, duty.timing.text) for duty in plan.report_duties]


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


class TestClauses:
    def test_a_c_after_b_is_a_letter_and_no_roman_hundred(self):
        plan = plan_of("A. MỤC TIÊU", "Nâng cao nhận thức.", "B. NỘI DUNG", "I. Nội dung", "C. TỔ CHỨC", "I. Sở Nội vụ")
        assert clause_ids(plan) == ["A", "B", "B.I", "C", "C.I"]

    def test_a_roman_hundred_without_letters_before_it_stays_roman(self):
        assert clause_ids(plan_of("I. MỤC TIÊU", "C. KHÁC")) == ["I", "C"]

    def test_any_agency_may_head_a_clause_with_a_colon_and_other_words_may_not(self):
        plan = plan_of(
            "I. TỔ CHỨC",
            "1. Báo Kiên Giang: Mở chuyên trang.",
            "2. Hội nghị tập huấn: hai đợt.",
            "3. Báo cáo: hằng quý.",
        )
        assert [(clause.heading, clause.text) for clause in plan.clauses[1:]] == [
            ("Báo Kiên Giang", "Mở chuyên trang."),
            ("", "Hội nghị tập huấn: hai đợt."),
            ("", "Báo cáo: hằng quý."),
        ]

    def test_closing_words_without_their_usual_opening_belong_to_no_clause(self):
        plan = plan_of(
            "I. TỔ CHỨC THỰC HIỆN",
            "1. Phòng Nội vụ: Theo dõi, đôn đốc.",
            "Yêu cầu các đơn vị báo cáo về Phòng Nội vụ trước ngày 01/12/2025./.",
        )
        assert clause_ids(plan) == ["I", "I.1", "ket"]
        assert [duty.text for duty in plan.duties] == ["Theo dõi, đôn đốc."]
        assert owed(plan) == [(["Các đơn vị"], "Phòng Nội vụ", "trước ngày 01/12/2025")]


class TestDuties:
    def test_a_name_may_run_into_its_duty_without_a_colon(self):
        plan = plan_of(
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Phòng Nội vụ chủ trì, tham mưu UBND huyện triển khai Kế hoạch.",
            "2. Trung tâm Văn hóa, Thông tin và Thể thao huyện đăng tải tin, bài.",
            "3. Đề nghị Mặt trận Tổ quốc Việt Nam huyện và các tổ chức chính trị - xã hội phối hợp tuyên truyền.",
        )
        assert [(duty.agency.name, duty.agency.kind, duty.role) for duty in plan.duties] == [
            ("Phòng Nội vụ", "unit", "lead"),
            ("Trung tâm Văn hóa, Thông tin và Thể thao huyện", "unit", "do"),
            ("Mặt trận Tổ quốc Việt Nam huyện", "outside", "partner"),
            ("Các tổ chức chính trị - xã hội", "outside", "partner"),
        ]

    def test_agencies_may_stand_one_level_deeper_under_a_common_heading(self):
        plan = plan_of(
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Trách nhiệm của các cơ quan, đơn vị",
            "a) Sở Nội vụ",
            "- Theo dõi việc thực hiện.",
            "b) Đề nghị Báo Hà Giang: Mở chuyên mục.",
            "2. Chế độ báo cáo",
            "- Mỗi quý một lần.",
        )
        assert [(duty.agency.name, duty.clause) for duty in plan.duties] == [
            ("Sở Nội vụ", "III.1.a.-1"),
            ("Báo Hà Giang", "III.1.b"),
        ]


class TestReportDuties:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 10/12/2025.",
             [(["Sở Nội vụ"], "UBND tỉnh", "trước ngày 10/12/2025")]),
            ("Các sở báo cáo kết quả định kỳ (quý, năm), gửi về Sở Nội vụ trước ngày 15 của tháng cuối quý.",
             [(["Các sở"], "Sở Nội vụ", "trước ngày 15 của tháng cuối quý")]),
            ("Các phòng báo cáo về UBND xã trước ngày 15/6/2025 (6 tháng) và trước ngày 20/11/2025 (năm).",
             [(["Các phòng"], "UBND xã", "trước ngày 15/6/2025 (6 tháng)"),
              (["Các phòng"], "UBND xã", "trước ngày 20/11/2025 (năm)")]),
            ("Kịp thời báo cáo UBND huyện điều chỉnh hình thức tuyên truyền.", []),
        ],
    )  # fmt: skip
    def test_who_reports_to_whom_by_when(self, sentence, expected):
        assert owed(plan_of("V. CHẾ ĐỘ BÁO CÁO", f"1. {sentence}")) == expected

    def test_who_reports_is_the_agency_of_the_heading_where_the_sentence_names_no_one(self):
        plan = plan_of(
            "III. TỔ CHỨC THỰC HIỆN", "1. UBND các phường", "- Báo cáo kết quả về Phòng Nội vụ trước ngày 25/11/2025."
        )
        assert owed(plan) == [(["UBND các phường"], "Phòng Nội vụ", "trước ngày 25/11/2025")]


class TestReportDates:
    REPORTS = (
        "IV. CHẾ ĐỘ BÁO CÁO",
        "Các phòng báo cáo về UBND xã trước ngày 15/6/2025 (6 tháng) và trước ngày 20/11/2025 (năm) để tổng hợp.",
    )

    def test_a_half_year_report_is_no_end_for_later_work(self):
        plan = plan_of(*self.REPORTS, rows="1\tTập huấn\tPhòng Văn hóa\tTháng 9/2025\n")
        assert "due-after-report" not in codes(plan)

    def test_the_last_report_is(self):
        plan = plan_of(*self.REPORTS, rows="1\tTập huấn\tPhòng Văn hóa\tTrước 01/12/2025\n")
        assert "due-after-report" in codes(plan)

    def test_a_report_row_on_one_of_the_stated_days_differs_from_none(self):
        table = "STT\tNhiệm vụ\tSản phẩm\tCơ quan chủ trì\tThời gian\n"
        row = "1\tBáo cáo năm\tBáo cáo\tPhòng Văn hóa\t{}\n"
        same, other = (
            read_plan((HEAD + "\n".join(self.REPORTS) + "\n\n" + table + row.format(day)).encode())
            for day in ("20/11/2025", "25/11/2025")
        )
        assert "report-dates-differ" not in codes(same)
        assert "report-dates-differ" in codes(other)

    def test_a_committee_that_gets_the_reports_is_no_second_consolidator(self):
        plan = plan_of("III. TỔ CHỨC THỰC HIỆN", "1. Phòng Văn hóa: Theo dõi, tổng hợp báo cáo.", *self.REPORTS)
        assert "two-consolidators" not in codes(plan)


class TestSeveralYears:
    HEAD = "KẾ HOẠCH\nTUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2022 - 2025\n"
    ROWS = "1\tTài liệu\tSở Nội vụ\t2022 - 2025\n2\tTổng kết\tSở Nội vụ\t{}\n"

    def test_a_day_within_the_period_is_inside(self):
        assert "timing-outside-year" not in codes(plan_of(head=self.HEAD, rows=self.ROWS.format("Tháng 12/2025")))

    def test_a_day_after_it_is_outside_and_the_sentence_names_the_period(self):
        plan = plan_of(head=self.HEAD, rows=self.ROWS.format("15/01/2026"))
        found = [finding.message for finding in plan.findings if finding.code == "timing-outside-year"]
        assert found == ["Nhiệm vụ 2 có hạn 15/01/2026, ngoài giai đoạn 2022-2025 của kế hoạch."]

    def test_a_yearly_report_ends_no_work_of_later_years(self):
        plan = plan_of(
            "I. CHẾ ĐỘ BÁO CÁO",
            "Định kỳ trước ngày 30 tháng 11 hằng năm, các sở báo cáo kết quả về Sở Nội vụ.",
            head=self.HEAD,
            rows=self.ROWS.format("Tháng 12/2025"),
        )
        assert plan.report_duties[0].timing.due == date(2022, 11, 30)
        assert "due-after-report" not in codes(plan)


DECISION = """ỦY BAN NHÂN DÂN
HUYỆN THẠCH THÀNH
Số: 412/QĐ-UBND
Thạch Thành, ngày 05 tháng 02 năm 2025
QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH KẾ HOẠCH TUYÊN TRUYỀN
CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN THẠCH THÀNH
Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tuyên truyền.
Điều 2. Giao Phòng Nội vụ tổng hợp, báo cáo UBND huyện trước ngày 30/11/2025.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Phạm Đình Minh
KẾ HOẠCH
TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2025
(Ban hành kèm theo Quyết định số 412/QĐ-UBND ngày 05/02/2025 của Chủ tịch UBND huyện Thạch Thành)
I. MỤC ĐÍCH
Nâng cao nhận thức.
"""


class TestPlanAttachedToADecision:
    def test_the_plan_gives_the_title_and_the_decision_number_day_bases_and_signature(self):
        plan = read_plan(DECISION.encode())
        assert (plan.kind, plan.title) == ("Kế hoạch", "TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2025")
        assert (plan.issuer, plan.symbol) == ("UBND huyện Thạch Thành", "412/QĐ-UBND")
        assert (plan.issued_on, plan.year) == (date(2025, 2, 5), 2025)
        assert [basis.symbol for basis in plan.basis] == ["76/NQ-CP"]
        assert plan.signer
        assert (plan.signer.title, plan.signer.name) == ("PHÓ CHỦ TỊCH", "Phạm Đình Minh")
        assert plan.recipients == ("Như Điều 2", "Lưu: VT")

    def test_articles_are_clauses_of_their_own(self):
        plan = read_plan(DECISION.encode())
        assert clause_ids(plan) == ["mo-dau", "dieu-1", "dieu-2", "I"]
        assert owed(plan) == [(["Phòng Nội vụ"], "UBND huyện", "trước ngày 30/11/2025")]

    def test_what_closes_the_decision_and_what_closes_the_plan_are_two(self):
        text = DECISION.replace("Nơi nhận:", "Yêu cầu các cơ quan thực hiện.\nNơi nhận:")
        plan = read_plan(f"{text}Trên đây là kế hoạch của huyện.\n".encode())
        assert clause_ids(plan) == ["mo-dau", "dieu-1", "dieu-2", "ket", "I", "ket(2)"]
        assert label_of("ket(2)") == label_of("ket") == "Đoạn kết"

    def test_a_decision_alone_keeps_its_own_title(self):
        plan = read_plan(DECISION[: DECISION.index("\nKẾ HOẠCH\n")].encode())
        assert (plan.kind, plan.title) == ("Quyết định", "VỀ VIỆC BAN HÀNH KẾ HOẠCH TUYÊN TRUYỀN")


class TestBasis:
    def test_a_title_ends_where_the_sentence_goes_on(self):
        plan = plan_of(
            "Thực hiện Kế hoạch số 310/KH-UBND ngày 29/12/2024 của UBND tỉnh về cải cách hành chính năm 2025, xét đề "
            "nghị của Giám đốc Sở Nội vụ, UBND tỉnh ban hành Kế hoạch như sau:",
            "I. MỤC ĐÍCH",
        )
        assert [basis.title for basis in plan.basis] == ["cải cách hành chính năm 2025"]


class TestForms:
    BODY = ("II. NỘI DUNG", "1. Hình thức tuyên truyền", "- Đài Phát thanh tỉnh.", "- Pa nô, áp phích.")

    def test_a_form_is_carried_by_the_lead_or_by_a_column_of_forms(self):
        table = "STT\tNhiệm vụ\tHình thức\tCơ quan chủ trì\tThời gian\n"
        rows = "1\tTuyên truyền\tPa nô\tSở Nội vụ\tQuý I\n2\tChuyên mục\t\tĐài Phát thanh tỉnh\tQuý I\n"
        plan = read_plan((HEAD + "\n".join(self.BODY) + "\n\n" + table + rows).encode())
        assert "form-without-task" not in codes(plan)

    def test_a_form_that_no_row_carries_is_told(self):
        plan = plan_of(*self.BODY, rows="1\tTuyên truyền\tSở Nội vụ\tQuý I\n")
        assert codes(plan).count("form-without-task") == 2


def test_recipients_go_on_behind_the_signature_that_a_page_break_put_between_them():
    ending = (
        "Nơi nhận:",
        "- Sở Nội vụ;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "- Các thôn;",
        "Lê Thị Hồng",
        "- Lưu: VT.",
    )
    plan = plan_of("I. MỤC ĐÍCH", "Nâng cao nhận thức.", *ending, "Phụ lục", "- Ghi chú")
    assert plan.recipients == ("Sở Nội vụ", "Các thôn", "Lưu: VT")


def test_an_appendix_alone_has_its_caption_as_title_and_the_office_above_it_is_none():
    head = "UBND XÃ TRIỆU PHONG\nPHÒNG VĂN HÓA - XÃ HỘI\nDANH MỤC NHIỆM VỤ TUYÊN TRUYỀN NĂM 2025\n"
    plan = plan_of(head=head, rows="1\tTập huấn\tPhòng Văn hóa - Xã hội\tQuý I\n")
    assert (plan.title, plan.issuer) == ("DANH MỤC NHIỆM VỤ TUYÊN TRUYỀN NĂM 2025", "UBND xã Triệu Phong")


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("- Nâng cao nhận thức của viên chức\nvề cải cách.", ["Nâng cao nhận thức của viên chức về cải cách."]),
        ("- Nâng cao nhận thức.\n- Đồng thuận.", ["Nâng cao nhận thức.", "Đồng thuận."]),
    ],
)
def test_a_manual_line_break_parts_items_but_not_a_sentence(typed, clauses):
    blocks = (Paragraph("I. MỤC ĐÍCH"), Paragraph(typed))
    plan = understand(Document(blocks, "docx"), Source(name=None, format="docx", sha256=""))
    assert [clause.text for clause in plan.clauses[1:]] == clauses
