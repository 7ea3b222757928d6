"""Timed work of the newsroom."""

from datetime import datetime

from loa.newsroom.actions import check_letter_files, check_recordings, erase_letters, fetch_letters, publish_due


def publish(at: datetime) -> int:
    """Put out stories whose hour has come and take off those whose time is over; return how many."""
    return publish_due(at=at)


def fetch_mail(at: datetime) -> int:
    """Fetch what waits in the newsroom's mailbox; return how many letters are new."""
    return fetch_letters(at=at)


def check_mailed_files(at: datetime) -> int:
    """Let the files of letters out of quarantine; return how many were judged."""
    return check_letter_files(at=at)


def erase_old_letters(at: datetime) -> int:
    """Erase what was held of letters for as long as it may be; return of how many."""
    return erase_letters(at=at)


def check_uploaded_recordings(at: datetime) -> int:
    """Let recordings of stories out of quarantine; return how many were judged."""
    return check_recordings(at=at)
