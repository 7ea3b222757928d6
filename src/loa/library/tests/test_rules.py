"""What a document is worth on a day; how symbols, sizes and days are written."""

from datetime import date

import pytest

from loa.library.rules import Standing, days_left, effect, written_size, written_symbol

ON = date(2024, 3, 15)
JANUARY, APRIL = date(2024, 1, 1), date(2024, 4, 1)


@pytest.mark.parametrize(
    ("begins", "until", "replaced", "standing", "words"),
    [
        (None, None, [], Standing.UNKNOWN, "Chưa rõ ngày có hiệu lực"),
        (JANUARY, None, [], Standing.IN_FORCE, "Còn hiệu lực"),
        (ON, ON, [], Standing.IN_FORCE, "Còn hiệu lực"),
        (APRIL, None, [], Standing.NOT_YET, "Chưa có hiệu lực, có hiệu lực từ ngày 01/04/2024"),
        (JANUARY, date(2024, 3, 14), [], Standing.OVER, "Hết hiệu lực từ ngày 15/03/2024"),
        (None, date(2024, 2, 1), [], Standing.OVER, "Hết hiệu lực từ ngày 02/02/2024"),
        (JANUARY, None, [ON, APRIL], Standing.REPLACED, "Đã được thay thế từ ngày 15/03/2024"),
        (JANUARY, None, [APRIL], Standing.IN_FORCE, "Còn hiệu lực"),
        (JANUARY, None, [None], Standing.REPLACED, "Đã được thay thế"),
        (JANUARY, date(2024, 2, 1), [date(2024, 1, 20)], Standing.REPLACED, "Đã được thay thế từ ngày 20/01/2024"),
    ],
)
def test_what_a_document_is_worth(begins, until, replaced, standing, words):
    found = effect(begins_on=begins, until=until, replaced=replaced, on=ON)
    assert (found.standing, found.words.replace("\u00a0", " ")) == (standing, words)
    assert found.holds == (standing in {Standing.UNKNOWN, Standing.IN_FORCE})


def test_a_number_still_to_be_given_stays_blank():
    assert written_symbol("/KH-UBND") == "Số:" + "\u00a0" * 6 + "/KH-UBND"
    assert written_symbol("250/KH-UBND") == "250/KH-UBND"


@pytest.mark.parametrize(
    ("size", "words"), [(640, "640 byte"), (39_000, "38 KB"), (1_258_291, "1,2 MB"), (20 * 1024 * 1024, "20,0 MB")]
)
def test_sizes_in_words(size, words):
    assert written_size(size).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("closes", "words"),
    [(date(2024, 3, 20), "còn 5 ngày"), (ON, "hôm nay là ngày cuối"), (date(2024, 3, 14), "")],
)
def test_how_long_a_draft_is_open(closes, words):
    assert days_left(closes, ON).replace("\u00a0", " ") == words
