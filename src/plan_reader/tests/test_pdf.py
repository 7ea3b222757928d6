"""PDF files as a whole: the founding plan as printed, and every way a file can refuse to be read."""

from __future__ import annotations

import resource
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.platypus import PageBreak, Paragraph, Spacer

from plan_reader import read_plan
from plan_reader.document import Document, Table
from plan_reader.document import Paragraph as Text
from plan_reader.errors import UnreadableFile
from plan_reader.loading.pdf import MAX_PAGES, read_pdf
from plan_reader.tests.builders.pdf import (
    SEED,
    drawn,
    font_called,
    fonts,
    grid,
    needs_font,
    photographed,
    plan_story,
    printed,
    seed_paragraphs,
    seed_rows,
    style,
    table_page,
)

pytestmark = needs_font


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Text)]


def rows(document: Document) -> list[list[str]]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[" ".join(text.split()) for text in row.texts] for row in table.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data)
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_founding_plan_reads_as_its_text_says():
    document = read_pdf(printed(plan_story(grid(seed_rows(), widths=(30, 200, 110, 150, 120, 100)))))
    assert document.format == "pdf"
    assert rows(document) == seed_rows()
    found = texts(document)
    start = found.index(seed_paragraphs()[0])
    assert found[start : start + len(seed_paragraphs())] == seed_paragraphs()
    assert found[-1] == "Tổng số: 08 nhiệm vụ./."


def test_letterhead_and_signature_are_read_column_by_column():
    found = texts(read_pdf(printed(plan_story(grid(seed_rows())))))
    assert found[:6] == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN VĨNH LINH",
        "Số: /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Vĩnh Linh, ngày tháng 01 năm 2024",
    ]
    at = found.index("Nơi nhận:")
    assert found[at : at + 8] == [
        "Nơi nhận:",
        "- Chủ tịch, các PCT UBND huyện;",
        "- Các cơ quan chuyên môn, ĐVSN thuộc huyện;",
        "- UBND các xã, thị trấn;",
        "- Lưu: VT, NV.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Thái Văn Thành",
    ]


def test_headings_keep_their_looks():
    document = read_pdf(printed(plan_story(grid(seed_rows()))))
    blocks = {block.text: block for block in document.blocks if isinstance(block, Text)}
    assert blocks["KẾ HOẠCH"].bold
    assert blocks["KẾ HOẠCH"].centred
    plain = next(block for text, block in blocks.items() if text.startswith("- Tuyên truyền kịp thời"))
    assert not plain.bold
    assert not plain.centred


def test_page_numbers_and_running_heads_are_dropped():
    def page(canvas):
        number = canvas.getPageNumber()
        canvas.drawCentredString(297, 800, str(number))
        canvas.drawString(72, 40, f"Kế hoạch tuyên truyền, trang {number}")
        canvas.drawString(72, 600 - 40 * number, f"Câu của trang số {number} đứng một mình.")

    assert texts(read_pdf(drawn(page, page, page, page))) == [
        f"Câu của trang số {number} đứng một mình." for number in (1, 2, 3, 4)
    ]


def test_a_number_inside_the_page_is_text():
    def page(canvas):
        canvas.drawString(72, 500, "Số lượng xã, thị trấn tham gia:")
        canvas.drawString(72, 460, "18")
        canvas.drawString(72, 420, "Hết.")

    assert texts(read_pdf(drawn(page))) == ["Số lượng xã, thị trấn tham gia:", "18", "Hết."]


def test_a_paragraph_goes_on_over_the_page():
    sentence = "Phòng Nội vụ chủ trì, phối hợp với các cơ quan chuyên môn theo dõi, kiểm tra và đôn đốc. "
    text = (sentence * 60).strip()
    assert texts(read_pdf(printed([Paragraph(text, style(indent=28))]))) == [text]


def test_a_name_that_breaks_before_its_dash_is_not_a_list():
    names = "Phối hợp với Trung tâm Văn hóa thông tin - Thể dục thể thao huyện "
    story = [Paragraph((names * 8).strip(), style(indent=shift)) for shift in (0, 7, 14, 21, 28, 35)]
    assert texts(read_pdf(printed(story))) == [(names * 8).strip()] * 6


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_sheet_on_its_side_reads_the_same(turn):
    def page(canvas):
        canvas.setPageRotation(turn)
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.drawString(-200, 100, "Trước ngày 25/11/2024")
        canvas.drawString(-200, 40, "Ủy ban nhân dân xã")

    assert texts(read_pdf(drawn(page))) == ["Trước ngày 25/11/2024", "Ủy ban nhân dân xã"]


def test_a_slanting_watermark_and_a_stamp_on_the_margin_are_no_text():
    def page(canvas):
        canvas.drawString(72, 500, "Tổ chức cuộc thi tìm hiểu cải cách hành chính")
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "BẢN NHÁP")
        canvas.restoreState()
        canvas.rotate(90)
        canvas.drawString(300, -580, "Ký bởi: Văn thư")

    assert texts(read_pdf(drawn(page))) == ["Tổ chức cuộc thi tìm hiểu cải cách hành chính"]


def test_text_is_in_one_unicode_form_with_stacked_marks_whole():
    def page(canvas):
        canvas.drawString(72, 500, "Bộ phận Một cửa ở Ấp Tễ, Ổ Lẫm, Nguyễn Thị Ngữ")
        canvas.drawString(72, 400, "To\u0302\u0309 cho\u031b\u0301c")

    assert texts(read_pdf(drawn(page))) == ["Bộ phận Một cửa ở Ấp Tễ, Ổ Lẫm, Nguyễn Thị Ngữ", "Tổ chớc"]


OLD_FONTS = [
    (".VnTime", "C\xe9ng h\xdfa x\xb7 h\xe9i, tr\xadëng phßng Néi vô", "Cộng hòa xã hội, trưởng phòng Nội vụ"),
    (".VnTimeH", "ñy ban nh©n d©n", "ỦY BAN NHÂN DÂN"),
    ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa", "Cộng hòa xã hội chủ nghĩa"),
]


@pytest.mark.parametrize(("font", "written", "meant"), OLD_FONTS)
def test_text_in_an_old_font_is_converted_and_told(font, written, meant):
    def page(canvas):
        canvas.setFont(font_called(font), 14)
        canvas.drawString(72, 500, written)
        canvas.setFont(fonts()[0], 12)
        canvas.drawString(72, 400, "Phòng Nội vụ")

    document = read_pdf(drawn(page))
    assert texts(document) == [meant, "Phòng Nội vụ"]
    assert [finding.code for finding in document.findings] == ["legacy-encoding-converted"]


def test_plan_is_the_same_as_from_its_text():
    plain = read_plan(SEED)
    data = printed(plan_story(grid(seed_rows(), widths=(30, 200, 110, 150, 120, 100))))
    plan = read_plan(data, name="ke-hoach.pdf")
    for part in ("title", "year", "basis", "clauses", "topics", "forms", "duties", "recipients", "signer"):
        assert getattr(plan, part) == getattr(plain, part), part
    assert [replace(task, place=None) for task in plan.tasks] == [replace(task, place=None) for task in plain.tasks]
    assert [finding.code for finding in plan.findings] == [finding.code for finding in plain.findings]


def test_scan_says_that_it_is_one():
    assert refusal(drawn(photographed, photographed)) == "scanned"


def test_scan_with_a_signing_stamp_is_still_a_scan():
    def stamped(canvas):
        photographed(canvas)
        canvas.drawString(300, 800, "Ký bởi: Ủy ban nhân dân huyện. Ngày ký: 15/01/2024")

    assert refusal(drawn(stamped, photographed)) == "scanned"


def test_one_photographed_page_among_text_is_named():
    def text(canvas):
        canvas.drawString(72, 500, "Trang có chữ.")

    document = read_pdf(drawn(text, photographed, text))
    assert [finding.code for finding in document.findings] == ["page-not-read"]
    assert "Trang 2" in document.findings[0].message


def test_pages_without_anything_are_empty():
    assert refusal(drawn(lambda canvas: None)) == "empty"


def test_password_is_asked_for_and_an_owners_lock_is_not():
    story = lambda: [Paragraph("Kế hoạch tuyên truyền", style())]  # noqa: E731
    assert refusal(printed(story(), password="mat-khau", owner="chu")) == "encrypted"
    assert texts(read_pdf(printed(story(), owner="chu"))) == ["Kế hoạch tuyên truyền"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), SEED.read_bytes()])
def test_what_is_no_pdf_is_damaged(data):
    assert refusal(data) == "damaged"


def test_a_file_cut_short_is_damaged_or_read_in_part():
    whole = printed(plan_story(grid(seed_rows())))
    assert refusal(whole[: len(whole) // 3]) == "damaged"


def test_too_many_pages_are_refused():
    story = [PageBreak() if index % 2 else Spacer(1, 1) for index in range(2 * MAX_PAGES + 2)]
    assert refusal(printed(story)) == "too-large"


def test_sixty_pages_of_table_are_one_table():
    heading, *body = seed_rows()

    def page(first):
        numbered = ([str(first + offset), *row[1:]] for offset, row in enumerate(body))
        return table_page(heading, *numbered, widths=(30, 130, 80, 100, 80, 60))

    # As many as may be are read by the benchmarks; to draw them takes far longer.
    document = read_pdf(drawn(*(page(1 + number * len(body)) for number in range(60))))
    assert [len(table.rows) for _, table in document.tables()] == [60 * len(body) + 1]


def test_reading_leaves_memory_as_it_was():
    data = printed(plan_story(grid(seed_rows())))
    read_pdf(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(10):
        read_pdf(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_damage_gives_a_document_or_a_sentence(data):
    whole = bytearray(_small())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(st.binary(max_size=12))
        whole[at : at + data.draw(st.integers(0, 40))] = piece
    try:
        assert isinstance(read_pdf(bytes(whole)), Document)
    except UnreadableFile as refused:
        assert refused.message  # noqa: PT017  (a document is as right an answer as a refusal)


_SMALL: list[bytes] = []


def _small() -> bytes:
    if not _SMALL:
        _SMALL.append(printed([Paragraph("Kế hoạch", style()), grid(seed_rows()[:3])]))
    return _SMALL[0]


def test_the_tab_behind_an_automatic_dash_parts_no_columns():
    def page(canvas):
        for number, text in enumerate(("Theo dõi việc thực hiện.", "Tổng hợp, báo cáo.")):
            canvas.drawString(72, 500 - 20 * number, "-")
            canvas.drawString(110, 500 - 20 * number, text)

    assert texts(read_pdf(drawn(page))) == ["- Theo dõi việc thực hiện.", "- Tổng hợp, báo cáo."]
