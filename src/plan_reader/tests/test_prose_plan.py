"""Plans of other shapes: tasks stated in prose, and two tables beside forms in one file."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from plan_reader import Plan, read_plan
from plan_reader.products import split_products
from plan_reader.prose import stated_in
from plan_reader.tests.builders import practice
from plan_reader.tests.builders.golden import assert_golden
from plan_reader.tests.builders.pdf import needs_font


@cache
def prose() -> Plan:
    return read_plan(practice.as_docx(practice.prose_paper()))


@cache
def two_tables() -> Plan:
    return read_plan(practice.as_docx(practice.two_tables_paper()))


def outline(plan: Plan) -> list[tuple[str, str, list[str], list[str], str]]:
    return [
        (
            task.number,
            task.title,
            [lead.name for lead in task.leads],
            [partner.name for partner in task.partners],
            task.timing.text,
        )
        for task in plan.tasks
    ]


class TestProse:
    def test_every_field_is_as_reviewed(self):
        assert_golden(prose(), "prose-plan")

    def test_labels_state_the_tasks(self):
        reform, office, rooms = "Phòng Cải cách hành chính", "Văn phòng Sở", "Các phòng, đơn vị thuộc Sở"
        assert outline(prose()) == [
            ("II.1", "Tổ chức hội nghị triển khai công tác cải cách hành chính",
             [office], [reform, rooms], "Quý I/2025"),
            ("II.2", "Xây dựng chuyên mục của Sở", [reform], [office], "Thường xuyên"),
            ("II.3.a", "Xây dựng phóng sự", [office], ["Đài PTTH"], "trước 30/6/2025"),
            ("II.3.b", "Đăng tin, bài", [office], [], "24 kỳ/năm"),
        ]  # fmt: skip
        assert prose().tasks[2].products == ("2 tin",)
        assert prose().tasks[3].budget == "nguồn chi thường xuyên"

    def test_places_name_the_clause(self):
        assert [task.place.clause for task in prose().tasks] == ["II.1", "II.2", "II.3.a", "II.3.b"]

    def test_a_colon_inside_a_duty_states_no_task(self):
        assert not any(task.number.startswith("III") for task in prose().tasks)

    def test_head_of_a_department(self):
        assert (prose().issuer, prose().symbol, prose().issued_on) == ("Sở Nội vụ", "12/KH-SNV", date(2025, 1, 20))
        assert prose().signer is not None
        assert (prose().signer.authority, prose().signer.title) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")

    def test_a_report_asked_for_in_a_clause_of_its_own(self):
        (duty,) = prose().report_duties
        assert duty.to is not None
        assert (duty.to.name, duty.timing.due, duty.clause) == ("Văn phòng Sở", date(2025, 12, 1), "III.2")
        assert [agency.text for agency in duty.who] == ["Các phòng, đơn vị thuộc Sở"]

    @needs_font
    def test_printed_it_gives_the_same_tasks(self):
        assert outline(read_plan(practice.as_pdf(practice.prose_paper()))) == outline(prose())

    @pytest.mark.parametrize(
        ("text", "stated"),
        [
            ("Mở lớp. Đơn vị chủ trì: Sở A", ({"task": "Mở lớp", "lead": "Sở A"},)),
            ("Chủ trì: A; phối hợp: B", ({"lead": "A", "partner": "B"},)),
            ("Mở lớp\nĐơn vị chủ trì: A\nHội thi\nĐơn vị chủ trì: B",
             ({"task": "Mở lớp", "lead": "A"}, {"task": "Hội thi", "lead": "B"})),
            ("Đơn vị chủ trì: A\nĐơn vị chủ trì: B", ({"lead": "A\nB"},)),
            ("Theo dõi kết quả: số liệu", ({"task": "Theo dõi kết quả: số liệu"},)),
            ("Không có nhãn", ({"task": "Không có nhãn"},)),
            ("", ({},)),
        ],
    )  # fmt: skip
    def test_what_labels_state(self, text, stated):
        assert stated_in(text) == stated


class TestTwoTables:
    def test_every_field_is_as_reviewed(self):
        assert_golden(two_tables(), "two-tables")

    def test_both_tables_give_tasks_and_the_form_none(self):
        assert [(task.number, task.group, task.title) for task in two_tables().tasks] == [
            ("1", "Chỉ đạo, điều hành", "Ban hành kế hoạch"),
            ("2", "Chỉ đạo, điều hành", "Kiểm tra việc tuyên truyền"),
            ("3.1", "Tuyên truyền › Tuyên truyền trên hệ thống truyền thanh", "Cấp huyện"),
            ("3.2", "Tuyên truyền › Tuyên truyền trên hệ thống truyền thanh", "Cấp xã"),
            ("a)", "Tuyên truyền › Cuộc thi tìm hiểu", "Thể lệ"),
            ("b)", "Tuyên truyền › Cuộc thi tìm hiểu", "Vòng sơ khảo"),
            ("c)", "Tuyên truyền › Cuộc thi tìm hiểu", "Vòng chung khảo"),
            ("d)", "Tuyên truyền › Cuộc thi tìm hiểu", "Trao giải"),
            ("đ)", "Tuyên truyền › Cuộc thi tìm hiểu", "Tổng kết cuộc thi"),
            ("e)", "Tuyên truyền › Cuộc thi tìm hiểu", "Đăng kết quả"),
            ("", None, "Tuyên truyền tại các cuộc họp thôn"),
            ("", None, "Phát tờ rơi tại Bộ phận Một cửa"),
        ]

    def test_columns_that_are_missing_ask_nothing(self):
        last = two_tables().tasks[-1]
        assert (last.products, last.partners, last.timing.due) == ((), (), date(2025, 5, 31))
        assert last.timing.year_inferred
        assert not [finding for finding in two_tables().findings if finding.severity == "error"]
        assert "number-missing-or-repeated" not in {finding.code for finding in two_tables().findings}

    def test_places_tell_the_tables_apart(self):
        assert two_tables().tasks[0].place.label == "Phụ lục, bảng 1, nhiệm vụ 1"
        assert two_tables().tasks[-1].place.label == "Phụ lục, bảng 2, dòng 3"

    @needs_font
    def test_printed_it_gives_the_same_tasks(self):
        assert outline(read_plan(practice.as_pdf(practice.two_tables_paper()))) == outline(two_tables())


@pytest.mark.parametrize(
    ("cell", "products"),
    [
        ("Kế hoạch", ("Kế hoạch",)),
        ("Tin, bài, phóng sự", ("Tin", "bài", "phóng sự")),
        ("02 hội nghị, 24 bản tin", ("02 hội nghị", "24 bản tin")),
        ("Báo cáo; Tờ trình", ("Báo cáo", "Tờ trình")),
        ("- Kế hoạch\n- Báo cáo", ("Kế hoạch", "Báo cáo")),
        ("+ Tin;\n+ Bài;", ("Tin", "Bài")),
        ("Thí điểm tại 126 xã, phường", ("Thí điểm tại 126 xã, phường",)),
        ("Dữ liệu “đúng, đủ, sạch, sống”", ("Dữ liệu “đúng, đủ, sạch, sống”",)),
        ("Kế hoạch (cấp tỉnh; cấp xã)", ("Kế hoạch (cấp tỉnh; cấp xã)",)),
        ("Kế hoạch (tỉnh, xã), báo cáo", ("Kế hoạch (tỉnh, xã)", "báo cáo")),
        ("", ()),
        ("-", ()),
        (" ; ", ()),
    ],
)
def test_products_of_a_cell(cell, products):
    assert split_products(cell) == products
