"""The list of fees of a period: what is due of open months, what was frozen of others, and where the two differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from loa.lib.periods import Period, Rhythm, periods_of_year
from loa.lib.vietnamese_text import fold
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import FeeLine, FeeRate, FeeSettlement, FeeSheet, Story
from loa.newsroom.queries.fee_dues import Apart, Due, Reckoned, paid_line, reckon
from loa.newsroom.rules import outstanding
from loa.people.queries import unit_names

MONTHLY, QUARTERLY = Rhythm(months=1), Rhythm(months=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The lines of one author with their sum."""

    name: str
    lines: tuple[Due, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the list: how often it was frozen, and what is still to be frozen of it (`left`, told by `token`)."""

    first: date
    sheets: tuple[FeeSheet, ...]
    lines: tuple[Due, ...]
    left: tuple[Due, ...]
    token: str
    has_ended: bool

    @property
    def may_freeze(self) -> bool:
        return self.has_ended and bool(self.left)

    @property
    def differs(self) -> bool:
        return bool(self.sheets and self.left)

    @property
    def left_total(self) -> int:
        return sum(line.amount for line in self.left)

    @property
    def left_stories(self) -> int:
        return len({line.story for line in self.left})

    @property
    def left_authors(self) -> int:
        return len({line.key for line in self.left})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """The list of a period: frozen lines of months that were frozen, and what is due of the others."""

    months: tuple[Month, ...]
    authors: tuple[Author, ...]
    apart: tuple[Apart, ...]
    unpaid: tuple[Apart, ...]

    @property
    def total(self) -> int:
        return sum(author.total for author in self.authors)

    @property
    def stories(self) -> int:
        return len({line.story for author in self.authors for line in author.lines})


def fees_of(owner: int, period: Period, on: date) -> Fees:
    """Return the list of fees of an owner's months or quarter; six statements."""
    reckoned = reckon(owner, period.start, period.end)
    months = tuple(_month(reckoned, first, on) for first in _months(period))
    lines = [line for month in months for line in month.lines]
    names = unit_names(
        {one.unit for month in months for one in (*month.lines, *month.left)}
        | {one.unit for one in (*reckoned.apart, *reckoned.unpaid)},
        period.end,
    )
    return Fees(
        months=tuple(replace(month, left=_named(month.left, names)) for month in months),
        authors=_by_author(_named(lines, names)),
        apart=tuple(replace(one, unit_name=names.get(one.unit, "")) for one in reckoned.apart),
        unpaid=tuple(replace(one, unit_name=names.get(one.unit, "")) for one in reckoned.unpaid),
    )


def month_of(owner: int, first: date, on: date) -> Month:
    """Return one month of an owner's list, to freeze it; five statements."""
    return _month(reckon(owner, first, _last_day(first)), first, on)


def rates_of(owner: int) -> list[FeeRate]:
    """Return an owner's rates by kind, the newest of each first."""
    order = list(StoryKind.values)
    found = FeeRate.objects.filter(owner=owner).order_by("-valid_from")
    return sorted(found, key=lambda rate: order.index(rate.kind))


def is_used(rate: FeeRate) -> bool:
    """Tell whether a frozen list paid by a rate: stories of its kind from its first day until the next rate's."""
    following = FeeRate.objects.filter(owner=rate.owner_id, kind=rate.kind, valid_from__gt=rate.valid_from)
    ends = following.order_by("valid_from").values_list("valid_from", flat=True).first()
    lines = FeeLine.objects.filter(sheet__owner=rate.owner_id, kind=rate.kind, published_on__gte=rate.valid_from)
    return (lines.filter(published_on__lt=ends) if ends else lines).exists()


def settlement_of(story: Story) -> FeeSettlement | None:
    """Return what is settled by hand for a story now."""
    return FeeSettlement.objects.filter(story=story.pk).select_related("by").order_by("-pk").first()


def periods_to_choose(chosen: Period, on: date) -> tuple[list[Period], list[Period]]:
    """Return the months and the quarters that can be looked at: those begun of this year and the last, newest first."""
    found = []
    for rhythm in (MONTHLY, QUARTERLY):
        years = sorted({on.year - 1, on.year, chosen.start.year}, reverse=True)
        begun = [one for year in years for one in reversed(list(periods_of_year(rhythm, year))) if one.start <= on]
        found.append(begun)
    return found[0], found[1]


def read_period(asked: str, on: date) -> Period:
    """Return the period that an address asks for ("2024-m10", "2024-q4"); the last month that ended for any other."""
    year = asked[:4]
    if len(asked) <= len("2024-m10") and year.isascii() and year.isdecimal() and int(year) in range(1900, 3000):
        for rhythm in (MONTHLY, QUARTERLY):
            for one in periods_of_year(rhythm, int(year)):
                if one.code == asked:
                    return one
    last = on.replace(day=1) - timedelta(days=1)
    return list(periods_of_year(MONTHLY, last.year))[last.month - 1]


def _month(reckoned: Reckoned, first: date, on: date) -> Month:
    paid = [one for one in reckoned.paid if one.sheet.month == first]
    due = [one for one in reckoned.due if one.on.replace(day=1) == first]
    sheets = tuple({one.sheet_id: one.sheet for one in paid}.values())
    frozen = tuple(paid_line(one, reckoned.marks) for one in paid)
    left = _left(due, frozen)
    said = repr((len(sheets), sorted((one.story, one.key, one.amount) for one in left)))
    return Month(
        first=first,
        sheets=sheets,
        lines=frozen if sheets else tuple(due),
        left=left,
        token=sha256(said.encode()).hexdigest()[:16],
        has_ended=_last_day(first) < on,
    )


def _left(due: Sequence[Due], frozen: Sequence[Due]) -> tuple[Due, ...]:
    """Return what is still to be frozen, a line each, in the words of now or, where nothing is due, of then."""
    words = {(one.story, one.key): one for one in (*frozen, *due)}
    left = outstanding(_sums(due), _sums(frozen))
    return tuple(replace(words[key], amount=amount, number=1) for key, amount in left.items())


def _sums(lines: Iterable[Due]) -> dict[tuple[int, str], int]:
    found = dict[tuple[int, str], int]()
    for one in lines:
        found[one.story, one.key] = found.get((one.story, one.key), 0) + one.amount
    return found


def _by_author(lines: Iterable[Due]) -> tuple[Author, ...]:
    grouped_lines: dict[str, list[Due]] = {}
    for line in lines:
        grouped_lines.setdefault(line.key, []).append(line)
    authors = [Author(name=some[0].author, lines=tuple(some)) for some in grouped_lines.values()]
    return tuple(sorted(authors, key=lambda author: (fold(author.name), author.lines[0].key)))


def _named(lines: Iterable[Due], names: dict[int, str]) -> tuple[Due, ...]:
    return tuple(replace(line, unit_name=names.get(line.unit, "")) for line in lines)


def _months(period: Period) -> list[date]:
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    return [date(period.start.year, period.start.month + step, 1) for step in range(months)]


def _last_day(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
