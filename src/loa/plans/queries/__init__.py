"""What pages read of plans: each function answers in a fixed number of queries, whatever the number of rows."""

from loa.plans.queries.lists import (
    holds_personal_data,
    latest_version,
    latest_versions,
    newest_version,
    plans_for_office,
)
from loa.plans.queries.outlook import NextDate, Outlook, outlook
from loa.plans.queries.parts import Deadline, ReportReading, TopicReading, topics
from loa.plans.queries.version import VersionReading, read_version

__all__ = [
    "Deadline",
    "NextDate",
    "Outlook",
    "ReportReading",
    "TopicReading",
    "VersionReading",
    "holds_personal_data",
    "latest_version",
    "latest_versions",
    "newest_version",
    "outlook",
    "plans_for_office",
    "read_version",
    "topics",
]
