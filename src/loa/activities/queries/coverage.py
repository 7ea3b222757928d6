"""How much was communicated where: the matrix of two axes, read from the counts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Sum
from django.http import QueryDict

from loa.activities.models import EVERY, Audience, Channel, CoverageTally, Term, Topic
from loa.people.models import UnitVersion

_MOST_MONTHS = 24


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
    """The matrix: `totals` of rows and columns count each activity once, so they need not be the sum of cells."""

    wanted: Wanted
    heads: tuple[Head, ...]
    rows: tuple[tuple[Head, tuple[Cell, ...], int, str], ...]
    column_totals: tuple[tuple[int, str], ...]
    total: int
    total_query: str


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
    )


def matrix(wanted: Wanted, terms: Mapping[Axis, Sequence[Term]]) -> Matrix:
    """Return the matrix with the words of a day as heads; six statements at most, whatever it counts."""
    row_heads, column_heads = _heads(wanted.rows, wanted, terms), _heads(wanted.columns, wanted, terms)
    cells = _counts(wanted, (wanted.rows, wanted.columns))
    by_row, by_column = _counts(wanted, (wanted.rows,)), _counts(wanted, (wanted.columns,))
    whole = _counts(wanted, ()).get((), 0)
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
        rows.append((head, line, by_row.get((head.key,), 0), _list_query(wanted, head)))
    return Matrix(
        wanted=wanted,
        heads=tuple(column_heads),
        rows=tuple(rows),
        column_totals=tuple((by_column.get((one.key,), 0), _list_query(wanted, one)) for one in column_heads),
        total=whole,
        total_query=_list_query(wanted),
    )


def shade_of(count: int, most: int) -> int:
    """Return how dark a cell is: 0 for none, else 1 to 4 by its share of the largest."""
    return 0 if count <= 0 else 1 + min(3, count * 4 // (most + 1))


def terms_on(day: date) -> tuple[list[Topic], list[Channel], list[Audience]]:
    """Return the words of a day for filters; three statements."""
    return list(Topic.objects.on(day)), list(Channel.objects.on(day)), list(Audience.objects.on(day))  # type: ignore[arg-type]


def children(scope: int, first: date, last: date) -> list[tuple[int, str]]:
    """Return the units that stood right below a unit some time in the months from one to another, by name."""
    lives = UnitVersion.objects.filter(parent=scope, valid_from__lt=_after(last))
    lives = lives.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=first)).order_by("valid_from")
    named = dict(lives.values_list("unit", "name"))
    return sorted(named.items(), key=lambda one: one[1])


def _counts(wanted: Wanted, axes: tuple[Axis, ...]) -> dict[tuple[object, ...], int]:
    """Return counts by the values of some axes; of what is no axis each activity once, or the filter's."""
    rows = _narrowed(wanted, axes)
    fields = [_FIELDS[axis] for axis in axes]
    found = rows.order_by().values_list(*fields).annotate(all=Sum("count")) if fields else None
    if found is None:
        return {(): rows.aggregate(all=Sum("count"))["all"] or 0}
    return {tuple(one[:-1]): one[-1] for one in found if one[-1]}


def _narrowed(wanted: Wanted, axes: tuple[Axis, ...]) -> QuerySet[CoverageTally]:
    filters = wanted.filters
    rows = CoverageTally.objects.filter(month__gte=wanted.first, month__lte=wanted.last)
    for axis, name in ((Axis.TOPIC, "topic"), (Axis.AUDIENCE, "audience")):
        rows = rows.exclude(**{name: EVERY}) if axis in axes else rows.filter(**{name: filters.get(axis, EVERY)})
    if Axis.CHANNEL in filters:
        rows = rows.filter(channel=filters[Axis.CHANNEL])
    if Axis.UNIT in axes:
        return rows.filter(unit__in=[pk for pk, _ in children(wanted.scope, wanted.first, wanted.last)])
    return rows.filter(unit=wanted.scope)


def _heads(axis: Axis, wanted: Wanted, terms: Mapping[Axis, Sequence[Term]]) -> list[Head]:
    if axis == Axis.MONTH:
        return [
            Head(axis=axis, key=one, name=f"{one:%m/%Y}", asks=f"{one:%Y-%m}")
            for one in months(wanted.first, wanted.last)
        ]
    if axis == Axis.UNIT:
        found = children(wanted.scope, wanted.first, wanted.last)
        return [Head(axis=axis, key=pk, name=name, asks=str(pk)) for pk, name in found]
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
