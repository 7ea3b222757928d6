"""Two texts laid side by side, line by line: what stayed stands once, what changed stands in both."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple


class Pair(NamedTuple):
    """A line of each text; "" where one of them has none there."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new


def side_by_side(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Yield the lines of two texts in pairs, in their order."""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Pair(line, line) for line in old[a:b])
        else:
            yield from (Pair(*both) for both in zip_longest(old[a:b], new[c:d], fillvalue=""))
