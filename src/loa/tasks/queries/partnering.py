"""What units take part in without owing it: the tasks that name them, or a class they belong to, as partners."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from loa.people.choices import UnitClass
from loa.people.models import UnitVersion
from loa.people.rules import belongs
from loa.plans.choices import Target
from loa.tasks.choices import Part
from loa.tasks.models import Obligation, Participant, Task
from loa.tasks.queries.figures import OWED, Counted, counted_by
from loa.tasks.queries.units import unit_names
from loa.tasks.queries.work import ROWS_A_PAGE, WorkRow, rows_of, with_task


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRow:
    """A task that some units take part in: under which of them, who leads it, and how its debtors stand."""

    task: Task
    units: tuple[str, ...]
    leads: tuple[str, ...]
    counted: Counted


def joint_tasks(units: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Return the tasks that units take part in as partners, each with those units; three statements at most.

    An open set ("các đơn vị liên quan") names nobody, so it makes nobody a partner; nor is a unit that owes the task
    itself, though a class it belongs to be named beside it.
    """
    places: dict[int, list[tuple[int, str, str]]] = {}
    standing = UnitVersion.objects.on(on).filter(unit__in=units, parent__isnull=False)
    for unit, parent, kind, tier in standing.values_list("unit", "parent", "unit__kind", "unit__tier"):
        places.setdefault(parent, []).append((unit, kind, tier))
    named = Q(target=Target.UNIT, unit__in=units)
    in_class = Q(target=Target.CLASS, task__version__plan__owner__in=list(places))
    partners = Participant.objects.filter(named | in_class, part=Part.PARTNER).order_by()
    found: dict[int, set[int]] = {}
    for task, unit, classes, owner in partners.values_list("task", "unit", "classes", "task__version__plan__owner"):
        taking = {unit} if unit else _members(classes, places.get(owner, []))
        if taking:
            found.setdefault(task, set()).update(taking)
    owing = Obligation.objects.filter(OWED, task__in=found, unit__in=units).order_by().distinct()
    for task, unit in owing.values_list("task", "unit"):
        found[task].discard(unit)
    return {task: frozenset(taking) for task, taking in found.items() if taking}


def joint_rows(units: Collection[int], today: date) -> list[JointRow]:
    """Return what units take part in, by plan and task, with how far the others are; seven statements."""
    joint = joint_tasks(units, today)
    owed = Obligation.objects.filter(task__in=joint)
    counted = {task: Counted(**row) for task, row in counted_by(owed, "task", today).items()}
    names = unit_names(units, today)
    leads: dict[int, list[str]] = {}
    leading = Participant.objects.filter(task__in=joint, part=Part.LEAD).order_by("position")
    for task, name in leading.values_list("task", "name"):
        leads.setdefault(task, []).append(name)
    tasks = Task.objects.filter(pk__in=joint).select_related("version__plan")
    ordered = tasks.defer("version__reading", "version__source").order_by(
        F("version__plan__year").desc(nulls_last=True), "version__plan__title", "version", "position"
    )
    return [
        JointRow(
            task=task,
            units=tuple(sorted(names.get(unit, "") for unit in joint[task.pk])),
            leads=tuple(leads.get(task.pk, ())),
            counted=counted.get(task.pk, Counted()),
        )
        for task in ordered
    ]


def joint_work(task: Task, today: date, *, page: str) -> tuple[Page[Obligation], list[WorkRow]]:
    """Return one page of what the debtors of a task owe, nearest last day first; four statements."""
    owed = with_task(Obligation.objects.filter(OWED, task=task))
    ordered = owed.order_by(F("due_on").asc(nulls_last=True), "unit", "pk")
    shown = Paginator(ordered, ROWS_A_PAGE).get_page(page)
    return shown, rows_of(shown.object_list, today)


def find_task(pk: int) -> Task | None:
    """Return a task with its plan, None where there is none."""
    tasks = Task.objects.select_related("version__plan").defer("version__reading", "version__source")
    return tasks.filter(pk=pk).first()


def _members(classes: Collection[str], below: Collection[tuple[int, str, str]]) -> set[int]:
    """Return which units, standing below the owner, belong to one of the classes."""
    return {
        unit
        for each in classes
        for unit, kind, tier in below
        if belongs(UnitClass(each), kind=kind, tier=tier)
    }  # fmt: skip
