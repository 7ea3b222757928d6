"""A deadline phrase in two aligned forms: as written, and bare letters for matching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from plan_reader.text import squeeze_lines

LONGEST = 1_000
"""Letters of a phrase that are read. A deadline cell has some hundred; the rest is kept as words, not parsed."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
# A line that goes on with a small letter was wrapped, it says nothing new.
_BREAK = re.compile(r";|\n(?![^\W\dA-ZÀ-ỸĐ])|(?<!TP)\.(?=\s|$)")


class _Letters(dict[int, str | None]):
    """Fold one letter to one bare letter, so that positions stay; only stray combining marks are dropped."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        bare: str | None
        if unicodedata.combining(letter):
            bare = None
        elif letter in "đĐ":
            bare = "d"
        elif letter in _DASHES:
            bare = "-"
        elif letter == "\n":
            bare = " "
        else:
            bare = unicodedata.normalize("NFD", letter)[0].lower()[0]
        self[code] = bare
        return bare


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Phrase:
    """`whole` is the phrase as written, `text` the part that is read, `bare` the same without marks or line ends.

    Positions everywhere in this package count letters of `bare`. `breaks` are the places where a clause ends.
    """

    whole: str
    text: str
    bare: str
    breaks: tuple[int, ...]
    _places: Sequence[int]

    @classmethod
    def of(cls, raw: str) -> Phrase:
        whole = squeeze_lines(raw)
        text = whole[:LONGEST]
        bare = text.translate(_LETTERS)
        places: Sequence[int] = range(len(text))
        if len(bare) != len(text):
            places = [place for place, letter in enumerate(text) if not unicodedata.combining(letter)]
        breaks = tuple(found.start() for found in _BREAK.finditer(text))
        if len(bare) != len(text):
            breaks = tuple(sum(place < at for place in places) for at in breaks)
        return cls(whole, text, bare, breaks, places)

    @property
    def rest(self) -> str:
        """Return the words beyond the part that is read."""
        return self.whole[LONGEST:].strip()

    def clause_start(self, place: int) -> int:
        """Return where the clause around a place begins."""
        return max((at + 1 for at in self.breaks if at < place), default=0)

    def words(self, start: int, end: int) -> str:
        """Return the words between two positions as written."""
        first = self._places[start] if start < len(self.bare) else len(self.text)
        after = self._places[end] if end < len(self.bare) else len(self.text)
        return self.text[first:after].strip()
