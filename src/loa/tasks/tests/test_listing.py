"""Pages of a list by the names of its units, and of one longer than anybody leafs through."""

from datetime import date

import pytest

from loa.people.models import UnitVersion, ids_below
from loa.people.models import units as units_module
from loa.tasks.models import Obligation
from loa.tasks.queries.listing import ListPages, list_page, list_rows
from loa.tasks.queries.lists import Filter, Sort, narrowed, plan_units
from loa.tasks.tests.factories import make_work

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)


def read(version, sort, page=""):
    """Return one page and the whole of a plan's list for somebody who sees its owner."""
    seen = frozenset([version.plan.owner_id])
    found = narrowed(version, seen, Filter(sort=sort), TODAY)
    units = plan_units(version, seen, TODAY)
    return (
        list_page(found, sort, units, TODAY, page),
        [row for _, row in list_rows(found, sort, units, TODAY, 10_000)],
    )


def test_pages_by_unit_are_the_whole_list_cut_in_pieces(monkeypatch):
    monkeypatch.setattr("loa.tasks.queries.listing.ROWS_A_PAGE", 7)
    monkeypatch.setattr("loa.tasks.queries.listing._UNITS_AT_ONCE", 2)
    owed = make_work(tasks=4, units=11)
    version = owed[0].task.version
    # Other names than the order of the ids: the last unit comes first.
    for version_of_unit in UnitVersion.objects.filter(unit__in=[one.unit_id for one in owed]):
        version_of_unit.name = f"UBND xã {100 - version_of_unit.unit_id}"
        version_of_unit.save()
    (first, _), whole = read(version, Sort.UNIT)
    assert len(whole) == 44
    names = [row.unit for row in whole]
    assert names == sorted(names)
    assert len(set(names)) == 11
    pieces = [row.pk for page in first.paginator.page_range for row in read(version, Sort.UNIT, str(page))[0][1]]
    assert pieces == [row.pk for row in whole]
    assert (first.paginator.count, first.paginator.num_pages) == (44, 7)
    assert read(version, Sort.UNIT, "99")[0][0].number == 7


@pytest.mark.parametrize("sort", [Sort.DUE, Sort.TASK, Sort.CHANGED])
def test_pages_in_every_order_are_the_whole_list(monkeypatch, sort):
    monkeypatch.setattr("loa.tasks.queries.listing.ROWS_A_PAGE", 5)
    owed = make_work(tasks=3, units=4)
    Obligation.objects.filter(pk=owed[0].pk).update(due_on=None)
    version = owed[0].task.version
    (first, _), whole = read(version, sort)
    pieces = [row.pk for page in first.paginator.page_range for row in read(version, sort, str(page))[0][1]]
    assert pieces == [row.pk for row in whole]
    assert len(pieces) == 12
    if sort == Sort.DUE:
        assert pieces[-1] == owed[0].pk, "what has no last day comes last"


def test_an_empty_list_has_one_empty_page():
    owed = make_work()
    Obligation.objects.all().delete()
    for sort in Sort:
        (shown, rows), whole = read(owed[0].task.version, sort)
        assert rows == whole == []
        assert shown.paginator.count == 0


def test_a_long_list_is_counted_no_further_than_people_look(monkeypatch):
    monkeypatch.setattr("loa.tasks.queries.listing.MOST_COUNTED", 5)
    owed = make_work(tasks=2, units=3)
    pages = ListPages(Obligation.objects.order_by("pk"), 2)
    assert (pages.count, pages.more) == (5, True)
    Obligation.objects.filter(pk=owed[0].pk).delete()
    pages = ListPages(Obligation.objects.order_by("pk"), 2)
    assert (pages.count, pages.more) == (5, False)


def test_all_below_is_the_same_however_many_there_are(monkeypatch):
    owed = make_work(units=6)
    owner = owed[0].task.version.plan.owner_id
    few = ids_below([owner], TODAY)
    monkeypatch.setattr(units_module, "_MANY_UNITS", 0)
    assert ids_below([owner], TODAY) == few == {owner, *(one.unit_id for one in owed)}
    assert ids_below([owed[0].unit_id], TODAY) == {owed[0].unit_id}
    assert ids_below([], TODAY) == frozenset()
