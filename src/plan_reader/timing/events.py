"""Times that hang on something else: "100 ngày kể từ ngày …", "sau khi …", "theo tiến độ …", "như trên"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from plan_reader.model import Relative, Timing
from plan_reader.timing.marks import Length
from plan_reader.timing.parts import Known, Part
from plan_reader.timing.phrase import Phrase

_PLAN_ISSUED = re.compile(
    r"(?:ngay )?(?:ky )?(?:ban hanh|ky|phat hanh)(?: (?:van ban|ke hoach)(?: nay)?)?"
    r"|(?:ngay )?(?:van ban|ke hoach)(?: nay)? (?:duoc |co )?(?:ky )?(?:ban hanh|ky|phat hanh)"
)
_EVENT_FIRST = re.compile(r"(?<![a-z])(?:ngay )?(?:sau khi|sau|(?:ke |tinh )?tu(?: khi)?) ([a-z].*?)[ ,]*$")
_BEFORE_EVENT = re.compile(r" (?:lam viec )?truoc (?:khi |ngay )?[a-z]")
_BEFORE_EVENT_FIRST = re.compile(r"(?<![a-z])truoc (?:khi |ngay )?[a-z][a-z ]*$")

_POINTER = re.compile(
    r"(?:theo|nhu|xem|tai|tung|cac).*(?:sau day|duoi day|nhu sau|neu tren|ben duoi|o duoi|phia duoi|o tren|kem theo)"
    r"|(?:nhu|xem) (?:tren|muc|phu luc|cot|dong|nhiem vu)|theo (?:muc|phu luc|cot) |-?(?:nt|n/t)-?$"
    r"|theo (?:tung |cac )?(?:moc |thoi han |thoi gian )+(?:cu the )?(?:cua|tai|o) (?:tung )?(?:muc|dong|cot|nhiem vu)"
)
_OPEN_FROM = re.compile(
    r"(?<![a-z])(?:bat dau |ke |tinh )?tu (?=ngay |khi |luc |thoi diem )(?:khi )?(.+?)(?: (?:tro di|den het.*|den .*))?$"
)
_AFTER = re.compile(r"(?<![a-z])(?<!va )(?<!ve )(?<!truoc )(?:ngay )?sau (?!do(?![a-z])|day|nay)(?:khi )?(.+)")
_NAMED = re.compile(
    r"(?<![a-z])(?:"
    r"theo (?!doi(?![a-z])|quy dinh(?: hien hanh)?$|tien do$|thoi (?:gian|han)(?: quy dinh)?$|ke hoach de ra)"
    r"|khi |truoc |trong (?!do(?![a-z])|nam$)|nhan dip|dip |trong,|cung (?:thoi diem|voi)|gan voi|song song|dong thoi voi"
    r"|tuy theo|phu thuoc|can cu|den khi|ngay khi|(?:ca|dau|cuoi|trong) nam hoc|nam hoc |sau )"
    r"|^(?:dot xuat|khi can|phat sinh|nhu cau|hoi nghi)"
)
_OPENS = re.compile(
    r"(?:va )?(?:trien khai |thuc hien |bao cao |hoan thanh )*"
    r"(?:theo (?!doi)|khi |ngay (?:sau )?khi |sau khi |ke tu |tu khi |truoc khi |nhan dip |dip |dot xuat|trong thoi gian|trong qua trinh)"
)
_TIME_WORDS = re.compile(
    r"(?<![a-z])(?:dinh ky|thoi han|thoi gian|tien do|thoi diem|giai doan|gia han|lau dai|theo quy dinh"
    r"|(?:cuoi|dau|giua|trong|het) (?:thang|quy|nam|tuan)|(?:thang|quy|nam|tuan) (?:nay|sau|toi|truoc))(?![a-z])"
)
_ENDS = " \n.,;:()-"
_FARTHEST = 160
"""Letters in front of a length in which its event is looked for."""


def length_part(phrase: Phrase, part: Part, floor: int, following: Part | None, known: Known) -> Part:
    """Return the part of "100 ngày" with the event it counts from, named behind it or in front (not before `floor`).

    A day that follows "kể từ" is the date of the event.
    """
    assert part.led and isinstance(part.led.mark, Length)  # noqa: S101 - for the type checker
    mark = part.led.mark
    plain = Relative(n=mark.n, unit=mark.unit, days=mark.days)
    if mark.counts_from:
        return _counted(phrase, part, plain, following, known)
    floor = max(floor, part.start - _FARTHEST, *(at + 1 for at in phrase.breaks if at < part.start), 0)
    if before := _EVENT_FIRST.search(phrase.bare[: part.start], floor):
        timing = _relative(phrase, plain, *before.span(1), known)
        return replace(part, start=before.start(), timing=timing)
    behind = _BEFORE_EVENT.match(phrase.bare, mark.end)
    if behind and not (following and following.start < behind.end()):
        return replace(part, end=_event_end(phrase, mark.end, following), timing=Timing(text="", kind="with_event"))
    if before := _BEFORE_EVENT_FIRST.search(phrase.bare[: part.start], floor):
        return replace(part, start=before.start(), timing=Timing(text="", kind="with_event"))
    return replace(part, timing=Timing(text="", kind="duration", relative=plain))


def _counted(phrase: Phrase, part: Part, plain: Relative, following: Part | None, known: Known) -> Part:
    if following and following.what == "stretch" and not phrase.bare[part.end : following.start].strip():
        timing = _relative(phrase, plain, part.end, following.end, known)
        return replace(part, end=following.end, timing=replace(timing, start=following.timing.due))
    end = _event_end(phrase, part.end, following)
    return replace(part, end=end, timing=_relative(phrase, plain, part.end, end, known))


def _event_end(phrase: Phrase, start: int, following: Part | None) -> int:
    """Return where the words of an event end: at the clause's end, a bracket, or the separator before the next time.

    A narrow cell wraps a line in the middle of an event; a line end counts only where another time follows.
    """
    limit = following.start if following else len(phrase.bare)
    breaks = [at for at in phrase.breaks if at >= start and (following or phrase.words(at, at + 1))]
    end = min([limit, *breaks, *(at for sign in "()" if (at := phrase.bare.find(sign, start)) >= 0)])
    words = phrase.words(start, end)
    # ", gửi báo cáo" goes on with what to do; ", Quyết định" is a second event.
    if cut := re.search(r",\s+(?=[^\W\d_A-ZÀ-ỸĐ])", words):
        end = start + len(phrase.bare[start:end]) - len(phrase.bare[start:end].lstrip()) + cut.start()
    return min(end, limit)


def _relative(phrase: Phrase, plain: Relative, start: int, end: int, known: Known) -> Timing:
    after = " ".join(phrase.words(start, end).strip(_ENDS).split())
    relative = replace(plain, after=after or None)
    due = None
    if known.issued_on and _PLAN_ISSUED.fullmatch(phrase.bare[start:end].strip(_ENDS)):
        due = _later(known.issued_on, plain)
    boundary = "included" if due else None
    return Timing(text="", kind="relative", due=due, boundary=boundary, relative=relative)


def _later(day: date, distance: Relative) -> date | None:
    """Return the day at a distance; None for working days, whose calendar is another's matter."""
    if distance.n is None or distance.days == "working":
        return None
    days = {"day": 1, "week": 7}
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
    unit = distance.unit or "day"
    try:
        if unit in days:
            return day + timedelta(days=days[unit] * distance.n)
        month = day.year * 12 + day.month - 1 + months[unit] * distance.n
        after = date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
        return after.replace(day=min(day.day, after.day))
    except (ValueError, OverflowError):
        return None


def open_start(phrase: Phrase, clause: int, start: int, known: Known) -> tuple[int, Relative, date | None] | None:
    """Find an event in front of "đến …" ("từ ngày ban hành Kế hoạch đến 31/12/2026"): place, event, its day."""
    found = _OPEN_FROM.search(phrase.bare[clause:start].rstrip())
    if not found:
        return None
    relative, day = _opening(phrase, clause + found.start(1), clause + found.end(1), known)
    return clause + found.start(), relative, day


def _opening(phrase: Phrase, start: int, end: int, known: Known) -> tuple[Relative, date | None]:
    after = " ".join(phrase.words(start, end).strip(_ENDS).split())
    day = known.issued_on if _PLAN_ISSUED.fullmatch(phrase.bare[start:end].strip(_ENDS)) else None
    return Relative(n=None, unit=None, after=after or None), day


def clause_timing(phrase: Phrase, start: int, end: int, known: Known) -> Timing | None:
    """Read a clause that names no day, period or rhythm; None where it says no time at all."""
    bare = phrase.bare[start:end].strip(_ENDS)
    if _POINTER.match(bare):
        return Timing(text="", kind="see_rows")
    if (found := _OPEN_FROM.search(phrase.bare[:end].rstrip(_ENDS), start)) and found.start() >= start:
        relative, day = _opening(phrase, found.start(1), found.end(1), known)
        return Timing(text="", kind="span", start=day, relative=relative)
    if found := _AFTER.search(phrase.bare, start, end):
        after = " ".join(phrase.words(found.start(1), found.end(1)).strip(_ENDS).split())
        return Timing(text="", kind="relative", relative=Relative(n=None, unit=None, after=after))
    if _NAMED.search(bare):
        return Timing(text="", kind="with_event")
    return Timing(text="", kind="unknown") if _TIME_WORDS.search(bare) else None


def opens_event(bare: str) -> bool:
    """Tell whether a piece between commas begins with words that tie it to an event."""
    return bool(_OPENS.match(bare))
