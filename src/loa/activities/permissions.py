"""Who may see and write the ledger: one question each, answered by roles on the unit that did the communicating."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from loa.activities.models import Activity
from loa.people.models import Unit, UnitVersion, User
from loa.people.permissions import Right, can, units_where
from loa.tasks.permissions import can_accept, units_seen


def can_record(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody enters in the ledger what a unit communicated; never by being above it."""
    return can(user, Right.RECORD_ACTIVITY, unit, on)


def can_keep_terms(user: User | AnonymousUser) -> bool:
    """Tell whether somebody keeps the lists that all units' entries are sorted by: the administrator alone."""
    return user.is_active and user.is_superuser


def can_take_back(user: User | AnonymousUser, activity: Activity, on: date) -> bool:
    """Tell whether somebody takes an entry back: whoever may enter what its unit did."""
    return can_record(user, activity.unit_id, on)


def can_see_ledger(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody sees what a unit communicated: whoever sees its work, or did when the unit ended."""
    if can(user, Right.SEE_WORK, unit, on):
        return True
    above = _ended(on).filter(unit=unit).values_list("parent", flat=True).first()
    return above is not None and can_see_ledger(user, above, on)


def ledgers_seen(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose ledger somebody sees: those whose work they see, and what ended below those."""
    return with_ended(units_seen(user, on), on)


def with_ended(units: frozenset[int], on: date) -> frozenset[int]:
    """Return units with those that stood below them when they ended: what they did still counts up there.

    One statement, and one more for each level of ended units.
    """
    found = level = units
    while level:
        level = frozenset(_ended(on).filter(parent__in=level).values_list("unit", flat=True)) - found
        found |= level
    return found


def _ended(on: date) -> QuerySet[UnitVersion]:
    """Return the last versions of units that are no more on a day."""
    later = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__gte=OuterRef("valid_until"))
    return UnitVersion.objects.filter(~Exists(later), valid_until__lte=on)


def units_recorded(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units for which somebody enters what they did."""
    return units_where(user, Right.RECORD_ACTIVITY, on)


def can_set_coverage(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody says what an owner wants covered, and what it leaves blank on purpose."""
    return can(user, Right.SET_COVERAGE, owner, on)


def can_set_ledger_rule(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody says which activities do the work of an owner's plan: whoever accepts results there."""
    return can_accept(user, owner, on)


def owners_watched(user: User, on: date) -> frozenset[int]:
    """Return the ids of the units whose coverage somebody sees to."""
    return units_where(user, Right.SET_COVERAGE, on)
