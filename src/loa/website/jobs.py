"""Timed work: every job of the house in one list, run by `loa tick` and, each minute, by `loa serve`.

A job finds the rows that wait for it and calls one action; it takes the moment and returns how much it did. What takes
long is handed to the worker of background jobs, since a job runs inside one transaction.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities import jobs as activities
from loa.base import page_cache
from loa.library import jobs as library
from loa.newsroom import jobs as newsroom
from loa.people import jobs as people
from loa.tasks import jobs as tasks
from loa.website.actions import gather_links, index_anew, index_changes, match_editors, open_links
from loa.website.models import Heartbeat
from loa.workdays import jobs as workdays

Job = Callable[[datetime], int]

_log = logging.getLogger(__name__)
_SEARCH, _SEARCH_OF_DAY = "website.keep_search", "website.keep_search of the day"
# What was written a moment before the last look may have been committed after it.
_COMMITTED_LATE = timedelta(minutes=10)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def begin_day(at: datetime) -> int:
    """Let the stored pages age: they say what is due today."""
    page_cache.clear()
    return 1


def forget_ended_sessions(at: datetime) -> int:
    """Delete the sessions that have ended; how many is not told by the session engine."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return 0


def keep_search(at: datetime) -> int:
    """Take into the search what changed since the last time; once a day make all of it what it should be.

    The day's pass stands here and not among the jobs of the day, which run inside one transaction each: it takes
    minutes where there are 100,000 stories.
    """
    began, _ = Heartbeat.objects.get_or_create(name=_SEARCH_OF_DAY, defaults={"at": _NEVER})
    last, _ = Heartbeat.objects.get_or_create(name=_SEARCH, defaults={"at": _NEVER})
    if localtime(began.at).date() != localtime(at).date():
        done = index_anew(at=at)
        Heartbeat.objects.filter(pk=began.pk).update(at=at)
    else:
        done = index_changes(since=min(last.at, at) - _COMMITTED_LATE, at=at)
    Heartbeat.objects.filter(pk=last.pk).update(at=at)
    return done


# Each once a day, on the first tick of the day, in this order.
DAILY: tuple[tuple[str, Job], ...] = (
    ("website.begin_day", begin_day),
    ("people.forget_expired_password_links", people.forget_expired_password_links),
    ("website.forget_ended_sessions", forget_ended_sessions),
    ("newsroom.erase_old_letters", newsroom.erase_old_letters),
    ("workdays.prepare_years", workdays.prepare_years),
    ("tasks.count_anew", tasks.count_anew),
    ("activities.count_anew", activities.count_anew),
    ("website.gather_links", gather_links),
)
# Each at every tick, after those of the day; they keep count of their own work, in transactions of their own.
EACH_MINUTE: tuple[tuple[str, Job], ...] = (
    ("website.match_editors", match_editors),
    ("tasks.check_waiting_files", tasks.check_waiting_files),
    ("newsroom.publish", newsroom.publish),
    ("website.keep_search", keep_search),
    ("activities.check_waiting_files", activities.check_waiting_files),
    ("library.check_waiting_files", library.check_waiting_files),
    ("tasks.remind_people", tasks.remind_people),
    ("newsroom.fetch_mail", newsroom.fetch_mail),
    ("newsroom.check_mailed_files", newsroom.check_mailed_files),
    ("newsroom.check_uploaded_recordings", newsroom.check_uploaded_recordings),
    ("activities.read_site_feeds", activities.read_site_feeds),
    ("activities.open_posted_links", activities.open_posted_links),
    ("website.open_links", open_links),
)


def tick(
    *,
    at: datetime,
    real_at: datetime,
    daily: tuple[tuple[str, Job], ...] = DAILY,
    each_minute: tuple[tuple[str, Job], ...] = EACH_MINUTE,
) -> list[str]:
    """Run every job that is due once, and return the names of those that failed.

    A job that fails is written down, tried again at the next tick, and does not stop the others. The heartbeat is
    written when none failed, so that the health address tells of a job that keeps failing. `real_at` is the time of
    the heartbeat, which no demonstration moves.
    """
    failed = [name for name, job in daily if not _run_once_a_day(name, job, at)]
    failed += [name for name, job in each_minute if not _run(name, job, at)]
    if not failed:
        Heartbeat.objects.update_or_create(name=Heartbeat.TICK, defaults={"at": real_at})
    return failed


def _run_once_a_day(name: str, job: Job, at: datetime) -> bool:
    """Run a job unless it ran today; tell whether all is well.

    The row is claimed and the job done in one transaction: a second tick waits at the row and then finds it claimed,
    and of a process that is killed nothing stays, so the next tick does the work.
    """
    try:
        last, _ = Heartbeat.objects.get_or_create(name=name, defaults={"at": _NEVER})
        if localtime(last.at).date() == localtime(at).date():
            return True
        with transaction.atomic():
            if Heartbeat.objects.filter(name=name, at=last.at).update(at=at):
                done = job(at)
                _log.info("%s: %s", name, done)
    except Exception:  # noqa: BLE001  (written down with its trace)
        _log.exception("Timed work failed, the rest goes on: %s", name)
        return False
    return True


def _run(name: str, job: Job, at: datetime) -> bool:
    """Run a job; tell whether all is well."""
    try:
        done = job(at)
    except Exception:  # noqa: BLE001  (written down with its trace)
        _log.exception("Timed work failed, the rest goes on: %s", name)
        return False
    if done:
        _log.info("%s: %s", name, done)
    return True
