"""Fill one database with 200 units × 40 tasks × 12 periods, ask for pages of the desk in process, and print the figures
as JSON; settings as in the environment. A bare Django page behind the same middleware is asked for in turn with them.
"""

import json
import time
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any

import django

django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402  (needs the set-up above)
from django.contrib.staticfiles import finders  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402

from loa import urls  # noqa: E402
from loa.base.clock import now  # noqa: E402
from loa.people.actions import assign_role  # noqa: E402
from loa.people.choices import Role  # noqa: E402
from loa.people.models import Unit, UnitVersion, User  # noqa: E402
from loa.plans.tests.factories import make_plan  # noqa: E402
from loa.tasks.choices import State  # noqa: E402
from loa.tasks.models import Obligation  # noqa: E402
from loa.tasks.tests.factories import make_units, make_work  # noqa: E402

TASKS, UNITS, PERIODS, ROUNDS = 40, 200, 12, 40
BARE = "/trang-tran/"
_STATES = (State.SUBMITTED, State.NOT_STARTED, State.IN_PROGRESS, State.ACCEPTED)
_ROWS = Template("<ul>{% for row in rows %}<li><a href='/{{ row.pk }}/'>{{ row.name }}</a></li>{% endfor %}</ul>")


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Answer with 50 rows of one statement: what Django and the middleware cost by themselves."""
    return HttpResponse(_ROWS.render(Context({"rows": UnitVersion.objects.all()[:50]})))


def main() -> None:
    """Fill the database, ask for every page in turn, round after round, and print what they took."""
    urls.urlpatterns.insert(0, path(BARE[1:], bare))
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        slug, officer, leader = _fill()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    obligation = Obligation.objects.filter(unit__key="xa-mau-1").latest("pk").pk
    pages = {
        "bare Django, list of 50": (BARE, officer),
        "my work": (reverse("desk:work"), officer),
        "one obligation": (reverse("desk:obligation", args=[obligation]), officer),
        "plan at work, all 200 units": (reverse("desk:plan", args=[slug]), leader),
        "late ones of the plan": (reverse("desk:plan_list", args=[slug]) + "?trang-thai=qua-han", leader),
        "plans at work": (reverse("desk:plans"), leader),
        "units": (reverse("desk:units"), leader),
    }
    taken: dict[str, list[float]] = {name: [] for name in pages}
    used: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (address, client) in pages.items():
            begin, own = time.perf_counter(), time.process_time()
            answer = client.get(address)
            taken[name].append(time.perf_counter() - begin)
            used[name].append(time.process_time() - own)
            assert answer.status_code == 200, (name, answer.status_code)
    print(json.dumps([_figure(name, *pages[name], taken[name], used[name]) for name in pages]))


def _figure(name: str, address: str, client: Client, seconds: list[float], used: list[float]) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as statements:
        page = client.get(address).content
    styles = 0 if address == BARE else sum(_size(sheet) for sheet in ("loa", "desk"))
    return {
        "name": name, "p50": median(seconds), "p95": quantiles(seconds, n=20)[-1], "own": median(used),
        "queries": len(statements), "page": len(page), "whole": len(page) + styles,
    }  # fmt: skip


def _size(sheet: str) -> int:
    with open(finders.find(f"base/{sheet}.css"), "rb") as file:
        return len(file.read())


def _fill() -> tuple[str, Client, Client]:
    """Store the plan and what all units owe of it, some of it done, some of it late; return who asks for it."""
    version = make_plan(tasks=TASKS)
    first = make_work(tasks=TASKS, units=1, version=version)
    Obligation.objects.all().delete()
    units = make_units(UNITS, version.plan.owner)
    Obligation.objects.bulk_create(
        [_owed(one.task_id, unit, period, place) for place, one in enumerate(first) for unit in units
         for period in range(PERIODS)],
        batch_size=2_000,
    )  # fmt: skip
    return version.plan.slug, _client(units[0], Role.FOCAL), _client(version.plan.owner, Role.LEADER)


def _owed(task: int, unit: Unit, period: int, place: int) -> Obligation:
    begins = date(2024, period + 1, 1)
    state = _STATES[(task * 7 + unit.pk * 3 + period + place) % len(_STATES)] if period < 4 else State.NOT_STARTED
    return Obligation(
        task_id=task, unit=unit, period=f"2024-m{period + 1:02}", period_label=f"Tháng {period + 1}/2024",
        starts_on=begins, due_on=begins + timedelta(days=27), state=state,
        submitted_on=begins if state in (State.SUBMITTED, State.ACCEPTED) else None,
    )  # fmt: skip


def _client(unit: Unit, role: Role) -> Client:
    user = User.objects.create_user(f"{role}-{unit.key}")
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


if __name__ == "__main__":
    main()
