"""What partners add to work: files and links beside words, held apart from its evidence; who is told of what is new."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.base.clock import now
from loa.lib.tests.clamd import EICAR, clamd
from loa.people.models import AuditEntry
from loa.tasks.actions import comment, hand_in, say_received
from loa.tasks.actions.checking import check_waiting_files
from loa.tasks.choices import FileCheck, Grade, Received
from loa.tasks.models import Comment, CommentsRead, Evidence
from loa.tasks.queries import find_obligation, obligation_sheet
from loa.tasks.tests.factories import make_units, make_work
from loa.tasks.tests.test_evidence import kept, own_files
from loa.tasks.tests.test_partnering import named, office, page, person
from loa.tasks.tests.test_receiving import supplying

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures(own_files.__name__)]
__all__ = ["own_files"]
EXCHANGE = "/viec/trao-doi/"


def working_together(client):
    """Return an obligation, its officer and a partner's officer, who is signed in."""
    owed = make_work()[0]
    partner = office(owed.task.version.plan.owner)
    named(owed, partner)
    return owed, person(client, owed.unit), person(client, partner, name="phoi-hop")


def write(client, owed, **sent):
    return client.post(reverse("desk:comment", args=[owed.pk]), sent, follow=True)


def test_a_partner_adds_a_file_and_a_link_that_the_unit_opens(client):
    owed, officer, _ = working_together(client)
    file = SimpleUploadedFile("So lieu.txt", b"Bang so lieu")
    answer = write(client, owed, text="", evidence=[file], link="https://vidu.example/bai", link_title="Bài đã đăng")
    assert "Đã gửi trao đổi." in answer.text
    given, link = Comment.objects.get().evidence.order_by("pk")
    assert (given.file_check, link.name) == (FileCheck.CLEAN, "Bài đã đăng")
    client.force_login(officer)
    text = page(client, reverse("desk:obligation", args=[owed.pk]))
    assert f'href="{reverse("desk:evidence", args=[given.pk])}">So lieu.txt</a>' in text
    assert 'href="https://vidu.example/bai" rel="noopener noreferrer nofollow">Bài đã đăng</a>' in text
    assert b"".join(client.get(reverse("desk:evidence", args=[given.pk])).streaming_content) == b"Bang so lieu"
    person(client, make_units(3)[2], name="nguoi-la")
    assert client.get(reverse("desk:evidence", args=[given.pk])).status_code == 404


def test_what_a_partner_adds_is_no_evidence_of_the_units_result(client):
    owed, officer, partner = working_together(client)
    file = SimpleUploadedFile("So lieu.txt", b"Bang so lieu")
    comment(obligation=owed, text="Gửi kèm", files=[file], by=partner, at=now())
    hand_in(obligation=owed, note="Đã làm", revision=0, by=officer, at=now())
    sheet = obligation_sheet(find_obligation(owed.pk), now().date())
    assert sheet.grade == Grade.WORD


def test_nothing_is_kept_of_what_is_refused_and_the_same_sent_twice_is_one(client, own_files):
    owed, *_ = working_together(client)
    refused = write(client, owed, text="  ")
    assert "Ghi nội dung trao đổi, hoặc kèm một tệp hay một đường dẫn." in refused.text
    secret = SimpleUploadedFile("Báo cáo MẬT.txt", b"abc")
    assert "độ mật" in write(client, owed, text="Xem tệp", evidence=[secret]).text
    assert "http://" in write(client, owed, text="Xem", link="javascript:alert(1)").text
    assert not Comment.objects.exists()
    assert kept(own_files) == []
    for _ in range(2):
        write(client, owed, text="Gửi lại", evidence=[SimpleUploadedFile("a.txt", b"abc")])
    assert (Comment.objects.count(), Evidence.objects.count(), len(kept(own_files))) == (1, 1, 1)
    assert AuditEntry.objects.filter(action="tasks.comment").get().details["files"] == 1


def test_a_file_with_malware_is_held_and_its_line_says_so(client, settings):
    owed, _, partner = working_together(client)
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        comment(obligation=owed, text="", files=[SimpleUploadedFile("x.txt", EICAR)], by=partner, at=now())
        assert "đang kiểm tra mã độc" in page(client, reverse("desk:obligation", args=[owed.pk]))
        assert check_waiting_files(at=now() + timedelta(minutes=1)) == 1
    text = page(client, reverse("desk:obligation", args=[owed.pk]))
    assert "gửi tệp khác" in text
    assert "Chưa ghi bước nào" in text, "a partner's file says nothing of the unit's work"
    assert AuditEntry.objects.get(action="tasks.hold_infected_file").details["unit"] == owed.unit.key


def test_those_concerned_are_told_once_of_what_others_wrote(client):
    owed, officer, partner = working_together(client)
    lead = person(client, owed.task.version.plan.owner, name="chu-tri")
    aside = person(client, make_units(3)[2], name="nguoi-la")
    comment(obligation=owed, text="Cần bảng số liệu mẫu", by=partner, at=now())
    for reader in (officer, lead):
        client.force_login(reader)
        assert f'<a href="{EXCHANGE}">1 trao đổi mới</a>' in page(client, "/viec/")
        first = page(client, EXCHANGE)
        assert "Cần bảng số liệu mẫu" in first
        assert ">mới</span>" in first
        assert "trao đổi mới" not in page(client, "/viec/")
        assert ">mới</span>" not in page(client, EXCHANGE)
    for reader in (partner, aside):
        client.force_login(reader)
        assert "trao đổi mới" not in page(client, "/viec/")
        assert "Cần bảng số liệu mẫu" not in page(client, EXCHANGE)
    comment(obligation=owed, text="Đã gửi mẫu", by=lead, at=now() + timedelta(seconds=1))
    client.force_login(partner)
    assert "1 trao đổi mới" in page(client, "/viec/"), "who wrote is told of the answer"
    client.head(EXCHANGE)
    assert not CommentsRead.objects.filter(person=partner).exists()


def test_what_was_told_for_two_months_is_old_and_reading_never_goes_back(client):
    owed, officer, partner = working_together(client)
    comment(obligation=owed, text="Lời cũ", by=partner, at=now())
    Comment.objects.update(at=now() - timedelta(days=61))
    client.force_login(officer)
    assert "trao đổi mới" not in page(client, "/viec/")
    comment(obligation=owed, text="Lời mới", by=partner, at=now())
    page(client, EXCHANGE)
    read = CommentsRead.objects.get(person=officer).until
    page(client, f"{EXCHANGE}?trang=2")
    assert CommentsRead.objects.get(person=officer).until == read


def test_a_receivers_word_stands_in_the_list_of_acceptance_until_it_is_withdrawn(client):
    (owed, _), receiver = supplying()
    by = person(client, owed.unit, name="xa")
    hand_in(obligation=owed, note="Ba tin", revision=0, by=by, at=now())
    owed = find_obligation(owed.pk)
    says = person(client, receiver, name="noi-nhan")
    say_received(obligation=owed, word=Received.LACKING, text="Thiếu phụ lục", by=says, at=now())
    lead = person(client, owed.task.version.plan.owner, name="chu-tri")
    text = page(client, reverse("desk:waiting"))
    assert "Nơi nhận: chưa đúng" in text
    assert "Thiếu phụ lục" in text
    assert "1 trao đổi mới" in page(client, "/viec/")
    say_received(obligation=owed, word=Received.RECEIVED, text="", by=says, at=now() + timedelta(seconds=1))
    comment(obligation=owed, text="Cảm ơn", by=lead, at=now() + timedelta(seconds=2))
    assert "Nơi nhận: chưa đúng" not in page(client, reverse("desk:waiting"))


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(client, django_assert_num_queries, size):
    owed = make_work(units=size)
    lead = person(client, owed[0].task.version.plan.owner, name="chu-tri")
    for one in owed:
        by = person(client, one.unit, name=f"xa-{one.pk}")
        comment(obligation=one, text="Hỏi", by=by, at=now())
    client.force_login(lead)
    client.get(EXCHANGE)
    with django_assert_num_queries(8):
        client.get(EXCHANGE)
