"""The front page of a site, and who can be reached how."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from loa.base import clock, page_cache
from loa.plans import queries as plans
from loa.website import queries
from loa.website.rules.structured_data import Thing
from loa.website.views.reading import about, portal_of


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Show the front page that an editor keeps in the page tree; Wagtail itself would take any method.

    Which page it is was read with the site; where no unit's site was opened, Wagtail looks for it.
    """
    portal = portal_of(request)
    if portal is None:
        return serve(request, "")
    if not portal.home.live:
        raise Http404
    return page_cache.mark_public(portal.home.serve(request))


@require_safe
@page_cache.public()
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show the units that carry out the plans of the day, how they are reached, and what they lead."""
    today = clock.today()
    versions = queries.plans_of_the_day(plans.latest_versions(), today)
    owners = queries.units_of_owners(versions, today)
    said = "Địa chỉ, điện thoại, thư điện tử của các cơ quan, đơn vị, và việc từng nơi chủ trì."
    context = {
        "owners": owners,
        "versions": versions,
        "today": today,
        "about": about(request, "Cơ quan, đơn vị", said, things=_offices(owners)),
    }
    return render(request, "website/unit_list.html", context)


def _offices(owners: Iterable[queries.UnitsOfOwner]) -> list[Thing]:
    """Return the units of a page of units that can be reached, as search engines are told of them."""
    listed = [one.version for owner in owners for one in (owner.owner, *(u for g in owner.groups for u in g.units))]
    return [queries.office(one.unit, one.name) for one in listed if one.unit.phone or one.unit.email]
