"""What the journeys and the tools that look at pages share: the browser, signing in, keeping a picture of a page."""

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def sign_in(page: Page, base: str, username: str, password: str) -> None:
    """Sign somebody in; the light desk is what they then see."""
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{base}/viec/")


def keep_picture(page: Page, file: Path) -> None:
    """Store what the window shows of a page."""
    taken = Image.open(BytesIO(page.screenshot()))
    # Pages have few colours: a palette of them weighs a third and looks the same.
    taken.convert("RGB").quantize(256).save(file, optimize=True)
