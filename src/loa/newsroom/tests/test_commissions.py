"""Stories that are asked for: of whom, about which line, found again by both sides, and wanted no more."""

from datetime import date

import pytest
from django.urls import reverse

from loa.newsroom.actions import commission_story
from loa.newsroom.choices import CommissionState
from loa.newsroom.models import Commission
from loa.newsroom.tests.factories import AT, make_house, person
from loa.people.choices import Role, UnitKind
from loa.people.models import Unit
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units, make_work

pytestmark = pytest.mark.django_db
LIST = "/viec/tin-bai/dat-bai/danh-sach/"


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def keeper(house):
    return person(district(), Role.FOCAL, "giu-bao-phu")


def ask(house, by, **fields):
    told = {"owner": district(), "unit": house.unit, "what": "Ngày đầu của bộ phận một cửa", **fields}
    return commission_story(due_on=told.pop("due_on", date(2024, 3, 29)), **told, by=by, at=AT)


def test_a_story_about_a_line_is_asked_for_from_the_plan_and_the_room(client, house, keeper):
    owed = make_work(units=2)[0]
    Unit.objects.filter(pk=make_units(2)[1].pk).update(kind=UnitKind.OUTSIDE)
    client.force_login(keeper)
    plan = client.get(reverse("desk:plan", args=[owed.task.version.plan.slug])).text
    form = reverse("newsroom:commission")
    assert f'href="{form}?chu-quan={district().pk}"' in plan
    assert f'href="{LIST}"' in client.get(reverse("newsroom:home")).text
    shown = client.get(f"{form}?nhiem-vu={owed.task_id}").text
    assert f'<option value="{owed.task_id}" selected>' in shown
    assert "UBND xã Mẫu 2" not in shown, "bodies outside are invited by letter"
    typed = {"unit": house.unit.pk, "what": "Bài về nhiệm vụ", "due_on": "2024-03-29", "task": owed.task_id}
    done = client.post(form, typed, follow=True)
    assert done.redirect_chain[-1][0] == LIST
    assert Commission.objects.get().task == owed.task
    assert "Bài về nhiệm vụ" in done.text


def test_both_sides_find_it_and_nobody_else(client, house, keeper):
    ask(house, keeper)
    client.force_login(house.writer)
    assert "1 bài được đặt viết" in client.get(reverse("desk:work")).text
    page = client.get(LIST).text
    assert f'href="{reverse("newsroom:write")}?dat={Commission.objects.get().pk}"' in page
    assert "Hủy bài đặt" not in page
    client.force_login(person(make_units(3)[2], Role.FOCAL, "nguoi-la"))
    assert "Ngày đầu của bộ phận một cửa" not in client.get(LIST).text


def test_a_desk_asks_the_units_that_its_sections_are_for(client, house):
    client.force_login(house.editor)
    page = client.get(reverse("newsroom:commission")).text
    assert "UBND xã Mẫu 1" in page
    client.post(reverse("newsroom:commission"), {"unit": house.unit.pk, "what": "Tin chợ", "due_on": "2024-03-29"})
    assert Commission.objects.get().owner == district()
    assert "Tin chợ" in client.get(LIST).text


def test_who_asked_wants_it_no_more_and_says_why(client, house, keeper):
    row = ask(house, keeper)
    cancel = reverse("newsroom:cancel_commission", args=[row.pk])
    client.force_login(house.writer)
    assert client.post(cancel, {"text": "Bận"}).status_code == 404
    client.force_login(keeper)
    assert client.post(cancel, {"text": " "}).status_code == 422
    assert client.get(cancel).status_code == 302
    done = client.post(cancel, {"text": "Đã có bài của huyện"}, follow=True)
    assert "Đã hủy bài đặt" in done.text
    assert "Lý do hủy: Đã có bài của huyện" in done.text
    assert Commission.objects.get().state == CommissionState.CANCELLED
    assert "đã xong hoặc đã hủy" in client.post(cancel, {"text": "Lần nữa"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_and_shows_what_waits_soonest_first(
    client, house, keeper, count, django_assert_num_queries
):
    for day in range(count):
        ask(house, keeper, what=f"Bài {day}", due_on=date(2024, 3, 29 - day))
    client.force_login(keeper)
    client.get(LIST)
    with django_assert_num_queries(8):
        page = client.get(LIST).text
    places = [page.index(f"Bài {day}") for day in range(count)]
    assert places == sorted(places, reverse=True)
