"""What was meant by a slip of the key: letters swapped or left out, a key that Telex or VNI left behind, no space."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from loa.lib.folded_words import pair
from loa.website.rules.same_meaning import Words
from loa.website.rules.terms import UNDATED, is_number

_VOWEL = re.compile(r"[aeiouy]")
_KEYS_OF_TELEX = re.compile(r"[sfrxjzw]")
_TWICE = re.compile(r"(aa|ee|oo)")
_KEYS_OF_VNI = re.compile(r"(?<=[a-z])[0-9]")
_OFFERED = 7  # candidates for one word; more cost time and are never the right one
_LONG_WORD = 6  # letters; in a longer one two slips are likely enough
_SHORTEST = 3  # letters of a known word that may be a slip for another
_MANY = 10**6
_PARTS = 8  # words in a run without spaces
# What a change costs, against the logarithm of how often the result stands in the index.
_LEFTOVER, _SPLIT, _SLIP, _SLIP_OF_KNOWN_WORD = 0.5, 1.0, 3.0, 7.0

Pairs = Mapping[str, tuple[str, int]]


@dataclass(frozen=True)
class Vocabulary:
    """The words of the index: in how many entries each stands and how it is mostly written; of places the number."""

    entries: Mapping[str, int]
    written: Mapping[str, str] = field(default_factory=dict)

    def count(self, term: str) -> int:
        """Return in how many entries a term stands at most; numbers are not counted."""
        return _MANY if is_number(term) else self.entries.get(term, 0)

    def count_beginning(self, term: str) -> int:
        """Return how often terms that begin so stand in the index."""
        first, last = bisect_left(self._in_order, term), bisect_left(self._in_order, f"{term}\U0010ffff")
        return sum(self.entries[name] for name in self._in_order[first:last])

    @cached_property
    def months(self) -> list[str]:
        """The terms of months, newest first."""
        return sorted((term for term in self.entries if term.startswith("m:") and term != UNDATED), reverse=True)

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.entries)

    @cached_property
    def spellings(self) -> list[str]:
        """The words that a slip may have been meant for."""
        return [word for word in self.written if word.isalpha() and word.isascii()]


@dataclass(frozen=True, slots=True)
class Correction:
    """The words that were meant, and how they are written."""

    words: Words
    written: str


@dataclass(frozen=True, slots=True)
class _Offer:
    words: Words
    cost: float


def corrected(words: Words, vocabulary: Vocabulary, find_pairs: Callable[[list[str]], Pairs]) -> Correction | None:
    """Return what was meant by words that nothing is found for, or None when nothing better is known.

    A word that the index does not have is replaced by one it has; one that it has only where its neighbours are then
    known to stand beside it. `find_pairs` tells of pairs of neighbours how they are written and how often they stand
    side by side.
    """
    joined = _with_stray_spaces_closed(words, vocabulary)
    offers = [_offers(word, vocabulary) for word in joined]
    wanted = {
        pair(one.words[-1], other.words[0]) for left, right in pairwise(offers) for one in left for other in right
    }
    wanted |= {pair(*two) for row in offers for one in row for two in pairwise(one.words)}
    pairs = find_pairs(sorted(wanted))
    chosen = _best(offers, vocabulary, pairs)
    if chosen == words or not all(vocabulary.count(word) for word in chosen):
        return None
    return Correction(chosen, _as_written(chosen, vocabulary, pairs))


def without_leftovers(word: str) -> list[str]:
    """Return a word without the keys by which Telex or VNI would have set its marks ("tucj", "cai3", "ddieenj")."""
    plain = _KEYS_OF_VNI.sub("", word)
    vowel = _VOWEL.search(plain)
    if vowel is None:
        return [] if plain == word else [plain]
    head, tail = plain[: vowel.start()], plain[vowel.start() :]
    tail = _TWICE.sub(lambda twice: twice[0][0], _KEYS_OF_TELEX.sub("", tail))
    telex = head.replace("dd", "d") + tail
    late = telex.removesuffix("d")  # the second d of đ typed at the end
    return [one for one in dict.fromkeys([plain, telex, late]) if one and one != word]


def _with_stray_spaces_closed(words: Words, vocabulary: Vocabulary) -> Words:
    """Return the words, two put together where one of them is unknown and both together are a word."""
    found: list[str] = []
    for word in words:
        if found and not (vocabulary.count(found[-1]) and vocabulary.count(word)):
            both = found[-1] + word
            if vocabulary.count(both):
                found[-1] = both
                continue
        found.append(word)
    return tuple(found)


def _offers(word: str, vocabulary: Vocabulary) -> list[_Offer]:
    """Return what may stand in place of a word, itself first."""
    known = vocabulary.count(word) > 0
    offers = [_Offer((word,), 0.0 if known else 20.0)]
    if word.isdigit() or not word.isascii() or (known and len(word) < _SHORTEST):
        return offers
    if not known:
        offers += [_Offer((one,), _LEFTOVER) for one in without_leftovers(word) if vocabulary.count(one)]
        offers += [_Offer(parts, _SPLIT * len(parts)) for parts in _parted(word, vocabulary)]
    reach = 2 if len(word) >= _LONG_WORD and not known else 1
    near = process.extract(word, vocabulary.spellings, scorer=OSA.distance, score_cutoff=reach, limit=None)
    near.sort(key=lambda one: (one[1], one[0][:1] != word[:1], -vocabulary.count(one[0]), one[0]))
    cost = _SLIP_OF_KNOWN_WORD if known else _SLIP
    offers += [_Offer((one,), cost * distance) for one, distance, _ in near if one != word]
    return offers[: _OFFERED + 1]


def _parted(word: str, vocabulary: Vocabulary) -> Iterable[Words]:
    """Yield the likeliest way to part a run of letters into known words, where there is one."""
    best: dict[int, tuple[float, Words]] = {0: (0.0, ())}
    for end in range(1, len(word) + 1):
        ways = [
            (score + log(count) - 8.0, (*parts, word[start:end]))
            for start in range(max(0, end - 7), end)
            if start in best
            for score, parts in (best[start],)
            if not word[start:end].isdigit() and (count := vocabulary.count(word[start:end])) and len(parts) < _PARTS
        ]
        if ways:
            best[end] = max(ways)
    if len(word) in best and len(best[len(word)][1]) > 1:
        yield best[len(word)][1]


def _best(offers: list[list[_Offer]], vocabulary: Vocabulary, pairs: Pairs) -> Words:
    """Return the row of offers that is likeliest as a whole: by how often words stand, and stand side by side."""
    best: list[tuple[float, Words]] = [(0.0, ())]
    for row in offers:
        best = [
            max(
                (
                    score + _worth(words, offer, vocabulary, pairs),
                    (*words, *offer.words),
                )
                for score, words in best
            )
            for offer in row
        ]
    return max(best)[1]


def _worth(before: Words, offer: _Offer, vocabulary: Vocabulary, pairs: Pairs) -> float:
    row = (*before[-1:], *offer.words)
    together = (pairs[name] for one, other in pairwise(row) if (name := pair(one, other)) in pairs)
    beside = sum(log(1 + count) + 2 for _, count in together)
    alone = sum(0.3 * log(1 + vocabulary.count(word)) for word in offer.words)
    return beside + alone - offer.cost


def _as_written(words: Words, vocabulary: Vocabulary, pairs: Pairs) -> str:
    """Return words with their marks: as they are written beside their likeliest neighbour, else alone."""
    written = []
    for place, word in enumerate(words):
        left = pairs.get(pair(words[place - 1], word)) if place else None
        right = pairs.get(pair(word, words[place + 1])) if place + 1 < len(words) else None
        if right and (not left or right[1] >= left[1]):
            written.append(right[0].split()[0])
        elif left:
            written.append(left[0].split()[-1])
        else:
            written.append(vocabulary.written.get(word, word))
    return " ".join(written)
