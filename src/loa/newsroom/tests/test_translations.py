"""A story in Bru - Vân Kiều: a named translator, a voice of a human being, a second pair of ears, and then readers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from loa.lib.tests.clamd import clamd
from loa.lib.tests.made_recordings import mp3, mp4
from loa.newsroom.actions import (
    StoryRefused,
    TranslationOvertaken,
    TranslationValues,
    check_recordings,
    correct_story,
    note_listening,
    release_translation,
    save_translation,
    take_back_translation,
    withdraw_story,
)
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Recording, Translation
from loa.newsroom.tests.factories import AT, fresh, make_story, person
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.tasks.models import evidence_storage
from loa.tasks.tests.at_once import at_once

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)
LATER = AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("loa.base.clock.now", lambda: AT)


@pytest.fixture
def story(house):
    return make_story(house, StoryState.PUBLISHED)


def told(**fields):
    given = {"translator": "Hồ Văn Mẫu", "speaker": "Hồ Thị Mẫu", "is_human": True, "agreed": True}
    return TranslationValues(**{**given, **fields})


def save(house, story, data=None, version=None, by=None, at=AT, name="bru.mp3", **fields):
    file = None if data == b"-" else ContentFile(data or mp3(), name=name)
    return save_translation(
        story=story, values=told(**fields), file=file, version=version, by=by or house.writer, at=at
    )


def listen(house, row, *, listener="Hồ Văn Nghe", on=TODAY, by=None, at=AT, version=None):
    version = row.version if version is None else version
    return note_listening(translation=row, listener=listener, on=on, version=version, by=by or house.writer, at=at)


def release(house, row, at=AT, by=None):
    return release_translation(translation=row, version=row.version, by=by or house.approver, at=at)


def out(house, story):
    return release(house, listen(house, save(house, story)))


def page_of(story):
    return f"/tin-bai/{story.slug}/bru/"


def address(row):
    return reverse("news:recording", args=[row.recording.pk, row.recording.public_name])


def test_readers_hear_what_a_second_person_heard(house, story, client):
    row = save(house, story)
    assert client.get(page_of(story)).status_code == 404
    assert client.get(address(row)).status_code == 404
    with pytest.raises(StoryRefused, match="Chưa có người thứ hai nghe lại"):
        release(house, row)
    row = release(house, listen(house, row))
    shown = client.get(f"/tin-bai/{story.slug}/").text
    assert f'<a href="{page_of(story)}" hreflang="bru">Nghe bằng tiếng Bru - Vân Kiều</a>' in shown
    page = client.get(page_of(story))
    assert page.status_code == 200
    assert '<article class="story" lang="bru">' in page.text
    assert '<audio controls preload="none"' in page.text
    assert "Âm thanh 2 giây, " in page.text
    assert "Người dịch: Hồ Văn Mẫu. Người đọc: Hồ Thị Mẫu. Người nghe lại: Hồ Văn Nghe." in page.text
    assert b"".join(client.get(address(row), headers={"Range": "bytes=0-3"})) == b"\xff\xfb\x58\x00"
    done = AuditEntry.objects.filter(action__regex="translation|listening").values_list("action", flat=True)
    assert list(done.order_by("pk")) == [
        "newsroom.save_translation", "newsroom.note_listening", "newsroom.release_translation",
    ]  # fmt: skip


def test_words_alone_are_a_translation_too_and_both_are_said(house, story, client):
    row = release(house, listen(house, save(house, story, b"-", text="Lời một.\n\nLời hai.", title="Tên bài")))
    assert Recording.objects.count() == 0
    assert "Đọc bằng tiếng Bru - Vân Kiều" in client.get(f"/tin-bai/{story.slug}/").text
    page = client.get(page_of(story)).text
    assert "<h1>Tên bài</h1>" in page
    assert "<p>Lời hai.</p>" in page
    row = save(house, story, version=row.version, text="Lời một.")
    release(house, listen(house, row))
    assert "Nghe, đọc bằng tiếng Bru - Vân Kiều" in client.get(f"/tin-bai/{story.slug}/").text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"translator": " "}, "translator"),
        ({"speaker": ""}, "speaker"),
        ({"is_human": False}, "is_human"),
        ({"agreed": False}, "agreed"),
        ({"data": b"-"}, "file"),
        ({"data": mp4(), "name": "phim.mp4"}, "file"),
        ({"data": b"MZ" + bytes(4000)}, "file"),
        ({"data": b"<html><script>alert(1)</script>" * 40}, "file"),
    ],
)
def test_what_is_missing_or_no_voice_is_refused(house, story, fields, field):
    with pytest.raises(StoryRefused) as refused:
        save(house, story, **fields)
    assert refused.value.field == field
    assert not Translation.objects.exists()
    assert not Recording.objects.exists()


@pytest.mark.parametrize("listener", ["Hồ Văn Mẫu", "  hồ văn  MẪU ", "Hồ Thị Mẫu"])
def test_who_translated_or_read_is_no_second_pair_of_ears(house, story, listener):
    row = save(house, story)
    with pytest.raises(StoryRefused, match="phải là người khác"):
        listen(house, row, listener=listener)


def test_the_translator_does_not_write_down_that_another_listened(house, story):
    house.writer.first_name = "Hồ Văn Mẫu"
    house.writer.save()
    row = save(house, story)
    with pytest.raises(StoryRefused, match="Người dịch không tự ghi"):
        listen(house, row)
    assert listen(house, row, by=house.editor).listener == "Hồ Văn Nghe"


@pytest.mark.parametrize("on", [date(2024, 3, 14), date(2024, 3, 16)])
def test_nobody_listened_before_it_was_there_or_tomorrow(house, story, on):
    with pytest.raises(StoryRefused, match="Ngày nghe lại"):
        listen(house, save(house, story), on=on)


def test_the_database_itself_lets_nothing_out_that_nobody_heard(house, story):
    row = save(house, story)
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.filter(pk=row.pk).update(released_at=AT)


def test_who_may_do_what(house, story):
    for by in (house.lawyer, house.approver, person(house.unit, Role.VIEWER, "nguoi-xem")):
        with pytest.raises(PermissionDenied):
            save(house, story, by=by)
    row = save(house, story, by=house.editor)
    with pytest.raises(PermissionDenied):
        listen(house, row, by=house.lawyer)
    row = listen(house, row)
    for by in (house.writer, house.editor, house.lawyer):
        with pytest.raises(PermissionDenied):
            release(house, row, by=by)
    row = release(house, row)
    for by in (house.writer, house.lawyer):
        with pytest.raises(PermissionDenied):
            take_back_translation(translation=row, reason="Sai.", by=by, at=AT)
    take_back_translation(translation=row, reason="Sai.", by=house.editor, at=AT)


def test_only_what_is_out_is_translated(house):
    with pytest.raises(StoryRefused, match="chỉ dịch bản đã đăng"):
        save(house, make_story(house, StoryState.APPROVAL))


def test_a_translation_taken_back_says_why_and_comes_again(house, story, client):
    row = out(house, story)
    with pytest.raises(StoryRefused, match="Ghi vì sao rút"):
        take_back_translation(translation=row, reason=" ", by=house.approver, at=AT)
    row = take_back_translation(translation=row, reason="Đọc nhầm số tiền.", by=house.approver, at=AT)
    gone = client.get(page_of(story))
    assert gone.status_code == 410
    assert "Lý do: Đọc nhầm số tiền." in gone.text
    assert client.get(address(row)).status_code == 404
    assert "Bru" not in client.get(f"/tin-bai/{story.slug}/").text
    with pytest.raises(StoryRefused, match="không ở trên trang"):
        take_back_translation(translation=row, reason="Lần nữa.", by=house.approver, at=AT)
    release(house, row)
    assert client.get(page_of(story)).status_code == 200


def test_with_its_story_it_goes(house, story, client):
    row = out(house, story)
    withdraw_story(story=fresh(story), reason="Nhầm nguồn.", by=house.approver, at=AT)
    gone = client.get(page_of(story))
    assert gone.status_code == 410
    assert "Nhầm nguồn." in gone.text
    assert "<audio" not in gone.text
    assert client.get(address(row)).status_code == 404
    with pytest.raises(StoryRefused, match="đã gỡ"):
        listen(house, row)


def test_a_correction_marks_it_until_it_is_heard_again(house, story, client):
    row = out(house, story)
    story = fresh(story)
    correct_story(story=story, text="Lệ phí ghi sai.", version=story.version, by=house.approver, at=LATER)
    assert "Theo bản trước đính chính." in client.get(page_of(story)).text
    row = listen(house, row, at=LATER + timedelta(minutes=1))
    assert "Theo bản trước đính chính." not in client.get(page_of(story)).text
    assert row.released_at is not None


def test_what_was_heard_before_a_correction_is_not_let_out(house, story):
    row = listen(house, save(house, story))
    story = fresh(story)
    correct_story(story=story, text="Lệ phí ghi sai.", version=story.version, by=house.approver, at=LATER)
    with pytest.raises(StoryRefused, match="đã đính chính sau lần nghe lại"):
        release(house, row, at=LATER)


def test_what_is_changed_leaves_the_site_and_its_old_voice_goes(house, story, client):
    row = out(house, story)
    old = str(row.recording.file.name)
    with pytest.raises(TranslationOvertaken):
        save(house, story, version=0)
    same = save(house, story, b"-", version=row.version)
    assert same.released_at is not None
    row = save(house, story, mp3(3), version=row.version)
    assert (row.released_at, row.listener, row.checked_at) == (None, "", None)
    gone = client.get(page_of(story))
    assert gone.status_code == 410
    assert "Đang sửa lại" in gone.text
    assert Recording.objects.count() == 1
    assert str(row.recording.file.name) != old


@pytest.mark.django_db(transaction=True)
def test_an_old_voice_is_removed_from_the_disk(house, story):
    row = save(house, story)
    old = str(row.recording.file.name)
    save(house, story, mp3(3), version=row.version)
    assert not evidence_storage().exists(old)


def test_a_voice_waits_for_the_scanner(house, story, settings, client):
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        row = listen(house, save(house, story))
        with pytest.raises(StoryRefused, match="đang chờ kiểm tra"):
            release(house, row)
        assert check_recordings(at=AT) == 1
    release(house, row)
    assert client.get(page_of(story)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_the_second_is_told(house):
    story = make_story(house, StoryState.PUBLISHED)
    both = [(house.writer, "Lời một."), (house.editor, "Lời hai.")]
    found = at_once(
        *(lambda by=by, text=text: save(house, story, b"-", by=by, text=text) for by, text in both),
        table="newsroom_story",
        refusals=(TranslationOvertaken, StoryRefused),
    )
    assert sorted(type(one).__name__ for one in found) == ["Translation", "TranslationOvertaken"]
    assert Translation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_lets_out_what_is_written_anew_at_that_moment(house):
    story = make_story(house, StoryState.PUBLISHED)
    row = listen(house, save(house, story, b"-", text="Lời một."))
    found = at_once(
        lambda: save(house, story, b"-", text="Lời hai.", version=row.version),
        lambda: release(house, row),
        table="newsroom_story",
        refusals=(TranslationOvertaken, StoryRefused),
    )
    assert sum(isinstance(one, TranslationOvertaken) for one in found) == 1
    now = Translation.objects.get()
    assert (now.text, now.released_at) in [("Lời hai.", None), ("Lời một.", AT)]


def typed(**fields):
    file = SimpleUploadedFile("bru.mp3", mp3())
    given = {"translator": "Hồ Văn Mẫu", "speaker": "Hồ Thị Mẫu", "is_human": "on", "agreed": "on", "file": file}
    return {name: value for name, value in {**given, **fields}.items() if value is not None}


def test_the_desk_writes_hears_and_lets_out(house, story, client):
    address = reverse("newsroom:translation", args=[story.pk])
    client.force_login(house.writer)
    assert "Bản tiếng Bru - Vân Kiều" in client.get(reverse("newsroom:story", args=[story.pk])).text
    assert "Chưa có bản dịch nào" in client.get(address).text
    refused = client.post(address, typed(is_human=None))
    assert refused.status_code == 422
    assert "Chỉ nhận giọng người đọc thật" in refused.text
    assert "Hồ Văn Mẫu" in refused.text
    assert client.post(address, typed()).status_code == 302
    late = client.post(address, typed(text="Của người sau."))
    assert late.status_code == 422
    assert "đã có người sửa" in late.text
    assert "Của người sau." in late.text
    listen_at = reverse("newsroom:listen", args=[story.pk])
    heard = {"listener": "Hồ Văn Nghe", "on": "2024-03-15", "version": 0}
    assert client.post(listen_at, {**heard, "listener": "Hồ Văn Mẫu"}).status_code == 422
    assert client.post(listen_at, heard).status_code == 302
    assert "Đưa bản dịch lên trang" not in client.get(address).text
    client.force_login(house.approver)
    let_out = reverse("newsroom:release_translation", args=[story.pk])
    assert client.post(let_out, {"version": 0}).status_code == 422
    assert client.post(let_out, {"version": 1}).status_code == 302
    assert "Trên trang từ 15/03/2024" in client.get(address).text
    back = reverse("newsroom:take_back_translation", args=[story.pk])
    assert client.post(back, {"text": ""}).status_code == 422
    assert client.post(back, {"text": "Đọc nhầm."}).status_code == 302
    assert "Lý do: Đọc nhầm." in client.get(address).text
    client.force_login(house.lawyer)
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("corrections", [1, 3])
def test_the_pages_cost_the_same(house, story, client, corrections, django_assert_num_queries):
    out(house, story)
    for number in range(corrections):
        now = fresh(story)
        at = LATER + timedelta(hours=number)
        correct_story(story=now, text=f"Sai {number}.", version=now.version, by=house.approver, at=at)
    client.get("/")
    with django_assert_num_queries(6):
        assert client.get(page_of(story)).status_code == 200
    client.force_login(house.approver)
    with django_assert_num_queries(7):
        assert client.get(reverse("newsroom:translation", args=[story.pk])).status_code == 200
