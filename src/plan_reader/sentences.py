"""The sentences of a paragraph, and the time that one of them states."""

from __future__ import annotations

import re

from plan_reader.model import Timing
from plan_reader.text import UPPER, squeeze
from plan_reader.timing import read_timing

# Sentences begin after a stop and a space, at a capital.
_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}])")
_WHEN = re.compile(
    r"(?:hoàn thành\s+)?(?:trước|chậm nhất|định kỳ|hằng|hàng|vào|muộn nhất|không quá)\s.*?"
    r"(?=\s+để\s|\s+gửi\s|\s+về\s(?=Sở|Phòng|UBND|Bộ)|[;]|\.(?!\d)|$)",
    re.IGNORECASE,
)
# "Định kỳ hằng quý (trước ngày 20 của tháng cuối quý), các cơ quan, đơn vị báo cáo …": the time stands first.
_WHEN_FIRST = re.compile(r"(?:định kỳ|hằng|hàng|trước|chậm nhất)\s[^,;.(]*(?:\([^)]*\))?(?=\s*,)", re.IGNORECASE)


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, its spaces made single."""
    return _SENTENCE.split(squeeze(paragraph))


def stated_time(sentence: str, start: int, year: int | None) -> Timing | None:
    """Return the first time behind `start` that names a day or a rhythm, else the one that opens the sentence."""
    phrases = [*_WHEN.finditer(sentence, start), _WHEN_FIRST.match(sentence[:start])]
    timings = (read_timing(_closed(phrase[0]), plan_year=year) for phrase in phrases if phrase)
    return next((timing for timing in timings if timing.due or timing.every), None)


def _closed(phrase: str) -> str:
    """Return a phrase without the marks around it, a bracket only where it was never opened."""
    phrase = phrase.strip(" ,.")
    return phrase.rstrip(" )") if phrase.count("(") < phrase.count(")") else phrase
