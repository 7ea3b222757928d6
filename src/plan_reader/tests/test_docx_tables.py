"""Tables of a .docx on their grid: merging both ways, headers, deleted rows, nesting, size."""

from __future__ import annotations

import pytest

from plan_reader.document import Paragraph, Table
from plan_reader.errors import UnreadableFile
from plan_reader.loading.docx import read_docx
from plan_reader.tests.builders.build_docx import (
    HEADER,
    MERGE_ON,
    MERGE_START,
    abstract_list,
    cell,
    control,
    deleted,
    docx,
    in_list,
    inserted,
    numbered,
    par,
    row,
    run,
    span,
    table,
    used_list,
)


def grid(*rows: str, **parts: str) -> Table:
    (block,) = read_docx(docx(table(*rows), **parts)).blocks
    assert isinstance(block, Table)
    return block


def marks(made: Table) -> list[list[str]]:
    """Show each place as its text, "^" under a merged cell, "<" right of one, "^<" for both."""
    return [[c.text or "^" * c.above + "<" * c.left for c in r.cells] for r in made.rows]


def test_cells_merged_downwards_are_told_from_empty_ones() -> None:
    made = grid(
        row("1", cell("Sở Tư pháp", props=MERGE_START), ""),
        row("2", cell(props=MERGE_ON), ""),
        row("3", "", cell("x")),
    )
    assert marks(made) == [["1", "Sở Tư pháp", ""], ["2", "^", ""], ["3", "", "x"]]


def test_header_on_two_rows_merged_both_ways() -> None:
    made = grid(
        row(cell("Stt", props=span(2)), cell("Nội dung", props=MERGE_START), props=HEADER),
        row("TT", "Chi tiết", cell(props=MERGE_ON), props=HEADER),
        row("1", "a)", "Dữ liệu"),
    )
    assert marks(made) == [["Stt", "<", "Nội dung"], ["TT", "Chi tiết", "^"], ["1", "a)", "Dữ liệu"]]
    assert [r.header for r in made.rows] == [True, True, False]


def test_block_merged_both_ways_is_marked_both_ways() -> None:
    made = grid(
        row(cell("khối", props=span(2) + MERGE_START), "a"),
        row(cell(props=span(2) + MERGE_ON), "b"),
        row("c", "d", "e"),
    )
    assert marks(made) == [["khối", "<", "a"], ["^", "^<", "b"], ["c", "d", "e"]]


def test_continuation_without_a_beginning_is_a_cell_of_its_own() -> None:
    made = grid(row(cell("đầu", props=MERGE_ON), "a"), row("x", "b"), row(cell("tự", props=MERGE_ON), "c"))
    assert marks(made) == [["đầu", "a"], ["x", "b"], ["tự", "c"]]


def test_old_horizontal_merging() -> None:
    on = '<w:hMerge w:val="restart"/>'
    assert marks(grid(row(cell("rộng", props=on), cell(props="<w:hMerge/>")), row("a", "b"))) == [
        ["rộng", "<"],
        ["a", "b"],
    ]


def test_columns_that_begin_nowhere_are_left_out() -> None:
    made = grid(
        row(cell("a", props=span(3)), cell("b", props=span(2))), row(cell("c", props=span(3)), cell("d", props=span(2)))
    )
    assert marks(made) == [["a", "b"], ["c", "d"]]


def test_rows_that_begin_later_or_end_sooner_fill_the_grid() -> None:
    made = grid(row("a", "b", "c"), row("d", props='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'), row("e"))
    assert marks(made) == [["a", "b", "c"], ["", "d", ""], ["e", "", ""]]
    assert made.width == 3


def test_header_counts_only_from_the_top() -> None:
    made = grid(row("a", props=HEADER), row("b"), row("c", props=HEADER), row("d", props='<w:tblHeader w:val="0"/>'))
    assert [r.header for r in made.rows] == [True, False, False, False]


def test_deleted_rows_and_cells_are_left_out_inserted_ones_kept() -> None:
    made = grid(
        row("1", "cũ"),
        row("2", deleted_cell("bỏ"), props='<w:del w:id="1" w:author="VT"/>'),
        row("3", "mới", props='<w:ins w:id="2" w:author="VT"/>'),
        row("4", cell("xóa ô", props='<w:cellDel w:id="3" w:author="VT"/>'), "còn"),
    )
    assert marks(made) == [["1", "cũ"], ["3", "mới"], ["4", "còn"]]


def deleted_cell(text: str) -> str:
    return cell(par(deleted(text)))


def test_tracked_date_in_a_cell() -> None:
    content = par(run("Trước ngày "), deleted("20/11"), inserted(run("25/11")))
    assert marks(grid(row("8", cell(content)))) == [["8", "Trước ngày 25/11"]]


def test_controls_around_rows_cells_and_contents() -> None:
    made = grid(control(row("1", control(cell("ô")), cell(control(par("trong"))))), row("2", "b", "c"))
    assert marks(made) == [["1", "ô", "trong"], ["2", "b", "c"]]


def test_lines_of_a_cell() -> None:
    content = par("Phòng Nội vụ;") + par() + par("<w:r><w:t>Phòng Tư pháp</w:t><w:br/><w:t>UBND các xã</w:t></w:r>")
    assert grid(row("1", cell(content))).rows[0].cells[1].text == "Phòng Nội vụ;\nPhòng Tư pháp\nUBND các xã"


def test_bold_cell() -> None:
    made = grid(row(cell(par(run("STT", props="<w:b/>"))), "thường", ""))
    assert [c.bold for c in made.rows[0].cells] == [True, False, False]


def test_automatic_numbers_fill_the_first_column() -> None:
    numbering = abstract_list(0, ("decimal", "%1")) + used_list(1, 0)
    made = grid(
        row("STT", "Nhiệm vụ"), *[row(cell(numbered("")), f"việc {n}") for n in range(1, 4)], numbering=numbering
    )
    assert marks(made)[1:] == [["1", "việc 1"], ["2", "việc 2"], ["3", "việc 3"]]


def test_automatic_numbers_inside_a_cell_stand_before_the_text() -> None:
    numbering = abstract_list(0, ("bullet", "\uf0b7"), ("lowerLetter", "%2)")) + used_list(1, 0)
    content = par("Kế hoạch", props=in_list(1, 0)) + par("Báo cáo", props=in_list(1, 1))
    assert grid(row("1", cell(content)), numbering=numbering).rows[0].cells[1].text == "- Kế hoạch\na) Báo cáo"


def test_nested_table_becomes_lines_of_its_cell() -> None:
    inner = table(["Phòng A", "Phòng B"], ["Phòng C", ""])
    assert marks(grid(row("1", cell(par("Gồm:") + inner + par())))) == [["1", "Gồm:\nPhòng A\nPhòng B\nPhòng C"]]


def test_frame_of_one_cell_is_opened() -> None:
    framed = table(row(cell(par("Phụ lục") + table(["1", "việc"]) + par())))
    blocks = read_docx(docx(framed)).blocks
    assert [b.text if isinstance(b, Paragraph) else b.rows[0].texts for b in blocks] == ["Phụ lục", ("1", "việc")]


def test_single_cell_without_inner_table_stays_a_table() -> None:
    assert marks(grid(row("chỉ một ô"))) == [["chỉ một ô"]]


def test_adjacent_tables_stay_apart() -> None:
    body = table(row("STT", "Việc", props=HEADER), ["1", "a"]) + table(["2", "b"])
    assert [len(t.rows) for _, t in read_docx(docx(body)).tables()] == [2, 1]


@pytest.mark.parametrize("value", ["999999999", "abc", "-3", "0", ""])
def test_nonsense_spans_are_bounded(value: str) -> None:
    made = grid(row(cell("a", props=f'<w:gridSpan w:val="{value}"/>'), "b"), row("c", "d", "e"))
    assert made.width <= 4
    assert made.rows[0].texts[0] == "a"


def test_table_too_large_is_refused() -> None:
    # Each row begins its cells one column further, so that the grid grows with the rows.
    steps = [row(*["x"] * 2, props=f'<w:gridBefore w:val="{n % 63}"/>') for n in range(63)]
    filler = "<w:tr>" + "<w:tc/>" * 3 + "</w:tr>"
    wide = row(*["x"] * 400)
    with pytest.raises(UnreadableFile) as refused:
        read_docx(docx(table(wide, *steps, filler * 5_200)))
    assert refused.value.code == "too-large"


def test_appendix_of_800_rows_is_read_whole() -> None:
    rows = [row(str(n), *[f"nội dung {n} {column}" for column in range(5)]) for n in range(800)]
    data = docx(par("Phụ lục") + table(row("STT", "a", "b", "c", "d", "e", props=HEADER), *rows))
    (_, made), *_ = read_docx(data).tables()
    assert (len(made.rows), made.width, made.rows[800].texts[5]) == (801, 6, "nội dung 799 4")


def test_table_of_5000_rows() -> None:
    rows = [row(str(n), f"nhiệm vụ {n}") for n in range(5_000)]
    (_, made), *_ = read_docx(docx(table(*rows))).tables()
    assert made.rows[4_999].texts == ("4999", "nhiệm vụ 4999")
