"""Who may do what: one table from role to right. A role on a unit reaches every unit below it on that day."""

from datetime import date
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, User, ids_below


class Right(StrEnum):
    SEE_UNIT = "see_unit"
    ASSIGN_ROLES = "assign_roles"


_EVERYONE = frozenset([Right.SEE_UNIT])
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEADER: _EVERYONE,
    Role.FOCAL: _EVERYONE,
    Role.DEPUTY: _EVERYONE,
    Role.EDITOR: _EVERYONE,
    Role.APPROVER: _EVERYONE,
    Role.CLERK: _EVERYONE,
    Role.OPERATOR: _EVERYONE,
    Role.VIEWER: _EVERYONE,
    Role.ADMINISTRATOR: _EVERYONE | {Right.ASSIGN_ROLES},
}


def units_where(user: User | AnonymousUser, right: Right, on: date) -> frozenset[int]:
    """Return the ids of the units in which somebody has a right on a day.

    The administrator of the installation has every right in every unit, those of other days included.
    """
    if not user.is_active or isinstance(user, AnonymousUser):
        return frozenset()
    if user.is_superuser:
        return frozenset(Unit.objects.values_list("pk", flat=True))
    return ids_below(_own_units(user, right, on).values_list("unit", flat=True), on)


def has_anywhere(user: User | AnonymousUser, right: Right, on: date) -> bool:
    """Tell whether somebody has a right in any unit; one statement, for menus."""
    if not user.is_active or isinstance(user, AnonymousUser):
        return False
    return user.is_superuser or _own_units(user, right, on).exists()


def _own_units(user: User, right: Right, on: date) -> QuerySet[RoleAssignment]:
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    return RoleAssignment.objects.on(on).filter(user=user, role__in=roles)


def can(user: User | AnonymousUser, right: Right, unit: Unit, on: date) -> bool:
    """Tell whether somebody has a right in one unit on a day."""
    return unit.pk in units_where(user, right, on)
