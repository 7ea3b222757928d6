"""Sound and moving pictures of a story: keep a file, say whose it is and what is said in it, put it in, take it out."""

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.blocks import StreamValue

from loa.base import page_cache
from loa.lib.file_kinds import safe_name
from loa.lib.recordings import read_recording
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.writing import StoryRefused, locked, note_saved, refuse_editing
from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.choices import RecordingConsent, RecordingKind, RecordingLicence
from loa.newsroom.models import Recording, Story
from loa.people.actions import record
from loa.people.models import User
from loa.pictures.models import Picture
from loa.tasks.actions.checking import judge_files
from loa.tasks.actions.evidence import drop_files, keep_files

# A quarter of an hour of speech, or five minutes of film for a telephone; nginx and clamd are set up for it.
LARGEST = 50 * 1024 * 1024
MOST_RECORDINGS = 10
_MEGABYTE = 1024 * 1024
_LONGEST_WORDS = 30_000
_NOTHING = "Chưa có gì được lưu."
_TOLD = ("title", "source", "licence", "licence_note", "consent", "words", "is_reading", "poster")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingValues:
    """What is told of a recording, as it is typed; without `title` it is called as its file."""

    title: str = ""
    source: str
    licence: RecordingLicence | str = RecordingLicence.OWN
    licence_note: str = ""
    consent: RecordingConsent | str = RecordingConsent.NOT_ASKED
    words: str = ""
    is_reading: bool = False
    poster: Picture | None = None


def add_recording(*, story: Story, file: File[bytes], values: RecordingValues, by: User, at: datetime) -> Recording:
    """Keep a file of a story and put it behind what the newest text shows.

    It joins whatever was written meanwhile: nothing of another's is lost by it.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
        StoryRefused: the file is none that is taken, its rights are not told, or the story has too many.
        NoRoom: the disk is full.
    """
    refuse_editing(story, story.version, by, at)
    recording, content = heard_file(story, file)
    recording.by, recording.at = by, at
    _tell(recording, values)
    with transaction.atomic():
        row = locked(story)
        refuse_editing(row, row.version, by, at)
        current = row.get_latest_revision_as_object() if row.live else row
        if sum(block.block_type in RECORDING_BLOCKS for block in current.body) >= MOST_RECORDINGS:
            raise StoryRefused(f"Mỗi tin, bài có nhiều nhất {MOST_RECORDINGS} âm thanh, video. {_NOTHING}", "file")
        _refuse_second_reading(recording, current)
        with kept_file(recording, content, at):
            recording.save()
            blocks = [*_blocks_of(current), (recording.kind, {"recording": recording, "caption": ""}, None)]
            current.body = StreamValue(current.body.stream_block, blocks)
            note_saved(current, by, at, action="newsroom.add_recording", **_about(recording))
    return recording


def change_recording(*, recording: Recording, values: RecordingValues, by: User, at: datetime) -> Recording:
    """Say anew whose a recording is, what the people in it said, and what is said in it.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
        StoryRefused: its rights are not told.
    """
    with transaction.atomic():
        story = locked(recording.story)
        refuse_editing(story, story.version, by, at)
        row = Recording.objects.select_related("poster").get(pk=recording.pk)
        before = {name: getattr(row, name) for name in _TOLD}
        _tell(row, values)
        _refuse_second_reading(row, story.get_latest_revision_as_object() if story.live else story)
        changed = sorted(name for name in _TOLD if getattr(row, name) != before[name])
        if changed:
            row.save(update_fields=_TOLD)
            details = {"unit": story.unit.key, "changed": changed, **_about(row)}
            record("newsroom.change_recording", of=story, by=by, at=at, details=details)
            page_cache.clear()
    return row


def take_out_recording(*, recording: Recording, by: User, at: datetime) -> None:
    """Take a recording out of the newest text of its story; earlier texts that were kept still show it.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
    """
    with transaction.atomic():
        row = locked(recording.story)
        refuse_editing(row, row.version, by, at)
        current = row.get_latest_revision_as_object() if row.live else row
        kept = [one for one in _blocks_of(current) if not _shows(one[0], one[1], recording)]
        if len(kept) < len(current.body):
            current.body = StreamValue(current.body.stream_block, kept)
            note_saved(current, by, at, action="newsroom.take_out_recording", **_about(recording))


def check_recordings(*, at: datetime) -> int:
    """Ask the scanner about the recordings that wait, and return how many got a verdict."""
    waiting = Recording.objects.filter(Recording.IN_QUARANTINE).select_related("story__unit")
    return judge_files(waiting, came_at=lambda given: given.at, tell=_tell_of_malware, at=at)


def heard_file(story: Story, file: File[bytes]) -> tuple[Recording, ContentFile[bytes]]:
    """Return a recording, not yet stored, and what is kept of its file, which was read whole.

    Raises:
        StoryRefused: it is empty, too large, no sound and no film that is known here, or its name carries a mark.
    """
    name = tidy(file.name or "")
    if is_named_secret(name):
        raise StoryRefused(
            f"Tên tệp “{name}” có dấu chỉ độ mật hoặc lưu hành nội bộ nên tệp không được giữ lại. Xử lý tài liệu này "
            "theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống.",
            "file",
        )
    if not file.size:
        raise StoryRefused(f"Tệp “{name}” trống. Kiểm tra lại tệp rồi chọn lại. {_NOTHING}", "file")
    if file.size > LARGEST:
        raise StoryRefused(
            f"Tệp “{name}” nặng {file.size // _MEGABYTE} MB; mỗi tệp nhiều nhất {LARGEST // _MEGABYTE} MB. Cắt ngắn, "
            f"hoặc lưu lại ở cỡ nhỏ hơn (video 480 dòng là đủ cho điện thoại) rồi chọn lại. {_NOTHING}",
            "file",
        )
    file.seek(0)
    heard = read_recording(file.read())
    if heard is None:
        raise StoryRefused(
            f"Tệp “{name}” không phải âm thanh MP3, OGG, OPUS, M4A, WAV hoặc video MP4, WebM, hoặc đã hỏng. Chọn lại "
            f"tệp. {_NOTHING}",
            "file",
        )
    recording = Recording(
        story=story,
        kind=RecordingKind.VIDEO if heard.is_video else RecordingKind.AUDIO,
        name=safe_name(name, heard.kind),
        format=heard.kind,
        seconds=heard.seconds,
        size=len(heard.data),
        sha256=hashlib.sha256(heard.data).hexdigest(),
    )
    return recording, ContentFile(heard.data)


@contextmanager
def kept_file(recording: Recording, content: ContentFile[bytes], at: datetime) -> Iterator[None]:
    """Write a file where evidence is kept, and remove it where the rows that tell of it are not stored.

    Raises:
        NoRoom: the disk is full.
    """
    keep_files([recording], [content], at)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        drop_files([recording])
        raise


def _refuse_second_reading(recording: Recording, text: Story) -> None:
    """Refuse a reading where the text has another already: there is one place for it."""
    if recording.is_reading and text.reading is not None and text.reading.pk != recording.pk:
        raise StoryRefused(
            f"Bài đã có bản đọc bằng tiếng Việt. Bỏ bản đó khỏi bài rồi thêm bản mới. {_NOTHING}", "is_reading"
        )


def _tell(recording: Recording, values: RecordingValues) -> None:
    """Set what is told of a recording; its words are kept as they are typed."""
    words = unicodedata.normalize("NFC", values.words.strip())
    title, source, note = tidy(values.title), tidy(values.source), tidy(values.licence_note)
    if not source:
        raise StoryRefused(f"Ghi ai ghi âm, ghi hình hoặc lấy từ đâu. {_NOTHING}", "source")
    if values.licence == RecordingLicence.LICENSED and not note:
        raise StoryRefused(f"Ghi giấy phép nào cho dùng: tên, số hoặc địa chỉ. {_NOTHING}", "licence_note")
    if len(words) > _LONGEST_WORDS:
        raise StoryRefused(
            f"Lời bằng chữ dài quá {_LONGEST_WORDS // 1000}.000 chữ cái. Rút gọn lại. {_NOTHING}", "words"
        )
    if values.poster is not None and recording.kind != RecordingKind.VIDEO:
        raise StoryRefused(f"Chỉ video có ảnh hiện trước khi phát. Bỏ chọn ảnh. {_NOTHING}", "poster")
    if values.is_reading and recording.kind != RecordingKind.AUDIO:
        raise StoryRefused(f"Bản đọc cả bài là âm thanh, không phải video. Bỏ đánh dấu. {_NOTHING}", "is_reading")
    recording.is_reading = values.is_reading
    recording.title = (title or recording.name.rpartition(".")[0])[:200]
    recording.source, recording.licence_note = source[:200], note[:300]
    recording.licence, recording.consent = str(values.licence), str(values.consent)
    recording.words, recording.poster = words, values.poster


def _blocks_of(story: Story) -> list[tuple[str, Any, Any]]:
    return [(block.block_type, block.value, block.id) for block in story.body]


def _shows(kind: str, value: Any, recording: Recording) -> bool:
    return kind in RECORDING_BLOCKS and value["recording"] == recording


def _about(recording: Recording) -> dict[str, Any]:
    return {"recording": recording.pk, "sha256": recording.sha256}


def _tell_of_malware(given: Recording, malware: str, at: datetime) -> None:
    details = {"unit": given.story.unit.key, "recording": given.pk, "file": given.name, "malware": malware}
    record("newsroom.hold_infected_recording", of=given.story, by=None, at=at, details=details)
