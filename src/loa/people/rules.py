"""Decisions about units and their dates on plain values. No Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from loa.people.choices import Tier, UnitClass, UnitKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of days, the last one left out; `until` is None while it lasts."""

    start: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.start <= day and (self.until is None or day < self.until)


def overlapping(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """Return the first two spans that share a day, None where none do; a unit has one version a day."""
    ordered = sorted(spans, key=lambda span: span.start)
    return next(((one, two) for one, two in pairwise(ordered) if one.until is None or two.start < one.until), None)


# Who belongs to a class: units of this kind and level that stand directly under the owner.
_MEMBERS: dict[UnitClass, tuple[UnitKind, Tier | None]] = {
    UnitClass.COMMUNES: (UnitKind.COMMITTEE, Tier.COMMUNE),
    UnitClass.OFFICES: (UnitKind.OFFICE, None),
    UnitClass.SERVICES: (UnitKind.SERVICE, None),
    UnitClass.VILLAGES: (UnitKind.VILLAGE, Tier.VILLAGE),
}


def belongs(unit_class: UnitClass, *, kind: str, tier: str) -> bool:
    """Tell whether a unit of this kind and level, standing directly under the owner, is a member of the class."""
    wanted_kind, wanted_tier = _MEMBERS[unit_class]
    return kind == wanted_kind and wanted_tier in (None, tier)
