"""Measure a unit's workbook of 10,000 rows: handed out, looked through when it comes back filled in, recorded.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from secrets import token_hex
from typing import Any

from engines import engines
from table import BUDGET_HEADING, judged, show

_MEASURE = [sys.executable, str(Path(__file__).resolve().with_name("measure_workbooks.py"))]
_HEADING = ("", "rows", "file KB", "out s", "read s", "looked through s", "recorded s", "CPU s", "memory MB")
_BUDGET_SECONDS = 10

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budgets."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    show("A unit reports by workbook", _HEADING, [_line(*one) for one in measured.items()])
    show("Budgets of workbooks", BUDGET_HEADING, [
        judged(f"{what} ({engine})", figures[name], _BUDGET_SECONDS, "s")
        for engine, figures in measured.items()
        for what, name in (("10,000 rows handed out", "out"), ("10,000 rows looked through", "looked"))
    ])  # fmt: skip
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print("More was running here than there are processors: times are worse than what is measured.")
    if "PostgreSQL" not in measured:
        print("Left out: workbooks on PostgreSQL, which is not installed here.")


def _measured(beside: list[str]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "DJANGO_"))}
        environment = kept | {
            "DJANGO_SETTINGS_MODULE": "loa.settings", "LOA_SECRET_KEY": token_hex(32), "LOA_VAR": folder,
            "LOA_TODAY": "2024-03-15",
        }  # fmt: skip
        done = subprocess.run([*beside, *_MEASURE], env=environment, check=True, stdout=subprocess.PIPE)
    figures: Figures = json.loads(done.stdout)
    return figures


def _line(engine: str, figures: Figures) -> list[str]:
    return [
        engine,
        f"{figures['rows']:,}",
        f"{figures['kilobytes']:,.0f}",
        *(f"{figures[name]:.1f}" for name in ("out", "read", "looked", "recorded")),
        " + ".join(f"{figures[name]:.1f}" for name in ("out_cpu", "looked_cpu", "recorded_cpu")),
        f"{figures['megabytes']:.0f}",
    ]


if __name__ == "__main__":
    main()
