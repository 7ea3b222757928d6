"""Which periods are handed out, when an obligation may move on, when it is late: plain values, no Django, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta

from loa.lib.periods import Period, Rhythm, periods_between
from loa.lib.vietnamese_text import NO_BREAK, weekday, written_day
from loa.tasks.choices import OPEN_STATES, Deed, EvidenceKind, Grade, Lateness, Standing, State

# From each state, where an obligation may go. A state that leads to itself takes another word or another piece of
# evidence without moving: progress told again, a result added to before anybody accepted it.
MOVES: dict[State, frozenset[State]] = {
    State.AWAITING_EVENT: frozenset([State.NOT_STARTED, State.NOT_APPLICABLE]),
    State.NOT_STARTED: frozenset([State.IN_PROGRESS, State.SUBMITTED, State.NOT_APPLICABLE, State.AWAITING_EVENT]),
    State.IN_PROGRESS: frozenset([State.IN_PROGRESS, State.SUBMITTED, State.NOT_APPLICABLE, State.AWAITING_EVENT]),
    State.SUBMITTED: frozenset([State.SUBMITTED, State.ACCEPTED, State.RETURNED]),
    State.RETURNED: frozenset([State.IN_PROGRESS, State.SUBMITTED, State.NOT_APPLICABLE]),
    State.NOT_APPLICABLE: frozenset([State.NOT_STARTED]),  # somebody was mistaken
    State.ACCEPTED: frozenset([State.SUBMITTED]),  # taken back by the lead alone: see `may_tell`
}
SOON_WITHIN = timedelta(days=14)
# How long a unit may write of a closed period in which something was given back to it.
OPEN_AFTER_RETURN = timedelta(days=7)
# So far back a unit's answers are looked at before it is called silent.
SILENT_WITHIN = timedelta(days=60)
_SATURDAY = 5
_GRADES = {
    EvidenceKind.FILE: Grade.FILE,
    EvidenceKind.LINK: Grade.LINK,
    EvidenceKind.RECORD: Grade.SYSTEM,
    EvidenceKind.SHOWN: Grade.FILE,
    EvidenceKind.ENTRY: Grade.WORD,
}
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)


def periods_to_hand_out(rhythm: Rhythm, *, year: int | None, on: date, earlier: bool) -> tuple[Period, ...]:
    """Return the periods of a plan's year for which standing work is owed when it is handed out on a day.

    They begin with the one in which the month of that day opens, unless the `earlier` ones of the year are owed too.
    A period counts where it ends in the year: the statutory quarter that opens on 15 December is the next year's. A
    plan without a year is one for the year of the day.
    """
    year = year or on.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not earlier:
        first = max(first, on.replace(day=1))
    return tuple(period for period in periods_between(rhythm, first, last) if period.end <= last)


def may_move(frm: State | str, to: State | str) -> bool:
    """Tell whether an obligation may go from one state to another."""
    return State(to) in MOVES[State(frm)]


def may_tell(frm: State | str, to: State | str) -> bool:
    """Tell whether a step told of an obligation moves it so: what was accepted takes no further word of its unit."""
    return State(frm) != State.ACCEPTED and may_move(frm, to)


def lateness(due_on: date | None, state: State | str, today: date) -> Lateness:
    """Return how an obligation stands to its last day: the one place that decides that something is late.

    `due_on` is the last day that counts as on time. Nothing is late while it waits for an event outside or has no
    day; what was handed in or is over is closed, and what was returned is open again.
    """
    if state == State.AWAITING_EVENT:
        return Lateness.OPEN_ENDED
    if state not in OPEN_STATES:
        return Lateness.CLOSED
    if due_on is None:
        return Lateness.OPEN_ENDED
    if today > due_on:
        return Lateness.LATE
    return Lateness.SOON if due_on - today <= SOON_WITHIN else Lateness.IN_TIME


def standing(due_on: date | None, state: State | str, submitted_on: date | None, today: date) -> Standing:
    """Return what an obligation is called on a day. Whether it was done in time is told by the day it was handed in.

    What was returned is called so, late or not; that it is late too is `lateness`.
    """
    state = State(state)
    if state in _CALLED:
        return _CALLED[state]
    if state == State.ACCEPTED:
        if due_on is None or submitted_on is None:
            return Standing.DONE
        return Standing.DONE_IN_TIME if submitted_on <= due_on else Standing.DONE_LATE
    if lateness(due_on, state, today) == Lateness.LATE:
        return Standing.OVERDUE
    return Standing.DOING if state == State.IN_PROGRESS else Standing.NOT_BEGUN


_CALLED = {
    State.SUBMITTED: Standing.SENT,
    State.RETURNED: Standing.RETURNED,
    State.AWAITING_EVENT: Standing.AWAITING,
    State.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
}


def standing_in_words(called: Standing, returns: int) -> str:
    """Return the words for it; those of a result that was returned more than once say how often."""
    return f"{called.label} (lần {returns})" if called == Standing.RETURNED and returns > 1 else str(called.label)


def waits_for_head(state: State | str, *, head_approves: bool, approved: bool, typed: bool) -> bool:
    """Tell whether a result that was handed in waits for the head of its unit.

    What was typed from a paper, a call or a document does not: its unit may have nobody here who could approve it.
    """
    return state == State.SUBMITTED and head_approves and not approved and not typed


def counted_in(state: State | str, due_on: date | None, submitted_on: date | None, *, opened: bool) -> frozenset[str]:
    """Return the counts of a tally, by their names, in which an obligation stands: that of its state and maybe another.

    Another counts what was accepted after its last day, or what is still to be done and was never opened.
    """
    names = {str(State(state))}
    if state == State.ACCEPTED and standing(due_on, state, submitted_on, date.max) == Standing.DONE_LATE:
        names.add("accepted_late")
    if state in OPEN_STATES and not opened:
        names.add("unopened")
    return frozenset(names)


def may_lock(due_on: date | None, today: date) -> bool:
    """Tell whether a period can be closed: its last day for reporting, the latest of all its work, has gone by."""
    return due_on is not None and today > due_on


def may_report_when_locked(until: date | None, today: date) -> bool:
    """Tell whether a unit may report a closed period: it was allowed to, and that last day has not gone by."""
    return until is not None and today <= until


def is_silent(unanswered: int, answered: int) -> bool:
    """Tell whether a unit is silent: of what fell due within `SILENT_WITHIN` it began nothing and handed nothing in."""
    return unanswered > 0 and not answered


def due_in_words(due_on: date | None, today: date) -> str:
    """Return how far the last day is: "còn 3 ngày", "hạn hôm nay", "quá hạn 2 ngày", "chưa có hạn"."""
    if due_on is None:
        return "chưa có hạn"
    days = (due_on - today).days
    if days == 0:
        return "hạn hôm nay"
    return f"còn {days}{NO_BREAK}ngày" if days > 0 else f"quá hạn {-days}{NO_BREAK}ngày"


def why_not_adjusted(deed: Deed, state: State | str) -> str:
    """Return why the lead of a plan cannot do something to an obligation in a state, "" where it is possible.

    What was handed in may still get another last day: the document that gives it can reach Loa after the result.
    """
    state = State(state)
    if deed == Deed.MOVE_DUE:
        if state == State.AWAITING_EVENT:
            return "đang chờ công bố; hạn cuối được đặt khi mở việc ở trang kế hoạch"
        possible = state in (*OPEN_STATES, State.SUBMITTED)
    elif deed == Deed.DROP:
        possible = may_move(state, State.NOT_APPLICABLE)
    else:
        possible = state == State.NOT_APPLICABLE
    return "" if possible else f"đang ở trạng thái “{state.label}”"


def why_not_due(due_on: date | None, starts_on: date | None, new: date) -> str:
    """Return why an obligation cannot get another last day, "" where it can."""
    if due_on == new:
        return "hạn cuối đã là ngày này"
    if starts_on is not None and new < starts_on:
        return f"kỳ này bắt đầu từ ngày {written_day(starts_on)}, sau hạn cuối mới"
    return ""


def grade(kinds: Iterable[str]) -> Grade:
    """Return how well a result is shown by the kinds of evidence given for it: as well as by the best of them."""
    return min((_GRADES[EvidenceKind(kind)] for kind in kinds), key=lambda one: one.value, default=Grade.WORD)


def wait_for_scanner(waited: timedelta) -> timedelta:
    """Return how long a file waits for the next try at scanning: the longer, the longer it has waited already."""
    return min(max(waited / 2, _SHORTEST_WAIT), _LONGEST_WAIT)


def weekend_note(due_on: date | None) -> str:
    """Return a sentence where the last day falls on a weekend, with the Friday before it; "" on any other day."""
    if due_on is None or due_on.weekday() < _SATURDAY:
        return ""
    friday = due_on - timedelta(days=due_on.weekday() - _SATURDAY + 1)
    before = f"{weekday(friday)} {written_day(friday)}"
    return f"Hạn cuối rơi vào {weekday(due_on)}; ngày làm việc gần nhất trước đó là {before}."


def heard(here: int, listed: int, headcount: int | None) -> int:
    """Return how many people of a unit have read a plan or heard it read out, at least.

    Somebody may have said so here and stand on the meeting's list too, so the larger of the two counts is taken and
    never their sum; and never more than there are.
    """
    most = max(here, listed)
    return most if headcount is None else min(most, headcount)


def percent_heard(here: int, listed: int, headcount: int | None) -> int | None:
    """Return `heard` as a share of the headcount, rounded down; None where that is not known."""
    return heard(here, listed, headcount) * 100 // headcount if headcount else None
