"""Timed work of the library."""

from datetime import datetime

from loa.library.actions import check_stored_files


def check_waiting_files(at: datetime) -> int:
    """Let the files of documents, drafts and dialogues out of quarantine; return how many were judged."""
    return check_stored_files(at=at)
