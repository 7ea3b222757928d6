"""The office's screens for units, for accounts, for one's own, and for the record of what was done."""

from loa.people.viewsets.accounts import AccountViewSet
from loa.people.viewsets.audit import AuditViewSet
from loa.people.viewsets.own_account import own_account
from loa.people.viewsets.units import UnitViewSet

__all__ = ["AccountViewSet", "AuditViewSet", "UnitViewSet", "own_account"]
