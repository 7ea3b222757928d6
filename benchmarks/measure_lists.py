"""Ask for the list behind a plan's numbers at 10,000 and at 96,000 obligations and for its workbook, and change 200 of
them at once; figures as JSON, settings as in the environment.
"""

import json
import resource
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the set-up above)
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from loa.people.actions import assign_role  # noqa: E402
from loa.people.choices import Role  # noqa: E402
from loa.people.models import Unit, User  # noqa: E402
from loa.plans.models import PlanVersion  # noqa: E402
from loa.plans.tests.factories import make_plan  # noqa: E402
from loa.tasks.actions import move_due  # noqa: E402
from loa.tasks.actions.tallying import count_anew  # noqa: E402
from loa.tasks.choices import State  # noqa: E402
from loa.tasks.models import Obligation  # noqa: E402
from loa.tasks.tests.factories import make_units, make_work  # noqa: E402

TASKS, UNITS, ROUNDS = 40, 200, 20
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
_STATES = (State.SUBMITTED, State.NOT_STARTED, State.IN_PROGRESS, State.ACCEPTED)
_SORTS = {"by last day": "", "by unit": "?xep=don-vi", "by change": "?xep=cap-nhat", "one month": "?thang=2024-03"}


def main() -> None:
    """Fill the database with two plans, ask, and print."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        small, large = _plan("mot", periods=0, more=10_000), _plan("hai", periods=12, more=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    by = User.objects.create_user("chu-tri")
    assign_role(user=by, unit=small.plan.owner, role=Role.FOCAL, by=None, at=AT)
    client = Client(SERVER_NAME="localhost")
    client.force_login(by)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    own = time.process_time()
    workbook, seconds = _timed(lambda: client.get(reverse("desk:list_export", args=[small.plan.slug])))
    own = time.process_time() - own
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    address = reverse("desk:plan_list", args=[large.plan.slug])
    pages = {
        name: median(_timed(lambda asked=address + query: client.get(asked))[1] for _ in range(ROUNDS))
        for name, query in _SORTS.items()
    }
    some = Obligation.objects.filter(task__version=large, state=State.NOT_STARTED).order_by("pk")[:200]
    chosen = dict(some.values_list("pk", "revision"))
    basis: dict[str, Any] = {"symbol": "1/QĐ", "signed_on": AT.date(), "reason": "Vì", "by": by, "at": AT}
    done, moved = _timed(lambda: move_due(seen=chosen, due_on=date(2024, 12, 30), **basis))
    print(json.dumps({
        "rows": Obligation.objects.filter(task__version=small).count(), "kilobytes": len(workbook.content) / 1000,
        "workbook": seconds, "own": own, "megabytes": memory, "pages": pages,
        "changed": len(done.changed), "moved": moved,
    }))  # fmt: skip


def _plan(slug: str, *, periods: int, more: int) -> PlanVersion:
    """Store a plan of 40 tasks for 200 units, with periods, or with so many rows that none waits for another."""
    version = make_plan(tasks=TASKS, slug=slug, title=f"Kế hoạch {slug}")
    tasks = [one.task_id for one in make_work(tasks=TASKS, units=1, version=version)]
    Obligation.objects.filter(task__version=version).delete()
    units = make_units(UNITS, version.plan.owner)
    count = more // (TASKS * UNITS) + 1 if more else periods
    rows = [_owed(task, unit, number) for number in range(count) for task in tasks for unit in units]
    Obligation.objects.bulk_create(rows[:more] if more else rows, batch_size=2_000)
    count_anew(version)
    return version


def _owed(task: int, unit: Unit, number: int) -> Obligation:
    begins = date(2024, number + 1, 1)
    state = _STATES[(task * 7 + unit.pk * 3 + number) % len(_STATES)] if number < 4 else State.NOT_STARTED
    return Obligation(
        task_id=task, unit=unit, period=f"2024-m{number + 1:02}", period_label=f"Tháng {number + 1}/2024",
        starts_on=begins, due_on=begins + timedelta(days=27), state=state, state_at=AT,
        submitted_on=begins if state in (State.SUBMITTED, State.ACCEPTED) else None,
    )  # fmt: skip


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begin


if __name__ == "__main__":
    main()
