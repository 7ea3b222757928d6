"""The office's screens of the library: whose rows they show, what they keep, where a refusal stands."""

from datetime import date

import pytest
from django.urls import reverse

from loa.library.models import Dialogue, Document, Draft, Opinion
from loa.library.tests.factories import (
    keeper,
    make_dialogue,
    make_document,
    make_draft,
    make_opinion,
    pdf,
)
from loa.people.models import AuditEntry
from loa.people.queries import AuditFilter, audit_page
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
LISTS = ("documents", "drafts", "opinions", "dialogues")


@pytest.fixture(autouse=True)
def _on_a_day(settings):
    settings.LOA_TODAY = date(2024, 3, 15)


def typed(**fields):
    told = {
        "kind": "plan",
        "symbol": "12/KH-UBND",
        "abstract": "Truyền thông năm 2024",
        "issuer_name": "UBND huyện Mẫu",
        "signed_on": "05/03/2024",
        "owner": district().pk,
        "read": 0,
    }
    return told | fields


def test_a_document_is_posted_with_its_file_and_changed(client):
    old = make_document(signed_on=date(2023, 1, 5))
    client.force_login(keeper())
    blank = client.get(reverse("documents:add")).content.decode()
    assert '<input type="hidden" name="read"' in blank
    assert ">Read<" not in blank
    assert "Bỏ tệp" not in blank
    sent = client.post(reverse("documents:add"), typed(files=[pdf()], seen_personal="on", replaces=[old.pk]))
    assert sent.status_code == 302, sent.context["form"].errors
    made = Document.objects.get(symbol="12/KH-UBND")
    assert (made.owner, made.signed_on, made.older_links.get().older) == (district(), date(2024, 3, 5), old)
    shown = client.get(reverse("documents:edit", args=[made.pk])).content.decode()
    assert "Bỏ tệp" in shown
    assert "van-ban.pdf" in shown
    file = made.files.get()
    sent = client.post(reverse("documents:edit", args=[made.pk]), typed(abstract="Lời khác", dropped=[file.pk]))
    assert sent.status_code == 302, sent.context["form"].errors
    made.refresh_from_db()
    assert (made.abstract, made.version, made.files.count(), made.older_links.count()) == ("Lời khác", 1, 0, 0)
    assert AuditEntry.objects.filter(action="library.keep_document").count() == 3
    assert "Lời khác" in client.get(reverse("documents:index")).content.decode()


def test_what_is_refused_stands_at_its_field_and_what_was_typed_is_still_there(client):
    client.force_login(keeper())
    answer = client.post(reverse("documents:add"), typed(signed_on="20/03/2024"))
    shown = answer.content.decode()
    assert "Ngày ban hành còn ở phía trước" in shown
    assert "Truyền thông năm 2024" in shown
    assert "signed_on" in answer.context["form"].errors
    assert not Document.objects.exists()


def test_an_old_page_overwrites_nobody(client):
    made = make_document()
    client.force_login(keeper())
    address = reverse("documents:edit", args=[made.pk])
    assert client.post(address, typed(abstract="Thứ nhất")).status_code == 302
    answer = client.post(address, typed(abstract="Thứ hai"))
    assert "Có người vừa sửa mục này" in answer.content.decode()
    made.refresh_from_db()
    assert made.abstract == "Thứ nhất"


def test_withdrawing_asks_why(client):
    made = make_document()
    client.force_login(keeper())
    address = reverse("documents:withdraw", args=[made.pk])
    assert "Lý do gỡ" in client.get(address).content.decode()
    assert "Ghi lý do gỡ" in client.post(address, {"withdrawn_why": "", "read": 0}).content.decode()
    assert client.post(address, {"withdrawn_why": "Đăng nhầm.", "read": 0}).status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_why == "Đăng nhầm."
    assert "đã gỡ" in client.get(reverse("documents:index")).content.decode()


def test_a_draft_is_opened_answered_and_its_table_published(client, settings):
    client.force_login(keeper())
    told = {
        "kind": "regulation",
        "title": "Quy chế mẫu",
        "why": "Cần góp ý thời hạn.",
        "opened_on": "01/03/2024",
        "closes_on": "10/03/2024",
        "receiver": "Văn phòng",
        "owner": district().pk,
        "read": 0,
        "seen_personal": "on",
    }
    sent = client.post(reverse("drafts:add"), told | {"files": [pdf()]})
    assert sent.status_code == 302, sent.context["form"].errors
    draft = Draft.objects.get()
    said = {
        "draft": draft.pk,
        "received_on": "05/03/2024",
        "way": "letter",
        "from_kind": "person",
        "content": "Nên 5 ngày.",
        "outcome": "taken",
        "answer": "Đã sửa.",
        "read": 0,
    }
    sent = client.post(reverse("opinions:add"), said)
    assert sent.status_code == 302, sent.context["form"].errors
    one = Opinion.objects.get()
    sent = client.post(reverse("opinions:edit", args=[one.pk]), said | {"about": "Điều 5"})
    assert sent.status_code == 302, sent.context["form"].errors
    shown = client.get(reverse("drafts:edit", args=[draft.pk])).content.decode()
    assert reverse("drafts:publish", args=[draft.pk]) in shown
    assert f"{reverse('opinions:index')}?du-thao={draft.pk}" in shown
    address = reverse("drafts:publish", args=[draft.pk])
    assert "Ghi kết quả chung" in client.post(address, {"summary": "", "read": 0}).content.decode()
    assert client.post(address, {"summary": "Nhận 1 ý kiến.", "read": 0}).status_code == 302
    draft.refresh_from_db()
    assert draft.answered_at is not None


def test_a_dialogue_is_recorded(client):
    client.force_login(keeper())
    told = {
        "title": "Đối thoại",
        "held_on": "01/03/2024",
        "place": "Hội trường",
        "took_part": "60 người",
        "owner": district().pk,
        "read": 0,
    }
    sent = client.post(reverse("dialogues:add"), told)
    assert sent.status_code == 302, sent.context["form"].errors
    assert Dialogue.objects.get().place == "Hội trường"


def test_who_keeps_another_site_finds_nothing_of_this_one(client):
    made, draft, talk = make_document(), make_draft(), make_dialogue()
    opinion = make_opinion(draft)
    (commune,) = make_units(1)
    client.force_login(keeper(commune, "giu-trang-xa"))
    rows = {"documents": made, "drafts": draft, "opinions": opinion, "dialogues": talk}
    for name, row in rows.items():
        assert str(row) not in client.get(reverse(f"{name}:index")).content.decode()
        assert client.get(reverse(f"{name}:edit", args=[row.pk])).status_code == 404
    assert client.get(reverse("documents:withdraw", args=[made.pk])).status_code == 404
    answer = client.post(reverse("documents:add"), typed())
    assert "owner" in answer.context["form"].errors


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_whatever_stands_in_them(client, count, django_assert_max_num_queries):
    for _ in range(count):
        make_document()
        make_opinion(make_draft())
        make_dialogue()
    client.force_login(keeper())
    for name in LISTS:
        client.get(reverse(f"{name}:index"))
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"{name}:index")).status_code == 200


def test_the_record_tells_all_of_it_in_words(client):
    by = keeper()
    make_document(by=by, keep={"files": [pdf()], "seen_personal": True})
    make_opinion(make_draft(by=by), by=by)
    make_dialogue(by=by)
    told = "; ".join(
        words for row in audit_page(None, AuditFilter(), 1, date(2024, 3, 15)).rows for words in row.details
    )
    for words in ("tệp: van-ban.pdf", "loại: Kế hoạch", "người góp ý “một người dân”", "ngày: 20/02/2024"):
        assert words in told
