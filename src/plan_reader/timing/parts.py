"""A part of a phrase: one timing, where its words stand, and what is needed to join it to its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plan_reader.model import Timing
from plan_reader.timing.leads import Lead, leads_before
from plan_reader.timing.marks import Mark
from plan_reader.timing.phrase import Phrase

_TOUCHING = re.compile(r"[ ,:(]*")
_LISTED = re.compile(r" ?(?:[,;&+]|va|, va|hoac) ?")

What = Literal["stretch", "rhythm", "amount", "length", "standing", "moment", "broken", "event"]


@dataclass(slots=True)
class Led:
    """A mark with the leading words in front of it; `start` is where these begin."""

    mark: Mark
    start: int
    leads: frozenset[Lead]

    @property
    def end(self) -> int:
        return self.mark.end

    def words(self, phrase: Phrase) -> str:
        """Return the words as written, without a leading "vào" or "trong" that says nothing more."""
        return phrase.words(self.start if self.leads - {"in"} else self.mark.start, self.end)


@dataclass(slots=True)
class Part:
    """A timing between `start` and `end`, leading words included; its `text` is set last.

    `said` keeps the words for `Every.at`. `led` is the mark it came from, None for a clause without marks.
    `year_written`: the phrase itself gives the year, so the timing happens once and is no moment of a rhythm.
    """

    start: int
    end: int
    what: What
    timing: Timing
    said: str = ""
    led: Led | None = None
    year_written: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the phrase: the plan's year and the day it was issued."""

    plan_year: int | None
    issued_on: date | None


def led_marks(phrase: Phrase, marks: list[Mark]) -> list[Led]:
    """Return the marks with their leading words."""
    led = []
    floor = 0
    for mark in marks:
        start, leads = leads_before(phrase.bare, floor, mark.start)
        led.append(Led(mark, start, leads))
        floor = mark.end
    return led


def touching(phrase: Phrase, end: int, start: int) -> bool:
    """Tell whether only spaces, a comma, a colon or a bracket stand between two places."""
    return bool(_TOUCHING.fullmatch(phrase.bare, end, start))


def listed(phrase: Phrase, end: int, start: int) -> bool:
    """Tell whether only ",", ";" or "và" stands between two places."""
    return bool(_LISTED.fullmatch(phrase.bare, end, start))


def same_clause(phrase: Phrase, end: int, start: int) -> bool:
    """Tell whether no clause ends between two places."""
    return not any(end <= at < start for at in phrase.breaks)
