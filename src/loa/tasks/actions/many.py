"""Change many obligations at once: locked in one order, moved with a step each, what cannot be moved left and named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from loa.people.models import User
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step
from loa.tasks.queries.accepting import with_acceptance

# Rows of one statement.
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An obligation that stays as it stands, and why."""

    obligation: Obligation
    why: str


def locked_rows(which: Q, by: User) -> QuerySet[Obligation]:
    """Return rows locked in the order of their ids: of two who act at once, the second waits, and neither for ever."""
    return with_acceptance(Obligation.objects.select_for_update(of=("self",)).filter(which), by.pk).order_by("pk")


def store(rows: Sequence[Obligation], **moved: Any) -> None:
    """Store what locked rows have in common now, each one revision further; one statement for five hundred.

    A statement that names every row's own values (`bulk_update`) takes ten times as long to put together.
    """
    for start in range(0, len(rows), AT_ONCE):
        some = Obligation.objects.filter(pk__in=[row.pk for row in rows[start : start + AT_ONCE]])
        some.update(**moved, revision=F("revision") + 1)


def move_rows(rows: Iterable[Obligation], state: State, note: str, by: User | None, at: datetime) -> None:
    """Bring locked rows to a state, with a step each; as many statements for forty as for one."""
    rows = list(rows)
    for row in rows:
        row.state, row.state_at, row.revision = state, at, row.revision + 1
    store(rows, state=state, state_at=at)
    Step.objects.bulk_create(
        [Step(obligation=row, at=at, by=by, state=state, note=note) for row in rows], batch_size=AT_ONCE
    )
