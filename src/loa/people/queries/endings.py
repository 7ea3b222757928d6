"""Which units have ended, under what name they did, and which of today's stand in for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loa.people.choices import Extent
from loa.people.models import ChangeLink, UnitVersion
from loa.people.queries.units import unit_names

# A unit that went into another but for a part of it still speaks for itself elsewhere.
_WHOLLY = (Extent.WHOLE, Extent.RENAMED, Extent.UNCHANGED)
# Deeper than bodies were ever joined in one lifetime; a chain that has a ring ends here.
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A unit that exists no more: since when, by which legal act, and who came after it, by id and name."""

    name: str
    on: date
    act: str
    successors: tuple[tuple[int, str], ...]


def merged_into(unit: int, on: date) -> frozenset[int]:
    """Return the units that went wholly into one by a day, those that went into them included."""
    found: frozenset[int] = frozenset()
    level = frozenset([unit])
    for _ in range(_DEEPEST):
        links = ChangeLink.objects.filter(to_unit__in=level, extent__in=_WHOLLY, event__on__lte=on)
        level = frozenset(links.values_list("from_unit", flat=True)) - found - {unit}
        if not level:
            break
        found |= level
    return found


def ended(units: Iterable[int], on: date) -> dict[int, Ended]:
    """Return those of some units that exist no more on a day; one statement when all exist, else three."""
    last: dict[int, UnitVersion] = {}
    for version in UnitVersion.objects.filter(unit__in=set(units)).order_by("valid_from"):
        last[version.unit_id] = version
    over = {key: one for key, one in last.items() if one.valid_until is not None and one.valid_until <= on}
    if not over:
        return {}
    links = list(ChangeLink.objects.filter(from_unit__in=over, event__on__lte=on).select_related("event"))
    names = unit_names([link.to_unit_id for link in links if link.to_unit_id], on)
    return {
        key: Ended(
            name=version.name,
            on=version.valid_until or on,
            act=next((link.event.legal_act for link in links if link.from_unit_id == key), ""),
            successors=tuple(
                (link.to_unit_id, names.get(link.to_unit_id, ""))
                for link in links
                if link.from_unit_id == key and link.to_unit_id
            ),
        )
        for key, version in over.items()
    }
