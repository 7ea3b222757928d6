"""Keep the tallies of obligations right: with each change in its own transaction, and all of them anew each night.

A change locks its obligations first, then tallies of units, then tallies of tasks, each in the order of their keys, so
that two people who change many at once wait for each other and never in a ring.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localtime

from loa.plans.models import PlanVersion
from loa.tasks.models import NO_DAY, Obligation, TaskTally, UnitTally
from loa.tasks.queries.tallies import COUNTS, task_counts, unit_counts
from loa.tasks.rules import counted_in

# What a tally is of: a unit's share of a plan or a task, and the last day.
Key = tuple[int, ...]
_AT_ONCE = 500

_log = logging.getLogger(__name__)


@contextmanager
def tallied(rows: Sequence[Obligation]) -> Iterator[None]:
    """Move the tallies with obligations that are changed inside, which were locked and fetched with their tasks.

    It belongs in the transaction of the change, once, around all of it.
    """
    before = [_place(row) for row in rows]
    yield
    of_units: defaultdict[tuple[Key, date], Counter[str]] = defaultdict(Counter)
    of_tasks: defaultdict[tuple[Key, date], Counter[str]] = defaultdict(Counter)
    for row, (day_before, counted_before) in zip(rows, before, strict=True):
        for sign, (day, counted) in ((-1, (day_before, counted_before)), (1, _place(row))):
            for moved, key in ((of_units, (row.task.version_id, row.unit_id)), (of_tasks, (row.task_id,))):
                for name in counted:
                    moved[key, day][name] += sign
    _move(UnitTally, ("version_id", "unit_id"), of_units)
    _move(TaskTally, ("task_id",), of_tasks)


def count_anew(version: PlanVersion) -> int:
    """Count the obligations of a plan anew and return how many tallies were wrong or missing; none should be.

    The tallies are locked before anything is counted: a change that is still on its way is not counted here, and adds
    itself to what is written here when it gets the lock.
    """
    with transaction.atomic():
        wrong = _write_anew(UnitTally, ("version_id", "unit_id"), Q(version=version), unit_counts(version))
        return wrong + _write_anew(TaskTally, ("task_id",), Q(task__version=version), task_counts(version))


def count_plans_anew(*, at: datetime) -> int:
    """Count the plans at work of this year and the last anew; return how many tallies were wrong, and log them."""
    plans = PlanVersion.objects.filter(confirmed_at__isnull=False).exclude(plan__year__lt=localtime(at).year - 1)
    wrong = 0
    for version in plans.only("pk").order_by("pk"):
        found = count_anew(version)
        if found:
            _log.warning("Tallies of plan version %s were wrong and are mended: %s", version.pk, found)
        wrong += found
    return wrong


def _place(row: Obligation) -> tuple[date, frozenset[str]]:
    opened = row.opened_at is not None
    return row.due_on or NO_DAY, counted_in(row.state, row.due_on, row.submitted_on, opened=opened)


def _move(model: Any, fields: tuple[str, ...], moved: Mapping[tuple[Key, date], Counter[str]]) -> None:
    """Add to each tally what changed of it; as many statements for many as for one."""
    changes = {key: change for key, counts in moved.items() if (change := {n: by for n, by in counts.items() if by})}
    if not changes:
        return
    ids = _locked(model, fields, changes)
    missing = changes.keys() - ids.keys()
    if missing:
        model.objects.bulk_create(
            [model(**dict(zip(fields, key, strict=True)), due_on=day) for key, day in sorted(missing)],
            ignore_conflicts=True,
        )
        ids = _locked(model, fields, changes)
    names = sorted({name for change in changes.values() for name in change})
    rows = [
        model(pk=ids[key], **{name: F(name) + change.get(name, 0) for name in names}) for key, change in changes.items()
    ]
    model.objects.bulk_update(rows, names, batch_size=_AT_ONCE)


def _locked(model: Any, fields: tuple[str, ...], wanted: Iterable[tuple[Key, date]]) -> dict[tuple[Key, date], int]:
    """Lock the tallies of these keys in order, with those in between, and return their ids."""
    keys = list(wanted)
    within = {f"{field}__in": {key[place] for key, _ in keys} for place, field in enumerate(fields)}
    rows = model.objects.select_for_update().filter(**within, due_on__in={day for _, day in keys}).order_by("pk")
    return {(tuple(key), day): pk for pk, day, *key in rows.values_list("pk", "due_on", *fields)}


def _write_anew(model: Any, fields: tuple[str, ...], which: Q, counted: Iterable[dict[str, Any]]) -> int:
    stored = {
        (*(getattr(row, field) for field in fields), row.due_on): row
        for row in model.objects.select_for_update().filter(which).order_by("pk")
    }
    wrong, missing = [], []
    # Counted only now, behind the locks.
    for values in counted:
        row = stored.pop((*(values[field] for field in fields), values["due_on"]), None)
        if row is None:
            missing.append(model(**values))
        elif any(getattr(row, name) != values[name] for name in COUNTS):
            for name in COUNTS:
                setattr(row, name, values[name])
            wrong.append(row)
    # What nothing stands behind any more may stay as long as it counts nothing.
    left = [row for row in stored.values() if any(getattr(row, name) for name in COUNTS)]
    model.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    model.objects.bulk_create(missing, batch_size=_AT_ONCE)
    if wrong:
        model.objects.bulk_update(wrong, COUNTS, batch_size=_AT_ONCE)
    return len(wrong) + len(missing) + len(left)
