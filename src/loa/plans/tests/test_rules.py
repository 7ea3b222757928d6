from dataclasses import dataclass
from datetime import date

import pytest

from loa.lib.vietnamese_text import NO_BREAK
from loa.plans.rules import cited, deadline_in_words, is_ahead


@dataclass
class Timing:
    timing_kind: str
    starts_on: date | None = None
    due_on: date | None = None
    due_time: str = ""
    boundary: str = ""


YEAR_END = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        (Timing("before_date", due_on=date(2024, 12, 15), boundary="before"), "trước ngày 15/12/2024 (Chủ nhật)"),
        (Timing("by_date", due_on=date(2024, 11, 20), boundary="included"), "đến hết ngày 20/11/2024 (thứ Tư)"),
        (Timing("by_date", due_on=date(2024, 11, 20), boundary="unclear"), "ngày 20/11/2024 (thứ Tư)"),
        (
            Timing("before_date", due_on=date(2024, 11, 20), due_time="16:00", boundary="before"),
            "trước 16:00 ngày 20/11/2024 (thứ Tư)",
        ),
        (
            Timing("in_quarter", date(2024, 1, 1), date(2024, 3, 31), boundary="included"),
            "đến hết ngày 31/03/2024 (Chủ nhật)",
        ),
        (
            Timing("span", date(2024, 3, 1), date(2024, 5, 31), boundary="included"),
            "từ ngày 01/03/2024 đến hết ngày 31/05/2024 (thứ Sáu)",
        ),
        (Timing("span", date(2024, 3, 1)), "từ ngày 01/03/2024 trở đi"),
        (Timing("standing", date(2024, 1, 1), YEAR_END), ""),
        (Timing("relative"), ""),
        (Timing("unknown"), ""),
        (Timing("in_quarter"), ""),
    ],
)
def test_the_last_day_is_said_as_the_document_counts_it(timing: Timing, words: str) -> None:
    assert deadline_in_words(timing).replace(NO_BREAK, " ") == words


@pytest.mark.parametrize(
    ("today", "boundary", "ahead"),
    [
        (date(2024, 11, 19), "before", True),
        (date(2024, 11, 20), "before", False),
        (date(2024, 11, 20), "included", True),
        (date(2024, 11, 20), "unclear", True),
        (date(2024, 11, 21), "included", False),
    ],
)
def test_a_day_left_out_is_past_when_it_comes(today: date, boundary: str, ahead: bool) -> None:
    assert is_ahead(Timing("by_date", due_on=date(2024, 11, 20), boundary=boundary), today) is ahead


def test_a_timing_without_day_never_lies_ahead() -> None:
    assert not is_ahead(Timing("standing"), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        ("250/KH-UBND", "Kế hoạch số 250/KH-UBND"),
        ("76/NQ-CP", "Nghị quyết số 76/NQ-CP"),
        ("30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP"),
        ("12729/VPCP-KGVX", "12729/VPCP-KGVX"),
    ],
)
def test_a_document_is_cited_with_its_kind(symbol, words):
    assert cited(symbol) == words
