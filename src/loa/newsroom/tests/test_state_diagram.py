"""The manual's diagrams of stories and outputs are drawn from the tables of moves."""

from collections.abc import Iterator
from pathlib import Path

from loa.newsroom.choices import OutputState, StoryState
from loa.newsroom.rules import MOVES, OUTPUT_MOVES

GUIDE = Path(__file__).parents[4] / "docs" / "guide" / "duong-di-tin-bai.md"


def drawn(states, moves) -> Iterator[str]:
    """Return the lines of a diagram as a table of moves has them."""
    yield "stateDiagram-v2"
    yield from (f"    {state}: {state.label}" for state in states)
    yield "    [*] --> draft"
    yield from (f"    {frm} --> {to}" for frm in states for to in states if to in moves[frm])


def test_the_diagrams_are_the_tables_of_moves():
    blocks = [part.split("\n```")[0] for part in GUIDE.read_text(encoding="utf-8").split("```mermaid\n")[1:]]
    tables = [drawn(StoryState, MOVES), drawn(OutputState, OUTPUT_MOVES)]
    assert [block.splitlines() for block in blocks] == [list(table) for table in tables]
