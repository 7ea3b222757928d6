"""What a commune tells from a telephone becomes a story that is let out from a link, and does the work of the commune.

From the tip over two at the desk and an approver without an account's session to the public page, the ledger, the
matrix and the standing work of the commune, which closes by itself.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from loa.activities.tests.test_closing import standing_work
from loa.newsroom.tests.factories import make_house, person
from loa.people.choices import Role
from loa.people.models import User
from tests.journeys.conftest import DESK, PASSWORD, PHONE, assert_accessible, sign_in

pytestmark = pytest.mark.browser
TITLE = "Thôn Linh Hải mở điểm hướng dẫn nộp hồ sơ"


@pytest.fixture
def prepared(transactional_db):
    """Standing work of a commune for news, and a newsroom with two at its desk."""
    (owed,), _ = standing_work()
    house = make_house(unit=owed.unit)
    person(house.section.desk, Role.DEPUTY, "bien-tap-hai")
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()


def open_first_page(page: Page, base: str, username: str) -> None:
    sign_in(page, base, username)
    page.get_by_role("link", name="Tin, bài", exact=True).first.click()


def test_a_tip_from_a_telephone_becomes_work_done(live_server, open_page, complaints):
    commune = open_page(viewport=PHONE)
    open_first_page(commune, live_server.url, "nguoi-viet")
    commune.get_by_role("link", name="Cung cấp tin").first.click()
    commune.get_by_label("Việc gì").fill(TITLE)
    commune.get_by_label("Kể thêm").fill("Mười hai gia đình đến trong buổi đầu.")
    assert_accessible(commune)
    commune.get_by_role("button", name="Gửi tin").click()
    expect(commune.get_by_role("heading", level=1)).to_have_text(TITLE)

    writer = open_page(viewport=DESK)
    open_first_page(writer, live_server.url, "bien-tap")
    writer.get_by_role("link", name=re.compile("Tin cơ sở")).first.click()
    writer.get_by_role("link", name=TITLE).click()
    writer.get_by_role("button", name="Nhận tin này").click()
    writer.get_by_role("link", name="Viết tin, bài từ tin này").click()
    writer.get_by_label("Tên tin, bài").fill(TITLE)
    writer.get_by_label("Nội dung", exact=True).fill("Sáng 12/3, thôn Linh Hải mở điểm hướng dẫn tại nhà văn hóa.")
    writer.get_by_label("Cải cách thủ tục hành chính").check()
    writer.get_by_label("Nguồn cho điều gì").first.fill("Ngày mở điểm hướng dẫn")
    writer.get_by_label("Ai xác nhận").first.fill("Trưởng thôn Linh Hải (minh họa)")
    writer.get_by_label("Xác nhận ngày").first.fill("2024-03-12")
    writer.get_by_role("button", name="Lưu bản nháp").click()
    expect(writer.get_by_text("Còn thiếu trước khi được duyệt")).to_have_count(0)
    writer.get_by_role("button", name="Gửi đi biên tập").click()
    story = writer.url

    editor = open_page(viewport=DESK)
    sign_in(editor, live_server.url, "bien-tap-hai")
    editor.goto(story)
    editor.get_by_role("button", name="Đồng ý, chuyển tiếp").click()
    editor.get_by_role("link", name="Gửi liên kết để duyệt trên điện thoại").click()
    editor.get_by_label("Người quyết định").select_option("nguoi-duyet")
    editor.get_by_role("button", name="Tạo liên kết").click()
    address = re.search(r"https?://\S+/tin-bai/duyet/\S+", editor.locator("textarea").first.input_value())
    assert address is not None

    approver = open_page(viewport=PHONE)
    approver.goto(address[0])
    expect(approver.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert_accessible(approver)
    approver.get_by_role("button", name="Đồng ý").click()
    approver.get_by_role("link", name="Xem trên trang").click()
    expect(approver.get_by_role("heading", level=1)).to_have_text(TITLE)

    approver.goto(address[0])
    expect(approver.get_by_role("button", name="Đồng ý")).to_have_count(0)

    commune.goto(f"{live_server.url}/viec/so-tuyen-truyen/bao-phu/")
    cell = commune.get_by_role("row", name=re.compile("^Cải cách thủ tục hành chính")).get_by_role("link").first
    expect(cell).to_have_text("1")
    cell.click()
    expect(commune.get_by_role("link", name=TITLE)).to_have_count(1)
    commune.goto(f"{live_server.url}/viec/")
    expect(commune.locator(".state-accepted")).to_have_text(["hoàn thành đúng hạn"])
    assert complaints == []


def test_a_contributor_sends_news_by_a_link_alone(live_server, open_page, complaints):
    commune = open_page(viewport=PHONE)
    open_first_page(commune, live_server.url, "nguoi-viet")
    commune.goto(f"{live_server.url}/viec/tin-bai/cong-tac-vien/")
    commune.get_by_label("Họ tên").fill("Người thôn (minh họa)")
    commune.get_by_role("button", name="Cấp liên kết").click()
    address = re.search(r"https?://\S+/tin-bai/gui/[\w-]+/", commune.locator("main").inner_html())
    assert address is not None

    village = open_page(viewport=PHONE)
    village.goto(address[0])
    village.get_by_label("Việc gì").fill(TITLE)
    assert_accessible(village)
    village.get_by_role("button", name=re.compile("^Gửi")).click()
    expect(village.get_by_role("heading", level=1)).to_have_text(re.compile("Đã"))
    commune.goto(f"{live_server.url}/viec/tin-bai/tin-co-so/")
    expect(commune.get_by_role("link", name=TITLE)).to_be_visible()
    assert complaints == []
