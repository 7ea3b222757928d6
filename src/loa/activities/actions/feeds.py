"""Feeds of sites that do not run on Loa: what is new in them goes the way of posted links."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localtime

from loa.activities.actions.links import LEASE, Fetch, Hosts, LinkRefused, web_address
from loa.activities.actions.recording import ActivityRefused, Entry, refuse_others, refuse_wrong
from loa.activities.choices import Grade, Origin
from loa.activities.models import Audience, Channel, Form, PostedLink, SiteFeed, Topic
from loa.lib.news_feeds import FeedItem, FeedUnreadable, read_feed
from loa.lib.web_pages import AddressRefused, PageGone, PageUnreachable, fetch_page
from loa.people.actions import record
from loa.people.models import Unit, User

_log = logging.getLogger(__name__)
_EACH = timedelta(hours=1)
_AT_ONCE = 3


def declare_feed(
    *,
    unit: Unit,
    url: str,
    channel: Channel,
    form: Form,
    topics: Iterable[Topic],
    audiences: Iterable[Audience] = (),
    since: date,
    by: User,
    at: datetime,
) -> SiteFeed:
    """Have the feed of a unit's site read each hour; what it tells since a day is taken for the unit's own posts.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        LinkRefused: no address of the web, one that is read already, or what the ledger would not take.
    """
    refuse_others(by, unit, at)
    url, topics, audiences = web_address(url), tuple(topics), tuple(audiences)
    told = Entry(
        on=min(since, localtime(at).date()), unit=unit, title=url, form=form, channel=channel, topics=topics,
        audiences=audiences, grade=Grade.SYSTEM, origin=Origin.FEED, url=url,
    )  # fmt: skip
    try:
        refuse_wrong(told, at)
    except ActivityRefused as refused:
        raise LinkRefused(str(refused), "since" if refused.field == "on" else refused.field) from refused
    again = LinkRefused("Nguồn RSS này của đơn vị đang được đọc. Chưa có gì được lưu.", "url")
    if SiteFeed.objects.filter(unit=unit, url=url, ended_at__isnull=True).exists():
        raise again
    try:
        with transaction.atomic():
            feed = SiteFeed.objects.create(
                unit=unit, url=url, channel=channel, form=form, since=since, at=at, by=by, next_at=at
            )
            feed.topics.add(*topics)
            feed.audiences.add(*audiences)
            record("activities.declare_feed", of=feed, by=by, at=at, details={"unit": unit.key})
    except IntegrityError as same:
        raise again from same
    return feed


def end_feed(*, feed: SiteFeed, by: User, at: datetime) -> None:
    """Read a feed no more; what it brought stays.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
    """
    refuse_others(by, feed.unit, at)
    with transaction.atomic():
        if SiteFeed.objects.filter(pk=feed.pk, ended_at__isnull=True).update(ended_at=at, next_at=None):
            record("activities.end_feed", of=feed, by=by, at=at, details={"unit": feed.unit.key})


def read_feeds(*, at: datetime, allow: Hosts = frozenset(), fetch: Fetch | None = None) -> int:
    """Read the feeds whose hour has come, and return how many posts were new; a feed is claimed before it is asked for.

    `allow` and `fetch` are as in `check_links`.
    """
    if not settings.LOA_FETCH_LINKS:
        return 0
    due = SiteFeed.objects.filter(ended_at__isnull=True, next_at__lte=at)
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    new = 0
    for pk in list(due.filter(free).order_by("next_at", "pk").values_list("pk", flat=True)[:_AT_ONCE]):
        if due.filter(free, pk=pk).update(claimed_until=at + LEASE):
            new += _read(SiteFeed.objects.select_related("unit").get(pk=pk), at, allow, fetch)
    return new


def _read(feed: SiteFeed, at: datetime, allow: Hosts, fetch: Fetch | None) -> int:
    try:
        fetched = (fetch or fetch_page)(feed.url, allow=allow)
        items = read_feed(fetched.body, fetched.url)
    except (AddressRefused, PageGone, PageUnreachable, FeedUnreadable) as why:
        _log.info("Feed %s was not read: %s", feed.pk, why)
        return _write(feed, (), str(why), at, read=False)
    undated = sum(item.published is None for item in items)
    problem = f"{undated} tin trong nguồn không ghi ngày đăng nên không được lấy." if undated else ""
    return _write(feed, items, problem, at, read=True)


def _write(feed: SiteFeed, items: tuple[FeedItem, ...], problem: str, at: datetime, *, read: bool) -> int:
    """Store what is new and when to come again; nothing where the lease went to another or the feed was ended."""
    with transaction.atomic():
        rows = SiteFeed.objects.select_for_update()
        row = rows.filter(pk=feed.pk, ended_at__isnull=True, claimed_until=at + LEASE).first()
        if row is None:
            return 0
        new = _take_in(row, items, at)
        row.next_at, row.claimed_until, row.problem = at + _EACH, None, problem[:300]
        row.read_at = at if read else row.read_at
        row.save(update_fields=["next_at", "claimed_until", "problem", "read_at"])
        if new:
            details = {"unit": feed.unit.key, "links": new}
            record("activities.read_feeds", of=row, by=None, at=at, details=details)
    return new


def _take_in(feed: SiteFeed, items: tuple[FeedItem, ...], at: datetime) -> int:
    """Store the items of a feed that are no links of the unit yet, dropped ones among them; return how many."""
    wanted: dict[str, tuple[str, date]] = {}
    for item in items:
        on = localtime(item.published).date() if item.published else None
        if item.title and on is not None and feed.since <= on <= localtime(at).date():
            try:
                wanted.setdefault(web_address(item.link), (item.title, on))
            except LinkRefused:
                continue
    known = PostedLink.objects.filter(unit_id=feed.unit_id, url__in=wanted).values_list("url", flat=True)
    for url in known:
        wanted.pop(url, None)
    topics, audiences = list(feed.topics.all()), list(feed.audiences.all())
    new = 0
    for url, (title, on) in wanted.items():
        try:
            with transaction.atomic():
                link = PostedLink.objects.create(
                    unit_id=feed.unit_id, url=url, title=title, on=on, channel_id=feed.channel_id, form_id=feed.form_id,
                    feed=feed, at=at, by=None, next_at=at,
                )  # fmt: skip
        except IntegrityError:
            continue  # somebody pasted it at the same moment
        link.topics.add(*topics)
        link.audiences.add(*audiences)
        new += 1
    return new
