"""All standing work of one unit in one period, for the page that reports it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Prefetch, Q

from loa.tasks.choices import OPEN_STATES, State
from loa.tasks.models import Figure, Indicator, Obligation, Step
from loa.tasks.queries.locks import closed_to_report, in_closed_period
from loa.tasks.queries.numbers import Number, numbers_in
from loa.tasks.queries.work import with_task, words_for

_SHOWN = (*OPEN_STATES, State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOfUnit:
    """A period that has begun, with how many of its items are still to be reported."""

    code: str
    label: str
    starts_on: date
    due_on: date
    waiting: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodItem:
    """One standing task of a unit in a period, what it is called, its numbers, and its last step if any.

    `closed` says who closed the period for it, "" where it can be reported.
    """

    obligation: Obligation
    words: str
    numbers: tuple[Number, ...]
    last: Step | None
    closed: str

    @property
    def reported(self) -> tuple[Number, ...]:
        """The numbers that were reported."""
        return tuple(one for one in self.numbers if one.value is not None)

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to report it."""
        return self.obligation.state in OPEN_STATES and not self.closed


def periods_begun(unit: int, today: date) -> list[PeriodOfUnit]:
    """Return the periods of a unit's standing work that have begun, the latest first; one statement."""
    owed = Obligation.objects.filter(unit=unit, state__in=_SHOWN, starts_on__lte=today).exclude(period="")
    rows = owed.order_by().values("period").annotate(
        label=Max("period_label"),
        starts=Min("starts_on"),
        due=Max("due_on"),
        waiting=Count("pk", filter=Q(state__in=OPEN_STATES)),
        total=Count("pk"),
    )  # fmt: skip
    periods = [
        PeriodOfUnit(
            code=row["period"],
            label=row["label"],
            starts_on=row["starts"],
            due_on=row["due"] or row["starts"],
            waiting=row["waiting"],
            total=row["total"],
        )
        for row in rows
    ]
    return sorted(periods, key=lambda one: (one.starts_on, one.due_on), reverse=True)


def period_to_report(periods: Sequence[PeriodOfUnit], today: date) -> PeriodOfUnit | None:
    """Return the period to report now: the one that is due next; else the last that is late; else the latest."""
    waiting = [one for one in periods if one.waiting]
    in_time = [one for one in waiting if one.due_on >= today]
    if in_time:
        return min(in_time, key=lambda one: one.due_on)
    return max(waiting, key=lambda one: one.due_on) if waiting else next(iter(periods), None)


def period_items(unit: int, period: str, today: date) -> list[PeriodItem]:
    """Return a unit's standing work of a period, what is to be reported first; five statements, seven if closed."""
    steps = Step.objects.select_related("by").order_by("at", "pk")
    indicators = Prefetch("task__indicators", Indicator.objects.order_by("position"))
    told = Prefetch("steps", steps.prefetch_related(Prefetch("figures", Figure.objects.filter(counts=True))))
    owed = with_task(Obligation.objects.filter(unit=unit, period=period, state__in=_SHOWN))
    owed = owed.annotate(in_closed_period=in_closed_period())
    rows = list(owed.prefetch_related(indicators, told).order_by("task__version__plan__title", "task__position", "pk"))
    closed = closed_to_report([row for row in rows if row.in_closed_period], today)
    items = [
        PeriodItem(
            obligation=row,
            words=words_for(row, today),
            numbers=numbers_in(row.task.indicators.all(), row.steps.all()),
            last=next(reversed(row.steps.all()), None),
            closed=closed.get(row.pk, ""),
        )
        for row in rows
    ]
    return sorted(items, key=lambda item: not item.is_open)
