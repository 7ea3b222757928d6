"""Who may see and keep the calendar: it holds for all units, so its keeper is the administrator of the installation."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.models import User
from loa.people.permissions import can_enter_office


def can_see_calendar(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody may look at the calendar: everybody who works in the office."""
    return can_enter_office(user, on)


def can_keep_calendar(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may change and confirm the calendar."""
    return user.is_active and user.is_superuser
