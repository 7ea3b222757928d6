"""Take the pictures of the manual that need a whole year of work on the pages: from a demonstration.

Those of single steps are taken by the browser journeys; `make screenshots` takes both.
"""

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.browsing import CHROMIUM, FLAGS, keep_picture, sign_in
from tools.demonstration import demonstration

ROOT = Path(__file__).resolve().parents[1]
DESK, PHONE = (1200, 820), (390, 844)
PASSWORD = "tuyen-truyen-2024"  # noqa: S105  (of every account of the demonstration, printed when it is filled)
READ_ALOUD = "chung-thuc-ban-sao-mang-gi-nop-o-dau-mat-bao-nhieu-tien"
DISTRICT, COMMUNE = "can-bo-noi-vu", "ho-xa"


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the page, who looks at it (nobody: a visitor), how wide.

    `follow` is what links are called of which the first is opened, one page after the other; `to` scrolls to what holds
    these words.
    """

    name: str
    path: str
    by: str = ""
    size: tuple[int, int] = DESK
    host: str = ""
    follow: tuple[str, ...] = ()
    to: str = ""


SHOTS = (
    Shot("cong-huyen", "/"),
    Shot("trang-xa", "/", size=PHONE, host="ben-quan"),
    Shot("tim-kiem", "/tim-kiem/?q=ho+so", size=PHONE),
    Shot("thu-vien-van-ban", "/van-ban/"),
    Shot("tiep-thu-giai-trinh", "/lay-y-kien/", follow=("Quy chế tiếp nhận",), to="Tiếp thu, giải trình"),
    Shot("cung-cap-tin", "/viec/tin-bai/tin-co-so/gui/", by=COMMUNE, size=PHONE),
    Shot("tin-co-so", "/viec/tin-bai/tin-co-so/", by="bien-tap"),
    Shot("ban-bien-tap", "/viec/tin-bai/", by="bien-tap"),
    Shot("mot-bai", "/viec/tin-bai/", by="bien-tap", follow=("Vĩnh Giang khen",)),
    Shot("bao-phu", "/viec/so-tuyen-truyen/bao-phu/", by=DISTRICT, size=(1200, 1300)),
    Shot("cho-trong", "/viec/so-tuyen-truyen/cho-trong/", by=DISTRICT),
    Shot("huong-dan-thang", "/viec/tin-bai/huong-dan/", by=COMMUNE, size=PHONE, follow=("Làm thủ tục từ nhà",)),
    Shot("nhuan-but", "/viec/tin-bai/nhuan-but/", by=DISTRICT),
    Shot("ban-lam-viec", "/admin/", by=DISTRICT),
    Shot("loi-van", "/viec/tin-bai/", by="bien-tap", follow=("PAPI hỏi",), to="Lời văn"),
    Shot("hinh-anh", "/admin/images/", by="bien-tap"),
    Shot("quyen-anh", "/admin/images/", by="bien-tap", follow=("Tám giờ ở quầy",)),
    Shot("duong-dan", "/viec/so-tuyen-truyen/duong-dan/", by=DISTRICT),
    Shot("them-am-thanh", "/viec/tin-bai/", by="bien-tap", follow=("Vĩnh Giang khen", "Âm thanh, video")),
    Shot("nghe-bai", f"/tin-bai/{READ_ALOUD}/", size=PHONE, to="Chứng thực bản sao"),
    Shot("menu-trang", "/viec/trang-thong-tin/", by=DISTRICT, follow=("Cổng thông tin", "Sửa menu")),
    Shot("noi-dung-xem-lai", "/viec/trang-thong-tin/trong-coi/", by=DISTRICT, to="Nội dung cần xem lại"),
)


def main() -> None:
    """Take every picture anew."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8147)
    parser.add_argument("--room", type=Path, default=ROOT / "var" / "audit", help="where the demonstration goes")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures")
    told = parser.parse_args()
    with demonstration(told.room.resolve() / "demo", told.port) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for shot in SHOTS:
            _take(browser, base, shot, told.to)
            print(shot.name, flush=True)
        browser.close()


def _take(browser: Browser, base: str, shot: Shot, folder: Path) -> None:
    width, height = shot.size
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    site = base.replace("//", f"//{shot.host}.") if shot.host else base
    if shot.by:
        sign_in(page, base, shot.by, PASSWORD)
    page.goto(f"{site}{shot.path}")
    for words in shot.follow:
        page.locator("main").get_by_role("link").filter(has_text=words).first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    if shot.to:
        page.get_by_role("heading", name=shot.to).first.evaluate("one => one.scrollIntoView()")
    keep_picture(page, folder / f"{shot.name}.png")
    page.close()


if __name__ == "__main__":
    main()
