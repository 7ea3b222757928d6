"""The connection goes while an officer types, the session ends, the button is pressed twice: nothing typed is lost."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.models import Indicator, Step
from loa.tasks.tests.factories import make_work
from tests.journeys.conftest import PASSWORD, PHONE, assert_accessible, sign_in

pytestmark = pytest.mark.browser
WORDS = "Đã phát thanh ba buổi ở thôn Thượng"
PERIOD = "/viec/ky/"


@pytest.fixture
def prepared(transactional_db):
    """A commune's officer with two standing tasks of the first quarter, one of which asks for a number."""
    first, _ = make_work(tasks=2, periods=1)
    Indicator.objects.create(task=first.task, position=0, name="Tin, bài", counted_in="tin, bài")
    user = User.objects.create_user("dau-moi", password=PASSWORD, first_name="Nguyễn Văn Mẫu")
    at = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
    assign_role(user=user, unit=first.unit, role=Role.FOCAL, by=None, at=at)


def note(page: Page):
    return page.get_by_label("Ghi thêm").first


def test_what_was_typed_outlives_the_connection_and_the_session(live_server, open_page, complaints):
    page = open_page(viewport=PHONE)
    sign_in(page, live_server.url, "dau-moi")
    page.get_by_role("link", name="Báo cáo cả kỳ trên một trang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo Quý\xa0I/2024")
    assert_accessible(page)
    page.get_by_label("Tin, bài").fill("3")
    note(page).fill(WORDS)

    # The connection goes: the page stays, says so, and keeps the words on the device.
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Mất kết nối, chưa gửi được")).to_be_visible()
    expect(note(page)).to_have_value(WORDS)
    page.context.set_offline(False)

    # The page is lost altogether and somebody else uses the device: the words are offered to their writer alone.
    page.reload()
    expect(page.get_by_text("Có nội dung chưa gửi")).to_be_visible()
    expect(note(page)).to_have_value("")
    page.get_by_role("button", name="Lấy lại").click()
    expect(note(page)).to_have_value(WORDS)
    expect(page.get_by_label("Tin, bài")).to_have_value("3")

    # The session ends before it is sent: the page of the expired session, then in again, and it is still there.
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phiên làm việc đã hết")
    sign_in(page, live_server.url, "dau-moi")
    page.goto(f"{live_server.url}{PERIOD}")
    page.get_by_role("link", name="Việc của tôi").first.click()
    page.get_by_role("link", name="Báo cáo cả kỳ trên một trang").click()
    page.get_by_role("button", name="Lấy lại").click()
    page.get_by_role("button", name="Gửi báo cáo").dblclick()
    expect(page.get_by_text("Đã gửi báo cáo Quý I/2024: 1 mục.")).to_be_visible()
    expect(page.get_by_text("Có nội dung chưa gửi")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Có nội dung chưa gửi")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('loa:')).length") == 0
    assert complaints == []


def test_one_result_is_kept_without_its_hidden_fields_or_files(live_server, open_page, complaints, tmp_path):
    page = open_page(viewport=PHONE)
    sign_in(page, live_server.url, "dau-moi")
    page.locator(".work-row a").first.click()
    file = tmp_path / "bien-ban.txt"
    file.write_text("Họp thôn", encoding="utf-8")
    page.get_by_label("Tệp minh chứng").wait_for()
    page.wait_for_load_state()  # the script that keeps what is typed comes last
    page.get_by_label("Tệp minh chứng").set_input_files(file)
    page.get_by_label("Kết quả", exact=True).fill(WORDS)
    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('loa:typed:')).join()")
    assert WORDS in kept
    assert not [word for word in ("bien-ban", "csrf", "revision") if word in kept]
    page.reload()
    page.get_by_role("button", name="Bỏ").click()
    page.reload()
    expect(page.get_by_text("Có nội dung chưa gửi")).to_have_count(0)
    assert complaints == []


@pytest.fixture(autouse=True)
def one_step_in_all(prepared):
    """After each journey at most one step stands: nothing was sent twice."""
    yield
    assert Step.objects.count() <= 1
