"""What can be done about units and people, and the audit entry that every action leaves."""

from loa.people.actions.auditing import record
from loa.people.actions.roles import RoleRefused, assign_role, end_role
from loa.people.actions.units import UnitsRefused, load_units

__all__ = ["RoleRefused", "UnitsRefused", "assign_role", "end_role", "load_units", "record"]
