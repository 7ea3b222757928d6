"""Measure how long a plan of 40 tasks takes to go to work for 200 units, beside a bare writing of the same rows.

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

_MEASURE = [sys.executable, str(Path(__file__).resolve().with_name("measure_handing_out.py"))]
_HEADING = ("", "obligations", "shown ms", "confirmed ms", "own CPU ms", "bare ms", "ratio", "statements", "memory MB")
_BUDGET_SECONDS = 2

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures, their ratio to the bare writing, and their budgets."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    show("A plan of 40 tasks goes to work for 200 units", _HEADING, [_line(*one) for one in measured.items()])
    show("Budgets of the confirmation", BUDGET_HEADING, [
        judged(f"{figures['obligations']:,} obligations ({engine})", figures["confirmed"], _BUDGET_SECONDS, "s")
        for engine, figures in measured.items()
    ])  # fmt: skip
    if "PostgreSQL" not in measured:
        print("Left out: the confirmation on PostgreSQL, which is not installed here.")


def _measured(beside: list[str]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "DJANGO_"))}
        environment = kept | {
            "DJANGO_SETTINGS_MODULE": "loa.settings", "LOA_SECRET_KEY": token_hex(32), "LOA_VAR": folder,
        }  # fmt: skip
        done = subprocess.run([*beside, *_MEASURE], env=environment, check=True, stdout=subprocess.PIPE)
    figures: Figures = json.loads(done.stdout)
    return figures


def _line(engine: str, figures: Figures) -> list[str]:
    return [
        engine,
        f"{figures['obligations']:,}",
        f"{figures['shown'] * 1000:,.0f}",
        f"{figures['confirmed'] * 1000:,.0f}",
        f"{figures['processor'] * 1000:,.0f}",
        f"{figures['bare'] * 1000:,.0f}",
        f"{figures['confirmed'] / figures['bare']:.2f} ×",
        f"{figures['statements_shown']} + {figures['statements']}",
        f"{figures['megabytes']:.0f}",
    ]


if __name__ == "__main__":
    main()
