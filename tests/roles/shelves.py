"""What the cast tries the library on: a document, drafts, an opinion and a dialogue of a unit, put up by one of it."""

from dataclasses import dataclass
from datetime import date

from loa.library.models import Dialogue, Document, Draft, Opinion, StoredFile
from loa.library.tests.factories import make_dialogue, make_document, make_draft, make_opinion, pdf
from loa.people.models import Unit, User
from loa.website.models import RequiredSection


@dataclass(frozen=True, kw_only=True)
class Shelves:
    """`over` is a draft whose answers can be published."""

    document: Document
    file: StoredFile
    draft: Draft
    over: Draft
    opinion: Opinion
    dialogue: Dialogue
    section: RequiredSection


def fill_shelves(place: str, unit: Unit, keeper: User) -> Shelves:
    """Store what a unit keeps on its site."""
    own = {"owner": unit, "by": keeper}
    document = make_document(abstract=f"Văn bản {place}", keep={"files": [pdf()], "seen_personal": True}, **own)
    draft = make_draft(title=f"Dự thảo {place}", **own)
    return Shelves(
        document=document,
        file=document.files.get(),
        draft=draft,
        over=make_draft(title=f"Dự thảo đã đóng {place}", closes_on=date(2024, 3, 10), **own),
        opinion=make_opinion(draft, by=keeper),
        dialogue=make_dialogue(title=f"Đối thoại {place}", **own),
        section=RequiredSection.objects.filter(filled_by="hand")[0],
    )
