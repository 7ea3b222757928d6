"""Whom targets of coverage ask: units of a class directly under who set them, or one unit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from loa.activities.models import CoverageTarget
from loa.people.choices import UnitClass
from loa.people.models import UnitVersion
from loa.people.rules import belongs


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The units that each target asks, by the target's id, with their names; and since when each of them was there.

    `names` has single units and those that set the targets too.
    """

    units: dict[int, dict[int, str]]
    born: dict[int, date]
    names: dict[int, str]


def asked_by(targets: Iterable[CoverageTarget], today: date) -> Asked:
    """Return whom targets ask on a day; one statement, whatever they ask."""
    targets = list(targets)
    single = {one.unit_id for one in targets if one.unit_id} | {one.owner_id for one in targets}
    born: dict[int, date] = {}
    names: dict[int, str] = {}
    below: list[tuple[str, int, int | None, str, str]] = []
    for unit, name, begun, until, parent, kind, tier, first in _versions(
        {one.owner_id for one in targets if one.unit_class}, single, today
    ):
        born[unit] = first
        if unit in single and (begun <= today or unit not in names):
            names[unit] = name
        if begun <= today and (until is None or today < until):
            below.append((name, unit, parent, kind, tier))
    below.sort()
    return Asked(
        units={
            one.pk: {
                unit: name
                for name, unit, parent, kind, tier in below
                if parent == one.owner_id and belongs(UnitClass(one.unit_class), kind=kind, tier=tier)
            }
            if one.unit_class
            else {unit: name for unit, name in names.items() if unit == one.unit_id}
            for one in targets
        },
        born=born,
        names=names,
    )


def _versions(owners: Collection[int], single: Collection[int], today: date) -> Iterable[tuple[Any, ...]]:
    """Return what stands under some units on a day, and all that single units ever were, in order of time."""
    all_of_unit = UnitVersion.objects.filter(unit=OuterRef("unit")).order_by("valid_from")
    under = UnitVersion.objects.on(today).filter(parent__in=owners)
    rows = UnitVersion.objects.filter(Q(pk__in=under.values("pk")) | Q(unit__in=single))
    return (
        rows.annotate(first=Subquery(all_of_unit.values("valid_from")[:1]))
        .order_by("valid_from")
        .values_list("unit", "name", "valid_from", "valid_until", "parent", "unit__kind", "unit__tier", "first")
    )
