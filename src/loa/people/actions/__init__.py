"""What can be done about units and people, and the audit entry that every action leaves."""

from loa.people.actions.accounts import (
    AccountRefused,
    LinkRefused,
    change_account,
    close_account,
    issue_password_link,
    open_account,
    reopen_account,
    reset_second_factor,
    use_password_link,
)
from loa.people.actions.auditing import acting_from, record
from loa.people.actions.contacts import change_contacts
from loa.people.actions.roles import RoleRefused, assign_role, end_role
from loa.people.actions.units import UnitsRefused, load_units

__all__ = [
    "AccountRefused",
    "LinkRefused",
    "RoleRefused",
    "UnitsRefused",
    "acting_from",
    "assign_role",
    "change_account",
    "change_contacts",
    "close_account",
    "end_role",
    "issue_password_link",
    "load_units",
    "open_account",
    "record",
    "reopen_account",
    "reset_second_factor",
    "use_password_link",
]
