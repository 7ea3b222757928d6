"""A story in another language: write it down with its reading, hear it again, let it out, take it back.

Nobody lets out what they translated and heard alone; whatever is changed is heard again before it goes out. No voice of
a machine: the file is one that people bring, and they say so.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.recordings import heard_file, kept_file
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import FollowKind, Language, RecordingConsent, RecordingKind, RecordingLicence, StoryState
from loa.newsroom.models import Recording, Story, Translation
from loa.newsroom.permissions import can_correct, can_set_output, can_translate
from loa.newsroom.rules import why_not_aired, why_not_second
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.models import evidence_storage

_NOTHING = "Chưa có gì được lưu."
_BEING_MENDED = "Đang sửa lại, chờ người thứ hai nghe lại."
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_TEXT, _LONGEST_REASON = 200, 120, 60_000, 300


class TranslationOvertaken(Exception):  # noqa: N818  (says what was decided)
    """Somebody wrote since the page was shown; `translation` is as it stands now. Nothing was kept."""

    def __init__(self, translation: Translation) -> None:
        super().__init__(
            "Trong lúc trang này đang mở, đã có người sửa bản dịch này. Xem lại rồi làm. Chưa có gì được lưu."
        )
        self.translation = translation


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationValues:
    """A translation as it is typed; `recording` is called so, `is_human` and `agreed` are said of a new one."""

    title: str = ""
    text: str = ""
    translator: str
    speaker: str = ""
    recording: str = ""
    is_human: bool = False
    agreed: bool = False


def save_translation(
    *,
    story: Story,
    language: Language | str = Language.BRU,
    values: TranslationValues,
    file: File[bytes] | None = None,
    version: int | None = None,
    by: User,
    at: datetime,
) -> Translation:
    """Write a translation of a published story down, or anew where it is still as `version` showed it.

    What is changed has to be heard again, and is off the site until then. The same sent twice is kept once.

    Raises:
        PermissionDenied: `by` neither writes for its unit nor edits at its desk.
        StoryRefused: the story is not out, something is missing, or the file is none that is taken.
        TranslationOvertaken: somebody wrote meanwhile.
        NoRoom: the disk is full.
    """
    if not can_translate(by, story, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi bản dịch của tin, bài đó.")
    told = _told(values)
    heard = _heard(story, file, values, by, at) if file else None
    with transaction.atomic():
        row = _out(story)
        now = Translation.objects.select_related("recording").filter(story=row, language=language).first()
        if now is not None and version is not None and now.version == version and heard is None and _says(now) == told:
            return now
        if (now.version if now is not None else None) != version:
            if now is None:
                raise StoryRefused(f"Bản dịch này không còn. Mở lại trang rồi ghi. {_NOTHING}")
            raise TranslationOvertaken(now)
        old = now.recording if now is not None else None
        if not told["text"] and heard is None and old is None:
            raise StoryRefused(f"Chọn tệp ghi âm, hoặc nhập lời bằng chữ. {_NOTHING}", "file")
        made = now or Translation(story=row, language=language, at=at, by=by)
        for name, value in told.items():
            setattr(made, name, value)
        if made.released_at is not None:
            made.taken_back_at, made.taken_back_why = at, _BEING_MENDED
        made.at, made.by, made.version = at, by, made.version + 1 if now is not None else 0
        made.listener, made.listened_on, made.checked_at, made.released_at = "", None, None, None
        with _kept(heard, at):
            if heard is not None:
                heard[0].save()
                made.recording = heard[0]
            made.save()
            if heard is not None and old is not None:
                _forget(old)
            details = {"unit": row.unit.key, "language": made.language, "translator": made.translator}
            record("newsroom.save_translation", of=row, by=by, at=at, details=details)
        page_cache.clear()
    return made


def note_listening(
    *, translation: Translation, listener: str, on: date, version: int, by: User, at: datetime
) -> Translation:
    """Write down who heard a translation again, beside the story as it is now: also anew, after a correction.

    Raises:
        PermissionDenied: as `save_translation`.
        StoryRefused: it is the translator or the reader, the translator writes it down, or the day cannot be.
        TranslationOvertaken: somebody wrote meanwhile.
    """
    today = localtime(at).date()
    with transaction.atomic():
        row = _out(translation.story)
        if not can_translate(by, row, today):
            raise PermissionDenied("Tài khoản này không ghi việc nghe lại của bản dịch đó.")
        now = _now(translation)
        _refuse_overtaken(now, version)
        name = tidy(listener)[:_LONGEST_NAME]
        if not name:
            raise StoryRefused(f"Ghi tên người nghe lại. {_NOTHING}", "listener")
        typed_by = by.get_full_name() or by.get_username()
        refused = why_not_second(name, translator=now.translator, speaker=now.speaker, typed_by=typed_by)
        if refused:
            raise StoryRefused(f"{refused} {_NOTHING}", "listener")
        if not localtime(now.at).date() <= on <= today:
            began = f"{localtime(now.at):%d/%m/%Y}"
            raise StoryRefused(f"Ngày nghe lại từ ngày {began}, khi bản dịch được ghi, đến hôm nay. {_NOTHING}", "on")
        now.listener, now.listened_on, now.checked_at, now.version = name, on, at, now.version + 1
        now.save(update_fields=["listener", "listened_on", "checked_at", "version"])
        details = {"unit": row.unit.key, "language": now.language, "listener": name, "day": on.isoformat()}
        record("newsroom.note_listening", of=row, by=by, at=at, details=details)
        page_cache.clear()
    return now


def release_translation(*, translation: Translation, version: int, by: User, at: datetime) -> Translation:
    """Let a translation out, as it was shown; done twice it is done once.

    Raises:
        PermissionDenied: `by` does not decide for the story's section.
        StoryRefused: nobody heard it again since it was written or the story was corrected, or its file waits.
        TranslationOvertaken: somebody wrote meanwhile.
    """
    with transaction.atomic():
        row = _out(translation.story)
        if not can_correct(by, row, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không đưa bản dịch đó ra.")
        now = _now(translation)
        if now.released_at is not None:
            return now
        _refuse_overtaken(now, version)
        if now.checked_at is None:
            raise StoryRefused(f"Chưa có người thứ hai nghe lại. Ghi ai nghe lại, ngày nào. {_NOTHING}")
        if row.corrections.filter(kind=FollowKind.CORRECTION, at__gt=now.checked_at).exists():
            raise StoryRefused(
                f"Tin, bài đã đính chính sau lần nghe lại. Nghe lại so với bản mới, sửa nếu cần, rồi đưa ra. {_NOTHING}"
            )
        reading = now.recording
        if reading is not None:
            told = {"licence": reading.licence, "consent": reading.consent, "words": reading.words}
            refused = why_not_aired(check=reading.file_check, **told, is_reading=True)
            if refused:
                raise StoryRefused(f"{refused} {_NOTHING}")
        now.released_at, now.taken_back_at, now.taken_back_why, now.version = at, None, "", now.version + 1
        now.save(update_fields=["released_at", "taken_back_at", "taken_back_why", "version"])
        details = {"unit": row.unit.key, "language": now.language}
        record("newsroom.release_translation", of=row, by=by, at=at, details=details)
        page_cache.clear()
    return now


def take_back_translation(*, translation: Translation, reason: str, by: User, at: datetime) -> Translation:
    """Take a translation off the site; its address says why.

    Raises:
        PermissionDenied: `by` neither edits at the story's desk nor decides for its section.
        StoryRefused: no reason, or it is not out.
    """
    said = tidy(reason)
    with transaction.atomic():
        row = locked(translation.story)
        if not can_set_output(by, row, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không rút bản dịch đó.")
        now = _now(translation)
        if not said:
            raise StoryRefused(f"Ghi vì sao rút; người đọc thấy câu này ở địa chỉ cũ. {_NOTHING}", "text")
        if now.released_at is None:
            raise StoryRefused(f"Bản dịch này không ở trên trang. {_NOTHING}", "text")
        now.released_at, now.taken_back_at, now.version = None, at, now.version + 1
        now.taken_back_why = said[:_LONGEST_REASON]
        now.save(update_fields=["released_at", "taken_back_at", "taken_back_why", "version"])
        details = {"unit": row.unit.key, "language": now.language, "reason": now.taken_back_why}
        record("newsroom.take_back_translation", of=row, by=by, at=at, details=details)
        page_cache.clear()
    return now


def _told(values: TranslationValues) -> dict[str, str]:
    """Return what is kept of what was typed."""
    told = {"title": tidy(values.title), "translator": tidy(values.translator), "speaker": tidy(values.speaker)}
    told["text"] = unicodedata.normalize("NFC", values.text.strip())
    if not told["translator"]:
        raise StoryRefused(f"Ghi tên người dịch. {_NOTHING}", "translator")
    longest = {"title": _LONGEST_TITLE, "translator": _LONGEST_NAME, "speaker": _LONGEST_NAME, "text": _LONGEST_TEXT}
    for name, most in longest.items():
        if len(told[name]) > most:
            raise StoryRefused(f"Mục này dài quá {most} chữ cái. Rút ngắn lại. {_NOTHING}", name)
    return told


def _says(translation: Translation) -> dict[str, str]:
    return {name: getattr(translation, name) for name in ("title", "translator", "speaker", "text")}


def _heard(
    story: Story, file: File[bytes], values: TranslationValues, by: User, at: datetime
) -> tuple[Recording, ContentFile[bytes]]:
    """Return the recording of a reading, not yet stored, and what is kept of its file."""
    speaker = tidy(values.speaker)
    if not speaker:
        raise StoryRefused(f"Ghi tên người đọc trong bản ghi âm. {_NOTHING}", "speaker")
    if not values.is_human:
        raise StoryRefused(f"Chỉ nhận giọng người đọc thật, không nhận giọng máy. {_NOTHING}", "is_human")
    if not values.agreed:
        raise StoryRefused(f"Hỏi người đọc có đồng ý đưa giọng đọc lên trang không, rồi ghi lại. {_NOTHING}", "agreed")
    recording, content = heard_file(story, file)
    recording.by, recording.at = by, at
    if recording.kind != RecordingKind.AUDIO:
        raise StoryRefused(f"Tệp này là video. Chọn tệp ghi âm. {_NOTHING}", "file")
    recording.title = (tidy(values.recording) or recording.name.rpartition(".")[0])[:_LONGEST_TITLE]
    recording.source, recording.licence, recording.consent = speaker, RecordingLicence.OWN, RecordingConsent.AGREED
    return recording, content


@contextmanager
def _kept(heard: tuple[Recording, ContentFile[bytes]] | None, at: datetime) -> Iterator[None]:
    if heard is None:
        yield
        return
    with kept_file(*heard, at):
        yield


def _forget(reading: Recording) -> None:
    """Remove a reading that another took the place of, with its file: a voice is not kept without need."""
    name = str(reading.file.name)
    reading.delete()
    transaction.on_commit(lambda: evidence_storage().delete(name))


def _out(story: Story) -> Story:
    row = locked(story)
    if row.state != StoryState.PUBLISHED:
        raise StoryRefused(f"Tin, bài này {row.get_state_display()}; chỉ dịch bản đã đăng. {_NOTHING}")
    return row


def _now(translation: Translation) -> Translation:
    """Return a translation as it stands now; the row of its story is locked before."""
    return Translation.objects.select_related("recording").get(pk=translation.pk)


def _refuse_overtaken(now: Translation, version: int) -> None:
    if now.version != version:
        raise TranslationOvertaken(now)
