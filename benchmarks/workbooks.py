"""Measure a unit's workbook of 10,000 rows: handed out, looked through when it comes back filled in, recorded.

On SQLite, and on PostgreSQL where it is installed; each in a process and a database of its own.
"""

from typing import Any

from engines import on_each_engine, remarks
from table import BUDGET_HEADING, judged, show

_HEADING = ("", "rows", "file KB", "out s", "read s", "looked through s", "recorded s", "CPU s", "memory MB")
_BUDGET_SECONDS = 10

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures and their budgets."""
    measured = on_each_engine("measure_workbooks.py")
    show("A unit reports by workbook", _HEADING, [_line(*one) for one in measured.items()])
    show("Budgets of workbooks", BUDGET_HEADING, [
        judged(f"{what} ({engine})", figures[name], _BUDGET_SECONDS, "s")
        for engine, figures in measured.items()
        for what, name in (("10,000 rows handed out", "out"), ("10,000 rows looked through", "looked"),
                           ("10,000 rows recorded", "recorded"))
    ])  # fmt: skip
    for remark in remarks(measured, "workbooks"):
        print(remark)


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
