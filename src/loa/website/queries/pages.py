"""The pages an editor keeps below the home page of a site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from loa.website.models import EventPage, HomePage, InformationPage
from loa.website.queries.portals import PortalOfDay

_NEXT = 3  # on a front page
_PAST = 20  # in the list of what was
_LISTED = 300


@dataclass(frozen=True, slots=True)
class Events:
    """What is still to come at a site, the next first, and what was, the latest first."""

    coming: Sequence[EventPage]
    past: Sequence[EventPage]


def events(portal: PortalOfDay | None, at: datetime) -> Events:
    """Return the events of a site at a moment; two statements."""
    found = _below(EventPage.objects.live(), portal).annotate(last=Coalesce("ends_at", "begins_at"))
    coming = found.filter(last__gte=at).order_by("begins_at", "pk")
    return Events(list(coming), list(found.filter(last__lt=at).order_by("-begins_at", "-pk")[:_PAST]))


def next_events(portal: PortalOfDay | None, at: datetime) -> list[EventPage]:
    """Return the few events that come next, those called off left out; one statement."""
    found = _below(EventPage.objects.live(), portal).filter(called_off="")
    still = Q(begins_at__gte=at) | Q(ends_at__gte=at)
    return list(found.filter(still).order_by("begins_at", "pk")[:_NEXT])


def live_events(portal: PortalOfDay | None) -> list[EventPage]:
    """Return all events of a site, the latest first, as many as one list of addresses takes; one statement."""
    return list(_below(EventPage.objects.live(), portal).order_by("-begins_at", "-pk")[:_LISTED])


def information_pages(portal: PortalOfDay | None) -> list[InformationPage]:
    """Return the standing information of a site, in the order its keeper gave; one statement."""
    return list(_below(InformationPage.objects.live(), portal).order_by("path"))


def _below(pages: "QuerySet[EventPage | InformationPage]", portal: PortalOfDay | None) -> "QuerySet":
    """Keep the pages of one site by the path of its home page; without a portal, those of the main site.

    They go with a home page that was withdrawn.
    """
    if portal is not None:
        return pages.filter(path__startswith=portal.home_path) if portal.home.live else pages.none()
    homes = HomePage.objects.live().filter(sites_rooted_here__is_default_site=True)
    main = homes.values_list("path", flat=True).first()
    return pages.filter(path__startswith=main) if main else pages.none()
