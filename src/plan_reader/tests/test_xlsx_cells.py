"""Cells of a workbook that was filled in: what kind each is, and never the result of a formula."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from plan_reader.errors import UnreadableFile
from plan_reader.isolated import read_cells_isolated
from plan_reader.loading.xlsx_cells import read_cells


def workbook(fill):
    book, saved = Workbook(), BytesIO()
    fill(book)
    book.save(saved)
    return saved.getvalue()


def sheet(fill):
    return workbook(lambda book: fill(book.active))


def cells(fill):
    (found,) = read_cells(sheet(fill), "a.xlsx")["sheets"]
    return found


def test_each_cell_says_what_it_is():
    def fill(made):
        made.append(["chữ", 1200, 1.5, date(2024, 3, 1), "=1+1", True, "=HYPERLINK(1)"])

    assert cells(fill)["rows"] == [
        (1, [[1, "text", "chữ"], [2, "number", "1200"], [3, "number", "1,5"], [4, "date", "2024-03-01"],
             [5, "formula", ""], [6, "text", "TRUE"], [7, "formula", ""]]),
    ]  # fmt: skip


def test_merged_areas_and_hidden_sheets_are_told():
    def fill(made):
        made["B2"] = "x"
        made.merge_cells("B2:C4")

    found = cells(fill)
    assert found["merged"] == [(2, 2, 4, 3)]

    def with_hidden(book):
        book.active["A1"] = "x"
        book.create_sheet("Ẩn").sheet_state = "hidden"

    sheets = read_cells(workbook(with_hidden), None)["sheets"]
    assert [one["hidden"] for one in sheets] == [False, True]


@pytest.mark.parametrize("where", ["visible", "hidden", "margin"])
def test_a_mark_of_secrecy_anywhere_refuses_the_file(where):
    def fill(book):
        book.active["A1"] = "x"
        made = book.create_sheet("Hai")
        made.sheet_state = "hidden" if where == "hidden" else "visible"
        made["A1"] = "y" if where == "margin" else "MẬT"
        if where == "margin":
            made.oddHeader.center.text = "TỐI MẬT"

    with pytest.raises(UnreadableFile) as refusal:
        read_cells(workbook(fill), None)
    assert refusal.value.code == "secret"


def test_what_is_no_workbook_is_refused_in_the_guarded_process_too():
    for data in (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", b"PK\x03\x04", b"%PDF-1.4"):
        with pytest.raises(UnreadableFile):
            read_cells_isolated(data, name="a.xlsx")
    assert read_cells_isolated(sheet(lambda made: made.append([7])), name=None)["sheets"][0]["rows"] == [
        [1, [[1, "number", "7"]]]
    ]
