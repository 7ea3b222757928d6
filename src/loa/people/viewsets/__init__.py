"""The office's screens for units and for accounts."""

from loa.people.viewsets.units import UnitViewSet

__all__ = ["UnitViewSet"]
