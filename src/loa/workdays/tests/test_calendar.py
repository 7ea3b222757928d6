"""The calendar of working days: what a year begins with, and what its keeper can do about it."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction

from loa.lib.working_days import is_working_day
from loa.people.models import AuditEntry, User
from loa.workdays import jobs
from loa.workdays.actions import CalendarRefused, confirm_year, prepare_year, remove_day, set_day
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay, CalendarYear
from loa.workdays.queries import special_days, year_sheet
from loa.workdays.rules import proposed_days

AT = datetime(2025, 12, 26, 2, 0, tzinfo=UTC)


@pytest.fixture
def keeper(db):
    return User.objects.create_superuser("quan-tri")


def worked(day):
    return is_working_day(day, special_days(date(2020, 1, 1), date(2030, 12, 31)))


def put(keeper, day, kind=DayKind.HOLIDAY, name="Ngày nghỉ", basis="Văn bản 1/VP"):
    return set_day(day, kind=kind, name=name, basis=basis, by=keeper, at=AT)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 2, 17), DayKind.HOLIDAY),  # Tết
        (date(2026, 4, 27), DayKind.HOLIDAY),  # in place of a Sunday
        (date(2026, 8, 31), DayKind.HOLIDAY),
        (date(2026, 8, 22), DayKind.MAKE_UP_DAY),
        (date(2026, 11, 24), DayKind.HOLIDAY),
        (date(2026, 1, 2), DayKind.HOLIDAY),  # which the library does not know
        (date(2026, 1, 10), DayKind.MAKE_UP_DAY),
        (date(2024, 4, 29), DayKind.HOLIDAY),
        (date(2024, 5, 4), DayKind.MAKE_UP_DAY),
    ],
)
def test_what_is_proposed_of_a_year(day, kind):
    proposed = {one.day: one for one in proposed_days(day.year)}
    assert proposed[day].kind == kind
    assert proposed[day].basis


def test_a_proposal_stays_in_its_year():
    for year in (2024, 2025, 2026):
        assert {one.day.year for one in proposed_days(year)} == {year}


def test_a_prepared_year_leaves_what_people_wrote(keeper):
    put(keeper, date(2026, 1, 2), name="Nghỉ theo tỉnh", basis="Công văn của tỉnh")
    prepared = prepare_year(2026, by=keeper, at=AT)
    assert prepared.confirmed_at is None
    assert CalendarDay.objects.get(day=date(2026, 1, 2)).name == "Nghỉ theo tỉnh"
    assert CalendarDay.objects.count() == len(proposed_days(2026))
    assert (worked(date(2026, 1, 2)), worked(date(2026, 1, 10)), worked(date(2026, 1, 5))) == (False, True, True)
    with pytest.raises(CalendarRefused, match="đã được lập"):
        prepare_year(2026, by=keeper, at=AT)
    assert AuditEntry.objects.filter(action="workdays.prepare_year").count() == 1


def test_a_day_taken_out_does_not_come_back_by_itself(keeper):
    prepare_year(2026, by=keeper, at=AT)
    remove_day(CalendarDay.objects.get(day=date(2026, 9, 1)), by=keeper, at=AT)
    assert jobs.prepare_years(datetime(2026, 3, 1, tzinfo=UTC)) == 0
    assert worked(date(2026, 9, 1))
    assert AuditEntry.objects.get(action="workdays.remove_day").object_name == "01/09/2026: Quốc khánh"


def test_a_day_that_stands_is_not_overwritten(keeper):
    standing = put(keeper, date(2026, 5, 4))
    for kind in (DayKind.HOLIDAY, DayKind.MAKE_UP_DAY):
        with pytest.raises(CalendarRefused):
            put(keeper, date(2026, 5, 4), kind, name="Khác")
    assert [one.name for one in CalendarDay.objects.all()] == [standing.name]


def test_mourning_stands_beside_a_holiday_and_leaves_it_off(keeper):
    put(keeper, date(2026, 9, 2))
    put(keeper, date(2026, 9, 2), DayKind.MOURNING, name="Quốc tang")
    put(keeper, date(2026, 9, 3), DayKind.MOURNING, name="Quốc tang")
    assert (worked(date(2026, 9, 2)), worked(date(2026, 9, 3))) == (False, True)
    assert [one.day.day for one in year_sheet(2026).mourning] == [2, 3]


def test_what_cannot_be_is_refused_in_words_and_nothing_kept(keeper):
    with pytest.raises(CalendarRefused, match="vốn là ngày làm việc"):
        put(keeper, date(2026, 1, 9), DayKind.MAKE_UP_DAY)
    with pytest.raises(CalendarRefused, match="căn cứ"):
        put(keeper, date(2026, 1, 9), basis="  ")
    with pytest.raises(CalendarRefused, match="2000 đến 2099"):
        put(keeper, date(2190, 1, 9))
    with pytest.raises(CalendarRefused, match="2000 đến 2099"):
        prepare_year(9999, by=keeper, at=AT)
    assert not CalendarDay.objects.exists()
    assert not CalendarYear.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_year_is_confirmed_once_and_after_its_proposal(keeper):
    with pytest.raises(CalendarRefused, match="chưa được lập"):
        confirm_year(2026, by=keeper, at=AT)
    prepare_year(2026, by=keeper, at=AT)
    confirmed = confirm_year(2026, by=keeper, at=AT)
    assert (confirmed.confirmed_by, confirmed.confirmed_at) == (keeper, AT)
    with pytest.raises(CalendarRefused, match="đã được xác nhận"):
        confirm_year(2026, by=keeper, at=AT)
    put(keeper, date(2026, 7, 3), DayKind.MOURNING, name="Quốc tang")  # announced days before
    assert AuditEntry.objects.filter(action="workdays.confirm_year").count() == 1


def test_a_day_taken_out_by_two_is_said_to_the_second(keeper):
    day = put(keeper, date(2026, 5, 4))
    stale = CalendarDay.objects.get(pk=day.pk)
    remove_day(day, by=keeper, at=AT)
    with pytest.raises(CalendarRefused, match="người khác bỏ"):
        remove_day(stale, by=keeper, at=AT)
    assert AuditEntry.objects.filter(action="workdays.remove_day").count() == 1


def test_nobody_else_changes_the_calendar(db):
    officer = User.objects.create_user("can-bo")
    for act in (
        lambda: prepare_year(2026, by=officer, at=AT),
        lambda: confirm_year(2026, by=officer, at=AT),
        lambda: put(officer, date(2026, 5, 4)),
        lambda: remove_day(CalendarDay(pk=1, day=AT.date()), by=officer, at=AT),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_database_holds_that_a_day_is_off_or_worked_instead(db):
    CalendarDay.objects.create(day=date(2026, 1, 10), kind=DayKind.MAKE_UP_DAY, name="a", basis="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(day=date(2026, 1, 10), kind=DayKind.HOLIDAY, name="a", basis="b")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_two_who_put_the_same_day_at_once_leave_one_row_and_a_sentence():
    keeper = User.objects.create_superuser("quan-tri")
    together, said = threading.Barrier(2), []

    def in_a_thread():
        try:
            together.wait(10)
            put(keeper, date(2026, 5, 4))
            said.append("done")
        except CalendarRefused as refusal:
            said.append(str(refusal)[:15])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=in_a_thread) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["Ngày 04/05/2026", "done"]
    assert CalendarDay.objects.count() == 1


@pytest.mark.parametrize(("on", "years"), [((2026, 3, 1), [2026]), ((2026, 10, 1), [2026, 2027])])
def test_a_year_is_there_before_anybody_counts_along_it(db, on, years):
    assert jobs.prepare_years(datetime(*on, 3, tzinfo=UTC)) == len(years)
    assert list(CalendarYear.objects.order_by("year").values_list("year", flat=True)) == years
    assert jobs.prepare_years(datetime(*on, 4, tzinfo=UTC)) == 0


@pytest.mark.parametrize("days", [1, 3])
def test_a_year_costs_two_queries(db, days, django_assert_num_queries):
    for number in range(days):
        CalendarDay.objects.create(day=date(2026, 1, number + 1), kind=DayKind.HOLIDAY, name="a", basis="b")
    with django_assert_num_queries(2):
        sheet = year_sheet(2026)
        assert len(sheet.days) == days
    assert sum(len([cell for week in month.weeks for cell in week if cell]) for month in sheet.months) == 365
    assert sheet.working_days == 261 - {1: 1, 3: 2}[days]  # the third is a Saturday
