"""In a real browser, nothing the site or the office does meets its content security policy or calls elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from loa.people.models import User
from loa.website.models import HomePage
from tests.journeys.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def home(transactional_db) -> HomePage:
    return HomePage.objects.get()


@pytest.fixture
def prepared(transactional_db, home):
    User.objects.create_superuser("can-bo", email="", password=PASSWORD)


def test_no_page_meets_its_policy(page, live_server, home, complaints):
    base = live_server.url
    for address in ("/", "/khong-co/", "/accounts/login/"):
        page.goto(base + address)
    sign_in(page, base, "can-bo")
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
    sign_in(page, live_server.url, "can-bo")
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


# As Word puts it on the clipboard: styles in a comment, namespaces, its own classes, a picture of the local disk.
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
p.MsoNormal {mso-style-parent:""; font-family:"Times New Roman"} --></style></head><body lang=VI><!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'><span lang=VI
style='font-size:14.0pt'>Từ ngày 12/3</span></b><span lang=VI> người dân nộp hồ sơ “trực tuyến”.<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>Căn cước</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Phí</p></td><td><p class=MsoNormal>Không thu</p></td></tr></table>
<img src="file:///C:/Users/an/anh.png"><img src="data:image/png;base64,iVBORw0KGgo="><script>alert(1)</script>
<a href="javascript:alert(2)">bấm đây</a><!--EndFragment--></body></html>"""


def test_what_is_pasted_from_word_keeps_its_words_and_nothing_of_word(page, live_server, home, complaints):
    sign_in(page, live_server.url, "can-bo")
    page.goto(f"{live_server.url}/admin/pages/{home.pk}/edit/")
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    editor.evaluate(
        """(place, html) => {
            const held = new DataTransfer();
            held.setData("text/html", html);
            held.setData("text/plain", "Từ ngày 12/3 người dân nộp hồ sơ");
            place.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
        }""",
        FROM_WORD,
    )
    expect(page.locator("[name=introduction]")).to_have_value(re.compile("Căn cước"))
    page.locator("footer .w-dropdown__toggle").first.click()
    with page.expect_navigation():
        page.locator("button[name=action-publish]").click()
    page.goto(live_server.url)
    kept = page.locator("main").inner_html()
    for words in ("Từ ngày 12/3", "hồ sơ “trực tuyến”", "Căn cước", "Không thu"):
        assert words in kept, words
    assert re.findall(r"(?i)mso|<o:|style=|<table|<script|javascript:|file:|base64", kept) == []
    assert complaints == []


def test_nothing_lies_over_the_button_of_a_form(page, live_server, settings):
    settings.LOA_DEMO = True
    sign_in(page, live_server.url, "can-bo")
    page.goto(f"{live_server.url}/admin/images/add/")
    page.get_by_role("button", name="Tải lên").click(trial=True, timeout=3_000)
    button, line = (page.locator(name).bounding_box() for name in ("footer button", ".office-demo"))
    assert button["y"] + button["height"] <= line["y"]


def test_smuggled_script_does_not_run(page, live_server):
    sign_in(page, live_server.url, "can-bo")
    page.goto(f"{live_server.url}/admin/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.smuggled = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.smuggled") is None
