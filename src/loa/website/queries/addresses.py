"""Every public address of a site: for search engines, which want them all, and for people who look for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from loa.library import queries as library
from loa.newsroom import queries as newsroom
from loa.newsroom.models import Correction, StoryQuerySet
from loa.plans import queries as plans
from loa.website.models import Portal
from loa.website.models.pages import SitePage
from loa.website.queries.pages import information_pages, live_events
from loa.website.queries.portals import PortalOfDay
from loa.website.queries.sharing import address_if_any
from loa.website.queries.shelf import shelf_of
from loa.website.queries.stories import sections_at

# A list longer than this is parted; the protocol allows ten times as many, which no machine of a commune should write.
A_PART = 5_000

_DRAFTS = 200  # a body asks about some a year

# The pages that stand on every site, by name; one that an installation does not have is left out.
STANDING = (
    ("website:home", "Trang chủ"),
    ("website:stories", "Tin, bài"),
    ("website:plan_list", "Kế hoạch"),
    ("website:documents", "Văn bản"),
    ("website:oversight", "Lấy ý kiến"),
    ("website:events", "Sự kiện"),
    ("website:unit_list", "Cơ quan, đơn vị"),
    ("website:feeds", "Nhận tin qua RSS"),
    ("website:site_map", "Sơ đồ trang"),
    ("website:accessibility", "Khả năng tiếp cận"),
    ("website:contact_in_english", "Contact in English"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """A page with its path and what it is called; `changed` where that is known."""

    path: str
    name: str = ""
    changed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMap:
    """What stands where on a site; `others` are the other sites of this installation, by their full address."""

    standing: tuple[Address, ...]
    sections: tuple[Address, ...]
    pages: tuple[Address, ...]
    plans: tuple[Address, ...]
    others: tuple[Address, ...]


def site_map(portal: PortalOfDay | None, on: date) -> SiteMap:
    """Return the pages of a site but for its single stories and events; four statements."""
    others = Portal.objects.select_related("site").order_by("name")
    if portal is not None:
        others = others.exclude(pk=portal.portal.pk)
    return SiteMap(
        standing=_standing(portal),
        sections=_sections(portal, on),
        pages=_pages(information_pages(portal)),
        plans=_plans(portal),
        others=tuple(Address(one.site.root_url, one.name) for one in others),
    )


def parts_of_addresses(portal: PortalOfDay | None, on: date) -> int:
    """Return in how many parts the list of addresses is given out; two statements."""
    many = _stories(portal).count() + library.posted_documents(shelf_of(portal, on)).count()
    return 1 + -(-max(many - _ROOM_BESIDE, 0) // A_PART)


def public_addresses(portal: PortalOfDay | None, part: int, on: date) -> tuple[Address, ...]:
    """Return one part of all public addresses: the standing pages in the first, then stories, then documents.

    Ten statements at most.
    """
    begin = 0 if part == 1 else _ROOM_BESIDE + (part - 2) * A_PART
    end = _ROOM_BESIDE if part == 1 else begin + A_PART
    told = _stories(portal)
    rows = told.order_by("pk")[begin:end].values_list("slug", "changed")
    stories = [Address(reverse("website:story", args=[slug]), changed=changed) for slug, changed in rows]
    room = end - begin - len(stories)
    skipped = max(0, begin - told.count()) if begin else 0
    documents = _documents(portal, on, skipped, room) if room else ()
    if part > 1:
        return (*stories, *documents)
    kept = (*_pages(information_pages(portal)), *_pages(live_events(portal)), *_drafts(portal, on))
    standing = (*_with_newest(_standing(portal), stories), *_sections(portal, on), *kept, *_plans(portal))
    return (*standing, *stories, *documents)


# Standing pages, sections, drafts and plans stand in the first part beside so many stories.
_ROOM_BESIDE = A_PART - 500


def _standing(portal: PortalOfDay | None) -> tuple[Address, ...]:
    """Return the pages of every site; a front page that was withdrawn is none."""
    known = ((address_if_any(name), words) for name, words in STANDING)
    has_front = portal is None or portal.home.live
    return tuple(Address(path, words) for path, words in known if path and (has_front or path != "/"))


def _with_newest(standing: Iterable[Address], stories: Iterable[Address]) -> Iterable[Address]:
    """Date the pages that show the newest stories by them."""
    newest = max((one.changed for one in stories if one.changed), default=None)
    dated = {"/", reverse("website:stories")}
    return (Address(one.path, one.name, newest) if one.path in dated else one for one in standing)


def _sections(portal: PortalOfDay | None, on: date) -> tuple[Address, ...]:
    listed = sections_at(portal, on)
    rows = newsroom.out(None).filter(section__in=[one.section.pk for one in listed]).order_by()
    newest = dict(rows.values_list("section").annotate(newest=Max("first_published_at")))
    return tuple(
        Address(reverse("website:section", args=[one.address]), one.section.name, newest.get(one.section.pk))
        for one in listed
    )


def _pages(pages: Iterable[SitePage]) -> tuple[Address, ...]:
    """Return the pages an editor keeps, which stand right below the home page of their site."""
    return tuple(Address(one.address, one.title, one.last_published_at) for one in pages)


def _plans(portal: PortalOfDay | None) -> tuple[Address, ...]:
    """Return the plans that are a site's to show: the main site has all, another those of its own body."""
    versions = plans.latest_versions()
    if portal is not None and not portal.portal.site.is_default_site:
        versions = versions.filter(plan__owner=portal.unit)
    return tuple(
        Address(reverse("website:plan", args=[one.plan.slug]), one.plan.title, one.confirmed_at) for one in versions
    )


def _documents(portal: PortalOfDay | None, on: date, begin: int, many: int) -> Iterable[Address]:
    rows = library.posted_documents(shelf_of(portal, on)).order_by("pk")[begin : begin + many]
    for slug, changed in rows.values_list("slug", "changed_at"):
        yield Address(reverse("website:document", args=[slug]), changed=changed)


def _drafts(portal: PortalOfDay | None, on: date) -> Iterable[Address]:
    newest = library.posted_drafts(shelf_of(portal, on)).order_by("-opened_on", "-pk")[:_DRAFTS]
    for slug, changed in newest.values_list("slug", "changed_at"):
        yield Address(reverse("website:draft", args=[slug]), changed=changed)


def _stories(portal: PortalOfDay | None) -> StoryQuerySet:
    """Return the stories whose address to pass on is on this site, each with when it `changed`."""
    found = newsroom.out(portal.reach if portal else None)
    if portal is not None:
        elsewhere = Portal.objects.exclude(pk=portal.portal.pk).values("unit")
        found = found.filter(Q(section__owner=portal.unit) | ~Q(section__owner__in=elsewhere))
    said = Correction.objects.filter(story=OuterRef("pk")).order_by().values("story").annotate(at=Max("at"))
    told = Coalesce("last_published_at", "first_published_at")
    return found.annotate(changed=Greatest(told, Coalesce(Subquery(said.values("at")), told)))
