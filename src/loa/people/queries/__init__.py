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
from loa.people.queries.units import TreeRow, UnitLife, members, unit_choices, unit_life, unit_names, unit_tree

__all__ = [
    "AccountList",
    "AccountReading",
    "AccountRow",
    "HeldRole",
    "TreeRow",
    "UnitLife",
    "account_list",
    "account_of_link",
    "accounts_in",
    "members",
    "read_account",
    "suggest_username",
    "unit_choices",
    "unit_life",
    "unit_names",
    "unit_tree",
]
