"""The calendar of last days: whose, which month, what a day holds, and what it costs."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.choices import State
from loa.tasks.models import Obligation
from loa.tasks.tests.factories import make_units, make_work
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db
CALENDAR = "/viec/lich/"
LAST_DAY = f"{CALENDAR}2024-03-31/"


def person(client, unit=None, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    if unit:
        assign_role(user=user, unit=unit, role=role, by=None, at=now())
    client.force_login(user)
    return user


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.text.replace("\xa0", " ").replace("&nbsp;", " ")


def cell(text, day):
    """Return what stands in the cell of a day written dd/mm/yyyy."""
    return next(one for one in re.findall(r"<td.*?</td>", text, re.DOTALL) if day in one)


# --- the month -------------------------------------------------------------------------------------------------------
def test_what_a_unit_owes_stands_on_its_last_day(client):
    owed = make_work(tasks=2)
    Obligation.objects.filter(pk=owed[1].pk).update(due_on=date(2024, 3, 8))
    person(client, owed[0].unit)
    text = page(client, CALENDAR)
    assert "Lịch hạn cuối tháng 3/2024" in text
    assert reverse("desk:obligation", args=[owed[0].pk]) in cell(text, "31/03/2024")
    late = cell(text, "08/03/2024")
    assert reverse("desk:obligation", args=[owed[1].pk]) in late
    assert "chưa hoàn thành, đã quá hạn" in late
    assert 'aria-current="date"' in cell(text, "15/03/2024")
    assert "2 đầu việc có hạn cuối trong tháng" in text


def test_months_are_turned(client):
    owed = make_work(periods=4)
    person(client, owed[0].unit)
    text = page(client, CALENDAR)
    assert "?thang=2024-02" in text
    assert "?thang=2024-04" in text
    june = page(client, f"{CALENDAR}?thang=2024-06")
    assert reverse("desk:obligation", args=[owed[1].pk]) in cell(june, "30/06/2024")
    assert "Tháng này" in june
    assert "?thang=2025-01" in page(client, f"{CALENDAR}?thang=2024-12")


@pytest.mark.parametrize("asked", ["", "khong", "2024-13", "1899-01", "2024-3", "20240301", "9999-12", "-0001-01"])
def test_a_month_that_is_none_is_this_one(client, asked):
    person(client, make_units(1)[0])
    assert "tháng 3/2024" in page(client, f"{CALENDAR}?thang={asked}")


def test_the_calendar_ends_where_years_do(client):
    person(client, make_units(1)[0])
    assert 'rel="next"' not in page(client, f"{CALENDAR}?thang=2099-12")
    assert 'rel="prev"' not in page(client, f"{CALENDAR}?thang=2000-01")


def test_what_need_not_be_done_and_what_has_no_day_is_left_out(client):
    owed = make_work(tasks=3)
    Obligation.objects.filter(pk=owed[0].pk).update(state=State.NOT_APPLICABLE)
    Obligation.objects.filter(pk=owed[1].pk).update(state=State.AWAITING_EVENT, due_on=None)
    Obligation.objects.filter(pk=owed[2].pk).update(due_on=date(2024, 5, 1))
    person(client, owed[0].unit)
    assert "Không có đầu việc nào có hạn cuối trong tháng này." in page(client, CALENDAR)


def test_days_off_are_told(client):
    CalendarDay.objects.create(day=date(2024, 4, 18), kind=DayKind.HOLIDAY, name="Giỗ Tổ Hùng Vương", basis="Luật")
    CalendarDay.objects.create(day=date(2024, 5, 4), kind=DayKind.MAKE_UP_DAY, name="Làm bù", basis="Văn bản")
    person(client, make_units(1)[0])
    april = page(client, f"{CALENDAR}?thang=2024-04")
    assert 'class="off' in cell(april, "18/04/2024")
    assert "Giỗ Tổ Hùng Vương" in cell(april, "18/04/2024")
    assert 'class="off' in cell(april, "20/04/2024")  # a Saturday
    assert "chưa được xác nhận" in april
    CalendarYear.objects.create(year=2024, prepared_at=now(), confirmed_at=now())
    may = page(client, f"{CALENDAR}?thang=2024-05")
    assert 'class="off' not in cell(may, "04/05/2024")  # a Saturday worked for another day
    assert "chưa được xác nhận" not in may


def test_units_that_share_task_and_day_are_one_line_with_the_list_behind(client):
    owed = make_work(units=3)
    Obligation.objects.filter(pk=owed[0].pk).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 10))
    person(client, owed[0].task.version.plan.owner, Role.LEADER)
    line = cell(page(client, CALENDAR), "31/03/2024")
    address = f"2024-03-31/?nhiem-vu={owed[0].task_id}"  # from the page on
    assert f'href="{address}"' in line
    assert "1/3 đã gửi" in line
    listed = page(client, CALENDAR + address)
    assert "3 đầu việc có hạn cuối Chủ nhật 31/03/2024" in listed
    assert listed.count('class="row work-row"') == 3


def test_late_ones_are_counted_first(client):
    owed = make_work(tasks=2, units=2, due_on=date(2024, 3, 4))
    Obligation.objects.filter(task=owed[0].task).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 4))
    person(client, owed[0].task.version.plan.owner, Role.LEADER)
    line = cell(page(client, CALENDAR), "04/03/2024")
    assert line.index("0/2 đã gửi, 2 quá hạn") < line.index("2/2 đã gửi")


def test_a_full_day_shows_the_first_and_leads_to_the_rest(client):
    owed = make_work(tasks=9)
    person(client, owed[0].unit)
    line = cell(page(client, CALENDAR), "31/03/2024")
    assert line.count("<li>") == 6
    assert "và 4 nhiệm vụ khác" in line
    assert page(client, LAST_DAY).count('class="row work-row"') == 9


# --- whose -----------------------------------------------------------------------------------------------------------
def test_who_reports_begins_with_the_own_unit(client):
    above = make_work(units=2)[0].task.version.plan.owner
    person(client, above, Role.FOCAL)
    assert "Không có đầu việc nào" in page(client, CALENDAR)  # the district itself owes nothing
    assert "2 đầu việc có hạn cuối trong tháng" in page(client, f"{CALENDAR}?don-vi=tat-ca")


def test_who_watches_over_others_sees_all_and_can_leave_one(client):
    owed = make_work(units=2)
    person(client, owed[0].task.version.plan.owner, Role.LEADER)
    assert "2 đầu việc có hạn cuối trong tháng" in page(client, CALENDAR)
    one = page(client, f"{CALENDAR}?don-vi={owed[1].unit_id}")
    assert "1 đầu việc có hạn cuối trong tháng" in one
    assert f"&amp;don-vi={owed[1].unit_id}" in one
    assert "UBND xã Mẫu 2" in one


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_the_unit_beside(client, role):
    own, other = make_work(units=2)
    person(client, own.unit, role)
    for asked in ("", "tat-ca", str(other.unit_id), "abc", "²"):
        for address in (CALENDAR, LAST_DAY):
            text = page(client, f"{address}?don-vi={asked}")
            assert f'/{own.pk}/"' in text
            assert f'/{other.pk}/"' not in text
            assert "UBND xã Mẫu 2" not in text


def test_people_without_a_role_have_an_empty_calendar(client):
    make_work()
    person(client)
    assert "Không có đầu việc nào" in page(client, CALENDAR)
    assert "Không có đầu việc nào" in page(client, LAST_DAY)


def test_the_page_of_units_leads_to_the_calendar_of_each(client):
    unit = make_units(1)[0]
    person(client, unit)
    assert f"{CALENDAR}?don-vi={unit.pk}" in page(client, reverse("desk:units"))


# --- one day ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("day", ["2024-02-30", "hom-nay", "20240331", "2024-03-31T00", "0000-00-00"])
def test_a_day_that_is_none_is_not_there(client, day):
    person(client, make_units(1)[0])
    assert client.get(f"{CALENDAR}{day}/").status_code == 404


def test_a_task_of_others_narrows_nothing(client):
    owed = make_work()
    person(client, owed[0].unit)
    assert page(client, f"{LAST_DAY}?nhiem-vu=999999").count('class="row work-row"') == 1
    assert "Không có đầu việc nào" in page(client, f"{CALENDAR}2024-03-30/?nhiem-vu={owed[0].task_id}")


def test_a_long_day_is_cut_into_pages(client):
    owed = make_work(tasks=60)
    person(client, owed[0].unit)
    assert "Dòng 51 đến 60 trong 60" in page(client, f"{LAST_DAY}?trang=2")


# --- cost ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("address", "cost"), [(CALENDAR, 12), (LAST_DAY, 10)])
def test_a_page_costs_the_same_whatever_the_rows(client, address, cost, size, django_assert_num_queries):
    owed = make_work(tasks=size)
    person(client, owed[0].task.version.plan.owner, Role.LEADER)
    with django_assert_num_queries(cost):
        page(client, address)


def test_a_full_month_of_many_units_stays_light(client):
    owed = make_work(tasks=40, units=60)
    for place, one in enumerate(owed):
        one.due_on = date(2024, 3, 1 + place % 31)
    Obligation.objects.bulk_update(owed, ["due_on"])
    person(client, owed[0].task.version.plan.owner, Role.LEADER)
    styles = sum(Path(finders.find(f"base/{name}.css")).stat().st_size for name in ("loa", "desk"))
    answer = client.get(CALENDAR)
    assert len(answer.content) + styles < 100_000, (len(answer.content), styles)
    assert "<script" not in answer.text
    assert "style=" not in answer.text
