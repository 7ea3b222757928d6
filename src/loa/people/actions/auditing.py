"""Write the audit entry that every action leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models

from loa.lib.vietnamese_text import fold
from loa.people.models import AuditEntry, User

# Set at the edge for one request and read only here: where somebody sits decides nothing, so no action takes it.
_address: ContextVar[str] = ContextVar("address", default="")


@contextmanager
def acting_from(address: str) -> Iterator[None]:
    """Note in every entry that a block writes from which network address its person acts."""
    before = _address.set(address)
    try:
        yield
    finally:
        _address.reset(before)


def record(
    action: str, *, of: models.Model, by: User | None, at: datetime, details: dict[str, Any] | None = None
) -> AuditEntry:
    """Write one audit entry for an action on `of`, inside the action's own transaction.

    `action` is the app and the verb ("plans.import_plan"), with its words in `choices.ACTION_WORDS`; `by` is None when
    the system acted by itself; `details` holds plain JSON values, "unit" being the key of the unit it is about, whose
    administrator then sees the entry. A cascade is one entry with counts, never an entry per row.
    """
    name = str(of)[:500]
    return AuditEntry.objects.create(
        action=action,
        by=by,
        at=at,
        object_kind=of._meta.label_lower,
        object_key=str(of.pk),
        object_name=name,
        folded_name=fold(name)[:500],
        details=details or {},
        address=_address.get(),
    )
