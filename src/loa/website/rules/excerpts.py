"""Show where in a text the words stand: a piece of it with its marks, the words found set apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from loa.lib.folded_words import Word, words_of
from loa.website.rules.asking import Asked

_SHOWN = 44  # words of an excerpt
_BEFORE = 8  # of them before the first that was found
_READ = 3_000  # words of a text that are looked at


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_found: bool


def marked(text: str, asked: Asked | None) -> tuple[Piece, ...]:
    """Return a text in pieces, what is looked for apart from the rest; nothing of the text is changed."""
    words = words_of(text)
    return _pieces(text, words, _found(words, asked), 0, len(text)) if asked else (Piece(text, is_found=False),)


def excerpt(text: str, asked: Asked | None) -> tuple[Piece, ...]:
    """Return the piece of a text that has most of what is looked for, in pieces; the beginning where nothing is."""
    words = words_of(text)[:_READ]
    if not words:
        return ()
    found = _found(words, asked) if asked else set()
    first = _densest(words, found) if len(words) > _SHOWN else 0
    last = min(len(words), first + _SHOWN) - 1
    start = words[first].start if first else 0
    end = words[last].end if last < len(words) - 1 else len(text.rstrip())
    pieces = _pieces(text, words, found, start, end)
    before = (Piece("… ", is_found=False),) if first else ()
    after = (Piece("…", is_found=False),) if last < len(words) - 1 else ()
    return (*before, *pieces, *after)


def _found(words: list[Word], asked: Asked | None) -> set[int]:
    """Return the places of the words to set apart: neighbours that were typed as such, else single words.

    One syllable alone is seldom the word that was meant: it is shown only where no two stand together.
    """
    if asked is None:
        return set()
    beside = {(one, other) for group in asked.groups for way in group.ways for one, other in pairwise(way)}
    beside |= {(left.words[-1], right.words[0]) for left, right in pairwise(asked.groups)}
    alone = {way[0] for group in asked.groups for way in group.ways if len(way) == 1 and way != group.words}
    places = {place for place, word in enumerate(words) if word.folded in alone}
    for place in range(len(words) - 1):
        if (words[place].folded, words[place + 1].folded) in beside:
            places |= {place, place + 1}
    if places:
        return places
    single = {word for group in asked.groups for word in group.words}
    return {place for place, word in enumerate(words) if word.folded in single}


def _densest(words: list[Word], found: Iterable[int]) -> int:
    """Return the word at which the excerpt with most of the places begins."""
    places = sorted(found)
    best, best_count, end = 0, 0, 0
    for number, place in enumerate(places):
        end = max(end, number)
        while end < len(places) and places[end] < place + _SHOWN - _BEFORE:
            end += 1
        kinds = len({words[one].folded for one in places[number:end]})
        if kinds > best_count:
            best, best_count = place, kinds
    return max(0, best - _BEFORE)


def _pieces(text: str, words: list[Word], found: set[int], start: int, end: int) -> tuple[Piece, ...]:
    """Return a text from start to end in pieces; words found side by side are one piece with what parts them."""
    pieces: list[Piece] = []
    here = start
    places = sorted(place for place in found if words[place].start >= start and words[place].end <= end)
    number = 0
    while number < len(places):
        first = last = places[number]
        while number + 1 < len(places) and places[number + 1] == last + 1:
            number += 1
            last = places[number]
        number += 1
        if words[first].start > here:
            pieces.append(Piece(text[here : words[first].start], is_found=False))
        pieces.append(Piece(text[words[first].start : words[last].end], is_found=True))
        here = words[last].end
    if here < end:
        pieces.append(Piece(text[here:end], is_found=False))
    return tuple(pieces)
