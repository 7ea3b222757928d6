"""Whose ledger the reader looks at: a unit among those whose work they see."""

from dataclasses import dataclass

from django.http import Http404

from loa.activities.queries.coverage import number_in
from loa.people.models import UnitVersion, ids_below
from loa.people.queries import unit_names
from loa.tasks.permissions import units_seen
from loa.tasks.views.frame import DeskRequest

# More units than that are reached by going down from one to those below it.
_MOST_CHOICES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A unit in sight, what it is called, all units in sight, and those to choose from."""

    unit: int
    name: str
    seen: frozenset[int]
    choices: tuple[tuple[int, str], ...]
    # The unit and all below it.
    below: frozenset[int]


def scope_of(request: DeskRequest) -> Scope:
    """Return the unit that the address names, else the highest that the reader has a role in.

    Raises:
        Http404: the reader sees no unit, or not the one that is named.
    """
    today = request.sitting.today
    seen = units_seen(request.user, today)
    asked = request.GET.get("don-vi", "")
    unit = number_in(asked)
    if unit is None:
        own = request.sitting.desk.sees
        unit = next(iter(own)) if len(own) == 1 else _highest(own or seen, today)
    if unit is None or unit not in seen:
        raise Http404
    listed = seen if len(seen) <= _MOST_CHOICES else (request.sitting.desk.sees | {unit})
    names = unit_names({unit, *listed}, today)
    below = seen if frozenset([unit]) == request.sitting.desk.sees else ids_below([unit], today)
    choices = tuple(sorted(((pk, names[pk]) for pk in listed if pk in names), key=lambda one: one[1]))
    return Scope(unit=unit, name=names.get(unit, ""), seen=seen, choices=choices, below=below)


def _highest(units: frozenset[int], today: object) -> int | None:
    """Return the unit that stands above the others, the first of several."""
    lives = UnitVersion.objects.on(today).filter(unit__in=units).values_list("unit", "parent")  # type: ignore[arg-type]
    tops = sorted(unit for unit, parent in lives if parent not in units)
    return tops[0] if tops else None
