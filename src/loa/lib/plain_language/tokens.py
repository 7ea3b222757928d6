"""The words, figures, abbreviations, symbols and addresses of a text, found in one pass, and how long each is said."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from loa.lib.plain_language.matching import Comparable

WORD, CAPITALS, NUMBER, PERCENT, DATE, TIME, RATIO, PHONE, SYMBOL, ADDRESS = (
    "word", "capitals", "number", "percent", "date", "time", "ratio", "phone", "symbol", "address",
)  # fmt: skip

# Every repetition is possessive or bounded, so that no text, however odd, takes more than linear time.
_TOKEN = re.compile(
    r"""
      (?P<plain>(?![A-ZĐ]{2}|[A-ZĐ]\d)[^\W\d_]++(?![\w@.:/&+-]))   # nearly every word: nothing else is tried for it
    | (?P<address>
          (?:https?://|www\.)\S++
        | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}
        | (?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}(?:vn|com|org|net)(?!\w)(?:/\S*+)? )
    | (?P<symbol>
          \d{1,6}[A-Za-z]?(?:/\d{4})?/[A-ZĐ]\w*+(?:[-&.][A-ZĐ]\w*+)*+
        | /[A-ZĐ]{1,12}(?:[-&][A-ZĐ]\w*+)++ )
    | (?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?![\w/]) | \d{1,2}/\d{4}(?![\w/]))
    | (?P<phone>(?:\+84[ .-]?|0)\d(?:[ .-]?\d){7,9}(?!\w) | 1[89]00(?:[ .]?\d){2,6}(?!\w))
    | (?P<time>\d{1,2}(?:h|g)\d{0,2}(?!\w) | \d{1,2}:\d{2}(?![\d:]))
    | (?P<ratio>\d{1,4}/\d{1,4}(?![\w/]))
    | (?P<number>\d++(?:[.,]\d++)*+)(?P<percent>\s?%)?
    | (?P<capitals>[A-ZĐ][A-ZĐ0-9]*+(?:[&-][A-ZĐ0-9]++(?!\w))*+(?!\w))
    | (?P<word>\w++)
    """,
    re.VERBOSE,
)
_VOWELS = re.compile("[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]+")
_MARKED_LETTER = re.compile(r"[^\Wa-zđ0-9_]")
_UNITS = {"km": 3, "cm": 3, "mm": 3, "kg": 3, "ha": 2, "m2": 3, "m²": 3, "m3": 3, "m³": 3, "km2": 5, "km²": 5}
_ABBREVIATED_LETTERS = 2
_LONGEST_NUMBER = 15  # digits; a longer one is read digit by digit
_LONGEST_KEPT_WORD = 24


class Token(NamedTuple):
    """A word or a figure: places count in the composed text, `word` is in the form for comparing."""

    kind: str
    start: int
    end: int
    word: str
    syllables: int
    is_loud: bool = False

    @property
    def is_abbreviation(self) -> bool:
        """Return whether it is a run of capitals that is not part of a line in capitals."""
        return self.kind == CAPITALS and not self.is_loud


def tokens_of(text: Comparable, glossary: Mapping[str, str]) -> list[Token]:
    """Return the tokens of a text in order; abbreviations of the glossary count as their meanings are spoken."""
    composed, low = text.composed, text.low
    tokens: list[Token] = []
    has_capital_words = False
    for found in _TOKEN.finditer(composed):
        kind = found.lastgroup or WORD
        start, end = found.span()
        word = low[start:end]
        if kind == "plain":
            tokens.append(Token(WORD, start, end, word, _syllables_of_word(word)))
            has_capital_words = has_capital_words or (end - start > 1 and composed[start:end].isupper())
            continue
        if kind == CAPITALS and _letters(composed[start:end]) < _ABBREVIATED_LETTERS:
            kind = WORD
        tokens.append(Token(kind, start, end, word, _syllables(kind, composed[start:end], word, glossary)))
        has_capital_words = has_capital_words or (kind == WORD and end - start > 1 and composed[start:end].isupper())
    return _with_loud_lines(composed, tokens) if has_capital_words or composed.isupper() else tokens


def spoken_number(digits: str) -> int:
    """Return how many syllables a whole number takes: "12500", mười hai nghìn năm trăm, 5."""
    digits = digits.lstrip("0")
    if not digits:
        return 1
    if len(digits) > _LONGEST_NUMBER:
        return len(digits)
    groups = [digits[max(end - 3, 0) : end] for end in range(len(digits), 0, -3)]
    spoken = 0
    for scale, group in enumerate(groups):
        if group.strip("0"):
            # nghìn, triệu, tỷ, nghìn tỷ
            spoken += _spoken_group(group) + (2 if scale == 4 else min(scale, 1))
    return spoken


def _spoken_group(group: str) -> int:
    """Return the syllables of up to three digits; behind a higher group all of its places are said."""
    tens, ones = f" {group}"[-2], group[-1]
    spoken = 2 if len(group) == 3 else 0
    if tens in " 0":
        return spoken + (0 if ones == "0" else 2 if tens == "0" else 1)
    return spoken + (1 if tens == "1" else 2) + (ones != "0")


def _syllables(kind: str, written: str, word: str, glossary: Mapping[str, str]) -> int:
    if kind == WORD:
        return _syllables_of_word(word)
    if kind == CAPITALS:
        return len(glossary[written].split()) if written in glossary else sum(map(str.isalnum, written))
    if kind == ADDRESS:
        return 0
    if kind == PHONE:
        return sum(map(str.isdigit, written))
    if kind == SYMBOL:
        return _syllables_of_symbol(written)
    return _syllables_of_figure(kind, written)


def _syllables_of_figure(kind: str, written: str) -> int:
    if kind == DATE:  # "tháng" and "năm" are said, "ngày" is mostly written
        return sum(map(spoken_number, re.findall(r"\d+", written))) + len(re.findall(r"[/.-]", written))
    if kind == TIME:
        return sum(map(spoken_number, re.findall(r"\d+", written))) + 1 + written.count(":")
    if kind == RATIO:
        return sum(map(spoken_number, written.split("/"))) + 1
    whole, *rest = written.rstrip(" %\u00a0").split(",")
    spoken = sum(1 + spoken_number(part) for part in rest) + (2 if kind == PERCENT else 0)
    return spoken + spoken_number(whole.replace(".", ""))


def _syllables_of_symbol(written: str) -> int:
    """Count a document symbol as its numbers and one syllable for each letter: KH-UBND, kế hoạch, Ủy ban nhân dân."""
    numbers = sum(map(spoken_number, re.findall(r"\d{1,9}", written)))
    return numbers + sum(map(str.isalpha, written))


def _syllables_of_word(word: str) -> int:
    return _counted(word) if len(word) <= _LONGEST_KEPT_WORD else len(_VOWELS.findall(word)) or 1


@lru_cache(maxsize=8192)
def _counted(word: str) -> int:
    """Count groups of vowels: a Vietnamese syllable has one, a foreign name as many as it is said with."""
    return _UNITS.get(word) or len(_VOWELS.findall(word)) or 1


def _letters(written: str) -> int:
    return sum(map(str.isalpha, written))


def _with_loud_lines(composed: str, tokens: list[Token]) -> list[Token]:
    """Return the tokens, marking those of a line in capitals: their capitals abbreviate nothing.

    A run of capital words is such a line where one of them has a letter that abbreviations have not, or where nothing
    else stands in the text and there are more than three.
    """
    loud_at = [token.kind in (WORD, CAPITALS) and composed[token.start : token.end].isupper() for token in tokens]
    marked = list(tokens)
    start = 0
    while start < len(tokens):
        if not loud_at[start]:
            start += 1
            continue
        end = start + 1
        while end < len(tokens) and loud_at[end] and composed[tokens[end - 1].end : tokens[end].start].isspace():
            end += 1
        run = tokens[start:end]
        if (len(run) > 3 and composed.isupper()) or (len(run) > 1 and any(map(_is_spelt, run))):
            marked[start:end] = [
                token._replace(is_loud=True, syllables=_syllables_of_word(token.word)) for token in run
            ]
        start = end
    return marked


def _is_spelt(token: Token) -> bool:
    """Return whether a capital word has a letter that no abbreviation has."""
    return token.kind == WORD and _MARKED_LETTER.search(token.word) is not None
