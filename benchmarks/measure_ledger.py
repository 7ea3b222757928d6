"""Fill one database with so many activities (the argument) of 3,321 communes over a year, write and read the ledger,
and print the figures as JSON; settings as in the environment.

The rows are written by single statements, on PostgreSQL without asking for each whether what it points at is there:
five million rows are the ground of what is measured, not its subject.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the set-up above)
from django.db import connection, transaction  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from loa.activities.actions import (  # noqa: E402
    count_months_anew,
    enter_activity,
    months_counted,
    record_sent,
    take_back_activity,
)
from loa.activities.choices import Window  # noqa: E402
from loa.activities.models import (  # noqa: E402
    Activity,
    Audience,
    Channel,
    CoverageTally,
    CoverageTarget,
    Form,
    LedgerRule,
    Topic,
)
from loa.activities.queries import entries  # noqa: E402
from loa.activities.queries.coverage import Axis, Wanted, children, matrix, terms_between  # noqa: E402
from loa.activities.queries.holes import silences, standings  # noqa: E402
from loa.activities.queries.marks import marks_of  # noqa: E402
from loa.activities.queries.measures import measures  # noqa: E402
from loa.activities.tests.factories import LATER, entry  # noqa: E402
from loa.base.clock import now  # noqa: E402
from loa.people.actions import assign_role  # noqa: E402
from loa.people.choices import Role, Tier, UnitClass, UnitKind  # noqa: E402
from loa.people.models import Unit, UnitVersion, User, ids_below  # noqa: E402
from loa.plans.models import PeriodRule  # noqa: E402
from loa.plans.tests.factories import district  # noqa: E402
from loa.tasks.models import Obligation, Task  # noqa: E402
from loa.tasks.tests.factories import make_units, make_work  # noqa: E402

UNITS, BELOW, ROUNDS, WRITTEN, OWING = 3321, 98, 30, 60, 120
MONTH, DAY = date(2024, 3, 1), date(2024, 3, 12)

# Every unit tells of one thing or another on most days of the year, by every form and channel; every fourth row says
# when it happened, one of ten thousand corrects an earlier one.
_ACTIVITIES = """
INSERT INTO activities_activity (id, "on", happened_on, corrects_id, unit_id, title, form_id, channel_id, place, reach,
  reach_source, grade, origin, kind, url, note, reason, recorded_at)
SELECT number, {day}, CASE WHEN number %% 4 = 0 THEN {before} END,
  CASE WHEN number %% 10000 = 0 THEN number - {units} END,
  units.id, 'Tin minh họa ' || number, 1 + number %% {forms}, 1 + (number / 7) %% {channels}, '',
  CASE WHEN number %% 3 = 0 THEN number %% 200 END, CASE WHEN number %% 3 = 0 THEN 'counted' ELSE '' END,
  CASE WHEN number %% 5 < 3 THEN 'a' WHEN number %% 5 = 3 THEN 'b' ELSE 'c' END, 'system', '', '', '', '', %s
FROM {numbers} JOIN communes AS units ON units.place = number %% {units}
"""
# One topic each, and a second of every other row; one audience of most.
_TERMS = """
INSERT INTO activities_activity_topics (activity_id, topic_id)
  SELECT id, 1 + id %% {topics} FROM activities_activity
  UNION ALL SELECT id, 1 + (id + 3) %% {topics} FROM activities_activity WHERE id %% 2 = 0;
INSERT INTO activities_activity_audiences (activity_id, audience_id)
  SELECT id, 1 + id %% {audiences} FROM activities_activity WHERE id %% 4 < 3;
INSERT INTO activities_activity_tasks (activity_id, task_id)
  SELECT activities_activity.id, {task} FROM activities_activity JOIN communes ON communes.id = unit_id
  WHERE communes.place < {owing};
"""
_NUMBERS = {
    "postgresql": (
        "generate_series(1, {count}) AS number",
        "date '2024-01-01' + (number / {units} * 37 + number %% 7) %% 366",
        "{day} - number %% 9",
    ),
    "sqlite": (
        """(WITH RECURSIVE one(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM one WHERE number < {count})
        SELECT number FROM one)""",
        "date('2024-01-01', '+' || ((number / {units} * 37 + number %% 7) %% 366) || ' days')",
        "date({day}, '-' || (number %% 9) || ' days')",
    ),
}


def main() -> None:
    """Fill the database, count, write and read, and print what it took."""
    count = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    task = _work()
    _fill(count, task)
    of_month = Activity.objects.filter(on__gte=MONTH, on__lt=date(2024, 4, 1)).count()
    nothing = _seconds(lambda: count_months_anew([MONTH]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    again = _seconds(lambda: count_months_anew([MONTH]))
    count_months_anew(months_counted())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    written = _written()
    print(json.dumps({
        "activities": Activity.objects.count(), "of_month": of_month, "cells": CoverageTally.objects.count(),
        "counted": {"nothing": nothing, "again": again}, "written": written,
        "read": {name: _timed([work] * ROUNDS) for name, work in _reads().items()},
    }))  # fmt: skip


def _work() -> Task:
    """Store a country of one province and its communes, and the standing work that some of them owe."""
    with transaction.atomic():
        owed = make_work(periods=4, units=OWING)
        make_units(UNITS, owed[0].task.version.plan.owner)
        province = Unit.objects.create(key="tinh-mau", kind=UnitKind.COMMITTEE, tier=Tier.PROVINCE)
        UnitVersion.objects.create(
            unit=province, name="UBND tỉnh Mẫu", valid_from=date(2020, 1, 1), source="dùng cho phép đo"
        )
        UnitVersion.objects.filter(unit=district()).update(parent=province)
        # Most stand right below it, which no government does; the last ones below a unit of their own.
        between = Unit.objects.create(key="huyen-mau", kind=UnitKind.COMMITTEE, tier=Tier.DISTRICT)
        UnitVersion.objects.create(
            unit=between, name="Khu vực Mẫu", parent=district(), valid_from=date(2020, 1, 1), source="dùng cho phép đo"
        )
        last = [f"xa-mau-{number}" for number in range(UNITS - BELOW + 1, UNITS + 1)]
        UnitVersion.objects.filter(unit__key__in=last).update(parent=between)
        task = owed[0].task
        Task.objects.update(rhythm=PeriodRule.objects.get(code="quy"))
        rule = LedgerRule.objects.create(task=task, minimum=1, set_at=now())
        rule.forms.set(Form.objects.filter(code__in=["news-item", "article"]))
        for owner in (district(), between):
            asked = {"owner": owner, "unit_class": UnitClass.COMMUNES, "valid_from": date(2024, 1, 1), "set_at": now()}
            CoverageTarget.objects.create(**asked)
            CoverageTarget.objects.create(
                **asked, window=Window.QUARTER, minimum=2, channel=Channel.objects.get(code="loudspeaker")
            )
    return task


def _fill(count: int, task: Task) -> None:
    of_engine = _NUMBERS[connection.vendor]
    numbers, day = (text.format(count=count, units=UNITS) for text in of_engine[:2])
    before = of_engine[2].format(day=day)
    terms = {
        "forms": Form.objects.count(), "channels": Channel.objects.count(), "topics": Topic.objects.count(),
        "audiences": Audience.objects.count(), "task": task.pk, "owing": OWING // 2,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "CREATE TEMPORARY TABLE communes AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place "
            "FROM people_unit WHERE key LIKE 'xa-mau-%%'", []
        )  # fmt: skip
        cursor.execute(_ACTIVITIES.format(numbers=numbers, day=day, before=before, units=UNITS, **terms), [now()])
        for statement in _TERMS.format(**terms).split(";")[:-1]:
            cursor.execute(statement, [])
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence('activities_activity', 'id'), %s)", [count])


def _written() -> dict[str, dict[str, float]]:
    """Write and take back one entry after another, and return how long each takes.

    Half of the units that owe something have done much of it already; the others do it with the row that is written.
    """
    owing = [row.unit for row in Obligation.objects.filter(period="2024-q1").select_related("unit").order_by("unit")]
    busy, fresh = owing[: OWING // 2], owing[OWING // 2 :]
    free = list(Unit.objects.filter(key__startswith="xa-mau-").order_by("-pk")[:WRITTEN])
    # What a year of a busy commune counts in a period: its first row closes, the others renew the number.
    for unit in busy:
        record_sent(entry(unit, on=DAY), by=None, at=LATER)
    officers = {unit.pk: _officer(unit) for unit in free}
    hand = [entry(unit, on=DAY, grade="c") for unit in free]
    rows = list(Activity.objects.filter(unit__in=free, on__lt=date(2024, 2, 1))[:WRITTEN])
    sent = {
        "recorded, two topics, no work": [entry(unit, on=DAY, topics=("law", "results")) for unit in free],
        "recorded, closes and accepts work": [entry(unit, on=DAY) for unit in fresh],
        "recorded, of work that is done": [entry(unit, on=DAY) for unit in busy],
    }
    return {
        **{
            what: _timed([lambda told=told: record_sent(told, by=None, at=LATER) for told in given])
            for what, given in sent.items()
        },
        "entered by hand": _timed([
            lambda told=told: enter_activity(entry=told, by=officers[told.unit.pk], at=LATER) for told in hand
        ]),
        "taken back": _timed([
            lambda row=row: take_back_activity(activity=row, reason="Ghi nhầm", by=officers[row.unit_id], at=LATER)
            for row in rows
        ]),
    }  # fmt: skip


def _reads() -> dict[str, Callable[[], Any]]:
    """Return what the pages of coverage ask for: the matrix of all, of a unit, by unit; the first page of a list."""
    above, unit = district(), Unit.objects.get(key="xa-mau-40")
    between = Unit.objects.get(key="huyen-mau")
    first, last, today = date(2024, 1, 1), date(2024, 12, 1), date(2024, 12, 20)
    terms = terms_between(first, last)
    loudspeaker = Channel.objects.get(code="loudspeaker").pk

    def of(scope: Unit, rows: Axis, columns: Axis) -> Callable[[], Any]:
        wanted = Wanted(scope=scope.pk, first=first, last=last, rows=rows, columns=columns)
        return lambda: marks_of(matrix(wanted, terms), today)

    def listed(**asked: object) -> Callable[[], Any]:
        found = entries.read_wanted(QueryDict(urlencode(asked)))
        seen = frozenset(Unit.objects.values_list("pk", flat=True))
        return lambda: entries.entries_page(entries.narrowed(found, seen, today), "", today)

    return {
        "matrix, topic × channel, all, a year": of(above, Axis.TOPIC, Axis.CHANNEL),
        "matrix, topic × month, all, a year": of(above, Axis.TOPIC, Axis.MONTH),
        "matrix, topic × channel, one unit, a year": of(unit, Axis.TOPIC, Axis.CHANNEL),
        "matrix, page of 98 units × month": of(between, Axis.UNIT, Axis.MONTH),
        "matrix, page of 98 units × topic": of(between, Axis.UNIT, Axis.TOPIC),
        "matrix, page of 3,224 units × month": of(above, Axis.UNIT, Axis.MONTH),
        "holes of two targets, 98 units": lambda: standings(between.pk, first, last, today),
        "holes of two targets, 3,224 units": lambda: standings(above.pk, first, last, today),
        "silence of 98 units": lambda: silences(dict(children(between.pk, last, last)), first, last, today, 10),
        "silence of 3,224 units": lambda: silences(dict(children(above.pk, last, last)), first, last, today, 10),
        "list, all": listed(),
        "list, of a unit": listed(**{"don-vi": unit.pk}),
        "list, of 98 units": listed(**{"don-vi": between.pk}),
        "list, topic": listed(**{"noi-dung": 3}),
        "list, topic, channel, month": listed(
            **{"noi-dung": 3, "kenh": loudspeaker, "tu": "2024-03", "den": "2024-03"}
        ),
        "list, of one form": listed(**{"hinh-thuc": entries.CORRECTIONS}),
        "list, narrowed to nothing": listed(**{"cach-ghi": "workbook"}),
        "measures of 98 units": lambda: measures(between.pk, ids_below([between.pk], today), first, last, today),
        "measures of 3,224 units": lambda: measures(above.pk, ids_below([above.pk], today), first, last, today),
    }


def _timed(works: list[Callable[[], Any]]) -> dict[str, float]:
    """Do one piece of work after another and return how long one takes, and how many statements the last one took."""
    *most, last = works
    seconds = [_seconds(work) for work in most]
    with CaptureQueriesContext(connection) as statements:
        last()
    sent = [one["sql"] for one in statements.captured_queries if not one["sql"].startswith(("BEGIN", "COMMIT"))]
    statements_taken = len([sql for sql in sent if "SAVEPOINT" not in sql])
    return {"p50": median(seconds), "p95": quantiles(seconds, n=20)[-1], "statements": statements_taken}


def _officer(unit: Unit) -> User:
    user = User.objects.create_user(f"can-bo-{unit.key}")
    assign_role(user=user, unit=unit, role=Role.FOCAL, by=None, at=now() - timedelta(days=1))
    return user


def _seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
