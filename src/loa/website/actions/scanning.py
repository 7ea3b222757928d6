"""Open the links that stand on pages of ours, night by night, and note which lead nowhere any more.

Nobody acts here: it is timed work, of which the record tells nothing and the keepers' page everything.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page

from loa.lib.web_pages import AddressRefused, PageGone, PageTooLarge, PageUnreachable, fetch_page
from loa.newsroom.models import Story
from loa.website.models import EventPage, InformationPage, PageLink, Portal
from loa.website.queries.portals import site_hosts

_LINK = re.compile(r'href=\\?"([^"\\]+)\\?"')
_EACH_NIGHT = timedelta(hours=20)
_AT_ONCE = 5  # addresses in a round: a slow host holds a round up for ten seconds
_CHUNK = 500
_GONE = "Trang được dẫn tới không còn."
_MOST_URL = 1000


def gather_links(at: datetime) -> int:
    """Note every link that stands on a page that is out, and forget those that do not any more; return how many."""
    found = {(place, url): (unit, title, address) for place, unit, title, address, url in _links()}
    known = {(one.place, one.url): one for one in PageLink.objects.all()}
    with transaction.atomic():
        gone = [one.pk for key, one in known.items() if key not in found]
        for start in range(0, len(gone), _CHUNK):
            PageLink.objects.filter(pk__in=gone[start : start + _CHUNK]).delete()
        new = (
            PageLink(place=place, url=url, unit_id=unit, title=title[:255], address=address)
            for (place, url), (unit, title, address) in found.items()
            if (place, url) not in known
        )
        made = PageLink.objects.bulk_create(new, batch_size=_CHUNK)
    return len(gone) + len(made)


def open_links(at: datetime, allow: AbstractSet[tuple[str, int]] = frozenset()) -> int:
    """Open the few addresses whose turn has come, each once whatever pages it stands on; return how many.

    `allow` names hosts that may be asked though they are not public, as in `fetch_page`.
    """
    due = PageLink.objects.filter(looked_at__isnull=True) | PageLink.objects.filter(looked_at__lte=at - _EACH_NIGHT)
    urls = list(dict.fromkeys(due.order_by("looked_at", "pk").values_list("url", flat=True)[: _AT_ONCE * 4]))
    for url in urls[:_AT_ONCE]:
        # Noted first: a round that is killed does not begin with the same address for ever.
        PageLink.objects.filter(url=url).update(looked_at=at)
        problem = _problem(url, allow)
        rows = PageLink.objects.filter(url=url)
        if problem is None:
            continue
        rows.filter(problem="").update(wrong_since=at if problem else None)
        rows.update(problem=problem[:300])
        if not problem:
            rows.update(wrong_since=None)
    return len(urls[:_AT_ONCE])


def _links() -> Iterator[tuple[str, int, str, str, str]]:
    """Yield place, unit, title, address and link of everything that is out."""
    stories = Story.objects.filter(live=True).only("pk", "section__owner", "unit", "title", "slug", "body")
    for story in stories.prefetch_related("sources").iterator(chunk_size=_CHUNK):
        address = reverse("website:story", args=[story.slug])
        written = [*_hrefs(str(list(story.body.raw_data))), *(one.url for one in story.sources.all() if one.url)]
        for url in written:
            yield f"story:{story.pk}", story.unit_id, story.title, address, url
    branches = [(one.site.root_page.path, one) for one in Portal.objects.select_related("site__root_page")]
    for kind in (InformationPage, EventPage):
        for page in kind.objects.live():
            portal = next((one for path, one in branches if page.path.startswith(path)), None)
            if portal is not None:
                for url in _hrefs(page.body):
                    yield f"page:{page.pk}", portal.unit_id, page.title, f"{portal.site.root_url}/{page.slug}/", url


def _hrefs(text: str) -> Iterator[str]:
    for found in _LINK.findall(text):
        url = unescape(found).partition("#")[0]
        if url.startswith(("http://", "https://", "/")) and len(url) <= _MOST_URL:
            yield url


def _problem(url: str, allow: AbstractSet[tuple[str, int]]) -> str | None:
    """Return what is wrong with a link, "" for nothing, None where it cannot be told now."""
    parts = urlsplit(url)
    if not parts.netloc or (parts.hostname or "") in site_hosts():
        return "" if _is_ours(parts.path or "/") else _GONE
    if not settings.LOA_FETCH_LINKS:
        return None
    try:
        fetch_page(url, allow=allow)
    except PageGone:
        return _GONE
    except PageTooLarge:
        return ""  # a large file is there
    except (AddressRefused, PageUnreachable) as problem:
        return str(problem)
    return ""


def _is_ours(path: str) -> bool:
    """Tell whether something stands at an address of our own."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    if found.view_name == "website:story":
        return Story.objects.filter(live=True, slug=found.kwargs["slug"]).exists()
    if found.url_name == "wagtail_serve":
        return Page.objects.live().filter(slug=path.strip("/").rpartition("/")[2]).exists()
    return True
