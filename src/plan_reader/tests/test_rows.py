"""Rows of task tables: which are tasks, which are groups over them, which go on with the row above."""

from __future__ import annotations

import pytest

from plan_reader.document import Row, Table
from plan_reader.row_labels import as_label, is_inside, kind_of_label
from plan_reader.rows import TaskRow, task_rows
from plan_reader.task_tables import task_tables
from plan_reader.tests.builders.grids import document, grid, row

HEADING = "STT|Nhiệm vụ|Sản phẩm|Chủ trì|Thời gian"


def rows_of(*lines: str, heading: str = HEADING) -> list[TaskRow]:
    (table,) = task_tables(document(grid(heading, *lines)))
    return list(task_rows(table))


def outline(*lines: str, heading: str = HEADING) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return number, title and groups of each task."""
    return [(row.number, row.texts["task"], row.groups) for row in rows_of(*lines, heading=heading)]


class TestGroups:
    def test_roman_groups_over_running_numbers(self):
        assert outline(
            "I|Chỉ đạo|<|<|<", "1|Kế hoạch|K|Sở A|Quý I", "2|Kiểm tra|B|Sở A|Quý II", "II|Tuyên truyền|||",
            "3|Tin bài|T|Sở B|Quý III",
        ) == [
            ("1", "Kế hoạch", ("Chỉ đạo",)), ("2", "Kiểm tra", ("Chỉ đạo",)), ("3", "Tin bài", ("Tuyên truyền",)),
        ]  # fmt: skip

    def test_a_roman_group_may_carry_values(self):
        assert outline("I|Chỉ đạo|K|Sở A|Quý I", "1|Kế hoạch|K|Sở A|Quý I") == [("1", "Kế hoạch", ("Chỉ đạo",))]

    def test_roman_numbers_may_number_the_tasks_themselves(self):
        assert outline("I|Kế hoạch|K|Sở A|Quý I", "II|Tin bài|T|Sở B|Quý II") == [
            ("I", "Kế hoạch", ()), ("II", "Tin bài", ()),
        ]  # fmt: skip

    def test_capitals_over_roman_numbers(self):
        found = outline(
            "A|CẤP TỈNH|<|<|<", "I|Chỉ đạo|<|<|<", "1|a|tin|Sở A|Quý I", "B|CẤP XÃ|<|<|<", "1|b|tin|Sở A|Quý I",
            "C|KHÁC|<|<|<", "1|c|tin|Sở A|Quý I", "D|SAU|<|<|<", "1|d|tin|Sở A|Quý I",
        )  # fmt: skip
        assert [groups for _, _, groups in found] == [("CẤP TỈNH", "Chỉ đạo"), ("CẤP XÃ",), ("KHÁC",), ("SAU",)]

    def test_a_merged_row_without_number_is_a_group_until_the_next(self):
        found = outline(
            "Công tác chỉ đạo|<|<|<|<", "1|a|tin|Sở A|Quý I", "Công tác tuyên truyền|<|<|<|<", "2|b|tin|Sở A|Quý I"
        )
        assert found == [("1", "a", ("Công tác chỉ đạo",)), ("2", "b", ("Công tác tuyên truyền",))]

    def test_number_and_title_of_a_group_may_share_one_cell(self):
        found = outline(
            "I. Công tác chỉ đạo|<|<|<|<", "1|a|tin|Sở A|Quý I", "II. Tuyên truyền||||", "2|b|tin|Sở A|Quý I"
        )
        assert found == [("1", "a", ("Công tác chỉ đạo",)), ("2", "b", ("Tuyên truyền",))]

    def test_whole_number_over_decimals(self):
        found = outline(
            "1|Tuyên truyền|||",
            "1.1|Cấp huyện|tin|Sở A|Quý I",
            "1.2|Cấp xã|tin|Sở A|Quý I",
            "2|Cuộc thi|tin|Sở A|Quý I",
        )
        assert found == [
            ("1.1", "Cấp huyện", ("Tuyên truyền",)), ("1.2", "Cấp xã", ("Tuyên truyền",)), ("2", "Cuộc thi", ()),
        ]  # fmt: skip

    def test_three_depths_of_decimals(self):
        found = outline("1|A|||", "1.1|B|||", "1.1.1|b|tin|Sở A|Quý I", "1.2|C|tin|Sở A|Quý I", "2|D|tin|Sở A|Quý I")
        assert found == [("1.1.1", "b", ("A", "B")), ("1.2", "C", ("A",)), ("2", "D", ())]

    def test_letters_in_vietnamese_order_stand_under_their_number(self):
        letters = ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)"]
        found = outline(
            "1|Nhóm|||", *(f"{letter}|việc {letter}|tin|Sở A|Quý I" for letter in letters), "2|Sau|tin|Sở A|Quý I"
        )
        assert [number for number, _, _ in found] == [*letters, "2"]
        assert {groups for _, _, groups in found[:-1]} == {("Nhóm",)}
        assert found[-1][2] == ()

    def test_a_filled_number_over_filled_letters_is_a_group(self):
        found = outline("1|Nhóm|tin|Sở A|Quý I", "a)|một|tin|Sở A|Quý I", "b)|hai|tin|Sở A|Quý I")
        assert [title for _, title, _ in found] == ["một", "hai"]

    def test_letters_that_inherit_by_merging_are_tasks(self):
        found = rows_of("1|Nhóm|p|Sở A|Quý I", "a)|một|^|^|^", "b)|hai|^|^|^")
        assert [(row.texts["task"], row.texts["lead"], row.texts["timing"]) for row in found] == [
            ("một", "Sở A", "Quý I"), ("hai", "Sở A", "Quý I"),
        ]  # fmt: skip

    def test_letters_without_any_value_spell_out_the_task_above(self):
        assert outline("1|Cuộc thi:|tin|Sở A|Quý I", "a)|vòng loại|||", "b)|chung kết|||", "2|Sau|tin|Sở A|Quý I") == [
            ("1", "Cuộc thi: a) vòng loại b) chung kết", ()), ("2", "Sau", ()),
        ]  # fmt: skip

    def test_numbers_that_begin_again_in_each_numbered_group(self):
        found = outline("1|Nhóm A|||", "1|a|tin|Sở A|Quý I", "2|b|tin|Sở A|Quý I", "2|Nhóm B|||", "1|c|tin|Sở A|Quý I")
        assert found == [("1", "a", ("Nhóm A",)), ("2", "b", ("Nhóm A",)), ("1", "c", ("Nhóm B",))]

    def test_codes_hold_the_rows_they_begin(self):
        heading = "STT|Mã nhiệm vụ|Nhiệm vụ|Chủ trì|Thời gian"
        found = outline(
            "I|N01|Thể chế||", "|N01.1|Kế hoạch|Sở A|Quý I", "1|N01.1.1|một|Sở A|Quý I", "2|N01.2|hai|Sở A|Quý I",
            "3|TB200_N01|ba|Sở A|Quý I",
            heading=heading,
        )  # fmt: skip
        assert [(number, groups) for number, _, groups in found] == [
            ("1", ("Thể chế", "Kế hoạch")), ("2", ("Thể chế",)), ("3", ("Thể chế",)),
        ]  # fmt: skip

    def test_an_inner_number_tells_groups_from_tasks(self):
        found = outline(
            "|1|Nhóm|tin|Sở A|Quý I", "1|a)|một|tin|Sở A|Quý I", "2|b)|hai|tin|Sở A|Quý I",
            "3|2|Đứng riêng|tin|Sở A|Quý I",
            heading="TT|Chi tiết|Nhiệm vụ|Sản phẩm|Chủ trì|Thời gian",
        )  # fmt: skip
        assert found == [("1", "một", ("Nhóm",)), ("2", "hai", ("Nhóm",)), ("3", "Đứng riêng", ())]


class TestTasks:
    def test_an_empty_cell_is_not_a_merged_one(self):
        found = rows_of("1|a|p|Sở A|Quý I", "2|b|^|^|^", "3|c|||")
        assert [row.texts["lead"] for row in found] == ["Sở A", "Sở A", ""]

    def test_a_numbered_row_with_open_questions_is_a_task(self):
        assert outline("1|a|tin|Sở A|Quý I", "2|b|||", "3|c|tin|Sở A|Quý I")[1] == ("2", "b", ())

    def test_a_row_without_number_where_the_numbers_skip_one_is_a_task(self):
        assert outline("1|a|tin|Sở A|Quý I", "|B|tin|Sở A|Quý I", "3|c|tin|Sở A|Quý I")[1] == ("", "B", ())

    def test_a_filled_row_without_number_between_running_numbers_is_a_group(self):
        assert outline("1|a|tin|Sở A|Quý I", "|Nhóm|tin|Sở A|Quý I", "2|c|tin|Sở A|Quý I") == [
            ("1", "a", ()),
            ("2", "c", ("Nhóm",)),
        ]

    def test_one_number_merged_over_several_titles_numbers_each(self):
        assert outline("1|a|tin|Sở A|Quý I", "^|B|tin|Sở A|Quý I", "2|c|tin|Sở A|Quý I") == [
            ("1", "a", ()),
            ("1", "B", ()),
            ("2", "c", ()),
        ]

    def test_a_title_merged_over_several_numbers_is_theirs(self):
        assert outline("1|a|tin|Sở A|Quý I", "2|^|tin|Sở B|Quý I") == [("1", "a", ()), ("2", "a", ())]

    def test_without_numbers_every_row_with_a_value_counts(self):
        found = outline("a|Sở A|Quý I", "Nhóm||", "b|Sở B|Quý I", heading="Nhiệm vụ|Chủ trì|Thời gian")
        assert found == [("", "a", ()), ("", "b", ("Nhóm",))]

    def test_a_number_column_left_empty_is_none(self):
        assert [title for _, title, _ in outline("|a|tin|Sở A|Quý I", "|b|tin|Sở A|Quý I")] == ["a", "b"]

    @pytest.mark.parametrize("total", ["Tổng số: 02 nhiệm vụ||||", "|Tổng cộng: 2|||", "|Cộng|||"])
    def test_totals_are_no_tasks(self, total):
        assert len(outline("1|a|tin|Sở A|Quý I", "2|b|tin|Sở A|Quý I", total)) == 2

    def test_the_signature_below_a_sheet_ends_it(self):
        assert len(outline("1|a|tin|Sở A|Quý I", "Nơi nhận:|||TM. ỦY BAN NHÂN DÂN|", "- Lưu: VT|||CHỦ TỊCH|")) == 1

    def test_headings_said_again_and_column_numbers_are_no_tasks(self):
        assert outline("(1)|(2)|(3)|(4)|(5)", "1|a|tin|Sở A|Quý I", HEADING, "2|b|tin|Sở A|Quý I") == [
            ("1", "a", ()),
            ("2", "b", ()),
        ]

    def test_further_heading_rows_that_word_repeats_are_no_tasks(self):
        table = Table((row(HEADING, header=True), row("|||(đơn vị)|(tháng)", header=True), row("1|a|tin|Sở A|Quý I")))
        (found,) = task_tables(document(table))
        assert [task.number for task in task_rows(found)] == ["1"]

    def test_rows_all_marked_as_heading_are_still_read(self):
        table = Table(
            tuple(
                Row(line.cells, header=True) for line in grid(HEADING, "1|a|tin|Sở A|Quý I", "2|b|tin|Sở A|Quý I").rows
            )
        )
        (found,) = task_tables(document(table))
        assert [task.number for task in task_rows(found)] == ["1", "2"]

    def test_columns_that_are_not_kept_are_handed_on_for_what_they_may_hold(self):
        (found,) = rows_of("1|a|tin|Sở A|Quý I|Nguyễn Văn A", heading=f"{HEADING}|Đầu mối")
        assert found.rest == ("Nguyễn Văn A",)


class TestBrokenRows:
    def test_the_rest_of_a_row_goes_on_cell_by_cell(self):
        first, second = rows_of(
            "1|Lồng ghép qua lớp bồi dưỡng|Kế hoạch,|Sở A;|Hoàn thành",
            "|nghiệp vụ|tài liệu|Sở B|trước 15/12/2024",
            "2|b|tin|Sở A|Quý I",
        )
        assert first.texts["task"] == "Lồng ghép qua lớp bồi dưỡng nghiệp vụ"
        assert first.texts["timing"] == "Hoàn thành trước 15/12/2024"
        assert (first.texts["product"], first.texts["lead"]) == ("Kế hoạch, tài liệu", "Sở A;\nSở B")
        assert (first.joined, second.joined) == (True, False)

    def test_a_title_merged_over_two_leads_is_one_task(self):
        (found,) = rows_of("1|a|p|Sở A|Quý I", "^|^|^|Sở B|^")
        assert (found.texts["lead"], found.joined) == ("Sở A\nSở B", False)

    def test_what_goes_on_after_a_group_is_no_task(self):
        assert outline("1|a|tin|Sở A|Quý I", "II|Nhóm|||", "||và sản phẩm||", "2|b|tin|Sở A|Quý I") == [
            ("1", "a", ()), ("2", "b", ("Nhóm",)),
        ]  # fmt: skip


class TestTables:
    def test_a_table_without_heading_goes_on_with_the_one_before(self):
        tables = task_tables(
            document(
                grid(HEADING, "1|a|tin|Sở A|Quý I"),
                grid("2|b|tin|Sở A|Quý I"),
                "3",
                grid(HEADING, "3|c|tin|Sở A|Quý I"),
            )
        )
        assert [[row.number for row in task_rows(table)] for table in tables] == [["1", "2", "3"]]

    def test_a_table_after_words_or_of_another_width_stands_alone(self):
        tables = task_tables(
            document(grid(HEADING, "1|a|tin|Sở A|Quý I"), "Phụ lục II", grid("2|b|tin|Sở A|Quý I"), grid("x|y|z"))
        )
        assert [len(task_rows(table)) for table in tables] == [1]

    def test_two_task_tables_are_two(self):
        second = grid("Nội dung|Đơn vị thực hiện|Thời gian", "b|Sở A|Quý I")
        tables = task_tables(document(grid(HEADING, "1|a|tin|Sở A|Quý I"), "Phụ lục II", second))
        assert [[row.texts["task"] for row in task_rows(table)] for table in tables] == [["a"], ["b"]]

    @pytest.mark.parametrize(
        "caption",
        ["Mẫu số 01", "Biểu mẫu báo cáo", "ĐỀ CƯƠNG BÁO CÁO", "Phụ lục 2: Mẫu báo cáo", "(Mẫu báo cáo kèm theo)"],
    )
    def test_forms_are_told_by_their_caption(self, caption):
        assert task_tables(document(caption, "(Kèm theo Kế hoạch)", grid(HEADING, "1|Số tin bài|10|Sở A|Quý I"))) == ()

    def test_a_table_whose_rows_say_nothing_is_a_form(self):
        assert task_tables(document(grid(HEADING, "1|Số tin, bài|||", "2|Số cuộc họp|||"))) == ()

    def test_a_heading_without_rows_is_a_table_of_no_tasks(self):
        (table,) = task_tables(document(grid(HEADING)))
        assert task_rows(table) == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [("1", "1"), ("1.", "1."), ("a)", "a)"), ("đ)", "đ)"), ("IV", "IV"), ("(2)", "(2)"), ("1.2.3", "1.2.3"),
     ("N02.1", "N02.1"), ("KH20_TT_01", "KH20_TT_01"), ("–", ""), ("-", ""), ("", ""), ("Tổng", ""), ("hai việc", "")],
)  # fmt: skip
def test_what_stands_for_a_number(text, label):
    assert as_label(text) == label


@pytest.mark.parametrize(
    ("label", "before", "kind"),
    [("I", "", "roman"), ("C", "", "roman"), ("C", "B", "capital"), ("A", "", "capital"), ("Đ", "D", "capital"),
     ("1.", "", "whole"), ("1.1", "", "decimal"), ("a)", "", "small"), ("N01.1", "", "code"), ("", "", "")],
)  # fmt: skip
def test_kind_of_label(label, before, kind):
    assert kind_of_label(label, before=before) == kind


@pytest.mark.parametrize(
    ("label", "parent", "inside"),
    [("1.1", "1", True), ("1.1", "1.", True), ("11", "1", False), ("a)", "1", True), ("a)", "I", False),
     ("2", "1", False), ("N01.1.1", "N01.1", True), ("N01.10", "N01.1", False), ("", "1", False), ("1", "", False)],
)  # fmt: skip
def test_what_stands_inside_what(label, parent, inside):
    assert is_inside(label, parent) is inside
