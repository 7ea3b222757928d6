"""What pages read of the ledger, in a fixed number of statements."""

from loa.activities.queries.activity import ActivitySheet, activity_sheet, find_activity

__all__ = ["ActivitySheet", "activity_sheet", "find_activity"]
