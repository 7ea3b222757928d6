"""Timed work of the newsroom."""

from datetime import datetime

from loa.newsroom.actions import publish_due


def publish(at: datetime) -> int:
    """Put out stories whose hour has come and take off those whose time is over; return how many."""
    return publish_due(at=at)
