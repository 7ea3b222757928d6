"""The short forms that hold for a unit: its own, and those of the units above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loa.lib.plain_language import ABBREVIATIONS
from loa.lib.vietnamese_text import fold
from loa.newsroom.models import Abbreviation
from loa.people.models import ids_above
from loa.people.queries import unit_names


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForms:
    """What a unit keeps itself; what comes from above, with whose it is; and what everybody knows."""

    own: tuple[Abbreviation, ...]
    inherited: tuple[tuple[Abbreviation, str], ...]
    known: tuple[tuple[str, str], ...]


def short_forms_of(unit: int, on: date) -> ShortForms:
    """Return the short forms that hold for a unit; two statements and one for each level above it.

    What a unit says itself goes before what those above it say, and that before what everybody knows.
    """
    above = ids_above(unit, on)
    rows = list(Abbreviation.objects.filter(unit__in=above))
    rows.sort(key=lambda one: (fold(one.short), above.index(one.unit_id)))
    held: dict[str, Abbreviation] = {}
    for one in rows:
        held.setdefault(one.short, one)
    others = [one for one in held.values() if one.unit_id != unit]
    names = unit_names({one.unit_id for one in others}, on)
    known = sorted((short, full) for short, full in ABBREVIATIONS.items() if short not in held)
    return ShortForms(
        own=tuple(one for one in rows if one.unit_id == unit),
        inherited=tuple((one, names.get(one.unit_id, "")) for one in others),
        known=tuple(known),
    )


def glossary_of(units: Sequence[int]) -> dict[str, str]:
    """Return what short forms stand for in a unit, given it and those above it, from below; one statement."""
    rows = list(Abbreviation.objects.filter(unit__in=units).values_list("unit", "short", "full"))
    rows.sort(key=lambda row: units.index(row[0]), reverse=True)
    return {**ABBREVIATIONS, **{short: full for _, short, full in rows}}
