"""The stories that were asked for: by whom, of whom, and what became of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, Value, When

from loa.newsroom.choices import CommissionState
from loa.newsroom.models import Commission
from loa.people.models import Unit
from loa.people.queries import unit_names

_A_PAGE = 30
# What is over is shown so long.
_SHOWN_FOR = timedelta(days=180)
_WAITING = (CommissionState.OPEN, CommissionState.TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionRow:
    """A story that is wanted: by whom and of whom, whether it is late, and whether the reader may want it no more."""

    commission: Commission
    owner: str
    unit: str
    late: bool
    may_cancel: bool


def commissions_page(
    owners: Collection[int], own: Collection[int], today: date, page: str
) -> tuple[Page[Commission], list[CommissionRow]]:
    """Return one page of what some units asked for, and of what is asked of others; three statements.

    What waits stands first, the one that is wanted soonest before the others.
    """
    near = Q(owner__in=owners) | Q(unit__in=own)
    shown_yet = Q(state__in=_WAITING) | Q(due_on__gte=today - _SHOWN_FOR)
    waits = Case(When(state__in=_WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Commission.objects.filter(near, shown_yet).select_related("topic", "channel", "task", "story", "by")
    shown = Paginator(found.defer("story__body").order_by(waits, "due_on", "pk"), _A_PAGE).get_page(page)
    rows: list[Commission] = list(shown.object_list)
    names = unit_names({unit for one in rows for unit in (one.owner_id, one.unit_id)}, today)
    return shown, [
        CommissionRow(
            commission=one,
            owner=names.get(one.owner_id, ""),
            unit=names.get(one.unit_id, ""),
            late=one.state in _WAITING and one.due_on < today,
            may_cancel=one.state in _WAITING and one.owner_id in owners,
        )
        for one in rows
    ]


def units_to_ask(below: Collection[int], on: date) -> dict[int, str]:
    """Return the units among some that take commissions, by name: bodies outside are invited by letter alone."""
    inside = Unit.objects.filter(pk__in=below).exclude(kind="outside").values_list("pk", flat=True)
    return dict(sorted(unit_names(set(inside), on).items(), key=lambda one: one[1]))
