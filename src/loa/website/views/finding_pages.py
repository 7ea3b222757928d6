"""Where what stands: the list of all addresses for search engines, and the page of the site's parts for people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.website import queries
from loa.website.views.reading import about, portal_of, root_of

_XML = "application/xml; charset=utf-8"


@require_safe
@page_cache.public()
def addresses(request: HttpRequest) -> HttpResponse:
    """List every public address of a site, or the parts of that list where it is long."""
    parts = queries.parts_of_addresses(portal_of(request), today())
    if parts == 1:
        return _part(request, 1)
    context = {"root": root_of(request), "parts": range(1, parts + 1)}
    return render(request, "website/sitemap_index.xml", context, content_type=_XML)


@require_safe
@page_cache.public()
def part_of_addresses(request: HttpRequest, part: int) -> HttpResponse:
    """List one part of the public addresses of a site."""
    return _part(request, part)


@require_safe
@page_cache.public()
def site_map(request: HttpRequest) -> HttpResponse:
    """Show the parts of a site on one page."""
    said = "Các trang chính, chuyên mục, kế hoạch trên trang này và các trang thông tin khác cùng hệ thống."
    context = {"map": queries.site_map(portal_of(request), today()), "about": about(request, "Sơ đồ trang", said)}
    return render(request, "website/site_map.html", context)


def _part(request: HttpRequest, part: int) -> HttpResponse:
    found = queries.public_addresses(portal_of(request), part, today()) if part else ()
    if not found:
        raise Http404
    context = {"root": root_of(request), "addresses": found}
    return render(request, "website/sitemap.xml", context, content_type=_XML)
