"""Put on the agenda of a demonstration what stands in the library of its file, each thing on its day."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from loa.activities.models import Topic
from loa.library.actions import keep_dialogue, keep_document, keep_draft, keep_opinion, publish_answers, withdraw
from loa.library.models import Dialogue, Document, Draft, Opinion
from loa.people.models import RoleAssignment, Unit, User
from loa.people.permissions import Right, roles_with
from loa.website.actions import note_section
from loa.website.choices import Found
from loa.website.management.demo.agenda import Agenda
from loa.website.management.demo.library.papers import paper
from loa.website.management.demo.recipe import Recipe
from loa.website.management.demo.work import EXAMPLES
from loa.website.models import RequiredSection

FILE = "van-ban.toml"
_OF_DOCUMENTS = ("kind", "symbol", "abstract", "issuer_name", "signed_on", "effective_from", "effective_until")
_OF_DRAFTS = ("kind", "title", "why", "opened_on", "closes_on", "receiver")
_OF_DIALOGUES = ("held_on", "place", "title", "took_part", "summary")


@dataclass(slots=True)
class Shelves:
    """What was put up so far, by the keys of the file, and who keeps the site of each unit."""

    recipe: Recipe
    folder: Path
    documents: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)

    def owner(self, told: dict[str, Any]) -> Unit:
        return Unit.objects.get(key=told.get("owner", self.recipe.owner))

    def keeper(self, unit: Unit) -> User:
        """Return who keeps the site of a unit, the same each time."""
        held = RoleAssignment.objects.filter(unit=unit, role__in=roles_with(Right.KEEP_SITE)).select_related("user")
        return held.order_by("user__username")[0].user

    def document(self, key: str) -> Document:
        return Document.objects.select_related("owner").get(pk=self.documents[key])

    def draft(self, key: str) -> Draft:
        return Draft.objects.select_related("owner").get(pk=self.drafts[key])


def read_library(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the documents, drafts and dialogues of an example."""
    return tomllib.loads((folder / FILE).read_text())


def plan_library(recipe: Recipe, agenda: Agenda) -> None:
    """Put on an agenda what the library of a demonstration gets in the year."""
    shelves = Shelves(recipe, EXAMPLES / recipe.folder)
    told = read_library(shelves.folder)
    for one in told.get("document", ()):
        agenda.plan(one["posted_on"], f"document {one['key']}", partial(_post, shelves, one))
        if "withdrawn_on" in one:
            agenda.plan(one["withdrawn_on"], f"withdraw {one['key']}", partial(_withdraw, shelves, one))
    for one in told.get("draft", ()):
        agenda.plan(one["opened_on"], f"draft {one['key']}", partial(_open, shelves, one))
        for number, said in enumerate(one.get("opinions", ())):
            name = f"opinion {one['key']} {number}"
            agenda.plan(said["on"], name, partial(_enter, shelves, one["key"], said))
        if "answered_on" in one:
            agenda.plan(one["answered_on"], f"answers {one['key']}", partial(_publish, shelves, one))
        if "final_on" in one:
            agenda.plan(one["final_on"], f"final {one['key']}", partial(_name_final, shelves, one))
    for one in told.get("look", ()):
        agenda.plan(one["on"], f"look {one['unit']}", partial(_look, shelves, one))
    for one in told.get("dialogue", ()):
        agenda.plan(one["posted_on"], f"dialogue {one['held_on']}", partial(_record, shelves, one))


def _post(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    owner = shelves.owner(told)
    document = Document(
        owner=owner,
        issuer=Unit.objects.filter(key=told.get("issuer", "")).first(),
        for_communes=told.get("for_communes", False),
        **_given(told, _OF_DOCUMENTS),
    )
    files = _papers(told, told["key"], told["issuer_name"], told["symbol"], document.titled)
    if "example_file" in told:
        name = told["example_file"]
        files.append(ContentFile((shelves.folder / name).read_bytes(), name=name))
    keep_document(
        document,
        topics=Topic.objects.filter(code__in=told["topics"]),
        replaces=[shelves.document(key) for key in told.get("replaces", ())],
        amends=[shelves.document(key) for key in told.get("amends", ())],
        files=files,
        seen_personal=True,
        by=shelves.keeper(owner),
        at=at,
    )
    shelves.documents[told["key"]] = document.pk


def _withdraw(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    document = shelves.document(told["key"])
    by = shelves.keeper(document.owner)
    withdraw(document, why=told["withdrawn_why"], version=document.version, by=by, at=at)


def _open(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    owner = shelves.owner(told)
    draft = Draft(owner=owner, for_communes=told.get("for_communes", False), **_given(told, _OF_DRAFTS))
    files = [paper("docx", f"du-thao-{told['key']}", issuer=told["receiver"], symbol="", title=told["title"])]
    keep_draft(draft, files=files, seen_personal=True, by=shelves.keeper(owner), at=at)
    shelves.drafts[told["key"]] = draft.pk


def _enter(shelves: Shelves, key: str, told: dict[str, Any], at: datetime) -> None:
    draft = shelves.draft(key)
    opinion = Opinion(
        draft=draft,
        received_on=told["on"],
        way=told["way"],
        from_kind=told["from"],
        from_name=told.get("name", ""),
        about=told["about"],
        content=told["content"],
        outcome=told.get("outcome", ""),
        answer=told.get("answer", ""),
        where_in_text=told.get("where", ""),
    )
    keep_opinion(opinion, by=shelves.keeper(draft.owner), at=at)


def _publish(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    draft = shelves.draft(told["key"])
    publish_answers(draft, summary=told["summary"], version=draft.version, by=shelves.keeper(draft.owner), at=at)


def _name_final(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    draft = shelves.draft(told["key"])
    draft.final = shelves.document(told["final"])
    keep_draft(draft, version=draft.version, by=shelves.keeper(draft.owner), at=at)


def _record(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    owner = shelves.owner(told)
    files = _papers(told, f"bien-ban-{told['held_on']}", "UBND huyện Vĩnh Linh", "/BB-UBND", told["title"])
    dialogue = Dialogue(owner=owner, **_given(told, _OF_DIALOGUES))
    keep_dialogue(dialogue, files=files, seen_personal=True, by=shelves.keeper(owner), at=at)


def _look(shelves: Shelves, told: dict[str, Any], at: datetime) -> None:
    unit, by = Unit.objects.get(key=told["unit"]), shelves.keeper(shelves.owner({}))
    sections = list(RequiredSection.objects.all())
    for found in Found:
        for number in told[found]:
            there = found == Found.PRESENT
            note_section(
                section=sections[number - 1],
                unit=unit,
                found=found,
                address=f"https://vidu.example/{unit.key}/muc-{number}" if there else "",
                newest_on=told["on"] - timedelta(days=7 * number) if there else None,
                by=by,
                at=at,
            )


def _given(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}


def _papers(told: dict[str, Any], name: str, issuer: str, symbol: str, title: str) -> list[ContentFile[bytes]]:
    return [paper(kind, name, issuer=issuer, symbol=symbol, title=title) for kind in told.get("files", ())]
