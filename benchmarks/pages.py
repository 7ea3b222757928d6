"""Measure the public pages of Loa: on SQLite, and on PostgreSQL where it is installed.

Beside them stand a bare Wagtail page and, where it is installed, Debian's WordPress. What the figures mean and how
they are taken: docs/benchmarks.md.
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
from wordpress import FRONT, POST, SEARCH, SECTION, lacking

HERE = Path(__file__).resolve().parent
_MEASURE = [sys.executable, str(HERE / "measure_pages.py")]
_HEADING = (
    "page", "req/s", "p50 ms", "p95 ms", "server CPU ms", "queries", "HTML KB", "gzip", "br", "first look", "others %",
)  # fmt: skip
_KB = 1024
_LIKE_WORDPRESS = {"Loa, home": FRONT, "Loa, story": POST, "Loa, section": SECTION, "Loa, search": SEARCH}

Figure = dict[str, Any]


def main() -> None:
    """Measure on every engine there is and print the figures, their ratios, and their budgets."""
    measured = {engine: _measured(beside) for engine, beside in engines().items()}
    for engine, figures in measured.items():
        show(f"Pages on {engine}, each request made anew", _HEADING, [_line(f) for f in figures if not f["cached"]])
        print(_beside_bare([f for f in figures if not f["cached"]]))
        if engine == "SQLite":
            print(_beside_wordpress([f for f in figures if not f["cached"]]))
    cached = [f for f in measured["SQLite"] if f["cached"]]
    show("Pages from the memory of the server", _HEADING, [_line(figure) for figure in cached])
    print(_beside_bare(cached))
    show("Budgets of public pages", BUDGET_HEADING, [
        line for engine, figures in measured.items() for figure in _ours(figures) for line in _budgets(engine, figure)
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
    sizes = [f"{weight[name] / _KB:.1f}" for name in ("plain", "gzip", "br", "whole")] if weight else [""] * 4
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


def _ours(figures: list[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure["name"].startswith("Loa")]


def _beside_bare(figures: list[Figure]) -> str:
    """Return lines with the ratios of Loa's pages, each to the bare one whose length is next to its own."""
    bare = [figure for figure in figures if figure["name"].startswith("bare")]
    lines = []
    for ours in _ours(figures):
        theirs = min(bare, key=lambda one: abs(_length(one) - _length(ours)))
        lines.append(f"- {_ratio(ours, theirs)} of {theirs['name']}")
    return "\n".join(("Beside bare pages:", *lines))


def _length(figure: Figure) -> int:
    """Return the bytes of a page; 0 for one from memory, of which none are weighed."""
    return int(figure["weight"]["plain"]) if figure["weight"] else 0


def _beside_wordpress(figures: list[Figure]) -> str:
    """Return lines with the ratios of Loa's pages to those of WordPress that do the same, or what it lacks."""
    if lacks := lacking():
        return f"Left out: the pages of WordPress; not installed here: {', '.join(lacks)}."
    named = {figure["name"]: figure for figure in figures}
    lines = (f"- {_ratio(named[ours], named[theirs])} of {theirs}" for ours, theirs in _LIKE_WORDPRESS.items())
    return "\n".join(("Beside WordPress, which works on MariaDB:", *lines))


def _ratio(ours: Figure, theirs: Figure) -> str:
    load, other = ours["load"], theirs["load"]
    cpu, rate = load["server_cpu"] / other["server_cpu"], load["rate"] / other["rate"]
    return f"{ours['name']} {cpu:.2f} × the CPU time and {rate:.2f} × the rate"


def _budgets(engine: str, figure: Figure) -> list[list[str]]:
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
