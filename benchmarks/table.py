"""A table of figures in the terminal, and the words that set a figure beside its budget."""

from collections.abc import Sequence


def show(title: str, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their heading; the first column stands left, every other one right."""
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    print(f"\n{title}")
    for row in (heading, ["-" * width for width in widths], *rows):
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *others)).rstrip())


def judged(what: str, measured: float, budget: float, unit: str, *, at_least: bool = False) -> list[str]:
    """Return one line of a table of budgets: what, measured, budget, within or over."""
    kept = measured >= budget if at_least else measured <= budget
    return [
        what,
        f"{measured:,.4g} {unit}" if measured < 1000 else f"{measured:,.0f} {unit}",
        f"{'≥' if at_least else '≤'} {budget:,g} {unit}",
        "within" if kept else "OVER" if not at_least else "BELOW",
    ]


BUDGET_HEADING = ("budget", "measured", "allowed", "")
