"""Measure the list behind a plan's numbers: its workbook of 10,000 rows, its pages at 96,000, 200 rows changed at once.

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

_MEASURE = [sys.executable, str(Path(__file__).resolve().with_name("measure_lists.py"))]
_WORKBOOK_SECONDS, _PAGE_SECONDS, _CHANGE_SECONDS = 10, 0.3, 2

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budgets."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    pages = list(next(iter(measured.values()))["pages"])
    heading = (
        "",
        "rows",
        "workbook s",
        "own CPU s",
        "file KB",
        "memory MB",
        *(f"{name}, p50 ms" for name in pages),
        "200 moved s",
    )
    show("Lists of a plan: .xlsx of 10,000 rows, pages of 96,000", heading, [_line(*one) for one in measured.items()])
    show("Budgets of lists", BUDGET_HEADING, [
        line for engine, figures in measured.items() for line in _budgets(engine, figures)
    ])  # fmt: skip
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print("More was running here than there are processors: times are worse than what is measured.")
    if "PostgreSQL" not in measured:
        print("Left out: lists on PostgreSQL, which is not installed here.")


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
        f"{figures['workbook']:.1f}",
        f"{figures['own']:.1f}",
        f"{figures['kilobytes']:,.0f}",
        f"{figures['megabytes']:.0f}",
        *(f"{seconds * 1000:.0f}" for seconds in figures["pages"].values()),
        f"{figures['moved']:.2f}",
    ]


def _budgets(engine: str, figures: Figures) -> list[list[str]]:
    return [
        judged(f".xlsx of 10,000 rows ({engine})", figures["workbook"], _WORKBOOK_SECONDS, "s"),
        *(
            judged(f"list of 96,000, {name} ({engine}), p50", seconds * 1000, _PAGE_SECONDS * 1000, "ms")
            for name, seconds in figures["pages"].items()
        ),
        judged(f"200 last days moved ({engine})", figures["moved"], _CHANGE_SECONDS, "s"),
    ]


if __name__ == "__main__":
    main()
