"""Say of entries that what they tell of was withdrawn; part of the action by which an app above withdraws it."""

from collections.abc import Iterable
from datetime import datetime

from loa.activities.models import Withdrawal


def mark_withdrawn(activities: Iterable[int], *, reason: str, at: datetime) -> None:
    """Note, once for each, that entries by their ids show no work any more; their counts stay, since it went out."""
    rows = [Withdrawal(activity_id=one, at=at, reason=reason[:300]) for one in activities]
    Withdrawal.objects.bulk_create(rows, ignore_conflicts=True)
