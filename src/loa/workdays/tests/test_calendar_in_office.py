"""The office's screen of the calendar: what it shows, and what its forms keep when they are refused."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from loa.people.choices import Role
from loa.people.models import RoleAssignment, User
from loa.plans.tests.factories import district
from loa.workdays.actions import confirm_year, prepare_year, set_day
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay, CalendarYear

AT = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
DAY = {"day": "02/01/2026", "kind": "holiday", "name": "Ngày nghỉ", "basis": "Văn bản 12729/VPCP-KGVX"}


@pytest.fixture
def keeper(client, db):
    keeper = User.objects.create_superuser("quan-tri", first_name="Quản trị")
    client.force_login(keeper)
    return keeper


def shown(client, year=""):
    return client.get(reverse("workdays:index"), {"nam": year}).content.decode()


def test_the_way_of_a_year_from_proposal_to_confirmation(client, keeper):
    assert "Lịch năm 2026 chưa được lập" in shown(client, "2026")
    client.post(reverse("workdays:prepare"), {"year": "2026"})
    page = shown(client, "2026")
    assert "Năm 2026 chưa được xác nhận" in page
    assert "12729/VPCP-KGVX" in page
    client.post(reverse("workdays:confirm"), {"year": "2026"})
    page = shown(client, "2026")
    assert "chưa được xác nhận" not in page
    assert "xác nhận ngày 15/03/2024" in page


def test_a_year_that_cannot_be_read_is_this_one(client, keeper):
    for year in ("", "abc", "99999", "-1", "2026'"):
        assert "<h2>Năm 2024</h2>" in shown(client, year)
    response = client.post(reverse("workdays:prepare"), {"year": "99999"}, follow=True)
    assert "2000 đến 2099" in response.content.decode()
    assert not CalendarYear.objects.exists()


def test_mourning_asks_about_entertainment(client, keeper):
    assert "giải trí" not in shown(client, "2024")
    set_day(date(2024, 7, 25), kind=DayKind.MOURNING, name="Quốc tang", basis="Thông báo", by=keeper, at=AT)
    assert "giải trí" in shown(client, "2024")


def test_a_day_is_put_in_and_taken_out(client, keeper):
    form = client.get(reverse("workdays:add")).content.decode()
    assert ">Ghi vào lịch</button>" in form
    assert f'href="{reverse("workdays:index")}">Quay lại, không lưu' in form
    client.post(reverse("workdays:add"), DAY)
    put = CalendarDay.objects.get()
    assert (put.day, put.entered_by) == (date(2026, 1, 2), keeper)
    address = reverse("workdays:remove", args=[put.pk])
    assert "nhật ký giữ lại" in client.get(address).content.decode()
    client.post(address)
    assert not CalendarDay.objects.exists()
    assert client.post(address).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "31/02/2026"}, "Không đọc được ngày này"),
        ({"day": ""}, "Ghi ngày."),
        ({"kind": "party"}, "Chọn một loại trong danh sách."),
        ({"basis": ""}, "Ghi căn cứ."),
        ({"kind": "make_up_day"}, "vốn là ngày làm việc"),
        ({"day": "02/01/2126"}, "2000 đến 2099"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, keeper, wrong, said):
    page = client.post(reverse("workdays:add"), DAY | wrong).content.decode()
    assert said in page
    assert 'value="Ngày nghỉ"' in page
    assert not CalendarDay.objects.exists()


def test_an_officer_reads_the_calendar_and_finds_no_button(client, db):
    officer = User.objects.create_user("can-bo")
    RoleAssignment.objects.create(user=officer, unit=district(), role=Role.FOCAL, held_from=date(2024, 1, 1))
    client.force_login(officer)
    prepare_year(2024, by=None, at=AT)
    page = shown(client)
    assert "Người xác nhận là quản trị hệ thống." in page
    assert "<form method" not in page.split("office-sheet")[1].split("</main>")[0]


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_costs_as_much_with_one_day_as_with_three(client, keeper, days, django_assert_num_queries):
    prepare_year(2027, by=keeper, at=AT)
    confirm_year(2027, by=keeper, at=AT)
    CalendarDay.objects.filter(pk__in=CalendarDay.objects.values("pk")[days:]).delete()
    assert CalendarDay.objects.count() == days
    shown(client, "2027")
    with django_assert_num_queries(10):
        shown(client, "2027")
