"""Which recording an address names, and who gets it; the recordings and the translation of one story at the desk."""

from dataclasses import dataclass

from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.choices import FollowKind, Language, StoryState
from loa.newsroom.models import Recording, Story, Translation
from loa.pictures.models import Picture

MIME = {
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
}


def mime_of(recording: Recording) -> str:
    """Return what a browser is told a recording is."""
    return MIME.get(recording.format, f"{recording.kind}/{recording.format}")


def find_recording(pk: int, name: str) -> Recording | None:
    """Return the checked recording at an address; None for every other. One statement."""
    found = Recording.objects.select_related("story__section").filter(pk=pk).first()
    return found if found is not None and found.is_clean and found.public_name == name else None


def is_out(recording: Recording) -> bool:
    """Tell whether everybody gets a recording: its story is out and shows it, or it reads a translation that is.

    One statement at most.
    """
    story = recording.story
    if not story.live or story.state != StoryState.PUBLISHED:
        return False
    shown = [block.value["recording"] for block in story.body if block.block_type in RECORDING_BLOCKS]
    if recording in shown:
        return not recording.why_not_aired
    return Translation.objects.filter(recording=recording, released_at__isnull=False).exists()


def recordings_in(story: Story) -> list[Recording]:
    """Return what a text shows of recordings, in its order."""
    shown = [block.value["recording"] for block in story.body if block.block_type in RECORDING_BLOCKS]
    return [one for one in shown if one is not None]


def pictures_in(story: Story) -> list[Picture]:
    """Return the pictures of a text, which may stand for a film before it plays."""
    shown = [block.value["picture"] for block in story.body if block.block_type == "picture"]
    return [one for one in shown if one is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSheet:
    """A translation at the desk: whether the story was corrected since it was heard, and who wrote it down."""

    translation: Translation
    is_behind: bool


def translation_sheet(story: Story, language: str = Language.BRU) -> TranslationSheet | None:
    """Return the translation of a story, None where it has none; two statements."""
    found = story.translations.select_related("recording", "by").filter(language=language).first()
    if found is None:
        return None
    behind = found.checked_at is not None and (
        story.corrections.filter(kind=FollowKind.CORRECTION, at__gt=found.checked_at).exists()
    )
    return TranslationSheet(translation=found, is_behind=behind)
