"""Deeds of several people at once, for tests: each with a connection of its own.

On PostgreSQL the deeds are held where each first wants a row of a table for itself, and let go when all of them wait
there: every check that a deed makes beforehand was passed by all. SQLite lets one write at a time, in any order.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction

# Far longer than anything here takes: a test that fails, not one that measures.
_PATIENCE = 60


def at_once(*deeds: Callable[[], Any], table: str, refusals: tuple[type[Exception], ...]) -> list[Any]:
    """Return what each deed returned, or how it was refused."""

    def run(deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        except refusals as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        if connection.vendor != "postgresql":
            return list(pool.map(run, deeds))
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")  # reading goes on
            begun = [pool.submit(run, deed) for deed in deeds]
            _until_all_wait(begun, table)
        return [one.result() for one in begun]


def _until_all_wait(begun: list[Future[Any]], table: str) -> None:
    patience = time.monotonic() + _PATIENCE
    waiting = 0
    while waiting < len(begun):
        assert time.monotonic() < patience, f"the deeds do not come to wait for a row of {table}"
        assert not any(one.done() for one in begun), f"a deed was done without a row of {table} for itself"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table]
            )
            (waiting,) = cursor.fetchone()
        time.sleep(0.01)
