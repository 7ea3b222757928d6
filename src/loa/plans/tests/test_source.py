"""The source of a plan on a page: places marked where they stand, long documents cut to what is near them."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string

from loa.plans.models import PlanVersion
from loa.plans.queries import anchor_of, source_of
from plan_reader.reading import read_with_source

SEED = Path(__file__).parents[4] / "examples" / "vinh-linh-2024" / "ke-hoach.docx"


def paragraph(text, *clauses):
    return {"text": text, "clauses": list(clauses), "bold": False, "centred": False}


def table(rows, *, spans=(), heading=(0,)):
    return {"rows": rows, "spans": list(spans), "heading": list(heading), "clauses": []}


def version(*blocks):
    return PlanVersion(source=list(blocks))


def place(block=None, row=None, cell=None, clause=None):
    return {"label": "", "clause": clause, "block": block, "row": row, "cell": cell}


def shown(blocks):
    """Return a short form of what is shown: anchors, and the words of what is left out."""
    return [block.words if block.kind == "gap" else block.anchor for block in blocks]


NUMBERED = version(
    paragraph("KẾ HOẠCH"),
    paragraph("III. Tổ chức", "III"),
    paragraph("1. Phòng Nội vụ", "III.1"),
    paragraph("- Chủ trì.", "III.1.-1"),
    paragraph("10. Phòng Tư pháp", "III.10"),
    table([["STT", "Nhiệm vụ"], ["1", "Tin, bài"]]),
)
LONG_TABLE = version(
    paragraph("Phụ lục"),
    table(
        [["STT", "Nhiệm vụ"], *([str(n), None if n % 10 else f"Việc chung {n}"] for n in range(400))],
        spans=[[n + 1, 1, 10, 1] for n in range(0, 400, 10)],
    ),
)


@pytest.mark.parametrize(
    ("meant", "marked"),
    [
        (place(clause="III.1"), {"b2", "b3"}),
        (place(clause="III"), {"b1", "b2", "b3", "b4"}),
        (place(clause="IV"), set()),
        (place(block=0), {"b0"}),
        (place(block=99), set()),
        (place(block=5, row=99), {"b5"}),
        (place(), set()),
    ],
)
def test_blocks_that_are_meant_are_marked(meant, marked):
    assert {block.anchor for block in source_of(NUMBERED, [meant]) if block.marked} == marked


def test_a_row_or_a_cell_is_marked_and_nothing_beside_it():
    for meant, rows, cells in (
        (place(block=5, row=1), ["b5-r1"], []),
        (place(block=5, row=1, cell=1), [], ["b5-r1-c1"]),
    ):
        found = source_of(NUMBERED, [meant])[5]
        assert not found.marked
        assert [row.anchor for row in found.rows if row.marked] == rows
        assert [cell.anchor for row in found.rows for cell in row.cells if cell.marked] == cells


def test_the_whole_document_is_shown_in_order():
    assert shown(source_of(NUMBERED, [])) == ["b0", "b1", "b2", "b3", "b4", "b5"]
    assert source_of(version(), [place(block=0)]) == []


def test_an_excerpt_holds_what_is_near_and_says_what_is_left_out():
    long = version(*(paragraph(str(n), f"I.{n}") for n in range(40)))
    found = source_of(long, [place(clause="I.20"), place(block=39)], excerpt=True)
    assert shown(found) == [
        "Lược 14 đoạn", *(f"b{n}" for n in range(14, 27)), "Lược 6 đoạn", *(f"b{n}" for n in range(33, 40))
    ]  # fmt: skip
    assert shown(source_of(long, [], excerpt=True)) == [*(f"b{n}" for n in range(13)), "Lược 27 đoạn"]


def test_an_excerpt_of_a_table_keeps_its_heading_and_the_rows_around():
    (_, found) = source_of(LONG_TABLE, [place(block=1, row=205)], excerpt=True)
    assert shown(found.rows) == [
        "b1-r0", "Lược 202 dòng", *(f"b1-r{n}" for n in range(203, 208)), "Lược 193 dòng"
    ]  # fmt: skip
    assert found.rows[0].heading
    (_, close) = source_of(LONG_TABLE, [place(block=1, row=205)], excerpt=True, around=1)
    assert shown(close.rows) == ["b1-r0", "Lược 204 dòng", "b1-r205", "Lược 195 dòng"]


def test_a_merged_cell_whose_beginning_is_left_out_is_shown_from_the_first_row_on():
    (_, found) = source_of(LONG_TABLE, [place(block=1, row=205)], excerpt=True)
    first, *others = (row for row in found.rows if row.kind == "row" and not row.heading)
    assert [(cell.text, cell.rows) for cell in first.cells] == [("202", 1), ("Việc chung 200", 5)]
    assert [len(row.cells) for row in others] == [1, 1, 1, 1]


def test_a_covered_place_marks_the_cell_that_covers_it():
    meant = place(block=1, row=205, cell=1)
    for excerpt in (False, True):
        found = source_of(LONG_TABLE, [meant], excerpt=excerpt)[1]
        assert [cell.text for row in found.rows if row.kind == "row" for cell in row.cells if cell.marked] == [
            "Việc chung 200"
        ]
    assert anchor_of(LONG_TABLE, meant) == "b1-r201-c1"


def test_every_row_of_a_grid_is_as_wide_as_the_table():
    for excerpt in (False, True):
        for found in source_of(LONG_TABLE, [place(block=1, row=3)], excerpt=excerpt):
            if found.kind == "table":
                rows = [row for row in found.rows if row.kind == "row"]
                assert sum(cell.rows * cell.columns for row in rows for cell in row.cells) == 2 * len(rows)


@pytest.mark.parametrize(
    ("meant", "anchor"),
    [
        (place(clause="III.1"), "b2"),
        (place(block=5, row=1), "b5-r1"),
        (place(block=5, row=1, cell=0), "b5-r1-c0"),
        (place(block=5), "b5"),
        (place(clause="IX"), ""),
    ],
)
def test_a_place_has_the_anchor_of_what_stands_there(meant, anchor):
    assert anchor_of(NUMBERED, meant) == anchor


def test_every_place_of_the_founding_plan_is_found_on_its_page():
    reading = read_with_source(SEED)
    kept = version(*reading.blocks)
    meant = [task.place for task in reading.plan.tasks]
    meant += [found for finding in reading.plan.findings for found in finding.places]
    page = render_to_string("plans/source.html", {"source": source_of(kept, [])})
    for one in meant:
        anchor = anchor_of(kept, place(one.block, one.row, one.cell, one.clause))
        assert f'id="{anchor}"' in page


def test_the_page_says_what_is_meant_to_the_eye_and_to_the_ear():
    page = render_to_string("plans/source.html", {"source": source_of(NUMBERED, [place(block=5, row=1)])})
    assert '<tr id="b5-r1" class="source-marked">' in page
    assert page.count("Chỗ đang xem") == 1


def test_words_of_a_document_are_words_and_never_code():
    hostile = version(paragraph("<script>alert(1)</script>"), table([["<b>STT</b>"], ["<img src=x>"]]))
    page = render_to_string("plans/source.html", {"source": source_of(hostile, [])})
    assert not any(tag in page for tag in ("<script", "<b>", "<img"))


def test_a_version_without_its_source_says_so():
    assert "Mở tệp gốc để đối chiếu." in render_to_string("plans/source.html", {"source": source_of(version(), [])})
