"""Workbooks as their readers see them: merged cells, shown values, hidden sheets, empty stretches."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from plan_reader.document import Document, Table
from plan_reader.errors import UnreadableFile
from plan_reader.loading.xlsx import read_xlsx
from plan_reader.tests.builders.build_xlsx import raw_xlsx, sheet, workbook


def only_table(data: bytes) -> Table:
    (table,) = read_xlsx(data).blocks
    assert isinstance(table, Table)
    return table


def marks(made: Table) -> list[list[str]]:
    """Show each place as its text, "^" under a merged cell, "<" right of one, "^<" for both."""
    return [[c.text or "^" * c.above + "<" * c.left for c in r.cells] for r in made.rows]


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_sheet_becomes_a_named_table() -> None:
    def fill(_: Any, page: Any) -> None:
        page.write_row("B3", ["STT", "Nhiệm vụ", "Thời hạn"])
        page.write_row("B5", [1, "Xây dựng kế hoạch", "Quý I/2024"])

    made = only_table(sheet(fill, "Phụ lục 01"))
    assert made.name == "Phụ lục 01"
    assert marks(made) == [["STT", "Nhiệm vụ", "Thời hạn"], ["1", "Xây dựng kế hoạch", "Quý I/2024"]]


def test_merged_cells_both_ways() -> None:
    def fill(_: Any, page: Any) -> None:
        page.merge_range("A1:D1", "DANH MỤC")
        page.write_row("A2", ["STT", "Việc", "Chủ trì", "Phối hợp"])
        page.write_row("A3", [1, "a"])
        page.merge_range("C3:C4", "Sở Tư pháp")
        page.write_row("A4", [2, "b"])
        page.write("D4", "x")
        page.write_row("A5", [3, "c"])
        page.merge_range("C5:D6", "khối")
        page.write("A6", 4)

    assert marks(only_table(sheet(fill))) == [
        ["DANH MỤC", "<", "<", "<"],
        ["STT", "Việc", "Chủ trì", "Phối hợp"],
        ["1", "a", "Sở Tư pháp", ""],
        ["2", "b", "^", "x"],
        ["3", "c", "khối", "<"],
        ["4", "", "^", "^<"],
    ]


def test_text_under_a_merged_cell_is_not_seen() -> None:
    data = f'<row r="1">{inline("A1", "thấy")}{inline("B1", "che")}</row><row r="2">{inline("A2", "che nữa")}</row>'
    after = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    assert marks(only_table(raw_xlsx(data, after=after))) == [["thấy"]]


@pytest.mark.parametrize("reference", ["A1", "B2:A1", "nonsense", "A1:ZZZZ9", ""])
def test_odd_merged_ranges_change_nothing(reference: str) -> None:
    after = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    assert marks(only_table(raw_xlsx(f"<row>{inline('A1', 'a')}{inline('B1', 'b')}</row>", after=after))) == [
        ["a", "b"]
    ]


def test_values_as_shown() -> None:
    def fill(made: Any, page: Any) -> None:
        def style(code: str) -> Any:
            return made.add_format({"num_format": code})

        page.write_datetime("A1", date(2026, 12, 1), style('"Tháng "m/yyyy'))
        page.write_datetime("B1", date(2026, 2, 8), style("d/m/yy"))
        page.write_number("C1", 0.985, style("0.0%"))
        page.write_number("D1", 1.0)
        page.write_string("E1", "13.10")
        page.write_number("F1", 1.0, style("0.0"))
        page.write_formula("G1", "=A9", None, "Đã hoàn thành")
        page.write_formula("H1", "=A9*2", style("#,##0"), 12_500_000)
        page.write_formula("I1", "=A9", None, "#REF!")
        page.write_boolean("J1", True)
        page.write_string("K1", "Phòng Nội vụ;\nUBND các xã\n")

    assert only_table(sheet(fill)).rows[0].texts == (
        "Tháng 12/2026",
        "8/2/26",
        "98,5%",
        "1",
        "13.10",
        "1.0",
        "Đã hoàn thành",
        "12.500.000",
        "#REF!",
        "TRUE",
        "Phòng Nội vụ;\nUBND các xã",
    )


def test_hidden_sheets_are_left_out_hidden_rows_kept() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("Bìa")
        seen = made.add_worksheet("Nhiệm vụ")
        seen.write_row("A1", [1, "thấy"])
        seen.write_row("A2", [2, "dòng ẩn"])
        seen.set_row(1, None, None, {"hidden": True})
        hidden = made.add_worksheet("Nháp")
        hidden.write("A1", "không thấy")
        hidden.hide()
        very = made.add_worksheet("Mã")
        very.write("A1", "không thấy")
        very.very_hidden()
        seen.activate()

    document = read_xlsx(workbook(fill))
    assert [(t.name, len(t.rows)) for _, t in document.tables()] == [("Nhiệm vụ", 2)]


def test_rows_printed_on_every_page_are_headers() -> None:
    def fill(_: Any, page: Any) -> None:
        page.write("A1", "DANH MỤC")
        page.write_row("A3", ["STT", "Việc"])
        page.write_row("A4", ["(1)", "(2)"])
        page.write_row("A5", [1, "a"])
        page.repeat_rows(2, 3)

    assert [r.header for r in only_table(sheet(fill, "Tên 'riêng', có dấu")).rows] == [False, True, True, False]


def test_bold_and_legacy_fonts() -> None:
    def fill(made: Any, page: Any) -> None:
        page.write("A1", "STT", made.add_format({"bold": True}))
        page.write("B1", "NhiÖm vô", made.add_format({"font_name": ".VnTime"}))
        page.write_rich_string(
            "C1", "số ", made.add_format({"font_name": "VNI-Times"}), "hoäi nghò", made.add_format({}), " mới"
        )

    document = read_xlsx(sheet(fill))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows[0].texts == ("STT", "Nhiệm vụ", "số hội nghị mới")
    assert [c.bold for c in table.rows[0].cells] == [True, False, False]
    assert [f.code for f in document.findings] == ["legacy-encoding-converted"]


def test_strings_of_runs_hints_and_escapes() -> None:
    strings = (
        "<si><r><t>Quý </t></r><r><t>I</t></r><rPh><t>bỏ</t></rPh></si>"
        "<si><t>a_x000D_\nb</t></si><si><t xml:space='preserve'> c </t></si>"
    )
    data = "".join(f'<c t="s"><v>{n}</v></c>' for n in (0, 1, 2, 99, "²", "9" * 5_000))
    assert only_table(raw_xlsx(f"<row>{data}</row>", strings=strings)).rows[0].texts == ("Quý I", "a\nb", "c")


def test_cells_without_references_and_odd_values() -> None:
    numbers = '<c><v>1</v></c><c t="e"><v>#N/A</v></c><c><v>x1</v></c><c><v>inf</v></c>'
    dated = '<c t="d" s="0"><v>2026-02-15</v></c>'
    styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
    assert only_table(raw_xlsx(f"<row>{numbers}{dated}</row>", styles=styles)).rows[0].texts == (
        "1",
        "#N/A",
        "x1",
        "inf",
        "15/02/2026",
    )


def test_calendar_of_1904() -> None:
    styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
    data = '<row><c s="0"><v>44530</v></c></row>'
    assert only_table(raw_xlsx(data, styles=styles, workbook_props='date1904="1"')).rows[0].texts == ("01/12/2025",)


def test_workbook_without_text() -> None:
    with pytest.raises(UnreadableFile) as empty:
        read_xlsx(sheet(lambda made, page: page.write_blank("A1", None, made.add_format({"bold": True}))))
    assert empty.value.code == "empty"


def test_huge_empty_stretches_cost_little() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="XFD{n}" s="1"/></row>' for n in range(2, 50_000))
    first = f'<row r="1">{inline("A1", "STT")}{inline("B1", "Việc")}</row>'
    last = f'<row r="1048576">{inline("XFD1048576", "góc xa")}</row>'
    data = raw_xlsx(first + empty + last)
    made = only_table(data)
    assert marks(made) == [["STT", "Việc", ""], ["", "", "góc xa"]]


def test_5000_rows() -> None:
    def fill(_: Any, page: Any) -> None:
        for line in range(5_000):
            page.write_row(line, 0, [line + 1, f"nhiệm vụ {line + 1}", "Phòng Nội vụ", "", "", "Quý I/2024"])

    data = sheet(fill)
    made = only_table(data)
    assert made.rows[4_999].texts == ("5000", "nhiệm vụ 5000", "Phòng Nội vụ", "Quý I/2024")


def test_grid_too_large_is_refused() -> None:
    def letters(number: int) -> str:
        return (letters((number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)

    diagonal = "".join(f'<row r="{n}"><c r="{letters(n)}{n}"><v>1</v></c></row>' for n in range(1, 1_100))
    with pytest.raises(UnreadableFile) as refused:
        read_xlsx(raw_xlsx(diagonal))
    assert refused.value.code == "too-large"


def test_overlapping_merged_ranges_are_refused_before_they_cost() -> None:
    data = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 300))
    after = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3_000 + "</mergeCells>"
    with pytest.raises(UnreadableFile) as refused:
        read_xlsx(raw_xlsx(data, after=after))
    assert refused.value.code == "too-large"


def test_openpyxl_workbook_reads_the_same_values() -> None:
    assert [r.texts for _, t in _with_openpyxl().tables() for r in t.rows] == [("STT", "Thời hạn"), ("1", "15/02/2026")]


def _with_openpyxl() -> Document:
    import openpyxl

    made = openpyxl.Workbook()
    page = made.active
    page.append(["STT", "Thời hạn"])
    page.append([1, date(2026, 2, 15)])
    page["B2"].number_format = "dd/mm/yyyy"
    buffer = io.BytesIO()
    made.save(buffer)
    return read_xlsx(buffer.getvalue())
