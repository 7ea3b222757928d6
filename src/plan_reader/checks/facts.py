"""What the checks look at: the plan as read, and the few things about the source that the plan does not keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plan_reader.document import Document
from plan_reader.lines import Line
from plan_reader.model import Finding, Place, Plan, Task


@dataclass(frozen=True, slots=True)
class Facts:
    """The plan without findings, its document and lines, and what reading met on the way."""

    plan: Plan
    document: Document
    lines: tuple[Line, ...]
    masked: tuple[Place, ...]
    joined_rows: tuple[Place, ...]
    unknown_abbreviations: tuple[tuple[str, str], ...]  # (abbreviation, agency)
    symbol_stated_blank: bool
    date_stated_blank: bool
    forms_in_rows: tuple[str, ...]  # what the column "Hình thức" says
    headings: tuple[tuple[str, ...], ...]  # the heading of each task table, folded


Check = Callable[[Facts], Iterator[Finding]]


def quoted(text: str, longest: int = 80) -> str:
    """Return the text in Vietnamese quotation marks, cut at a word where it is long."""
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0] + "…"
    return f"“{text}”"


def place_of(task: Task) -> tuple[Place, ...]:
    """Return the task's place as a finding's places."""
    return (task.place,)


def named(task: Task) -> str:
    """Return how a sentence names a task: "Nhiệm vụ 2", or its beginning where it has no number."""
    return f"Nhiệm vụ {task.number}" if task.number else f"Nhiệm vụ {quoted(task.title, 40)}"
