"""Sound and film of a story: what is taken, who gets it when, and that nobody gets it before it was looked at."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.lib.tests.clamd import EICAR, clamd
from loa.lib.tests.made_recordings import mp3, mp4, wav
from loa.newsroom.actions import (
    RecordingValues,
    StoryLacks,
    StoryRefused,
    add_recording,
    change_recording,
    check_recordings,
    correct_story,
    pass_story,
    save_story,
    save_whole_text,
    submit_story,
    take_out_recording,
    withdraw_story,
)
from loa.newsroom.actions.recordings import LARGEST, MOST_RECORDINGS
from loa.newsroom.choices import RecordingConsent, RecordingLicence, StoryKind, StoryState
from loa.newsroom.models import Recording
from loa.newsroom.tests.factories import AT, asked, fresh, make_story, values
from loa.people.models import AuditEntry
from loa.pictures.tests.factories import picture
from loa.tasks.models import evidence_storage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("loa.base.clock.now", lambda: AT)


def told(**fields):
    given = {"title": "Lời kể", "source": "Cán bộ xã", "consent": RecordingConsent.AGREED, "words": "Bà kể chuyện."}
    return RecordingValues(**{**given, **fields})


def add(house, story, data=None, name="loi-ke.mp3", **fields):
    file = ContentFile(data or mp3(), name=name)
    return add_recording(story=story, file=file, values=told(**fields), by=house.writer, at=AT)


def published(house, data=None, name="loi-ke.mp3", **fields):
    story = make_story(house, kind=StoryKind.REPORTAGE)
    recording = add(house, story, data, name, **fields)
    story = fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)
    assert fresh(story).state == StoryState.PUBLISHED
    return fresh(story), recording


def address(recording):
    return reverse("news:recording", args=[recording.pk, recording.public_name])


def asked_of(client, recording):
    """Return how a recording is answered; reading it to its end closes its file."""
    answer = client.get(address(recording))
    assert b"".join(answer)
    return answer.status_code


def kinds(story):
    return [block.block_type for block in story.body]


def test_a_recording_stands_behind_the_text_and_stays_when_the_text_is_typed_anew(house):
    story = make_story(house)
    recording = add(house, story, name="C:\\thu\\Lời kể.MP3", title="")
    assert (recording.kind, recording.format, recording.seconds, recording.title) == ("audio", "mp3", 2, "Lời kể")
    story = fresh(story)
    assert kinds(story) == ["text", "audio"]
    save_story(story=story, values=values(text="Lời khác."), version=story.version, by=house.writer, at=AT)
    story = fresh(story)
    assert kinds(story) == ["text", "audio"]
    shown = [(picture(None), "Chú thích")]
    save_story(story=story, values=values(), pictures=shown, version=story.version, by=house.writer, at=AT)
    story = fresh(story)
    assert kinds(story) == ["text", "picture", "audio"]
    assert [block.block_type for block in story.in_reading_order] == ["picture", "text", "audio"]
    take_out_recording(recording=recording, by=house.writer, at=AT)
    assert kinds(fresh(story)) == ["text", "picture"]
    done = AuditEntry.objects.filter(action__contains="recording").values_list("action", flat=True)
    assert sorted(done) == ["newsroom.add_recording", "newsroom.take_out_recording"]


PAGE = b"<!doctype html><script>alert(1)</script>" * 50


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"MZ\x90\x00" + bytes(4000), "bai.mp3", "không phải âm thanh"),
        (PAGE, "bai.mp3", "không phải âm thanh"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + PAGE, "bai.mp3", "không phải âm thanh"),
        (EICAR, "bai.mp3", "không phải âm thanh"),
        (mp4(brand=b"qt  "), "phim.mov", "không phải âm thanh"),
        (b"", "bai.mp3", "trống"),
        (mp3(), "MẬT 12.mp3", "độ mật"),
    ],
)
def test_what_is_no_recording_is_refused_and_nothing_is_kept(house, data, name, why):
    story = make_story(house)
    with pytest.raises(StoryRefused, match=why) as refused:
        add_recording(story=story, file=ContentFile(data, name=name), values=told(), by=house.writer, at=AT)
    assert refused.value.field == "file"
    assert not Recording.objects.exists()
    assert fresh(story).version == story.version


def test_300_megabytes_are_refused_before_they_are_read(house, tmp_path):
    place = tmp_path / "phim.mp4"
    with place.open("wb") as sparse:
        sparse.truncate(300 * 1024 * 1024)
    with place.open("rb") as opened, pytest.raises(StoryRefused, match="nặng 300 MB; mỗi tệp nhiều nhất 50 MB"):
        add_recording(
            story=make_story(house), file=File(opened, name="phim.mp4"), values=told(), by=house.writer, at=AT
        )
    assert LARGEST == 50 * 1024 * 1024


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"source": "  "}, "source"),
        ({"licence": RecordingLicence.LICENSED}, "licence_note"),
        ({"words": "a" * 40_000}, "words"),
    ],
)
def test_what_is_not_told_is_asked_for(house, fields, field):
    with pytest.raises(StoryRefused) as refused:
        add(house, make_story(house), **fields)
    assert refused.value.field == field
    assert not Recording.objects.exists()


def test_a_story_has_only_so_many_and_a_file_too_much_leaves_nothing_behind(house):
    story = make_story(house)
    for _ in range(MOST_RECORDINGS):
        add(house, story)
    kept = len(list(evidence_storage().listdir("2024/03")[1]))
    with pytest.raises(StoryRefused, match="nhiều nhất 10"):
        add(house, story)
    assert Recording.objects.count() == MOST_RECORDINGS
    assert len(list(evidence_storage().listdir("2024/03")[1])) == kept


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"consent": RecordingConsent.NOT_ASKED}, "Chưa hỏi người được ghi"), ({"words": ""}, "Chưa có lời bằng chữ")],
)
def test_a_story_waits_for_consent_and_words(house, fields, why):
    story = make_story(house)
    recording = add(house, story, **fields)
    story = fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    with pytest.raises(StoryLacks, match=why):
        pass_story(decision=asked(story), by=house.editor, at=AT)
    change_recording(recording=recording, values=told(), by=house.editor, at=AT)
    pass_story(decision=asked(story), by=house.editor, at=AT)
    assert fresh(story).state == StoryState.APPROVAL


def test_only_who_has_the_text_on_the_table_adds_or_changes(house):
    story, recording = published(house)
    for by, refusal in (
        (house.writer, StoryRefused),
        (house.lawyer, PermissionDenied),
        (house.approver, PermissionDenied),
    ):
        with pytest.raises(refusal):
            add_recording(story=story, file=ContentFile(mp3(), name="a.mp3"), values=told(), by=by, at=AT)
        with pytest.raises(refusal):
            change_recording(recording=recording, values=told(words="Khác"), by=by, at=AT)
        with pytest.raises(refusal):
            take_out_recording(recording=recording, by=by, at=AT)
    assert Recording.objects.count() == 1


def test_readers_get_what_is_out_in_parts_with_its_kind_and_nothing_of_it_runs(house, client):
    story, recording = published(house, data=wav(3), name="loi-ke.wav")
    page = client.get(f"/tin-bai/{story.slug}/").text
    assert '<audio controls preload="none"' in page
    assert address(recording) in page
    assert "3 giây, " in page
    assert "Lời bằng chữ" in page
    assert "Ghi: Cán bộ xã" in page
    answer = client.get(address(recording), headers={"Range": "bytes=0-1"})
    assert (answer.status_code, b"".join(answer)) == (206, b"RI")
    assert answer["Content-Type"] == "audio/wav"
    assert answer["Content-Range"] == f"bytes 0-1/{recording.size}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "public" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    assert b"".join(client.get(address(recording))) == wav(3)
    assert "media-src 'self'" in client.get(f"/tin-bai/{story.slug}/")["Content-Security-Policy"]
    assert client.get(reverse("news:recording", args=[recording.pk, "0" * 16 + ".wav"])).status_code == 404


def test_before_it_is_out_only_those_who_work_at_it_hear_it(house, client):
    story = make_story(house)
    recording = add(house, story)
    assert asked_of(client, recording) == 404
    client.force_login(house.lawyer)
    assert asked_of(client, recording) == 404
    client.force_login(house.writer)
    answer = client.get(address(recording))
    assert b"".join(answer) == mp3()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_what_is_withdrawn_or_no_longer_agreed_to_is_not_given_out(house, client):
    story, recording = published(house)
    change_recording(recording=recording, values=told(consent=RecordingConsent.NOT_ASKED), by=house.editor, at=AT)
    assert asked_of(client, recording) == 404
    assert "<audio" not in client.get(f"/tin-bai/{story.slug}/").text
    change_recording(recording=recording, values=told(), by=house.editor, at=AT)
    assert asked_of(client, recording) == 200
    withdraw_story(story=fresh(story), reason="Nhầm.", by=house.approver, at=AT)
    assert asked_of(client, recording) == 404


def test_what_the_desk_takes_out_of_a_live_story_goes_with_the_correction(house, client):
    story, recording = published(house)
    take_out_recording(recording=recording, by=house.editor, at=AT)
    assert asked_of(client, recording) == 200
    story = fresh(story)
    correct_story(story=story, text="Bỏ lời kể.", version=story.version, by=house.approver, at=AT)
    assert asked_of(client, recording) == 404


def test_a_file_waits_for_the_scanner_and_malware_is_given_to_nobody(house, client, settings):
    client.force_login(house.writer)
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        story = make_story(house)
        clean = add(house, story)
        # Within a film bytes may be anything: the scanner finds what the kind does not tell.
        bad = add(house, story, mp4(media=EICAR), name="phim.mp4", title="Phim")
        for one in (clean, bad):
            assert asked_of(client, one) == 404
        submit_story(story=fresh(story), version=fresh(story).version, by=house.writer, at=AT)
        with pytest.raises(StoryLacks, match="đang chờ kiểm tra mã độc"):
            pass_story(decision=asked(story), by=house.editor, at=AT)
        assert check_recordings(at=AT) == 2
    assert asked_of(client, clean) == 200
    assert asked_of(client, bad) == 404
    with pytest.raises(StoryLacks, match="“Phim”: Tệp có mã độc"):
        pass_story(decision=asked(story), by=house.editor, at=AT)
    entry = AuditEntry.objects.get(action="newsroom.hold_infected_recording")
    assert entry.details["malware"] == "Win.Test.EICAR_HDB-1"


def test_a_film_has_its_picture_before_it_plays(house, client):
    story = make_story(house, kind=StoryKind.REPORTAGE)
    poster = picture(None)
    told_pictures = [(poster, "")]
    save_story(story=story, values=values(), pictures=told_pictures, version=story.version, by=house.writer, at=AT)
    add(house, story, mp4(125), name="phim.mp4", poster=poster)
    story = fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)
    page = client.get(f"/tin-bai/{story.slug}/").text
    assert '<video controls preload="none" playsinline' in page
    assert 'poster="/media/images/' in page
    assert "Video 2 phút 5 giây" in page


def test_the_office_takes_no_recording_of_another_story(house):
    other = add(house, make_story(house, title="Bài khác"))
    story = make_story(house)
    add(house, story)
    story = fresh(story)
    body = [(block.block_type, block.value) for block in story.body]
    story.body = [*body, ("audio", {"recording": other, "caption": ""})]
    with pytest.raises(StoryRefused, match="của tin, bài khác"):
        save_whole_text(written=story, version=story.version, by=house.writer, at=AT)
    story = fresh(story)
    story.body = [*reversed(body)]
    save_whole_text(written=story, version=story.version, by=house.writer, at=AT)
    assert kinds(fresh(story)) == ["audio", "text"]


def upload(name="loi-ke.mp3", data=None, **fields):
    file = SimpleUploadedFile(name, mp3() if data is None else data)
    given = {"title": "Lời kể của bà", "source": "Cán bộ xã", "consent": "agreed", "licence": "own", "words": "Bà kể."}
    return {**given, "file": file, **fields}


def test_the_desk_adds_hears_mends_and_takes_out(house, client):
    story = make_story(house)
    client.force_login(house.writer)
    page = reverse("newsroom:recordings", args=[story.pk])
    assert "Chưa có âm thanh, video nào" in client.get(page).text
    refused = client.post(page, upload(data=PAGE))
    assert refused.status_code == 422
    assert "không phải âm thanh" in refused.text
    assert "Lời kể của bà" in refused.text
    refused = client.post(page, upload(title=""))
    assert "Cần ghi mục này." in refused.text
    assert client.post(page, upload()).status_code == 302
    recording = Recording.objects.get()
    shown = client.get(page).text
    assert address(recording) in shown
    assert address(recording) in client.get(reverse("newsroom:story", args=[story.pk])).text
    assert "Lời kể của bà" in client.get(reverse("newsroom:edit", args=[story.pk])).text
    edit = reverse("newsroom:edit_recording", args=[story.pk, recording.pk])
    assert "Bà kể." in client.get(edit).text
    assert client.post(edit, upload(title="Lời khác")).status_code == 302
    recording.refresh_from_db()
    assert recording.title == "Lời khác"
    assert client.get(reverse("newsroom:edit_recording", args=[make_story(house).pk, recording.pk])).status_code == 404
    out = reverse("newsroom:take_out_recording", args=[story.pk, recording.pk])
    assert client.post(out).status_code == 302
    assert kinds(fresh(story)) == ["text"]
    assert client.post(out).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(house, client, count, django_assert_num_queries):
    story, recording = published(house)
    text = fresh(story)
    for number in range(count - 1):
        file = ContentFile(mp3(2 + number), name="a.mp3")
        add_recording(story=text, file=file, values=told(), by=house.editor, at=AT)
    story = fresh(story)
    if count > 1:
        correct_story(story=story, text="Thêm lời kể.", version=story.version, by=house.approver, at=AT)
    client.get("/")
    with django_assert_num_queries(9):
        assert client.get(f"/tin-bai/{story.slug}/").text.count("<audio") == count
    with django_assert_num_queries(2):
        assert asked_of(client, recording) == 200
    client.force_login(house.editor)
    with django_assert_num_queries(6):
        assert client.get(reverse("newsroom:recordings", args=[story.pk])).text.count("<audio") == count


def test_a_story_read_aloud_is_heard_below_its_title_and_once(client, house):
    with pytest.raises(StoryRefused, match="không phải video"):
        add(house, make_story(house), mp4(), "phim.mp4", is_reading=True)
    story, reading = published(house, title="Bản đọc", is_reading=True, words="")
    assert story.reading == reading
    draft = make_story(house)
    add(house, draft, is_reading=True)
    with pytest.raises(StoryRefused, match="đã có bản đọc"):
        add(house, fresh(draft), is_reading=True)

    shown = client.get(f"/tin-bai/{story.slug}/").text
    assert shown.count(address(reading)) == 1
    assert shown.index("</h1>") < shown.index("Nghe bài này") < shown.index('class="story-body"')
    assert "ghi trước khi đính chính" not in shown

    # Corrected since, it says so; read anew for a correction it does not.
    save_story(story=story, values=values(text="Lời đúng."), version=story.version, by=house.editor, at=AT)
    story = fresh(story)
    correct_story(story=story, text="Giờ mở cửa.", version=story.version, by=house.approver, at=AT)
    assert "ghi trước khi đính chính" in client.get(f"/tin-bai/{story.slug}/").text
    Recording.objects.filter(pk=reading.pk).update(at=AT + timedelta(minutes=1))
    assert "ghi trước khi đính chính" not in client.get(f"/tin-bai/{story.slug}/").text

    # Who read it changed their mind: nothing stands in its place.
    values_now = told(title="Bản đọc", is_reading=True, consent=RecordingConsent.NOT_ASKED)
    change_recording(recording=reading, values=values_now, by=house.editor, at=AT)
    assert "Nghe bài này" not in client.get(f"/tin-bai/{story.slug}/").text
    assert client.get(address(reading)).status_code == 404
