"""What stands on sites and is due to be looked at again: standing information, guides, documents that have ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localtime

from loa.library import queries as library
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import Story
from loa.website.models import FoundRight, InformationPage, Portal
from loa.website.rules.watching import GUIDE_MONTHS, PAGE_MONTHS, is_due, look_again_on

PAGE, STORY, DOCUMENT = "trang", "tin-bai", "van-ban"
_SHOWN = 100
_DAYS_A_MONTH = 28  # the least: what the statement leaves out is due by no reckoning of months


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """Something to be looked at again: what, whose, since when and why; `kind` and `pk` name it to the action.

    `unit` is whose it is, `keeper` who of it where that is known.
    """

    kind: str
    pk: int
    title: str
    unit: int
    keeper: str
    since: date
    why: str
    address: str


def stale(units: frozenset[int], on: date) -> list[Stale]:
    """Return what is due to be looked at again at the sites of some units, the longest due first; five statements."""
    found = [*_pages(units, on), *_stories(units, on), *_documents(units, on)]
    return sorted(found, key=lambda one: (one.since, one.title))[:_SHOWN]


def _pages(units: frozenset[int], on: date) -> Iterator[Stale]:
    portals = list(Portal.objects.filter(unit__in=units).select_related("site__root_page"))
    within = Q(pk__isnull=True)
    for portal in portals:
        within |= Q(path__startswith=portal.site.root_page.path)
    old = Q(review_on__lte=on) | Q(last_published_at__date__lte=_long_ago(on, PAGE_MONTHS))
    pages = InformationPage.objects.live().filter(within, old).order_by("path")
    for page in pages.annotate(looked_on=_looked("page")):
        written_on = localtime(page.last_published_at).date() if page.last_published_at else on
        since = look_again_on(
            written_on=written_on, looked_on=page.looked_on, months=PAGE_MONTHS, review_on=page.review_on
        )
        if not is_due(since, page.looked_on, on):
            continue
        portal = next(one for one in portals if page.path.startswith(one.site.root_page.path))
        yield Stale(
            kind=PAGE,
            pk=page.pk,
            title=page.title,
            unit=portal.unit_id,
            keeper=page.keeper,
            since=since,
            why="đến ngày xem lại" if since == page.review_on else f"{PAGE_MONTHS} tháng chưa ai sửa hoặc xem lại",
            address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )


def _stories(units: frozenset[int], on: date) -> Iterator[Stale]:
    mine = Q(unit__in=units) | Q(section__owner__in=units)
    guides = Q(kind__in=[StoryKind.GUIDE, StoryKind.QA]) | Q(is_procedure=True)
    old = Q(last_published_at__date__lte=_long_ago(on, GUIDE_MONTHS))
    rows = Story.objects.filter(mine, guides, old, live=True).annotate(looked_on=_looked("story"))
    for story in rows.defer("body").order_by("last_published_at", "pk"):
        written_on = localtime(story.last_published_at).date()
        since = look_again_on(written_on=written_on, looked_on=story.looked_on, months=GUIDE_MONTHS)
        if is_due(since, story.looked_on, on):
            yield Stale(
                kind=STORY,
                pk=story.pk,
                title=story.title,
                unit=story.unit_id,
                keeper=story.byline,
                since=since,
                why=f"{story.get_kind_display()} {GUIDE_MONTHS} tháng chưa ai sửa hoặc xem lại",
                address=reverse("newsroom:story", args=[story.pk]),
            )


def _documents(units: frozenset[int], on: date) -> Iterator[Stale]:
    held = library.posted_documents(None).filter(owner__in=units).annotate(looked_on=_looked("document"))
    for document, effect in library.ended_among(held, on):
        since = effect.day or localtime(document.changed_at).date()
        if is_due(since, document.looked_on, on):  # type: ignore[attr-defined]
            yield Stale(
                kind=DOCUMENT,
                pk=document.pk,
                title=str(document) if document.has_number else document.titled,
                unit=document.owner_id,
                keeper="",
                since=since,
                why=f"{effect.words[0].lower()}{effect.words[1:]}",
                address=reverse("documents:edit", args=[document.pk]),
            )


def _looked(field: str) -> Subquery:
    return Subquery(FoundRight.objects.filter(**{field: OuterRef("pk")}).values("looked_on")[:1])


def _long_ago(on: date, months: int) -> date:
    return on - timedelta(days=months * _DAYS_A_MONTH)
