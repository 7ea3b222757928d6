"""Play what units post on sites that do not run on Loa: addresses opened and compared, feeds read each hour.

Nothing outside is asked: the pages of these sites are made here, under addresses that are nobody's (RFC 2606).
"""

import hashlib
import logging
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from html import escape
from typing import Any

from loa.activities.actions import (
    check_links,
    correct_link,
    count_on_word,
    declare_feed,
    drop_link,
    post_link,
    read_feeds,
)
from loa.activities.models import PostedLink
from loa.lib.web_pages import Fetched, PageGone
from loa.website.management.demo.newsroom.recipe import FeedOf, PostedOf
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked

_POSTED, _LOOKED, _MENDED = (time(13, 40), time(15)), timedelta(minutes=1), timedelta(days=1)
_GONE = "Trang này không có, hoặc không còn trên {host}. Xem lại đường dẫn."


def plan_elsewhere(scene: Scene) -> None:
    """Put on the agenda what units post elsewhere, and that the clockwork looks at it a minute later."""
    for one in scene.newsroom.posted:
        at = at_hour(one.on + timedelta(days=1), *_POSTED, "post", one.path)
        scene.agenda.plan_at(at, f"post {one.path}", partial(_post, scene, one))
        if not one.waits:
            look = partial(check_links, fetch=partial(_page, scene))
            scene.agenda.plan_at(at + _LOOKED, f"post {one.path} looked at", look)
        if one.mended:
            scene.agenda.plan_at(at + _MENDED, f"post {one.path} mended", partial(_mend, scene, one))
            look = partial(check_links, fetch=partial(_page, scene))
            scene.agenda.plan_at(at + _MENDED + _LOOKED, f"post {one.path} looked at again", look)
    for feed in scene.newsroom.feeds:
        at = at_hour(feed.declared_on, *_POSTED, "feed", feed.site)
        scene.agenda.plan_at(at, f"feed {feed.site}", partial(_declare, scene, feed))
        for day in sorted({feed.declared_on, *(item.on for item in feed.items)}):
            read_at = at if day <= feed.declared_on else at_hour(day, time(17), time(18), "read", feed.site, day)
            scene.agenda.plan_at(read_at + _LOOKED, f"feed {feed.site} {day}", partial(_read, scene))


def _post(scene: Scene, one: PostedOf, at: datetime) -> None:
    post_link(
        unit=scene.units[one.unit],
        url=_address(one),
        title=f"{one.title} {MARK}",
        on=one.said_on or one.on,
        channel=scene.channels[one.channel],
        form=scene.forms["news-item"],
        topics=scene.topics_of([one.topic]),
        audiences=scene.audiences_of(["people"]),
        by=scene.officers[one.unit],
        at=at,
    )


def _mend(scene: Scene, one: PostedOf, at: datetime) -> None:
    link, by = PostedLink.objects.select_related("unit").get(url=_address(one)), scene.officers[one.unit]
    if one.mended == "day":
        correct_link(link=link, title=link.title, on=one.on, by=by, at=at)
    elif one.mended == "drop":
        drop_link(link=link, by=by, at=at)
    else:
        count_on_word(link=link, reason=marked(one.mended), by=by, at=at)


def _declare(scene: Scene, one: FeedOf, at: datetime) -> None:
    declare_feed(
        unit=scene.units[one.unit],
        url=f"https://{one.site}/rss.xml",
        channel=scene.channels["website"],
        form=scene.forms["news-item"],
        topics=scene.topics_of([one.topic]),
        audiences=scene.audiences_of(["people"]),
        since=one.since,
        by=scene.officers[one.unit],
        at=at,
    )


def _read(scene: Scene, at: datetime) -> None:
    """Read the feeds as they stand at a moment, and open what is new in them."""
    fetch, log = partial(_page, scene, until=at.date()), logging.getLogger("loa.activities.actions.feeds")
    log.setLevel(logging.WARNING)  # that one feed is not there is meant: it shall not stand among what a fill prints
    read_feeds(at=at, fetch=fetch)
    log.setLevel(logging.NOTSET)
    check_links(at=at, fetch=fetch)


def _page(scene: Scene, url: str, *, until: date = date.max, **_: Any) -> Fetched:
    """Return the page of a site elsewhere as it would be got.

    Raises:
        PageGone: there is none.
    """
    for feed in scene.newsroom.feeds:
        if url == f"https://{feed.site}/rss.xml" and not feed.is_gone:
            items = [one for one in feed.items if one.on <= until]
            return _fetched(url, _feed(feed, items), "application/rss+xml")
        for item in feed.items:
            if url == f"https://{feed.site}/{item.path}":
                return _fetched(url, _story(f"{item.title} {MARK}", item.on))
    for one in scene.newsroom.posted:
        if url == _address(one) and not one.is_gone:
            return _fetched(url, _story(f"{one.page_title or one.title} {MARK}", one.on if one.has_day else None))
    raise PageGone(_GONE.format(host=url.split("/")[2]))


def _story(title: str, on: date | None) -> str:
    told = f'<meta property="article:published_time" content="{on}T08:00:00+07:00">' if on else ""
    return (
        f'<!doctype html><html lang="vi"><head>{told}<title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1><p>Trang minh họa, không có trên mạng.</p></body></html>"
    )


def _feed(feed: FeedOf, items: Iterable[Any]) -> str:
    rows = "".join(
        f"<item><title>{escape(one.title)} {MARK}</title><link>https://{feed.site}/{one.path}</link>"
        f"<pubDate>{datetime.combine(one.on, time(8)):%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>"
        for one in items
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{rows}</channel></rss>'


def _fetched(url: str, text: str, content_type: str = "text/html") -> Fetched:
    body = text.encode()
    return Fetched(
        asked=url,
        url=url,
        status=200,
        content_type=f"{content_type}; charset=utf-8",
        body=body,
        text=text,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def _address(one: PostedOf) -> str:
    return f"https://{one.site}/{one.path}"
