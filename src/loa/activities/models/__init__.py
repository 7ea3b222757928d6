"""The ledger of communication: what went out, how it is told, how much of it there is where, and what is missing."""

from loa.activities.models.coverage import EVERY, CoverageTally, CoverageTarget, LedgerRule, LeftBlank
from loa.activities.models.ledger import Activity, ActivityProof, Withdrawal
from loa.activities.models.outside import PostedLink, SiteFeed
from loa.activities.models.terms import Audience, Channel, Form, Term, Topic

__all__ = [
    "EVERY",
    "Activity",
    "ActivityProof",
    "Audience",
    "Channel",
    "CoverageTally",
    "CoverageTarget",
    "Form",
    "LedgerRule",
    "LeftBlank",
    "PostedLink",
    "SiteFeed",
    "Term",
    "Topic",
    "Withdrawal",
]
