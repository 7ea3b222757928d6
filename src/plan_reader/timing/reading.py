"""From a phrase to its timing: marks, parts, clauses without marks, and the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from plan_reader.model import Timing
from plan_reader.timing.events import clause_timing, open_start, opens_event
from plan_reader.timing.lengths import length_part
from plan_reader.timing.marks import Amount, Length, Moment, Plain, Rhythm
from plan_reader.timing.parts import Known, Led, Part, led_marks
from plan_reader.timing.phrase import Phrase
from plan_reader.timing.rhythms import amount_part, join_rhythms, moment_part, rhythm_part
from plan_reader.timing.scan import marks_of
from plan_reader.timing.stretches import stretch_parts, with_moments

_AND = re.compile(r".* (?:va|hoac) ")
_LEADING = re.compile(r"\A(?:và|hoặc)\s+", re.IGNORECASE)
_ENDS = " \n,;.:+-–"
_TRAILING = re.compile(r"\s+(?:và|hoặc)\Z", re.IGNORECASE)


def read_timing(text: str, *, plan_year: int | None, issued_on: date | None = None) -> Timing:
    """Read a deadline phrase as written in a plan.

    Args:
        text: the phrase, in any Unicode form, with its line ends.
        plan_year: the year the plan is for, taken (and marked) where the phrase names no year.
        issued_on: the day the plan was issued, for "100 ngày kể từ ngày ban hành Kế hoạch".

    Returns:
        The first timing that can be read, with the further ones in `also`. What cannot be read is "unknown" and
        keeps its words; no text raises an error.
    """
    phrase = Phrase.of(text)
    parts = _parts(phrase, Known(plan_year, issued_on))
    if not parts:
        return Timing(text=phrase.whole, kind="unknown")
    spoken = [replace(part.timing, text=words) for part, words in zip(parts, _texts(phrase, parts), strict=True)]
    if phrase.rest:
        spoken.append(Timing(text=phrase.rest, kind="unknown"))
    main = next((index for index, timing in enumerate(spoken) if timing.kind != "unknown"), 0)
    also = tuple(spoken[:main] + spoken[main + 1 :])
    return replace(spoken[main], text=phrase.whole, also=also)


def timings(timing: Timing) -> Iterator[Timing]:
    """Yield a timing and the further ones of its phrase."""
    yield timing
    yield from timing.also


def _parts(phrase: Phrase, known: Known) -> list[Part]:
    marks = [mark for mark in marks_of(phrase.bare) if not (isinstance(mark, Plain) and mark.what == "symbol")]
    led = with_moments(phrase, led_marks(phrase, marks))
    parts, others = stretch_parts(phrase, led, known)
    parts += [_other_part(phrase, one) for one in others]
    parts.sort(key=lambda part: part.start)
    parts = _with_lengths(phrase, parts, known)
    parts = join_rhythms(phrase, parts)
    _open_starts(phrase, parts, known)
    return sorted([*parts, *_clauses(phrase, parts, known)], key=lambda part: part.start)


def _other_part(phrase: Phrase, led: Led) -> Part:
    match led.mark:
        case Rhythm() as mark:
            return rhythm_part(phrase, led, mark)
        case Amount() as mark:
            return amount_part(phrase, led, mark)
        case Moment() as mark:
            return moment_part(phrase, led, mark)
        case Length():
            return Part(led.start, led.end, "length", Timing(text="", kind="duration"), led=led)
        case Plain(what="standing"):
            return Part(led.start, led.end, "standing", Timing(text="", kind="standing"), led=led)
        case _:
            return Part(led.start, led.end, "broken", Timing(text="", kind="unknown"), led=led)


def _with_lengths(phrase: Phrase, parts: list[Part], known: Known) -> list[Part]:
    kept: list[Part] = []
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        floor = kept[-1].end if kept else 0
        if part.start < floor:  # a day already taken as the date of an event
            continue
        mark = part.led.mark if part.led else None
        kept.append(length_part(phrase, part, mark, floor, following, known) if isinstance(mark, Length) else part)
    return kept


def _open_starts(phrase: Phrase, parts: list[Part], known: Known) -> None:
    """Let "từ ngày ban hành Kế hoạch đến 31/12/2026" begin with its event."""
    floor = 0
    for part in parts:
        if part.led and "until" in part.led.leads and part.timing.kind == "by_date":
            clause = max(floor, phrase.clause_start(part.start))
            if found := open_start(phrase, clause, part.start, known):
                part.start, relative, day = found
                part.timing = replace(part.timing, kind="span", start=day, relative=relative)
        floor = part.end


def _clauses(phrase: Phrase, parts: list[Part], known: Known) -> Iterator[Part]:
    """Yield a part for each clause that says a time in words only, such as "theo tiến độ của Kế hoạch"."""
    length = len(phrase.bare)
    ends = [0, *(part.end for part in parts)]
    starts = [*(part.start for part in parts), length]
    for left, right in zip(ends, starts, strict=True):
        cuts = [at for at in phrase.breaks if left <= at < right]
        edges = list(zip([left, *(at + 1 for at in cuts)], [*cuts, right], strict=True))
        for start, end in edges:
            loose = (start > left or left == 0, end < right or right == length)
            pieces = [(start, end)] if all(loose) else _between_commas(phrase, start, end, loose=loose)
            for piece in pieces:
                timing = clause_timing(phrase, *piece, known)
                if timing:
                    yield Part(*piece, "event", timing)


def _between_commas(phrase: Phrase, left: int, right: int, *, loose: tuple[bool, bool]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a clause that has a time of its own, where they begin with words that name an event.

    A piece that touches that time belongs to it, unless its side is `loose`.
    """
    for found in re.finditer(r"[^,]+", phrase.bare[left:right]):
        start, end = left + found.start(), left + found.end()
        apart = (start > left or loose[0]) and (end < right or loose[1])
        if apart and opens_event(found[0].strip()):
            yield start, end


def _texts(phrase: Phrase, parts: list[Part]) -> Iterator[str]:
    cuts = [_cut(phrase, one.end, after.start) for one, after in pairwise(parts)]
    for start, end in zip([0, *cuts], [*cuts, len(phrase.bare)], strict=True):
        yield _trimmed(phrase.words(start, end))


def _cut(phrase: Phrase, end: int, start: int) -> int:
    """Return where the words of one timing end and those of the next begin, by the strongest separator between."""
    breaks = [at for at in phrase.breaks if end <= at < start]
    if breaks:
        return breaks[-1] + 1
    between = phrase.bare[end:start]
    place = max(between.rfind(","), between.rfind(")")) + 1
    if not place and (found := _AND.match(between)):
        place = found.end()
    return end + place


def _trimmed(words: str) -> str:
    words = _LEADING.sub("", words.strip(_ENDS))
    words = _TRAILING.sub("", words)
    if words.count("(") < words.count(")"):
        words = words.rstrip(")")
    elif words.count("(") > words.count(")"):
        words = words.lstrip("(")
    elif words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1]
    return words.strip(_ENDS)
