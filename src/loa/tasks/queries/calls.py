"""Whom the lead of plans telephones today, in the order in which it helps most, and which calls were made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.utils.timezone import localtime

from loa.lib.telephone import dialled
from loa.lib.working_days import add_working_days
from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.tasks.choices import State
from loa.tasks.models import Call, Obligation
from loa.tasks.queries.units import unit_names
from loa.tasks.queries.urged import Contact, UrgedItem, contacts, first_items, urgeable
from loa.workdays.queries import special_days

CALLS_A_PAGE = 20
# What a unit has not opened is asked about this many working days before its last day.
_SOON = 3
_FIRST_ITEMS = 3
_AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An office line as it was written, and what a telephone dials for it."""

    written: str
    dialled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """A unit to telephone about a plan: why, whom to ask for, on which line, and the last call."""

    version: PlanVersion
    unit_id: int
    name: str
    returned: int
    late: int
    soon: int
    items: tuple[UrgedItem, ...]
    contact: Contact | None
    lines: tuple[Line, ...]
    last: Call | None
    today: bool

    @property
    def total(self) -> int:
        return self.returned + self.late + self.soon

    @property
    def more(self) -> int:
        """How much there is besides what is named."""
        return self.total - len(self.items)

    @property
    def reached(self) -> bool:
        """Whether somebody spoke with the unit today."""
        return self.today and self.last is not None and self.last.reached


def calls_page(
    owners: Collection[int], besides: Collection[int], at: datetime, *, plan: str = "", page: str = ""
) -> tuple[Page[Any], list[ToCall], list[PlanVersion]]:
    """Return one page of the units to telephone for plans' owners, and the plans there are; nine statements.

    First come those nobody has tried today, then those that could not be reached, last those spoken with. Units of
    `besides` are the reader's own. Named are the first items of each; the list behind the count has the others.
    """
    found = _ToCalls(owners, besides, at, plan)
    shown: Any = Paginator(found.ordered, CALLS_A_PAGE).get_page(page)
    return shown, found.rows(list(shown.object_list)), found.versions


def calls_of(owners: Collection[int], besides: Collection[int], at: datetime, *, plan: str = "") -> list[ToCall]:
    """Return all the units that `calls_page` shows in pages; nine statements."""
    found = _ToCalls(owners, besides, at, plan)
    return found.rows(found.ordered)


class _ToCalls:
    """Whom to telephone for plans' owners: every unit and plan in order, with the rows of those that are shown."""

    def __init__(self, owners: Collection[int], besides: Collection[int], at: datetime, plan: str) -> None:
        self._today = today = localtime(at).date()
        at_work = PlanVersion.objects.filter(plan__owner__in=owners, confirmed_at__isnull=False).select_related("plan")
        self.versions = list(at_work.defer("reading", "source").order_by("-plan__year", "plan__title", "-number"))
        self._chosen = {one.pk: one for one in self.versions if not plan or one.plan.slug == plan}
        self._pressing = _pressing(self._chosen, besides, today)
        counted = _counted(self._pressing, today)
        tried = _tried(self._chosen, today)
        self._names = unit_names({row["unit"] for row in counted}, today)
        self.ordered = sorted(counted, key=lambda row: _place(row, tried, self._names))

    def rows(self, some: list[dict[str, Any]]) -> list[ToCall]:
        """Return some of `ordered` as pages show them; five statements."""
        return _rows(some, self._pressing, self._chosen, self._names, self._today)


def _pressing(versions: Collection[int], besides: Collection[int], today: date) -> QuerySet[Obligation]:
    until = add_working_days(today, _SOON, special_days(today, today + _AHEAD))
    unopened_soon = Q(due_on__range=(today, until), opened_at__isnull=True)
    late_or_returned = Q(state=State.RETURNED) | Q(due_on__lt=today)
    return urgeable().filter(late_or_returned | unopened_soon, task__version__in=versions).exclude(unit__in=besides)


def _counted(pressing: QuerySet[Obligation], today: date) -> list[dict[str, Any]]:
    returned = Q(state=State.RETURNED)
    rows: Any = pressing.order_by().values("task__version", "unit")
    return list(
        rows.annotate(
            returned=Count("pk", filter=returned),
            late=Count("pk", filter=~returned & Q(due_on__lt=today)),
            soon=Count("pk", filter=~returned & Q(due_on__gte=today)),
            oldest=Min("due_on"),
        )
    )


def _tried(versions: Collection[int], today: date) -> dict[tuple[int, int], bool]:
    """Return whether somebody was reached, for the units that were called today."""
    calls = Call.objects.filter(version__in=versions, at__date=today).order_by("at", "pk")
    return {(version, unit): reached for version, unit, reached in calls.values_list("version", "unit", "reached")}


def _place(row: dict[str, Any], tried: dict[tuple[int, int], bool], names: dict[int, str]) -> tuple[Any, ...]:
    reached = tried.get((row["task__version"], row["unit"]))
    turn = 0 if reached is None else 2 if reached else 1
    pressed = row["returned"] + row["late"]
    return turn, not pressed, row["oldest"] or date.max, -pressed, names.get(row["unit"], ""), row["task__version"]


def _rows(
    page: list[dict[str, Any]],
    pressing: QuerySet[Obligation],
    versions: dict[int, PlanVersion],
    names: dict[int, str],
    today: date,
) -> list[ToCall]:
    units = {row["unit"] for row in page}
    items = first_items(pressing.filter(unit__in=units), today, _FIRST_ITEMS)
    asked = contacts(units, today)
    phones = dict(Unit.objects.filter(pk__in=units).values_list("pk", "phone"))
    last: dict[tuple[int, int], Call] = {}
    for call in Call.objects.filter(version__in=versions, unit__in=units).select_related("by").order_by("at", "pk"):
        last[call.version_id, call.unit_id] = call
    rows = []
    for row in page:
        key = (row["task__version"], row["unit"])
        latest, contact = last.get(key), asked.get(row["unit"])
        written = (contact.user.work_phone if contact else "", phones.get(row["unit"], ""))
        rows.append(
            ToCall(
                version=versions[key[0]],
                unit_id=key[1],
                name=names.get(key[1], ""),
                returned=row["returned"],
                late=row["late"],
                soon=row["soon"],
                items=items.get(key, ()),
                contact=contact,
                lines=tuple(Line(written=one, dialled=dialled(one)) for one in dict.fromkeys(written) if one),
                last=latest,
                today=latest is not None and localtime(latest.at).date() == today,
            )
        )
    return rows
