"""Count obligations for their tallies: the whole table at once, as `rules.counted_in` says of each."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, F, Q

from loa.plans.models import PlanVersion
from loa.tasks.choices import OPEN_STATES, State
from loa.tasks.models import NO_DAY, Obligation

_COUNTED: dict[str, Q] = {
    **{str(state): Q(state=state) for state in State},
    "accepted_late": Q(state=State.ACCEPTED, submitted_on__gt=F("due_on")),
    "unopened": Q(state__in=OPEN_STATES, opened_at__isnull=True),
}
COUNTS: tuple[str, ...] = tuple(_COUNTED)


def unit_counts(version: PlanVersion) -> Iterator[dict[str, Any]]:
    """Yield what each unit owes of a plan, by last day; one statement."""
    for row in _counts(version, "unit_id"):
        yield {"version_id": version.pk, **row}


def task_counts(version: PlanVersion) -> Iterator[dict[str, Any]]:
    """Yield what is owed of each task of a plan, by last day; one statement."""
    yield from _counts(version, "task_id")


def task_counts_of(version: PlanVersion, units: Collection[int]) -> Iterator[dict[str, Any]]:
    """Yield what some units owe of each task of a plan, by last day, as a tally would say it; one statement."""
    yield from _counts(version, "task_id", unit__in=units)


def _counts(version: PlanVersion, key: str, **within: Any) -> Iterator[dict[str, Any]]:
    counts: Any = {name: Count("pk", filter=which) for name, which in _COUNTED.items()}
    owed = Obligation.objects.filter(task__version=version, **within).order_by()
    for row in owed.values(key, "due_on").annotate(**counts).iterator():
        yield {**row, "due_on": row["due_on"] or NO_DAY}
