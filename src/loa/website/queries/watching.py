"""What needs somebody's eye at the sites they keep: broken links, old pages, what is to come and to go, the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localtime

from loa.base.health import MOST_SECONDS_SINCE_HEARTBEAT
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Story
from loa.people.queries import unit_names
from loa.website.models import Heartbeat, PageLink
from loa.website.queries.stale import Stale, stale
from loa.website.queries.timed_work import last_heartbeat
from loa.website.rules.watching import GUIDE_MONTHS, PAGE_MONTHS

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What needs an eye. `silent_minutes`: timed work has stood still so long; None where it runs."""

    broken: Sequence[PageLink]
    broken_count: int
    looked_at: datetime | None
    old: Sequence[tuple[Stale, str]]
    coming: Sequence[tuple[Story, str]]
    going: Sequence[tuple[Story, str]]
    silent_minutes: int | None
    page_months: int = PAGE_MONTHS
    guide_months: int = GUIDE_MONTHS


def watch(units: frozenset[int], at: datetime, real_at: datetime) -> Watch:
    """Return what needs an eye at the sites of some units; ten statements, eleven where more is broken than shown.

    `real_at` is compared with the heartbeat, which no demonstration moves.
    """
    on = localtime(at).date()
    links = PageLink.objects.filter(unit__in=units)
    broken = links.exclude(problem="").order_by("wrong_since", "pk")
    shown = list(broken[:_SHOWN])
    last = links.filter(looked_at__isnull=False).order_by("-looked_at").first()
    coming, going = _scheduled(units, at)
    old = stale(units, on)
    names = unit_names({one.unit_id for one in (*coming, *going)} | {one.unit for one in old}, on)
    return Watch(
        broken=shown,
        broken_count=len(shown) if len(shown) < _SHOWN else broken.count(),
        looked_at=last.looked_at if last else None,
        old=[(one, names.get(one.unit, "")) for one in old],
        coming=[(one, names.get(one.unit_id, "")) for one in coming],
        going=[(one, names.get(one.unit_id, "")) for one in going],
        silent_minutes=_silent(real_at),
    )


def _scheduled(units: frozenset[int], at: datetime) -> tuple[list[Story], list[Story]]:
    """Return the stories that wait for their hour and those that go at one, the next first."""
    mine = Q(unit__in=units) | Q(section__owner__in=units)
    waits = Q(state=StoryState.APPROVED, go_live_at__isnull=False)
    found = Story.objects.filter(mine, waits | Q(live=True, expire_at__gte=at)).defer("body")
    coming = [one for one in found if one.state == StoryState.APPROVED and one.go_live_at]
    going = [one for one in found if one.live and one.expire_at and one.expire_at >= at]
    coming.sort(key=lambda one: (one.go_live_at, one.pk))
    going.sort(key=lambda one: (one.expire_at, one.pk))
    return coming[:_SHOWN], going[:_SHOWN]


def _silent(real_at: datetime) -> int | None:
    last = last_heartbeat(Heartbeat.TICK)
    if last is None:
        return None
    seconds = int((real_at - last).total_seconds())
    return seconds // 60 if seconds > MOST_SECONDS_SINCE_HEARTBEAT else None
