"""What the public may know of a plan at work: totals, without the name of any unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Subquery

from loa.plans.models import PlanVersion
from loa.plans.queries import task_anchor
from loa.tasks.choices import DONE_STATES
from loa.tasks.models import Obligation, Task
from loa.tasks.queries.figures import OWED, counted_by, counts


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTotals:
    """What is owed of one task, by how many units, how much of it was handed in and, of that, accepted.

    `due_on` is the last day that counts as on time, where there is one. `awaiting` of what is owed waits for an event
    outside, `waits_for` in words.
    """

    owed: int
    handed_in: int
    accepted: int
    units: int
    due_on: date | None
    awaiting: int
    waits_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """What is owed of a plan on a day: `owed` is the sum of handed in, open in time, late, and awaiting an event.

    `accepted` of what was handed in is done with.
    """

    units: int
    owed: int
    handed_in: int
    accepted: int
    in_time_open: int
    late: int
    awaiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTotals(PlanFigures):
    """The figures of a plan, and of each task.

    `by_task` is keyed by the place on the plan's public page ("nhiem-vu-1", "bao-cao-1"); the duties of one clause
    are counted together.
    """

    by_task: dict[str, TaskTotals]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A task with a day on which some units must have handed in; `handed_in` of `owed` have."""

    version_id: int
    anchor: str
    number: str
    title: str
    period_label: str
    due_on: date
    owed: int
    handed_in: int


def plan_totals(version: PlanVersion, today: date) -> PlanTotals:
    """Return the figures of a version at work, in two statements; all zero while nothing was handed out."""
    owed = Obligation.objects.filter(task__version=version)
    rows = counted_by(owed, "task", today, units=Count("unit", filter=OWED, distinct=True))
    # Of the version, not of each task: counted once in the statement.
    of_version = owed.filter(OWED).order_by().values("task__version")
    units = Subquery(of_version.annotate(n=Count("unit", distinct=True)).values("n"), output_field=IntegerField())
    tasks = {task.pk: task for task in _tasks_with_places(Q(version=version)).annotate(all_units=units)}
    by_task: dict[str, TaskTotals] = {}
    for key, row in rows.items():
        task = tasks[key]
        anchor = task_anchor(task.reviewed)
        known = by_task.get(anchor)
        by_task[anchor] = TaskTotals(
            owed=row["owed"] + (known.owed if known else 0),
            handed_in=row["sent"] + (known.handed_in if known else 0),
            accepted=row["accepted"] + (known.accepted if known else 0),
            units=max(row["units"], known.units if known else 0),
            due_on=task.due_on,
            awaiting=row["awaiting"] + (known.awaiting if known else 0),
            waits_for=task.waits_for,
        )
    total = {name: sum(row[name] for row in rows.values()) for name in counts(today)}
    total["units"] = next((task.all_units or 0 for task in tasks.values()), 0)
    return PlanTotals(**_figures(total), by_task=by_task)


def plan_figures(version: PlanVersion, today: date) -> PlanFigures:
    """Return the figures of a version at work without those of each task, in one statement."""
    obligations = Obligation.objects.filter(task__version=version)
    total = obligations.aggregate(units=Count("unit", filter=OWED, distinct=True), **counts(today))
    return PlanFigures(**_figures(total))


def _figures(total: dict[str, int]) -> dict[str, int]:
    return {
        "units": total["units"],
        "owed": total["owed"],
        "handed_in": total["sent"],
        "accepted": total["accepted"],
        "in_time_open": total["doing"] + total["not_begun"],
        "late": total["late"],
        "awaiting": total["awaiting"],
    }


def due_between(versions: Collection[int], first: date, last: date) -> list[DueRow]:
    """Return what falls due from one day to another (both counted in), by day and place in the plan; two statements."""
    due = Obligation.objects.filter(OWED, task__version__in=versions, due_on__range=(first, last))
    rows: list[Any] = list(
        due.order_by("due_on", "task__version", "task__position", "period_label")
        .values("task", "due_on", "period_label", place=F("task__position"), version=F("task__version"))
        .annotate(owed=Count("pk"), handed_in=Count("pk", filter=Q(state__in=DONE_STATES)))
    )
    tasks = {task.pk: task for task in _tasks_with_places(Q(pk__in={row["task"] for row in rows}))}
    return [
        DueRow(
            version_id=row["version"],
            anchor=task_anchor(tasks[row["task"]].reviewed),
            number=tasks[row["task"]].number,
            title=tasks[row["task"]].title,
            period_label=row["period_label"],
            due_on=row["due_on"],
            owed=row["owed"],
            handed_in=row["handed_in"],
        )
        for row in rows
    ]


def _tasks_with_places(which: Q) -> QuerySet[Task]:
    return Task.objects.filter(which).select_related("reviewed__line", "reviewed__duty", "reviewed__report_duty").only(
        "number", "title", "position", "due_on", "waits_for", "version_id",
        "reviewed__line__position", "reviewed__duty__clause_ref", "reviewed__report_duty__position",
    )  # fmt: skip
