"""What pages read of units and accounts: each function in a fixed number of statements."""

from loa.people.queries.accounts import (
    AccountList,
    AccountReading,
    AccountRow,
    HeldRole,
    account_list,
    account_of_link,
    accounts_in,
    read_account,
    suggest_username,
)
from loa.people.queries.audit import (
    ENTRIES_A_PAGE,
    MOST_EXPORTED,
    AuditFilter,
    AuditPage,
    AuditRow,
    audit_export,
    audit_page,
)
from loa.people.queries.endings import Ended, ended, merged_into
from loa.people.queries.units import TreeRow, UnitLife, members, unit_choices, unit_life, unit_names, unit_tree

__all__ = [
    "ENTRIES_A_PAGE",
    "MOST_EXPORTED",
    "AccountList",
    "AccountReading",
    "AccountRow",
    "AuditFilter",
    "AuditPage",
    "AuditRow",
    "Ended",
    "HeldRole",
    "TreeRow",
    "UnitLife",
    "account_list",
    "account_of_link",
    "accounts_in",
    "audit_export",
    "audit_page",
    "ended",
    "members",
    "merged_into",
    "read_account",
    "suggest_username",
    "unit_choices",
    "unit_life",
    "unit_names",
    "unit_tree",
]
