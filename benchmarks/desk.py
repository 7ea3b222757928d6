"""Measure pages of the light desk at 200 units × 40 tasks × 12 periods, beside a bare Django page in the same run.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own.
"""

from typing import Any

from engines import on_each_engine, remarks
from table import BUDGET_HEADING, judged, show

_HEADING = ("page", "p50 ms", "p95 ms", "own CPU ms", "to bare", "queries", "page KB", "with styles KB")
_SECONDS, _QUERIES, _BYTES = 0.3, 15, 100_000

Figure = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures, their ratio to the bare page, and their budgets."""
    measured = on_each_engine("measure_desk.py")
    for engine, figures in measured.items():
        bare = figures[0]["p50"]
        show(f"The light desk at 96,000 obligations on {engine}", _HEADING, [_line(one, bare) for one in figures])
    show("Budgets of the light desk", BUDGET_HEADING, [
        line for engine, figures in measured.items() for figure in figures[1:] for line in _budgets(engine, figure)
    ])  # fmt: skip
    for remark in remarks(measured, "the desk"):
        print(remark)


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
