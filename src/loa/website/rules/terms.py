"""The terms under which an entry stands in the index, and those the index is asked for."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from loa.lib.folded_words import folded_words, pairs_of

MOST_WORDS = 5_000  # of one text; a report of fifty pages has 20,000, and what it is about stands at its beginning
EVERYWHERE = "e:1"  # stands on every site of the portal
UNDATED = "m:0"


def terms_of(title: str, text: str, places: Iterable[str]) -> str:
    """Return the terms of an entry, each once, parted by spaces: words, neighbours, those of the title, its places."""
    of_title, of_text = folded_words(title), list(islice(folded_words(text), MOST_WORDS))
    terms = [*of_title, *pairs_of(of_title), *of_text, *pairs_of(of_text)]
    terms += [in_title(word) for word in (*of_title, *pairs_of(of_title))]
    return " ".join(dict.fromkeys([*terms, *places]))


def in_title(term: str) -> str:
    """Return the term for a word, or two, in a title."""
    return f"t.{term}"


def is_number(term: str) -> bool:
    """Tell whether a term is a number, alone or in a title: there are too many of them to count each."""
    return term.removeprefix("t.").isdigit()


def of_kind(kind: str) -> str:
    """Return the term for a kind of entry."""
    return f"k:{kind}"


def of_unit(unit: int) -> str:
    """Return the term for what a unit tells."""
    return f"u:{unit}"


def of_section(section: int) -> str:
    """Return the term for what stands in a section."""
    return f"s:{section}"


def of_month(day: date | None) -> str:
    """Return the term for a month."""
    return f"m:{day:%Y%m}" if day else UNDATED


def of_year(year: int) -> str:
    """Return the term for a year."""
    return f"y:{year}"
