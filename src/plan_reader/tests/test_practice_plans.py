"""Two real appendices of other cities, with the answers and the traps known of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plan_reader import Plan, read_plan
from plan_reader.model import Task
from plan_reader.tests.builders import practice
from plan_reader.tests.builders.golden import assert_golden
from plan_reader.tests.builders.pdf import needs_font

SCIENCE = "Sở Khoa học và Công nghệ"


@cache
def campaign() -> Plan:
    return read_plan(practice.as_docx(practice.campaign_paper()))


@cache
def task_list() -> Plan:
    return read_plan(practice.task_list_workbook())


def task(plan: Plan, number: str) -> Task:
    (found,) = [task for task in plan.tasks if task.number == number]
    return found


def names(agencies: tuple[object, ...]) -> list[str]:
    return [agency.name for agency in agencies]


def codes(plan: Plan) -> set[str]:
    return {finding.code for finding in plan.findings}


class TestCampaign:
    """A plan of 100 days: two-row heading, inner numbers, cells merged over rows, a row cut in two."""

    def test_every_field_is_as_reviewed(self):
        assert_golden(campaign(), "campaign")

    def test_rows_with_a_running_number_are_the_tasks(self):
        assert [task.number for task in campaign().tasks] == [str(number) for number in range(1, 34)]
        assert not codes(campaign()) & {"number-missing-or-repeated", "task-count-differs", "lead-missing"}

    def test_a_group_with_every_cell_filled_is_no_task(self):
        assert task(campaign(), "9").group == "Cao điểm “45 ngày” cơ sở dữ liệu đất đai"
        assert "Cao điểm “45 ngày” cơ sở dữ liệu đất đai" not in [task.title for task in campaign().tasks]

    def test_rows_that_are_group_and_task_at_once_stand_alone(self):
        assert [task(campaign(), str(number)).group for number in range(28, 32)] == [None] * 4

    def test_merged_cells_reach_their_rows_and_empty_ones_do_not(self):
        tasks = [task(campaign(), str(number)) for number in range(1, 9)]
        assert {(*names(task.partners), task.timing.due) for task in tasks} == {(SCIENCE, date(2026, 8, 30))}
        assert names(task(campaign(), "2").leads) == ["Sở Quy hoạch - Kiến trúc"]
        assert names(task(campaign(), "33").leads) == ["Các Sở, ban, ngành", "UBND các xã, phường"]
        assert task(campaign(), "17").partners == ()

    def test_the_rest_of_a_cut_row_goes_on_in_its_cell(self):
        assert task(campaign(), "14").products[-1] == "Giảm 50% thời gian giải quyết thủ tục so với quy định."
        (finding,) = [finding for finding in campaign().findings if finding.code == "table-row-joined"]
        assert finding.places == (task(campaign(), "14").place,)

    def test_pointers_are_no_values(self):
        assert "see_rows" not in {task.timing.kind for task in campaign().tasks}
        assert not any("sau đây" in product for task in campaign().tasks for product in task.products)

    def test_days_from_an_unknown_beginning_have_no_date(self):
        timing = task(campaign(), "11").timing
        assert (timing.kind, timing.due, timing.relative and timing.relative.n) == ("relative", None, 100)

    def test_words_with_commas_stay_one_product(self):
        assert task(campaign(), "9").products == ("Dữ liệu đạt tiêu chí “đúng, đủ, sạch, sống”",)
        assert task(campaign(), "16").products == ("Thí điểm tại 126 xã, phường",)

    def test_requests_go_to_outside_bodies(self):
        assert [partner.kind for partner in task(campaign(), "14").partners] == ["outside"]

    def test_two_leads_written_in_one_sentence_are_two(self):
        assert len(task(campaign(), "30").leads) == 2
        assert len(task(campaign(), "31").leads) == 3

    def test_reports_every_second_week(self):
        (duty,) = campaign().report_duties
        assert duty.to is not None
        assert duty.timing.every is not None
        assert (duty.to.name, duty.timing.every.n, duty.timing.every.unit) == (SCIENCE, 2, "week")
        assert names(duty.who) == ["Các Sở, ban, ngành", "UBND các xã, phường"]

    @needs_font
    @pytest.mark.parametrize("repeat", [True, False], ids=["heading-on-each-page", "heading-once"])
    def test_printed_it_gives_the_same_tasks(self, repeat):
        printed = read_plan(practice.as_pdf(practice.campaign_paper(), repeat=repeat))
        place = campaign().tasks[0].place
        assert [replace(task, place=place) for task in printed.tasks] == [
            replace(task, place=place) for task in campaign().tasks
        ]
        assert printed.clauses == campaign().clauses


class TestTaskList:
    """A workbook of eleven columns: codes, rows over rows, dates whose format is their meaning, names of staff."""

    def test_every_field_is_as_reviewed(self):
        assert_golden(task_list(), "task-list")

    def test_numbered_rows_are_the_tasks(self):
        rows = practice.data_rows("danh-muc-nhiem-vu")
        assert [task.number for task in task_list().tasks] == [row[0] for row in rows if row[0].isdigit()]

    def test_codes_say_which_rows_stand_in_which(self):
        groups = {task.number: task.group for task in task_list().tasks}
        assert groups["1"] == "Hoàn thiện thể chế, tổ chức triển khai › Ban hành kế hoạch chi tiết"
        assert groups["3"] == groups["5"] == "Hoàn thiện thể chế, tổ chức triển khai"
        assert groups["10"] == "Quy chuẩn, định mức › Định mức, đơn giá"
        assert groups["90"] == "Kinh tế số"
        assert groups["137"] == "Bảo vệ dữ liệu"

    def test_of_two_columns_of_one_kind_the_plainer_counts(self):
        assert names(task(task_list(), "34").leads) == [SCIENCE]
        assert task(task_list(), "44").products == ("Kế hoạch", "Các Quyết định phê duyệt phương án tái cấu trúc TTHC")

    @pytest.mark.parametrize(
        ("number", "kind", "due"),
        [
            ("2", "by_date", date(2026, 2, 5)),
            ("4", "in_month", date(2026, 4, 30)),
            ("18", "in_month", date(2026, 5, 31)),
            ("90", "in_month", date(2026, 12, 31)),
            ("127", "by_date", date(2026, 12, 31)),
            ("14", "by_date", date(2026, 2, 8)),
        ],
    )
    def test_the_format_of_a_date_cell_is_part_of_its_value(self, number, kind, due):
        timing = task(task_list(), number).timing
        assert (timing.kind, timing.due) == (kind, due)

    def test_cells_with_several_milestones_keep_them_all(self):
        assert [timing.kind for timing in task(task_list(), "10").timing.also] == ["standing"]
        assert [timing.due for timing in task(task_list(), "91").timing.also] == [date(2026, 12, 31)]

    def test_line_breaks_and_stray_marks_part_agencies(self):
        assert names(task(task_list(), "113").partners) == ["Sở Tư pháp", "Sở Tài chính", "Thuế thành phố Hà Nội"]
        assert names(task(task_list(), "36").leads) == ["Trung tâm Phục vụ Hành chính công"]

    def test_misspelt_partner_is_the_lead_itself_and_shown(self):
        found = task(task_list(), "121")
        assert found.leads[0].name == found.partners[0].name == "Sở Giáo dục và Đào tạo"
        assert found.partners[0].text == "Sở Giáo dục và Đạo tạo"

    def test_persons_are_masked_wherever_they_stand(self):
        (finding,) = [finding for finding in task_list().findings if finding.code == "personal-data"]
        assert [place.label for place in finding.places] == ["Phụ lục, nhiệm vụ 34", "Phụ lục, nhiệm vụ 36"]
        # The hash of the file is other digits each time, and some day those looked for.
        kept = repr(task_list()).replace(task_list().source.sha256, "")
        assert not any(secret in kept for secret in ("Nguyễn Văn A", "0912", "Trần Thị B", "0987"))

    def test_captions_above_the_heading_are_read(self):
        assert task_list().year == 2026
        assert {"symbol-blank", "date-blank"} <= codes(task_list())


def test_the_beginning_of_a_known_name_is_not_another_agency():
    plan = read_plan(Path(__file__).parents[3] / "examples" / "xa-vinh-linh-2026" / "ke-hoach.txt")
    assert [agency.name for agency in plan.agencies] == [
        "Phòng Văn hóa - Xã hội",
        "Văn phòng HĐND và UBND xã",
        "Phòng Kinh tế",
        "Trung tâm Phục vụ hành chính công xã",
        "Các thôn",
        "Ủy ban MTTQ Việt Nam xã",
    ]
