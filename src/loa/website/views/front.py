"""The front page of a site, and who can be reached how."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from loa.base import clock, page_cache
from loa.plans import queries as plans
from loa.website import queries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page that an editor keeps in the page tree; Wagtail itself would take any method."""
    return serve(request, "")


@require_safe
@page_cache.public()
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show the units that carry out the plans of the day, how they are reached, and what they lead."""
    today = clock.today()
    versions = queries.plans_of_the_day(plans.latest_versions(), today)
    context = {"owners": queries.units_of_owners(versions, today), "versions": versions, "today": today}
    return render(request, "website/unit_list.html", context)
