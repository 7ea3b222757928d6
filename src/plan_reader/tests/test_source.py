"""The blocks beside a reading: every place of a plan leads to one, and no person the reading masks stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_reader import Plan
from plan_reader.isolated import read_isolated
from plan_reader.model import Place
from plan_reader.reading import read_plan, read_with_source
from plan_reader.source import Reading
from plan_reader.tests.builders import practice
from plan_reader.tests.builders.pdf import SEED, needs_font

PRINTED = pytest.mark.parametrize(
    "make",
    [
        SEED.read_bytes,
        (SEED.parent / "ke-hoach.docx").read_bytes,
        lambda: practice.as_docx(practice.seed_paper()),
        lambda: practice.as_xlsx(practice.seed_appendix()),
        lambda: practice.as_docx(practice.campaign_paper()),
        lambda: practice.as_docx(practice.prose_paper()),
        practice.task_list_workbook,
        pytest.param(lambda: practice.as_pdf(practice.seed_paper()), marks=needs_font),
        pytest.param(lambda: practice.as_pdf(practice.campaign_paper()), marks=needs_font),
        pytest.param(lambda: practice.as_pdf(practice.prose_paper()), marks=needs_font),
    ],
    ids=[
        *("seed-txt", "seed-docx", "seed-typed", "seed-xlsx", "campaign", "prose", "list"),
        *("seed-pdf", "campaign-pdf", "prose-pdf"),
    ],
)
HEADING = "STT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian"


def places(plan: Plan) -> Iterator[Place]:
    for task in plan.tasks:
        yield task.place
    for finding in plan.findings:
        yield from finding.places


def words_at(reading: Reading, place: Place) -> str:
    """Return the words of the block, row or clause that a place names."""
    if place.block is None:
        return "\n".join(str(block) for block in reading.blocks if place.clause in block["clauses"])
    block = reading.blocks[place.block]
    if place.row is None:
        return str(block)
    assert "rows" in block
    return "\n".join(cell or "" for cell in block["rows"][place.row])


@PRINTED
def test_every_place_and_every_clause_stands_in_a_block(make):
    reading = read_with_source(make(), name=None)
    assert all(words_at(reading, place).strip() for place in places(reading.plan))
    standing = {clause for block in reading.blocks for clause in block["clauses"]}
    assert {clause.id for clause in reading.plan.clauses} == standing


@PRINTED
def test_a_task_stands_in_the_row_its_place_names(make):
    reading = read_with_source(make(), name=None)
    for task in reading.plan.tasks:
        if task.place.row is not None:
            assert task.title.split()[0] in words_at(reading, task.place)


@PRINTED
def test_the_plan_is_the_one_read_without_its_source(make):
    data = make()
    assert read_with_source(data, name="ke-hoach").plan == read_plan(data, name="ke-hoach")


def test_a_child_answers_the_same_blocks():
    data = (SEED.parent / "ke-hoach.docx").read_bytes()
    assert read_isolated(data, name="ke-hoach.docx") == read_with_source(data, name="ke-hoach.docx")


def test_a_clause_has_the_paragraphs_under_its_number():
    reading = read_with_source(SEED)
    (heading, *_) = [block for block in reading.blocks if block["clauses"] == ["III.5"]]
    assert "Văn phòng HĐND và UBND huyện" in heading["text"]
    assert heading["text"].startswith("5.")
    (closing, *_) = [block for block in reading.blocks if block["clauses"] == ["ket"]]
    assert "trước ngày 20/11" in closing["text"]


def test_several_clauses_of_one_paragraph_all_lead_to_it():
    text = "KẾ HOẠCH\nTuyên truyền năm 2024\nI. MỤC ĐÍCH\n"
    paper = [*text.splitlines(), "1. Yêu cầu chung", "- Kịp thời.\n- Đúng đối tượng."]
    reading = read_with_source(practice.as_docx(paper), name=None)
    assert reading.blocks[-1]["clauses"] == ["I.1.-1", "I.1.-2"]


def test_merged_cells_are_spans_and_covered_places_none():
    reading = read_with_source(practice.as_docx(practice.campaign_paper()), name=None)
    (table,) = [block for block in reading.blocks if "rows" in block and block["heading"]]
    assert table["heading"] == [0, 1]
    assert table["rows"][0][:3] == ["Stt", None, "Nhiệm vụ"]
    assert [0, 0, 1, 2] in table["spans"]
    assert [0, 2, 2, 1] in table["spans"]
    covered = {
        (row + down, place + right)
        for row, place, high, wide in table["spans"]
        for down in range(high)
        for right in range(wide)
        if (down, right) != (0, 0)
    }
    none = {(row, place) for row, cells in enumerate(table["rows"]) for place, text in enumerate(cells) if text is None}
    assert covered == none


class TestPersons:
    @staticmethod
    def kept(text: str) -> str:
        reading = read_with_source(text.encode(), name=None)
        assert reading.plan.tasks
        return str(reading.blocks)

    def test_cells_are_masked_as_in_the_rows(self):
        kept = str(read_with_source(practice.task_list_workbook(), name=None).blocks)
        assert "[đã che tên]" in kept
        assert not any(secret in kept for secret in ("Nguyễn Văn A", "0912", "Trần Thị B", "0987"))

    def test_a_name_broken_over_two_rows_is_masked_whole(self):
        rows = ["1\tTuyên truyền lưu động\tPhòng Nội vụ, đồng chí\tCác xã\tQuý I/2024", "\t\tNguyễn Thị Hoa\t\t"]
        kept = self.kept("\n".join(["KẾ HOẠCH", "Tuyên truyền năm 2024", HEADING, *rows]))
        assert "Hoa" not in kept
        assert "[đã che tên]" in kept

    def test_a_number_broken_over_two_rows_is_masked_whole(self):
        rows = ["1\tTuyên truyền lưu động\tPhòng Nội vụ 0912 345\tCác xã\tQuý I/2024", "\t\t678\t\t"]
        kept = self.kept("\n".join(["KẾ HOẠCH", "Tuyên truyền năm 2024", HEADING, *rows]))
        assert "345" not in kept
        assert "678" not in kept

    def test_text_outside_the_tables_is_masked_too(self):
        row = "1\tTuyên truyền lưu động\tPhòng Nội vụ\tCác xã\tQuý I/2024"
        contact = "Liên hệ đồng chí Nguyễn Thị Hoa, điện thoại 0912345678."
        kept = self.kept("\n".join(["KẾ HOẠCH", "Tuyên truyền năm 2024", HEADING, row, contact]))
        assert "Hoa" not in kept
        assert "0912" not in kept

    def test_the_signer_stays_as_the_signer_alone(self):
        reading = read_with_source(SEED)
        assert "Thái Văn Thành" in str(reading.blocks)
        paper = [*practice.seed_paper(), "Người lập biểu: đồng chí Thái Văn Thành"]
        typed = read_with_source(practice.as_docx(paper), name=None)
        assert typed.plan.signer
        assert typed.plan.signer.name == "Thái Văn Thành"
        assert str(typed.blocks).count("Thái Văn Thành") == 1


def test_a_long_file_is_read_with_its_source_within_the_limits(tmp_path: Path):
    rows = (f"{n}\tTuyên truyền đợt {n}\tPhòng Nội vụ\tCác xã\tQuý I/2024" for n in range(1, 801))
    text = "\n".join(["KẾ HOẠCH", "Tuyên truyền năm 2024", HEADING, *rows])
    plan, blocks = read_isolated(text.encode(), name="dai.txt")
    assert len(plan.tasks) == 800
    assert "rows" in blocks[-1]
    assert len(blocks[-1]["rows"]) == 801
