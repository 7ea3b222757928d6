"""The office's screens for units, for accounts and for the record of what was done."""

from loa.people.viewsets.accounts import AccountViewSet
from loa.people.viewsets.audit import AuditViewSet
from loa.people.viewsets.units import UnitViewSet

__all__ = ["AccountViewSet", "AuditViewSet", "UnitViewSet"]
