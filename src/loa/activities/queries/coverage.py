"""How much was communicated where: the matrix of two axes, read from the counts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Sum, Value
from django.http import QueryDict

from loa.activities.models import EVERY, Audience, Channel, CoverageTally, Term, Topic
from loa.people.choices import UnitKind
from loa.people.models import UnitVersion

_MOST_MONTHS = 24
# Rows of units on one page; what runs along the other way is never so many.
UNITS_A_PAGE = 40


class Axis(StrEnum):
    """What a row or a column of the matrix may stand for, with its word in addresses."""

    TOPIC = "noi-dung"
    CHANNEL = "kenh"
    AUDIENCE = "doi-tuong"
    UNIT = "don-vi"
    MONTH = "thang"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Axis.TOPIC: "Nội dung",
    Axis.CHANNEL: "Kênh",
    Axis.AUDIENCE: "Đối tượng",
    Axis.UNIT: "Đơn vị",
    Axis.MONTH: "Tháng",
}
_FIELDS = {
    Axis.TOPIC: "topic",
    Axis.CHANNEL: "channel",
    Axis.AUDIENCE: "audience",
    Axis.UNIT: "unit",
    Axis.MONTH: "month",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an address asks of the matrix: whose, which months (both counted in, by their first days), which axes."""

    scope: int
    first: date
    last: date
    rows: Axis
    columns: Axis
    topic: int | None = None
    channel: int | None = None
    audience: int | None = None
    # Which page of units; 0 for all of them.
    page: int = 1

    @property
    def filters(self) -> dict[Axis, int]:
        """The filters that are set and are no axis."""
        given = {Axis.TOPIC: self.topic, Axis.CHANNEL: self.channel, Axis.AUDIENCE: self.audience}
        return {axis: value for axis, value in given.items() if value and axis not in (self.rows, self.columns)}

    def query(self, **change: object) -> str:
        """What the address carries on, with something changed."""
        pairs: dict[str, object] = {
            "don-vi": self.scope,
            "tu": f"{self.first:%Y-%m}",
            "den": f"{self.last:%Y-%m}",
            "hang": self.rows.value,
            "cot": self.columns.value,
            **{f"loc-{axis.value}": value for axis, value in self.filters.items()},
            **change,
        }
        return urlencode({name: value for name, value in pairs.items() if value not in ("", None)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the ledger as far as heads and choices show it."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a row or column: `key` as the counts name it, `asks` its word in the address of a list."""

    axis: Axis
    key: object
    name: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: how many, how dark (0 to 4), and the list it opens."""

    count: int
    shade: int
    row: Head
    column: Head
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The matrix: `totals` of rows and columns count each activity once, so they need not be the sum of cells.

    Of many units one `page` is shown of so many `pages`; the totals of the other axis count them all.
    """

    wanted: Wanted
    heads: tuple[Head, ...]
    rows: tuple[tuple[Head, tuple[Cell, ...], int, str], ...]
    column_totals: tuple[tuple[int, str], ...]
    total: int
    total_query: str
    units: int
    page: int
    pages: int


def read_wanted(asked: QueryDict, scope: int, today: date) -> Wanted:
    """Return what an address asks for; what makes no sense is as good as nothing. Without months: the year so far."""
    first, last = _month(asked.get("tu", "")), _month(asked.get("den", ""))
    last = last or today.replace(day=1)
    first = first or date(last.year, 1, 1)
    if first > last or (last.year - first.year) * 12 + last.month - first.month >= _MOST_MONTHS:
        first = date(last.year, 1, 1)
    rows = _axis(asked.get("hang", ""), Axis.TOPIC)
    columns = _axis(asked.get("cot", ""), Axis.CHANNEL)
    if rows == columns:
        columns = Axis.MONTH if rows != Axis.MONTH else Axis.TOPIC
    return Wanted(
        scope=scope,
        first=first,
        last=last,
        rows=rows,
        columns=columns,
        topic=number_in(asked.get("loc-noi-dung", "")),
        channel=number_in(asked.get("loc-kenh", "")),
        audience=number_in(asked.get("loc-doi-tuong", "")),
        page=number_in(asked.get("trang", "")) or 1,
    )


def matrix(wanted: Wanted, terms: Mapping[Axis, Sequence[Term] | Sequence[Word]]) -> Matrix:
    """Return the matrix with given words as heads; five statements at most, whatever it counts.

    What runs along months or channels adds up, since every activity is of one month and one channel: such totals are
    made from the cells, and only the others are asked for.
    """
    units = children(wanted.scope, wanted.first, wanted.last) if Axis.UNIT in (wanted.rows, wanted.columns) else []
    page, pages, shown = _page(units, wanted.page)
    row_heads, column_heads = (_heads(axis, wanted, terms, shown) for axis in (wanted.rows, wanted.columns))
    cells = _counts(wanted, (wanted.rows, wanted.columns), shown)
    by_row = _along(wanted, wanted.rows, wanted.columns, cells, shown)
    swapped = {(column, row): count for (row, column), count in cells.items()}
    by_column = _along(wanted, wanted.columns, wanted.rows, swapped, shown)
    most = max(cells.values(), default=0)
    rows = []
    for head in row_heads:
        line = tuple(
            Cell(
                count=cells.get((head.key, column.key), 0),
                shade=shade_of(cells.get((head.key, column.key), 0), most),
                row=head,
                column=column,
                query=_list_query(wanted, head, column),
            )
            for column in column_heads
        )
        rows.append((head, line, by_row.get(head.key, 0), _list_query(wanted, head)))
    return Matrix(
        wanted=wanted,
        heads=tuple(column_heads),
        rows=tuple(rows),
        column_totals=tuple((by_column.get(one.key, 0), _list_query(wanted, one)) for one in column_heads),
        total=_whole(wanted, by_row, by_column),
        total_query=_list_query(wanted),
        units=len(units),
        page=page,
        pages=pages,
    )


def shade_of(count: int, most: int) -> int:
    """Return how dark a cell is: 0 for none, else 1 to 4 by its share of the largest."""
    return 0 if count <= 0 else 1 + min(3, count * 4 // (most + 1))


def terms_between(first: date, last: date) -> dict[Axis, list[Word]]:
    """Return by axis, in order, the words in force some time from one month to another; one statement."""
    lived = Q(valid_from__lt=_after(last)) & (Q(valid_until__isnull=True) | Q(valid_until__gt=first))
    some = [
        model._default_manager.filter(lived).order_by().values_list(Value(axis.value), "position", "pk", "name")
        for axis, model in ((Axis.TOPIC, Topic), (Axis.CHANNEL, Channel), (Axis.AUDIENCE, Audience))
    ]
    found: dict[Axis, list[Word]] = {Axis.TOPIC: [], Axis.CHANNEL: [], Axis.AUDIENCE: []}
    for axis, _, pk, name in sorted(some[0].union(*some[1:], all=True)):
        found[Axis(axis)].append(Word(pk=pk, name=name))
    return found


def children(scope: int, first: date, last: date) -> list[tuple[int, str]]:
    """Return the units that stood right below a unit some time in the months from one to another, by name.

    Bodies of the Party, the Front and mass organisations are invited, not counted.
    """
    lives = UnitVersion.objects.filter(parent=scope, valid_from__lt=_after(last)).exclude(unit__kind=UnitKind.OUTSIDE)
    lives = lives.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=first)).order_by("valid_from")
    named = dict(lives.values_list("unit", "name"))
    return sorted(named.items(), key=lambda one: one[1])


# Every activity is of one of these, so counts along them add up to what counts each activity once.
_ADD_UP = frozenset([Axis.CHANNEL, Axis.MONTH])


def _along(
    wanted: Wanted, axis: Axis, across: Axis, cells: Mapping[tuple[Any, ...], int], units: Sequence[tuple[int, str]]
) -> dict[object, int]:
    """Return the total of each line of an axis, each activity once; `cells` begin with the key of the line."""
    if across not in _ADD_UP:
        return {key[0]: count for key, count in _counts(wanted, (axis,), units).items()}
    found: dict[object, int] = {}
    for key, count in cells.items():
        found[key[0]] = found.get(key[0], 0) + count
    return found


def _whole(wanted: Wanted, by_row: Mapping[object, int], by_column: Mapping[object, int]) -> int:
    """Return how many activities there are in all, each once."""
    for axis, totals in ((wanted.columns, by_column), (wanted.rows, by_row)):
        if axis in _ADD_UP:
            return sum(totals.values())
    return _counts(wanted, (), ()).get((), 0)


def _page(units: Sequence[tuple[int, str]], page: int) -> tuple[int, int, Sequence[tuple[int, str]]]:
    """Return which page of units is shown, of how many, and the units on it."""
    if page == 0:
        return 1, 1, units
    pages = max(1, -(-len(units) // UNITS_A_PAGE))
    page = min(page, pages)
    return page, pages, units[(page - 1) * UNITS_A_PAGE : page * UNITS_A_PAGE]


def _counts(wanted: Wanted, axes: tuple[Axis, ...], units: Sequence[tuple[int, str]]) -> dict[tuple[Any, ...], int]:
    """Return counts by the values of some axes; of what is no axis each activity once, or the filter's."""
    rows = _narrowed(wanted, axes, units)
    if not axes:
        return {(): rows.aggregate(all=Sum("count"))["all"] or 0}
    found = rows.order_by().values_list(*(_FIELDS[axis] for axis in axes)).annotate(all=Sum("count"))
    return {tuple(one[:-1]): one[-1] for one in found if one[-1]}


def _narrowed(wanted: Wanted, axes: tuple[Axis, ...], units: Sequence[tuple[int, str]]) -> QuerySet[CoverageTally]:
    filters = wanted.filters
    rows = CoverageTally.objects.filter(month__gte=wanted.first, month__lte=wanted.last)
    for axis, name in ((Axis.TOPIC, "topic"), (Axis.AUDIENCE, "audience")):
        rows = rows.exclude(**{name: EVERY}) if axis in axes else rows.filter(**{name: filters.get(axis, EVERY)})
    if Axis.CHANNEL in filters:
        rows = rows.filter(channel=filters[Axis.CHANNEL])
    return rows.filter(unit__in=[pk for pk, _ in units]) if Axis.UNIT in axes else rows.filter(unit=wanted.scope)


def _heads(
    axis: Axis, wanted: Wanted, terms: Mapping[Axis, Sequence[Term] | Sequence[Word]], units: Sequence[tuple[int, str]]
) -> list[Head]:
    if axis == Axis.MONTH:
        return [
            Head(axis=axis, key=one, name=f"{one:%m/%Y}", asks=f"{one:%Y-%m}")
            for one in months(wanted.first, wanted.last)
        ]
    if axis == Axis.UNIT:
        return [Head(axis=axis, key=pk, name=name, asks=str(pk)) for pk, name in units]
    return [Head(axis=axis, key=one.pk, name=one.name, asks=str(one.pk)) for one in terms[axis]]


def _list_query(wanted: Wanted, *heads: Head) -> str:
    """Return what a list's address asks for so that it holds what a number counts."""
    pairs: dict[str, object] = {
        "don-vi": wanted.scope,
        "tu": f"{wanted.first:%Y-%m}",
        "den": f"{wanted.last:%Y-%m}",
        **{axis.value: value for axis, value in wanted.filters.items()},
    }
    for head in heads:
        if head.axis == Axis.MONTH:
            pairs |= {"tu": head.asks, "den": head.asks}
        else:
            pairs[head.axis.value] = head.asks
    return urlencode(pairs)


def months(first: date, last: date) -> list[date]:
    """Return the first days of the months from one to another."""
    found = []
    while first <= last:
        found.append(first)
        first = _after(first)
    return found


def months_to_choose(first: date | None, today: date) -> list[date]:
    """Return the months of a choice: this one and those before it from the year before on, or from an earlier one."""
    begin = date(today.year - 1, 1, 1)
    return list(reversed(months(min(first or begin, begin), today.replace(day=1))))


def number_in(text: str) -> int | None:
    """Return the number an address gives, None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _axis(text: str, usual: Axis) -> Axis:
    return Axis(text) if text in list(Axis) else usual


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == len("2024-03") else None
    except ValueError:
        return None
