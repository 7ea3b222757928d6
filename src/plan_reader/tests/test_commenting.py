"""Findings as comments in the file itself: at the right paragraph, beside a text that is not touched."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from plan_reader import UnreadableFile, read_plan
from plan_reader.commenting import with_comments
from plan_reader.isolated import comment_isolated
from plan_reader.tests.builders import build_docx, practice
from plan_reader.tests.builders.build_docx import par, run
from plan_reader.tests.builders.pdf import SEED

WORD = (SEED.parent / "ke-hoach.docx").read_bytes()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def anchored(data: bytes) -> list[tuple[str, str]]:
    """Return each comment's first line with the text of the paragraph that its range stands in."""
    document = opened(data)
    words = {str(comment.comment_id): comment.text.split("\n")[0] for comment in document.comments}
    found = []
    for start in document.element.body.iter(f"{W}commentRangeStart"):
        paragraph = start.getparent()
        number = start.get(f"{W}id")
        assert [end.get(f"{W}id") for end in paragraph.iter(f"{W}commentRangeEnd")].count(number) == 1
        assert [sign.get(f"{W}id") for sign in paragraph.iter(f"{W}commentReference")].count(number) == 1
        found.append((words[number], "".join(text.text or "" for text in paragraph.iter(f"{W}t"))))
    assert len(found) == len(words)
    return found


def texts_at(data: bytes, opening: str) -> list[str]:
    return [text for words, text in anchored(data) if words.startswith(opening)]


def test_every_finding_is_a_comment_by_loa_without_a_time():
    document = opened(with_comments(WORD, "ke-hoach.docx"))
    findings = read_plan(WORD).findings
    assert {comment.text.split("\n")[0] for comment in document.comments} == {found.message for found in findings}
    assert {(comment.author, comment.initials, comment.timestamp) for comment in document.comments} == {
        ("Loa", "L", None)
    }


def test_a_comment_stands_at_the_row_or_clause_it_speaks_of():
    data = with_comments(WORD, "ke-hoach.docx")
    (weekend,) = texts_at(data, "Nhiệm vụ 2 có hạn 15/12/2024 là Chủ nhật")
    assert weekend.startswith("Lồng ghép tuyên truyền")
    (typo,) = texts_at(data, "Mục III.4, gạch đầu dòng 3")
    assert "phiến hà" in typo


@pytest.mark.parametrize(
    "data",
    [WORD, practice.as_docx(practice.campaign_paper()), practice.as_docx(practice.prose_paper())],
    ids=["seed", "campaign", "prose"],
)
def test_the_text_is_read_as_before(data):
    before, after = read_plan(data), read_plan(with_comments(data, None))
    assert replace(after, source=before.source) == before


def test_comments_that_were_there_stay():
    document = opened(WORD)
    document.add_comment(runs=document.paragraphs[0].add_run("!"), text="Sửa chỗ này.", author="An")
    out = io.BytesIO()
    document.save(out)
    kept = [(comment.author, comment.text) for comment in opened(with_comments(out.getvalue(), None)).comments]
    assert kept[0] == ("An", "Sửa chỗ này.")
    assert len(kept) > 1


def a_row(title: str, *, deleted: bool = False) -> str:
    mark = '<w:trPr><w:del w:id="9" w:author="A"/></w:trPr>' if deleted else ""
    cells = ("1", title, "Phòng Nội vụ", "Các xã", "Trước ngày 15/12/2024")
    return f"<w:tr>{mark}{''.join(f'<w:tc>{par(cell)}</w:tc>' for cell in cells)}</w:tr>"


def test_deleted_rows_controls_and_insertions_do_not_shift_the_places():
    heading = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian")
    title = f'<w:ins w:id="1" w:author="A">{run("Tuyên truyền năm 2024")}</w:ins>'
    rows = (
        f"<w:tr>{''.join(f'<w:tc>{par(cell)}</w:tc>' for cell in heading)}</w:tr>",
        a_row("Việc đã bỏ khỏi kế hoạch", deleted=True),
        f"<w:sdt><w:sdtContent>{a_row('Tổ chức cuộc thi tìm hiểu cải cách hành chính')}</w:sdtContent></w:sdt>",
    )
    body = (
        f"<!-- typed -->{par('')}<w:sdt><w:sdtContent>{par('KẾ HOẠCH')}</w:sdtContent></w:sdt>"
        f"<w:p>{title}</w:p><w:tbl>{''.join(rows)}</w:tbl>"
    )
    data = with_comments(build_docx.docx(body), None)
    (weekend,) = texts_at(data, "Nhiệm vụ 1 có hạn 15/12/2024 là Chủ nhật")
    assert weekend == "Tổ chức cuộc thi tìm hiểu cải cách hành chính"


def test_a_finding_that_points_nowhere_stands_at_the_first_paragraph():
    data = with_comments(practice.as_docx(["Giấy mời họp giao ban.", "Lúc 8 giờ tại hội trường."]), None)
    assert [text for _, text in anchored(data)] == ["Giấy mời họp giao ban."]


@pytest.mark.parametrize("data", [SEED.read_bytes(), practice.as_xlsx(practice.seed_appendix())])
def test_other_formats_are_refused_with_a_sentence(data):
    with pytest.raises(UnreadableFile) as refused:
        with_comments(data, "ke-hoach")
    assert refused.value.code == "wrong-type"
    assert refused.value.message.startswith("Ghi chú chỉ đặt được vào tệp .docx.")


def test_a_file_that_can_be_read_but_not_written_is_refused_with_a_sentence():
    strict = build_docx.docx(par("KẾ HOẠCH") + par("Tuyên truyền năm 2024"), strict=True)
    assert read_plan(strict)
    with pytest.raises(UnreadableFile) as refused:
        with_comments(strict, None)
    assert "không đặt được ghi chú" in refused.value.message


def test_a_child_gives_the_same_file_and_the_same_refusals():
    there = anchored(comment_isolated(WORD, name="ke-hoach.docx"))
    assert there == anchored(with_comments(WORD, "ke-hoach.docx"))
    for data, code in ((b"", "empty"), (WORD[:3000], "damaged"), (SEED.read_bytes(), "wrong-type")):
        with pytest.raises(UnreadableFile) as refused:
            comment_isolated(data, name="ke-hoach.docx")
        assert refused.value.code == code


def test_a_child_that_takes_too_long_is_ended():
    with pytest.raises(UnreadableFile) as refused:
        comment_isolated(WORD, name="ke-hoach.docx", seconds=0.02)
    assert refused.value.code == "too-slow"
