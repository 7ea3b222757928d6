"""The rows of a narrowed list, in its order: one page of it, or all of it for a workbook.

A page asks first which rows it holds, over the obligations alone, and then fetches just these with their tasks: to sort
a hundred thousand rows with all that belongs to them takes longer than all the rest of the page.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, OrderBy, QuerySet, Value, When

from loa.tasks.models import Obligation
from loa.tasks.queries.lists import Sort
from loa.tasks.queries.work import ROWS_A_PAGE, WorkRow, rows_of, with_task

# Nobody leafs through more: what is beyond is told as "more than", and a filter brings it near.
MOST_COUNTED = 10_000
_AT_ONCE = 1_000
_UNITS_AT_ONCE = 50
# The tasks of a plan were stored in the order of the plan, so their ids stand for it.
_DUE = F("due_on").asc(nulls_last=True)
_ORDER: dict[Sort, tuple[str | OrderBy, ...]] = {
    Sort.DUE: (_DUE, "task_id", "unit_id", "pk"),
    Sort.TASK: ("task_id", _DUE, "unit_id", "pk"),
    Sort.CHANGED: (F("state_at").desc(nulls_last=True), "pk"),
}


class ListPages(Paginator[Any]):
    """Pages of a list that counts no further than people look; `more` tells whether there is more than was counted."""

    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        counted = self.object_list.order_by()[: MOST_COUNTED + 1].count()
        self.more = counted > MOST_COUNTED
        return min(counted, MOST_COUNTED)


class _Places(Paginator[Any]):
    """Pages of rows that are known by their number alone."""

    more = False


def list_page(
    found: QuerySet[Obligation], sort: Sort, units: Mapping[int, str], today: date, page: str
) -> tuple[Page[Any], list[WorkRow]]:
    """Return one page of a narrowed list; three statements. `units` are named in the order of their names."""
    if sort == Sort.UNIT:
        counted = dict(found.values_list("unit").annotate(rows=Count("pk")))
        shown: Any = _Places(range(sum(counted.values())), ROWS_A_PAGE).get_page(page)
        ids = _of_units(found, counted, units, shown)
    else:
        shown = ListPages(found.order_by(*_ORDER[sort]).values_list("pk", flat=True), ROWS_A_PAGE).get_page(page)
        ids = list(shown.object_list)
    rows = {row.pk: row for row in with_task(Obligation.objects.filter(pk__in=ids))}
    return shown, rows_of([rows[pk] for pk in ids], today, names=units, later={})


def list_rows(
    found: QuerySet[Obligation], sort: Sort, units: Mapping[int, str], today: date, most: int
) -> Iterator[tuple[Obligation, WorkRow]]:
    """Yield a narrowed list as lists show it, at most so many rows and never all at once."""
    rows = islice(_by_unit(found, units) if sort == Sort.UNIT else _whole(found, sort, most), most)
    while some := list(islice(rows, _AT_ONCE)):
        yield from zip(some, rows_of(some, today, names=units, later={}), strict=True)


def _whole(found: QuerySet[Obligation], sort: Sort, most: int) -> Iterator[Obligation]:
    return with_task(found.order_by(*_ORDER[sort])[:most]).iterator(chunk_size=_AT_ONCE)


def _by_unit(found: QuerySet[Obligation], units: Mapping[int, str]) -> Iterator[Obligation]:
    """Yield a list by the names of its units; one statement for every fifty of them."""
    names = iter(units)
    while some := list(islice(names, _UNITS_AT_ONCE)):
        yield from with_task(_in_order_of(found, some))


def _of_units(
    found: QuerySet[Obligation], counted: Mapping[int, int], units: Mapping[int, str], shown: Page[Any]
) -> list[int]:
    """Return the ids on a page of a list by the names of its units, asking only for the units that stand on it."""
    first, last = shown.start_index() - 1, shown.end_index()
    here: list[int] = []
    before, passed = 0, 0
    for unit in units:
        rows = counted.get(unit, 0)
        if passed + rows > first and passed < last:
            before = passed if not here else before
            here.append(unit)
        passed += rows
    return list(_in_order_of(found, here).values_list("pk", flat=True)[first - before : last - before]) if here else []


def _in_order_of(found: QuerySet[Obligation], units: Iterable[int]) -> QuerySet[Obligation]:
    units = list(units)
    place = Case(*(When(unit=unit, then=Value(number)) for number, unit in enumerate(units)))
    return found.filter(unit__in=units).order_by(place, _DUE, "task_id", "pk")
