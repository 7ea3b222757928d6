"""A plan at work for those who watch over it: in all, by task, by unit and by month, read from the tallies.

Whoever sees the plan's owner sees all of the plan. Others see their own units' share of it; by task that is counted
over the obligations of those few units, since no tally is kept for every unit and task.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet, Sum

from loa.plans.models import PlanVersion
from loa.tasks.choices import Part
from loa.tasks.models import Participant, Task, TaskTally, UnitTally
from loa.tasks.queries.figures import Counted, added, sums
from loa.tasks.queries.lists import plan_units, within
from loa.tasks.queries.overview_asked import TasksAsked, TaskSort, UnitsAsked, UnitSort
from loa.tasks.queries.strips import Cell, MonthHead, counted_in_tally, month_heads, month_of, strip
from loa.tasks.queries.tallies import task_counts_of
from loa.tasks.rules import SILENT_WITHIN, is_silent

# Each row has a strip of twelve months or more, and a page shall stay light.
UNITS_A_PAGE = 25
_UNITS_AT_ONCE = 200
_ALL = UnitsAsked()
Tally = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task with who leads it, counted, and its year."""

    task: Task
    leads: tuple[str, ...]
    counted: Counted
    year: tuple[Cell, ...]

    @property
    def query(self) -> str:
        """What the address of its list carries."""
        return f"?nhiem-vu={self.task.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit with what it owes, and its year; `silent` as `rules.is_silent`."""

    unit_id: int
    name: str
    counted: Counted
    silent: bool
    year: tuple[Cell, ...]

    @property
    def query(self) -> str:
        """What the address of its list carries."""
        return f"?don-vi={self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """What falls due in one month."""

    head: MonthHead
    counted: Counted

    @property
    def query(self) -> str:
        """What the address of its list carries."""
        return f"?thang={self.head.code}"


_ORDERED_BY = ("owed", "sent", "late", "soon", "unopened")
# Tasks that are alike in this stay in the order of the plan, units in that of their names.
_TASKS_IN_ORDER: dict[TaskSort, Callable[[TaskRow], tuple[float, ...]]] = {
    TaskSort.PLAN: lambda row: (),
    TaskSort.LATE: lambda row: (-row.counted.late, -row.counted.soon),
    # What nobody was given has sent all there is.
    TaskSort.SENT: lambda row: (row.counted.sent / row.counted.owed if row.counted.owed else 1, -row.counted.late),
}
_ORDER: dict[UnitSort, Callable[[Mapping[str, int]], tuple[float, ...]]] = {
    # First those that somebody should telephone.
    UnitSort.LATE: lambda one: (-one["late"], -one["soon"]),
    UnitSort.NAME: lambda one: (),
    UnitSort.SENT: lambda one: (one["sent"] / one["owed"], -one["late"]),
    UnitSort.UNOPENED: lambda one: (-one["unopened"], -one["late"]),
}


class Overview:
    """A plan at work on a day, within the units that somebody sees; each part asks for what it needs once."""

    def __init__(self, version: PlanVersion, seen: Collection[int], today: date) -> None:
        self.version, self.seen, self.today = version, seen, today
        self.whole = version.plan.owner_id in seen

    @cached_property
    def _tallies(self) -> list[Tally]:
        """The counts of every task and last day; one statement."""
        if self.whole:
            return list(TaskTally.objects.filter(task__version=self.version).values())
        return list(task_counts_of(self.version, self.seen))

    @cached_property
    def total(self) -> Counted:
        return added(counted_in_tally(tally, self.today) for tally in self._tallies)

    @cached_property
    def heads(self) -> tuple[MonthHead, ...]:
        return month_heads(month_of(tally["due_on"]) for tally in self._tallies)

    @cached_property
    def months(self) -> tuple[MonthRow, ...]:
        by_month = _by_month(self._tallies, self.today)
        return tuple(MonthRow(head=head, counted=by_month.get(head.code, Counted())) for head in self.heads)

    @cached_property
    def tasks(self) -> tuple[TaskRow, ...]:
        """Every task of the plan in order; two statements."""
        leads: dict[int, list[str]] = {}
        leading = Participant.objects.filter(task__version=self.version, part=Part.LEAD).order_by("position")
        for task_id, name in leading.values_list("task", "name"):
            leads.setdefault(task_id, []).append(name)
        of_task: dict[int, list[Tally]] = {}
        for tally in self._tallies:
            of_task.setdefault(tally["task_id"], []).append(tally)
        rows = []
        for task in Task.objects.filter(version=self.version).order_by("position"):
            by_month = _by_month(of_task.get(task.pk, ()), self.today)
            rows.append(
                TaskRow(
                    task=task,
                    leads=tuple(leads.get(task.pk, ())),
                    counted=added(by_month.values()),
                    year=strip(by_month, self.heads),
                )
            )
        return tuple(rows)

    @cached_property
    def silent(self) -> int:
        """How many units are silent; one statement."""
        lately = _lately(self.today)
        rows: Any = self._unit_tallies().filter(lately).order_by().values("unit").annotate(**_answers(lately))
        return sum(is_silent(row["unanswered"], row["answered"]) for row in rows)

    def tasks_asked(self, asked: TasksAsked) -> list[TaskRow]:
        """Return the tasks that somebody asks for, in the order asked for; no statement beside those of `tasks`."""
        rows = [
            row
            for row in self.tasks
            if asked.names(row.task.number, row.task.title, *row.leads) and (row.counted.late or not asked.only_late)
        ]
        return sorted(rows, key=_TASKS_IN_ORDER[asked.sort])

    def units(self, asked: UnitsAsked = _ALL, page: str = "") -> tuple[Page[int], list[UnitRow]]:
        """Return one page of the units that owe something of the plan; three statements."""
        shown: Any = Paginator(self._units_in_order(asked), UNITS_A_PAGE).get_page(page)
        return shown, self._unit_rows(list(shown.object_list))

    def all_units(self, asked: UnitsAsked) -> Iterator[UnitRow]:
        """Yield all units that are asked for, never all at once; two statements and one for every two hundred."""
        rest = iter(self._units_in_order(asked))
        while some := list(islice(rest, _UNITS_AT_ONCE)):
            yield from self._unit_rows(some)

    def _units_in_order(self, asked: UnitsAsked) -> list[int]:
        figures = self._figures_of_units
        chosen = [
            unit
            for unit, name in self._names.items()
            if (found := figures.get(unit)) and (found["silent"] or not asked.only_silent) and asked.names(name)
        ]
        return sorted(chosen, key=lambda unit: _ORDER[asked.sort](figures[unit]))

    def _unit_rows(self, here: list[int]) -> list[UnitRow]:
        names, figures = self._names, self._figures_of_units
        of_unit: dict[int, list[Tally]] = {}
        for tally in self._unit_tallies().filter(unit__in=here).values():
            of_unit.setdefault(tally["unit_id"], []).append(tally)
        rows = []
        for unit in here:
            by_month = _by_month(of_unit.get(unit, ()), self.today)
            rows.append(
                UnitRow(
                    unit_id=unit,
                    name=names[unit],
                    counted=added(by_month.values()),
                    silent=bool(figures[unit]["silent"]),
                    year=strip(by_month, self.heads),
                )
            )
        return rows

    def _unit_tallies(self) -> QuerySet[UnitTally]:
        return UnitTally.objects.filter(within(self.version, self.seen), version=self.version)

    @cached_property
    def _names(self) -> dict[int, str]:
        """The units that were given something, in the order of their names; one statement."""
        return plan_units(self.version, self.seen, self.today)

    @cached_property
    def _figures_of_units(self) -> dict[int, dict[str, int]]:
        """What units are put in order by, for each that owes something; one statement."""
        wanted: dict[str, Any] = {name: sums(self.today)[f"n_{name}"] for name in _ORDERED_BY}
        answers = _answers(_lately(self.today))
        rows: Any = self._unit_tallies().order_by().values("unit").annotate(**wanted, **answers)
        found = {row.pop("unit"): row for row in rows}
        for row in found.values():
            row["silent"] = is_silent(row["unanswered"], row["answered"])
        return {unit: row for unit, row in found.items() if row["owed"]}


def _lately(today: date) -> Q:
    return Q(due_on__gte=today - SILENT_WITHIN, due_on__lt=today)


def _answers(lately: Q) -> dict[str, Sum]:
    answered = F("in_progress") + F("submitted") + F("returned") + F("accepted")
    return {
        "unanswered": Sum("not_started", filter=lately, default=0),
        "answered": Sum(answered, filter=lately, default=0),
    }


def _by_month(tallies: Iterable[Tally], today: date) -> dict[str, Counted]:
    found: dict[str, list[Counted]] = {}
    for tally in tallies:
        found.setdefault(month_of(tally["due_on"]), []).append(counted_in_tally(tally, today))
    return {month: added(some) for month, some in found.items()}
