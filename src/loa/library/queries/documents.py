"""The document library as readers get it: a list narrowed by what one looks for, and one document on its page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce, ExtractYear

from loa.lib.vietnamese_text import fold
from loa.library.choices import DocumentKind, LinkKind
from loa.library.models import Document, DocumentLink, Draft, StoredFile
from loa.library.models.documents import DocumentQuerySet
from loa.library.rules import Effect, Standing, effect
from loa.people.queries import Ended, ended, unit_names
from loa.tasks.choices import FileCheck

_A_PAGE = 20
_LONGEST, _MOST_WORDS = 200, 12
_IN_FORCE, _NOT_IN_FORCE = "con", "het"
_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose documents a site shows, by ids: all of some units, and of some above what is marked for communes."""

    owners: frozenset[int]
    above: frozenset[int]

    @property
    def q(self) -> Q:
        """The condition on documents, drafts and dialogues."""
        return Q(owner__in=self.owners) | Q(owner__in=self.above, for_communes=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for in the library; what is empty narrows nothing."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    issuer: str = ""
    force: str = ""

    @property
    def is_anything(self) -> bool:
        return bool(self.query)

    @property
    def query(self) -> str:
        """The same as part of an address, for the next page."""
        asked = {"q": self.text, "loai": self.kind, "nam": self.year, "co-quan": self.issuer, "hieu-luc": self.force}
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document in a list, with what it is worth on the day."""

    document: Document
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """A page of documents, and what the list can be narrowed by."""

    page: Page[Document]
    rows: tuple[DocumentRow, ...]
    wanted: Wanted
    years: tuple[int, ...]
    issuers: tuple[str, ...]

    kinds = DocumentKind.choices
    forces = ((_IN_FORCE, "Còn hiệu lực"), (_NOT_IN_FORCE, "Không còn hiệu lực"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One document on its page: its worth, its files, what it did to others and others to it, who issued it."""

    document: Document
    effect: Effect
    owner: str
    files: tuple[StoredFile, ...]
    replaces: tuple[Document, ...]
    amends: tuple[Document, ...]
    replaced_by: tuple[Document, ...]
    amended_by: tuple[Document, ...]
    drafts: tuple[Draft, ...]
    topics: tuple[str, ...]
    ended: Ended | None


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """Return what the address of a list asks for; what makes no sense asks for nothing."""
    year = asked.get("nam", "")
    return Wanted(
        text=" ".join(_CONTROL.sub(" ", asked.get("q", ""))[:_LONGEST].split()),
        kind=kind if (kind := asked.get("loai", "")) in DocumentKind.values else "",
        year=int(year) if re.fullmatch(r"(19|20)[0-9]{2}", year) else None,
        issuer=" ".join(_CONTROL.sub(" ", asked.get("co-quan", ""))[:300].split()),
        force=force if (force := asked.get("hieu-luc", "")) in {_IN_FORCE, _NOT_IN_FORCE} else "",
    )


def posted_documents(shelf: Shelf | None) -> DocumentQuerySet:
    """Return the documents a site shows that were not withdrawn; None as shelf holds everything."""
    held = Document.objects.filter(withdrawn_at__isnull=True)
    return held.filter(shelf.q) if shelf is not None else held


def document_list(shelf: Shelf | None, wanted: Wanted, page: str, on: date) -> DocumentList:
    """Return a page of a site's documents, newest first; five statements. None as shelf holds everything."""
    held = posted_documents(shelf)
    narrowed = _narrowed(held, wanted, on).newest_first().prefetch_related(_newer_links())
    shown = Paginator(narrowed.defer("folded"), _A_PAGE).get_page(page)
    years = held.filter(signed_on__isnull=False).order_by().annotate(year=ExtractYear("signed_on"))
    return DocumentList(
        page=shown,
        rows=tuple(DocumentRow(document=one, effect=effect_of(one, on)) for one in shown.object_list),
        wanted=wanted,
        years=tuple(sorted(set(years.values_list("year", flat=True).distinct()), reverse=True)),
        issuers=tuple(sorted(held.order_by().values_list("issuer_name", flat=True).distinct(), key=fold)),
    )


def document_page(shelf: Shelf | None, slug: str, on: date) -> DocumentPage | None:
    """Return a document as its page shows it, None where the site shows none at this address; nine statements.

    Two more where the body that issued it exists no more.
    """
    held = Document.objects.filter(slug=slug)
    if shelf is not None:
        held = held.filter(shelf.q)
    older = Prefetch("older_links", DocumentLink.objects.select_related("older").order_by("-older__signed_on", "pk"))
    document = held.prefetch_related(_newer_links(), older, "files", "topics", _public_drafts()).first()
    if document is None:
        return None
    body = document.issuer_id or document.owner_id
    newer = [one for one in document.newer_links.all() if one.newer.withdrawn_at is None]
    olders = list(document.older_links.all())
    return DocumentPage(
        document=document,
        effect=effect_of(document, on),
        owner=unit_names([document.owner_id], on).get(document.owner_id, ""),
        files=tuple(document.files.all()) if document.hands_out_files else (),
        replaces=tuple(one.older for one in olders if one.kind == LinkKind.REPLACES),
        amends=tuple(one.older for one in olders if one.kind == LinkKind.AMENDS),
        replaced_by=tuple(one.newer for one in newer if one.kind == LinkKind.REPLACES),
        amended_by=tuple(one.newer for one in newer if one.kind == LinkKind.AMENDS),
        drafts=tuple(document.drafts.all()),
        topics=tuple(topic.name for topic in document.topics.all()),
        ended=ended([body], on).get(body),
    )


def find_file(shelf: Shelf | None, pk: int) -> StoredFile | None:
    """Return a file that may be had: clean, of something the site shows; one statement."""
    clean = StoredFile.objects.filter(pk=pk, file_check=FileCheck.CLEAN)
    found = clean.select_related("document", "draft", "dialogue").first()
    if found is None or not found.of.hands_out_files:
        return None
    of = found.of
    on_shelf = shelf is None or of.owner_id in shelf.owners or (of.owner_id in shelf.above and of.for_communes)
    return found if on_shelf else None


def ended_among(held: DocumentQuerySet, on: date) -> list[tuple[Document, Effect]]:
    """Return those of some documents that are over or replaced on a day; two statements.

    They stay on their sites to be looked up; what leads to them may have to say something else now.
    """
    rows = held.exclude(_holds(on)).prefetch_related(_newer_links()).order_by("pk")
    found = ((one, effect_of(one, on)) for one in rows)
    return [(one, effect) for one, effect in found if effect.standing in (Standing.OVER, Standing.REPLACED)]


def effect_of(document: Document, on: date) -> Effect:
    """Return what a document is worth on a day; its newer links were fetched with it."""
    replacing = [
        one.newer
        for one in document.newer_links.all()
        if one.kind == LinkKind.REPLACES and one.newer.withdrawn_at is None
    ]
    return effect(
        begins_on=document.begins_on,
        until=document.effective_until,
        replaced=[one.begins_on for one in replacing],
        on=on,
    )


def _narrowed(held: DocumentQuerySet, wanted: Wanted, on: date) -> DocumentQuerySet:
    for word in fold(wanted.text).split()[:_MOST_WORDS]:
        held = held.filter(folded__contains=word)
    exact: dict[str, Any] = {"kind": wanted.kind, "signed_on__year": wanted.year, "issuer_name": wanted.issuer}
    held = held.filter(**{name: value for name, value in exact.items() if value})
    if wanted.force:
        holds = _holds(on)
        held = held.filter(holds) if wanted.force == _IN_FORCE else held.exclude(holds)
    return held


def _holds(on: date) -> Q:
    """Return the condition that a document is in force on a day, or that nothing says it is not.

    The same as `Effect.holds`; a test compares the two.
    """
    replacing = (
        DocumentLink.objects.filter(older=OuterRef("pk"), kind=LinkKind.REPLACES, newer__withdrawn_at__isnull=True)
        .annotate(first=Coalesce("newer__effective_from", "newer__signed_on"))
        .filter(Q(first__isnull=True) | Q(first__lte=on))
    )
    begun = Q(effective_from__lte=on) | Q(effective_from__isnull=True, signed_on__lte=on)
    unknown = Q(effective_from__isnull=True, signed_on__isnull=True)
    lasting = Q(effective_until__isnull=True) | Q(effective_until__gte=on)
    return (begun | unknown) & lasting & Q(~Exists(replacing))


def _newer_links() -> Prefetch[Any]:
    newest = F("newer__signed_on").desc(nulls_last=True)
    return Prefetch("newer_links", DocumentLink.objects.select_related("newer").order_by(newest, "pk"))


def _public_drafts() -> Prefetch[Any]:
    return Prefetch("drafts", Draft.objects.filter(withdrawn_at__isnull=True))


def names_of(documents: Iterable[Document]) -> list[tuple[int, str]]:
    """Return documents for a list to choose from: symbol, abstract, day."""
    return [(one.pk, f"{one} ({one.signed_on:%d/%m/%Y})" if one.signed_on else str(one)) for one in documents]
