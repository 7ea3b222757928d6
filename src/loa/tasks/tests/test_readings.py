"""Who has read a plan: said once by a person, counted by a unit, shown against the headcount, taken away as a table."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import ReadingRefused, RollCallOvertaken, acknowledge, call_roll
from loa.tasks.choices import State
from loa.tasks.models import Acknowledgement, Obligation, RollCall
from loa.tasks.queries import plan_readings
from loa.tasks.rules import heard, percent_heard
from loa.tasks.tests.factories import make_units, make_work

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
TODAY = date(2024, 3, 15)
alone = pytest.mark.django_db
# Tests with threads see only what was committed.
together = pytest.mark.django_db(transaction=True)


def person(unit=None, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name=f"Nguyễn {name}")
    if unit:
        assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def roll(owed, by, *, at=AT, **also):
    numbers = {"headcount": 20, "listed": 15, "met_on": date(2024, 3, 4), "seen": None, **also}
    return call_roll(version=owed.task.version, unit=owed.unit, **numbers, by=by, at=at)


def address_of(owed, name="readings"):
    return reverse(f"desk:{name}", args=[owed.task.version.plan.slug])


def page(client, address, **more):
    response = client.get(address, **more)
    assert response.status_code == 200, address
    return response.text.replace("\xa0", " ").replace("&nbsp;", " ")


# --- the share -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("here", "listed", "headcount", "people", "percent"),
    [
        (0, 0, None, 0, None),
        (3, 0, None, 3, None),
        (3, 15, 20, 15, 75),
        (15, 3, 20, 15, 75),
        (0, 2, 3, 2, 66),
        (25, 0, 20, 20, 100),
        (0, 0, 20, 0, 0),
    ],
)
def test_the_larger_count_is_the_least_that_have_heard(here, listed, headcount, people, percent):
    assert heard(here, listed, headcount) == people
    assert percent_heard(here, listed, headcount) == percent


# --- one person ------------------------------------------------------------------------------------------------------
@alone
@pytest.mark.parametrize("role", list(Role))
def test_everybody_of_a_unit_says_so_once(role):
    [owed] = make_work()
    by = person(owed.unit, role)
    first = acknowledge(version=owed.task.version, unit=owed.unit, by=by, at=AT)
    again = acknowledge(version=owed.task.version, unit=owed.unit, by=by, at=AT + timedelta(days=1))
    assert (again.pk, again.at) == (first.pk, AT)
    entry = AuditEntry.objects.get(action="tasks.acknowledge")
    assert entry.details == {"unit": owed.unit.key}


@alone
def test_nobody_counts_for_a_unit_they_do_not_belong_to():
    own, other = make_work(units=2)
    for by in (
        person(own.unit),
        person(own.task.version.plan.owner, Role.LEADER, "tren"),
        User.objects.create_superuser("quan-tri"),
        AnonymousUser(),
    ):
        with pytest.raises(PermissionDenied):
            acknowledge(version=other.task.version, unit=other.unit, by=by, at=AT)
    assert not Acknowledgement.objects.exists()


@alone
def test_a_unit_that_owes_nothing_is_not_counted():
    [owed] = make_work()
    beside = make_units(2)[1]
    by = person(beside)
    with pytest.raises(ReadingRefused, match="không được giao việc"):
        acknowledge(version=owed.task.version, unit=beside, by=by, at=AT)
    numbers = {"headcount": 3, "listed": 0, "met_on": None, "seen": None}
    with pytest.raises(ReadingRefused, match="không được giao việc"):
        call_roll(version=owed.task.version, unit=beside, **numbers, by=by, at=AT)
    Obligation.objects.create(task=owed.task, unit=beside, state=State.NOT_APPLICABLE)
    with pytest.raises(ReadingRefused):
        acknowledge(version=owed.task.version, unit=beside, by=by, at=AT)


@together
def test_the_same_person_twice_at_once_is_one():
    [owed] = make_work()
    by, ready = person(owed.unit), Barrier(2)

    def say(_):
        ready.wait()
        try:
            return acknowledge(version=owed.task.version, unit=owed.unit, by=by, at=AT).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(say, range(2)))) == 1
    assert AuditEntry.objects.filter(action="tasks.acknowledge").count() == 1


# --- the meeting's list ----------------------------------------------------------------------------------------------
@alone
def test_a_unit_writes_its_numbers_and_may_correct_them():
    [owed] = make_work()
    by = person(owed.unit)
    first = roll(owed, by)
    assert (first.headcount, first.listed, first.met_on) == (20, 15, date(2024, 3, 4))
    later = AT + timedelta(minutes=5)
    roll(owed, by, listed=16, seen=first.at, at=later)
    assert (RollCall.objects.get().listed, RollCall.objects.get().at) == (16, later)
    entries = AuditEntry.objects.filter(action="tasks.call_roll").order_by("pk")
    assert [one.details for one in entries] == [
        {"unit": owed.unit.key, "headcount": 20, "listed": 15},
        {"unit": owed.unit.key, "headcount": 20, "listed": 16},
    ]


@alone
def test_the_same_numbers_twice_are_one():
    [owed] = make_work()
    by = person(owed.unit)
    roll(owed, by)
    assert roll(owed, by, at=AT + timedelta(seconds=1)).at == AT
    assert AuditEntry.objects.filter(action="tasks.call_roll").count() == 1


@alone
def test_who_was_overtaken_is_told_by_whom():
    [owed] = make_work()
    roll(owed, person(owed.unit, name="An"))
    with pytest.raises(RollCallOvertaken, match="Nguyễn An đã ghi 15 người"):
        roll(owed, person(owed.unit, Role.DEPUTY, "Binh"), listed=10, at=AT + timedelta(minutes=1))
    assert RollCall.objects.get().listed == 15


@alone
@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"headcount": 0, "listed": 0}, "headcount"),
        ({"headcount": -1, "listed": -2}, "headcount"),
        ({"headcount": 20_001}, "headcount"),
        ({"listed": 21}, "listed"),
        ({"listed": -1}, "listed"),
        ({"met_on": None}, "met_on"),
        ({"met_on": TODAY + timedelta(days=1)}, "met_on"),
        ({"met_on": date(2023, 3, 14)}, "met_on"),
    ],
)
def test_numbers_that_cannot_be_are_refused(numbers, field):
    [owed] = make_work()
    by = person(owed.unit)
    with pytest.raises(ReadingRefused) as refused:
        roll(owed, by, **numbers)
    assert refused.value.field == field
    assert not RollCall.objects.exists()


@alone
def test_a_unit_without_a_meeting_yet_writes_its_headcount():
    [owed] = make_work()
    assert roll(owed, person(owed.unit), listed=0, met_on=None).headcount == 20


@alone
def test_only_who_reports_for_the_unit_writes_them():
    [owed] = make_work()
    others = [person(owed.unit, role, role) for role in Role if role not in (Role.FOCAL, Role.DEPUTY)]
    others += [person(owed.task.version.plan.owner, name="tren"), User.objects.create_superuser("quan-tri")]
    for by in others:
        with pytest.raises(PermissionDenied):
            roll(owed, by)
    assert not RollCall.objects.exists()


@together
def test_of_two_who_write_at_once_the_second_is_told():
    [owed] = make_work()
    people = [person(owed.unit, name="An"), person(owed.unit, Role.DEPUTY, "Binh")]
    ready = Barrier(2)

    def write(place):
        ready.wait()
        try:
            return roll(owed, people[place], listed=10 + place, at=AT + timedelta(seconds=place))
        except RollCallOvertaken:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [one for one in pool.map(write, range(2)) if one]
    assert [one.listed for one in done] == [RollCall.objects.get().listed]
    assert AuditEntry.objects.filter(action="tasks.call_roll").count() == 1


# --- the page --------------------------------------------------------------------------------------------------------
@alone
def test_a_person_says_so_on_the_page(client):
    [owed] = make_work()
    by = person(owed.unit, Role.VIEWER)
    client.force_login(by)
    text = page(client, address_of(owed))
    assert "Tôi đã đọc kế hoạch này" in text
    assert "Lưu số người" not in text
    said = client.post(address_of(owed, "acknowledge"), {"unit": owed.unit_id}, follow=True).text
    assert "Đã ghi: đã đọc kế hoạch, ở UBND xã Mẫu 1." in said
    assert "Đã xác nhận: tôi đã đọc kế hoạch này" in said
    assert "Tôi đã đọc kế hoạch này</button>" not in said
    assert client.get(address_of(owed, "acknowledge")).status_code == 302


@alone
def test_of_several_units_each_is_asked(client):
    first, second = make_work(units=2)
    by = person(first.unit)
    assign_role(user=by, unit=second.unit, role=Role.VIEWER, by=None, at=AT)
    client.force_login(by)
    text = page(client, address_of(first))
    assert text.count("Tôi đã đọc kế hoạch này</button>") == 2
    assert text.count("Lưu số người") == 1
    client.post(address_of(first, "acknowledge"), {"unit": second.unit_id})
    assert Acknowledgement.objects.get().unit == second.unit


@alone
def test_numbers_are_typed_and_what_was_refused_stays(client):
    [owed] = make_work()
    client.force_login(person(owed.unit))
    typed = {"unit": owed.unit_id, "headcount": "20", "listed": "25", "met_on": "2024-03-04"}
    refused = client.post(address_of(owed, "roll_call"), typed)
    assert refused.status_code == 422
    assert "không thể có nhiều hơn tổng số 20 người" in refused.text
    assert 'value="25"' in refused.text
    for wrong in ({"headcount": ""}, {"headcount": "hai mươi"}, {"met_on": "32/13/2024"}, {"listed": "1,5"}):
        assert client.post(address_of(owed, "roll_call"), typed | {"listed": "15"} | wrong).status_code == 422
    assert not RollCall.objects.exists()
    saved = client.post(address_of(owed, "roll_call"), typed | {"listed": "15"}, follow=True).text
    assert "Đã lưu số người của UBND xã Mẫu 1." in saved
    assert "(75%)" in saved
    assert client.get(address_of(owed, "roll_call")).status_code == 302


@alone
def test_who_was_overtaken_on_the_page_can_send_again(client):
    [owed] = make_work()
    client.force_login(person(owed.unit))
    typed = {"unit": owed.unit_id, "headcount": "20", "listed": "12", "met_on": "2024-03-04", "seen": ""}
    roll(owed, person(owed.unit, Role.DEPUTY, "Binh"))
    told = client.post(address_of(owed, "roll_call"), typed)
    assert told.status_code == 422
    assert "Nguyễn Binh đã ghi 15 người" in told.text
    assert 'value="12"' in told.text
    seen = told.text.partition('name="seen" value="')[2].partition('"')[0]
    assert seen == RollCall.objects.get().at.isoformat()
    assert client.post(address_of(owed, "roll_call"), typed | {"seen": seen}).status_code == 302
    assert RollCall.objects.get().listed == 12


@alone
def test_a_form_of_another_unit_is_refused(client):
    own, other = make_work(units=2)
    client.force_login(person(own.unit))
    numbers = {"headcount": "20", "listed": "0"}
    for unit in (other.unit_id, 999_999, "abc", ""):
        assert client.post(address_of(own, "acknowledge"), {"unit": unit}).status_code == 403
        assert client.post(address_of(own, "roll_call"), {"unit": unit, **numbers}).status_code == 403
    assert not Acknowledgement.objects.exists()
    assert not RollCall.objects.exists()


@alone
def test_whoever_watches_sees_who_has_said_nothing(client):
    owed = make_work(units=3)
    acknowledge(version=owed[0].task.version, unit=owed[0].unit, by=person(owed[0].unit, name="mot"), at=AT)
    roll(owed[1], person(owed[1].unit, name="hai"))
    client.force_login(person(owed[0].task.version.plan.owner, Role.LEADER))
    text = page(client, address_of(owed[0]))
    assert text.index("UBND xã Mẫu 3") < text.index("UBND xã Mẫu 1") < text.index("UBND xã Mẫu 2")
    assert "trên 20 người của 1 đơn vị" in text
    assert "số lớn hơn trong hai số" in text
    silent = page(client, f"{address_of(owed[0])}?chua=1")
    assert "UBND xã Mẫu 3" in silent
    assert "UBND xã Mẫu 2" not in silent


@alone
def test_a_unit_sees_itself_alone(client):
    own, other = make_work(units=2)
    roll(other, person(other.unit, name="xa-ben"))
    client.force_login(person(own.unit))
    assert "UBND xã Mẫu 2" not in page(client, address_of(own))
    assert [row.unit for row in plan_readings(own.task.version, [own.unit_id], TODAY).rows] == ["UBND xã Mẫu 1"]
    client.force_login(person(make_units(3)[2], name="ngoai"))
    for name in ("readings", "readings_workbook", "acknowledge", "roll_call"):
        assert client.get(address_of(own, name)).status_code == 404


@alone
def test_the_table_is_taken_away(client, settings):
    owed = make_work(units=2)
    roll(owed[0], person(owed[0].unit))
    client.force_login(person(owed[0].task.version.plan.owner, Role.LEADER, "lanh-dao"))
    settings.LOA_DEMO = True
    answer = client.get(address_of(owed[0], "readings_workbook"))
    assert answer["Content-Disposition"] == 'attachment; filename="da-doc-2024-03-15.xlsx"'
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][0] == "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert "số lớn hơn trong hai số" in rows[2][0]
    assert rows[3][0] == "Đơn vị"
    assert rows[4][:3] == ("UBND xã Mẫu 2", 0, 0)
    assert rows[5] == ("UBND xã Mẫu 1", 0, 15, "04/03/2024", 20, 15, 75)


@alone
@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_whatever_the_units(client, size, django_assert_num_queries):
    owed = make_work(units=size + 1)
    for place, one in enumerate(owed):
        roll(one, person(one.unit, name=f"xa-{place}"))
    by = person(owed[0].unit)
    assign_role(user=by, unit=owed[0].task.version.plan.owner, role=Role.LEADER, by=None, at=AT)
    client.force_login(by)
    with django_assert_num_queries(13):
        page(client, address_of(owed[0]))


@alone
def test_many_units_come_in_pages_that_stay_light(client):
    owed = make_work(units=60)
    client.force_login(person(owed[0].task.version.plan.owner, Role.LEADER))
    answer = client.get(address_of(owed[0]))
    assert "Dòng 1 đến 50 trong 60" in answer.text
    assert len(answer.content) < 60_000
