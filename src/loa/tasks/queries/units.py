"""What units are called on a day."""

from collections.abc import Collection
from datetime import date

from loa.people.models import UnitVersion


def unit_names(units: Collection[int], on: date) -> dict[int, str]:
    """Return the name of each unit on a day, or the last it had by then; one statement."""
    named = UnitVersion.objects.filter(unit__in=units, valid_from__lte=on).order_by("valid_from")
    return dict(named.values_list("unit", "name"))
