"""Clauses that say a time without a day, period or rhythm: "theo tiến độ …", "sau khi …", "như trên".

Patterns are strings here: the `re` module compiles them when the first such clause comes and keeps them.
"""

from __future__ import annotations

import re
from datetime import date

from plan_reader.model import Relative, Timing
from plan_reader.timing.lengths import event
from plan_reader.timing.parts import Known
from plan_reader.timing.phrase import Phrase

_POINTER = (
    r"(?:theo|nhu|xem|tai|tung|cac).*(?:sau day|duoi day|nhu sau|neu tren|ben duoi|o duoi|phia duoi|o tren|kem theo)"
    r"|(?:nhu|xem) (?:tren|muc|phu luc|cot|dong|nhiem vu)|theo (?:muc|phu luc|cot) |-?(?:nt|n/t)-?$"
    r"|theo (?:tung |cac )?(?:moc |thoi han |thoi gian )+(?:cu the )?(?:cua|tai|o) (?:tung )?(?:muc|dong|cot|nhiem vu)"
)
_OPEN_FROM = (
    r"(?<![a-z])(?:bat dau |ke |tinh )?tu (?=ngay |khi |luc |thoi diem )(?:khi )?"
    r"(?P<event>.+?)(?: (?:tro di|den het.*|den .*))?$"
)
_AFTER = r"(?<![a-z])(?<!va )(?<!ve )(?<!truoc )(?:ngay )?sau (?!do(?![a-z])|day|nay)(?:khi )?(?P<event>.+)"
# "Theo quy định", "theo tiến độ" and the like name nothing to wait for: a person decides.
_NAMED = (
    r"(?<![a-z])(?:theo (?!(?:doi|tinh hinh)(?![a-z])|ke hoach de ra"
    r"|(?:quy dinh(?: hien hanh)?|tien do|thoi (?:gian|han)(?: quy dinh)?)$)"
    r"|khi |truoc |trong (?!do(?![a-z])|(?:nam|quy|thang|tuan|ky)$)|nhan dip|dip |trong,|cung (?:thoi diem|voi)"
    r"|gan voi|song song|dong thoi voi|tuy theo (?!tinh hinh)|phu thuoc|can cu (?!tinh hinh)|den khi|ngay khi"
    r"|nam hoc |sau )"
    r"|^(?:dot xuat|khi can|phat sinh|nhu cau|hoi nghi)"
)
_OPENS = (
    r"(?:va )?(?:(?:trien khai|thuc hien|bao cao|hoan thanh) ){0,3}"
    r"(?:theo (?!doi|tinh hinh)|khi |ngay (?:sau )?khi |sau khi |ke tu |tu khi |truoc khi |nhan dip |dip |dot xuat"
    r"|trong thoi gian|trong qua trinh)"
)
_TIME_WORDS = (
    r"(?<![a-z])(?:dinh ky|thoi han|thoi gian|tien do|thoi diem|giai doan|gia han|lau dai|theo quy dinh"
    r"|(?:cuoi|dau|giua|trong|het) (?:thang|quy|nam|tuan)|(?:thang|quy|nam|tuan) (?:nay|sau|toi|truoc))(?![a-z])"
)
_ENDS = " \n.,;:()-"


def clause_timing(phrase: Phrase, start: int, end: int, known: Known) -> Timing | None:
    """Read a clause that names no day, period or rhythm; None where it says no time at all."""
    while start < end and phrase.bare[start] in _ENDS:
        start += 1
    while start < end and phrase.bare[end - 1] in _ENDS:
        end -= 1
    bare = phrase.bare[start:end]
    if re.match(_POINTER, bare):
        return Timing(text="", kind="see_rows")
    if opening := open_start(phrase, start, end, known):
        _, relative, day = opening
        return Timing(text="", kind="span", start=day, relative=relative)
    if found := re.search(_AFTER, bare):
        after, _ = event(phrase, start + found.start("event"), end, known)
        return Timing(text="", kind="relative", relative=Relative(n=None, unit=None, after=after))
    if re.search(_NAMED, bare):
        return Timing(text="", kind="with_event")
    return Timing(text="", kind="unknown") if re.search(_TIME_WORDS, bare) else None


def open_start(phrase: Phrase, start: int, end: int, known: Known) -> tuple[int, Relative, date | None] | None:
    """Find "từ ngày ban hành Kế hoạch (trở đi)" between two places: where it begins, the event, its day if known."""
    found = re.search(_OPEN_FROM, phrase.bare[start:end].rstrip())
    if not found:
        return None
    after, day = event(phrase, start + found.start("event"), start + found.end("event"), known)
    return start + found.start(), Relative(n=None, unit=None, after=after), day


def opens_event(bare: str) -> bool:
    """Tell whether a piece between commas begins with words that tie it to an event."""
    return bool(re.match(_OPENS, bare))
