"""How a table numbers its rows: I, A, 1, 1.1, a), codes such as N02.1.3; and which number stands inside which."""

from __future__ import annotations

import re
from typing import Literal

LabelKind = Literal["", "capital", "roman", "code", "whole", "decimal", "small"]

_MARKS = " .)(/:-–"
_LABEL = re.compile(r"[(]?[^\W_]{1,12}(?:[._-][^\W_]{1,8}){0,6}[.)/:]{0,2}")
_ROMAN = re.compile(r"[IVXLC]+")
_TOTAL = re.compile(r"(?:tong so|tong cong)\b|cong\s*(?:$|[:(\d])")  # "Cộng:", not "Công tác"
_CAPITALS = "ABCDĐEGHIKLMN"


def as_label(text: str) -> str:
    """Return the text of a number cell, empty where it is a dash or words instead of a number."""
    text = text.strip()
    return text if (_LABEL.fullmatch(text) and not text.isalpha()) or _is_letters(text) else ""


def _is_letters(text: str) -> bool:
    bare = bare_label(text)
    return bool(bare) and (bool(_ROMAN.fullmatch(bare)) or (len(bare) == 1 and bare.isalpha()))


def bare_label(label: str) -> str:
    """Return a label without the marks around it: "a" for "a)"."""
    return label.strip(_MARKS)


def kind_of_label(label: str, *, before: str = "") -> LabelKind:
    """Return the kind of a label; `before` is the last capital letter used, by which C after B is no Roman 100."""
    bare = bare_label(label)
    if not bare:
        return ""
    if bare.isdigit():
        return "whole"
    if re.fullmatch(r"\d+(?:\.\d+)+", bare):
        return "decimal"
    if len(bare) == 1 and bare in _CAPITALS and (bare not in "CDIVXLM" or is_next_capital(bare, before)):
        return "capital"
    if _ROMAN.fullmatch(bare):
        return "roman"
    return "small" if bare[:1].islower() and len(bare) <= 2 else "code"


def is_next_capital(letter: str, before: str) -> bool:
    """Tell whether a capital follows another in the order used for numbering, so that C after B is no Roman 100."""
    at = _CAPITALS.find(letter)
    return at > 0 and before == _CAPITALS[at - 1]


def is_total(folded: str) -> bool:
    """Tell whether a row that opens with these words, folded, sums up the rows above it."""
    return bool(_TOTAL.match(folded))


def is_inside(label: str, parent: str) -> bool:
    """Tell whether a label numbers a part of another: "1.1" or "a)" in "1", "1.1.2" in "1.1", "N01.1" in "N01"."""
    bare, outer = bare_label(label), bare_label(parent)
    if not bare or not outer:
        return False
    return bare.startswith(f"{outer}.") or (kind_of_label(bare) == "small" and outer[-1].isdigit())
