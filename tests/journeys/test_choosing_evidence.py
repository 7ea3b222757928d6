"""An officer shows work by what the unit has in the ledger already: ticked on a telephone, with scripts and without."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from loa.activities.tests.factories import make_activity
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.plans.models import PeriodRule
from loa.tasks.models import Task
from loa.tasks.tests.factories import make_work
from tests.journeys.conftest import PASSWORD, PHONE, assert_accessible, sign_in

pytestmark = pytest.mark.browser
WORDS = "Đã tuyên truyền ở cả ba thôn"
TALK = "Đối thoại với hộ kinh doanh"


@pytest.fixture
def prepared(transactional_db):
    """A commune that owes quarter I and told sixteen things in it, another that told one."""
    owed, *_, other = make_work(periods=1, units=2)
    Task.objects.update(rhythm=PeriodRule.objects.get(code="quy"))
    for number in range(15):
        make_activity(owed.unit, title=f"Buổi phát thanh số {number + 1}", on=date(2024, 3, 1))
    make_activity(owed.unit, title=TALK, on=date(2024, 1, 8))
    make_activity(other.unit, title="Việc của xã khác")
    user = User.objects.create_user("dau-moi", password=PASSWORD, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=owed.unit, role=Role.FOCAL, by=None, at=datetime(2024, 3, 14, 17, 0, tzinfo=UTC))


def look_for(page: Page, words: str) -> None:
    page.get_by_label("Tìm theo tên").fill(words)
    page.get_by_role("button", name="Tìm", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_what_the_unit_did_is_found_ticked_and_sent(live_server, open_page, complaints, picture, scripts):
    page = open_page(viewport=PHONE, java_script_enabled=scripts)
    sign_in(page, live_server.url, "dau-moi")
    page.locator(".work-row a").first.click()
    page.get_by_label("Kết quả").fill(WORDS)
    page.get_by_text("Chọn từ sổ tuyên truyền và tin, bài").click()
    expect(page.get_by_text("Còn 4 mục khác")).to_be_visible()
    expect(page.get_by_text("Việc của xã khác")).to_have_count(0)
    page.get_by_label("Buổi phát thanh số 15").check()
    look_for(page, "doi thoai")
    # What was typed and ticked is there still, and nothing was sent.
    expect(page.get_by_label("Kết quả")).to_have_value(WORDS)
    expect(page.get_by_label("Buổi phát thanh số 15")).to_be_checked()
    expect(page.get_by_label("Buổi phát thanh số 14")).to_have_count(0)
    expect(page.get_by_text("Có nội dung chưa gửi")).to_have_count(0)
    page.get_by_label(TALK).check()
    if scripts:
        assert_accessible(page)
        picture(page, "chon-minh-chung")
    page.get_by_role("button", name="Gửi kết quả").last.click()
    expect(page.get_by_text("Đã gửi kết quả.")).to_be_visible()
    expect(page.get_by_text("minh chứng: dữ liệu của hệ thống")).to_be_visible()
    page.get_by_role("link", name=TALK).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TALK)
    assert complaints == []


def test_ticks_are_kept_each_by_itself_when_the_page_is_lost(live_server, open_page, complaints):
    page = open_page(viewport=PHONE)
    sign_in(page, live_server.url, "dau-moi")
    page.locator(".work-row a").first.click()
    page.get_by_text("Chọn từ sổ tuyên truyền và tin, bài").click()
    page.get_by_label("Buổi phát thanh số 12").check()
    page.reload()
    page.get_by_role("button", name="Lấy lại").click()
    page.get_by_text("Chọn từ sổ tuyên truyền và tin, bài").click()
    expect(page.get_by_label("Buổi phát thanh số 12")).to_be_checked()
    expect(page.get_by_label("Buổi phát thanh số 11")).not_to_be_checked()
    assert complaints == []
