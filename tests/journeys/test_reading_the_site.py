"""A site read by whoever has no mouse, no scripts, or weak eyes."""

import re

import pytest
from playwright.sync_api import Page, expect

from loa.library.tests.factories import make_document, make_draft
from loa.newsroom.tests.factories import make_house
from loa.pictures.tests.factories import picture
from loa.plans.tests.factories import make_plan
from loa.website.tests.telling import make_portal, tell
from tests.journeys.conftest import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.browser
TITLE = (
    "Điểm hướng dẫn nộp hồ sơ trực tuyến ở nhà văn hóa thôn Linh Hải mở cửa các buổi sáng thứ Ba và thứ Năm hằng tuần"
)
SECTION = "Cải cách hành chính"
STANDING = ("/", "/tin-bai/", "/nhan-tin/", "/so-do-trang/", "/kha-nang-tiep-can/", "/en/contact/", "/don-vi/")
# What is cut: words wider than the box that hides what does not fit, or beyond the edge of the window.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (one.closest(".hidden-visually, .skip, svg") || !one.innerText?.trim() || !one.checkVisibility()) return false;
  const { overflowX, textOverflow } = getComputedStyle(one);
  const hides = overflowX !== "visible" || textOverflow === "ellipsis";
  const box = one.getBoundingClientRect();
  if (box.width <= 1) return false; // the head of a table that is a list on a telephone: there to be heard alone
  return hides && one.scrollWidth > one.clientWidth + 1 || box.right > innerWidth + 1 || box.left < -1;
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def prepared(transactional_db):
    """A site of the district with two stories, one of them with a picture and a long name."""
    make_portal(
        hostname="localhost",
        hotline="000 000 0001 (minh họa)",
        contact_in_english="People's Committee of Mau District.",
    )
    house = make_house()
    make_document(abstract="Công khai thủ tục hành chính thuộc thẩm quyền giải quyết của huyện giai đoạn 2024-2025")
    make_draft()
    make_plan()
    tell(house, title="Xã Mẫu họp dân")
    tell(house, title=TITLE, pictures=1, picture=picture(None))


def tab_to(page: Page, words: str) -> None:
    """Press Tab until a link of these words has the focus; every stop on the way can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        words_here, outline, inside = page.evaluate("""() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          return [one.innerText.trim(), getComputedStyle(one).outlineStyle, box.bottom > 0 && box.top < innerHeight];
        }""")
        assert outline != "none", words_here
        assert inside, words_here
        if words_here == words:
            return
    raise AssertionError(f"no way by the keyboard to {words}")


def test_from_the_front_page_to_a_story_by_the_keyboard_alone(live_server, open_page, complaints):
    reader = open_page(viewport=DESK)
    reader.goto(live_server.url)
    tab_to(reader, "Đến nội dung chính")
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    tab_to(reader, SECTION)
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text(SECTION)
    tab_to(reader, TITLE)
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    tab_to(reader, "Xã Mẫu họp dân")
    assert complaints == []


def test_bigger_letters_and_contrast_stay_on_the_device_without_a_cookie(live_server, open_page, complaints):
    reader = open_page(viewport=PHONE)
    reader.goto(live_server.url)
    plain = reader.evaluate("getComputedStyle(document.body).fontSize")
    tab_to(reader, "Chữ to")
    reader.keyboard.press("Enter")
    reader.get_by_role("button", name="Tương phản cao").click()
    reader.goto(f"{live_server.url}/tin-bai/")
    expect(reader.get_by_role("button", name="Chữ to")).to_have_attribute("aria-pressed", "true")
    assert float(reader.evaluate("getComputedStyle(document.body).fontSize")[:-2]) > 1.25 * float(plain[:-2])
    assert reader.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert_accessible(reader)
    assert reader.context.cookies() == []
    reader.get_by_role("button", name="Chữ to").click()
    reader.reload()
    assert reader.evaluate("getComputedStyle(document.body).fontSize") == plain
    assert complaints == []


def test_without_scripts_a_story_is_found_read_passed_on_and_printed(live_server, open_page, complaints):
    reader = open_page(viewport=PHONE, java_script_enabled=False)
    reader.goto(live_server.url)
    expect(reader.get_by_role("button", name="Chữ to")).to_have_count(0)
    reader.get_by_role("link", name=SECTION).first.click()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_role("link", name="Gửi bằng thư điện tử")).to_be_visible()
    expect(reader.get_by_role("button", name="Chép đường dẫn")).to_have_count(0)
    expect(reader.get_by_role("link", name="Xã Mẫu họp dân")).to_be_visible()
    reader.emulate_media(media="print")
    expect(reader.get_by_role("img", name="Mã QR dẫn đến trang này")).to_be_visible()
    for left_out in (".site-bar", ".site-footer", ".story-foot"):
        expect(reader.locator(left_out)).to_be_hidden()
    assert complaints == []


def test_with_scripts_the_address_of_a_story_is_copied(live_server, open_page, complaints):
    reader = open_page(viewport=PHONE)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto(live_server.url)
    reader.get_by_role("link", name=TITLE).first.click()
    reader.get_by_role("button", name="Chép đường dẫn").click()
    expect(reader.get_by_text("Đã chép đường dẫn.")).to_be_visible()
    assert reader.evaluate("navigator.clipboard.readText()") == reader.locator("link[rel=canonical]").get_attribute(
        "href"
    )
    assert_accessible(reader)
    assert complaints == []


def test_letters_of_twice_the_size_are_cut_nowhere_on_a_telephone(live_server, open_page, complaints):
    reader = open_page(viewport={"width": 320, "height": 700})  # the narrowest there are
    reader.goto(live_server.url)
    story = reader.get_by_role("link", name=TITLE).first.get_attribute("href")
    every = reader.request.get(f"{live_server.url}/sitemap.xml").text()
    listed = [re.search(rf"(/{part}/[^<]+)</loc>", every)[1] for part in ("van-ban", "lay-y-kien", "ke-hoach")]
    found = ("/tim-kiem/?q=thu+tuc", "/van-ban/", "/lay-y-kien/", "/su-kien/")
    for address in (*STANDING, "/chuyen-muc/cai-cach-hanh-chinh/", story, *found, *listed):
        reader.goto(f"{live_server.url}{address}")
        reader.evaluate("document.documentElement.style.fontSize = '200%'")
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert reader.evaluate(CUT) == [], address
        assert_accessible(reader)
    assert complaints == []
