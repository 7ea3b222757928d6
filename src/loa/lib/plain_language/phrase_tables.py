"""Tables of phrases made ready, and where their phrases stand in a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from loa.lib.plain_language.matching import plain
from loa.lib.plain_language.model import OldName, Phrase
from loa.lib.plain_language.written import Sentence

Entry = TypeVar("Entry", Phrase, OldName)
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ready(Generic[Entry]):
    """An entry cut into words: `pattern` with the commas that stand in it."""

    entry: Entry
    words: list[str]
    gaps: Words
    not_after: tuple[Words, ...]
    not_before: tuple[Words, ...]


Table = dict[str, list[_Ready[Entry]]]


@lru_cache(maxsize=32)
def table_of(entries: tuple[Entry, ...]) -> Table[Entry]:
    """Return the entries by their first word, the longest first; of two with the same words the later one."""
    by_words: dict[str, _Ready[Entry]] = {}
    for entry in entries:
        words = plain(entry.words).split()
        if words:
            by_words[" ".join(words)] = _Ready(
                entry,
                [word.strip(",-–") for word in words if word.strip(",-–")],
                _gaps(words),
                tuple(tuple(plain(other).split()) for other in entry.not_after),
                tuple(tuple(plain(other).split()) for other in entry.not_before),
            )
    table: Table[Entry] = {}
    for ready in sorted(by_words.values(), key=lambda ready: -len(ready.words)):
        if ready.words:
            table.setdefault(ready.words[0], []).append(ready)
    return table


def _gaps(words: list[str]) -> Words:
    """Return what stands between the words, without spaces: "" or a comma or a dash."""
    gaps: list[str] = []
    pending = ""
    for word in words:
        bare = word.strip(",-–")
        if not bare:
            pending += word
            continue
        gaps.append(pending)
        pending = word[len(word.rstrip(",")) :]
    return tuple(gaps[1:])


def matches(sentence: Sentence, table: Table[Entry]) -> Iterator[tuple[Entry, int, int]]:
    """Yield entries of the table with the first token and the one behind the last; none overlaps another."""
    tokens = sentence.tokens
    words = [token.word for token in tokens]
    free = 0
    for index, word in enumerate(words):
        candidates = table.get(word)
        if candidates is None or index < free or tokens[index].is_loud:
            continue
        for ready in candidates:
            end = index + len(ready.words)
            if words[index:end] == ready.words and _stands(sentence, index, ready, words):
                yield ready.entry, index, end
                free = end
                break


def _stands(sentence: Sentence, index: int, ready: _Ready[Entry], words: Sequence[str]) -> bool:
    for place, gap in enumerate(ready.gaps, index + 1):
        between = sentence.gap(place)
        if between.strip() != gap or (not gap and not between):
            return False
    end = index + len(ready.words)
    if any(tuple(words[max(index - len(other), 0) : index]) == other for other in ready.not_after):
        return False
    return not any(tuple(words[end : end + len(other)]) == other for other in ready.not_before)
