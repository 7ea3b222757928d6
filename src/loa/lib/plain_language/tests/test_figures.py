from datetime import date

import pytest

from loa.lib.plain_language import Code, Paragraph, Source, Story, examine

ON = date(2024, 5, 6)


def found(*texts: str, sources: tuple[Source, ...] = ()) -> list[tuple[Code, str]]:
    story = Story(paragraphs=tuple(map(Paragraph, texts)), sources=sources)
    codes = (Code.FIGURE, Code.MORE_FIGURES, Code.SOURCE_DAY)
    return [(finding.code, finding.excerpt) for finding in examine(story, on=ON).findings if finding.code in codes]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Xã giải quyết 12.500 hồ sơ, đúng hạn 98,5%.", "12.500"),
        ("Tỷ lệ đạt 98,5 % trong tháng 5.", "98,5 %"),
        ("Có 3/9 xã đã nộp.", "3/9"),
        ("Theo Kế hoạch số 250/KH-UBND.", "250/KH-UBND"),
        ("Kế hoạch ban hành ngày 22/12/2023.", "22/12/2023"),
        ("Cấp 2024 thẻ và 2024 người nhận.", "2024"),
        ("Chờ từ 5 đến 7 ngày.", "5"),
        ("Lớp có 10-15 người.", "10"),
    ],
)
def test_a_figure_without_any_source_is_found_once_a_sentence(text: str, figure: str) -> None:
    assert found(text) == [(Code.FIGURE, figure)]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2024, giai đoạn 2021-2025, quý I/2024, tháng 5/2024, ngày 15/5.",
        "Mở cửa 7 giờ 30, 7h30, 13:30 thứ 2, trước 15/5, 24/7.",
        "Gọi 0912 345 678 hoặc 1900 1234.",
        "Theo Điều 5, khoản 2, mẫu số 04, bước 1, thôn 3, mức độ 4, đường 9.",
        "Mạng 5G, 4G có ở thôn, ảnh 3x4. Phòng A4. Xem vidu.gov.vn/tin-12.",
        "1. Chuẩn bị hồ sơ",
        "Họp ngày 20/11/2024 tại xã.",
        "Kế hoạch số /KH-UBND",
    ],
)
def test_moments_names_and_addresses_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_five_sentences_are_named_and_the_others_counted() -> None:
    found_there = found(*["Có 5 xã."] * 8)
    assert found_there == [*[(Code.FIGURE, "5")] * 5, (Code.MORE_FIGURES, "")]
    findings = examine(Story(paragraphs=(Paragraph("Có 5 xã. " * 8),)), on=ON).findings
    assert findings[-1].message.startswith("Còn 3 câu nữa")


def test_with_sources_only_other_documents_are_found() -> None:
    sources = (Source("250/KH-UBND", date(2023, 12, 22)), Source())
    text = "Kế hoạch 250/KH-UBND ngày 22/12/2023 có 5 việc. Kế hoạch 11/KH-UBND ngày 15/01/2024 có 3 việc."
    assert found(text, sources=sources) == [(Code.FIGURE, "11/KH-UBND")]


def test_a_day_that_differs_from_the_sources_is_found() -> None:
    sources = (Source("250/kh-ubnd", date(2023, 12, 22)),)
    assert found("Kế hoạch 250/KH-UBND ngày 21/12/2023.", sources=sources) == [(Code.SOURCE_DAY, "21/12/2023")]
    assert found("Kế hoạch 250/KH-UBND ngày 22/12/2023; họp ngày 2/1/2024.", sources=sources) == []
