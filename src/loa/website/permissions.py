"""Who may keep a public site: one question each."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.models import Unit, User, ids_above
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


def can_see_checklist(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody sees which sections the site of a unit carries: whoever sees its work."""
    return can(user, Right.SEE_WORK, unit, on)


def units_watched(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose sites somebody watches."""
    return units_where(user, Right.SEE_WORK, on)


def can_note_section(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says what a site carries: whoever keeps it, or keeps the site of a unit above it."""
    kept = units_kept(user, on)
    return bool(kept) and bool(kept.intersection(ids_above(unit if isinstance(unit, int) else unit.pk, on)))


def can_keep_checklist(user: User | AnonymousUser) -> bool:
    """Tell whether somebody changes the list of sections itself, which is one for the installation."""
    return user.is_active and user.is_superuser
