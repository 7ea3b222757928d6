"""Mails of reminders: one a day for each person, tried again, and that a killed process doubles nothing."""

import gc
import os
import socket
import subprocess
import sys
from datetime import date
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.urls import reverse

from loa.base.tests.smtp_server import smtp_server
from loa.tasks.actions.urging import remind, send_reminder_mails
from loa.tasks.jobs import remind_people
from loa.tasks.models import Reminder, ReminderMail, ReminderRound
from loa.tasks.tests.test_reminding import THE_DAY, at, officer, work


@pytest.fixture
def focal(db):
    return officer(work()[0].unit, email="dau-moi@example.gov.vn")


@pytest.fixture
def by_smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    settings.DEFAULT_FROM_EMAIL = "tuyentruyen@example.gov.vn"
    yield settings
    gc.collect()  # Django leaves the socket of a refused conversation to the collector


unclosed = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore:.*socket:pytest.PytestUnraisableExceptionWarning"
)


def test_one_mail_tells_of_everything(by_smtp, db):
    owed = work(tasks=2)
    focal = officer(owed[0].unit, email="dau-moi@example.gov.vn")
    officer(owed[0].unit, name="khong-thu")
    with smtp_server() as server:
        by_smtp.EMAIL_PORT = server.server_address[1]
        assert remind_people(at(THE_DAY)) == 4 + 1
        assert remind_people(at(THE_DAY, 9)) == 0
    (taken,) = server.mailbox
    message = message_from_bytes(taken, policy=policy.default)
    assert message["To"] == focal.email
    assert message["Subject"].strip() == "Nhắc việc ngày 29/03/2024: 2 đầu việc"
    assert message["Message-ID"].startswith(f"<nhac-viec-{focal.pk}-20240329@")
    text = message.get_content()
    assert all(one.task.title[:20] in text for one in owed)
    assert "hạn 31/03/2024" in text
    assert reverse("desk:reminders") in text
    assert ReminderMail.objects.get().sent_at == at(THE_DAY)


@unclosed
def test_an_address_that_is_refused_stops_no_other_and_is_tried_a_few_times(by_smtp, db):
    for number, one in enumerate(work(units=2)):
        officer(one.unit, name=f"dau-moi-{number}", email=f"dau-moi-{number}@example.gov.vn")
    with smtp_server(answers={"RCPT": "550 nobody here"}) as server:
        by_smtp.EMAIL_PORT = server.server_address[1]
        for hour in range(8, 17):
            remind_people(at(THE_DAY, hour))
    assert server.mailbox == []
    assert set(ReminderMail.objects.values_list("tries", flat=True)) == {5}
    assert all("550 nobody here" in problem for problem in ReminderMail.objects.values_list("problem", flat=True))


@unclosed
def test_while_the_server_is_down_the_rest_waits_and_goes_later(by_smtp, db):
    for number, one in enumerate(work(units=2)):
        officer(one.unit, name=f"dau-moi-{number}", email=f"dau-moi-{number}@example.gov.vn")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        by_smtp.EMAIL_PORT = probe.getsockname()[1]
    remind_people(at(THE_DAY))
    assert sorted(ReminderMail.objects.values_list("tries", flat=True)) == [0, 1]
    with smtp_server() as server:
        by_smtp.EMAIL_PORT = server.server_address[1]
        assert send_reminder_mails(at=at(THE_DAY, 8, 1)) == 1  # the other is still claimed
        assert send_reminder_mails(at=at(THE_DAY, 8, 10)) == 1
        assert send_reminder_mails(at=at(THE_DAY, 8, 30)) == 0
    assert len(server.mailbox) == 2
    assert set(ReminderMail.objects.values_list("problem", flat=True)) == {""}


def test_without_a_server_nothing_is_tried_and_the_desk_still_tells(settings, focal):
    settings.EMAIL_BACKEND = "loa.base.mail.NotSetUp"
    assert remind_people(at(THE_DAY)) == 1
    assert ReminderMail.objects.get().tries == 0


def test_yesterdays_mail_is_not_sent_today(by_smtp, focal):
    remind(at=at(date(2024, 3, 26)))
    assert send_reminder_mails(at=at(date(2024, 3, 27))) == 0


# --- a process that is killed ----------------------------------------------------------------------------------------
_CHILD = """
import sys, time
import django
django.setup()
from datetime import datetime
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", int(sys.argv[3]), 60
from loa.tasks.jobs import remind_people

def stop_before_the_mails(execute, sql, params, many, context):
    if sys.argv[4] in sql:
        print("here", flush=True)
        time.sleep(60)
    return execute(sql, params, many, context)

with connections["default"].execute_wrapper(stop_before_the_mails):
    remind_people(datetime.fromisoformat(sys.argv[2]))
"""


def child(moment, port, stop_at):
    command = [sys.executable, "-c", _CHILD, connection.settings_dict["NAME"], moment.isoformat(), str(port), stop_at]
    connection.close()
    return subprocess.Popen(
        command, env=os.environ | {"DJANGO_SETTINGS_MODULE": "loa.settings"}, stdout=subprocess.PIPE
    )


@pytest.mark.django_db(transaction=True)
def test_of_a_process_killed_while_it_writes_nothing_stays_and_the_next_does_it_all():
    officer(work()[0].unit, email="dau-moi@example.gov.vn")
    with child(at(THE_DAY), 9, 'INTO "tasks_remindermail"') as process:
        assert process.stdout.readline() == b"here\n"
        process.kill()
    assert not ReminderRound.objects.exists()
    assert not Reminder.objects.exists()
    assert remind(at=at(THE_DAY, 8, 1)) == 1
    assert (Reminder.objects.count(), ReminderMail.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_mail_of_a_process_killed_while_it_sends_goes_once_after_the_lease(by_smtp):
    officer(work()[0].unit, email="dau-moi@example.gov.vn")
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,  # takes the call and never speaks
        child(at(THE_DAY), silent.getsockname()[1], "never") as process,
    ):
        silent.settimeout(60)
        call, _ = silent.accept()
        process.kill()
        call.close()
    assert ReminderMail.objects.get().claimed_until == at(THE_DAY, 8, 10)
    with smtp_server() as server:
        by_smtp.EMAIL_PORT = server.server_address[1]
        assert remind_people(at(THE_DAY, 8, 9)) == 0
        assert remind_people(at(THE_DAY, 8, 10)) == 1
        assert remind_people(at(THE_DAY, 8, 30)) == 0
    assert len(server.mailbox) == 1
    assert (Reminder.objects.count(), ReminderMail.objects.get().tries) == (1, 2)
