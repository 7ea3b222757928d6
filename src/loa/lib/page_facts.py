"""What a page of a site that is not ours says of itself: its title, its day, its text; and whether that is the story
that somebody says stands there.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from lxml import html
from rapidfuzz import fuzz

from loa.lib.html_text import lines_of, parsed, plain
from loa.lib.vietnamese_text import fold
from loa.lib.written_dates import days_in, moment_of

# How alike two titles must be, of 100, for the page to be the story: a corrected word or a site's name pass, another
# story of the same meeting does not.
ALIKE = 85
# How much of the claimed title must stand in the page's: "UBND xã A" alone is not "UBND xã A khai trương …".
_SHARE = 0.7
# Below so many words a title says too little to be looked for among others.
_FEW_WORDS = 4

_MOST_TEXT = 5_000
_MOST_TITLE = 300
_MOST_TITLES = 6
_MOST_PLACES = 5
# A story's day stands this near to its title, and its title this near to the beginning of its text.
_AFTER_TITLE, _BEFORE_TITLE, _FROM_TOP = 600, 200, 1_500
_OPENING = 200
_MOST_DATA = 200_000

_SEPARATORS = re.compile(r"\s+[-–—|»•]\s+|\s*::\s*")
_OF_A_SITE = re.compile(
    r"^(cong|trang)( thong tin| tin)?( dien tu)?\b|^(bao|dai|trang chu|home)\b|thong tin dien tu", re.IGNORECASE
)
_DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "dc.date.issued", "dcterms.created", "dc.created", "dc.date", "date",
)  # fmt: skip
_ASIDE = frozenset(["nav", "header", "footer", "aside", "form", "figure"])
_SYMBOL_BEFORE = re.compile(r"/[A-ZĐ]{2,}[-&\w]*\W+(?:ngày\s+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What was read on a page. `titles` are all that may be the story's, best first; `text` ends at 5,000 letters."""

    url: str
    title: str
    titles: tuple[str, ...]
    published_on: date | None
    text: str


def read_page(text: str, url: str) -> PageFacts:
    """Return what an HTML page says of itself; facts that it does not tell are "" or None. It never fails.

    The title is og:title, else the first heading, else `<title>` without the site's name. The day is that of
    article:published_time, else JSON-LD's datePublished, else `<time>`, else a day written near the title; a day that
    stands far from it, such as today's in a banner, is none.
    """
    root = parsed(text)
    if root is None:
        return PageFacts(url=url, title="", titles=(), published_on=None, text="")
    titles = tuple(_titles(root, url))[:_MOST_TITLES]
    told = next(_told_days(root), None)
    everything = lines_of(root)
    return PageFacts(
        url=url,
        title=titles[0] if titles else "",
        titles=titles,
        published_on=told or _written_day(everything, titles),
        text=_main_text(root, everything),
    )


def is_about(claimed_title: str, facts: PageFacts) -> bool:
    """Say whether a page is the story of a title: one of its titles is alike (`ALIKE`), or it opens its text so.

    Compared are folded words, without marks and order; a title of a few words must be the page's title as a whole.
    """
    claimed = _words(claimed_title)
    if not claimed:
        return False
    few = claimed.count(" ") + 1 < _FEW_WORDS
    if not few and claimed in _words(facts.text[: _OPENING + len(claimed_title)]):
        return True
    return any(_are_alike(claimed, _words(title), whole=few) for title in facts.titles)


def dates_agree(claimed_on: date, facts: PageFacts, days: int = 3) -> bool | None:
    """Say whether the page's day is within some days of the claimed one; None where the page tells no day."""
    if facts.published_on is None:
        return None
    return abs((facts.published_on - claimed_on).days) <= days


def _are_alike(claimed: str, title: str, *, whole: bool) -> bool:
    if whole:
        return fuzz.ratio(claimed, title) >= ALIKE
    ours, theirs = set(claimed.split()), set(title.split())
    if len(ours & theirs) < _SHARE * len(ours):
        return fuzz.ratio(claimed, title) >= ALIKE  # each word a little different, such as without its spaces
    return fuzz.token_set_ratio(claimed, title) >= ALIKE


def _words(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", fold(text)).split())


def _titles(root: html.HtmlElement, url: str) -> Iterator[str]:
    """Yield what may be the title, best first, each once; the names of sites last."""
    site = _words(_meta(root, "og:site_name"))
    host = (urlsplit(url).hostname or "") if "[" not in url else ""
    found = [_meta(root, "og:title"), *(lines_of(heading) for heading in root.iter("h1"))]
    if (whole := root.find(".//title")) is not None:
        parts = _SEPARATORS.split(" ".join((whole.text or "").split()))
        found += [" - ".join(part for part in parts if not _is_site(part, site, host)), " - ".join(parts)]
    tidied = dict.fromkeys(" ".join(title.split())[:_MOST_TITLE] for title in found)
    named = [title for title in tidied if _words(title)]
    yield from sorted(named, key=lambda title: _is_site(title, site, host))


def _is_site(title: str, site: str, host: str) -> bool:
    words = _words(title)
    return words == site or bool(_OF_A_SITE.search(words)) or (len(words) > 3 and words.replace(" ", "") in host)


def _meta(root: html.HtmlElement, name: str) -> str:
    for meta in root.iter("meta"):
        if name in (_attribute(meta, "property"), _attribute(meta, "name")) and (meta.get("content") or "").strip():
            return plain(meta.get("content") or "")
    return ""


def _attribute(element: html.HtmlElement, name: str) -> str:
    return (element.get(name) or "").strip().lower()


def _told_days(root: html.HtmlElement) -> Iterator[date]:
    """Yield the days that a page tells to machines, the surest first."""
    said = {
        _attribute(meta, kind): meta.get("content") or ""
        for meta in root.iter("meta")
        for kind in ("itemprop", "name", "property")
    }
    for name in _DATE_NAMES:
        if moment := moment_of(said.get(name, "")):
            yield moment.date()
    for script in root.iter("script"):
        if _attribute(script, "type") == "application/ld+json":
            yield from _days_of_data(script.text or "")
    for element in root.iter("time"):
        if moment := moment_of(element.get("datetime") or ""):
            yield moment.date()


def _days_of_data(text: str) -> Iterator[date]:
    try:
        waiting = [json.loads(text[:_MOST_DATA], strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(said := value.get("datePublished"), str) and (moment := moment_of(said)):
                yield moment.date()
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _written_day(text: str, titles: tuple[str, ...]) -> date | None:
    """Return the day written just below the title, else just above it; from the top where the title stands nowhere."""
    places = [found for title in titles for found in islice(re.finditer(re.escape(title[:80]), text), _MOST_PLACES)]
    for place in places:
        if day := _first_day(text[place.end() : place.end() + _AFTER_TITLE]):
            return day
    for place in places:
        if day := _first_day(text[max(0, place.start() - _BEFORE_TITLE) : place.start()]):
            return day
    return None if places else _first_day(text[:_FROM_TOP])


def _first_day(text: str) -> date | None:
    """Return the first day in a text that is not that of a document, as in "Kế hoạch số 250/KH-UBND ngày …"."""
    return next(
        (day for start, day in days_in(text) if not _SYMBOL_BEFORE.search(text[max(0, start - 60) : start])), None
    )


def _main_text(root: html.HtmlElement, everything: str) -> str:
    """Return the text of the element whose own paragraphs are longest together; all of the page's if none has much."""
    lengths: dict[html.HtmlElement, int] = {}
    for paragraph in root.iter("p", "h2", "h3", "li"):
        above = paragraph.getparent()
        if above is not None and not any(outer.tag in _ASIDE for outer in paragraph.iterancestors()):
            length = len("".join(paragraph.itertext()).strip())
            lengths[above] = lengths.get(above, 0) + (length if paragraph.tag != "li" else length // 4)
    best = max(lengths, key=lambda element: lengths[element], default=None)
    if best is None or lengths[best] < 200:
        return everything[:_MOST_TEXT]
    return lines_of(best)[:_MOST_TEXT]
