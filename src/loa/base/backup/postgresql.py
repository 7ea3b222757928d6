"""A dump of a PostgreSQL database while it is in use, and the way back; by the programs that come with PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from loa.base.backup.problems import BackupProblem

FILE = "database.dump"
_INSTALLED = Path("/usr/lib/postgresql")  # where Debian keeps each version beside the others


@contextmanager
def copied(target: Path) -> Iterator[None]:
    """Dump the database as it is at one moment; inside, it can be read as it was then, while writers go on."""
    dump = _program("pg_dump")
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run(dump, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}")
        yield


def restore(source: Path) -> None:
    """Fill the empty database from a dump; all of it or nothing."""
    name = connection.settings_dict["NAME"]
    _run(
        _program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        f"--dbname={name}", str(source), with_database=False,
    )  # fmt: skip


def _run(program: str, *arguments: str, with_database: bool = True) -> None:
    """Run a program against the installation's database; the password goes by the environment, never by the line."""
    settings = connection.settings_dict
    line, environment = DatabaseClient.settings_to_cmd_args_env(settings, [])
    place = line[1:] if with_database else line[1:-1]  # the database's name stands last
    result = subprocess.run(
        [program, "--no-password", *arguments, *place],
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        said = " ".join(result.stderr.split()) or f"mã {result.returncode}"
        raise OperationalError(f"{Path(program).name}: {said}")


def _program(name: str) -> str:
    """Return the program of the server's own version, else one found on the path."""
    connection.ensure_connection()
    major = connection.pg_version // 10_000  # type: ignore[attr-defined]
    own = _INSTALLED / str(major) / "bin" / name
    found = str(own) if own.exists() else shutil.which(name)
    if found is None:
        raise BackupProblem(
            f"Không tìm thấy lệnh {name}. Cài gói postgresql-client-{major} trên máy chạy Loa rồi thử lại."
        )
    return found
