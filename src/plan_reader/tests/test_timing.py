"""Deadline phrases of real plans with the whole of what they say, and what must hold for any text."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_reader.model import Timing
from plan_reader.text import fold, squeeze_lines
from plan_reader.timing import read_timing, timings

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("timing_cases.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def written(timing: Timing) -> str:
    """Write out everything a timing says besides its text, in the short form of the table."""
    said = [timing.kind]
    said += [f"{name}={value}" for name in ("start", "due") if (value := getattr(timing, name))]
    said += [f"@{timing.due_time}"] if timing.due_time else []
    said += [timing.boundary] if timing.boundary else []
    said += ["inferred"] if timing.year_inferred else []
    if every := timing.every:
        said.append(f"every {every.n} {every.unit}" + (f" at «{every.at}»" if every.at else ""))
    if quota := timing.quota:
        said.append(f"quota {'≥' if quota.at_least else ''}{quota.n} «{quota.of}» per {quota.per}")
    if relative := timing.relative:
        distance = f"{relative.n} {relative.days} {relative.unit}" if relative.n is not None else "any time"
        said.append(distance + (f" after «{relative.after}»" if relative.after else ""))
    return " | ".join(said)


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]} ({case[1]})" for case in CASES])
def test_phrase_of_a_real_plan(case: list[str]) -> None:
    phrase, year, expected, *also = case
    text = phrase.replace(" ⏎ ", "\n").replace("⏎", "\n")

    timing = read_timing(text, plan_year=int(year) if year != "-" else None)

    assert timing.text == squeeze_lines(text)
    assert written(timing) == expected
    assert [f"{written(further)} ← {further.text}" for further in timing.also] == also


def test_the_table_is_as_large_as_it_claims() -> None:
    assert len({case[0] for case in CASES}) == len(CASES) >= 240


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("100 ngày kể từ ngày ban hành Kế hoạch", date(2026, 4, 25)),
        ("trong 15 ngày kể từ ngày Kế hoạch được ban hành", date(2026, 1, 30)),
        ("02 tuần kể từ ngày ký", date(2026, 1, 29)),
        ("Sau 06 tháng kể từ ngày ban hành Kế hoạch này", date(2026, 7, 15)),
        ("10 ngày làm việc kể từ ngày ban hành Kế hoạch", None),
        ("100 ngày kể từ ngày ban hành Kế hoạch của UBND tỉnh", None),
        ("10 ngày sau khi Nghị quyết được ban hành", None),
    ],
)
def test_a_distance_is_counted_only_from_the_issue_of_the_plan_itself(phrase: str, due: date | None) -> None:
    timing = read_timing(phrase, plan_year=2026, issued_on=date(2026, 1, 15))

    assert (timing.kind, timing.due) == ("relative", due)
    assert timing.boundary == ("included" if due else None)


def test_months_after_the_last_of_a_month_stay_inside_the_month() -> None:
    timing = read_timing("01 tháng kể từ ngày ban hành Kế hoạch", plan_year=2024, issued_on=date(2024, 1, 31))

    assert timing.due == date(2024, 2, 29)


def test_a_span_may_begin_with_the_issue_of_the_plan() -> None:
    issued = date(2026, 6, 1)

    assert read_timing("Từ ngày ban hành Kế hoạch trở đi", plan_year=2026, issued_on=issued).start == issued
    both = read_timing("Từ ngày ban hành Kế hoạch đến 31/12/2026", plan_year=2026, issued_on=issued)
    assert (both.start, both.due) == (issued, date(2026, 12, 31))


def test_timings_yields_the_main_one_first() -> None:
    timing = read_timing("Quý II, Quý IV", plan_year=2024)

    assert [one.due for one in timings(timing)] == [date(2024, 6, 30), date(2024, 12, 31)]


def test_words_beyond_the_part_that_is_read_are_kept() -> None:
    timing = read_timing("Trước ngày 25/11/2024 " + "để tổng hợp " * 200, plan_year=2024)

    assert timing.kind == "before_date"
    assert timing.also[-1].kind == "unknown"
    assert "tổng hợp" in timing.also[-1].text


HOSTILE = (
    "1/1-",
    "quý i,",
    "15/6 và ",
    "5 ngày sau x ",
    "từ ngày ",
    "báo cáo tháng, quý, ",
    "(",
    "\n",
    "; theo ",
    "\u0301",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_letters_are_answered(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    # A pattern that backtracks would not come back from this; the words are kept all the same.
    assert read_timing(text, plan_year=2024).text == squeeze_lines(text)


# Words and numbers of deadline phrases in any order find more than random letters do.
_WORDS = """trước|ngày|tháng|quý|năm|từ|đến|hết|chậm nhất|và|,|;|.|\n|(|)|-|/|I|IV|2024|31/12|29/02/2023|15/6/2024
|20 tháng 6|hằng|mỗi|định kỳ|lần|một lần|02|6|9|99|16 giờ|thứ Sáu|thường xuyên|theo|sau khi|kể từ|ngày làm việc|Kế hoạch
|ban hành|cuối|đầu|năm sau|những năm tiếp theo|báo cáo|tin, bài|/tháng|6 tháng đầu năm|của|kỳ báo cáo|khi cần|1,5|T12"""
_PIECES = st.sampled_from([word.strip() or "\n" for word in _WORDS.split("|")])
PHRASES = st.one_of(st.lists(_PIECES, max_size=14).map(" ".join), st.text(max_size=80))
YEARS = st.one_of(st.none(), st.integers(min_value=2015, max_value=2040), st.sampled_from([0, 1, 9999, 10**12, -5]))
ISSUED = st.one_of(st.none(), st.dates())


@settings(max_examples=400, deadline=None)
@given(text=PHRASES, year=YEARS, issued=ISSUED)
def test_any_text_is_read_the_same_twice_and_keeps_its_words(text: str, year: int | None, issued: date | None) -> None:
    timing = read_timing(text, plan_year=year, issued_on=issued)

    assert timing == read_timing(text, plan_year=year, issued_on=issued)
    assert timing.text == squeeze_lines(text)
    whole = fold(timing.text)
    for further in timing.also:
        assert further.also == ()
        assert fold(further.text) in whole
    for one in timings(timing):
        assert not (one.start and one.due) or one.start <= one.due
        assert (one.kind == "every") <= (one.every is not None)
        assert (one.kind == "quota") <= (one.quota is not None)
        assert (one.kind in {"duration", "relative"}) <= (one.relative is not None)
        assert one.due is None or one.boundary is not None


@settings(max_examples=200, deadline=None)
@given(text=PHRASES, year=YEARS)
def test_unicode_forms_of_a_text_say_the_same(text: str, year: int | None) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert read_timing(composed, plan_year=year) == read_timing(decomposed, plan_year=year)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_marks_and_case_do_not_change_the_dates(case: list[str]) -> None:
    text, year = case[0].replace("⏎", "\n"), int(case[1]) if case[1] != "-" else None
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))

    as_written = [(one.kind, one.start, one.due) for one in timings(read_timing(text, plan_year=year))]

    # In capitals a wrapped line cannot be told from a new one.
    for other in (bare.replace("đ", "d").replace("Đ", "D"), text if "\n" in text else text.upper()):
        assert [(one.kind, one.start, one.due) for one in timings(read_timing(other, plan_year=year))] == as_written


_DAY_FORMS = (
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d:02}.{m:02}.{y}",
    "{d}-{m}-{y}",
    "ngày {d:02} tháng {m:02} năm {y}",
    "{d} tháng {m} năm {y}",
    "{d:02}/{m:02}/{yy:02}",
    "Ngày {d}/ {m}/ {y}",
)


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), form=st.sampled_from(_DAY_FORMS))
def test_a_day_is_the_same_in_every_form(day: date, form: str) -> None:
    words = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)

    for lead, kind, boundary in (
        ("", "by_date", "included"),
        ("Trước ", "before_date", "before"),
        ("Hoàn thành trước ", "before_date", "before"),
        ("Chậm nhất ", "by_date", "included"),
        ("đến hết ", "by_date", "included"),
    ):
        timing = read_timing(lead + words, plan_year=2024)
        assert (timing.kind, timing.due, timing.boundary, timing.year_inferred) == (kind, day, boundary, False)
        assert timing.also == ()


@given(year=st.integers(2000, 2099), month=st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year: int, month: int) -> None:
    for words in (f"Tháng {month}/{year}", f"trong tháng {month:02} năm {year}", f"{month:02}/{year}"):
        timing = read_timing(words, plan_year=None)
        assert (timing.kind, timing.start) == ("in_month", date(year, month, 1))
        assert timing.due is not None
        assert (timing.due + timedelta(days=1)).day == 1
        assert timing.due.month == month


@given(year=st.integers(2000, 2099), quarter=st.integers(1, 4))
def test_a_quarter_is_three_months_in_every_form(year: int, quarter: int) -> None:
    roman = ("I", "II", "III", "IV")[quarter - 1]
    for words in (f"Quý {roman}/{year}", f"quý {quarter} năm {year}", f"Q.{roman}/{year}", f"QUÝ {roman} - {year}"):
        timing = read_timing(words, plan_year=None)
        assert (timing.kind, timing.start) == ("in_quarter", date(year, quarter * 3 - 2, 1))
        assert timing.due is not None
        assert timing.due.month == quarter * 3
