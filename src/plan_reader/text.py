"""Vietnamese text made comparable: one Unicode form, one kind of space, and a fold that ignores tone marks."""

from __future__ import annotations

import re
import unicodedata

_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Capital letters of Vietnamese, for character classes: ranges such as À-Ỹ hold small letters too.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = UPPER.replace("A-Z", "").lower() + "a-z"
_RUNS = re.compile(r"[ \t]+")


def clean(text: str) -> str:
    """Return the text in NFC with plain spaces and no invisible characters; line feeds stay, nothing else changes.

    Call it only after legacy fonts were decoded: TCVN3 writes "ư" as the soft hyphen that is dropped here.
    """
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # most text: no line feed, no odd space, nothing invisible
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", _ODD_SPACES.sub(" ", text))


def squeeze(text: str) -> str:
    """Return cleaned text on one line with single spaces."""
    return " ".join(clean(text).split())


def squeeze_lines(text: str) -> str:
    """Return cleaned text with single spaces inside lines and no blank lines."""
    lines = (_RUNS.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _bare_letters() -> dict[int, str | None]:
    """Return the table that takes the marks off: every composed Latin letter to its base, every lone mark away."""
    bare: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare[code] = unicodedata.normalize("NFD", chr(code))[0]
    return (
        bare
        | {ord("đ"): "d", ord("Đ"): "D"}
        | {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
    )


_BARE = _bare_letters()


def fold(text: str) -> str:
    """Return the text for matching: lower case, no tone or letter marks, đ as d, one kind of dash, single spaces.

    Without marks "hòa" and "hoà" are the same, so tone placement needs no rule of its own.
    """
    return " ".join(clean(text).translate(_BARE).lower().split())
