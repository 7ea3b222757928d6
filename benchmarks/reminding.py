"""Measure a day's reminders for 500 people: written down, then one mail to each over real SMTP on the loopback.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own. The mail server is a
process of its own too, so that what it takes is not counted.
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

_MEASURE = [sys.executable, str(Path(__file__).resolve().with_name("measure_reminding.py"))]
_HEADING = ("", "people", "reminders", "written s", "mails", "sent s", "own CPU s", "rounds", "statements a mail")
_BUDGET_SECONDS = 60

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budget."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    show("A day's reminders and mails", _HEADING, [_line(*one) for one in measured.items()])
    show("Budget of the digest", BUDGET_HEADING, [
        judged(f"{figures['people']} told ({engine})", figures["written"] + figures["sent"], _BUDGET_SECONDS, "s")
        for engine, figures in measured.items()
    ])  # fmt: skip
    if "PostgreSQL" not in measured:
        print("Left out: reminders on PostgreSQL, which is not installed here.")


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
        f"{figures['people']:,}",
        f"{figures['reminders']:,}",
        f"{figures['written']:.1f}",
        f"{figures['mails']:,}",
        f"{figures['sent']:.1f}",
        f"{figures['own']:.1f}",
        str(figures["rounds"]),
        f"{figures['statements'] / figures['mails']:.1f}",
    ]


if __name__ == "__main__":
    main()
