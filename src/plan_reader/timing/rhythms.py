"""Rhythms and quotas with what fixes them: "hằng tháng trước ngày 25", "mỗi năm hai lần vào quý I và quý III"."""

from __future__ import annotations

import re
from dataclasses import replace

from plan_reader.model import Boundary, Every, PeriodUnit, Quota, Timing
from plan_reader.timing.leads import boundary_of
from plan_reader.timing.marks import Amount, Moment, Rhythm
from plan_reader.timing.parts import Led, Part, listed, same_clause, touching
from plan_reader.timing.phrase import Phrase

_CONDITION = re.compile(r",? (?:khi|neu) [^,;.()]+")
_IN_A_YEAR = frozenset({"by_date", "before_date", "in_month", "in_quarter", "in_half"})
_WINDOWS = frozenset({"in_month", "in_months", "in_quarter", "in_half", "nine_months", "in_year", "span"})


def rhythm_part(phrase: Phrase, led: Led, mark: Rhythm) -> Part:
    """Return the part of a rhythm; words in front such as "vào cuối" of "vào cuối mỗi quý" fix its moment."""
    every = mark.every
    if led.leads - {"in"}:
        every = replace(every, at=phrase.words(led.start, mark.start))
    return Part(led.start, led.end, "rhythm", Timing(text="", kind="every", every=every), led=led)


def amount_part(phrase: Phrase, led: Led, mark: Amount) -> Part:
    """Return the part of "24 kỳ/năm"; "01 lần/tuần" is a rhythm, with a quota only where it says "ít nhất"."""
    quota = Quota(n=mark.n, per=mark.per, of=phrase.words(mark.of_start, mark.of_end), at_least=mark.at_least)
    if mark.n == 1 and phrase.bare[mark.of_start : mark.of_end] == "lan":
        every = Every(n=1, unit=mark.per)
        timing = Timing(text="", kind="every", every=every, quota=quota if mark.at_least else None)
    else:
        timing = Timing(text="", kind="quota", quota=quota)
    return Part(led.start, led.end, "amount", timing, led=led)


def moment_part(phrase: Phrase, led: Led, mark: Moment) -> Part:
    """Return the part of a moment; without a period of its own it means nothing until a rhythm takes it."""
    said = led.words(phrase)
    timing = Timing(text="", kind="unknown", due_time=mark.time, boundary=_moment_boundary(led))
    if mark.unit:
        timing = replace(timing, kind="every", every=Every(n=1, unit=mark.unit, at=said))
    elif mark.of_report:
        timing = replace(timing, kind="with_event")
    return Part(led.start, led.end, "moment", timing, said, led)


def _moment_boundary(led: Led) -> Boundary | None:
    return boundary_of(led.leads) if led.leads & {"before", "latest", "until"} else None


def join_rhythms(phrase: Phrase, parts: list[Part]) -> list[Part]:
    """Return the parts with each rhythm joined to the moments, days and windows that belong to it."""
    parts = _without_report_names(phrase, parts)
    parts = _one_count(phrase, parts)
    for part in [part for part in parts if part.what in {"rhythm", "amount"}]:
        parts = _with_members(phrase, parts, part)
    return _with_windows(phrase, parts)


def _without_report_names(phrase: Phrase, parts: list[Part]) -> list[Part]:
    """Take "báo cáo năm" as a name where a day stands beside it: "báo cáo năm trước 15/12", "15/12 (báo cáo năm)"."""
    kept: list[Part] = []
    for index, part in enumerate(parts):
        if part.led and isinstance(part.led.mark, Rhythm) and part.led.mark.weak:
            after = parts[index + 1] if index + 1 < len(parts) else None
            if after and after.what == "stretch" and touching(phrase, part.end, after.start):
                after.start = part.start
                continue
            if kept and kept[-1].what == "stretch" and not phrase.bare[kept[-1].end : part.start].strip(" ("):
                kept[-1].end = part.end
                continue
        kept.append(part)
    return kept


def _per(part: Part) -> PeriodUnit | None:
    timing = part.timing
    if timing.quota:
        return timing.quota.per
    return timing.every.unit if timing.every and timing.every.n == 1 else None


def _one_count(phrase: Phrase, parts: list[Part]) -> list[Part]:
    """Join "hằng năm (ít nhất 2 lần/năm)": the count says more than the rhythm of the same period."""
    kept: list[Part] = []
    for part in parts:
        last = kept[-1] if kept else None
        pair = {last.what, part.what} if last else set()
        same = last is not None and _per(last) == _per(part) and touching(phrase, last.end, part.start)
        if last and same and pair == {"rhythm", "amount"}:
            said_more = part if part.what == "amount" else last
            kept[-1] = replace(said_more, start=last.start, end=part.end)
        else:
            kept.append(part)
    return kept


def _with_members(phrase: Phrase, parts: list[Part], rhythm: Part) -> list[Part]:
    at = next(index for index, part in enumerate(parts) if part is rhythm)
    first, last = at, at
    while first > 0 and _belongs(phrase, parts[first - 1], parts[first], rhythm, inner=first < at):
        first -= 1
    if first == at:
        while last + 1 < len(parts) and _belongs(phrase, parts[last + 1], parts[last], rhythm, inner=last > at):
            last += 1
    members = [part for part in parts[first : last + 1] if part is not rhythm]
    if members:
        return [*parts[:first], *_joined(phrase, rhythm, members), *parts[last + 1 :]]
    return [*parts[:at], _conditioned(phrase, rhythm), *parts[at + 1 :]]


def _belongs(phrase: Phrase, member: Part, neighbour: Part, rhythm: Part, *, inner: bool) -> bool:
    end, start = min(member.end, neighbour.end), max(member.start, neighbour.start)
    if member.what == "moment":
        return same_clause(phrase, end, start)
    of_a_year = member.what == "stretch" and not member.year_written and member.timing.kind in _IN_A_YEAR
    if not of_a_year or _per(rhythm) != "year":
        return False
    return listed(phrase, end, start) if inner else touching(phrase, end, start)


def _joined(phrase: Phrase, rhythm: Part, members: list[Part]) -> list[Part]:
    """Return one part for all moments of a rhythm, or one for each day or period of a year."""
    start, end = min(rhythm.start, members[0].start), max(rhythm.end, members[-1].end)
    dates = [member for member in members if member.what == "stretch"]
    every = rhythm.timing.every or Every(n=1, unit=_per(rhythm) or "year")
    if not dates:
        at = members[0].said if len(members) == 1 else phrase.words(members[0].start, members[-1].end)
        time = next((member.timing.due_time for member in members if member.timing.due_time), None)
        boundary = members[0].timing.boundary
        timing = replace(rhythm.timing, every=replace(every, at=at), due_time=time, boundary=boundary)
        return [replace(rhythm, start=start, end=end, timing=timing)]
    joined = [
        replace(
            member,
            timing=replace(
                member.timing,
                kind="every",
                every=replace(every, at=member.said),
                quota=rhythm.timing.quota if member is dates[0] else None,
            ),
        )
        for member in dates
    ]
    joined[0].start, joined[-1].end = start, end
    return joined


def _conditioned(phrase: Phrase, rhythm: Part) -> Part:
    """Keep a condition behind a rhythm with it: "3 tháng một lần khi cần thiết"."""
    every = rhythm.timing.every
    found = _CONDITION.match(phrase.bare, rhythm.end)
    if not (found and every and not every.at and same_clause(phrase, rhythm.end, found.end())):
        return rhythm
    at = phrase.words(rhythm.end, found.end()).lstrip(", ")
    return replace(rhythm, end=found.end(), timing=replace(rhythm.timing, every=replace(every, at=at)))


def _with_windows(phrase: Phrase, parts: list[Part]) -> list[Part]:
    """Give a standing or repeated timing the window beside it: "thường xuyên trong năm 2024"."""
    kept: list[Part] = []
    for part in parts:
        last = kept[-1] if kept else None
        if last and (joined := _windowed(phrase, last, part)):
            kept[-1] = joined
        else:
            kept.append(part)
    return kept


def _windowed(phrase: Phrase, last: Part, part: Part) -> Part | None:
    lasting, window = (last, part) if last.what != "stretch" else (part, last)
    if lasting.what not in {"standing", "rhythm", "amount"} or window.what != "stretch":
        return None
    if lasting.timing.start or lasting.timing.due or not _can_be_window(window):
        return None
    between = phrase.bare[last.end : part.start].strip(" (")
    whole_year = window.timing.kind == "in_year" and between in {"", ","}
    if (between and not whole_year) or (lasting is part and not whole_year):
        return None
    given = window.timing
    timing = replace(
        lasting.timing,
        start=given.start,
        due=given.due,
        boundary=given.boundary if given.due else None,
        year_inferred=given.year_inferred,
    )
    return replace(lasting, start=last.start, end=part.end, timing=timing)


def _can_be_window(window: Part) -> bool:
    until = window.led is not None and "until" in window.led.leads
    return window.timing.kind in _WINDOWS or (window.timing.kind == "by_date" and until)
