"""The sign of life of timed work."""

from datetime import datetime

from loa.website.models import Heartbeat


def last_heartbeat(name: str) -> datetime | None:
    """Return when a piece of timed work last came to its end; None before the first time."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
