"""Play the sound and the film of a demonstration: in a reportage, and stories read in Bru - Vân Kiều.

No word of the language is invented: the text stays empty, and the file is a tone whose title says so.
"""

from datetime import datetime, time, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.utils.timezone import localtime

from loa.newsroom.actions import (
    RecordingValues,
    TranslationValues,
    add_recording,
    note_listening,
    release_translation,
    save_translation,
)
from loa.newsroom.choices import RecordingConsent, RecordingLicence
from loa.newsroom.models import Translation
from loa.website.management.demo.newsroom.films import FILM_TITLE, film
from loa.website.management.demo.newsroom.recipe import ReadingOf, Told
from loa.website.management.demo.newsroom.sounds import TITLE, tone
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.words import marked

_DAY = timedelta(days=1)
_MORNING, _NOON, _LATE = (time(8), time(9)), (time(10), time(11)), (time(14), time(16))
_WORDS = "Âm thanh mẫu: ba nốt nhạc, không có lời. Bản thật ở đây là lời kể của người trong bài."
_SEEN = (
    "Phim mẫu bằng hình vẽ, không có tiếng. Lần lượt: người dân ngồi đợi đến lượt; quầy một cửa nhận hồ sơ; các mẫu "
    "đơn; chỗ có người giúp nộp hồ sơ trên máy. Bản thật ở đây là phim quay tại chỗ, người có mặt trong phim đồng ý."
)


def add_sound(scene: Scene, told: Told, at: datetime) -> None:
    """Let the author of a reportage put a sound behind its text, where the newsroom says so."""
    if told.key not in scene.newsroom.with_sound:
        return
    values = RecordingValues(
        title=TITLE,
        source="hệ thống, để minh họa",
        licence=RecordingLicence.MADE,
        consent=RecordingConsent.NOBODY,
        words=_WORDS,
    )
    file = ContentFile(tone(9), name="am-thanh-mau.wav")
    add_recording(story=scene.story(told), file=file, values=values, by=scene.officers[told.unit], at=at)


def add_reading(scene: Scene, told: Told, at: datetime) -> None:
    """Let the author add that somebody read the story aloud in Vietnamese, where the newsroom says so."""
    reader = scene.newsroom.read_aloud.get(told.key)
    if reader is None:
        return
    values = RecordingValues(
        title=TITLE,
        source=marked(reader),
        licence=RecordingLicence.MADE,
        consent=RecordingConsent.AGREED,
        is_reading=True,
    )
    file = ContentFile(tone(10), name="am-thanh-mau.wav")
    add_recording(story=scene.story(told), file=file, values=values, by=scene.officers[told.unit], at=at)


def add_film(scene: Scene, told: Told, at: datetime) -> None:
    """Let the author of a reportage put a short drawn film behind its text, where the newsroom says so."""
    if told.key not in scene.newsroom.with_film:
        return
    story = scene.story(told)
    values = RecordingValues(
        title=FILM_TITLE,
        source="hệ thống, để minh họa",
        licence=RecordingLicence.MADE,
        consent=RecordingConsent.NOBODY,
        words=_SEEN,
        poster=next((one.value["picture"] for one in story.body if one.block_type == "picture"), None),
    )
    file = ContentFile(film(("queue", "counter", "forms", "computer-class"), told.key), name="phim-mau.webm")
    add_recording(story=story, file=file, values=values, by=scene.officers[told.unit], at=at)


def plan_reading(scene: Scene, told: Told, out_at: datetime) -> None:
    """Put on the agenda that a story is read in Bru - Vân Kiều in the days after it went out."""
    one = next((one for one in scene.newsroom.readings if one.story == told.key), None)
    if one is None:
        return
    day = localtime(out_at).date() + _DAY
    for number, (deed, hours, later) in enumerate(((_save, _MORNING, 0), (_listen, _NOON, 2), (_release, _LATE, 2))):
        at = at_hour(day + later * _DAY, *hours, "reading", told.key, number)
        scene.agenda.plan_at(at, f"story 9 reading {number} {told.key}", partial(deed, scene, told, one))


def _save(scene: Scene, told: Told, one: ReadingOf, at: datetime) -> None:
    save_translation(
        story=scene.story(told),
        values=TranslationValues(
            translator=marked(one.translator), speaker=marked(one.speaker), recording=TITLE, is_human=True, agreed=True
        ),
        file=ContentFile(tone(one.seconds), name="am-thanh-mau.wav"),
        by=scene.officers[told.unit],
        at=at,
    )


def _listen(scene: Scene, told: Told, one: ReadingOf, at: datetime) -> None:
    row, heard_on = _row(scene, told), localtime(at).date()
    listener, by = marked(one.listener), scene.officers[told.unit]
    note_listening(translation=row, listener=listener, on=heard_on, version=row.version, by=by, at=at)


def _release(scene: Scene, told: Told, one: ReadingOf, at: datetime) -> None:
    row = _row(scene, told)
    release_translation(translation=row, version=row.version, by=scene.decider, at=at)


def _row(scene: Scene, told: Told) -> Translation:
    return Translation.objects.select_related("story__section").get(story=scene.stories[told.key])
