"""The text of a story of a demonstration, as it was first and as it became."""

import re
from datetime import datetime
from typing import Any

from wagtail.blocks import StreamValue

from loa.lib.simple_text import as_html
from loa.newsroom.actions import Source, StoryValues
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import Story
from loa.website.management.demo.newsroom.recipe import Told
from loa.website.management.demo.newsroom.stage import Scene
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked


def values_of(scene: Scene, told: Told, *, first: bool = False, go_live_at: datetime | None = None) -> StoryValues:
    """Return the text of a story; the `first` one has its mistakes.

    What will be given back lacks its end and what was confirmed later, what will be corrected is wrong in one place.
    """
    sources = [one for one in told.sources if not first or one["confirmed_on"] <= told.filed_on]
    body, officer = _body(told, wrong=first), scene.officers[told.unit]
    if first and told.returned_on:
        body = body.rsplit("\n\n", 1)[0]
    fields: dict[str, Any] = {
        "kind": told.kind,
        "title": told.title,
        "lead": told.lead,
        "text": body,
        "topics": scene.topics_of(told.topics),
        "audiences": scene.audiences_of(told.audiences),
        "is_procedure": told.kind == StoryKind.GUIDE,
        "happened_on": told.happened_on,
        "place": told.place,
        "byline": officer.get_full_name() or officer.first_name,
        "sources": tuple(Source(**one) for one in sources),
        "go_live_at": go_live_at,
    }
    if told.kind == StoryKind.CRITICISM:
        fields |= {
            "conclusion_body": f"Cơ quan có thẩm quyền của huyện {MARK}",
            "conclusion_symbol": told.sources[0]["symbol"],
            "concluded_on": told.happened_on,
            "reply_offered_on": told.filed_on,
            "reply_text": marked("Đơn vị thừa nhận sai sót, đã gửi thư xin lỗi và bỏ tờ mẫu cũ khỏi quầy."),
        }
    if told.kind == StoryKind.COMMENDATION:
        confirming = f"{scene.names[scene.units[told.unit].pk]} {MARK}"
        fields |= {"subject_agreed_on": told.filed_on, "confirmed_by_unit": confirming}
    return StoryValues(**fields)


_HEADING = re.compile(r"(?m)^(?=## )")


def is_in_blocks(told: Told) -> bool:
    """Tell whether the desk parts a story into blocks: a procedure's facts, questions with their answers."""
    return told.facts is not None or told.kind == StoryKind.QA


def part_into_blocks(story: Story, told: Told, *, wrong: bool) -> None:
    """Write the body of a story as blocks, as the office's editor does; what it shows beside its words stays.

    What is still `wrong` in it is left out of the facts: its first readers had only the text.
    """
    shown = [(one.block_type, one.value, one.id) for one in story.body if one.block_type != "text"]
    blocks: list[tuple[str, Any, None]] = []
    if told.facts:
        blocks.append(("facts", {name: said for name, said in told.facts.items() if not wrong or name != "fee"}, None))
    for part in _HEADING.split(_body(told, wrong=wrong)):
        heading, _, words = part.partition("\n")
        question = heading.removeprefix("## ").strip()
        if told.kind == StoryKind.QA and question.endswith("?"):
            blocks.append(("question", {"question": question, "answer": as_html(words)}, None))
        elif blocks and blocks[-1][0] == "text":
            blocks[-1] = ("text", blocks[-1][1] + as_html(part), None)
        elif part.strip():
            blocks.append(("text", as_html(part), None))
    raw = [{"type": kind, "value": value} for kind, value, _ in blocks]
    beside = [(kind, value, key) for kind, value, key in shown if kind not in ("facts", "question")]
    made = [(one.block_type, one.value, None) for one in StreamValue(story.body.stream_block, raw, is_lazy=True)]
    story.body = StreamValue(story.body.stream_block, [*made, *beside])


def _body(told: Told, *, wrong: bool) -> str:
    """Return the words of a story, with its mistake where that was not yet found."""
    body = told.body.strip()
    if wrong and told.mistake:
        return body.replace(told.mistake["now"].strip(), told.mistake["was"].strip())
    return body
