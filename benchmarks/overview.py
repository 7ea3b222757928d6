"""Measure what leaders open: a plan of 200 units × 40 tasks × 12 periods, and one of the whole country (3,321 communes
× 30 tasks × 12 periods) on PostgreSQL where it is installed; each in a process and a database of its own.
"""

from typing import Any

from engines import engines, on_one, remarks
from table import BUDGET_HEADING, judged, show

_HEADING = ("page", "p50 ms", "p95 ms", "of it database ms", "queries", "KB")
_SCRIPT, _TODAY = "measure_overview.py", "2024-05-10"
_DISTRICT, _COUNTRY = ("200", "40"), ("3321", "30")
_SECONDS, _QUERIES = 0.3, 15

Figures = dict[str, Any]


def main() -> None:
    """Measure, print the figures and their budgets, and how the cost grows with the units."""
    found: dict[str, Figures] = {}
    for engine, beside in engines().items():
        found[f"{_DISTRICT[0]} units, {engine}"] = on_one(beside, _SCRIPT, *_DISTRICT, today=_TODAY)
        if engine == "PostgreSQL":
            found[f"{_COUNTRY[0]} units, {engine}"] = on_one(beside, _SCRIPT, *_COUNTRY, today=_TODAY)
    for name, figures in found.items():
        show(f"Watching over {figures['obligations']:,} obligations ({name})", _HEADING, [
            [one["name"], f"{one['p50'] * 1000:.0f}", f"{one['p95'] * 1000:.0f}", f"{one['database'] * 1000:.0f}",
             str(one["queries"]), f"{one['page'] / 1000:.0f}"]
            for one in figures["pages"]
        ])  # fmt: skip
        sent = figures["sent"]
        print(f"A result handed in with its tallies: p50 {sent['p50'] * 1000:.0f} ms, p95 {sent['p95'] * 1000:.0f} ms.")
        print(f"Tallies from nothing {figures['counted']:.1f} s; found right again {figures['again']:.1f} s.")
    show("Budgets of watching", BUDGET_HEADING, [
        line for name, figures in found.items() for one in figures["pages"] for line in (
            judged(f"{one['name']} ({name}), p95", one["p95"] * 1000, _SECONDS * 1000, "ms"),
            judged(f"{one['name']} ({name}), queries", one["queries"], _QUERIES, ""),
        )
    ])  # fmt: skip
    few, many = (found.get(f"{size} units, PostgreSQL") for size in (_DISTRICT[0], _COUNTRY[0]))
    if few and many:
        for one, other in zip(few["pages"], many["pages"], strict=True):
            print(f"{one['name']}: {other['p50'] / one['p50']:.1f} × the time for 16.6 × the units.")
    for remark in remarks(found, "the whole country"):
        print(remark)


if __name__ == "__main__":
    main()
