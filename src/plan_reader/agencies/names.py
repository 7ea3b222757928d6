"""A name made comparable: its own words, apart from role, brackets, and the level and place of its owner."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from plan_reader.agencies.abbreviations import CONNECTIVES, Word, letters_short, spelt_out, words_of
from plan_reader.agencies.kinds import kind_of, without_role
from plan_reader.model import AgencyKind
from plan_reader.text import fold, squeeze

LONGEST_NAME = 200
"""Longer texts (in letters) are prose, compared only as a whole."""

_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[đã che [^\]]*\])")
_TRIM = " ,.:;-–"
_LEVEL = re.compile(
    r"(?<=\S)\s(?P<level>huyện|tỉnh|thành phố|tp|thị xã|quận|xã|phường|thị trấn|đặc khu)\b\.?"
    r"(?P<place>(?:\s[^\W\d_]+){0,4})$",
    re.IGNORECASE,
)
_CITY = re.compile(r"\s(?:TP|Tp)\.?\s?(?P<place>[A-ZĐ]{2,4})$")
_OWNED = re.compile(
    r"\s(?:thuộc|của|trên địa bàn)\s(?:huyện|tỉnh|thành phố|tp|xã|phường|quận|thị xã)\b.*$", re.IGNORECASE
)
_LEVELLED: tuple[AgencyKind, ...] = ("unit", "outside")
_ALONE = frozenset(("ubnd", "hdnd", "uy ban nhan dan", "hoi dong nhan dan", "ubnd hdnd", "hdnd ubnd"))

Fit = Literal["same", "abbreviation", "typo", "near"]


class Name(NamedTuple):
    """One way to write an agency, taken apart.

    `shown` is what a person reads; `body` its folded words, `level` "huyen" or "tinh" and `place` "vinh linh" of the
    owner where it names them.
    """

    shown: str
    kind: AgencyKind
    words: tuple[Word, ...]
    body: str
    expanded: str
    level: str | None
    place: str | None

    @property
    def short(self) -> int:
        """Return how many letters of the name abbreviate."""
        return letters_short(self.words)

    @property
    def head(self) -> str:
        """Return the first word, which near names must share."""
        return self.words[0].folded if self.words else ""

    @property
    def size(self) -> str:
        """Return the first letter and the number of words written out: alike for a name and its abbreviation."""
        count = sum(len(word.letters) or word.folded not in CONNECTIVES for word in self.words)
        return f"{self.words[0].initial}{count}" if self.words else ""

    @property
    def bare(self) -> bool:
        """Tell whether the name is only a council or committee, which is nobody without its level."""
        return self.body in _ALONE


def shown_name(text: str) -> str:
    """Return the name in a text without brackets, role, masked names and marks at its ends."""
    line = squeeze(text)
    if len(line) > LONGEST_NAME:
        return line.strip(_TRIM)
    without = _BRACKETS.sub("", line).strip(_TRIM) or line.strip(_TRIM)
    return without_role(without) or line


def take_apart(shown: str, places: Collection[str] = ()) -> Name:
    """Return the name in its parts; `places` are the folded places that the document names with a level."""
    kind = kind_of(shown)
    body, level, place = shown, None, None
    if len(shown) <= LONGEST_NAME:
        body, level, place = _owner(shown, places) if kind in _LEVELLED else (_OWNED.sub("", shown), None, None)
    words = tuple(word for word in words_of(body) if word.letters or word.folded not in ("va", "cac", "co"))
    return Name(
        shown=shown,
        kind=kind,
        words=words,
        body=_compact(words),
        expanded=spelt_out(words),
        level=level,
        place=place,
    )


def _owner(shown: str, places: Collection[str]) -> tuple[str, str | None, str | None]:
    city = _CITY.search(shown)
    if city:
        return shown[: city.start()], "thanh pho", _place(city["place"], places)
    found = _LEVEL.search(shown)
    if found and _is_place(found["place"]):
        level = fold(found["level"])
        return (
            shown[: found.start()].rstrip(_TRIM),
            "thanh pho" if level == "tp" else level,
            _place(found["place"], places),
        )
    return _known_place(shown, places)


def _is_place(place: str) -> bool:
    """Tell whether the words after a level are a place: none, or all with capitals ("Hội" of "Xã Hội" is not)."""
    return all(word[:1].isupper() for word in place.split()) and fold(place) not in ("hoi", "uy", "doan")


def _known_place(shown: str, places: Collection[str]) -> tuple[str, str | None, str | None]:
    words = shown.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        place = _place(" ".join(words[-count:]), places)
        if place in places:
            return " ".join(words[:-count]), None, place
    return shown, None, None


def _place(written: str, places: Collection[str]) -> str | None:
    folded = fold(written)
    if written.strip().isupper() and " " not in written.strip():
        return next((place for place in sorted(places) if initials(place) == folded), folded)
    return folded or None


def initials(place: str) -> str:
    """Return the first letters of a folded place: "hn" of "ha noi"."""
    return "".join(word[0] for word in place.split())


def _compact(words: tuple[Word, ...]) -> str:
    """Return the folded words, neighbouring abbreviations run together: "KH&CN" and "KHCN" are one."""
    parts: list[str] = []
    after_short = False
    for word in words:
        if word.letters and after_short:
            parts[-1] += word.folded
        else:
            parts.append(word.folded)
        after_short = bool(word.letters)
    return " ".join(parts)


def abbreviated(shown: str) -> int:
    """Return how far a spelling is from the full one: its abbreviations beyond UBND, HĐND and MTTQ, and "&"."""
    full = ("ubnd", "hdnd", "mttq")
    return sum(bool(word.letters) and word.folded not in full for word in words_of(shown)) + ("&" in shown)
