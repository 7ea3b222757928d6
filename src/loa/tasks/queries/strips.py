"""The year of a task or of a unit as a strip of months: what was due in each, and how much of it is not handed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import NO_DAY
from loa.tasks.queries.figures import Counted
from loa.tasks.queries.lists import NO_MONTH
from loa.tasks.rules import SOON_WITHIN

_MONTHS_A_YEAR = 12
_FEW, _MANY = 0.34, 0.67
_DONE, _OPEN = tuple(map(str, DONE_STATES)), tuple(map(str, OPEN_STATES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is due in one month, if anything. `month` is its word in addresses, `short` what stands above it."""

    month: str
    short: str
    counted: Counted = field(default=Counted())

    @property
    def kind(self) -> str:
        """How the month stands, the most pressing first; "" where nothing is due in it."""
        one = self.counted
        if one.late:
            share = one.late / one.owed
            return "late-3" if share > _MANY else "late-2" if share > _FEW else "late-1"
        if one.soon:
            return "near"
        if one.open:
            return "open"
        if one.awaiting:
            return "wait"
        if not one.owed:
            return ""
        return "done" if one.accepted == one.owed else "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthHead:
    """A column of strips: its word in addresses, and what stands above it."""

    code: str
    short: str
    label: str


def month_of(due_on: date | None) -> str:
    """Return the word of a last day's month in addresses."""
    return NO_MONTH if due_on in (None, NO_DAY) else f"{due_on:%Y-%m}"


def month_heads(months: Iterable[str]) -> tuple[MonthHead, ...]:
    """Return the columns from the first month to the last with none left out, then the one for what has no last day."""
    wanted = set(months)
    days = sorted(wanted - {NO_MONTH})
    heads = []
    if days:
        first, last = (_place(one) for one in (days[0], days[-1]))
        years = {one[:4] for one in days}
        for place in range(first, last + 1):
            year, month = divmod(place, _MONTHS_A_YEAR)
            short = f"{month + 1}" if len(years) == 1 else f"{month + 1}/{year % 100:02}"
            heads.append(MonthHead(code=f"{year}-{month + 1:02}", short=short, label=f"Tháng {month + 1}/{year}"))
    if NO_MONTH in wanted:
        heads.append(MonthHead(code=NO_MONTH, short="–", label="Chưa có hạn"))
    return tuple(heads)


def strip(by_month: Mapping[str, Counted], heads: Sequence[MonthHead]) -> tuple[Cell, ...]:
    """Return one cell for each column."""
    return tuple(Cell(month=head.code, short=head.short, counted=by_month.get(head.code, Counted())) for head in heads)


def counted_in_tally(values: Mapping[str, Any], today: date) -> Counted:
    """Return what the values of one tally say on a day: `figures.sums` for one row, without a statement."""
    due_on = values["due_on"]
    still_open = sum(values[state] for state in _OPEN)
    sent = sum(values[state] for state in _DONE)
    awaiting = values[State.AWAITING_EVENT.value]
    late = due_on < today
    begun = values[State.IN_PROGRESS.value] + values[State.RETURNED.value]
    return Counted(
        owed=still_open + sent + awaiting,
        sent=sent,
        accepted=values[State.ACCEPTED.value],
        accepted_late=values["accepted_late"],
        late=still_open if late else 0,
        doing=0 if late else begun,
        not_begun=0 if late else values[State.NOT_STARTED.value],
        awaiting=awaiting,
        soon=still_open if today <= due_on <= today + SOON_WITHIN else 0,
        returned=values[State.RETURNED.value],
        unopened=values["unopened"],
    )


def _place(code: str) -> int:
    year, month = code.split("-")
    return int(year) * _MONTHS_A_YEAR + int(month) - 1
