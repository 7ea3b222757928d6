"""What reached the desk, from whom, by which door, and how fast it was taken up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loa.newsroom.choices import TipState
from loa.newsroom.models import Contributor, Story, Tip
from loa.people.queries import unit_names

_A_PAGE = 30
_LOOKED_BACK = timedelta(days=30)
_SHOWN_OF_PHONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TipRow:
    """A tip in the list: whose, from whom, how long it waits or waited, in words."""

    tip: Tip
    unit: str
    sender: str
    waited: str


def tips_page(seen: QuerySet[Tip], state: str, page: str, at: datetime) -> tuple[Page[Tip], list[TipRow]]:
    """Return a page of tips, those that wait first; four statements."""
    rows = seen.filter(state=state) if state in TipState.values else seen
    rows = rows.select_related("by", "contributor", "taken_by", "topic").order_by("-received_at", "-pk")
    shown = Paginator(rows, _A_PAGE).get_page(page)
    found = list(shown.object_list)
    names = unit_names({one.unit_id for one in found}, at.date())
    return shown, [row_of(one, names, at) for one in found]


def row_of(tip: Tip, names: dict[int, str], at: datetime) -> TipRow:
    """Return a tip as a row of a list."""
    end = tip.taken_at or at
    words = "nhận sau" if tip.taken_at else "chờ"
    return TipRow(
        tip=tip,
        unit=names.get(tip.unit_id, ""),
        sender=sender_of(tip),
        waited=f"{words} {in_words(end - tip.received_at)}",
    )


def sender_of(tip: Tip) -> str:
    """Return who sent a tip."""
    if tip.contributor is not None:
        return f"cộng tác viên {tip.contributor.name}"
    return (tip.by.get_full_name() or tip.by.get_username()) if tip.by else "thư điện tử"


def taken_up(seen: QuerySet[Tip], at: datetime) -> str:
    """Return how fast tips of the last thirty days were taken up, the middle one, in words; "" where none was."""
    rows = seen.filter(received_at__gte=at - _LOOKED_BACK, taken_at__isnull=False)
    waits = sorted(taken - came for came, taken in rows.order_by().values_list("received_at", "taken_at") if taken)
    return in_words(waits[len(waits) // 2]) if waits else ""


def in_words(waited: timedelta) -> str:
    """Return a stretch of time in words: minutes, hours or days."""
    minutes = max(0, int(waited.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} phút"
    return f"{minutes // 60} giờ" if minutes < 48 * 60 else f"{minutes // (24 * 60)} ngày"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A contributor in the roster: their masked telephone, how many tips they sent, how many stories came of it."""

    contributor: Contributor
    phone: str
    sent: int
    published: int


def roster(units: frozenset[int]) -> list[Sender]:
    """Return the contributors of units, those whose link was ended last; one statement."""
    stories = Story.objects.filter(contributor=OuterRef("pk"), first_published_at__isnull=False).order_by()
    published = stories.values("contributor").annotate(all=Count("pk")).values("all")
    rows = Contributor.objects.filter(unit__in=units).annotate(
        sent=Count("tips"), published=Coalesce(Subquery(published), 0)
    )
    return [
        Sender(contributor=one, phone=masked(one.phone), sent=one.sent, published=one.published)
        for one in rows.order_by(F("ended_at").asc(nulls_first=True), "name")
    ]


def sent_by(contributor: Contributor) -> tuple[list[Tip], list[Story]]:
    """Return the newest tips of a contributor and the newest stories that came of them; two statements."""
    tips = Tip.objects.filter(contributor=contributor).order_by("-received_at", "-pk")[:_A_PAGE]
    stories = Story.objects.filter(contributor=contributor, first_published_at__isnull=False).defer("body")
    return list(tips), list(stories.order_by("-first_published_at", "-pk")[:_A_PAGE])


def masked(phone: str) -> str:
    """Return a telephone number of which only the last digits are shown."""
    return f"••• {phone[-_SHOWN_OF_PHONE:]}" if len(phone) > _SHOWN_OF_PHONE else ""
