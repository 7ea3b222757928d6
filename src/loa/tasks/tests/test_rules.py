"""Where an obligation may go and when it is late, by cases and by properties."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.periods import Rhythm
from loa.tasks.choices import DONE_STATES, OPEN_STATES, Lateness, Standing, State
from loa.tasks.rules import (
    MOVES,
    due_in_words,
    lateness,
    may_move,
    may_tell,
    periods_to_hand_out,
    standing,
    standing_in_words,
    waits_for_head,
    weekend_note,
)

GUIDE = Path(__file__).parents[4] / "docs" / "guide" / "tu-van-ban-den-viec.md"
TODAY = date(2024, 3, 15)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
# Who has the next word: the unit, whoever leads the plan, or nobody any more.
WAITS_FOR_THE_UNIT = set(OPEN_STATES)
WAITS_FOR_THE_LEAD = {State.SUBMITTED, State.AWAITING_EVENT}
OVER = {State.ACCEPTED, State.NOT_APPLICABLE}


def reachable(state):
    found, waiting = set(), [state]
    while waiting:
        new = MOVES[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def test_every_state_stands_in_the_table_and_has_one_owner():
    assert set(MOVES) == set(State) == WAITS_FOR_THE_UNIT | WAITS_FOR_THE_LEAD | OVER
    assert len(WAITS_FOR_THE_UNIT) + len(WAITS_FOR_THE_LEAD) + len(OVER) == len(State)


@pytest.mark.parametrize("state", [*WAITS_FOR_THE_UNIT, *WAITS_FOR_THE_LEAD])
def test_whatever_is_open_can_come_to_its_end(state):
    assert State.ACCEPTED in reachable(state)


@pytest.mark.parametrize("state", OPEN_STATES)
def test_a_unit_can_always_hand_in_what_it_owes(state):
    assert may_move(state, State.SUBMITTED)


@pytest.mark.parametrize(
    ("frm", "to", "allowed"),
    [
        ("not_started", "in_progress", True),
        ("not_started", "not_started", False),
        ("in_progress", "in_progress", True),
        ("in_progress", "not_started", False),
        ("submitted", "submitted", True),
        ("submitted", "in_progress", False),
        ("submitted", "returned", True),
        ("returned", "submitted", True),
        ("returned", "accepted", False),
        ("awaiting_event", "not_started", True),
        ("awaiting_event", "submitted", False),
        ("not_applicable", "not_started", True),
    ],
)
def test_moves(frm, to, allowed):
    assert may_move(frm, to) == allowed


@given(to=st.sampled_from(State))
def test_what_was_accepted_is_only_ever_taken_back(to):
    assert may_move(State.ACCEPTED, to) == (to == State.SUBMITTED)


@given(frm=st.sampled_from(State), to=st.sampled_from(State))
def test_a_unit_tells_nothing_more_of_what_was_accepted(frm, to):
    assert may_tell(frm, to) == (may_move(frm, to) and frm != State.ACCEPTED)


@given(frm=st.sampled_from(State))
def test_only_what_was_handed_in_is_accepted_or_returned(frm):
    assert may_move(frm, State.ACCEPTED) == may_move(frm, State.RETURNED) == (frm == State.SUBMITTED)


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="finished"):
        may_move(State.NOT_STARTED, "finished")


@pytest.mark.parametrize(
    ("due_on", "state", "expected"),
    [
        (date(2024, 3, 14), "not_started", Lateness.LATE),
        (date(2024, 3, 14), "in_progress", Lateness.LATE),
        (date(2024, 3, 14), "returned", Lateness.LATE),
        (date(2024, 3, 14), "submitted", Lateness.CLOSED),
        (date(2024, 3, 14), "accepted", Lateness.CLOSED),
        (date(2024, 3, 14), "not_applicable", Lateness.CLOSED),
        (date(2024, 3, 14), "awaiting_event", Lateness.OPEN_ENDED),
        (date(2024, 3, 15), "not_started", Lateness.SOON),
        (date(2024, 3, 29), "not_started", Lateness.SOON),
        (date(2024, 3, 30), "not_started", Lateness.IN_TIME),
        (None, "in_progress", Lateness.OPEN_ENDED),
        (None, "submitted", Lateness.CLOSED),
    ],
)
def test_lateness(due_on, state, expected):
    assert lateness(due_on, state, TODAY) == expected


@given(due_on=days | st.none(), state=st.sampled_from(State), today=days)
def test_lateness_answers_for_every_state_and_day(due_on, state, today):
    found = lateness(due_on, state, today)
    assert (found == Lateness.CLOSED) == (state in {*DONE_STATES, State.NOT_APPLICABLE})
    assert (found == Lateness.LATE) == (state in OPEN_STATES and due_on is not None and due_on < today)


@given(due_on=days, state=st.sampled_from(OPEN_STATES), today=days)
def test_what_is_late_stays_late_on_the_next_day(due_on, state, today):
    if lateness(due_on, state, today) == Lateness.LATE:
        assert lateness(due_on, state, today + timedelta(days=1)) == Lateness.LATE


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2024, 3, 18), "còn 3 ngày"),
        (date(2024, 3, 16), "còn 1 ngày"),
        (date(2024, 3, 15), "hạn hôm nay"),
        (date(2024, 3, 13), "quá hạn 2 ngày"),
        (None, "chưa có hạn"),
    ],
)
def test_distance_in_words(due_on, words):
    assert due_in_words(due_on, TODAY).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("due_on", "note"),
    [
        (date(2024, 12, 14), "Hạn cuối rơi vào thứ Bảy; ngày làm việc gần nhất trước đó là thứ Sáu 13/12/2024."),
        (date(2024, 3, 31), "Hạn cuối rơi vào Chủ nhật; ngày làm việc gần nhất trước đó là thứ Sáu 29/03/2024."),
        (date(2024, 11, 19), ""),
        (None, ""),
    ],
)
def test_a_weekend_is_pointed_out(due_on, note):
    assert weekend_note(due_on) == note


@pytest.mark.parametrize(
    ("first_day", "on", "codes"),
    [
        (1, date(2024, 3, 15), ["2024-q1", "2024-q2", "2024-q3", "2024-q4"]),
        (1, date(2024, 4, 1), ["2024-q2", "2024-q3", "2024-q4"]),
        # Quarter I runs from 15/12 to 14/3; what opens on 15/12/2024 is the next year's.
        (15, date(2024, 3, 15), ["2024-q1-15", "2024-q2-15", "2024-q3-15", "2024-q4-15"]),
        (15, date(2024, 12, 20), ["2024-q4-15"]),
        (1, date(2023, 11, 2), ["2024-q1", "2024-q2", "2024-q3", "2024-q4"]),
        (1, date(2025, 1, 2), []),
    ],
)
def test_periods_from_the_month_of_the_confirmation_to_the_years_end(first_day, on, codes):
    found = periods_to_hand_out(Rhythm(months=3, first_day=first_day), year=2024, on=on, earlier=False)
    assert [period.code for period in found] == codes


@given(months=st.sampled_from([1, 3, 6, 12]), first_day=st.integers(1, 28), year=st.integers(2020, 2030), on=days)
def test_earlier_periods_add_to_the_later_ones_and_all_end_in_the_year(months, first_day, year, on):
    rhythm = Rhythm(months=months, first_day=first_day)
    everything = periods_to_hand_out(rhythm, year=year, on=on, earlier=True)
    assert len(everything) == 12 // months
    assert {period.end.year for period in everything} == {year}
    assert set(periods_to_hand_out(rhythm, year=year, on=on, earlier=False)) <= set(everything)


def test_the_manual_holds_the_table_of_moves_as_it_is():
    _, _, section = GUIDE.read_text(encoding="utf-8").partition("## Trạng thái của một đầu việc\n")
    rows = [line.strip("|").split("|") for line in section.partition("\n## ")[0].splitlines() if line.startswith("|")]
    told = {frm.strip(): set(to.strip().split("; ")) - {"–"} for frm, to in rows[2:]}
    assert told == {frm.label.capitalize(): {to.label.capitalize() for to in MOVES[frm]} for frm in State}


@pytest.mark.parametrize(
    ("due_on", "state", "submitted_on", "words"),
    [
        (date(2024, 3, 14), "accepted", date(2024, 3, 14), "hoàn thành đúng hạn"),
        (date(2024, 3, 14), "accepted", date(2024, 3, 15), "hoàn thành quá hạn"),
        (None, "accepted", date(2024, 3, 15), "đã hoàn thành"),
        (date(2024, 3, 14), "submitted", date(2024, 3, 15), "đã gửi, chờ xác nhận"),
        (date(2024, 3, 15), "in_progress", None, "đang thực hiện (trong hạn)"),
        (date(2024, 3, 14), "in_progress", None, "chưa hoàn thành, đã quá hạn"),
        (date(2024, 3, 14), "not_started", None, "chưa hoàn thành, đã quá hạn"),
        (None, "not_started", None, "chưa bắt đầu"),
        (date(2024, 3, 14), "returned", date(2024, 3, 10), "trả lại để bổ sung"),
        (date(2024, 3, 14), "awaiting_event", None, "chờ công bố"),
        (date(2024, 3, 14), "not_applicable", None, "không áp dụng"),
    ],
)
def test_what_it_is_called(due_on, state, submitted_on, words):
    assert standing_in_words(standing(due_on, state, submitted_on, TODAY), 1) == words


def test_a_second_return_says_so():
    assert standing_in_words(Standing.RETURNED, 2) == "trả lại để bổ sung (lần 2)"
    assert standing_in_words(Standing.SENT, 2) == "đã gửi, chờ xác nhận"


@given(due_on=days | st.none(), state=st.sampled_from(State), submitted_on=days | st.none(), today=days)
def test_what_it_is_called_agrees_with_its_state_and_lateness(due_on, state, submitted_on, today):
    called = standing(due_on, state, submitted_on, today)
    assert (called in {Standing.DONE, Standing.DONE_IN_TIME, Standing.DONE_LATE}) == (state == State.ACCEPTED)
    late = lateness(due_on, state, today) == Lateness.LATE
    assert (called == Standing.OVERDUE) == (late and state != State.RETURNED)


@given(due_on=days, submitted_on=days, today=days, later=days)
def test_what_was_done_in_time_stays_so(due_on, submitted_on, today, later):
    assert standing(due_on, "accepted", submitted_on, today) == standing(due_on, "accepted", submitted_on, later)


@given(state=st.sampled_from(State), head_approves=st.booleans(), approved=st.booleans(), typed=st.booleans())
def test_only_what_was_handed_in_by_the_unit_waits_for_its_head(state, head_approves, approved, typed):
    waits = waits_for_head(state, head_approves=head_approves, approved=approved, typed=typed)
    assert waits == (state == State.SUBMITTED and head_approves and not (approved or typed))
