"""What units are called on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists

from loa.people.models import UnitVersion
from loa.tasks.models import Task


def units_at_desk(units: Collection[int], on: date) -> tuple[dict[int, str], bool]:
    """Return the names of units as `unit_names`, and whether any of them receives something; one statement."""
    receives = Task.receivers.through.objects.filter(unit__in=units)
    named = UnitVersion.objects.filter(unit__in=units, valid_from__lte=on).order_by("valid_from")
    rows = named.annotate(receives=Exists(receives)).values_list("unit", "name", "receives")
    return {unit: name for unit, name, _ in rows}, any(row[2] for row in rows)


def unit_names(units: Collection[int], on: date) -> dict[int, str]:
    """Return the name of each unit on a day, or the last it had by then; one statement."""
    named = UnitVersion.objects.filter(unit__in=units, valid_from__lte=on).order_by("valid_from")
    return dict(named.values_list("unit", "name"))
