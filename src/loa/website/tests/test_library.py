"""Documents, drafts and their files as readers get them."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from loa.base import page_cache
from loa.library.actions import keep_opinion, publish_answers, withdraw
from loa.library.choices import DocumentKind, FromKind, Outcome
from loa.library.models import Document, Draft, StoredFile
from loa.library.queries import Shelf, Wanted, document_list
from loa.library.tests.factories import (
    AT,
    PDF,
    TODAY,
    keeper,
    make_dialogue,
    make_document,
    make_draft,
    make_opinion,
    opinion,
    pdf,
)
from loa.newsroom.tests.factories import make_house
from loa.people.choices import Extent
from loa.people.models import ChangeEvent, ChangeLink, UnitVersion, User
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units
from loa.website.actions import PortalValues, open_portal
from loa.website.tests.pages import page, text_of
from loa.website.tests.telling import tell
from loa.website.tests.test_structured_data import named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _each_page_made_anew(settings) -> None:
    settings.LOA_PAGE_CACHE_SECONDS, settings.LOA_TODAY = 0, TODAY


def with_file(**fields):
    return make_document(keep={"files": [pdf()], "seen_personal": True}, **fields)


def address(one) -> str:
    return f"/{'van-ban' if isinstance(one, Document) else 'lay-y-kien'}/{one.slug}/"


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_library_says_that_it_is_empty_and_stands_in_the_menu(client):
    shown = page(client, "/van-ban/")
    assert "Chưa có văn bản nào." in shown
    assert '<a href="/van-ban/" aria-current="page">' in shown
    assert 'href="/lay-y-kien/"' in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"250", "17", "/QC"}),
        ("q=cai+cach", {"250"}),
        ("q=CẢI CÁCH", {"250"}),
        ("q=dich vu", {"17"}),
        ("q=250/kh", {"250"}),
        ("loai=decision", {"17"}),
        ("loai=khong-co", {"250", "17", "/QC"}),
        ("nam=2023", {"17"}),
        ("nam=99999999999999999999", {"250", "17", "/QC"}),
        ("nam=²²²²", {"250", "17", "/QC"}),
        ("co-quan=UBND+huyện+Mẫu", {"17"}),
        ("hieu-luc=con", {"250", "/QC"}),
        ("hieu-luc=het", {"17"}),
        ("q=250&loai=decision", set()),
        ("q=%00'\"%25_", set()),
        ("q=" + "a" * 10_000, set()),
        ("trang=-5", {"250", "17", "/QC"}),
    ],
)
def test_the_list_is_narrowed_by_what_one_looks_for(client, query, found):
    make_document()
    make_document(
        symbol="17/QĐ-UBND",
        kind=DocumentKind.DECISION,
        abstract="Danh mục dịch vụ công",
        issuer_name="UBND huyện Mẫu",
        signed_on=date(2023, 5, 5),
        effective_until=date(2023, 12, 31),
    )
    make_document(symbol="/QC-UBND", kind=DocumentKind.REGULATION, abstract="Tiếp công dân", signed_on=None)

    rows = page(client, f"/van-ban/?{query}").partition('<ol class="rows documents">')[2].partition("</ol>")[0]

    names = {"250": "250/KH-UBND", "17": "17/QĐ-UBND", "/QC": "/QC-UBND"}
    assert {key for key, symbol in names.items() if symbol in rows} == found


def test_the_condition_of_the_list_agrees_with_what_a_page_says(client):
    """What the database is asked for is in force is what the rule says is in force, over every mixture of days."""
    days = (None, TODAY - timedelta(days=9), TODAY, TODAY + timedelta(days=9))
    made = []
    for signed in days[:3]:
        for begins in days:
            for until in days:
                first = begins or signed
                if (signed and begins and begins < signed) or (until and first and until < first):
                    continue
                made.append(make_document(signed_on=signed, effective_from=begins, effective_until=until))
    for number, one in enumerate(made[:12]):
        newer = Document.objects.create(
            owner=district(), kind="plan", slug=f"moi-{number}", abstract="Mới", issuer_name="UBND", folded="moi",
            posted_at=AT, changed_at=AT, signed_on=days[number % 3], effective_from=days[-1] if number % 2 else None,
            withdrawn_at=AT if number % 5 == 0 else None,
        )  # fmt: skip
        newer.older_links.create(older=one, kind="amends" if number == 3 else "replaces")
    every = document_list(None, Wanted(), "", TODAY)
    holds = {row.document.pk for page in range(1, every.page.paginator.num_pages + 1)
             for row in document_list(None, Wanted(), str(page), TODAY).rows if row.effect.holds}  # fmt: skip
    asked = document_list(None, Wanted(force="con"), "", TODAY)
    found = {row.document.pk for page in range(1, asked.page.paginator.num_pages + 1)
             for row in document_list(None, Wanted(force="con"), str(page), TODAY).rows}  # fmt: skip
    assert 3 < len(found) < every.page.paginator.count
    assert found == holds


def test_a_long_list_has_pages_that_keep_what_was_looked_for(client):
    for number in range(1, 23):
        make_document(symbol=f"{number}/KH-UBND")
    shown = page(client, "/van-ban/?q=cai+cach")
    assert "Trang 1 trên 2" in shown
    assert 'href="?q=cai+cach&amp;trang=2"' in shown
    assert "22 văn bản phù hợp" in text_of(shown)


# --- one document ----------------------------------------------------------------------------------------------------


def test_a_document_shows_its_facts_and_its_file(client):
    made = with_file(effective_from=date(2024, 2, 1))
    shown = text_of(page(client, address(made)))
    for words in (
        "Kế hoạch Cải cách hành chính năm 2024",
        "Số, ký hiệu 250/KH-UBND",
        "Cơ quan ban hành UBND tỉnh Mẫu",
        "Ngày ban hành 08/01/2024",
        "Còn hiệu lực, có hiệu lực từ ngày 01/02/2024",
        f"van-ban.pdf PDF, {len(PDF)} byte",
    ):
        assert words in shown


def test_a_replaced_and_an_amended_document_lead_both_ways(client):
    old = make_document(symbol="10/KH-UBND", abstract="Kế hoạch cũ", signed_on=date(2023, 1, 5))
    amended = make_document(symbol="11/KH-UBND", abstract="Kế hoạch giữ", signed_on=date(2023, 2, 5))
    new = make_document(keep={"replaces": [old], "amends": [amended]})

    shown = page(client, address(old))
    assert "Đã có văn bản thay thế." in shown
    assert "Đã được thay thế từ ngày 08/01/2024" in shown
    assert "Được thay thế bởi</dt><dd>" in shown
    assert address(new) in shown
    shown = page(client, address(amended))
    assert "Còn hiệu lực" in shown
    assert "Được sửa đổi, bổ sung bởi" in shown
    shown = page(client, address(new))
    assert address(old) in shown
    assert address(amended) in shown

    withdraw(Document.objects.get(pk=new.pk), why="Đăng nhầm.", version=0, by=keeper(), at=AT)
    assert "Đã có văn bản thay thế." not in page(client, address(old))


def test_a_withdrawn_document_keeps_its_address_with_the_reason_and_gives_no_file(client):
    made = with_file()
    file = f"/tep-van-ban/{made.files.get().pk}/"
    withdraw(Document.objects.get(pk=made.pk), why="Đăng nhầm bản chưa ký.", version=0, by=keeper(), at=AT)
    answer = client.get(address(made))
    assert answer.status_code == 410
    assert "Đăng nhầm bản chưa ký." in answer.content.decode()
    assert file not in answer.content.decode()
    assert client.get(file).status_code == 404
    assert "Chưa có văn bản nào." in page(client, "/van-ban/")

    Document.objects.filter(pk=made.pk).update(files_kept=True)
    assert b"".join(client.get(file).streaming_content) == PDF


def test_the_document_of_a_body_that_has_ended_says_so(client):
    (commune, heir) = make_units(2)
    UnitVersion.objects.filter(unit=commune).update(valid_until=date(2024, 2, 1))
    event = ChangeEvent.objects.create(on=date(2024, 2, 1), legal_act="Nghị quyết 1/NQ")
    ChangeLink.objects.create(event=event, from_unit=commune, to_unit=heir, extent=Extent.WHOLE)
    shown = text_of(page(client, address(make_document(issuer=commune))))
    assert "UBND xã Mẫu 1 đã kết thúc hoạt động từ ngày 01/02/2024, theo Nghị quyết 1/NQ." in shown
    assert "Việc hiện nay hỏi: UBND xã Mẫu 2." in shown


def test_a_file_is_handed_out_to_be_kept_and_asked_about_again(client):
    made = with_file().files.get()
    first = client.get(f"/tep-van-ban/{made.pk}/")
    assert b"".join(first.streaming_content).startswith(b"%PDF")
    assert first["Content-Disposition"] == 'attachment; filename="van-ban.pdf"'
    assert (first["Cache-Control"], first["ETag"]) == ("public, no-cache", f'"{made.sha256}"')
    assert "Set-Cookie" not in first
    assert client.get(f"/tep-van-ban/{made.pk}/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    StoredFile.objects.update(file_check="waiting")
    assert client.get(f"/tep-van-ban/{made.pk}/").status_code == 404
    assert "đang kiểm tra, chưa tải được" in page(client, address(made.document))
    assert client.get("/tep-van-ban/99999999999999999999/").status_code == 404


# --- which site shows what -------------------------------------------------------------------------------------------


def test_a_commune_s_site_shows_its_own_and_what_those_above_mark_for_communes(client):
    commune, other = make_units(2)
    root = User.objects.create_superuser("quan-tri")
    for unit, host in ((commune, "xa-mau-1.localhost"), (district(), "huyen.localhost")):
        open_portal(unit=unit, values=PortalValues(name="Trang"), hostname=host, port=80, by=root, at=AT)
    marked = make_document(abstract="Cho các xã", for_communes=True)
    kept = make_document(abstract="Của riêng huyện")
    own = make_document(abstract="Của xã", owner=commune, by=keeper(commune, "giu-trang-xa"))
    beside = make_document(abstract="Của xã bên", owner=other, by=keeper(other, "giu-trang-xa-ben"))

    def shown(host: str) -> set[int]:
        answer = client.get("/van-ban/", headers={"Host": host}).content.decode()
        return {one.pk for one in (marked, kept, own, beside) if one.abstract in answer}

    assert shown("xa-mau-1.localhost") == {marked.pk, own.pk}
    assert shown("huyen.localhost") == {marked.pk, kept.pk}
    elsewhere = client.get(address(kept), headers={"Host": "xa-mau-1.localhost"})
    assert (elsewhere.status_code, elsewhere["Location"]) == (301, f"http://huyen.localhost{address(kept)}")
    # The other commune has no site to lead to.
    assert client.get(address(beside), headers={"Host": "xa-mau-1.localhost"}).status_code == 404
    assert Shelf(frozenset([1]), frozenset()).q


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_drafts_that_are_open_come_first_with_the_days_left_in_words(client):
    make_draft(title="Mở lâu", closes_on=date(2024, 3, 30))
    soon = make_draft(title="Mở gần", closes_on=date(2024, 3, 20))
    make_draft(title="Đã đóng", closes_on=date(2024, 3, 10))
    make_draft(title="Sắp mở", opened_on=date(2024, 3, 18))
    make_dialogue()

    shown = text_of(page(client, "/lay-y-kien/"))

    places = [shown.index(words) for words in ("Mở gần", "Mở lâu", "Sắp mở", "Đã đóng", "Đối thoại với thanh niên")]
    assert places == sorted(places)
    assert "còn 5 ngày đến hết ngày 20/03/2024 Mở gần" in shown
    assert "Quyền giám sát của người dân" in shown
    one = text_of(page(client, address(soon)))
    assert "Đang lấy ý kiến, còn 5 ngày: nhận đến hết ngày 20/03/2024." in one
    assert "Gửi thư hoặc đến nộp: Văn phòng, 1 đường Mẫu." in one
    assert "du-thao.pdf" in one


def test_opinions_are_shown_only_once_the_table_was_published(client):
    made, by = make_draft(), keeper()
    make_opinion(made, outcome=Outcome.TAKEN, answer="Đã sửa.", where_in_text="Khoản 1 Điều 5")
    named = opinion(made, from_kind=FromKind.FRONT, from_name="Hội Mẫu", content="=1+1", about="Điều 2")
    named.outcome, named.answer = Outcome.EXPLAINED, "Xin giữ."
    keep_opinion(named, by=by, at=AT)
    assert "Nên trả lời trong 5 ngày." not in page(client, address(made))

    made.closes_on = TODAY - timedelta(days=1)
    Draft.objects.filter(pk=made.pk).update(closes_on=made.closes_on)
    shown = page(client, address(made))
    assert "Đã nhận 2 ý kiến." in shown
    assert "Nên trả lời trong 5 ngày." not in shown
    assert client.get(f"{address(made)}tiep-thu.xlsx").status_code == 404

    held = Draft.objects.select_related("owner").get(pk=made.pk)
    publish_answers(held, summary="Nhận 2 ý kiến.", version=0, by=by, at=datetime(2024, 3, 15, 3, 0, tzinfo=UTC))
    shown = text_of(page(client, address(made)))
    assert "Điều 5. Nên trả lời trong 5 ngày. Một người dân, 10/03/2024 Tiếp thu Đã sửa. Khoản 1 Điều 5" in shown
    assert "Hội Mẫu" in shown
    book = load_workbook(BytesIO(client.get(f"{address(made)}tiep-thu.xlsx").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[-1][1:5] == ["Điều 5", "Một người dân", "Nên trả lời trong 5 ngày.", "Tiếp thu"]
    assert rows[-2][3] == "=1+1"


def test_a_withdrawn_draft_says_why(client):
    made = make_draft()
    withdraw(Draft.objects.get(pk=made.pk), why="Chưa đủ hồ sơ.", version=0, by=keeper(), at=AT)
    answer = client.get(address(made))
    assert answer.status_code == 410
    assert "Chưa đủ hồ sơ." in answer.content.decode()
    assert "Hiện không có dự thảo nào" in page(client, "/lay-y-kien/")


# --- what it costs ---------------------------------------------------------------------------------------------------


def test_pages_cost_the_same_for_one_row_and_for_three(client):
    def cost() -> dict[str, int]:
        counted = {}
        for path in ("/van-ban/", address(first), "/lay-y-kien/", address(asked)):
            with CaptureQueriesContext(
                connection,
            ) as counter:
                page(client, path)
            counted[path] = len(counter)
        return counted

    old = make_document(signed_on=date(2023, 1, 1))
    first, asked = with_file(), make_draft()
    Document.objects.get(pk=first.pk).older_links.create(older=old, kind="replaces")
    make_opinion(asked)
    make_dialogue()
    once = cost()
    for number in range(2):
        more = make_document(signed_on=date(2023, 1, 1))
        Document.objects.get(pk=first.pk).older_links.create(older=more, kind="replaces")
        make_opinion(make_draft())
        make_opinion(asked)
        make_dialogue(place=f"Nơi {number}")
    assert cost() == once
    assert max(once.values()) <= 10, once


# --- on the front page, and to machines ------------------------------------------------------------------------------


def test_the_front_page_names_new_documents_and_what_people_are_asked_about(client):
    tell(make_house())
    shown = text_of(page(client, "/"))
    assert "Văn bản mới" not in shown
    assert "Đang lấy ý kiến" not in shown
    for number in range(5):
        make_document(abstract=f"Văn bản thứ {number}", symbol=f"{number}/KH-UBND", signed_on=date(2024, 1, 8 - number))
    make_draft(title="Quy chế mới")
    make_draft(title="Quy chế đã xong", opened_on=date(2024, 1, 1), closes_on=date(2024, 3, 14))

    shown = text_of(page(client, "/"))

    assert "Đang lấy ý kiến Quy chế mới đến hết ngày 20/03/2024" in shown
    assert "Quy chế đã xong" not in shown
    assert "Văn bản mới Kế hoạch: Văn bản thứ 0 08/01/2024 · 0/KH-UBND" in shown
    assert "Văn bản thứ 4" not in shown


def test_a_document_and_a_draft_say_what_they_are_where_they_are_passed_on(client):
    document, draft = make_document(), make_draft()
    told = named(client, address(document))
    assert told["canonical"] == f"http://testserver{address(document)}"
    assert told["og:title"] == "Kế hoạch: Cải cách hành chính năm 2024"
    assert told["description"] == "Kế hoạch 250/KH-UBND: Cải cách hành chính năm 2024. UBND tỉnh Mẫu."
    told = named(client, address(draft))
    assert told["og:title"] == draft.title
    assert told["description"].startswith("Dự thảo lấy ý kiến đến hết ngày 20/03/2024.")
    for listed in ("/van-ban/?q=khong&loai=plan", "/lay-y-kien/"):
        assert named(client, listed)["canonical"] == f"http://testserver{listed.split('?')[0]}"


def test_what_was_withdrawn_is_not_given_out_of_memory_while_the_house_is_down(monkeypatch):
    document = make_document()
    said = []
    monkeypatch.setattr(page_cache, "clear", lambda **how: said.append(how))
    withdraw(document, why="Đăng nhầm.", version=0, by=keeper(), at=AT)
    assert said == [{"recall": True}]
