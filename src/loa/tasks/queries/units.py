"""What units are called on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from loa.people.models import UnitVersion
from loa.tasks.models import Task


def units_at_desk(units: Collection[int], on: date) -> tuple[dict[int, str], bool]:
    """Return the names of units as `unit_names`, and whether any of them receives something; one statement."""
    receives = Task.receivers.through.objects.filter(unit__in=units)
    named = UnitVersion.objects.filter(unit__in=units, valid_from__lte=on).order_by("valid_from")
    rows = named.annotate(receives=Exists(receives)).values_list("unit", "name", "receives")
    return {unit: name for unit, name, _ in rows}, any(row[2] for row in rows)


def names_and_receivers(units: Collection[int], task: int, on: date) -> tuple[dict[int, str], list[int]]:
    """Return the names of units and of a task's receivers as `unit_names`, and who receives; one statement."""
    received = Task.receivers.through.objects.filter(task=task)
    near = Q(unit__in=units) | Q(unit__in=received.values("unit"))
    named = UnitVersion.objects.filter(near, valid_from__lte=on).order_by("valid_from", "unit")
    receives = Exists(received.filter(unit=OuterRef("unit")))
    rows = list(named.annotate(receives=receives).values_list("unit", "name", "receives"))
    return {unit: name for unit, name, _ in rows}, sorted({unit for unit, _, receives in rows if receives})


def unit_names(units: Collection[int], on: date) -> dict[int, str]:
    """Return the name of each unit on a day, or the last it had by then; one statement."""
    named = UnitVersion.objects.filter(unit__in=units, valid_from__lte=on).order_by("valid_from")
    return dict(named.values_list("unit", "name"))
