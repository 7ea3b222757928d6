"""Timed work about the ledger."""

import logging
from datetime import datetime

from loa.activities.actions import check_links, count_months_anew, months_written_since, read_feeds
from loa.activities.actions.proofs import check_waiting_proofs
from loa.activities.actions.tallying import LOOKED_BACK

_log = logging.getLogger(__name__)


def count_anew(at: datetime) -> int:
    """Count the months anew that were written to lately; return how many of the stored counts were wrong."""
    wrong = count_months_anew(months_written_since(at - LOOKED_BACK))
    if wrong:
        _log.warning("Counts of coverage were wrong and are mended: %s", wrong)
    return wrong


def check_waiting_files(at: datetime) -> int:
    """Let the files that prove activities out of quarantine; return how many were judged."""
    return check_waiting_proofs(at=at)


def read_site_feeds(at: datetime) -> int:
    """Read the feeds of other sites whose hour has come; return how many posts were new."""
    return read_feeds(at=at)


def open_posted_links(at: datetime) -> int:
    """Open the posted links whose time has come; return how many were opened."""
    return check_links(at=at)
