"""The words of a Vietnamese text as a search knows them: folded, each with its place in the text."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from loa.lib.vietnamese_text import fold

# Letters and digits with the marks that stand behind them in decomposed writing; the underscore parts words.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LONGEST = 40  # letters; a longer "word" is an address or a slip of the key
# "kỹ thuật" and "kĩ thuật", "quý" and "quí" are one: of a y that is the only vowel, people write either.
_Y_OR_I = re.compile(r"\A(?:[bcdhklmnrstvx]|qu)y\Z")


class Word(NamedTuple):
    """A word of a text: where it begins and ends there, and how it is searched for."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order; what holds neither letter nor digit is none."""
    found = (Word(match.start(), match.end(), folded_word(match.group())) for match in _WORD.finditer(text))
    return [word for word in found if word.folded]


def folded_words(text: str) -> list[str]:
    """Return the words of a text in order, folded."""
    return [folded for word in _WORD.findall(text) if (folded := folded_word(word))]


@lru_cache(maxsize=50_000)
def folded_word(word: str) -> str:
    """Return a word without tone and letter marks, in small letters, y as i where both are written."""
    letters = "".join(letter for letter in fold(word) if letter.isalnum())[:_LONGEST]
    return letters[:-1] + "i" if _Y_OR_I.match(letters) else letters


def pair(first: str, second: str) -> str:
    """Return two words that stand side by side as one term: most Vietnamese words are two syllables."""
    return f"{first}_{second}"


def pairs_of(words: list[str]) -> list[str]:
    """Return every two neighbours of some words as one term each."""
    return [pair(first, second) for first, second in pairwise(words)]
