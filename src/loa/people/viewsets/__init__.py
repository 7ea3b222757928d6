"""The office's screens for units, for accounts and for one's own."""

from loa.people.viewsets.accounts import AccountViewSet
from loa.people.viewsets.own_account import own_account
from loa.people.viewsets.units import UnitViewSet

__all__ = ["AccountViewSet", "UnitViewSet", "own_account"]
