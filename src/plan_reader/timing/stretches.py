"""Days and calendar periods: their year, the words in front of them, ranges and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plan_reader.model import Timing
from plan_reader.timing.leads import Lead, boundary_of
from plan_reader.timing.marks import Moment, Plain, Stretch
from plan_reader.timing.parts import Known, Led, Part, listed, touching
from plan_reader.timing.phrase import Phrase

_OF_ONE_TIME: frozenset[Lead] = frozenset({"from", "until", "now", "after", "end"})


@dataclass(slots=True)
class Dated:
    """A stretch with its year: `inferred` when it is not written with it."""

    led: Led
    mark: Stretch
    year: int | None
    inferred: bool
    said: str

    @property
    def bounds(self) -> tuple[date, date] | None:
        return self.mark.bounds(self.year) if self.year is not None else None

    def in_year(self, year: int) -> Dated:
        return replace(self, year=year, inferred=True)


def with_moments(phrase: Phrase, led: list[Led]) -> list[Led]:
    """Join an hour or weekday to the day it stands beside: "trước 16h00 ngày 23/9/2026", "23/9/2026 (thứ Tư)"."""
    for moment_first in (True, False):
        joined: list[Led] = []
        for one in led:
            last = joined[-1] if joined else None
            day = _timed_day(phrase, last, one, moment_first=moment_first) if last else None
            joined[-1:] = [day] if day else [*joined[-1:], one]
        led = joined
    return led


def _timed_day(phrase: Phrase, first: Led, second: Led, *, moment_first: bool) -> Led | None:
    moment, day = (first, second) if moment_first else (second, first)
    if not (isinstance(day.mark, Stretch) and day.mark.day is not None and isinstance(moment.mark, Moment)):
        return None
    if moment.mark.unit or moment.mark.of_report or not touching(phrase, first.end, second.start):
        return None
    if second.leads & _OF_ONE_TIME:
        return None
    mark = replace(day.mark, time=moment.mark.time or day.mark.time, start=first.mark.start, end=second.end)
    return Led(mark, first.start, day.leads | moment.leads)


def _elliptic(phrase: Phrase, led: list[Led]) -> Iterator[tuple[Led, str]]:
    """Yield each mark with its words, carrying on what a list says once: "trước ngày 20 tháng 6 và tháng 11"."""
    before: tuple[Led, str] | None = None
    for one in led:
        now = one, one.words(phrase)
        if before and isinstance(one.mark, Stretch) and not one.leads and listed(phrase, before[0].end, one.start):
            now = _carried_on(phrase, *before, one, one.mark)
        yield now
        before = now if isinstance(one.mark, Stretch) else None


def _carried_on(phrase: Phrase, before: Led, before_said: str, one: Led, mark: Stretch) -> tuple[Led, str]:
    previous = before.mark
    said = one.words(phrase)
    if isinstance(previous, Stretch) and previous.month_at is not None and mark.kind == "in_month":
        day_words = before_said.removesuffix(phrase.words(previous.month_at, previous.end))
        mark = replace(mark, kind="by_date", day=previous.day, month_at=mark.start)
        said = f"{day_words.strip()} {said}"
    return Led(mark, one.start, before.leads - _OF_ONE_TIME), said


def _range_joined(phrase: Phrase, first: Led, second: Led) -> bool:
    between = phrase.bare[first.end : second.start].strip()
    if between == "-":
        return not second.leads
    return between in {"", ","} and "until" in second.leads and "before" not in first.leads


def _with_years(phrase: Phrase, said: list[tuple[Led, str]], known: Known) -> dict[int, Dated]:
    """Return the stretches by their place among the marks, each with the year it is written with or inferred from."""
    places = [place for place, (led, _) in enumerate(said) if isinstance(led.mark, Stretch)]
    dated: dict[int, Dated] = {}
    for place in places:
        led, words = said[place]
        assert isinstance(led.mark, Stretch)  # noqa: S101 - for the type checker: places hold stretches only
        year, inferred = _year_of(phrase, said, place, known)
        dated[place] = Dated(led, led.mark, year, inferred, words)
    return dated


def _written(led: Led) -> int | None:
    return led.mark.year if isinstance(led.mark, Stretch) else None


def _year_of(phrase: Phrase, said: list[tuple[Led, str]], place: int, known: Known) -> tuple[int | None, bool]:
    mark = said[place][0].mark
    own = _written(said[place][0])
    if own is not None:
        return own, False
    # "từ 01/3 đến 30/4/2024", "15/6 và 25/11/2024": a year at the end of a range or list belongs to all of it.
    for at in range(place + 1, len(said)):
        first, second = said[at - 1][0], said[at][0]
        if not (_range_joined(phrase, first, second) or listed(phrase, first.end, second.start)):
            break
        if (year := _written(second)) is not None:
            return year, False
    others = [led for led, _ in (*reversed(said[:place]), *said[place + 1 :])]
    years = [year for led in others if (year := _written(led)) is not None]
    base = years[0] if years else known.plan_year
    shift = mark.shift if isinstance(mark, Stretch) else 0
    return (None, False) if base is None else (base + shift, True)


def stretch_parts(phrase: Phrase, led: list[Led], known: Known) -> tuple[list[Part], list[Led]]:
    """Return the parts made of days and periods, and the marks that are something else."""
    said = list(_elliptic(phrase, led))
    dated = _with_years(phrase, said, known)
    parts: list[Part] = []
    others: list[Led] = []
    place = 0
    while place < len(said):
        one, after = dated.get(place), dated.get(place + 1)
        if one and after and _range_joined(phrase, one.led, after.led):
            parts.append(_range_part(phrase, one, after))
            place += 1
        elif one:
            parts.append(_part(one, _timing(one)))
        elif isinstance(mark := said[place][0].mark, Plain) and mark.what == "later":
            parts.append(_later(said[place][0], [dated[at] for at in dated if at < place]))
        else:
            others.append(said[place][0])
        place += 1
    return parts, others


def _part(one: Dated, timing: Timing) -> Part:
    written = one.mark.year is not None
    return Part(one.led.start, one.led.end, "stretch", timing, one.said, one.led, year_written=written)


def _timing(one: Dated) -> Timing:
    """Read one day or period with the words in front of it."""
    leads, mark, bounds = one.led.leads, one.mark, one.bounds
    if one.year is not None and bounds is None:
        return Timing(text="", kind="unknown")
    first, last = bounds or (None, None)
    timing = Timing(text="", kind=mark.kind, year_inferred=one.inferred, due_time=mark.time)
    if "after" in leads:
        return replace(timing, kind="span", start=_next(last), due_time=None)
    if "before" in leads and "end" not in leads:
        due = last if "vague" in leads else first
        return replace(timing, kind="before_date", due=due, boundary=boundary_of(leads))
    if "now" in leads or ("from" in leads and "until" in leads):
        return replace(timing, kind="span", due=last, boundary=boundary_of(leads - {"before"}))
    if "from" in leads:
        return replace(timing, kind="span", start=first, due_time=None)
    if mark.day is not None or leads & {"latest", "until", "end"}:
        # "đến tháng 6" leaves open whether June counts in; "đến hết tháng 6" and "đến 15/6" do not.
        open_end = "until" in leads and mark.day is None and not leads & {"end", "latest"}
        boundary = "unclear" if open_end else boundary_of(leads - {"before"})
        return replace(timing, kind="by_date", due=last, boundary=boundary)
    return replace(timing, start=first, due=last, boundary=boundary_of(leads))


def _next(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def _range_part(phrase: Phrase, one: Dated, after: Dated) -> Part:
    one, after = _in_order(one, after)
    first, last = one.bounds, after.bounds
    missing = (one.year is not None and first is None) or (after.year is not None and last is None)
    if missing or (first and last and first[0] > last[1]):
        timing = Timing(text="", kind="unknown")
    else:
        months = one.mark.kind == after.mark.kind == "in_month"
        timing = Timing(
            text="",
            kind="in_months" if months else "span",
            start=first[0] if first else None,
            due=last[1] if last else None,
            due_time=after.mark.time,
            boundary=boundary_of(after.led.leads | (one.led.leads & {"vague"})),
            year_inferred=one.inferred or after.inferred,
        )
    written = one.mark.year is not None or after.mark.year is not None
    led = Led(after.mark, one.led.start, one.led.leads)
    return Part(led.start, led.end, "stretch", timing, led.words(phrase), led, year_written=written)


def _in_order(one: Dated, after: Dated) -> tuple[Dated, Dated]:
    """Let a range without its own two years cross the turn of the year: "từ 15/12 đến 15/01/2025"."""
    first, last = one.bounds, after.bounds
    if one.year is None or after.year is None or not (first and last and first[0] > last[1]):
        return one, after
    if after.mark.year is None:
        return one, after.in_year(one.year + 1)
    if one.mark.year is None:
        return one.in_year(after.year - 1), after
    return one, after


def _later(led: Led, before: list[Dated]) -> Part:
    """Begin "những năm tiếp theo" where the period named before it ends."""
    last = before[-1] if before else None
    start = _next(last.bounds[1]) if last and last.bounds else None
    if not (last and start):
        return Part(led.start, led.end, "broken", Timing(text="", kind="unknown"), led=led)
    timing = Timing(text="", kind="span", start=start, year_inferred=last.inferred)
    return Part(led.start, led.end, "stretch", timing, led=led, year_written=True)
