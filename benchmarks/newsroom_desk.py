"""Measure the newsroom's desk and its lists at 20,000 stories of 200 communes; another number as the argument.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own.
"""

import sys
from typing import Any

from engines import on_each_engine, remarks
from table import BUDGET_HEADING, judged, show

_STORIES, _TODAY = "20000", "2024-03-15"
_SECONDS, _QUERIES, _BYTES = 0.3, 15, 100_000

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budgets."""
    stories = sys.argv[1] if len(sys.argv) > 1 else _STORIES
    measured = on_each_engine("measure_newsroom_desk.py", stories, today=_TODAY)
    for engine, figures in measured.items():
        show(f"The newsroom at {figures['stories']:,} stories ({engine})",
             ("page", "p50 ms", "p95 ms", "database ms", "queries", "with styles KB"), [
                 [one["name"], f"{one['p50'] * 1000:.0f}", f"{one['p95'] * 1000:.0f}", f"{one['database'] * 1000:.0f}",
                  str(one["queries"]), f"{one['whole'] / 1000:.0f}"]
                 for one in figures["pages"]
             ])  # fmt: skip
    show("Budgets of the newsroom", BUDGET_HEADING, [
        line for engine, figures in measured.items() for one in figures["pages"] for line in _budgets(engine, one)
    ])  # fmt: skip
    for remark in remarks(measured, "the newsroom"):
        print(remark)


def _budgets(engine: str, one: Figures) -> list[list[str]]:
    name = f"{one['name']} ({engine})"
    lines = [judged(f"{name}, p95", one["p95"] * 1000, _SECONDS * 1000, "ms")]
    if one["name"].startswith("office"):  # Wagtail's own frame has statements and weight of its own
        return lines
    return [
        *lines,
        judged(f"{name}, queries", one["queries"], _QUERIES, ""),
        judged(f"{name}, uncompressed", one["whole"] / 1000, _BYTES / 1000, "KB"),
    ]


if __name__ == "__main__":
    main()
