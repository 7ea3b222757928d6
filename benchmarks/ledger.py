"""Measure the ledger: five million activities on PostgreSQL where it is installed, and fewer on SQLite.

One row written and taken back, a month counted anew, and what the matrix of coverage reads.
"""

from typing import Any

from engines import engines, on_one, remarks
from table import BUDGET_HEADING, judged, show

_SCRIPT, _TODAY = "measure_ledger.py", "2024-12-20"
_ACTIVITIES = {"SQLite": "100000", "PostgreSQL": "5000000"}
_SECONDS, _STATEMENTS = 0.3, 20

Figures = dict[str, Any]


def main() -> None:
    """Measure, print the figures and their budgets."""
    found: dict[str, Figures] = {
        engine: on_one(beside, _SCRIPT, _ACTIVITIES[engine], today=_TODAY) for engine, beside in engines().items()
    }
    for name, figures in found.items():
        show(f"The ledger at {figures['activities']:,} activities of 3,321 units ({name})",
             ("", "p50 ms", "p95 ms", "statements"), [
                 [what, f"{one['p50'] * 1000:.1f}", f"{one['p95'] * 1000:.1f}", str(one["statements"])]
                 for what, one in (figures["written"] | figures["read"]).items()
             ])  # fmt: skip
        counted = figures["counted"]
        print(f"A month of {figures['of_month']:,} activities counted from nothing {counted['nothing']:.1f} s, "
              f"found right again {counted['again']:.1f} s; {figures['cells']:,} counts in all.")  # fmt: skip
    show("Budgets of the ledger", BUDGET_HEADING, [
        line for name, figures in found.items() for line in (
            *(judged(f"{what} ({name}), statements", one["statements"], _STATEMENTS, "")
              for what, one in figures["written"].items()),
            *(judged(f"{what} ({name}), p95", one["p95"] * 1000, _SECONDS * 1000, "ms")
              for what, one in figures["read"].items()),
        )
    ])  # fmt: skip
    for remark in remarks(found, "five million activities"):
        print(remark)


if __name__ == "__main__":
    main()
