"""Measure the list behind a plan's numbers: its workbook of 10,000 rows, its pages at 96,000, 200 rows changed at once.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own.
"""

from typing import Any

from engines import on_each_engine, remarks
from table import BUDGET_HEADING, judged, show

_WORKBOOK_SECONDS, _PAGE_SECONDS, _CHANGE_SECONDS = 10, 0.3, 2

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budgets."""
    measured = on_each_engine("measure_lists.py")
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
    for remark in remarks(measured, "lists"):
        print(remark)


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
