"""Workbooks: what was typed stands in the cells as it was typed."""

from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import load_workbook

from loa.lib.workbooks import workbook


def read(data):
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(data)).active.iter_rows()]


AT = datetime(2024, 3, 15, 9, 0, tzinfo=UTC)


def test_notes_head_and_rows_stand_in_order():
    data = workbook("Nhật ký", ["Lúc", "Số"], [[AT, 3]], widths=[20, 9], notes=["N"])
    assert read(data) == [["N", None], ["Lúc", "Số"], [AT.replace(tzinfo=None), 3]]
    assert load_workbook(BytesIO(data)).active.freeze_panes == "A3"


def test_what_was_typed_is_never_a_formula_and_breaks_no_file():
    typed = ['=HYPERLINK("http://example.invalid")', "+1", "@a", "a\x00b\x1fc", "x" * 40_000]
    data = workbook("T", ["Tên"], [[text] for text in typed], widths=[10])
    sheet = load_workbook(BytesIO(data)).active
    assert [row[0].data_type for row in sheet.iter_rows(min_row=2)] == ["s"] * 5
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [*typed[:3], "a b c", "x" * 32_767]


def test_a_day_is_a_day_a_number_a_number_and_nothing_an_empty_cell():
    written = workbook("Một", ("Hạn", "Số", "Trống"), [(date(2024, 3, 31), 1_200, None)], widths=(10, 10, 10))
    cells = load_workbook(BytesIO(written)).active[2]
    assert [cells[0].value.date(), cells[1].value, cells[2].value] == [date(2024, 3, 31), 1_200, None]
    assert cells[0].number_format == "dd/mm/yyyy"
