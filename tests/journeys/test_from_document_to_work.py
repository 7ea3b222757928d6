"""The lead officer brings the plan in, reviews it and puts it to work; a commune reports; the public page changes."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from loa.people.actions import issue_password_link, open_account, use_password_link
from loa.people.choices import Role
from loa.people.models import Unit, UnitAlias, UnitVersion
from loa.plans.actions import import_plan
from loa.plans.models import Review
from loa.website.management.demo.work import moment
from tests.journeys.conftest import DESK, PASSWORD, PHONE, assert_accessible, sign_in

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[2] / "examples" / "vinh-linh-2024"
PLAN = EXAMPLES / "ke-hoach.docx"
OPENED = moment(date(2024, 1, 29))
LEAD, DEPUTY, COMMUNE = "can-bo-noi-vu", "can-bo-du-phong", "ho-xa"
CENTRE = "Trung tâm Văn hóa thông tin - Thể dục thể thao"
SHEET = ".office-sheet"


@pytest.fixture
def prepared(transactional_db, settings):
    """The units, one of them under a name that the plan does not use, three officers, and the page cache as it runs."""
    settings.LOA_DEMO = True
    settings.LOA_PAGE_CACHE_SECONDS = 300
    call_command("load_units", EXAMPLES)
    UnitVersion.objects.filter(name=CENTRE).update(name=f"{CENTRE} Vĩnh Linh")
    UnitAlias.objects.filter(unit__key="vinh-linh-trung-tam-van-hoa").delete()
    _open(LEAD, "Nguyễn Thị Mẫu (minh họa)", "huyen-vinh-linh", Role.FOCAL)
    _open(DEPUTY, "Trần Văn Thử (minh họa)", "huyen-vinh-linh", Role.DEPUTY)
    _open(COMMUNE, "Lê Thị Ví (minh họa)", "ho-xa-cu", Role.FOCAL)


def _open(username: str, full_name: str, key: str, role: Role) -> None:
    unit = Unit.objects.get(key=key)
    user = open_account(
        username=username,
        full_name=full_name,
        work_phone="",
        email="",
        home_unit=unit,
        roles=[role],
        by=None,
        at=OPENED,
    )
    use_password_link(secret=issue_password_link(user=user, by=None, at=OPENED), password=PASSWORD, at=OPENED)


def row(page: Page, part: str, words: str):
    """Return the row of a part of the review that says these words."""
    return page.locator(f"#{part} .review-row").filter(has_text=words)


def test_from_the_document_to_a_result_that_citizens_see(live_server, open_page, picture, complaints, tmp_path):
    base = live_server.url
    citizen, lead = open_page(viewport=DESK), open_page(viewport=DESK)
    citizen.goto(base)
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Chưa có kế hoạch nào")

    review = _bring_in(lead, base, picture)
    _correct_a_task(lead, picture)
    _bind_the_open_name(lead, picture)
    _dismiss_a_finding(lead)
    citizen.goto(base)
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Chưa có kế hoạch nào")

    # Nothing is lost by leaving.
    lead.goto(f"{base}/accounts/logout/")
    lead.get_by_role("button", name="Đăng xuất").click()
    lead.goto(review)
    expect(lead.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    sign_in(lead, base, LEAD)
    lead.get_by_role("link", name="Bàn làm việc").click()
    lead.get_by_role("main").get_by_role("link", name="Kế hoạch tuyên truyền cải cách hành chính").click()
    expect(row(lead, "nhiem-vu", "Chỉ số CCHC")).to_contain_text("tỉnh công bố Chỉ số")
    _answer_what_is_left(lead)
    given = _confirm(lead, picture)
    assert complaints == []

    citizen.goto(base)
    expect(citizen.get_by_role("main")).to_contain_text(f"chưa có kết quả nào gửi về, trong {given} đầu việc đã giao")
    _report(open_page, base, picture, tmp_path)
    citizen.reload()
    expect(citizen.get_by_role("main")).to_contain_text(f"1 trong {given} đầu việc đã có kết quả gửi về")
    assert_accessible(citizen)
    picture(citizen, "cong-khai-co-tien-do")
    assert complaints == []


def _bring_in(page: Page, base: str, picture) -> str:
    """Upload the document and return the address of its review."""
    sign_in(page, base, LEAD)
    page.goto(f"{base}{reverse('plans:upload')}")
    page.get_by_label("Tệp kế hoạch đã ban hành").set_input_files(PLAN)
    assert_accessible(page, SHEET)
    page.get_by_role("button", name="Tải kế hoạch lên").click()
    expect(page.get_by_role("heading", name="việc phải xem trước khi triển khai")).to_be_visible()
    expect(page.locator(".plan-source")).to_contain_text("Tổ chức các cuộc thi tìm hiểu CCHC")
    assert_accessible(page, SHEET)
    picture(page, "doi-chieu")
    return page.url


def _correct_a_task(page: Page, picture) -> None:
    task = row(page, "nhiem-vu", "Chỉ số CCHC")
    expect(task).to_contain_text("31/03/2024")
    task.get_by_role("link", name="Sửa").click()
    page.get_by_label("Chờ công bố").check()
    page.get_by_label("Chờ việc gì").fill("tỉnh công bố Chỉ số cải cách hành chính năm 2023")
    assert_accessible(page, SHEET)
    picture(page, "sua-nhiem-vu")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(row(page, "nhiem-vu", "Chỉ số CCHC")).to_contain_text("tỉnh công bố Chỉ số")


def _bind_the_open_name(page: Page, picture) -> None:
    name = row(page, "co-quan", CENTRE)
    expect(name).to_contain_text("Gợi ý")
    name.get_by_role("link", name="Chọn đơn vị").click()
    page.get_by_label("Một đơn vị").check()
    page.get_by_label("Đơn vị", exact=True).select_option(label=f"{CENTRE} Vĩnh Linh")
    assert_accessible(page, SHEET)
    picture(page, "chon-don-vi")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(row(page, "co-quan", CENTRE)).to_contain_text(f"Hiểu là: {CENTRE} Vĩnh Linh")


def _dismiss_a_finding(page: Page) -> None:
    row(page, "diem", "Phòng Tài chính - Kế hoạch").get_by_role("link", name="Trả lời").click()
    page.get_by_label("Bỏ qua, có lý do").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Nội dung").fill("Phòng chỉ phối hợp về kinh phí, không cần nhiệm vụ riêng.")
    assert_accessible(page, SHEET)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(row(page, "diem", "Phòng Tài chính - Kế hoạch")).to_contain_text("không cần nhiệm vụ riêng")


def _answer_what_is_left(page: Page) -> None:
    """Take the notes as they are, and every other finding as understood, one after another."""
    page.get_by_role("button", name="Ghi nhận mọi ghi chú").click()
    page.get_by_role("link", name="Xem việc đầu tiên").click()
    for left in ("Còn 4 việc", "Còn 3 việc", "Còn 2 việc", "Còn 1 việc", "Không còn việc nào phải xem"):
        page.get_by_label("Ghi nhận cách hiểu").check()
        page.get_by_label("Nội dung").fill("Thực hiện như văn bản.")
        page.get_by_role("button", name="Lưu và xem việc tiếp theo").click()
        expect(page.get_by_role("main")).to_contain_text(left)


def _confirm(page: Page, picture) -> int:
    """Put the plan to work and return how many obligations the page promised."""
    page.get_by_role("link", name="Đối chiếu, xác nhận và triển khai").click()
    promised = page.get_by_role("button", name="Xác nhận và giao")
    given = int(re.sub(r"\D", "", promised.inner_text()))
    expect(page.get_by_role("row", name="UBND thị trấn Hồ Xá")).to_be_visible()
    assert_accessible(page, SHEET)
    picture(page, "xac-nhan")
    promised.click()
    expect(page.get_by_text(f"Đã giao {given} đầu việc cho")).to_be_visible()
    return given


def _report(open_page, base: str, picture, folder: Path) -> None:
    """Hand one result in from an old telephone: a small screen, no script."""
    phone = open_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, base, COMMUNE)
    picture(phone, "viec-cua-toi")
    evidence = folder / "ke-hoach-ho-xa.txt"
    evidence.write_text("Kế hoạch tuyên truyền năm 2024 của thị trấn (minh họa)\n", encoding="utf-8")
    phone.get_by_role("link", name="Xây dựng Kế hoạch tuyên truyền CCHC năm 2024").click()
    address = phone.url
    picture(phone, "mot-dau-viec")
    phone.get_by_label("Kết quả", exact=True).fill("Đã ban hành kế hoạch của thị trấn (minh họa).")
    phone.get_by_label("Tệp minh chứng").set_input_files(evidence)
    phone.get_by_role("button", name="Gửi kết quả").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã gửi kết quả")
    expect(phone.get_by_role("link", name="ke-hoach-ho-xa.txt")).to_be_visible()
    picture(phone, "da-gui-ket-qua")

    # The rules of accessibility need script to be looked at.
    looked_at = open_page(viewport=PHONE, storage_state=phone.context.storage_state())
    for shown in (f"{base}/viec/", address):
        looked_at.goto(shown)
        assert_accessible(looked_at)
        assert looked_at.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


class TestReviewersOfOnePlan:
    @pytest.fixture
    def review(self, prepared):
        owner = Unit.objects.get(key="huyen-vinh-linh")
        version = import_plan(data=PLAN.read_bytes(), name=PLAN.name, owner=owner, by=None, at=OPENED)
        return Review.objects.get(version=version)

    @pytest.fixture
    def addresses(self, review):
        task = review.tasks.get(line__number="2")
        return {
            "review": reverse("plans:review", args=[review.version_id]),
            "task": reverse("plans:review_task", args=[review.version_id, task.pk]),
        }

    def test_the_second_of_two_sees_both_texts_and_loses_none(
        self, addresses, live_server, open_page, picture, complaints
    ):
        first, second = open_page(viewport=DESK), open_page(viewport=DESK)
        for page, name in ((first, LEAD), (second, DEPUTY)):
            sign_in(page, live_server.url, name)
            page.goto(live_server.url + addresses["task"])
        first.get_by_label("Nội dung", exact=True).fill("Lồng ghép qua lớp bồi dưỡng nghiệp vụ.")
        first.get_by_role("button", name="Lưu", exact=True).click()
        expect(row(first, "nhiem-vu", "Lồng ghép qua lớp bồi dưỡng nghiệp vụ.")).to_be_visible()

        typed = "Lồng ghép qua lớp bồi dưỡng và các buổi phổ biến pháp luật."
        second.get_by_label("Nội dung", exact=True).fill(typed)
        second.get_by_role("button", name="Lưu", exact=True).click()
        both = second.get_by_role("alert")
        expect(both).to_contain_text("Nguyễn Thị Mẫu (minh họa) vừa lưu mục này")
        expect(both.get_by_role("cell")).to_have_text(["Lồng ghép qua lớp bồi dưỡng nghiệp vụ.", typed])
        expect(second.get_by_label("Nội dung", exact=True)).to_have_value(typed)
        assert_accessible(second, SHEET)
        picture(second, "hai-nguoi-sua")
        first.reload()
        expect(row(first, "nhiem-vu", "Lồng ghép qua lớp bồi dưỡng nghiệp vụ.")).to_be_visible()

        # Knowing both, the second may decide.
        second.get_by_role("button", name="Lưu", exact=True).click()
        expect(row(second, "nhiem-vu", typed)).to_be_visible()
        assert complaints == []

    def test_a_commune_with_the_address_is_refused(self, addresses, live_server, page):
        sign_in(page, live_server.url, COMMUNE)
        for address in addresses.values():
            answer = page.goto(live_server.url + address)
            assert answer.status == 404
            expect(page.get_by_text("Lồng ghép tuyên truyền CCHC")).to_have_count(0)
