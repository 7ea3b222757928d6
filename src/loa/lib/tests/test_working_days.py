"""Working days by a small calendar of 2026, and what holds whatever the special days are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.working_days import (
    SpecialDays,
    add_working_days,
    day_counted_from,
    is_working_day,
    last_days_counted_to,
    next_working_day,
    previous_working_day,
    working_days_between,
)

# 1/1 off; Friday 2/1 off and Saturday 10/1 worked instead (12729/VPCP-KGVX).
NEW_YEAR = SpecialDays(off=frozenset([date(2026, 1, 1), date(2026, 1, 2)]), worked=frozenset([date(2026, 1, 10)]))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 3), False),
        (date(2026, 1, 5), True),
        (date(2026, 1, 10), True),
        (date(2026, 1, 11), False),
    ],
)
def test_which_days_are_worked(day, worked):
    assert is_working_day(day, NEW_YEAR) is worked


def test_counting_passes_days_off_and_stops_at_days_worked_instead():
    assert next_working_day(date(2025, 12, 31), NEW_YEAR) == date(2026, 1, 5)
    assert previous_working_day(date(2026, 1, 5), NEW_YEAR) == date(2025, 12, 31)
    assert add_working_days(date(2026, 1, 8), 2, NEW_YEAR) == date(2026, 1, 10)
    assert add_working_days(date(2026, 1, 12), -2, NEW_YEAR) == date(2026, 1, 9)
    assert add_working_days(date(2026, 1, 3), 0, NEW_YEAR) == date(2026, 1, 3)
    assert working_days_between(date(2025, 12, 31), date(2026, 1, 12), NEW_YEAR) == 7


def test_a_day_worked_in_place_of_another_wins_over_a_day_off():
    both = SpecialDays(off=frozenset([date(2026, 1, 10)]), worked=frozenset([date(2026, 1, 10)]))
    assert is_working_day(date(2026, 1, 10), both)


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
calendars = st.builds(SpecialDays, off=st.frozensets(days, max_size=30), worked=st.frozensets(days, max_size=30))
counts = st.integers(-40, 40).filter(bool)


@given(days, counts, calendars)
def test_what_is_counted_to_is_worked_and_that_far_away(day, count, special):
    there = add_working_days(day, count, special)
    assert is_working_day(there, special)
    # Going back the starting day is not counted and the day arrived at is, so they differ by whether each is worked.
    counted = working_days_between(day, there, special)
    assert counted == count if count > 0 else counted - count in {0, 1}


@given(days, st.integers(1, 20), st.integers(1, 20), calendars)
def test_counting_in_two_steps_is_counting_at_once(day, one, two, special):
    halfway = add_working_days(day, one, special)
    assert add_working_days(halfway, two, special) == add_working_days(day, one + two, special)


@given(days, calendars)
def test_there_and_back_is_the_same_working_day(day, special):
    there = next_working_day(day, special)
    back = previous_working_day(there, special)
    assert back <= day < there
    assert working_days_between(back, there, special) == 1
    assert is_working_day(day, special) is (back == day)


@given(days, days, days, calendars)
def test_stretches_add_up(one, two, three, special):
    first, middle, last = sorted([one, two, three])
    whole = working_days_between(first, last, special)
    assert whole == working_days_between(first, middle, special) + working_days_between(middle, last, special)
    assert working_days_between(last, first, special) == -whole


@given(days, days, calendars)
def test_more_days_off_never_mean_more_working_days(one, two, special):
    first, last = sorted([one, two])
    fewer = SpecialDays(off=special.off | {first + timedelta(days=1)}, worked=special.worked)
    assert working_days_between(first, last, fewer) <= working_days_between(first, last, special)


def test_a_last_day_that_is_not_worked_counts_as_the_day_before():
    new_year = date(2026, 1, 1)
    assert day_counted_from(new_year, 0, NEW_YEAR) == date(2025, 12, 31)
    assert day_counted_from(new_year, -1, NEW_YEAR) == date(2025, 12, 30)
    assert day_counted_from(new_year, 1, NEW_YEAR) == date(2026, 1, 5)
    assert last_days_counted_to(date(2025, 12, 31), 0, NEW_YEAR) == (date(2025, 12, 31), date(2026, 1, 4))


@given(days, days, st.integers(-20, 20), calendars)
def test_the_last_days_of_a_day_are_those_that_lead_to_it(due, today, count, special):
    today = next_working_day(today, special)
    first, last = last_days_counted_to(today, count, special)
    assert (first <= due <= last) is (day_counted_from(due, count, special) == today)
    for edge in (first, last):
        assert day_counted_from(edge, count, special) == today
