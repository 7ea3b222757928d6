"""How fresh what units keep here is, for the checklist of their sites."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.utils.timezone import localtime

from loa.library.models import Document, Draft


def newest_days(units: Collection[int], kinds: Collection[str] = ()) -> dict[int, date]:
    """Return when a document was last put up for each of some units that has one; of some kinds, or of all."""
    found = Document.objects.filter(owner__in=units, withdrawn_at__isnull=True)
    if kinds:
        found = found.filter(kind__in=kinds)
    rows = found.order_by().values("owner").annotate(newest=Max("posted_at"))
    return {row["owner"]: localtime(row["newest"]).date() for row in rows}


def newest_drafts(units: Collection[int]) -> dict[int, date]:
    """Return when a draft was last opened for comment by each of some units that opened one."""
    found = Draft.objects.filter(owner__in=units, withdrawn_at__isnull=True).order_by()
    return {row["owner"]: row["newest"] for row in found.values("owner").annotate(newest=Max("opened_on"))}
