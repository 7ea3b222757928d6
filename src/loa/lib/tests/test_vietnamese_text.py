from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.vietnamese_text import (
    NO_BREAK,
    abbreviations_in,
    bind,
    day_with_weekday,
    distance,
    fold,
    sentence_case,
    shorten,
    split_at_symbols,
    tidy,
    weekday,
    written_day,
)


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("trước ngày 20/11/2024", "trước ngày~20/11/2024"),
        ("Quý I/2024", "Quý~I/2024"),
        ("ngày 22 tháng 12 năm 2023", "ngày~22 tháng~12 năm~2023"),
        ("Kế hoạch số 250/KH-UBND", "Kế hoạch số~250/KH-UBND"),
        ("tại mục II.1", "tại mục~II.1"),
        ("Phòng Tài chính - Kế hoạch", "Phòng Tài chính~- Kế hoạch"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021~- 2025"),
        ("hằng ngày, hằng tháng", "hằng ngày, hằng tháng"),
        ("một số Idea", "một số~Idea"),
    ],
)
def test_a_line_never_ends_before_a_figure(written: str, bound: str) -> None:
    assert bind(written) == bound.replace("~", NO_BREAK)


@given(st.text())
def test_binding_changes_spaces_only(text: str) -> None:
    assert bind(text).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Kế hoạch số 250/KH-UBND ngày 22/12/2023", ["250/KH-UBND"]),
        ("Nghị định số 30/2020/NĐ-CP; Quyết định số 1187/QĐ-BNV", ["30/2020/NĐ-CP", "1187/QĐ-BNV"]),
        ("Kế hoạch số /KH-UBND ngày tháng 01", ["/KH-UBND"]),
        ("giai đoạn 2021-2030 của Chính phủ; số 0912-3456-789", ["2021-2030"]),
        ("ngày 15/12/2024, Văn phòng HĐND&UBND", []),
    ],
)
def test_document_symbols_are_told_from_the_rest(text: str, symbols: list[str]) -> None:
    assert [piece for piece, is_symbol in split_at_symbols(text) if is_symbol] == symbols


@given(st.text(alphabet="0123456789/KHUBNDĐ-& ngày"))
def test_pieces_make_up_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in split_at_symbols(text)) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu"),
        ("NHIỆM VỤ TUYÊN TRUYỀN CCHC", "Nhiệm vụ tuyên truyền CCHC"),
        ("TRÊN ĐỊA BÀN HUYỆN VĨNH LINH", "TRÊN ĐỊA BÀN HUYỆN VĨNH LINH"),
        ("Phòng Nội vụ", "Phòng Nội vụ"),
        ("", ""),
    ],
)
def test_capitals_become_a_sentence_unless_a_name_may_hide_in_them(written: str, shown: str) -> None:
    assert sentence_case(written) == shown


def test_a_long_text_is_cut_after_a_word() -> None:
    assert shorten("cải cách thể chế; cải cách tài chính công", 4) == "cải cách thể chế…"
    assert shorten("cải cách thể chế", 4) == "cải cách thể chế"


def test_a_long_text_is_cut_at_a_pause_where_one_is_near() -> None:
    assert shorten("hướng dẫn người dân, doanh nghiệp dùng dịch vụ", 7) == "hướng dẫn người dân…"
    assert shorten("tin, bài về cải cách thủ tục hành chính", 7) == "tin, bài về cải cách thủ tục…"


def test_abbreviations_are_explained_only_where_they_stand() -> None:
    assert abbreviations_in("UBND huyện và TTHC; Văn phòng HĐND&UBND") == [
        ("HĐND", "Hội đồng nhân dân"),
        ("TTHC", "thủ tục hành chính"),
        ("UBND", "Ủy ban nhân dân"),
    ]
    assert abbreviations_in("không có chữ nào") == []


def test_days_are_written_as_in_official_documents() -> None:
    assert written_day(date(2024, 3, 5)) == "05/03/2024"
    assert weekday(date(2024, 11, 20)) == "thứ Tư"
    assert day_with_weekday(date(2024, 12, 15)) == f"15/12/2024 (Chủ{NO_BREAK}nhật)"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 11, 1), "hôm nay"),
        (date(2024, 11, 2), "ngày mai"),
        (date(2024, 10, 31), "hôm qua"),
        (date(2024, 11, 20), "19~ngày nữa"),
        (date(2024, 10, 20), "12~ngày trước"),
    ],
)
def test_distance_from_today(day: date, words: str) -> None:
    assert distance(day, date(2024, 11, 1)) == words.replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nguyễn Văn Mẫu", "nguyen van mau"),
        ("  ĐỖ  thị Đào", "do thi dao"),
        ("Hòa", "hoa"),
        ("Hoà", "hoa"),
        ("Nguye\u0302\u0303n", "nguyen"),
    ],
)
def test_folding_leaves_letters_without_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_and_tidying_twice_change_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(tidy(text)) == fold(text)


def test_tidying_composes_letters_and_joins_spaces() -> None:
    assert tidy(" Nguye\u0302\u0303n  Văn\u00a0Mẫu\n") == "Nguyễn Văn Mẫu"
