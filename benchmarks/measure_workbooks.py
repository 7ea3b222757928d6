"""Hand out a workbook of 10,000 rows, fill it in, look through it and record it on one database; figures as JSON."""

import json
import os
import resource
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the set-up above)
from openpyxl import Workbook, load_workbook  # noqa: E402

from loa.people.actions import assign_role  # noqa: E402
from loa.people.choices import Role  # noqa: E402
from loa.people.models import Unit, User  # noqa: E402
from loa.plans.actions.guarding import cells_of  # noqa: E402
from loa.tasks.actions import check_workbook, hand_in_workbook  # noqa: E402
from loa.tasks.models import Indicator, Obligation  # noqa: E402
from loa.tasks.queries.workbook import SHEET, to_fill_in, workbook_of  # noqa: E402
from loa.tasks.tests.factories import make_work  # noqa: E402

TASKS, PERIODS = 40, 250
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = AT.date()


def main() -> None:
    """Fill the database, measure, print."""
    call_command("migrate", verbosity=0)
    unit, by = _work()
    data, out, out_cpu = _timed(
        lambda: workbook_of(to_fill_in(unit.pk, TODAY).rows, unit="U", today=TODAY, is_demo=False)
    )
    back = _filled(data)
    _, read, _ = _timed(lambda: cells_of(back, name="a.xlsx"))
    looked_at, looked, looked_cpu = _timed(lambda: check_workbook(unit=unit, data=back, name="a.xlsx", by=by, at=AT))
    entries = [row.entry for row in looked_at.rows]
    count, recorded, recorded_cpu = _timed(lambda: hand_in_workbook(unit=unit, entries=entries, by=by, at=AT))
    print(json.dumps({
        "rows": count, "kilobytes": len(back) / 1000, "out": out, "read": read, "looked": looked, "recorded": recorded,
        "out_cpu": out_cpu, "looked_cpu": looked_cpu, "recorded_cpu": recorded_cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))  # fmt: skip


def _work() -> tuple[Unit, User]:
    """Store what one unit owes: many periods of many tasks, each of which asks for two numbers."""
    owed = make_work(tasks=TASKS, periods=1)
    for one in owed:
        for place, name in enumerate(("Tin, bài", "Hội nghị")):
            Indicator.objects.create(task=one.task, position=place, name=name, counted_in="tin")
    unit = owed[0].unit
    Obligation.objects.bulk_create(
        (
            Obligation(
                task=one.task,
                unit=unit,
                period=f"k{n}",
                period_label=f"Kỳ {n}",
                starts_on=TODAY,
                due_on=date(2024, 3, 31),
            )
            for one in owed
            for n in range(PERIODS - 1)
        ),
        batch_size=1000,
    )
    by = User.objects.create_user("dau-moi")
    assign_role(user=by, unit=unit, role=Role.FOCAL, by=None, at=AT)
    return unit, by


def _filled(data: bytes) -> bytes:
    """Return the workbook with a number and a line in every row, as a spreadsheet program would write it back."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for number, row in enumerate(load_workbook(BytesIO(data), read_only=True)[SHEET].iter_rows(values_only=True)):
        cells = list(row)
        if number > 1:
            cells[4], cells[-2] = number % 50, f"Đã tổ chức hội nghị thứ {number} ở các thôn"
        sheet.append(cells)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what work gives, its seconds on the clock and on the processor, those of its child processes counted."""
    begin, own = time.perf_counter(), _processor()
    done = work()
    return done, time.perf_counter() - begin, _processor() - own


def _processor() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    main()
