"""Letters to the newsroom: held with what may be kept of their files, taken up or laid aside by the desk."""

import base64

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.lib.tests import letters
from loa.lib.tests.clamd import clamd
from loa.newsroom.actions import LetterRefused, check_letter_files, drop_letter, fetch_letters, take_letter
from loa.newsroom.choices import HeldFileState, LetterState, TipState, TipWay
from loa.newsroom.models import HeldLetter, Tip
from loa.newsroom.tests.factories import AT, person
from loa.newsroom.tests.test_desk_pages import page
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.pictures.models import Picture
from loa.pictures.tests.factories import with_place
from loa.tasks.models import evidence_storage
from loa.tasks.tests.at_once import at_once
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
FROM = "tin.minhhoa@xa-mau.example"


def mail(*files, subject="Hop thon 1", text="Có 60 người.", number=1, head=""):
    """Return a mail with files of (name, bytes)."""
    parts = "".join(
        f'--b\nContent-Type: application/octet-stream; name="{name}"\n'
        f'Content-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n\n'
        f"{base64.encodebytes(data).decode()}\n"
        for name, data in files
    )
    return letters.wire(
        f"From: Can bo <{FROM}>\nSubject: {subject}\nMessage-ID: <{number}@xa-mau.example>\n{head}MIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n'
        f"Content-Transfer-Encoding: 8bit\n\n{text}\n{parts}--b--\n"
    )


def held(box, *raws):
    box(*raws)
    assert fetch_letters(at=AT) == len(raws)
    return HeldLetter.objects.latest("pk")


def test_a_letter_is_held_once_and_its_unit_told_by_the_address(box, house):
    User.objects.filter(pk=house.writer.pk).update(email=FROM.upper())
    letter = held(box, mail(("anh.jpg", with_place())))
    assert (letter.state, letter.unit, letter.subject, letter.text) == (
        LetterState.HELD,
        house.unit,
        "Hop thon 1",
        "Có 60 người.",
    )
    file = letter.files.get()
    assert (file.state, file.name) == (HeldFileState.CLEAN, "anh.jpg")
    with evidence_storage().open(file.file.name) as kept:
        assert b"Exif" not in kept.read()
    assert fetch_letters(at=AT) == 0
    box(mail())  # the same number again, as when the mark of being seen was lost
    assert fetch_letters(at=AT) == 0
    assert HeldLetter.objects.count() == 1
    assert AuditEntry.objects.get(action="newsroom.hold_letter").details == {"unit": house.unit.key}


def test_an_address_of_two_units_or_one_shown_to_be_false_is_of_nobody(box, house, settings):
    settings.LOA_NEWS_MAIL_TRUSTED = "mx.loa.example"
    house.unit.email = FROM
    house.unit.save()
    false = "Authentication-Results: mx.loa.example; dmarc=fail header.from=xa-mau.example\n"
    letter = held(box, mail(head=false))
    assert (letter.authenticated, letter.unit) == (False, None)
    User.objects.create_user("khac", email=FROM, home_unit=make_units(2)[1])
    assert held(box, mail(number=2)).unit is None


@pytest.mark.parametrize(
    ("name", "data", "state", "said"),
    [
        ("mau.txt", letters.EICAR, HeldFileState.INFECTED, "EICAR"),
        ("lua.exe", b"MZ\x00\x01", HeldFileState.REFUSED, "không thuộc loại"),
        ("trang.html", b"<html><script>1</script></html>", HeldFileState.REFUSED, "không thuộc loại"),
        ("ke hoach TUYET MAT.txt", b"abc", HeldFileState.REFUSED, "độ mật"),
        ("ban.mp3", b"ID3" + b"\x00" * 40, HeldFileState.REFUSED, "âm thanh"),
        ("anh.jpg", b"\xff\xd8\xff" + b"\x00" * 40, HeldFileState.REFUSED, "Không mở được ảnh"),
        ("trong.txt", b"", HeldFileState.REFUSED, "trống"),
    ],
)
def test_of_a_file_that_is_refused_only_name_and_reason_stay(box, name, data, state, said):
    file = held(box, mail((name, data))).files.get()
    assert (file.name, file.state, file.file.name, file.size) == (name, state, "", 0)
    assert said in file.problem


def test_a_letter_with_the_test_virus_is_held_and_says_so_and_its_tip_has_no_file(box, house, client):
    letter = held(box, mail(("mau.txt", letters.EICAR), ("anh.jpg", with_place())))
    client.force_login(house.editor)
    text = page(client, reverse("newsroom:letter", args=[letter.pk]))
    assert "Có mã độc, không giữ lại" in text
    infected = letter.files.get(state=HeldFileState.INFECTED)
    assert client.get(reverse("newsroom:letter_file", args=[infected.pk])).status_code == 404
    tip = take_letter(letter=letter, unit=house.unit, topic=None, by=house.editor, at=AT)
    assert tip.pictures.count() == 1


@pytest.mark.parametrize("raw", [letters.BOUNCE, letters.ABSENT])
def test_what_a_program_wrote_is_laid_aside_at_once(box, raw):
    letter = held(box, raw)
    assert (letter.state, letter.automatic, letter.decided_at) == (LetterState.DROPPED, True, AT)
    assert "Thư tự động" in letter.reason
    assert letter.files.count() == 0


def test_a_letter_marked_secret_keeps_neither_words_nor_files(box):
    letter = held(box, mail(("a.txt", b"abc"), text="TUYỆT MẬT\n\nKế hoạch phòng thủ"))
    assert (letter.state, letter.subject, letter.text, letter.files.count()) == (LetterState.DROPPED, "", "", 0)
    assert "độ mật" in letter.reason


def test_letters_as_programs_really_write_them_are_held(box):
    held(box, letters.GMAIL, letters.OUTLOOK, letters.APPLE, letters.plain())
    assert set(HeldLetter.objects.values_list("state", flat=True)) == {LetterState.HELD}
    assert "Xã gửi báo cáo tháng 3." in HeldLetter.objects.get(from_address__startswith="huong").text


def test_a_mailbox_that_is_down_is_written_down_and_asked_again(settings, tmp_path, caplog):
    settings.LOA_NEWS_MAILBOX = f"maildir:{tmp_path}"
    assert fetch_letters(at=AT) == 0
    assert "cannot be reached" in caplog.text
    settings.LOA_NEWS_MAILBOX = ""
    assert fetch_letters(at=AT) == 0


def test_one_round_at_a_time(box):
    box(mail())
    cache.add("newsroom:letters", 1, 60)
    assert fetch_letters(at=AT) == 0
    cache.delete("newsroom:letters")
    assert fetch_letters(at=AT) == 1


def test_with_a_scanner_files_wait_for_it_and_malware_goes(box, house, settings, django_capture_on_commit_callbacks):
    with clamd() as scanner:
        scanner.answer = b"stream: Mau.Thu FOUND\0"
        settings.LOA_CLAMAV = scanner.address
        letter = held(box, mail(("anh.jpg", with_place())))
        file = letter.files.get()
        place = file.file.name
        assert (file.state, evidence_storage().exists(place)) == (HeldFileState.WAITING, True)
        with pytest.raises(LetterRefused, match="đang chờ kiểm tra mã độc"):
            take_letter(letter=letter, unit=house.unit, topic=None, by=house.editor, at=AT)
        with django_capture_on_commit_callbacks(execute=True):
            assert check_letter_files(at=AT) == 1
    file.refresh_from_db()
    assert (file.state, file.file.name, "Mau.Thu" in file.problem) == (HeldFileState.INFECTED, "", True)
    assert not evidence_storage().exists(place)
    assert AuditEntry.objects.get(action="newsroom.hold_infected_file").details["malware"] == "Mau.Thu"


def test_with_a_scanner_a_clean_file_goes_on(box, settings):
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        file = held(box, mail(("a.txt", b"abc"))).files.get()
        assert check_letter_files(at=AT) == 1
    file.refresh_from_db()
    assert (file.state, file.checked_at) == (HeldFileState.CLEAN, AT)


def test_a_scanner_that_is_down_leaves_the_file_held(box, settings):
    settings.LOA_CLAMAV = "tcp://127.0.0.1:9"
    file = held(box, mail(("a.txt", b"abc"))).files.get()
    assert check_letter_files(at=AT) == 0
    file.refresh_from_db()
    assert file.state == HeldFileState.WAITING
    assert file.claimed_until > AT


def test_the_desk_makes_a_letter_a_tip_with_its_pictures(box, house, client):
    letter = held(box, mail(("anh.jpg", with_place()), ("danh sach.txt", b"abc"), text="<script>alert(1)</script>"))
    client.force_login(house.editor)
    assert "Hop thon 1" in page(client, reverse("newsroom:letters"))
    shown = page(client, reverse("newsroom:letter", args=[letter.pk]))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    handed = client.get(reverse("newsroom:letter_file", args=[letter.files.get(name="danh sach.txt").pk]))
    assert (b"".join(handed.streaming_content), handed["Content-Security-Policy"]) == (
        b"abc",
        "default-src 'none'; sandbox",
    )
    address = reverse("newsroom:take_letter", args=[letter.pk])
    assert client.post(address, {"unit": ""}).status_code == 422
    assert client.post(address, {"unit": house.unit.pk}).status_code == 302
    tip = Tip.objects.get()
    assert (tip.way, tip.state, tip.unit, tip.letter, tip.taken_by) == (
        TipWay.MAIL,
        TipState.TAKEN,
        house.unit,
        letter,
        house.editor,
    )
    assert (tip.title, tip.pictures.count(), Picture.objects.get().source) == ("Hop thon 1", 1, "Can bo")
    late = client.post(address, {"unit": house.unit.pk})
    assert (late.status_code, "do bien-tap xử lý" in late.content.decode()) == (422, True)
    assert "Xem tin cơ sở từ thư này" in page(client, reverse("newsroom:letter", args=[letter.pk]))
    page(client, reverse("newsroom:tip", args=[tip.pk]))


def test_the_desk_lays_a_letter_aside_with_a_reason(box, house, client):
    letter = held(box, mail())
    client.force_login(house.editor)
    address = reverse("newsroom:drop_letter", args=[letter.pk])
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "Quảng cáo."}).status_code == 302
    assert "Quảng cáo." in page(client, reverse("newsroom:letters") + "?trang-thai=dropped")


def test_only_people_of_a_desk_see_letters_and_only_for_their_units(box, house, client):
    letter = held(box, mail())
    outsider = person(make_units(2)[1], Role.EDITOR, "bien-tap-xa")
    for other in (house.writer, outsider):
        with pytest.raises(PermissionDenied):
            take_letter(letter=letter, unit=house.unit, topic=None, by=other, at=AT)
        with pytest.raises(PermissionDenied):
            drop_letter(letter=letter, reason="Trùng.", by=other, at=AT)
        client.force_login(other)
        assert client.get(reverse("newsroom:letters")).status_code == 403
        assert client.get(reverse("newsroom:letter", args=[letter.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_pen_costs_the_same_whatever_is_in_it(box, house, client, number, django_assert_num_queries):
    User.objects.filter(pk=house.writer.pk).update(email=FROM)
    held(box, *(mail(("a.txt", b"abc"), number=one, subject=f"Thu {one}") for one in range(number)))
    client.force_login(house.editor)
    with django_assert_num_queries(15):
        assert page(client, reverse("newsroom:letters")).count("1 tệp") == number


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_letter_at_once_the_second_is_told_who_has_it(box, house):
    letter = held(box, mail())
    other = person(house.section.desk, Role.EDITOR, "bien-tap-hai")
    found = at_once(
        *(
            lambda by=by: take_letter(letter=letter, unit=house.unit, topic=None, by=by, at=AT)
            for by in (house.editor, other)
        ),
        table="newsroom_heldletter",
        refusals=(LetterRefused,),
    )
    (refused,) = [one for one in found if isinstance(one, LetterRefused)]
    assert "do bien-tap" in str(refused)
    assert Tip.objects.count() == 1
