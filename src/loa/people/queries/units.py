"""What pages read of units: the tree on a day, the members of a class, one unit's life and people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from loa.people.choices import Role, UnitClass
from loa.people.models import ChangeLink, RoleAssignment, Unit, UnitVersion
from loa.people.rules import belongs

# Every unit should have these; where nobody holds one, the page says so.
_EXPECTED = (Role.FOCAL, Role.DEPUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """A unit in the tree of a day: `depth` from 0, `vacant` the expected roles that nobody holds."""

    version: UnitVersion
    depth: int
    people: tuple[RoleAssignment, ...]
    vacant: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLife:
    """One unit: its versions in order, what it came from, what it became, and who holds a role on the day asked."""

    unit: Unit
    versions: tuple[UnitVersion, ...]
    came_from: tuple[ChangeLink, ...]
    became: tuple[ChangeLink, ...]
    people: tuple[RoleAssignment, ...]
    vacant: tuple[str, ...]
    names: dict[int, str]

    @property
    def name(self) -> str:
        return self.versions[-1].name


def unit_tree(on: date, visible: frozenset[int]) -> list[TreeRow]:
    """Return the visible units of a day, parents before children, by kind and name; two queries."""
    held = RoleAssignment.objects.on(on).select_related("user")
    versions = (
        UnitVersion.objects.on(on)
        .filter(unit__in=visible)
        .select_related("unit")
        .prefetch_related(Prefetch("unit__roles", held, to_attr="held"))
        .order_by("unit__kind", "name")
    )
    children: dict[int | None, list[UnitVersion]] = {}
    for version in versions:
        children.setdefault(version.parent_id if version.parent_id in visible else None, []).append(version)
    return list(_walk(children, None, 0))


def _walk(children: dict[int | None, list[UnitVersion]], parent: int | None, depth: int) -> Iterator[TreeRow]:
    for version in children.get(parent, ()):
        people = _in_order(version.unit.held)  # type: ignore[attr-defined]
        yield TreeRow(version=version, depth=depth, people=people, vacant=_vacant(people))
        yield from _walk(children, version.unit_id, depth + 1)


def _in_order(held: Iterable[RoleAssignment]) -> tuple[RoleAssignment, ...]:
    """Return roles as people name them: leader, focal officer, deputy, then the others."""
    order = list(Role.values)
    return tuple(sorted(held, key=lambda one: (order.index(one.role), one.pk)))


def _vacant(people: tuple[RoleAssignment, ...]) -> tuple[str, ...]:
    held = {person.role for person in people}
    return tuple(role.label for role in _EXPECTED if role not in held)


def members(unit_class: UnitClass, owner: Unit, on: date) -> list[UnitVersion]:
    """Return the members of a class under its owner on a day, by name ("UBND các xã, thị trấn" of a district)."""
    below = UnitVersion.objects.on(on).filter(parent=owner).select_related("unit").order_by("name")
    return [one for one in below if belongs(unit_class, kind=one.unit.kind, tier=one.unit.tier)]


def unit_life(unit: Unit, on: date) -> UnitLife:
    """Return one unit's life with the names of the units it is linked to."""
    links = list(
        ChangeLink.objects.filter(Q(from_unit=unit) | Q(to_unit=unit))
        .select_related("event")
        .order_by("event__on", "pk")
    )
    versions = tuple(unit.versions.select_related("parent").order_by("valid_from"))
    linked = {key for link in links for key in (link.from_unit_id, link.to_unit_id) if key}
    linked |= {version.parent_id for version in versions if version.parent_id}
    people = _in_order(RoleAssignment.objects.on(on).filter(unit=unit).select_related("user"))
    return UnitLife(
        unit=unit,
        versions=versions,
        came_from=tuple(link for link in links if link.to_unit_id == unit.pk),
        became=tuple(link for link in links if link.from_unit_id == unit.pk),
        people=people,
        vacant=_vacant(people),
        names=_latest_names(linked),
    )


def _latest_names(units: set[int]) -> dict[int, str]:
    """Return the last name of each unit, by its id."""
    return dict(UnitVersion.objects.filter(unit__in=units).order_by("valid_from").values_list("unit", "name"))


def unit_names(units: Iterable[int], on: date) -> dict[int, str]:
    """Return what units are called on a day by their ids: the last name begun, or the first for one still to come."""
    versions = UnitVersion.objects.filter(unit__in=set(units)).order_by("valid_from")
    names: dict[int, str] = {}
    for unit, name, begun in versions.values_list("unit", "name", "valid_from"):
        if begun <= on or unit not in names:
            names[unit] = name
    return names


def unit_choices(on: date, among: frozenset[int]) -> list[tuple[int, str]]:
    """Return the units of a day for a list to choose from, each set in below the one above it."""
    return [(row.version.unit_id, "\u2003" * row.depth + row.version.name) for row in unit_tree(on, among)]
