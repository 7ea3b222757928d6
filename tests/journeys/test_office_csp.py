"""In a real browser, nothing the site or the office does meets its content security policy or calls elsewhere."""

import re
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from wagtail.models import Collection, Locale, Site
from wagtail.models import Page as TreePage

from loa.people.models import User
from loa.website.models import HomePage

PASSWORD = "mat-khau-rat-dai-1"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Không có Chromium: cài gói chromium để chạy phép thử này."),
]


@pytest.fixture
def officer(transactional_db) -> User:
    return User.objects.create_superuser("can-bo", email="", password=PASSWORD)


@pytest.fixture
def home(transactional_db) -> HomePage:
    """Return the front page; where an earlier test emptied the tables, make it and its surroundings anew."""
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    home = HomePage.objects.first()
    if home is None:
        root = TreePage.objects.filter(depth=1).first() or TreePage.add_root(title="Root", slug="root")
        home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
        Site.objects.update_or_create(hostname="localhost", defaults={"root_page": home, "is_default_site": True})
    return home


@pytest.fixture
def browser(live_server, officer, home) -> Iterator[Browser]:
    """Start Chromium after the database was filled: Playwright's loop forbids Django's queries in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser, live_server, complaints) -> Page:
    """A page that notes every refusal of the policy and every call that leaves the site."""
    page = browser.new_page()
    host = urlsplit(live_server.url).netloc

    def note_message(message):
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    def note_request(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws"} and address.netloc != host:
            complaints.append(f"{page.url} calls {request.url}")

    page.on("console", note_message)
    page.on("request", note_request)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return page


def _sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill("can-bo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{base}/admin/")


def test_no_page_meets_its_policy(page, live_server, home, complaints):
    base = live_server.url
    for address in ("/", "/khong-co/", "/accounts/login/"):
        page.goto(base + address)
    _sign_in(page, base)
    addresses = [
        "/admin/pages/", f"/admin/pages/{home.pk}/", f"/admin/pages/{home.pk}/edit/", "/admin/users/",
        "/admin/users/new/", "/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/account/",
        "/admin/groups/new/", "/admin/workflows/add/", "/admin/redirects/add/", "/admin/reports/site-history/",
        "/admin/khong-co/", "/accounts/password/change/", "/accounts/2fa/",
    ]  # fmt: skip
    for address in addresses:
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
    assert complaints == []


def test_rich_text_can_be_written_and_published(page, live_server, home, complaints):
    _sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{home.pk}/edit/")
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    editor.press_sequentially("Lời chào viết trong trình soạn thảo")
    expect(page.locator("[name=introduction]")).to_have_value(re.compile("trình soạn thảo"))
    page.locator("footer .w-dropdown__toggle").first.click()
    with page.expect_navigation():
        page.locator("button[name=action-publish]").click()
    page.context.clear_cookies()
    page.goto(live_server.url)
    assert page.get_by_text("Lời chào viết trong trình soạn thảo").is_visible()
    assert complaints == []


def test_smuggled_script_does_not_run(page, live_server):
    _sign_in(page, live_server.url)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.smuggled = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.smuggled") is None
