"""The numbers that tasks ask for, what was reported of them, and what they come to.

Numbers of a period are added up. One that counts from the year's beginning is never added to an earlier one of the
same unit: the last period that was reported holds it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from loa.plans.models import PlanVersion
from loa.tasks.choices import DONE_STATES
from loa.tasks.models import Figure, Indicator, Step, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An indicator and what was reported of it, None where nothing was."""

    indicator: Indicator
    value: int | None = None


def indicators_of(task: int) -> list[Indicator]:
    """Return the numbers that a task asks for, in order; one statement."""
    return list(Indicator.objects.filter(task=task).order_by("position"))


def numbers_in(indicators: Iterable[Indicator], steps: Iterable[Step]) -> tuple[Number, ...]:
    """Return what steps, fetched with their figures, come to for each indicator; no statement."""
    last = {one.indicator_id: one.value for step in steps for one in step.figures.all() if one.counts}
    return tuple(Number(indicator=one, value=last.get(one.pk)) for one in indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskNumbers:
    """A task with the numbers it asks for."""

    task: Task
    numbers: tuple[Number, ...]


def numbers_by_task(version: PlanVersion, seen: Collection[int] | None) -> list[TaskNumbers]:
    """Return every task that asks for numbers with what was handed in of them; four statements at most.

    `seen` leaves only what some units reported, None leaves all. Only what was handed in and not returned counts.
    """
    indicators = list(
        Indicator.objects.filter(task__version=version).select_related("task").order_by("task__position", "position")
    )
    if not indicators:
        return []
    handed_in = Figure.objects.filter(
        indicator__task__version=version, counts=True, step__obligation__state__in=DONE_STATES
    )
    if seen is not None:
        handed_in = handed_in.filter(step__obligation__unit__in=seen)
    of_period = handed_in.filter(indicator__cumulative=False).values_list("indicator").annotate(value=Sum("value"))
    totals: dict[int, int] = dict(of_period.order_by())
    if any(one.cumulative for one in indicators):
        totals |= _last_of_each_unit(handed_in)
    of_task: dict[Task, list[Number]] = {}
    for one in indicators:
        of_task.setdefault(one.task, []).append(Number(indicator=one, value=totals.get(one.pk)))
    return [TaskNumbers(task=task, numbers=tuple(numbers)) for task, numbers in of_task.items()]


def _last_of_each_unit(handed_in: QuerySet[Figure]) -> dict[int, int]:
    rows = handed_in.filter(indicator__cumulative=True).order_by("step__obligation__starts_on")
    last = {
        (indicator, unit): value
        for indicator, unit, value in rows.values_list("indicator", "step__obligation__unit", "value")
    }
    totals: dict[int, int] = {}
    for (indicator, _), value in last.items():
        totals[indicator] = totals.get(indicator, 0) + value
    return totals
