"""Letters are kept for as long as they are of use; and a mailbox out of reach is told to who answers letters."""

from datetime import timedelta

import pytest
from django.urls import reverse

from loa.lib.mailboxes import MailboxUnreachable
from loa.newsroom.actions import drop_letter, erase_letters, fetch_letters, take_letter
from loa.newsroom.actions import letters as fetching
from loa.newsroom.jobs import erase_old_letters
from loa.newsroom.models import HeldFile, HeldLetter, Mailbox, Tip, TipPicture
from loa.newsroom.queries.letters import mailbox_trouble
from loa.newsroom.tests.factories import AT
from loa.newsroom.tests.test_desk_pages import page
from loa.newsroom.tests.test_letters import held, mail
from loa.people.models import AuditEntry
from loa.pictures.tests.factories import with_place
from loa.tasks.models import evidence_storage

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=90)


def erase(callbacks, at):
    with callbacks(execute=True):
        return erase_letters(at=at)


def test_what_nobody_took_up_goes_with_its_files_after_ninety_days(box, house, django_capture_on_commit_callbacks):
    waiting = held(box, mail(("anh.jpg", with_place())))
    dropped = held(box, mail(number=2))
    drop_letter(letter=dropped, reason="Trùng.", by=house.editor, at=AT)
    place = waiting.files.get().file.name
    assert evidence_storage().exists(place)
    assert erase(django_capture_on_commit_callbacks, AT + DAYS) == 0
    assert erase(django_capture_on_commit_callbacks, AT + DAYS + timedelta(minutes=1)) == 2
    assert not HeldLetter.objects.exists()
    assert not HeldFile.objects.exists()
    assert not evidence_storage().exists(place)


def test_of_one_that_was_taken_up_the_letter_goes_and_the_tip_stays(
    box,
    house,
    client,
    django_capture_on_commit_callbacks,
):
    letter = held(box, mail(("anh.jpg", with_place()), ("so-lieu.txt", "Có 60 người.".encode())))
    tip = take_letter(letter=letter, unit=house.unit, topic=None, by=house.editor, at=AT + timedelta(days=80))
    places = [one.file.name for one in letter.files.all()]
    late = AT + timedelta(days=171)
    assert erase(django_capture_on_commit_callbacks, AT + timedelta(days=100)) == 0
    assert erase(django_capture_on_commit_callbacks, late) == 1
    assert erase(django_capture_on_commit_callbacks, late + DAYS) == 0
    letter.refresh_from_db()
    assert (letter.from_address, letter.from_name, letter.subject, letter.text) == ("", "", "", "")
    assert letter.erased_at == late
    assert not any(evidence_storage().exists(place) for place in places)
    assert Tip.objects.get(pk=tip.pk).text == "Có 60 người."
    assert TipPicture.objects.filter(tip=tip).count() == 1
    client.force_login(house.editor)
    assert "Thư gốc đã xóa" in page(client, reverse("newsroom:letter", args=[letter.pk]))
    assert "Thư gốc đã xóa" in page(client, reverse("newsroom:letters") + "?trang-thai=taken")


def test_the_record_tells_how_many_and_nothing_of_them(box, house, django_capture_on_commit_callbacks):
    held(box, mail(("anh.jpg", with_place()), subject="Ba Nguyen Thi Kin dao"))
    erase(django_capture_on_commit_callbacks, AT + DAYS * 2)
    entry = AuditEntry.objects.get(action="newsroom.erase_letters")
    assert entry.details == {"letters": 1, "letters_taken": 0, "files": 1}
    assert not AuditEntry.objects.filter(object_name__contains="Kin").exists()
    assert not AuditEntry.objects.filter(object_name__contains="xa-mau").exists()


def test_how_long_is_a_setting_and_the_page_of_a_letter_says_until_when(
    box,
    house,
    client,
    settings,
    django_capture_on_commit_callbacks,
):
    letter = held(box, mail())
    client.force_login(house.editor)
    assert "13/06/2024, sau đó tự xóa cùng tệp" in page(client, reverse("newsroom:letter", args=[letter.pk]))
    settings.LOA_NEWS_LETTER_DAYS = 10
    assert "25/03/2024, sau đó" in page(client, reverse("newsroom:letter", args=[letter.pk]))
    assert "giữ 10 ngày" in page(client, reverse("newsroom:letters"))
    assert erase(django_capture_on_commit_callbacks, AT + timedelta(days=11)) == 1


def test_it_is_done_each_night(box):
    held(box, mail())
    assert erase_old_letters(AT + DAYS * 2) == 1
    assert not HeldLetter.objects.exists()


def test_a_mailbox_out_of_reach_is_told_since_when_until_it_is_back(box, house, client, monkeypatch):
    def unreachable(_):
        raise MailboxUnreachable("Không kết nối được máy chủ thư.")

    opened = fetching.open_mailbox
    monkeypatch.setattr(fetching, "open_mailbox", unreachable)
    for minutes in (10, 11):
        assert fetch_letters(at=AT + timedelta(minutes=minutes)) == 0
    assert mailbox_trouble().failing_since == AT + timedelta(minutes=10)
    client.force_login(house.editor)
    for name in ("newsroom:letters", "newsroom:tips"):
        shown = page(client, reverse(name))
        assert "Từ 9 giờ 10 ngày&nbsp;15/03/2024 không lấy được thư." in shown
        assert "Không kết nối được máy chủ thư." in shown
    client.force_login(house.writer)
    assert "không lấy được thư" not in page(client, reverse("newsroom:tips"))
    monkeypatch.setattr(fetching, "open_mailbox", opened)
    fetch_letters(at=AT + timedelta(minutes=12))
    fetch_letters(at=AT + timedelta(minutes=13))
    assert mailbox_trouble() is None
    assert Mailbox.objects.count() == 1
    told = AuditEntry.objects.filter(action__startswith="newsroom.mailbox_").order_by("pk")
    assert list(told.values_list("action", flat=True)) == ["newsroom.mailbox_lost", "newsroom.mailbox_back"]
