"""Measure a day's reminders for 500 people: written down, then one mail to each over real SMTP on the loopback.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own. The mail server is a
process of its own too, so that what it takes is not counted.
"""

from typing import Any

from engines import on_each_engine, remarks
from table import BUDGET_HEADING, judged, show

_HEADING = ("", "people", "reminders", "written s", "mails", "sent s", "own CPU s", "rounds", "statements a mail")
_BUDGET_SECONDS = 60

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budget."""
    measured = on_each_engine("measure_reminding.py")
    show("A day's reminders and mails", _HEADING, [_line(*one) for one in measured.items()])
    show("Budget of the digest", BUDGET_HEADING, [
        judged(f"{figures['people']} told ({engine})", figures["written"] + figures["sent"], _BUDGET_SECONDS, "s")
        for engine, figures in measured.items()
    ])  # fmt: skip
    for remark in remarks(measured, "reminders"):
        print(remark)


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
