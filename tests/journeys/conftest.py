"""A real browser for the journeys: Debian's Chromium, driven against the live server; nothing may leave the site."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tools import browsing
from tools.browsing import CHROMIUM, FLAGS, keep_picture

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
PASSWORD = "mat-khau-rat-dai-1"


def pytest_collection_modifyitems(items):
    """Leave the journeys out, saying so, where there is no browser."""
    if not CHROMIUM:
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
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of a journey refused to load, called outside, or stumbled over."""
    return []


@pytest.fixture
def open_page(browser, live_server, complaints) -> Callable[..., Page]:
    """Return a function that opens a page of somebody else, with cookies of its own.

    Every page notes each refusal of the policy, each call that leaves the site and each script error.
    """
    host = urlsplit(live_server.url).netloc

    def opened(**options: Any) -> Page:
        page = browser.new_page(**options)

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

    return opened


@pytest.fixture
def page(open_page) -> Page:
    """The page of a journey that needs only one."""
    return open_page()


@pytest.fixture
def picture(request):
    """Return a function that keeps a picture of a page under a name, where --screenshots asks for pictures."""
    folder = request.config.getoption("--screenshots")

    def keep(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            keep_picture(page, Path(folder) / f"{name}.png")

    return keep


def sign_in(page: Page, base: str, username: str) -> None:
    """Sign somebody in whose password is `PASSWORD`; the light desk is what they then see."""
    browsing.sign_in(page, base, username, PASSWORD)


def assert_accessible(page: Page, part: str | None = None) -> None:
    """Let axe-core look at a page, or at the part of it that is ours."""
    violations = Axe().run(page, context=part).response["violations"]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []
