"""A line of the table of patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from plan_reader.timing.marks import Mark

Match = re.Match[str]


class Rule:
    """A pattern and how to make marks of what it finds.

    It is compiled when a phrase first holds one of its `clues`: most plans need a third of the table, and compiling
    all of it would cost more than reading a whole plan.
    """

    def __init__(self, clues: tuple[str, ...], pattern: str, build: Callable[[Match], Iterable[Mark]]) -> None:
        self._clues = clues
        self._pattern = pattern
        self.build = build

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern)

    def find(self, bare: str) -> Iterable[Match]:
        """Return the places in bare letters that the pattern fits."""
        if not any(clue in bare for clue in self._clues):
            return ()
        return self._compiled.finditer(bare)
