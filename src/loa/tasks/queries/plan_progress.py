"""A plan at work for those who watch over it: by task and by unit, counted by the database, within what they see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet

from loa.plans.models import PlanVersion
from loa.tasks.choices import OPEN_STATES, Part, State
from loa.tasks.models import Obligation, Participant, Task
from loa.tasks.queries.figures import counted_by
from loa.tasks.queries.numbers import Number, numbers_of_plan
from loa.tasks.queries.units import unit_names

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many obligations stand in each part; the parts add up to `owed`. `accepted` of what was sent is done with."""

    owed: int = 0
    sent: int = 0
    accepted: int = 0
    late: int = 0
    doing: int = 0
    not_begun: int = 0
    awaiting: int = 0

    @property
    def percent_sent(self) -> int:
        return self.sent * _PERCENT // self.owed if self.owed else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan at work in a list, counted within what the reader sees."""

    version: PlanVersion
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task with who leads it, counted."""

    task: Task
    leads: tuple[str, ...]
    numbers: tuple[Number, ...]
    counted: Counted

    @property
    def query(self) -> str:
        """What the address of its list carries."""
        return f"?nhiem-vu={self.task.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit with what it owes; `next_due` is the nearest last day of what is still open and in time."""

    unit_id: int
    name: str
    counted: Counted
    next_due: date | None

    @property
    def query(self) -> str:
        """What the address of its list carries."""
        return f"?don-vi={self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """A plan at work, within what the reader sees."""

    total: Counted
    tasks: tuple[TaskRow, ...]
    units: tuple[UnitRow, ...]


def plans_at_work(seen: Collection[int], today: date) -> list[PlanRow]:
    """Return the plans that work was handed out of, whose owner or some of whose work is seen; two statements."""
    owed = counted_by(Obligation.objects.filter(unit__in=seen), "task__version", today)
    counted = {version: Counted(**row) for version, row in owed.items()}
    versions = (
        PlanVersion.objects.filter(Q(plan__owner__in=seen) | Q(pk__in=counted), confirmed_at__isnull=False)
        .select_related("plan")
        .defer("reading", "source")
        .order_by("-plan__year", "plan__title", "-number")
    )
    return [PlanRow(version=version, counted=counted.get(version.pk, Counted())) for version in versions]


def sees_plan(version: PlanVersion, seen: Collection[int]) -> bool:
    """Tell whether a plan's owner or some of its work lies within what somebody sees; one statement at most."""
    return version.plan.owner_id in seen or Obligation.objects.filter(task__version=version, unit__in=seen).exists()


def plan_progress(version: PlanVersion, seen: Collection[int], today: date) -> PlanProgress:
    """Return a plan at work by task and by unit; eight statements at most, whatever the number of rows."""
    owed = Obligation.objects.filter(task__version=version, unit__in=seen)
    by_task = {task: Counted(**row) for task, row in counted_by(owed, "task", today).items()}
    leads: dict[int, list[str]] = {}
    leading = Participant.objects.filter(task__version=version, part=Part.LEAD).order_by("position")
    for task, name in leading.values_list("task", "name"):
        leads.setdefault(task, []).append(name)
    numbers = numbers_of_plan(version, seen)
    tasks = tuple(
        TaskRow(
            task=task,
            leads=tuple(leads.get(task.pk, ())),
            numbers=tuple(numbers.get(task.pk, ())),
            counted=by_task.get(task.pk, Counted()),
        )
        for task in Task.objects.filter(version=version).order_by("position")
    )
    return PlanProgress(total=_sum(row.counted for row in tasks), tasks=tasks, units=_units(owed, today))


def find_waiting_task(version: PlanVersion, pk: int) -> Task | None:
    """Return a task of a plan that is waiting for its event, None where there is none."""
    waiting = Obligation.objects.filter(task=pk, state=State.AWAITING_EVENT)
    return Task.objects.select_related("version__plan").filter(version=version, pk=pk).filter(
        pk__in=waiting.values("task")
    ).first()  # fmt: skip


def _units(owed: QuerySet[Obligation], today: date) -> tuple[UnitRow, ...]:
    in_time = Q(state__in=OPEN_STATES, due_on__gte=today)
    rows = counted_by(owed, "unit", today, next_due=Min("due_on", filter=in_time))
    names = unit_names(rows, today)
    units = [
        UnitRow(unit_id=unit, name=names.get(unit, ""), next_due=row.pop("next_due"), counted=Counted(**row))
        for unit, row in rows.items()
    ]
    # First those that somebody should telephone.
    return tuple(sorted(units, key=lambda unit: (-unit.counted.late, unit.name)))


def _sum(parts: Iterable[Counted]) -> Counted:
    parts = list(parts)
    return Counted(**{name: sum(getattr(part, name) for part in parts) for name in Counted.__slots__})
