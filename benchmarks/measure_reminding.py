"""Write down a day's reminders for 500 officers of 500 units and send each their one mail, on one database; print the
figures as JSON. Settings as in the environment.
"""

import json
import multiprocessing
import time
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  (needs the set-up above)
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from loa.base.tests.smtp_server import smtp_server  # noqa: E402
from loa.people.choices import Role  # noqa: E402
from loa.people.models import RoleAssignment, User  # noqa: E402
from loa.plans.tests.factories import make_plan  # noqa: E402
from loa.tasks.actions.urging import put_up_ladder, remind, send_reminder_mails  # noqa: E402
from loa.tasks.models import Obligation  # noqa: E402
from loa.tasks.tests.factories import make_units, make_work  # noqa: E402

PEOPLE, TASKS = 500, 10
DUE = date(2024, 3, 29)
AT = datetime(2024, 3, 26, 1, 0, tzinfo=UTC)  # eight in the morning, three working days before


def main() -> None:
    """Fill the database, remind everybody, send all mails, and print what it took."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        _fill()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs,))
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", ours.recv()
    settings.DEFAULT_FROM_EMAIL = "tuyentruyen@example.gov.vn"
    own, begin = time.process_time(), time.perf_counter()
    reminders = remind(at=AT)
    written = time.perf_counter() - begin
    statements: list[None] = []

    def count(execute: Any, *asked: Any) -> Any:
        statements.append(None)
        return execute(*asked)

    begin, mails, rounds = time.perf_counter(), 0, 0
    with connection.execute_wrapper(count):
        while sent := send_reminder_mails(at=AT + timedelta(minutes=rounds)):
            mails, rounds = mails + sent, rounds + 1
    sent_in, own = time.perf_counter() - begin, time.process_time() - own
    ours.send(None)
    assert ours.recv() == mails == PEOPLE, mails
    server.join()
    print(json.dumps({
        "people": PEOPLE, "reminders": reminders, "written": written, "mails": mails, "sent": sent_in, "own": own,
        "rounds": rounds, "statements": len(statements),
    }))  # fmt: skip


def _serve(pipe: Connection) -> None:
    """Take mails until told to stop; say how many there were."""
    with smtp_server() as server:
        pipe.send(server.server_address[1])
        pipe.recv()
        pipe.send(len(server.mailbox))


def _fill() -> None:
    """Store a plan whose tasks every unit still owes, and one officer with an address for each unit."""
    version = make_plan(tasks=TASKS)
    first = make_work(tasks=TASKS, units=1, version=version)
    Obligation.objects.all().delete()
    units = make_units(PEOPLE, version.plan.owner)
    Obligation.objects.bulk_create(
        [Obligation(task_id=one.task_id, unit=unit, due_on=DUE) for one in first for unit in units], batch_size=2_000
    )
    put_up_ladder(version)
    password = make_password(None)
    people = User.objects.bulk_create(
        User(username=f"dau-moi-{unit.pk}", email=f"{unit.key}@example.gov.vn", password=password) for unit in units
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, unit=unit, role=Role.FOCAL, held_from=date(2024, 1, 1))
        for user, unit in zip(people, units, strict=True)
    )


if __name__ == "__main__":
    main()
