"""What needs somebody's eye at the sites they keep: broken links, old pages, what is to come and to go, the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from loa.base.health import MOST_SECONDS_SINCE_HEARTBEAT
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Story
from loa.people.queries import unit_names
from loa.website.models import Heartbeat, InformationPage, PageLink, Portal
from loa.website.queries.timed_work import last_heartbeat

_SHOWN = 100
# A page nobody has touched for so long is looked at again, whatever day its keeper set.
_OLD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OldPage:
    """Standing information to be looked at again, its site, and since when."""

    page: InformationPage
    portal: Portal
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What needs an eye. `silent_minutes`: timed work has stood still so long; None where it runs."""

    broken: Sequence[PageLink]
    broken_count: int
    looked_at: datetime | None
    old: Sequence[OldPage]
    coming: Sequence[tuple[Story, str]]
    going: Sequence[tuple[Story, str]]
    silent_minutes: int | None


def watch(units: frozenset[int], at: datetime, real_at: datetime) -> Watch:
    """Return what needs an eye at the sites of some units; nine statements.

    `real_at` is compared with the heartbeat, which no demonstration moves.
    """
    broken = PageLink.objects.filter(unit__in=units).exclude(problem="").order_by("wrong_since", "pk")
    last = PageLink.objects.filter(unit__in=units, looked_at__isnull=False).order_by("-looked_at").first()
    mine = Q(unit__in=units) | Q(section__owner__in=units)
    waiting = Story.objects.filter(mine, state=StoryState.APPROVED, go_live_at__isnull=False).order_by("go_live_at")
    leaving = Story.objects.filter(mine, live=True, expire_at__gte=at).order_by("expire_at")
    coming, going = list(waiting[:_SHOWN]), list(leaving[:_SHOWN])
    names = unit_names([one.unit_id for one in (*coming, *going)], localtime(at).date())
    return Watch(
        broken=list(broken[:_SHOWN]),
        broken_count=broken.count(),
        looked_at=last.looked_at if last else None,
        old=_old_pages(units, localtime(at).date()),
        coming=[(one, names.get(one.unit_id, "")) for one in coming],
        going=[(one, names.get(one.unit_id, "")) for one in going],
        silent_minutes=_silent(real_at),
    )


def _old_pages(units: frozenset[int], today: date) -> list[OldPage]:
    portals = list(Portal.objects.filter(unit__in=units).select_related("site__root_page"))
    within = Q(pk__isnull=True)
    for portal in portals:
        within |= Q(path__startswith=portal.site.root_page.path)
    due = Q(review_on__lte=today) | Q(last_published_at__date__lte=today - _OLD)
    found = []
    for page in InformationPage.objects.live().filter(within, due).order_by("path")[:_SHOWN]:
        portal = next(one for one in portals if page.path.startswith(one.site.root_page.path))
        since = page.review_on if page.review_on and page.review_on <= today else page.last_published_at.date() + _OLD
        found.append(OldPage(page, portal, since))
    return sorted(found, key=lambda one: one.since)


def _silent(real_at: datetime) -> int | None:
    last = last_heartbeat(Heartbeat.TICK)
    if last is None:
        return None
    seconds = int((real_at - last).total_seconds())
    return seconds // 60 if seconds > MOST_SECONDS_SINCE_HEARTBEAT else None
