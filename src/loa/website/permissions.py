"""Who may keep a public site: one question each."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.models import Unit, User
from loa.people.permissions import Right, can, units_where


def can_open_portal(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may open a site: a host name is a matter of whoever runs the installation."""
    return user.is_active and user.is_superuser


def can_keep_portal(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says what stands on the site of a unit: its own people only, as with its pages."""
    return can(user, Right.KEEP_SITE, unit, on)


def units_kept(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose sites somebody keeps."""
    return units_where(user, Right.KEEP_SITE, on)
