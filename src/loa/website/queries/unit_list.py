"""Units as the public may know them: how their offices are reached and what they lead, never who works there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Subquery

from loa.people.choices import UnitClass, UnitKind
from loa.people.models import UnitVersion
from loa.people.rules import belongs
from loa.plans.choices import Origin, Target
from loa.plans.models import PlanVersion
from loa.plans.queries import task_anchor
from loa.tasks.choices import Part
from loa.tasks.models import Participant
from loa.website.models import Portal

# Kinds in the order a reader looks for them. Outside bodies are invited by a plan, they are no units of it.
_HEADINGS = {
    UnitKind.OFFICE: "Cơ quan chuyên môn",
    UnitKind.SERVICE: "Đơn vị sự nghiệp",
    UnitKind.COMMITTEE: "Ủy ban nhân dân các xã, phường, thị trấn",
    UnitKind.VILLAGE: "Thôn, bản, khu phố",
}
_LEADS_SHOWN_IN_FRONT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A row of a plan that a unit, or every unit of a group, leads: its number and where it stands."""

    slug: str
    anchor: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedUnit:
    """A unit on a day with what it leads by name; `version.unit` holds how its office is reached, `site` is its own."""

    version: UnitVersion
    leads: tuple[Led, ...]
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """Units of one kind, by name; `leads` is what the plan gives to each of them as a group."""

    heading: str
    anchor: str
    units: tuple[ListedUnit, ...]
    leads: tuple[Led, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsOfOwner:
    """The unit that carries a plan out, and the units directly under it in their groups."""

    owner: ListedUnit
    groups: tuple[UnitGroup, ...]


def units_of_owners(versions: Collection[PlanVersion], today: date) -> list[UnitsOfOwner]:
    """Return the units of each owner of these plans as they stand on a day; three queries.

    An owner that no longer exists on that day is left out: its units are gone with it.
    """
    owners = list(dict.fromkeys(version.plan.owner_id for version in versions))
    found = UnitVersion.objects.on(today).select_related("unit").order_by("name", "pk")
    known = list(found.filter(unit__in=owners) | found.filter(parent__in=owners))
    by_unit, by_class = _leads(versions)
    sites = {one.unit_id: one.site.root_url for one in Portal.objects.select_related("site")}
    listed = {
        one.unit_id: ListedUnit(
            version=one, leads=tuple(by_unit[one.unit_id]), site=sites.get(one.unit_id, one.unit.website)
        )
        for one in known
    }
    return [
        UnitsOfOwner(
            owner=listed[owner],
            groups=tuple(_groups([listed[one.unit_id] for one in known if one.parent_id == owner], by_class, owner)),
        )
        for owner in owners
        if owner in listed
    ]


def lead_units(version: PlanVersion, today: date) -> tuple[UnitVersion, ...]:
    """Return the units that lead most rows of a plan by their own name, each with the number `led`; one query."""
    leads = Participant.objects.filter(task__version=version, task__origin=Origin.LINE, part=Part.LEAD).order_by()
    rows = leads.filter(unit=OuterRef("unit")).values("unit").annotate(n=Count("task", distinct=True)).values("n")
    found = UnitVersion.objects.on(today).filter(unit__in=leads.filter(unit__isnull=False).values("unit"))
    led = Subquery(rows, output_field=IntegerField())
    return tuple(found.select_related("unit").annotate(led=led).order_by("-led", "name")[:_LEADS_SHOWN_IN_FRONT])


_Led = dict[int, list[Led]]
_LedByClass = dict[tuple[int, UnitClass], list[Led]]


def _leads(versions: Collection[PlanVersion]) -> tuple[_Led, _LedByClass]:
    """Return the rows that units lead by name, and those that whole classes under an owner lead."""
    slugs = {version.pk: (version.plan.slug, version.plan.owner_id) for version in versions}
    rows = (
        Participant.objects.filter(task__version__in=slugs, task__origin=Origin.LINE, part=Part.LEAD)
        .order_by("task__version", "task__position", "position")
        .select_related("task__reviewed__line")
        .only("target", "unit_id", "classes", "task__number", "task__version_id", "task__reviewed__line__position")
    )
    by_unit: _Led = defaultdict(list)
    by_class: _LedByClass = defaultdict(list)
    for row in rows:
        slug, owner = slugs[row.task.version_id]
        led = Led(slug=slug, anchor=task_anchor(row.task.reviewed), number=row.task.number)
        if row.target == Target.UNIT and row.unit_id:
            _add(by_unit[row.unit_id], led)
        for name in row.classes if row.target == Target.CLASS else ():
            _add(by_class[owner, UnitClass(name)], led)
    return by_unit, by_class


def _add(known: list[Led], led: Led) -> None:
    if led not in known:  # two names of one row may mean the same unit
        known.append(led)


def _groups(units: list[ListedUnit], by_class: _LedByClass, owner: int) -> Iterable[UnitGroup]:
    for kind, heading in _HEADINGS.items():
        of_kind = tuple(one for one in units if one.version.unit.kind == kind)
        if of_kind:
            tier = of_kind[0].version.unit.tier
            classes = [one for one in UnitClass if belongs(one, kind=kind, tier=tier)]
            leads = tuple(led for one in classes for led in by_class.get((owner, one), ()))
            yield UnitGroup(heading=heading, anchor=f"{kind}-{owner}", units=of_kind, leads=leads)
