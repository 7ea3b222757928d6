"""The manual's diagram of states is drawn from the table of moves, and its list of words from the choices."""

from pathlib import Path

from loa.tasks.choices import Standing, State
from loa.tasks.rules import MOVES

GUIDE = Path(__file__).parents[4] / "docs" / "guide" / "trang-thai.md"


def drawn():
    """Return the diagram's lines as the table of moves has them."""
    yield "stateDiagram-v2"
    yield from (f"    {state}: {state.label}" for state in State)
    yield f"    [*] --> {State.NOT_STARTED}"
    yield f"    [*] --> {State.AWAITING_EVENT}"
    yield from (f"    {frm} --> {to}" for frm in State for to in State if to in MOVES[frm])


def test_the_diagram_is_the_table_of_moves():
    block = GUIDE.read_text(encoding="utf-8").split("```mermaid\n")[1].split("\n```")[0]
    assert block.splitlines() == list(drawn())


def test_the_manual_explains_every_word():
    lines = GUIDE.read_text(encoding="utf-8").split("## Cách gọi trên màn hình")[1].splitlines()
    assert {line.split("|")[1].strip() for line in lines if line.startswith("| ")} - {"Gọi là"} == set(Standing.labels)
