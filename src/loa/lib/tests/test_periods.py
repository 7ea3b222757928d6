import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.periods import Rhythm, last_day, openings_in, periods_between, periods_of_year

MONTH, QUARTER, HALF, YEAR = (Rhythm(months=months) for months in (1, 3, 6, 12))
STATUTORY_QUARTER = Rhythm(months=3, first_day=15)
by_months = st.builds(
    Rhythm, months=st.sampled_from([1, 3, 6, 12]), first_day=st.integers(1, 28), days_to_send=st.integers(0, 30)
)
openings = st.lists(st.dates(date(2023, 1, 1), date(2023, 12, 31)), min_size=1, max_size=24, unique=True)
own_cuts = st.builds(lambda days: Rhythm(months=0, opens=tuple((day.month, day.day) for day in sorted(days))), openings)
rhythms = by_months | own_cuts
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("rhythm", "labels"),
    [
        (QUARTER, ["Quý I/2024", "Quý II/2024", "Quý III/2024", "Quý IV/2024"]),
        (HALF, ["6 tháng đầu năm 2024", "6 tháng cuối năm 2024"]),
        (YEAR, ["Năm 2024"]),
    ],
)
def test_periods_are_named_as_offices_name_them(rhythm, labels):
    assert [period.label for period in periods_of_year(rhythm, 2024)] == labels


def test_calendar_periods_end_with_their_last_month():
    ends = [(period.code, period.start, period.end) for period in periods_of_year(QUARTER, 2024)]
    assert ends[0] == ("2024-q1", date(2024, 1, 1), date(2024, 3, 31))
    assert ends[3] == ("2024-q4", date(2024, 10, 1), date(2024, 12, 31))
    february = list(periods_of_year(MONTH, 2024))[1]
    assert (february.code, february.label, february.end) == ("2024-m02", "Tháng 2/2024", date(2024, 2, 29))


def test_statutory_periods_follow_the_decree():
    """Nghị định 09/2019/NĐ-CP, điều 12: 15/12-14/3, 15/3-14/6, 15/6-14/9, 15/9-14/12."""
    spans = [(period.start, period.end) for period in periods_of_year(STATUTORY_QUARTER, 2024)]
    assert spans == [
        (date(2023, 12, 15), date(2024, 3, 14)),
        (date(2024, 3, 15), date(2024, 6, 14)),
        (date(2024, 6, 15), date(2024, 9, 14)),
        (date(2024, 9, 15), date(2024, 12, 14)),
    ]


def test_a_report_may_be_due_some_days_after_its_period():
    first = next(periods_of_year(Rhythm(months=3, days_to_send=5), 2024))
    assert (first.end, first.due) == (date(2024, 3, 31), date(2024, 4, 5))


def test_a_period_counts_when_it_shares_a_day():
    found = periods_between(QUARTER, date(2024, 3, 31), date(2024, 10, 1))
    assert [period.code for period in found] == ["2024-q1", "2024-q2", "2024-q3", "2024-q4"]
    december = periods_between(STATUTORY_QUARTER, date(2024, 12, 1), date(2024, 12, 31))
    assert [period.code for period in december] == ["2024-q4-15", "2025-q1-15"]


def test_an_office_may_cut_its_year_itself():
    rhythm = Rhythm(months=0, opens=openings_in("01/11, 15/2;1/6"), days_to_send=3)
    assert rhythm.opens == ((2, 15), (6, 1), (11, 1))
    found = list(periods_of_year(rhythm, 2024))
    assert [one.label for one in found] == [
        "Kỳ 15/02 đến 31/05/2024",
        "Kỳ 01/06 đến 31/10/2024",
        "Kỳ 01/11/2024 đến 14/02/2025",
    ]
    assert found[0].due == date(2024, 6, 3)
    assert last_day(rhythm, found[2].code, found[2].start) == date(2025, 2, 14)
    assert periods_between(rhythm, date(2024, 1, 1), date(2024, 1, 1))[0].start == date(2023, 11, 1)


@pytest.mark.parametrize("typed", ["", "  ", "29/02", "31/04", "15", "15/04; 15/04", "quý I", "1/13", "/", "0/1"])
def test_days_that_open_no_period_are_refused(typed):
    with pytest.raises(ValueError, match="no days that open periods"):
        openings_in(typed)


@given(rhythms, st.integers(2000, 2060))
def test_the_periods_of_a_year_follow_one_another_without_gap(rhythm, year):
    periods = list(periods_of_year(rhythm, year))
    assert len(periods) == (len(rhythm.opens) or 12 // rhythm.months)
    for one, two in itertools.pairwise(periods):
        assert one.end + timedelta(days=1) == two.start
    assert periods[-1].end + timedelta(days=1) == next(periods_of_year(rhythm, year + 1)).start


@given(rhythms, days, days)
def test_every_day_asked_for_lies_in_one_period(rhythm, one, two):
    first, last = sorted([one, two])
    found = periods_between(rhythm, first, last)
    assert found == sorted(found)
    assert found[0].start <= first <= found[0].end
    assert found[-1].start <= last <= found[-1].end
    assert len({period.code for period in found}) == len(found)
