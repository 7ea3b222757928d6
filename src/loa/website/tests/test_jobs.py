"""Timed work: each job once a day, alone or with others, and a heartbeat only when none failed."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections

from loa.base import page_cache
from loa.newsroom import jobs as newsroom_jobs
from loa.people.models import PasswordLink, User
from loa.website import jobs
from loa.website.models import Heartbeat

MORNING = datetime(2024, 3, 14, 23, 30, tzinfo=UTC)  # 06:30 on the 15th in Vietnam
REAL = datetime(2026, 1, 2, tzinfo=UTC)


class Counting:
    """A job that counts, and fails while it is told to."""

    def __init__(self):
        self.runs = 0
        self.fails = False

    def __call__(self, at):
        if self.fails:
            Heartbeat.objects.create(name="half done", at=at)
            raise RuntimeError("on purpose")
        self.runs += 1
        return self.runs


@pytest.fixture
def job(db):
    return Counting()


def _tick(*work, at=MORNING):
    daily = tuple((f"job {number}", each) for number, each in enumerate(work))
    return jobs.tick(at=at, real_at=REAL, daily=daily)


def _beats(name=Heartbeat.TICK):
    return Heartbeat.objects.filter(name=name).count()


def test_once_a_day_by_the_days_of_vietnam(job):
    for later in (0, 1, 60 * 17 + 29):  # to 23:59 of the same day
        assert _tick(job, at=MORNING + timedelta(minutes=later)) == []
    assert job.runs == 1
    _tick(job, at=MORNING + timedelta(minutes=60 * 17 + 30))
    assert job.runs == 2


def test_the_heartbeat_keeps_the_real_time(job):
    _tick(job)
    assert Heartbeat.objects.get(name=Heartbeat.TICK).at == REAL


def test_one_that_fails_stops_no_other_leaves_nothing_and_is_tried_again(job, caplog):
    faulty = Counting()
    faulty.fails = True
    assert _tick(faulty, job) == ["job 0"]
    assert job.runs == 1
    assert _beats("half done") == 0
    assert _beats() == 0
    assert "on purpose" in caplog.text
    faulty.fails = False
    assert _tick(faulty, job) == []
    assert (faulty.runs, job.runs, _beats()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_do_it_once():
    runs, second_begins = [], threading.Event()

    def slow(at):
        runs.append(at)
        second_begins.wait(10)
        time.sleep(0.3)  # long enough for the second to come to the claimed row
        return 1

    def in_a_thread():
        try:
            _tick(slow)
        finally:
            connections.close_all()

    first, second = threading.Thread(target=in_a_thread), threading.Thread(target=in_a_thread)
    first.start()
    while not runs:
        time.sleep(0.01)
    second_begins.set()
    second.start()
    first.join()
    second.join()
    assert len(runs) == 1


def test_the_list_names_each_job_once():
    names = [name for name, _ in (*jobs.DAILY, *jobs.EACH_MINUTE)]
    assert len(set(names)) == len(names)
    assert Heartbeat.TICK not in names


def test_letters_are_looked_through_each_night():
    assert dict(jobs.DAILY)["newsroom.erase_old_letters"] is newsroom_jobs.erase_old_letters


def test_a_new_day_lets_stored_pages_age(db, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.VAR = tmp_path
    before = page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.tick(at=MORNING, real_at=REAL)
    began = page_cache.generation()
    assert began > before
    with django_capture_on_commit_callbacks(execute=True):
        jobs.tick(at=MORNING + timedelta(hours=1), real_at=REAL)
    assert page_cache.generation() == began


def test_old_links_for_passwords_are_forgotten(db):
    user = User.objects.create_user("can-bo")
    for days in (0, 29, 30, 31):
        made = MORNING - timedelta(days=days)
        PasswordLink.objects.create(user=user, digest=str(days), made_at=made, valid_until=made + timedelta(hours=24))
    jobs.tick(at=MORNING, real_at=REAL)
    assert set(PasswordLink.objects.values_list("digest", flat=True)) == {"0", "29"}


def test_ended_sessions_are_forgotten(db):
    for key, year in (("ended", 2000), ("running", 2100)):
        Session.objects.create(session_key=key, session_data="", expire_date=datetime(year, 1, 1, tzinfo=UTC))
    jobs.tick(at=MORNING, real_at=REAL)
    assert set(Session.objects.values_list("session_key", flat=True)) == {"running"}


def test_the_command_says_what_it_did(db, capsys):
    call_command("tick")
    assert "Đã chạy" in capsys.readouterr().out
    assert _beats() == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_names_what_failed():
    with connection.schema_editor() as editor:
        editor.delete_model(PasswordLink)
    with pytest.raises(CommandError, match=r"people\.forget_expired_password_links"):
        call_command("tick")
    assert _beats() == 0
    assert _beats("website.forget_ended_sessions") == 1
