"""Which of the pages found comes first: words in the title, words side by side, newer before older."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from loa.website.choices import EntryKind
from loa.website.rules.asking import Asked

_NO_LETTERS = re.compile(r"\W+")
_IN_TITLE, _BESIDE_IN_TITLE, _BESIDE_IN_TEXT, _WHOLE_TITLE, _NEW = 4.0, 3.0, 2.5, 1.0, 1.5
_ALL_IN_TITLE = 1.5
_AS_WRITTEN = 2.0  # typed with its marks, and written so
_HALF_AS_NEW = 180  # days
# A body found by its name is what was looked for; a row of a plan seldom is.
_OF_KIND = {EntryKind.UNIT: 1.0, EntryKind.PLAN: 0.5, EntryKind.PAGE: 0.5, EntryKind.TASK: -1.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of an entry that may be shown."""

    pk: int
    kind: str
    source: str
    day: date | None
    title: str
    text: str
    unit: int | None = None
    section: int | None = None


def score(one: Candidate, asked: Asked, today: date) -> float:
    """Return how well an entry answers; the higher the sooner it is shown."""
    title, text = f" {one.title} ", f" {one.text} "
    groups = asked.groups
    in_title = sum(any(f" {' '.join(way)} " in title for way in group.ways) for group in groups) / len(groups)
    total = _IN_TITLE * in_title + (_ALL_IN_TITLE if in_title == 1 else 0.0)
    if len(asked.words) > 1:
        total += _BESIDE_IN_TITLE * _beside(asked, title) + _BESIDE_IN_TEXT * _beside(asked, text)
    else:
        total += _BESIDE_IN_TITLE * in_title
    if " ".join(asked.words) == one.title:
        total += _WHOLE_TITLE
    if one.day is not None:
        total += _NEW * 0.5 ** (max(0, (today - one.day).days) / _HALF_AS_NEW)
    of_kind = _OF_KIND.get(EntryKind(one.kind), 0.0)
    return total + (of_kind if in_title else min(0.0, of_kind))


def written_so(written: str, title: str, text: str) -> float:
    """Return what an entry gains by being written with the very marks that were typed."""
    phrase = _plain(written)
    if phrase in _plain(title):
        return _AS_WRITTEN
    return _AS_WRITTEN / 2 if phrase in _plain(text) else 0.0


def has_half(one: Candidate, asked: Asked) -> bool:
    """Tell whether an entry has at least half of what is looked for."""
    text = f" {one.title} {one.text} "
    has = sum(any(f" {' '.join(way)} " in text for way in group.ways) for group in asked.groups)
    return has * 2 >= len(asked.groups)


def _plain(text: str) -> str:
    return f" {_NO_LETTERS.sub(' ', text.lower()).strip()} "


def _beside(asked: Asked, text: str) -> float:
    """Return the share of neighbours that stand side by side in a text; another name of the same thing counts whole."""
    found = count = 0
    for group in asked.groups:
        steps = len(group.words) - 1
        if not steps and not group.others:
            continue
        count += max(1, steps)
        if any(f" {' '.join(way)} " in text for way in group.ways):
            found += max(1, steps)
        else:
            found += sum(_stand_beside(two, text) for two in pairwise(group.words))
    for left, right in pairwise(asked.groups):
        count += 1
        found += any(_stand_beside((one[-1], other[0]), text) for one in left.ways for other in right.ways)
    return found / count if count else 0.0


def _stand_beside(two: Sequence[str], text: str) -> bool:
    return f" {two[0]} {two[1]} " in text
