"""A real browser for the journeys: Debian's Chromium, driven against the live server; nothing may leave the site."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items):
    """Leave the journeys out, saying so, where there is no browser."""
    if CHROMIUM is None:
        reason = "Không có Chromium: cài gói chromium để chạy các phép thử bằng trình duyệt."
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def prepared(transactional_db):
    """What a journey needs in the database before the browser starts; a test module overrides it."""


@pytest.fixture
def browser(live_server, prepared) -> Iterator[Browser]:
    """Start Chromium after the database was filled: Playwright's loop forbids Django's queries in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of a journey refused to load, called outside, or stumbled over."""
    return []


@pytest.fixture
def page(browser, live_server, complaints) -> Page:
    """A page that notes every refusal of the policy, every call that leaves the site and every script error."""
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


@pytest.fixture
def picture(request, page):
    """Return a function that keeps a picture of the page under a name, where --screenshots asks for pictures."""
    folder = request.config.getoption("--screenshots")

    def keep(name: str, *, whole: bool = False) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)

    return keep
