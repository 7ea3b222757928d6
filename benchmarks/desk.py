"""Measure pages of the light desk at 200 units × 40 tasks × 12 periods, beside a bare Django page in the same run.

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

_MEASURE = [sys.executable, str(Path(__file__).resolve().with_name("measure_desk.py"))]
_HEADING = ("page", "p50 ms", "p95 ms", "own CPU ms", "to bare", "queries", "page KB", "with styles KB")
_SECONDS, _QUERIES, _BYTES = 0.3, 15, 100_000

Figure = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures, their ratio to the bare page, and their budgets."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    for engine, figures in measured.items():
        bare = figures[0]["p50"]
        show(f"The light desk at 96,000 obligations on {engine}", _HEADING, [_line(one, bare) for one in figures])
    show("Budgets of the light desk", BUDGET_HEADING, [
        line for engine, figures in measured.items() for figure in figures[1:] for line in _budgets(engine, figure)
    ])  # fmt: skip
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print("More was running here than there are processors: times are worse than what is measured.")
    if "PostgreSQL" not in measured:
        print("Left out: the desk on PostgreSQL, which is not installed here.")


def _measured(beside: list[str]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "DJANGO_"))}
        environment = kept | {
            "DJANGO_SETTINGS_MODULE": "loa.settings", "LOA_SECRET_KEY": token_hex(32), "LOA_VAR": folder,
            "LOA_TODAY": "2024-03-15",
        }  # fmt: skip
        done = subprocess.run([*beside, *_MEASURE], env=environment, check=True, stdout=subprocess.PIPE)
    figures: list[Figure] = json.loads(done.stdout)
    return figures


def _line(figure: Figure, bare: float) -> list[str]:
    return [
        figure["name"],
        f"{figure['p50'] * 1000:.0f}",
        f"{figure['p95'] * 1000:.0f}",
        f"{figure['own'] * 1000:.0f}",
        f"{figure['p50'] / bare:.1f} ×",
        str(figure["queries"]),
        f"{figure['page'] / 1000:.0f}",
        f"{figure['whole'] / 1000:.0f}",
    ]


def _budgets(engine: str, figure: Figure) -> list[list[str]]:
    name = f"{figure['name']} ({engine})"
    return [
        judged(f"{name}, p95", figure["p95"] * 1000, _SECONDS * 1000, "ms"),
        judged(f"{name}, queries", figure["queries"], _QUERIES, ""),
        judged(f"{name}, uncompressed", figure["whole"] / 1000, _BYTES / 1000, "KB"),
    ]


if __name__ == "__main__":
    main()
