"""Users, the audit entry, units with their life dates, and who does what in a unit."""

from loa.people.models.roles import RoleAssignment
from loa.people.models.units import ChangeEvent, ChangeLink, Unit, UnitAlias, UnitVersion, ids_above, ids_below
from loa.people.models.users import AuditEntry, PasswordLink, User

__all__ = [
    "AuditEntry",
    "ChangeEvent",
    "ChangeLink",
    "PasswordLink",
    "RoleAssignment",
    "Unit",
    "UnitAlias",
    "UnitVersion",
    "User",
    "ids_above",
    "ids_below",
]
