"""A copy of a SQLite database while it is in use, and the way back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from loa.base.backup.problems import BackupProblem

FILE = "database.sqlite3"


@contextmanager
def copied(target: Path) -> Iterator[None]:
    """Copy the database as it is at one moment; inside, it can be read as it was then, while writers go on."""
    with connection.wrap_database_errors, _one_moment(), closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, none beside it
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise BackupProblem(f"Cơ sở dữ liệu đang dùng bị hỏng: {verdict}. Khôi phục từ bản sao lưu trước đó.")
        copy.close()
        yield


@contextmanager
def _one_moment() -> Iterator[None]:
    """Hold one state of the database for reading. `atomic` would keep writers out (see IMMEDIATE in the settings)."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master")  # the state is taken at the first reading
            yield
        finally:
            cursor.execute("ROLLBACK")


def restore(source: Path) -> None:
    """Fill the empty database from a copy; all of it or nothing."""
    connection.ensure_connection()
    original = f"{source.resolve().as_uri()}?mode=ro&immutable=1"
    with connection.wrap_database_errors, closing(sqlite3.connect(original, uri=True)) as copy:
        copy.backup(connection.connection)
