"""The texts of a story that were kept, and two of them side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from wagtail.models import Revision

from loa.lib.side_by_side import Pair, side_by_side
from loa.lib.simple_text import as_text
from loa.lib.vietnamese_text import written_day
from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.models import Story, StorySource

# Far more than a story has; the office lists every one.
_SHOWN = 50
_FACTS = {
    "where": "Nộp ở đâu",
    "bring": "Mang giấy tờ gì",
    "days": "Mấy ngày có kết quả",
    "fee": "Phí, lệ phí",
    "ask": "Hỏi ở đâu",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The kept texts, newest first, and the two that are laid side by side; none where there is but one."""

    kept: tuple[Revision, ...]
    old: Revision | None
    new: Revision | None
    pairs: tuple[Pair, ...]


def versions(story: Story, old: int | None, new: int | None) -> Versions:
    """Return the texts of a story and two of them compared: those asked for, else what is out or was before, and now.

    Two statements, and one for the pictures of each text.
    """
    kept = tuple(story.revisions.select_related("user").defer("content").order_by("-created_at", "-pk")[:_SHOWN])
    by_number = {one.pk: one for one in kept}
    newer = by_number.get(new or 0) or (kept[0] if kept else None)
    older = by_number.get(old or 0)
    if older is None and newer is not None:
        before = kept[kept.index(newer) + 1 :]
        out = by_number.get(story.live_revision_id or 0)
        older = out if out is not None and out != newer else next(iter(before), None)
    if older is None or newer is None:
        return Versions(kept=kept, old=None, new=newer, pairs=())
    contents = dict(story.revisions.filter(pk__in=[older.pk, newer.pk]).values_list("pk", "content"))
    texts = [list(lines_of(_read(contents[one.pk]))) for one in (older, newer)]
    return Versions(kept=kept, old=older, new=newer, pairs=tuple(side_by_side(*texts)))


def _read(content: dict[str, Any]) -> Story:
    """Return the words of a kept text as a story: Wagtail's own way asks the database for everything it points to."""
    named = ("what", "symbol", "confirmed_by", "confirmed_on")
    story = Story(**{name: content[name] for name in ("title", "lead", "body", "reply_text")})
    story.sources = [StorySource(**{name: one[name] for name in named}) for one in content["sources"]]
    for one in story.sources.all():
        one.confirmed_on = parse_date(str(one.confirmed_on))
    return story


def lines_of(story: Story) -> Iterator[str]:
    """Yield what a story says, a line for each paragraph, fact and source."""
    yield story.title
    yield from filter(None, [story.lead])
    for block in story.body:
        yield from filter(None, _lines(block.block_type, block.value))
    yield from filter(None, [f"Phản hồi: {story.reply_text}" if story.reply_text else ""])
    for one in story.sources.all():
        yield f"Nguồn: {one.what} {one.symbol}, {one.confirmed_by} xác nhận ngày {_day(one.confirmed_on)}"


def _lines(kind: str, value: Any) -> Iterator[str]:
    if kind == "text":
        yield from _paragraphs(value)
        return
    told: dict[str, Any] = dict(value.items())
    if kind == "picture":
        yield f"Ảnh: {told['caption'] or told['picture']}"
    elif kind in RECORDING_BLOCKS:
        yield f"{'Video' if kind == 'video' else 'Âm thanh'}: {told['caption'] or told['recording']}"
    elif kind == "facts":
        yield from (f"{words}: {told[name]}" for name, words in _FACTS.items() if told[name])
    elif kind == "question":
        yield f"Hỏi: {told['question']}"
        yield from _paragraphs(told["answer"])
    elif kind == "quote":
        yield f"“{told['quote']}” ({told['said_by']})"
    else:
        yield f"Âm thanh, video: {told['caption']} {told['url']}"


def _paragraphs(rich_text: Any) -> Iterator[str]:
    """Yield the paragraphs of rich text without what marks a heading when it is typed."""
    for line in as_text(rich_text.source).split("\n"):
        yield f"• {line[2:]}" if line.startswith("- ") else line.removeprefix("## ")


def _day(on: date | None) -> str:
    return written_day(on) if on else ""
