"""Fill one database with a plan for so many units and tasks (the arguments), ask for the pages of those who watch over
it, and print the figures as JSON; settings as in the environment.

The obligations are written by one statement: a million rows are the ground of what is measured, not its subject.
"""

import json
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the set-up above)
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from loa.base.clock import now  # noqa: E402
from loa.people.actions import assign_role  # noqa: E402
from loa.people.choices import Role  # noqa: E402
from loa.people.models import Unit, UnitVersion, User  # noqa: E402
from loa.plans.models import PlanVersion  # noqa: E402
from loa.plans.tests.factories import make_plan  # noqa: E402
from loa.tasks.actions import hand_in  # noqa: E402
from loa.tasks.actions.tallying import count_anew  # noqa: E402
from loa.tasks.models import Obligation  # noqa: E402
from loa.tasks.queries import find_obligation  # noqa: E402
from loa.tasks.tests.factories import make_units, make_work  # noqa: E402

PERIODS, ROUNDS, SENT = 12, 30, 40

# Of the first months most is handed in, some accepted, some late; the later ones have not begun.
_FILL = """
INSERT INTO tasks_obligation
  (task_id, unit_id, period, period_label, starts_on, due_on, state, submitted_on, returns, revision, state_at)
SELECT one.task_id, unit.id, one.code, one.label, one.starts_on, one.due_on,
  CASE WHEN one.place > 3 THEN 'not_started'
       WHEN (unit.id * 7 + one.task_id * 3 + one.place) %% 10 < 4 THEN 'submitted'
       WHEN (unit.id * 7 + one.task_id * 3 + one.place) %% 10 < 7 THEN 'accepted'
       WHEN (unit.id * 7 + one.task_id * 3 + one.place) %% 10 = 7 THEN 'returned'
       WHEN (unit.id * 7 + one.task_id * 3 + one.place) %% 10 = 8 THEN 'in_progress'
       ELSE 'not_started' END,
  CASE WHEN one.place <= 3 AND (unit.id * 7 + one.task_id * 3 + one.place) %% 10 < 7 THEN one.starts_on END,
  0, 0, %s
FROM people_unit AS unit CROSS JOIN period_of_task AS one WHERE unit.key LIKE 'xa-mau-%%'
"""


def main() -> None:
    """Fill the database, ask for every page in turn, round after round, and print what they took."""
    units, tasks = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        version = _fill(units, tasks)
    counted = _seconds(lambda: count_anew(version))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    again = _seconds(lambda: count_anew(version))
    leader = _client(version.plan.owner, Role.LEADER)
    unit = Unit.objects.get(key=f"xa-mau-{units // 2}")
    slug = version.plan.slug
    pages = {
        "overview by task": reverse("desk:plan", args=[slug]),
        "overview by unit": reverse("desk:plan_units", args=[slug]),
        "overview by month": reverse("desk:plan_months", args=[slug]),
        "page of a unit": reverse("desk:unit", args=[unit.pk]),
        "plans at work": reverse("desk:plans"),
        "list: the late ones": reverse("desk:plan_list", args=[slug]) + "?trang-thai=qua-han",
        "list: of one unit": reverse("desk:plan_list", args=[slug]) + f"?don-vi={unit.pk}",
    }
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, address in pages.items():
            begin = time.perf_counter()
            answer = leader.get(address)
            taken[name].append(time.perf_counter() - begin)
            assert answer.status_code == 200, (name, answer.status_code)
    figures = [_figure(name, address, leader, taken[name]) for name, address in pages.items()]
    print(json.dumps({
        "obligations": Obligation.objects.count(), "pages": figures, "sent": _sent(unit),
        "counted": counted, "again": again,
    }))  # fmt: skip


def _fill(units: int, tasks: int) -> PlanVersion:
    version = make_plan(tasks=tasks)
    first = make_work(tasks=tasks, units=1, version=version)
    Obligation.objects.all().delete()
    make_units(units, version.plan.owner)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE period_of_task (task_id bigint, place int, code text, label text, "
            "starts_on date, due_on date)"
        )
        for one in first:
            for place in range(PERIODS):
                row = [one.task_id, place, f"2024-m{place + 1:02}", f"Tháng {place + 1}/2024",
                       f"2024-{place + 1:02}-01", f"2024-{place + 1:02}-28"]  # fmt: skip
                cursor.execute("INSERT INTO period_of_task VALUES (%s, %s, %s, %s, %s, %s)", row)
        cursor.execute(_FILL, [now()])
    return version


def _sent(unit: Unit) -> dict[str, float]:
    """Hand in one result after another, each with its tallies, and return how long one takes."""
    officer = User.objects.create_user("officer")
    assign_role(user=officer, unit=unit, role=Role.FOCAL, by=None, at=now())
    waiting = Obligation.objects.filter(unit=unit, state="not_started").values_list("pk", flat=True)[:SENT]
    seconds = []
    for pk in list(waiting):
        one = find_obligation(pk)
        assert one is not None
        begin = time.perf_counter()
        hand_in(obligation=one, note="Đã làm", revision=0, by=officer, at=now())
        seconds.append(time.perf_counter() - begin)
    return {"p50": median(seconds), "p95": quantiles(seconds, n=20)[-1]}


def _figure(name: str, address: str, client: Client, seconds: list[float]) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as statements:
        page = client.get(address).content
    return {
        "name": name, "p50": median(seconds), "p95": quantiles(seconds, n=20)[-1],
        "queries": len(statements), "page": len(page),
        "database": sum(float(one["time"]) for one in statements.captured_queries),
    }  # fmt: skip


def _seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _client(unit: Unit, role: Role) -> Client:
    user = User.objects.create_user(f"{role}-{unit.key}")
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    assert UnitVersion.objects.exists()
    return client


if __name__ == "__main__":
    main()
