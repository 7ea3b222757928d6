"""How fresh what units keep here is, for the checklist of their sites."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.utils.timezone import localtime

from loa.library.models import Document, Draft


def newest_days(units: Collection[int]) -> dict[tuple[int, str], date]:
    """Return when each of some units last put a document up, by unit and kind of document; one statement."""
    found = Document.objects.filter(owner__in=units, withdrawn_at__isnull=True).order_by()
    rows = found.values("owner", "kind").annotate(newest=Max("posted_at"))
    return {(row["owner"], row["kind"]): localtime(row["newest"]).date() for row in rows}


def newest_drafts(units: Collection[int]) -> dict[int, date]:
    """Return when a draft was last opened for comment by each of some units that opened one; one statement."""
    found = Draft.objects.filter(owner__in=units, withdrawn_at__isnull=True).order_by()
    return {row["owner"]: row["newest"] for row in found.values("owner").annotate(newest=Max("opened_on"))}
