"""The page of rights and oversight: drafts that are open, drafts that were, what became of opinions, dialogues."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from loa.library.models import Dialogue, Draft, Opinion, StoredFile
from loa.library.queries.documents import Shelf
from loa.library.rules import days_left
from loa.people.models import Unit
from loa.people.queries import Ended, ended, unit_names

_A_PAGE, _DIALOGUES = 20, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One draft in a list: whose it is and how long opinions are still taken."""

    draft: Draft
    owner: str
    left: str
    opinions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight:
    """Drafts that are open, soonest to close first; those that are over, newest first; the newest dialogues."""

    open: tuple[DraftRow, ...]
    over: tuple[DraftRow, ...]
    coming: tuple[DraftRow, ...]
    page: Page[Any]
    dialogues: tuple[tuple[Dialogue, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """One draft on its page. Opinions are there only once the table was published."""

    draft: Draft
    owner: Unit
    owner_name: str
    left: str
    is_open: bool
    is_over: bool
    files: tuple[StoredFile, ...]
    opinions: tuple[Opinion, ...]
    received: int
    ended: Ended | None


def posted_drafts(shelf: Shelf | None) -> QuerySet[Draft]:
    """Return the drafts a site shows that were not withdrawn; None as shelf holds everything."""
    held = Draft.objects.filter(withdrawn_at__isnull=True)
    return held.filter(shelf.q) if shelf is not None else held


def open_drafts(shelf: Shelf | None, on: date) -> QuerySet[Draft]:
    """Return the drafts on which a site asks people on a day, the next to close first."""
    return posted_drafts(shelf).filter(opened_on__lte=on, closes_on__gte=on).order_by("closes_on", "pk")


def oversight(shelf: Shelf | None, page: str, on: date) -> Oversight:
    """Return what the page of rights and oversight shows; six statements. None as shelf holds everything."""
    talks = Dialogue.objects.filter(withdrawn_at__isnull=True)
    if shelf is not None:
        talks = talks.filter(shelf.q)
    held = posted_drafts(shelf).annotate(count=Count("opinions"))
    running = list(held.filter(closes_on__gte=on).order_by("closes_on", "pk"))
    over = Paginator(held.filter(closes_on__lt=on).order_by("-closes_on", "-pk"), _A_PAGE).get_page(page)
    past = list(over.object_list)
    held_talks = list(talks.order_by("-held_on", "-pk").prefetch_related("files")[:_DIALOGUES])
    names = unit_names([one.owner_id for one in (*running, *past, *held_talks)], on)

    def row(draft: Draft) -> DraftRow:
        count: int = draft.count  # type: ignore[attr-defined]
        left = days_left(draft.closes_on, on)
        return DraftRow(draft=draft, owner=names.get(draft.owner_id, ""), left=left, opinions=count)

    return Oversight(
        open=tuple(row(one) for one in running if one.opened_on <= on),
        coming=tuple(row(one) for one in running if one.opened_on > on),
        over=tuple(map(row, past)),
        page=over,
        dialogues=tuple((one, names.get(one.owner_id, "")) for one in held_talks),
    )


def find_draft(shelf: Shelf | None, slug: str) -> Draft | None:
    """Return a draft that the site shows at an address, withdrawn ones included."""
    held = Draft.objects.filter(slug=slug).select_related("owner", "final")
    return held.filter(shelf.q if shelf is not None else Q()).first()


def draft_page(draft: Draft, on: date) -> DraftPage:
    """Return a draft as its page shows it; four statements, two more where its body exists no more."""
    opinions = tuple(draft.opinions.order_by("about", "pk"))
    return DraftPage(
        draft=draft,
        owner=draft.owner,
        owner_name=unit_names([draft.owner_id], on).get(draft.owner_id, ""),
        left=days_left(draft.closes_on, on),
        is_open=draft.is_open(on),
        is_over=draft.is_over(on),
        files=tuple(draft.files.all()) if draft.hands_out_files else (),
        opinions=opinions if draft.answered_at else (),
        received=len(opinions),
        ended=ended([draft.owner_id], on).get(draft.owner_id),
    )
