import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.simple_text import as_html, as_text, is_typed

TYPED = "Mở đầu.\n\n## Cần mang gì\n\n- Căn cước\n- Tờ khai\n\nKết quả sau 3 ngày."


def test_typed_text_becomes_paragraphs_headings_and_lists():
    assert as_html(TYPED) == (
        "<p>Mở đầu.</p><h2>Cần mang gì</h2><ul><li>Căn cước</li><li>Tờ khai</li></ul><p>Kết quả sau 3 ngày.</p>"
    )
    assert as_text(as_html(TYPED)) == TYPED


@pytest.mark.parametrize("mark", ["<script>alert(1)</script>", "<b>đậm</b>", "a < b & c", '<img src=x onerror="x">'])
def test_marks_are_text(mark):
    assert "<script" not in as_html(mark)
    assert "<img" not in as_html(mark)
    assert as_text(as_html(mark)) == mark


def test_words_pasted_from_word_keep_their_letters_and_nothing_unseen():
    pasted = "Ngày\u200b 12/3,\r\nhuyện\x0b mở lớp.\r\n\r\n• Một\r\n• Hai"
    assert as_html(pasted) == "<p>Ngày 12/3, huyện mở lớp.</p><ul><li>Một</li><li>Hai</li></ul>"


def test_what_cannot_be_typed_is_told():
    assert is_typed(as_html(TYPED))
    assert is_typed('<p data-block-key="ab1">Chữ.</p>')
    assert not is_typed("<p>Chữ <b>đậm</b>.</p>")
    assert as_text("<p>Chữ <b>đậm</b>.</p>") == "Chữ đậm."
    assert as_text(" ") == ""


@given(st.text())
def test_any_text_is_taken_and_comes_back_the_same_the_second_time(text):
    once = as_text(as_html(text))
    assert as_text(as_html(once)) == once
