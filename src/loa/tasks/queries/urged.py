"""What units may be urged about, and who of them can be reached: for reminders, calls, the note and the letter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from loa.people.choices import Role, UnitKind
from loa.people.models import RoleAssignment, User
from loa.plans.models import PlanVersion
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import Obligation
from loa.tasks.queries.units import unit_names
from loa.tasks.rules import due_in_words

# Who of a unit is asked for first.
_REACHED = (Role.FOCAL, Role.DEPUTY, Role.LEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgedItem:
    """One thing that a unit is urged about."""

    pk: int
    number: str
    title: str
    period_label: str
    due_on: date | None
    distance: str
    days_late: int
    returned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LateUnit:
    """A unit that is late with something of a plan: how much, since when, and the first of it."""

    unit_id: int
    name: str
    late: int
    oldest: date
    items: tuple[UrgedItem, ...] = ()

    @property
    def more(self) -> int:
        """How much there is besides what is named."""
        return self.late - len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who of a unit is asked for, and in what part."""

    user: User
    role: str


def urgeable() -> QuerySet[Obligation]:
    """Return what units may be urged about: still to be done, never by an outside body.

    What another unit has done where one is enough is left out.
    """
    done_by_another = Obligation.objects.filter(task=OuterRef("task"), period=OuterRef("period"), state__in=DONE_STATES)
    return (
        Obligation.objects.filter(state__in=OPEN_STATES)
        .exclude(unit__kind=UnitKind.OUTSIDE)
        .exclude(Q(task__any_one=True) & Exists(done_by_another))
    )


def late_of(version: PlanVersion, today: date) -> QuerySet[Obligation]:
    """Return what units are late with of a plan, returned or never handed in."""
    return urgeable().filter(task__version=version, due_on__lt=today)


def late_units(owed: QuerySet[Obligation], today: date) -> list[LateUnit]:
    """Return the units of late obligations, those with the most first; two statements."""
    counted: Any = owed.order_by().values("unit").annotate(late=Count("pk"), oldest=Min("due_on"))
    rows = {row["unit"]: row for row in counted}
    names = unit_names(rows, today)
    units = [
        LateUnit(unit_id=unit, name=names.get(unit, ""), late=row["late"], oldest=row["oldest"])
        for unit, row in rows.items()
    ]
    return sorted(units, key=lambda one: (-one.late, one.oldest, one.name))


def first_items(owed: QuerySet[Obligation], today: date, most: int) -> dict[tuple[int, int], tuple[UrgedItem, ...]]:
    """Return the first of some obligations by version and unit: returned ones, then the oldest; one statement."""
    returned_first = Case(When(state=State.RETURNED, then=0), default=1)
    place = Window(
        RowNumber(),
        partition_by=[F("task__version"), F("unit")],
        order_by=[returned_first, F("due_on").asc(nulls_last=True), F("task__position"), F("pk")],
    )
    rows = owed.order_by().annotate(place=place).filter(place__lte=most).select_related("task").order_by("place")
    found: dict[tuple[int, int], list[UrgedItem]] = {}
    for one in rows:
        found.setdefault((one.task.version_id, one.unit_id), []).append(item(one, today))
    return {key: tuple(items) for key, items in found.items()}


def item(one: Obligation, today: date) -> UrgedItem:
    """Return an obligation, fetched with its task, as something to urge about."""
    return UrgedItem(
        pk=one.pk,
        number=one.task.number,
        title=one.task.title,
        period_label=one.period_label,
        due_on=one.due_on,
        distance=due_in_words(one.due_on, today),
        days_late=max((today - one.due_on).days, 0) if one.due_on else 0,
        returned=one.state == State.RETURNED,
    )


def contacts(units: Collection[int], on: date) -> dict[int, Contact]:
    """Return whom one asks for in each unit: the focal officer, else the deputy, else its head; one statement."""
    found: dict[int, Contact] = {}
    there = _able(on).filter(unit__in=units).select_related("user").order_by("pk")
    for held in sorted(there, key=lambda one: _REACHED.index(Role(one.role))):
        found.setdefault(held.unit_id, Contact(user=held.user, role=Role(held.role).label))
    return found


def units_without_people(version: PlanVersion, today: date) -> list[tuple[int, str]]:
    """Return the units that still owe something of a plan and have nobody who could be reminded; two statements."""
    there = _able(today).filter(unit=OuterRef("unit"))
    alone = urgeable().filter(~Exists(there), task__version=version).order_by().values_list("unit", flat=True)
    return by_name(alone.distinct(), today)


def by_name(units: Iterable[int], today: date) -> list[tuple[int, str]]:
    """Return units with what they are called on a day, by name; one statement where there are any."""
    wanted = set(units)
    return sorted(unit_names(wanted, today).items(), key=lambda pair: pair[1]) if wanted else []


def _able(on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.on(on).filter(role__in=_REACHED, user__is_active=True)
