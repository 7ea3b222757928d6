"""Abbreviations inside agency names: which are common knowledge, and whether one name is short for another.

"Phòng TC-KH", "Sở KH&CN", "Trung tâm VH TT - TĐTT" mix words with ordered initials; "và", "các" may be left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from plan_reader.text import fold

# Abbreviations that readers of such plans know; anything else in a name must be explained by the document.
WELL_KNOWN = frozenset(
    (
        "UBND", "HĐND", "ĐBQH", "QH", "TTHC", "CNTT", "MTTQ", "UBMTTQ", "UB", "CCHC", "ĐVSN", "TP", "VP", "BQL",
        "QLDA", "BHXH", "THPT", "THCS", "TH", "LĐLĐ", "LHPN", "TNCS", "CCB", "HTX", "ĐH", "CĐ", "CĐS", "TTĐT", "CSDL",
        "KBNN", "CHQS", "BCH", "VNPT", "FPT", "QLTT", "GDNN", "GDTX", "PCCC", "CNCH", "PT", "TW", "TƯ", "VN", "KPI",
        "OCOP", "HCM", "TT", "CA", "GTVT",
    )
)  # fmt: skip
_SPELT_OUT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "vp": "van phong", "bql": "ban quan ly", "ca": "cong an",
    "dvsn": "don vi su nghiep", "mttq": "mat tran to quoc", "ub": "uy ban", "ubmttq": "uy ban mat tran to quoc",
    "tthc": "thu tuc hanh chinh", "cntt": "cong nghe thong tin", "tp": "thanh pho", "dh": "dai hoc", "lq": "lien quan",
}  # fmt: skip
_CENTRE = "tt"
CONNECTIVES = frozenset(("va", "cac", "cua", "ve"))
_TOKEN = re.compile(r"[^\W_]+")
_IN_CAPITALS = re.compile(r"(?<!\w)[A-ZĐƯ]{2,}(?:(?: ?[-–&] ?)[A-ZĐƯ]{2,})*(?!\w)")
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LONG_ENOUGH_FOR_TYPO = 6
_MOST_LETTERS = 14


class Word(NamedTuple):
    """One word of a name: folded, its initial with đ kept apart from d, and its letters where it abbreviates."""

    folded: str
    initial: str
    letters: str


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a name, without marks between them."""
    shouted = _is_shouted(text)
    return tuple(_word(token, shouted=shouted) for token in _TOKEN.findall(unicodedata.normalize("NFC", text)))


def _word(token: str, *, shouted: bool) -> Word:
    plain = _plain(token)
    short = 2 <= len(token) <= _MOST_LETTERS and token.isupper() and token.isalpha()
    short = short and (not shouted or token in WELL_KNOWN)
    return Word(folded=fold(token), initial=plain[:1], letters=plain if short else "")


def _plain(token: str) -> str:
    """Return the token in small letters without marks, đ kept: an abbreviation tells TĐTT from TDTT."""
    decomposed = unicodedata.normalize("NFD", token.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _is_shouted(text: str) -> bool:
    """Tell text set in capitals throughout ("PHÒNG NỘI VỤ"), where capitals mean no abbreviation."""
    return text.isupper() and not _TONE_MARKS.isdisjoint(unicodedata.normalize("NFD", text))


def spelt_out(words: Sequence[Word]) -> str:
    """Return the words folded and joined, well-known abbreviations in full and connectives left out."""
    parts = []
    for position, word in enumerate(words):
        if word.folded == _CENTRE and position == 0:
            parts.append("trung tam")
        elif word.letters or word.folded in ("tp", "lq"):
            parts.append(_SPELT_OUT.get(word.folded, word.folded))
        else:
            parts.append(word.folded)
    return " ".join(part for part in parts if part not in CONNECTIVES)


def letters_short(words: Sequence[Word]) -> int:
    """Return how many letters of the name stand for words: 0 for a name in full."""
    return sum(len(word.letters) for word in words)


def typos_between(short: Sequence[Word], long: Sequence[Word]) -> int | None:
    """Return 0 where the first name abbreviates the second word by word, 1 where it does but for one letter.

    One wrong letter counts only among six or more; None where it is no abbreviation of it.
    """
    allowed = 1 if letters_short(short) >= _LONG_ENOUGH_FOR_TYPO else 0
    reached = {0: 0}
    for word in short:
        if word.folded in CONNECTIVES and not word.letters:
            continue
        reached = _after_word(word, long, reached, allowed)
        if not reached:
            return None
    ends = [typos for position, typos in reached.items() if _skip(long, position) == len(long)]
    return min(ends, default=None)


def _after_word(word: Word, long: Sequence[Word], reached: dict[int, int], allowed: int) -> dict[int, int]:
    following: dict[int, int] = {}
    for position, typos in reached.items():
        at = _skip(long, position)
        if at < len(long) and long[at].folded == word.folded:
            _keep(following, at + 1, typos)
        if word.letters:
            for end, more in _after_letters(word.letters, long, {position: typos}, allowed).items():
                _keep(following, end, more)
    return following


def _after_letters(letters: str, long: Sequence[Word], reached: dict[int, int], allowed: int) -> dict[int, int]:
    for letter in letters:
        following: dict[int, int] = {}
        for position, typos in reached.items():
            for at in {position, _skip(long, position)}:
                more = typos + (at < len(long) and long[at].initial != letter)
                if at < len(long) and not long[at].letters and more <= allowed:
                    _keep(following, at + 1, more)
        reached = following
    return reached


def _skip(long: Sequence[Word], position: int) -> int:
    while position < len(long) and long[position].folded in CONNECTIVES:
        position += 1
    return position


def _keep(states: dict[int, int], position: int, typos: int) -> None:
    states[position] = min(typos, states.get(position, typos))


def unexplained(name: str) -> tuple[str, ...]:
    """Return the abbreviations in a name that are not common knowledge, as written ("TC-KH")."""
    if _is_shouted(name):
        return ()
    found = _IN_CAPITALS.findall(name)
    return tuple(short for short in found if not WELL_KNOWN.issuperset(re.split(r" ?[-–&] ?", short)))
