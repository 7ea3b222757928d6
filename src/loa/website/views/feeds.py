"""Feeds of a site, its sections and its units, and the page that says what they are good for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.newsroom import queries as newsroom
from loa.newsroom.models import StoryQuerySet
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.website import queries
from loa.website.views.feed_kinds import KINDS, written
from loa.website.views.reading import about, portal_of, root_of


@require_safe
@page_cache.public()
def feeds(request: HttpRequest) -> HttpResponse:
    """Explain in plain words what a feed is, and list those of this site."""
    said = "Các nguồn tin RSS, Atom của trang: tất cả, theo chuyên mục, theo đơn vị."
    context = {
        "feeds": queries.feeds_of(portal_of(request), settings.LOA_SITE_NAME, today()),
        "about": about(request, "Nhận tin qua RSS", said),
    }
    return render(request, "website/feeds.html", context)


@require_safe
@page_cache.public()
def of_site(request: HttpRequest, kind: str) -> HttpResponse:
    """Give out what is new on a site."""
    return _feed(request, kind, reverse("website:stories"), "", _told(request))


@require_safe
@page_cache.public()
def of_section(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """Give out what is new in one section of a site."""
    found = queries.section_at(portal_of(request), address, today())
    if found is None:
        raise Http404
    told = _told(request).filter(section=found.section)
    return _feed(request, kind, queries.section_path(found), found.section.name, told)


@require_safe
@page_cache.public()
def of_unit(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give out what is new of one unit on a site."""
    unit = get_object_or_404(Unit, key=key)
    name = unit_names([unit.pk], today()).get(unit.pk, "")
    return _feed(request, kind, reverse("website:stories"), name, _told(request).filter(unit=unit))


def _told(request: HttpRequest) -> StoryQuerySet:
    portal = portal_of(request)
    return newsroom.out(portal.reach if portal else None)


def _feed(request: HttpRequest, kind: str, page: str, of: str, told: StoryQuerySet) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    portal, root = portal_of(request), root_of(request)
    site = portal.portal.name if portal else settings.LOA_SITE_NAME
    content = written(
        kind,
        title=f"{of} · {site}" if of else site,
        description=f"Tin, bài mới: {of}, trên {site}." if of else f"Tin, bài mới trên {site}.",
        root=root,
        path=request.path,
        page=page,
        author=portal.unit_name if portal else site,
        entries=queries.entries(told, root, today()),
    )
    return HttpResponse(content, content_type=KINDS[kind].content_type)
