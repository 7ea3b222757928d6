"""What is typed is understood: words folded, slips put right, what is found set apart and nothing changed."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.lib.folded_words import folded_words, words_of
from loa.website.rules import asking, ranking
from loa.website.rules.conditions import Term
from loa.website.rules.correcting import Vocabulary, corrected, without_leftovers
from loa.website.rules.excerpts import excerpt, marked
from loa.website.rules.ranking import Candidate
from loa.website.rules.same_meaning import meanings
from loa.website.rules.terms import terms_of

TODAY = date(2024, 11, 5)
KNOWN = meanings([("CCHC", "cải cách hành chính")])
WORDS = {"cai": 9, "cach": 9, "hanh": 20, "chinh": 20, "thu": 12, "tuc": 12, "khai": 5, "sinh": 8, "thi": 3}
WRITTEN = {"cai": "cải", "cach": "cách", "hanh": "hành", "chinh": "chính", "thu": "thủ", "tuc": "tục", "khai": "khai",
           "sinh": "sinh", "thi": "thi"}  # fmt: skip
PAIRS = {
    "cai_cach": ("cải cách", 9), "cach_hanh": ("cách hành", 8), "hanh_chinh": ("hành chính", 20),
    "thu_tuc": ("thủ tục", 12), "khai_sinh": ("khai sinh", 5),
}  # fmt: skip


def meant(text: str) -> str | None:
    found = corrected(
        tuple(folded_words(text)),
        Vocabulary(WORDS, WRITTEN),
        lambda names: {name: PAIRS[name] for name in names if name in PAIRS},
    )
    return found.written if found else None


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hồ Xá", "ho xa"),
        ("đường ĐẤT", "duong dat"),
        ("hòa hoà", "hoa hoa"),
        (unicodedata.normalize("NFD", "cải cách"), "cai cach"),
        ("kỹ thuật, kĩ thuật; quý, quí", "ki thuat ki thuat qui qui"),
        ("250/KH-UBND", "250 kh ubnd"),
        ("a_b 'c' \"d\" %e\x00f", "a b c d e f"),
        ("🙂 — … ", ""),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert " ".join(folded_words(text)) == folded


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("thur tucj", "thủ tục"),
        ("thur tujc", "thủ tục"),
        ("cai3 cach1", "cải cách"),
        ("hanh chihn", "hành chính"),
        ("hanhchinh", "hành chính"),
        ("khai sih", "khai sinh"),
        ("kh ai sinh", "khai sinh"),
        ("thu tuc", None),
        ("2024", None),
        ("zzzzzzzz", None),
    ],
)
def test_slips_of_the_key_are_put_right(typed: str, written: str | None) -> None:
    assert meant(typed) == written


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("dduowngf", "duong"), ("tucj", "tuc"), ("d9uo7ng2", "duong"), ("ddieejn", "dien"), ("duocd", "duoc")],
)
def test_keys_of_telex_and_vni_are_taken_out(typed: str, plain: str) -> None:
    assert plain in without_leftovers(typed)


def test_a_short_form_stands_for_what_it_means_and_the_other_way_round() -> None:
    (group,) = asking.asked("CCHC", KNOWN).groups
    assert ("cai", "cach", "hanh", "chinh") in group.ways
    first, second = asking.asked("cải cách hành chính 2024", KNOWN).groups
    assert ("cchc",) in first.ways
    assert second.words == ("2024",)


def test_what_is_found_is_set_apart_with_its_marks() -> None:
    pieces = excerpt("Từ hôm nay, thủ tục Hành chính ở xã làm nhanh hơn.", asking.asked("thu tuc hanh chinh", {}))
    assert [piece.text for piece in pieces if piece.is_found] == ["thủ tục Hành chính"]


def test_an_excerpt_shows_the_place_where_most_is_found() -> None:
    text = "đầu " * 300 + "quầy chứng thực chữ ký ở Hồ Xá " + "cuối " * 300
    pieces = excerpt(text, asking.asked("chung thuc ho xa", {}))
    shown = "".join(piece.text for piece in pieces)
    assert "chứng thực chữ ký ở Hồ Xá" in shown
    assert len(shown.split()) < 60
    assert shown.startswith("… ")
    assert shown.endswith("…")


def test_terms_hold_words_neighbours_the_title_and_places() -> None:
    terms = terms_of("Hồ Xá", "mở quầy", ["k:story"]).split()
    assert terms == ["ho", "xa", "ho_xa", "mo", "quay", "mo_quay", "t.ho", "t.xa", "t.ho_xa", "k:story"]


def score(title: str, text: str, days: int = 0, kind: str = "story") -> float:
    one = Candidate(1, kind, "1", TODAY - timedelta(days=days), title, text)
    return ranking.score(one, asking.asked("chứng thực chữ ký", {}), TODAY)


def test_what_stands_in_the_title_side_by_side_and_newer_comes_first() -> None:
    in_title = score("chung thuc chu ki", "", 400)
    side_by_side = score("tin", "ho so chung thuc chu ki o xa", 0)
    apart = score("tin", "chung toi thuc hien, chu nha ki", 0)
    assert in_title > side_by_side > apart
    assert score("tin", "chung thuc chu ki", 10) > score("tin", "chung thuc chu ki", 300)
    assert score("chung thuc chu ki", "", 0, "unit") > score("chung thuc chu ki", "", 0, "task")


def test_the_marks_typed_count_where_they_are_written_so() -> None:
    assert ranking.written_so("hồ xá", "Thị trấn Hồ Xá", "") > ranking.written_so("hồ xá", "Tin", "ở Hồ Xá.") > 0
    assert ranking.written_so("hồ xá", "Các hộ xã Vĩnh Lâm", "") == 0


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_is_shown_whole_and_its_terms_need_no_escaping(text: str) -> None:
    asked = asking.asked(text, KNOWN)
    assert "".join(piece.text for piece in marked(text, asked)) == text
    assert all(text[word.start : word.end] for word in words_of(text))
    for term in terms_of(text, text, []).split():
        assert all(letter.isalnum() or letter in "_.:" for letter in term)
        assert "'" not in Term(term).for_postgresql()[1:-1]
    assert len(asked.words) <= asking.MOST_WORDS
    assert len(asked.written) <= asking.MOST_LETTERS
