"""A leader opens the plan, follows a number to its list and a month to its work; the lead telephones and writes.

Every page of watching and urging is looked at by axe, on a telephone and on a desk, without scripts.
"""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.choices import State
from loa.tasks.models import Indicator
from loa.tasks.tests.factories import make_work, stand
from tests.journeys.conftest import DESK, PASSWORD, PHONE, assert_accessible, sign_in

pytestmark = pytest.mark.browser
AT = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def prepared(transactional_db):
    """A plan with work that is late, returned, due soon, sent and accepted; who leads it and who leads the district."""
    owed = make_work(tasks=3, units=4, periods=2)
    Indicator.objects.create(task=owed[0].task, position=0, name="Tin, bài", counted_in="tin, bài")
    for place, one in enumerate(owed):
        if one.period == "2024-q1":
            kinds = (
                {"due_on": date(2024, 3, 8)},
                {"due_on": date(2024, 3, 20)},
                {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 5)},
                {"state": State.ACCEPTED, "submitted_on": date(2024, 3, 5)},
                {"state": State.RETURNED, "returns": 1},
            )
            stand(one, **kinds[place // 2 % 5])
    unit = owed[0].unit
    unit.phone = "0233 000 000"
    unit.save()
    owner = owed[0].task.version.plan.owner
    for name, where, role in (
        ("chu-tri", owner, Role.FOCAL),
        ("lanh-dao", owner, Role.LEADER),
        ("xa", unit, Role.FOCAL),
    ):
        user = User.objects.create_user(name, password=PASSWORD, first_name="Nguyễn Văn Mẫu")
        assign_role(user=user, unit=where, role=role, by=None, at=AT)


def plan_address(page: Page) -> str:
    """Go from the first page to the plan and return its address."""
    page.get_by_role("link", name=re.compile("^Kế hoạch Tuyên truyền|^Kế hoạch tuyên truyền")).first.click()
    return page.url


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_leader_goes_from_a_number_to_the_work_behind_it(live_server, open_page, complaints, picture, size):
    page = open_page(viewport=size, java_script_enabled=False)
    sign_in(page, live_server.url, "lanh-dao")
    address = plan_address(page)
    if size is DESK:
        picture(page, "theo-doi")
    late = page.locator("dl.figure-row a.is-late")
    number = late.inner_text()
    late.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{number} đầu việc")
    page.goto(address + "don-vi/")
    if size is PHONE:
        picture(page, "theo-doi-don-vi")
    page.locator("td.m-late-1 a, td.m-late-2 a, td.m-late-3 a").first.click()
    expect(page.get_by_text("hạn tháng 3/2024").first).to_be_visible()
    page.locator("ol.rows a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_watching_and_urging_are_accessible_and_fit(live_server, open_page, complaints, size):
    page = open_page(viewport=size)
    sign_in(page, live_server.url, "chu-tri")
    address = plan_address(page)
    for way in (
        address, f"{address}don-vi/", f"{address}thang/", f"{address}so-lieu/", f"{address}dau-viec/",
        f"{address}giao-ban/", f"{address}don-doc/", f"{address}nhac-viec/", f"{address}khoa-ky/", f"{address}da-doc/",
        *(f"{live_server.url}/viec/{name}/" for name in
          ("", "goi-hom-nay", "lich", "lich/dang-ky", "xac-nhan", "phoi-hop", "don-vi", "nhac-viec")),
    ):  # fmt: skip
        page.goto(way.replace("/viec//", "/viec/"))
        assert_accessible(page)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{way} is {wider} px wider than the screen"
    assert complaints == []


def test_the_lead_notes_a_call_and_takes_the_letter(live_server, open_page, complaints, picture):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    sign_in(page, live_server.url, "chu-tri")
    plan_address(page)
    page.get_by_role("link", name="Gọi hôm nay").click()
    picture(page, "goi-hom-nay")
    page.get_by_role("button", name="Đã gọi").first.click()
    expect(page.get_by_text(re.compile(r"Đã ghi: .*đã gọi"))).to_be_visible()
    page.goto(f"{live_server.url}/viec/")
    plan_address(page)
    page.get_by_role("link", name="Công văn đôn đốc").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("Soạn")).first.click()
    assert taken.value.suggested_filename.endswith(".docx")
    assert taken.value.path().read_bytes()[:2] == b"PK"
    assert complaints == []
