"""Put a plan of 40 tasks to work for so many units (the first argument), so many times over (the second), on one
database, and print the figures as JSON; settings as in the environment.

Every round removes what it wrote, so that all rounds find the same tables.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the set-up above)
from django.db import connection, transaction  # noqa: E402
from django.utils.timezone import localtime  # noqa: E402

from loa.plans.models import PeriodRule, PlanVersion, Review  # noqa: E402
from loa.tasks.actions import put_to_work  # noqa: E402
from loa.tasks.models import Obligation, Participant, ReminderRule, Task, TaskTally, UnitTally  # noqa: E402
from loa.tasks.queries.distribution import distribution  # noqa: E402
from loa.tasks.tests.factories import make_review  # noqa: E402

TASKS, UNITS, ROUNDS = 40, int(sys.argv[1]), int(sys.argv[2])
AT = datetime(2024, 1, 2, 2, 0, tzinfo=UTC)


def main() -> None:
    """Fill the database, measure in turn the confirmation and a bare writing of its rows, and print what it took."""
    call_command("migrate", verbosity=0)
    review = _plan()
    seen, statements_shown = _counted(lambda: distribution(_anew(review), localtime(AT).date()).fingerprint)
    before, memory = _peak_megabytes(), None
    shown, confirmed, processor, bare = [], [], [], []
    for _ in range(ROUNDS):
        shown.append(_seconds(lambda: distribution(_anew(review), localtime(AT).date())))
        begin, own = time.perf_counter(), time.process_time()
        _, statements = _counted(lambda: put_to_work(version=_version(review), revision_seen=seen, by=None, at=AT))
        confirmed.append(time.perf_counter() - begin)
        processor.append(time.process_time() - own)
        memory = _peak_megabytes() - before if memory is None else memory  # before other rows are held to compare
        rows = [list(model.objects.all()) for model in (Task, Participant, Obligation)]
        _remove(review)
        bare.append(_seconds(lambda rows=rows: _write(rows)))
        owed = len(rows[-1])
        _remove(review)
    print(json.dumps({
        "obligations": owed, "shown": median(shown), "confirmed": median(confirmed),
        "processor": median(processor), "bare": median(bare),
        "statements_shown": statements_shown, "statements": statements, "megabytes": memory,
    }))  # fmt: skip


def _plan() -> Review:
    """Store the plan: every second task stands all year and is reported by quarter."""
    review = make_review(tasks=TASKS, units=UNITS)
    review.tasks.filter(position__in=range(0, TASKS, 2)).update(
        schedule="periodic", due_on=None, rhythm=PeriodRule.objects.get(code="quy")
    )
    return review


def _anew(review: Review) -> Review:
    return Review.objects.select_related("version__plan__owner", "rhythm").get(pk=review.pk)


def _version(review: Review) -> PlanVersion:
    return PlanVersion.objects.select_related("plan").get(pk=review.version_id)


def _write(rows: list[list[Any]]) -> None:
    """Write rows that are ready, as Django writes many, with nothing around it but the transaction."""
    with transaction.atomic():
        for written in rows:
            type(written[0]).objects.bulk_create(written)


def _remove(review: Review) -> None:
    for model in (Obligation, Participant, ReminderRule, UnitTally, TaskTally, Task):
        model.objects.all().delete()
    PlanVersion.objects.filter(pk=review.version_id).update(confirmed_at=None)


def _seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _counted(work: Callable[[], Any]) -> tuple[Any, int]:
    with _counting() as statements:
        result = work()
    return result, len(statements)


@contextmanager
def _counting() -> Iterator[list[None]]:
    statements: list[None] = []

    def count(execute: Callable[..., Any], *asked: Any) -> Any:
        statements.append(None)
        return execute(*asked)

    with connection.execute_wrapper(count):
        yield statements


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
