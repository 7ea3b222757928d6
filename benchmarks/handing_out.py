"""Measure how long a plan of 40 tasks takes to go to work for 200 units, beside a bare writing of the same rows.

On SQLite, and on PostgreSQL where it is installed, there also for all 3,321 communes of the country; each in a process
and a database of its own.
"""

from typing import Any

from engines import engines, on_one, remarks
from table import BUDGET_HEADING, judged, show

_HEADING = ("", "obligations", "shown ms", "confirmed ms", "own CPU ms", "bare ms", "ratio", "statements", "memory MB")
_SCRIPT, _TODAY = "measure_handing_out.py", "2024-01-02"
# Units, rounds, and the seconds there are.
_DISTRICT, _COUNTRY = ("200", "5", 2), ("3321", "1", 20)

Figures = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures, their ratio to the bare writing, and their budgets."""
    measured: dict[str, Figures] = {}
    for engine, beside in engines().items():
        for units, rounds, budget in (_DISTRICT, _COUNTRY) if engine == "PostgreSQL" else (_DISTRICT,):
            figures = on_one(beside, _SCRIPT, units, rounds, today=_TODAY)
            measured[f"{engine}, {units} units"] = figures | {"budget": budget}
    show("A plan of 40 tasks goes to work", _HEADING, [_line(*one) for one in measured.items()])
    show("Budgets of the confirmation", BUDGET_HEADING, [
        judged(f"{figures['obligations']:,} obligations ({name})", figures["confirmed"], figures["budget"], "s")
        for name, figures in measured.items()
    ])  # fmt: skip
    for remark in remarks(measured, "the confirmation"):
        print(remark)


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
