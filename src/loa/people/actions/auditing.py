"""Write the audit entry that every action leaves."""

from datetime import datetime
from typing import Any

from django.db import models

from loa.people.models import AuditEntry, User


def record(
    action: str, *, of: models.Model, by: User | None, at: datetime, details: dict[str, Any] | None = None
) -> AuditEntry:
    """Write one audit entry for an action on `of`, inside the action's own transaction.

    `action` is the app and the verb ("plans.import_plan"); `by` is None when the system acted by itself; `details`
    holds plain JSON values. A cascade is one entry with counts, never an entry per row.
    """
    return AuditEntry.objects.create(
        action=action,
        by=by,
        at=at,
        object_kind=of._meta.label_lower,
        object_key=str(of.pk),
        object_name=str(of)[:500],
        details=details or {},
    )
