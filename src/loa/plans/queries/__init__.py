"""What pages read of plans: each function answers in a fixed number of queries, whatever the number of rows."""

from loa.plans.queries.lists import (
    edited_rows,
    holds_personal_data,
    latest_version,
    latest_versions,
    newest_version,
    owners_to_choose,
    plans_for_office,
)
from loa.plans.queries.outlook import NextDate, Outlook, outlook
from loa.plans.queries.parts import Deadline, ReportReading, TopicReading, task_anchor, topics
from loa.plans.queries.review import Missing, ReviewRows, Section, UnitsOfDay, missing_in, review_rows, what_is_missing
from loa.plans.queries.review_screen import (
    ReviewReading,
    bindable_units,
    meaning_of,
    place_of,
    places_of_name,
    read_review,
    suggestion_of,
)
from loa.plans.queries.source import Place, SourceBlock, anchor_of, source_of
from loa.plans.queries.version import VersionReading, read_version

__all__ = [
    "Deadline",
    "Missing",
    "NextDate",
    "Outlook",
    "Place",
    "ReportReading",
    "ReviewReading",
    "ReviewRows",
    "Section",
    "SourceBlock",
    "TopicReading",
    "UnitsOfDay",
    "VersionReading",
    "anchor_of",
    "bindable_units",
    "edited_rows",
    "holds_personal_data",
    "latest_version",
    "latest_versions",
    "meaning_of",
    "missing_in",
    "newest_version",
    "outlook",
    "owners_to_choose",
    "place_of",
    "places_of_name",
    "plans_for_office",
    "read_review",
    "read_version",
    "review_rows",
    "source_of",
    "suggestion_of",
    "task_anchor",
    "topics",
    "what_is_missing",
]
