"""What every public view learns from the request."""

from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest

from loa.website import queries
from loa.website.queries import About, PortalOfDay
from loa.website.rules.structured_data import Thing


def portal_of(request: HttpRequest) -> PortalOfDay | None:
    """Return whose site is being read; None where no unit's site was opened at this host."""
    return cast("PortalOfDay | None", request.portal())  # type: ignore[attr-defined]


def root_of(request: HttpRequest) -> str:
    """Return the address of the site being read, without a slash at its end."""
    portal = portal_of(request)
    return portal.root_url if portal else f"{request.scheme}://{request.get_host()}"


def about(
    request: HttpRequest,
    title: str,
    description: str,
    *,
    above: Iterable[tuple[str, str]] = (),
    feed: str = "",
    things: Iterable[Thing] = (),
) -> About:
    """Return what the page asked for says of itself."""
    return queries.about_page(
        portal_of(request),
        root_of(request),
        title=title,
        description=description,
        path=request.path,
        above=above,
        feed=feed,
        things=things,
    )
