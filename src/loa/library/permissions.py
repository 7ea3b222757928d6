"""Who may keep the documents, drafts and dialogues of a unit: whoever keeps its public site."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.models import Unit, User
from loa.people.permissions import Right, can, has_anywhere, units_where


def can_keep(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody puts documents and drafts of a unit on its site, changes and withdraws them."""
    return can(user, Right.KEEP_SITE, unit, on)


def keeps_anywhere(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody keeps the site of any unit, for menus."""
    return has_anywhere(user, Right.KEEP_SITE, on)


def units_kept(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose documents somebody keeps."""
    return units_where(user, Right.KEEP_SITE, on)
