"""The sign of life of timed work."""

from datetime import datetime

from django.utils.timezone import localtime

from loa.newsroom.queries.letters import mailbox_trouble
from loa.website.models import Heartbeat


def last_heartbeat(name: str) -> datetime | None:
    """Return when a piece of timed work last came to its end; None before the first time."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def warnings() -> list[str]:
    """Return what does not work though the installation is well, a sentence each; one statement at most."""
    mailbox = mailbox_trouble()
    if mailbox is None or mailbox.failing_since is None:
        return []
    return [f"Không lấy được thư gửi về nơi biên tập từ {localtime(mailbox.failing_since):%H:%M %d/%m/%Y}."]
