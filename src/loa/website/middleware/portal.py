"""Whose site is being read, by the host name asked for."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render

from loa.base.clock import today
from loa.website import queries


class PortalMiddleware:
    """Give every request `portal`, a function that tells whose site is read; it asks the database once, when called.

    `site_menu` tells the places of that site's menu, each with whether one is there.

    A host name that this installation answers to (`LOA_HOSTS`) and that is no unit's site gets a page that says so:
    else each misspelt name would show the first site as if it were its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host, _ = split_domain_port(request.get_host())
        if host not in _named_hosts() and host not in queries.site_hosts():
            return render(request, "website/no_site.html", {"main": queries.main_address()}, status=404)
        portal = cache(lambda: queries.portal_of_day(host, today()))
        request.portal = portal  # type: ignore[attr-defined]
        request.site_menu = lambda: queries.marked(queries.menu_at(portal()), request.path)  # type: ignore[attr-defined]
        return self.get_response(request)


def _named_hosts() -> frozenset[str]:
    """Return the hosts an administrator named one by one, and the domain of each pattern; these show the main site."""
    return frozenset(host.removeprefix(".") for host in settings.ALLOWED_HOSTS)
