"""Who may do what: one table from role to right. A role on a unit reaches the units below it on that day.

Two rights stay with the unit of the role itself (`_NOT_BELOW`): nobody reports in the name of a unit below by being
above it; that is another deed with a name of its own.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, User, ids_below


class Right(StrEnum):
    SEE_UNIT = "see_unit"  # its name, its people and how to reach them
    SEE_WORK = "see_work"  # what it owes, what it handed in, and its plans at work
    REPORT_WORK = "report_work"  # hand in what it owes
    ENTER_OFFICE = "enter_office"  # open the office at all
    REVIEW_PLAN = "review_plan"  # upload its plan, check a draft, review what was read
    CONFIRM_PLAN = "confirm_plan"  # put its plan to work
    MANAGE_PEOPLE = "manage_people"  # accounts, roles and one-time links of its people


_SEEING = frozenset([Right.SEE_UNIT, Right.SEE_WORK])
_REVIEWING = _SEEING | {Right.ENTER_OFFICE, Right.REVIEW_PLAN}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEADER: _SEEING,
    Role.FOCAL: _REVIEWING | {Right.REPORT_WORK, Right.CONFIRM_PLAN},
    Role.DEPUTY: _REVIEWING | {Right.REPORT_WORK},
    Role.EDITOR: _REVIEWING,
    Role.APPROVER: _REVIEWING | {Right.CONFIRM_PLAN},
    Role.CLERK: _SEEING,
    Role.OPERATOR: _SEEING,
    Role.VIEWER: _SEEING,
    Role.ADMINISTRATOR: _SEEING | {Right.ENTER_OFFICE, Right.MANAGE_PEOPLE},
}
_NOT_BELOW = frozenset([Right.REPORT_WORK])


def units_where(user: User | AnonymousUser, right: Right, on: date) -> frozenset[int]:
    """Return the ids of the units in which somebody has a right on a day.

    The administrator of the installation has every right in every unit, those of other days included, but for those
    that stay with the unit of a role.
    """
    if not user.is_active or isinstance(user, AnonymousUser):
        return frozenset()
    own = frozenset(_own_units(user, right, on).values_list("unit", flat=True))
    if right in _NOT_BELOW:
        return own
    if user.is_superuser:
        return frozenset(Unit.objects.values_list("pk", flat=True))
    return ids_below(own, on)


def has_anywhere(user: User | AnonymousUser, right: Right, on: date) -> bool:
    """Tell whether somebody has a right in any unit; one statement, for menus."""
    if not user.is_active or isinstance(user, AnonymousUser):
        return False
    return (user.is_superuser and right not in _NOT_BELOW) or _own_units(user, right, on).exists()


def can(user: User | AnonymousUser, right: Right, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody has a right in one unit on a day."""
    return (unit if isinstance(unit, int) else unit.pk) in units_where(user, right, on)


def roles_with(right: Right) -> Iterable[Role]:
    """Return the roles that carry a right, in the order people name them."""
    return [role for role in Role if right in RIGHTS[role]]


def _own_units(user: User, right: Right, on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.on(on).filter(user=user, role__in=roles_with(right))
