"""The database engines there are to measure on: SQLite always, PostgreSQL where it is installed."""

import shutil
from pathlib import Path

_BESIDE_POSTGRESQL = str(Path(__file__).resolve().parent.parent / "tools" / "with-postgres")


def engines() -> dict[str, list[str]]:
    """Return the words to put before a command for each engine; they set LOA_DATABASE_URL where one is needed."""
    return {"SQLite": []} | ({"PostgreSQL": [_BESIDE_POSTGRESQL]} if _has_postgresql() else {})


def _has_postgresql() -> bool:
    folders = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"))
    return shutil.which("initdb") is not None or any(any(folder.glob("**/bin/initdb")) for folder in folders)
