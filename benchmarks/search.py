"""Measure the search among 100,000 stories: 200 searches as people type them, suggestions, and the index itself.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own.
"""

import sys
from typing import Any

from engines import on_each_engine, remarks
from table import BUDGET_HEADING, judged, show

_STORIES, _SEARCH_MILLISECONDS = 100_000, 100

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is, among so many stories as the argument says, and print figures and budgets."""
    stories = sys.argv[1] if len(sys.argv) > 1 else str(_STORIES)
    measured = on_each_engine("measure_search.py", stories, today="2024-11-05")
    heading = (
        "", "stories", "p50 ms", "p95 ms", "max ms", "own CPU, p95 ms", "statements", "typing, p95 ms", "vocabulary ms",
        "index anew s", "night s", "a minute ms",
    )  # fmt: skip
    show("Search: 200 searches of all kinds", heading, [_line(*one) for one in measured.items()])
    show("Budgets of the search", BUDGET_HEADING, [
        line for engine, figures in measured.items() for line in _budgets(engine, figures)
    ])  # fmt: skip
    for engine, figures in measured.items():
        print(f"Slowest on {engine}: {figures['slowest']!r}.")
    for remark in remarks(measured, "the search"):
        print(remark)


def _line(engine: str, figures: Figures) -> list[str]:
    return [
        engine,
        f"{figures['stories']:,}",
        *(f"{figures[name] * 1000:.0f}" for name in ("p50", "p95", "max", "own")),
        str(figures["statements"]),
        f"{figures['typing'] * 1000:.0f}",
        f"{figures['vocabulary'] * 1000:.0f}",
        f"{figures['anew']:.0f}",
        f"{figures['night']:.0f}",
        f"{figures['minute'] * 1000:.0f}",
    ]


def _budgets(engine: str, figures: Figures) -> list[list[str]]:
    return [
        judged(f"a search, p95, {engine}", figures["p95"] * 1000, _SEARCH_MILLISECONDS, "ms"),
        judged(f"statements of a search, {engine}", figures["statements"], 10, "statements"),
    ]


if __name__ == "__main__":
    main()
