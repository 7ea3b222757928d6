"""Who may do what with plans: one question each, answered by roles on the unit that carries the plan out."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.models import Unit, User
from loa.people.permissions import Right, can, has_anywhere, units_where


def can_check_drafts(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody may have a draft read, and see the list of plans in the office."""
    return has_anywhere(user, Right.REVIEW_PLAN, on)


def can_review(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody may bring in and review a plan of a unit."""
    return can(user, Right.REVIEW_PLAN, owner, on)


def can_confirm(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody may put a plan of a unit to work."""
    return can(user, Right.CONFIRM_PLAN, owner, on)


def reviewable_owners(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose plans somebody may review."""
    return units_where(user, Right.REVIEW_PLAN, on)


def can_change_rhythms(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may change the rhythms that all plans choose from: the administrator alone."""
    return user.is_active and user.is_superuser
