"""Text whose sender named a wrong encoding, or none."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.text_encodings import decoded

WORDS = "Ủy ban nhân dân xã Vĩnh Linh, ngày 12/3: “cải cách hành chính”"


def in_vietnamese_windows(text):
    """Return text as Windows keeps it: letters with their marks, the tone behind each."""
    letters = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tone)) + tone)
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize("label", [None, "", "utf-8", "UTF8", "iso-8859-1", "windows-1252", "windows-1258", "khong-co"])
def test_utf_8_is_read_whatever_was_named(label):
    assert decoded(WORDS.encode(), label) == WORDS
    assert decoded(codecs.BOM_UTF8 + WORDS.encode(), label) == WORDS


def test_letters_are_composed():
    assert decoded(unicodedata.normalize("NFD", WORDS).encode()) == WORDS


@pytest.mark.parametrize("label", ["windows-1258", '"CP1258"', None, "x-unknown"])
def test_vietnamese_windows_is_read_when_named_and_when_nothing_is(label):
    assert decoded(in_vietnamese_windows(WORDS), label) == WORDS


@pytest.mark.parametrize("label", ["utf-16", "utf-16-le", None])
def test_wide_text_with_a_mark(label):
    assert decoded(WORDS.encode("utf-16"), label) == WORDS
    assert decoded(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), label) == WORDS


def test_western_text_is_read_as_browsers_do():
    assert decoded(b"\x93caf\xe9\x94", "iso-8859-1") == "“café”"


@pytest.mark.parametrize(
    "label",
    ["punycode", "unicode_escape", "idna", "undefined", "hex", "zip", "rot13", "utf-7", "\0", "x" * 99, "đ", "a.b"],
)
def test_what_is_no_encoding_of_letters_is_not_asked(label):
    assert decoded(b"a\xe2b-", label) == "aâb-"


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-16", "big5", "gb18030", "iso-2022-jp", "shift_jis", "cp1258"])
)
def test_it_never_fails_and_gives_composed_text(data, label):
    text = decoded(data, label)
    assert unicodedata.is_normalized("NFC", text)
    assert "\0" not in text
