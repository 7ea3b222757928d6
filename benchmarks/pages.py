"""Measure the public pages of Loa beside a bare Wagtail page: on SQLite, and on PostgreSQL where it is installed.

What the figures mean and how they are taken: docs/benchmarks.md.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from accounting import BUSY
from engines import engines
from load import has_wrk
from table import BUDGET_HEADING, judged, show

HERE = Path(__file__).resolve().parent
_MEASURE = [sys.executable, str(HERE / "measure_pages.py")]
_HEADING = ("page", "req/s", "p50 ms", "p95 ms", "server CPU ms", "queries", "HTML KB", "gzip", "br", "others %")
_KB = 1024

Figure = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures, their ratios, and their budgets."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    for engine, figures in measured.items():
        show(f"Pages on {engine}, each request made anew", _HEADING, [_line(f) for f in figures if not f["cached"]])
        print(_beside_bare([f for f in figures if not f["cached"]]))
    cached = [f for f in measured["SQLite"] if f["cached"]]
    show("Pages from the memory of the server", _HEADING, [_line(figure) for figure in cached])
    print(_beside_bare(cached))
    show("Budgets of public pages", BUDGET_HEADING, [
        line for engine, figures in measured.items() for figure in figures[:-1] for line in _budgets(engine, figure)
    ])  # fmt: skip
    for remark in _remarks(measured):
        print(remark)


def _measured(beside: list[str]) -> list[Figure]:
    with tempfile.NamedTemporaryFile(suffix=".json") as written:
        subprocess.run([*beside, *_MEASURE, written.name], check=True)
        figures: list[Figure] = json.load(written)
    return figures


def _line(figure: Figure) -> list[str]:
    load, weight = figure["load"], figure["weight"]
    sizes = [f"{weight[name] / _KB:.1f}" for name in ("plain", "gzip", "br")] if weight else ["", "", ""]
    return [
        figure["name"],
        f"{load['rate']:,.0f}",
        f"{load['p50']:.2f}",
        f"{load['p95']:.2f}",
        f"{load['server_cpu']:.2f}",
        str(figure["queries"]),
        *sizes,
        f"{load['others']:.0%}",
    ]


def _beside_bare(figures: list[Figure]) -> str:
    """Return a sentence with the ratios of Loa's pages to the bare one, which comes last."""
    *ours, bare = figures
    ratios = (
        f"{figure['name']} {figure['load']['server_cpu'] / bare['load']['server_cpu']:.2f} × the CPU time "
        f"and {figure['load']['rate'] / bare['load']['rate']:.2f} × the rate"
        for figure in ours
    )
    return f"Beside the bare page: {'; '.join(ratios)}."


def _budgets(engine: str, figure: Figure) -> list[list[str]]:
    if figure["name"].startswith("bare"):
        return []
    what, load = f"{figure['name']} ({engine})", figure["load"]
    if figure["cached"]:
        rate = judged(f"{figure['name']}, from memory", load["rate"], 5_000, "req/s", at_least=True)
        return [rate] if has_wrk() else []
    return [
        judged(f"{what}, queries", figure["queries"], 10, "queries"),
        judged(f"{what}, server CPU", load["server_cpu"], 19, "ms"),
        judged(f"{what}, first look over the wire", figure["weight"]["whole"] / _KB, 100, "KB"),
    ]


def _remarks(measured: dict[str, list[Figure]]) -> list[str]:
    remarks = []
    if "PostgreSQL" not in measured:
        remarks.append("Left out: the pages on PostgreSQL, which is not installed here.")
    if not has_wrk():
        remarks.append(
            "wrk is not installed: our own client put the load, and limits the rate of pages from memory: not judged."
        )
    others = max(figure["load"]["others"] for figures in measured.values() for figure in figures)
    if others > BUSY:
        remarks.append(f"Others used up to {others:.0%} of the processors meanwhile: measure again on a quiet machine.")
    return remarks


if __name__ == "__main__":
    main()
