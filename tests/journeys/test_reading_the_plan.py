"""A visitor finds the plan, the task due on 15/12/2024 and what is odd about it; on a phone and on a desk."""

import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from loa.plans.actions import import_plan
from loa.plans.models import PlanVersion
from loa.plans.tests.factories import district
from tests.journeys.conftest import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.browser
SEED = Path(__file__).parents[2] / "examples" / "vinh-linh-2024" / "ke-hoach.txt"


@pytest.fixture
def prepared(request, transactional_db, settings):
    """Store the plan as if confirmed, which is quick; or fill the demonstration, for journeys that ask for it."""
    if getattr(request, "param", "") == "demonstration":
        settings.LOA_DEMO = True
        call_command("fill_demo", stdout=StringIO())
        return
    at = datetime(2024, 3, 15, tzinfo=UTC)
    version = import_plan(data=SEED.read_bytes(), name=SEED.name, owner=district(), by=None, at=at)
    PlanVersion.objects.filter(pk=version.pk).update(confirmed_at=at)


@pytest.mark.parametrize("prepared", ["demonstration"], indirect=True)
def test_from_the_home_page_to_the_task_and_its_finding(open_page, live_server, complaints, picture):
    for device, size in (("phone", PHONE), ("desk", DESK)):  # of one demonstration, which takes long to fill
        page = open_page(viewport=size)
        page.goto(live_server.url)
        expect(page.get_by_role("heading", level=1)).to_have_text("Cổng thông tin điện tử huyện Vĩnh Linh")
        assert_accessible(page)
        expect(page.get_by_role("main")).to_contain_text("47 trong 373 đầu việc đã có kết quả")

        page.get_by_role("main").get_by_role("link", name="tuyên truyền cải cách hành chính năm 2024").first.click()
        assert_the_task_and_its_finding_are_there(page)
        picture(page, f"plan-{device}")
        # Nothing makes the page wider than the screen, and visitors get no cookie.
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.context.cookies() == []

        # The demonstration's keepers call it by a name of their own.
        main_menu = page.get_by_role("navigation", name="Các trang chính")
        main_menu.get_by_role("link", name=re.compile("Đơn vị|Danh bạ")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cơ quan, đơn vị")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        office = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Phòng Tư pháp"))
        expect(office).to_contain_text("(minh họa)")
        office.get_by_role("link", name="nhiệm vụ 7").click()
        expect(page.locator("#nhiem-vu-7")).to_be_in_viewport()
    assert complaints == []


def assert_the_task_and_its_finding_are_there(page):
    expect(page.get_by_role("heading", level=1)).to_contain_text("năm 2024")
    task = page.locator("#nhiem-vu-2")
    task.scroll_into_view_if_needed()
    expect(task).to_contain_text("15/12/2024")
    finding = page.get_by_text("sau hạn báo cáo").first
    expect(finding).to_be_visible()
    expect(finding).to_contain_text("20/11/2024")
    expect(finding).to_contain_text("25/11/2024")
    assert_accessible(page)


def test_on_a_phone_the_contents_are_one_tap_away_and_name_every_task(page, live_server, complaints):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/ke-hoach/")
    page.get_by_role("main").get_by_role("link", name="Kế hoạch tuyên truyền").first.click()
    page.mouse.wheel(0, 9_000)
    page.get_by_role("link", name="Mục lục").click()
    page.get_by_role("navigation", name="Mục lục").get_by_role("link", name="Nhiệm vụ").click()
    page.get_by_text("Tên 8 nhiệm vụ").click()
    assert_accessible(page)
    page.get_by_role("link", name="Tổ chức các cuộc thi").click()
    expect(page.locator("#nhiem-vu-7")).to_be_in_viewport()
    assert complaints == []


def test_paper_shows_what_the_screen_folds(page, live_server):
    page.goto(f"{live_server.url}/ke-hoach/")
    page.get_by_role("main").get_by_role("link", name="Kế hoạch tuyên truyền").first.click()
    note = page.get_by_text("có thể là lỗi gõ").first
    expect(note).to_be_hidden()
    page.emulate_media(media="print")
    expect(note).to_be_visible()


def test_the_document_can_be_taken_home(page, live_server, complaints):
    page.goto(f"{live_server.url}/ke-hoach/")
    page.get_by_role("main").get_by_role("link", name="Kế hoạch tuyên truyền").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải văn bản gốc").first.click()
    assert download.value.suggested_filename == "ke-hoach.txt"
    assert Path(download.value.path()).read_bytes() == SEED.read_bytes()
    assert complaints == []
