"""The two ways to write a feed down: Atom, and RSS 2.0 for programs that know no other."""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from lxml import html

from loa.website.queries import FeedEntry

# What XML has no way to write; a text that was pasted may hold it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# What a feed without entries is dated by: any day that never moves.
_BEFORE_ALL = datetime(2024, 1, 1, tzinfo=UTC)


class _Dated(SyndicationFeed):
    """A feed is as new as its newest entry; Django's would change at every reading of one without entries."""

    def latest_post_date(self) -> datetime:
        dated: datetime = self.feed["updated"]
        return dated


class AtomFeed(_Dated, Atom1Feed):
    """Atom with the whole text beside the summary."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["whole_text"], {"type": "html"})


class RssFeed(_Dated, Rss201rev2Feed):
    """RSS with the whole text beside the summary; an item carries one file, the first."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the names that the feed uses."""
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an item."""
        super().add_item_elements(handler, {**item, "enclosures": item["enclosures"][:1]})
        handler.addQuickElement("content:encoded", item["whole_text"])


KINDS: dict[str, type[AtomFeed] | type[RssFeed]] = {"atom": AtomFeed, "rss": RssFeed}


def written(
    kind: str,
    *,
    title: str,
    description: str,
    root: str,
    path: str,
    page: str,
    author: str,
    entries: tuple[FeedEntry, ...],
) -> bytes:
    """Return a feed that stands at `path` and tells what is new on the page at the path `page`."""
    feed = KINDS[kind](
        title=title,
        link=f"{root}{page}",
        description=description,
        language="vi",
        author_name=author,
        subtitle=description,
        feed_url=f"{root}{path}",
        feed_guid=f"{root}{path}",
        updated=max((one.updated for one in entries), default=_BEFORE_ALL),
    )
    for one in entries:
        feed.add_item(
            title=_clean(one.story.title),
            link=one.link,
            description=_clean(one.story.lead),
            author_name=_clean(one.story.byline or one.unit),
            pubdate=one.published,
            updateddate=one.updated,
            unique_id=one.id,
            unique_id_is_permalink=False,
            categories=[one.story.section.name],
            enclosures=[Enclosure(f"{root}{file.path}", str(file.length), file.mime) for file in one.files],
            whole_text=_whole_text(one, root),
        )
    return feed.writeString("utf-8").encode()


def _whole_text(entry: FeedEntry, root: str) -> str:
    """Return the text of an entry as HTML in which every address is a full one."""
    context = {"entry": entry, "is_demo": settings.LOA_DEMO}
    shown = html.fragment_fromstring(render_to_string("website/feed_entry.html", context), create_parent="div")
    shown.make_links_absolute(f"{root}/")
    return _clean(html.tostring(shown, encoding="unicode"))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
