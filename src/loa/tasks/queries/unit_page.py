"""One unit for those who watch over it: every plan it owes something of, with each task month by month."""

from dataclasses import dataclass
from datetime import date

from loa.plans.models import PlanVersion
from loa.tasks.choices import Lateness, State
from loa.tasks.models import Obligation, Task, UnitTally
from loa.tasks.queries.figures import Counted, added
from loa.tasks.queries.strips import MonthHead, counted_in_tally, month_heads, month_of
from loa.tasks.queries.work import words_for
from loa.tasks.rules import lateness

# The signs of what needs nothing more from the unit now; the rest follows from its last day.
_QUIET = {State.ACCEPTED: "done", State.SUBMITTED: "sent", State.AWAITING_EVENT: "wait"}
_PRESSING = {Lateness.LATE: "late-3", Lateness.SOON: "near"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One obligation in a strip: what it is called today, and the sign for it."""

    pk: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskYear:
    """A task that a unit owes, with the obligations of each month."""

    task: Task
    months: tuple[tuple[MonthHead, tuple[Mark, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOfUnit:
    """What a unit owes of one plan."""

    version: PlanVersion
    counted: Counted
    heads: tuple[MonthHead, ...]
    tasks: tuple[TaskYear, ...]


def plans_of_unit(unit: int, today: date) -> list[PlanOfUnit]:
    """Return what a unit owes of the plans of this year and the last, the latest plan first; three statements."""
    tallies: dict[int, list[UnitTally]] = {}
    for tally in UnitTally.objects.filter(unit=unit):
        tallies.setdefault(tally.version_id, []).append(tally)
    versions = (
        PlanVersion.objects.filter(pk__in=tallies)
        .exclude(plan__year__lt=today.year - 1)
        .select_related("plan")
        .defer("reading", "source")
        .order_by("-plan__year", "plan__title", "-number")
    )
    owed: dict[int, dict[Task, list[Obligation]]] = {}
    rows = Obligation.objects.filter(unit=unit, task__version__in=[one.pk for one in versions]).exclude(
        state=State.NOT_APPLICABLE
    )
    for one in rows.select_related("task").order_by("task__position", "due_on", "pk"):
        owed.setdefault(one.task.version_id, {}).setdefault(one.task, []).append(one)
    found = []
    for version in versions:
        tasks = owed.get(version.pk, {})
        heads = month_heads(month_of(one.due_on) for some in tasks.values() for one in some)
        counted = added(counted_in_tally(vars(tally), today) for tally in tallies[version.pk])
        years = tuple(TaskYear(task=task, months=_months(some, heads, today)) for task, some in tasks.items())
        found.append(PlanOfUnit(version=version, counted=counted, heads=heads, tasks=years))
    return found


def _months(
    owed: list[Obligation], heads: tuple[MonthHead, ...], today: date
) -> tuple[tuple[MonthHead, tuple[Mark, ...]], ...]:
    marks: dict[str, list[Mark]] = {}
    for one in owed:
        kind = _QUIET.get(State(one.state)) or _PRESSING.get(lateness(one.due_on, one.state, today), "open")
        mark = Mark(pk=one.pk, words=words_for(one, today), kind=kind)
        marks.setdefault(month_of(one.due_on), []).append(mark)
    return tuple((head, tuple(marks.get(head.code, ()))) for head in heads)
