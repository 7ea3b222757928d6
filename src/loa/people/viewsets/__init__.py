"""The office's screens for units and for accounts."""

from loa.people.viewsets.accounts import AccountViewSet
from loa.people.viewsets.units import UnitViewSet

__all__ = ["AccountViewSet", "UnitViewSet"]
