"""The text of a story of a demonstration, as it was first and as it became."""

from datetime import datetime
from typing import Any

from loa.newsroom.actions import Source, StoryValues
from loa.newsroom.choices import StoryKind
from loa.website.management.demo.newsroom.recipe import Told
from loa.website.management.demo.newsroom.stage import Scene
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked


def values_of(scene: Scene, told: Told, *, first: bool = False, go_live_at: datetime | None = None) -> StoryValues:
    """Return the text of a story; the `first` one has its mistakes.

    What will be given back lacks its end and what was confirmed later, what will be corrected is wrong in one place.
    """
    sources = [one for one in told.sources if not first or one["confirmed_on"] <= told.filed_on]
    body, officer = told.body.strip(), scene.officers[told.unit]
    if first and told.returned_on:
        body = body.rsplit("\n\n", 1)[0]
    if first and told.mistake:
        body = body.replace(told.mistake["now"].strip(), told.mistake["was"].strip())
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
