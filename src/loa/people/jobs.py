"""Timed work about people: what is no longer of use is forgotten."""

from datetime import datetime, timedelta

from loa.people.models import PasswordLink

# A link opens nothing after a day; the audit entry keeps who made it for whom. The row only explains a recent refusal.
_DAYS_KEPT = 30


def forget_expired_password_links(at: datetime) -> int:
    """Delete the links for setting a password that were made 30 days ago or earlier; return how many."""
    deleted, _ = PasswordLink.objects.filter(made_at__lte=at - timedelta(days=_DAYS_KEPT)).delete()
    return deleted
