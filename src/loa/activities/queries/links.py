"""Posted links and feeds as their page shows them: narrowed, newest first, a page at a time."""

from collections.abc import Collection

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from loa.activities.choices import LinkState
from loa.activities.models import PostedLink, SiteFeed

A_PAGE = 30
# What the list is narrowed to, by the word in the address; what needs a person comes first.
GROUPS: dict[str, tuple[str, tuple[LinkState, ...]]] = {
    "can-xem": ("Cần xem lại", (LinkState.DIFFERS, LinkState.GONE, LinkState.UNREACHABLE)),
    "dang-cho": ("Đang chờ", (LinkState.WAITING,)),
    "da-tinh": ("Đã tính", (LinkState.COUNTED, LinkState.ON_WORD)),
    "khong-tinh": ("Không tính", (LinkState.DROPPED,)),
}


def count_groups(units: Collection[int]) -> dict[str, int]:
    """Return how many links of some units stand in each group, in one statement."""
    rows = PostedLink.objects.filter(unit__in=units).order_by().values("state").annotate(number=Count("pk"))
    counts = {row["state"]: row["number"] for row in rows}
    return {name: sum(counts.get(state, 0) for state in states) for name, (_, states) in GROUPS.items()}


def links_page(units: Collection[int], group: str, page: str) -> Page[PostedLink]:
    """Return a page of the links of a group."""
    rows: QuerySet[PostedLink] = PostedLink.objects.filter(unit__in=units, state__in=GROUPS[group][1])
    return Paginator(rows.select_related("channel").order_by("-on", "-pk"), A_PAGE).get_page(page)


def find_link(pk: int, units: Collection[int]) -> PostedLink | None:
    """Return a link of some units with all that its page says."""
    rows = PostedLink.objects.select_related("unit", "channel", "form", "feed", "activity", "by")
    return rows.filter(pk=pk, unit__in=units).first()


def feeds_read(units: Collection[int]) -> list[SiteFeed]:
    """Return the feeds that are read for some units."""
    rows = SiteFeed.objects.filter(unit__in=units, ended_at__isnull=True)
    return list(rows.select_related("channel").order_by("unit", "pk"))
