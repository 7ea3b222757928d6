"""Read the feed of a site that is not ours: RSS 2.0 (and 0.9x), RSS 1.0, Atom. Nothing is fetched, nothing expanded."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree

from loa.lib.html_text import lines_of, parsed, plain
from loa.lib.vietnamese_text import tidy
from loa.lib.written_dates import moment_of

_MOST_ITEMS = 200
_MOST_READ = 2_000
_MOST_TITLE, _MOST_SUMMARY, _MOST_ADDRESS = 300, 1_000, 2_000
_ROOTS = frozenset(["rss", "RDF", "feed"])
_ITEMS = frozenset(["item", "entry"])
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_OF_MEDIA = "{http://search.yahoo.com/mrss/}"
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_SUMMARIES = ("description", "summary", "encoded", "content")


class FeedUnreadable(Exception):  # noqa: N818  (says what is the case)
    """What stands at the address is no feed that can be read; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An entry of a feed. `published` is aware or None; `id` is what the feed calls it, else its link."""

    title: str
    link: str
    published: datetime | None
    summary: str
    id: str


def read_feed(data: bytes, url: str) -> tuple[FeedItem, ...]:
    """Return the entries of a feed that was got from `url`, newest first, those without a day last; at most 200.

    Text is NFC without tags. An entry without a link to the web (after resolving against the feed) is left out, since
    there would be nothing to look at.

    Raises:
        FeedUnreadable: this is no XML, not whole, no feed, or one that declares entities of its own.
    """
    root = _tree(data)
    if _name(root) not in _ROOTS:
        raise FeedUnreadable(
            "Đường dẫn này không phải là nguồn tin RSS hoặc Atom. "
            "Trên trang của đơn vị, hãy tìm mục “RSS” rồi chép lại đường dẫn."
        )
    entries: list[FeedItem] = []
    for number, element in enumerate(element for element in root.iter() if _name(element) in _ITEMS):
        if number == _MOST_READ:
            break
        if item := _item(element, url):
            entries.append(item)
    entries.sort(key=lambda item: item.published.timestamp() if item.published else 0, reverse=True)
    return tuple(entries[:_MOST_ITEMS])


def _tree(data: bytes) -> etree._Element:
    # Some programs put an empty line before the declaration, which XML forbids and every reader forgives.
    clean = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"<!ENTITY" in clean.replace(b"\0", b""):
        raise FeedUnreadable(
            "Nguồn tin này có khai báo không an toàn nên không được đọc. Hãy báo đơn vị quản lý trang."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(clean, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise FeedUnreadable(
            "Nguồn tin bị lỗi hoặc không trọn vẹn nên chưa đọc được, không có tin nào được ghi. "
            "Hãy thử lại sau, hoặc báo đơn vị quản lý trang."
        ) from problem
    if root is None:
        raise FeedUnreadable("Nguồn tin trống. Hãy thử lại sau, hoặc báo đơn vị quản lý trang.")
    return root


def _item(element: etree._Element, url: str) -> FeedItem | None:
    parts: dict[str, list[etree._Element]] = {}
    for child in element:
        name = _name(child)
        if name and not str(child.tag).startswith(_OF_MEDIA):
            parts.setdefault(name, []).append(child)
    link = _link(parts, _base(element, url))
    if not link:
        return None
    identity = _first(parts, ("guid", "id"))
    summary = _first(parts, _SUMMARIES)
    tree = parsed(summary) if "<" in summary else None
    return FeedItem(
        title=tidy(plain(_first(parts, ("title",))))[:_MOST_TITLE],
        link=link,
        published=next((moment for name in _DATES if (moment := moment_of(_first(parts, (name,))))), None),
        summary=tidy(lines_of(tree) if tree is not None else plain(summary))[:_MOST_SUMMARY],
        id=tidy(identity)[:_MOST_ADDRESS] or link,
    )


def _link(parts: dict[str, list[etree._Element]], base: str) -> str:
    """Return the address of the page: Atom's link of the kind "alternate", RSS's link, or a guid that is one."""
    links = sorted(parts.get("link", ()), key=lambda link: link.get("rel", "alternate") != "alternate")
    written = [
        link.get("href") or _text(link) for link in links if link.get("rel", "alternate") in {"alternate", "self"}
    ]
    written += [_text(guid) for guid in parts.get("guid", ()) if guid.get("isPermaLink", "true").lower() != "false"]
    for address in written:
        if found := _web_address(address, base):
            return found
    return ""


def _web_address(written: str, base: str) -> str:
    if not written.strip():
        return ""
    try:
        address = urljoin(base, re.sub(r"[\x00-\x20]+", "%20", written.strip()))
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and parts.netloc and "@" not in parts.netloc
    return address if is_web and len(address) <= _MOST_ADDRESS else ""


def _base(element: etree._Element, url: str) -> str:
    base = url
    for outer in reversed([element, *element.iterancestors()]):
        if said := outer.get(_BASE):
            base = _web_address(said, base) or base
    return base


def _first(parts: dict[str, list[etree._Element]], names: tuple[str, ...]) -> str:
    return next((text for name in names for element in parts.get(name, ()) if (text := _text(element))), "")


def _text(element: etree._Element) -> str:
    """Return an element's text; the tags that Atom's xhtml content has inside count as spaces."""
    return " ".join(str(text) for text in element.itertext()).strip() if len(element) else (element.text or "").strip()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
