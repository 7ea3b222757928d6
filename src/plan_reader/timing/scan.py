"""Run the table of patterns over a phrase."""

from __future__ import annotations

from plan_reader.timing.calendar_marks import DAYS, YEARS
from plan_reader.timing.marks import Mark
from plan_reader.timing.rhythm_marks import LENGTHS, RHYTHMS
from plan_reader.timing.rule import Rule

TABLE: tuple[Rule, ...] = (*DAYS, *RHYTHMS, *YEARS, *LENGTHS)
"""In order: what an earlier pattern took is blanked out and no later one sees it."""


def marks_of(bare: str) -> list[Mark]:
    """Return the marks of time in bare letters, in the order written, none overlapping another."""
    marks: list[Mark] = []
    for rule in TABLE:
        taken: list[tuple[int, int]] = []
        for found in rule.find(bare):
            built = list(rule.build(found))
            if built:
                marks += built
                taken.append(found.span())
        for start, end in taken:
            bare = bare[:start] + "\0" * (end - start) + bare[end:]
    return sorted(marks, key=lambda mark: mark.start)
