"""Which plans are at work, for those who see some of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from loa.plans.models import PlanVersion
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Task, TaskTally, UnitTally
from loa.tasks.queries.figures import Counted, summed_by, sums


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan at work in a list, counted within what the reader sees."""

    version: PlanVersion
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class LedPlan:
    """A plan that one's own unit leads, counted whole."""

    slug: str
    title: str
    year: int | None
    counted: Counted


def plans_at_work(seen: Collection[int], today: date) -> list[PlanRow]:
    """Return the plans that work was handed out of, whose owner or some of whose work is seen; four statements."""
    confirmed = PlanVersion.objects.filter(confirmed_at__isnull=False)
    owners = dict(confirmed.values_list("pk", "plan__owner"))
    # Whose owner is seen is seen whole: its units, maybe thousands, need not be named.
    whole = [version for version, owner in owners.items() if owner in seen]
    counted = summed_by(TaskTally.objects.filter(task__version__in=whole), "task__version", today) if whole else {}
    if len(whole) < len(owners):
        shares = UnitTally.objects.filter(unit__in=seen).exclude(version__in=whole)
        counted |= summed_by(shares, "version", today)
    versions = (
        confirmed.filter(Q(pk__in=whole) | Q(pk__in=counted))
        .select_related("plan")
        .defer("reading", "source")
        .order_by("-plan__year", "plan__title", "-number")
    )
    return [PlanRow(version=version, counted=counted.get(version.pk, Counted())) for version in versions]


def plans_led(owners: Collection[int], today: date) -> list[LedPlan]:
    """Return the plans of this year and the last that some units lead, counted whole; one statement."""
    rows: Any = (
        TaskTally.objects.filter(task__version__plan__owner__in=owners)
        .exclude(task__version__plan__year__lt=today.year - 1)
        .order_by("-task__version__plan__year", "task__version__plan__title", "-task__version__number")
        .values_list("task__version__plan__slug", "task__version__plan__title", "task__version__plan__year")
        .annotate(**sums(today))
    )
    names = [name.removeprefix("n_") for name in sums(today)]
    return [
        LedPlan(slug=slug, title=title, year=year, counted=Counted(**dict(zip(names, figures, strict=True))))
        for slug, title, year, *figures in rows
    ]


def sees_plan(version: PlanVersion, seen: Collection[int]) -> bool:
    """Tell whether a plan's owner or some of its work lies within what somebody sees; one statement at most."""
    return version.plan.owner_id in seen or UnitTally.objects.filter(version=version, unit__in=seen).exists()


def waiting_tasks(version: PlanVersion) -> list[Task]:
    """Return the tasks of a plan that are waiting for their event, in order; one statement."""
    waiting = TaskTally.objects.filter(task__version=version, awaiting_event__gt=0)
    return list(Task.objects.filter(pk__in=waiting.values("task")).order_by("position"))


def find_waiting_task(version: PlanVersion, pk: int) -> Task | None:
    """Return a task of a plan that is waiting for its event, None where there is none."""
    waiting = Obligation.objects.filter(task=pk, state=State.AWAITING_EVENT)
    return Task.objects.select_related("version__plan").filter(version=version, pk=pk).filter(
        pk__in=waiting.values("task")
    ).first()  # fmt: skip
