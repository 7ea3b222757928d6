"""The words in front of a time, which say what it means: "trước", "chậm nhất", "đến hết", "từ", "dự kiến cuối"."""

from __future__ import annotations

import re
from typing import Literal

from plan_reader.model import Boundary

Lead = Literal["before", "latest", "until", "end", "from", "now", "after", "vague", "in"]

_LEADS: dict[str, Lead] = {
    "truoc": "before",
    "cham nhat": "latest",
    "muon nhat": "latest",
    "khong qua": "latest",
    "khong muon hon": "latest",
    "han cuoi": "latest",
    "han chot": "latest",
    "den": "until",
    "toi": "until",
    "het": "end",
    "ket thuc": "end",
    "tu": "from",
    "bat dau": "from",
    "nay": "now",
    "sau": "after",
    "du kien": "vague",
    "khoang": "vague",
    "dau": "vague",
    "giua": "vague",
    "cuoi": "vague",
    "nua": "vague",
    "thuong tuan": "vague",
    "trung tuan": "vague",
    "ha tuan": "vague",
}
_NEUTRAL = (
    *("trong", "vao", "la", "luc", "ngay", "khi", "cho", "ca", "suot", "cua"),
    *("ke", "tinh", "keo dai", "thoi gian"),
)
_WEEK = r"tuan (?:thu )?(?:[1-5]|mot|hai|ba|tu|nam|dau|cuoi)"
_WORD = "|".join(sorted((*_LEADS, *_NEUTRAL), key=len, reverse=True))
_RUN = re.compile(rf"(?<![a-z\d])(?:(?:{_WEEK}|{_WORD})(?:[ :(]+|$))+$")
_ONE = re.compile(rf"{_WEEK}|{_WORD}")
_LONGEST = 60


def leads_before(bare: str, floor: int, start: int) -> tuple[int, frozenset[Lead]]:
    """Return where the leading words of a time at `start` begin (not before `floor`), and what they say."""
    floor = max(floor, start - _LONGEST)
    run = _RUN.search(bare[floor:start])
    if not run:
        return start, frozenset()
    words = [_LEADS.get(word, "vague" if word.startswith("tuan") else "in") for word in _ONE.findall(run[0])]
    return floor + run.start(), frozenset(words)


def boundary_of(leads: frozenset[Lead]) -> Boundary:
    """Return whether the leading words count the day in; "chậm nhất trước" says both, "dự kiến" neither."""
    if "vague" in leads or {"before", "latest"} <= leads:
        return "unclear"
    return "before" if "before" in leads else "included"
