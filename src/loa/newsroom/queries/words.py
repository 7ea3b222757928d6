"""What the plain-language help says of a story as it is typed, and a text with one of its short forms written out."""

import re
from dataclasses import dataclass
from datetime import date

from loa.lib import plain_language as plain
from loa.lib.simple_text import as_text, is_typed
from loa.newsroom.blocks import SHOWN_BLOCKS
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import Dismissal, Story
from loa.newsroom.queries.short_forms import glossary_of

_EDGE = re.compile(r"(\n+)")
_HEADING, _ITEM = "## ", "- "
_TOLD = {
    "where": plain.Code.WHERE,
    "bring": plain.Code.PAPERS,
    "days": plain.Code.DURATION,
    "fee": plain.Code.COST,
    "ask": plain.Code.HOW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is found in a story's words; `set_aside` are the hints that somebody kept as written, with why."""

    found: tuple[plain.Finding, ...]
    # Of each block its pieces, and what is found in it, each once.
    blocks: tuple[tuple[tuple[plain.Piece, ...], tuple[plain.Finding, ...]], ...]
    whole: tuple[plain.Finding, ...]
    set_aside: tuple[Dismissal, ...]
    syllables: int
    reading: str
    air: str
    may_write_out: bool


def hints_on(story: Story, units: list[int], on: date) -> Hints:
    """Return what the help says of a story's newest text; two statements.

    `units` are its unit and all above, from below: their short forms count.
    """
    told = _plain_story(story)
    seen = plain.examine(told, on=on, glossary=glossary_of(units))
    aside = {one.key: one for one in Dismissal.objects.filter(story=story.pk).select_related("by")}
    found = tuple(one for one in seen.findings if one.key not in aside)
    keys = {one.key for one in seen.findings}
    blocks = []
    for number, written in enumerate(told.blocks):
        of_block = [one for one in found if one.place is not None and one.place.block == number]
        if of_block:
            blocks.append((tuple(plain.pieces(written, of_block)), tuple(of_block)))
    return Hints(
        found=found,
        blocks=tuple(blocks),
        whole=tuple(one for one in found if one.place is None),
        set_aside=tuple(one for key, one in aside.items() if key in keys),
        syllables=seen.syllables,
        reading=plain.minutes_in_words(seen.reading_seconds),
        air=plain.minutes_in_words(seen.air_seconds),
        may_write_out=may_be_typed(story),
    )


def may_be_typed(story: Story) -> bool:
    """Tell whether a story's body can be edited as typed text, with pictures and recordings after it."""
    return all(
        block.block_type in SHOWN_BLOCKS or (block.block_type == "text" and is_typed(block.value.source))
        for block in story.body
    )


def typed_text(story: Story) -> str:
    """Return a story's body as it is typed, without its pictures."""
    texts = [as_text(block.value.source) for block in story.body if block.block_type == "text"]
    return "\n\n".join(text for text in texts if text)


def written_out(story: Story, key: str, units: list[int], on: date) -> tuple[str, str, str] | None:
    """Return title, lead and text of a story with the short form of one hint written out; None where it is no more.

    Raises:
        ValueError: the words have changed; the message says so.
    """
    finding = next((one for one in hints_on(story, units, on).found if one.key == key), None)
    if finding is None or finding.place is None or not finding.is_mendable:
        return None
    number = finding.place.block
    title, lead, text = story.title, story.lead, typed_text(story)
    if number == plain.TITLE:
        return plain.expanded(title, finding), lead, text
    if number == plain.LEAD:
        return title, plain.expanded(lead, finding), text
    parts = _EDGE.split(text)
    place = 2 * (number - plain.BODY)
    mark = next((one for one in (_HEADING, _ITEM) if parts[place].startswith(one)), "")
    parts[place] = mark + plain.expanded(parts[place].removeprefix(mark), finding)
    return title, lead, "".join(parts)


def _plain_story(story: Story) -> plain.Story:
    lines = [one for one in _EDGE.split(typed_text(story))[::2] if one]
    told: set[plain.Code] = set()
    for block in story.body:
        if block.block_type == "facts":
            told |= {code for name, code in _TOLD.items() if block.value.get(name)}
    return plain.Story(
        title=story.title,
        lead=story.lead,
        paragraphs=tuple(
            plain.Paragraph(one.removeprefix(_HEADING).removeprefix(_ITEM), is_heading=one.startswith(_HEADING))
            for one in lines
        ),
        is_procedure=story.is_procedure or story.kind == StoryKind.GUIDE,
        told=frozenset(told),
        sources=tuple(plain.Source(symbol=one.symbol, day=one.issued_on) for one in story.sources.all()),
    )
