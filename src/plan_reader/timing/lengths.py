"""Lengths of time and the events they count from: "100 ngày kể từ ngày ban hành Kế hoạch".

Patterns that few phrases need are strings here: the `re` module compiles them at first use and keeps them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from plan_reader.model import Relative, Timing
from plan_reader.timing.marks import Length
from plan_reader.timing.parts import Known, Part
from plan_reader.timing.phrase import Phrase

_PLAN_ISSUED = (
    r"(?:ngay )?(?:ky )?(?:ban hanh|ky|phat hanh)(?: (?:van ban|ke hoach)(?: nay)?)?"
    r"|(?:ngay )?(?:van ban|ke hoach)(?: nay)? (?:duoc |co )?(?:ky )?(?:ban hanh|ky|phat hanh)"
)
_EVENT_FIRST = r"(?<![a-z])(?:ngay )?(?:sau khi|sau|(?:ke |tinh )?tu(?: khi)?) (?P<event>[a-z].*?)[ ,]*$"
_BEFORE_EVENT = r" (?:lam viec )?truoc (?:khi |ngay )?[a-z]"
_BEFORE_EVENT_FIRST = r"(?<![a-z])truoc (?:khi |ngay )?[a-z][a-z ]*$"
# ", gửi báo cáo" goes on with what to do; ", Quyết định" is a second event.
_NEXT_CLAUSE = r",\s+(?=[^\W\d_A-ZÀ-ỸĐ])"
_ENDS = " \n.,;:()-"
_FARTHEST = 160
"""Letters in front of a length in which its event is looked for."""


def length_part(phrase: Phrase, part: Part, mark: Length, floor: int, following: Part | None, known: Known) -> Part:
    """Return the part of "100 ngày" with the event it counts from, named behind it or in front (not before `floor`).

    A day that follows "kể từ" is the date of the event.
    """
    plain = Relative(n=mark.n, unit=mark.unit, days="working" if mark.working else "calendar")
    if mark.counts_from:
        return _counted(phrase, part, plain, following, known)
    floor = max(floor, part.start - _FARTHEST, phrase.clause_start(part.start))
    before = phrase.bare[floor : part.start]
    if found := re.search(_EVENT_FIRST, before):
        timing = _relative(phrase, plain, floor + found.start("event"), floor + found.end("event"), known)
        return replace(part, start=floor + found.start(), timing=timing)
    behind = re.match(_BEFORE_EVENT, phrase.bare[mark.end : following.start if following else None])
    if behind:
        return replace(part, end=_event_end(phrase, mark.end, following), timing=Timing(text="", kind="with_event"))
    if found := re.search(_BEFORE_EVENT_FIRST, before):
        return replace(part, start=floor + found.start(), timing=Timing(text="", kind="with_event"))
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
    breaks = [at for at in phrase.breaks if start <= at < limit and (following or phrase.words(at, at + 1))]
    brackets = [at for sign in "()" if (at := phrase.bare.find(sign, start, limit)) >= 0]
    end = min([limit, *breaks, *brackets])
    between = phrase.bare[start:end]
    if cut := re.search(_NEXT_CLAUSE, phrase.words(start, end)):
        return start + len(between) - len(between.lstrip()) + cut.start()
    return end


def _relative(phrase: Phrase, plain: Relative, start: int, end: int, known: Known) -> Timing:
    after, issued = event(phrase, start, end, known)
    due = _later(issued, plain) if issued else None
    timing = Timing(text="", kind="relative", due=due, relative=replace(plain, after=after))
    return replace(timing, boundary="included") if due else timing


def event(phrase: Phrase, start: int, end: int, known: Known) -> tuple[str | None, date | None]:
    """Return the words of an event and its day, known only for the issue of the plan itself."""
    after = " ".join(phrase.words(start, end).strip(_ENDS).split())
    issue = re.fullmatch(_PLAN_ISSUED, phrase.bare[start:end].strip(_ENDS))
    return after or None, known.issued_on if issue else None


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
        last = date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
        return last.replace(day=min(day.day, last.day))
    except (ValueError, OverflowError):
        return None
