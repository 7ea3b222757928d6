"""The nearest name by words, for what neither equality nor initials explain: a misspelt or clipped name."""

from __future__ import annotations

from collections.abc import Sequence

from plan_reader.agencies.names import Name

_NEAR = 90
_MARGIN = 10
_SHARED_WORDS = 3
_SHARED_PART = 0.6
_LONG_WORD = 4  # a slip in a shorter word makes another word too easily
# Words that make another body of the same name: "Trung tâm X" and "Chi nhánh Trung tâm X", two offices of councils.
_APART = frozenset(
    ("ubnd", "hdnd", "dbqh", "uy", "nhanh", "doi", "tram", "khu", "vung", "du", "phong", "pho", "tieu", "mam", "trung")
)


def nearest(name: Name, groups: Sequence[Sequence[Name]]) -> int | None:
    """Return the index of the one group clearly nearest by words (90 of 100, 10 ahead of the next); else None.

    A shared beginning is not enough: names must share most of their words and every number and council in them.
    """
    candidates = [
        (place, other)
        for place, others in enumerate(groups)
        for other in others
        if not other.short and _comparable(name, other)
    ]
    if not candidates:
        return None
    # Loaded late: most documents never need it, and it costs a sixth of the whole start.
    from rapidfuzz.fuzz import token_set_ratio

    best: dict[int, float] = {}
    for place, other in candidates:
        best[place] = max(best.get(place, 0.0), token_set_ratio(name.body, other.body))
    ranked = sorted(best.items(), key=lambda found: (-found[1], found[0]))
    first = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return first[0] if first[1] >= _NEAR and first[1] - second >= _MARGIN else None


def _comparable(name: Name, other: Name) -> bool:
    one, two = {word.folded for word in name.words}, {word.folded for word in other.words}
    if name.words[0].folded != other.words[0].folded:
        return False
    head = {name.words[0].folded}
    shared = len((one & two) - head)
    if shared < _SHARED_WORDS or shared < _SHARED_PART * (min(len(one), len(two)) - 1):
        return False
    if any(word in _APART or not word.isalpha() for word in one ^ two):
        return False
    return _only_clipped_or_misspelt(one - two, two - one)


def _only_clipped_or_misspelt(one: set[str], two: set[str]) -> bool:
    """Tell whether two names differ by words left out, or by slips of a letter in long words; else they are two bodies.

    Alike names are not the same office: "Trung tâm Y tế số" and "Trung tâm Kinh tế số" share all but one word.
    """
    if not one or not two:
        return True
    from rapidfuzz.distance import OSA

    return len(one) == len(two) and all(
        len(word) >= _LONG_WORD and any(OSA.distance(word, other) <= 1 for other in two) for word in one
    )
