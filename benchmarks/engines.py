"""The database engines there are to measure on: SQLite always, PostgreSQL where it is installed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from secrets import token_hex
from typing import Any

_BESIDE_POSTGRESQL = str(Path(__file__).resolve().parent.parent / "tools" / "with-postgres")


def engines() -> dict[str, list[str]]:
    """Return the words to put before a command for each engine; they set LOA_DATABASE_URL where one is needed."""
    return {"SQLite": []} | ({"PostgreSQL": [_BESIDE_POSTGRESQL]} if _has_postgresql() else {})


def on_each_engine(script: str, *arguments: str, today: str = "2024-03-15") -> dict[str, Any]:
    """Return what a script of this folder prints as JSON on each engine."""
    return {engine: on_one(beside, script, *arguments, today=today) for engine, beside in engines().items()}


def on_one(beside: list[str], script: str, *arguments: str, today: str) -> Any:
    """Run a script of this folder in a process, a folder and a database of its own, and return what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "DJANGO_"))}
        environment = kept | {
            "DJANGO_SETTINGS_MODULE": "loa.settings", "LOA_SECRET_KEY": token_hex(32), "LOA_VAR": folder,
            "LOA_TODAY": today,
        }  # fmt: skip
        words = [*beside, sys.executable, str(Path(__file__).resolve().with_name(script)), *arguments]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def remarks(measured: dict[str, Any], what: str) -> list[str]:
    """Return what must be said beside the figures: that others used the processors, that an engine is missing."""
    said = []
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        said.append("More was running here than there are processors: times are worse than what is measured.")
    if not any("PostgreSQL" in name for name in measured):
        said.append(f"Left out: {what} on PostgreSQL, which is not installed here.")
    return said


def _has_postgresql() -> bool:
    folders = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"))
    return shutil.which("initdb") is not None or any(any(folder.glob("**/bin/initdb")) for folder in folders)
