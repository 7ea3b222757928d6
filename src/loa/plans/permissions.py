"""Who may do what with plans: one question each. Roles on a unit's subtree come with units."""

from django.contrib.auth.models import AnonymousUser

from loa.people.models import User


def can_import_plan(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may bring a plan document in."""
    return user.is_active and user.has_perm("plans.add_planversion")


def can_view_plans(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may open plans in the office; the public page needs no permission."""
    return user.is_active and user.has_perm("plans.view_plan")
