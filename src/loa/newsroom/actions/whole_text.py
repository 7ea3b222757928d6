"""Keep a text that the office's editor wrote, blocks and all, and hold a story while one writes at it."""

import json
import re
import unicodedata
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.writing import (
    StoryOvertaken,
    StoryRefused,
    free_slug,
    fresh,
    locked,
    note_saved,
    refuse_editing,
    refuse_wrong,
    said_by,
    with_words,
)
from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.models import Story
from loa.newsroom.permissions import can_edit_story
from loa.people.actions import record
from loa.people.models import User

_WORDS = ("title", "lead", "place", "byline", "parent_task", "conclusion_body", "conclusion_symbol")
_WORDS_OF_A_SOURCE = ("what", "symbol", "confirmed_by")
_HELD = ("locked", "locked_by_id", "locked_at")
# What stands between the marks of rich text: a letter is never put together with a mark.
_BETWEEN_MARKS = re.compile(r"[^<>]+")


def save_whole_text(*, written: Story, version: int, by: User, at: datetime) -> Story:
    """Keep the text that was written into `written`, the newest text of a story as the office's editor shows it.

    The rules are those of `save_story`, which takes what can be typed on a telephone; where the story is live the new
    text waits in a revision until it is decided on. The same text sent twice is kept once.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
        StoryRefused: no title, too long, somebody locked it, or it stands where no text is changed.
        StoryOvertaken: somebody wrote since `version` was shown.
    """
    _tidy(written)
    body = json.dumps(_blocks(written), ensure_ascii=False)
    pictures = [(block.value["picture"], "") for block in written.body if block.block_type == "picture"]
    refuse_wrong(with_words(written, written.title, written.lead, body), pictures)
    _refuse_others(written)
    with transaction.atomic():
        row = locked(written)
        before = row.get_latest_revision_as_object() if row.live else row
        may = can_edit_story(by, row, localtime(at).date())
        if may and row.edited_by_id == by.pk and said_by(before) == said_by(written):
            return row
        refuse_editing(row, version, by, at)
        if written.version != version:  # it was read before somebody else wrote, a moment ago
            raise StoryOvertaken(fresh(row))
        for name in (*Story.COURSE, *_HELD):
            setattr(written, name, getattr(row, name))
        written.slug = row.slug
        if written.title != before.title and row.first_published_at is None:
            written.slug = free_slug(written.title, own=row.pk)
        note_saved(written, by, at)
    return written


def lock_story(*, story: Story, by: User, at: datetime) -> None:
    """Hold a story: until it is let go, nobody else saves a text of it.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
        StoryRefused: somebody else holds it already.
    """
    with transaction.atomic():
        row = locked(story)
        if not can_edit_story(by, row, localtime(at).date()):
            raise PermissionDenied("Tin, bài này không ở chỗ tài khoản này sửa.")
        if row.locked:
            if row.locked_by_id == by.pk:
                return
            raise StoryRefused("Đã có người khóa tin, bài này để sửa. Chưa có gì được lưu.")
        Story.objects.filter(pk=row.pk).update(locked=True, locked_by=by, locked_at=at)
        record("newsroom.lock_story", of=row, by=by, at=at, details={"unit": row.unit.key})


def unlock_story(*, story: Story, by: User, at: datetime) -> None:
    """Let a story go: whoever holds it, or anybody on whose table its text is, when that person is away.

    Raises:
        PermissionDenied: `by` is neither.
    """
    with transaction.atomic():
        row = locked(story)
        if row.locked_by_id != by.pk and not can_edit_story(by, row, localtime(at).date()):
            raise PermissionDenied("Tin, bài này không ở chỗ tài khoản này sửa.")
        if row.locked:
            Story.objects.filter(pk=row.pk).update(locked=False, locked_by=None, locked_at=None)
            record("newsroom.unlock_story", of=row, by=by, at=at, details={"unit": row.unit.key})


def _refuse_others(written: Story) -> None:
    """Refuse a recording that was made for another story: it may be out there and not here."""
    shown = [block.value["recording"] for block in written.body if block.block_type in RECORDING_BLOCKS]
    if any(one is not None and one.story_id != written.pk for one in shown):
        raise StoryRefused(
            "Âm thanh, video này của tin, bài khác. Bỏ khối đó, tải tệp lên ở trang của bài này. Chưa có gì được lưu."
        )


def _tidy(story: Story) -> None:
    for name in (*_WORDS, "confirmed_by_unit"):
        setattr(story, name, tidy(getattr(story, name)))
    story.reply_text = story.reply_text.strip()
    for place, source in enumerate(story.sources.all()):
        source.sort_order = place
        for name in _WORDS_OF_A_SOURCE:
            setattr(source, name, tidy(getattr(source, name)))
    story.body = json.dumps(_composed(_blocks(story)), ensure_ascii=False)


def _blocks(story: Story) -> list[Any]:
    blocks: list[Any] = story.body.stream_block.get_prep_value(story.body)
    return blocks


def _composed(value: Any) -> Any:
    """Return a value of blocks with the letters of its texts composed (NFC)."""
    if isinstance(value, str):
        return _BETWEEN_MARKS.sub(lambda found: unicodedata.normalize("NFC", found[0]), value)
    if isinstance(value, list):
        return [_composed(one) for one in value]
    if isinstance(value, dict):
        return {name: _composed(one) for name, one in value.items()}
    return value
