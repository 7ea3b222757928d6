"""The page cache: finished public pages, compressed once, given out again from the memory of the process.

Only a GET or HEAD without a session is served from here, and only a page its view marked as the same for everyone
(`loa.base.page_cache`) is kept. While the database does not answer, readers get the last page that was made, for a day
at most. Why not Django's own cache middleware: docs/decisions/0012-page-cache.md.
"""

import gzip
import hashlib
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import has_vary_header, patch_vary_headers

from loa.base import page_cache

MAX_PAGES = 2_000
MAX_BYTES = 48 * 1024 * 1024
_STALE_SECONDS = 24 * 60 * 60  # how long an aged page may stand in while no new one can be made
_SERVER_ERROR = 500
MAX_OF_ONE_ADDRESS = 200  # pages that differ in their parameters alone, as those of the search do without end
_TOO_SMALL_TO_COMPRESS = 500  # bytes; below, the headers of the packet cost more
_COMPRESSIBLE = (
    "text/", "application/json", "application/xml", "application/atom+xml", "application/rss+xml", "image/svg+xml",
)  # fmt: skip

Address = tuple[str, ...]
_OF_BASE = 3  # parts of an address before its parameters

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A finished answer: its bytes in every encoding, ready to send."""

    bodies: dict[str, bytes]
    headers: dict[str, str]
    etag: str
    kept_until: float

    @property
    def size(self) -> int:
        """Return the memory its bodies take, in bytes."""
        return sum(map(len, self.bodies.values()))

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the answer this request asks for: in its encoding, or 304 when it has the page already."""
        if self.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            headers = {name: value for name, value in self.headers.items() if name != "Content-Type"}
            return HttpResponse(status=304, headers=headers)
        encoding = _best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in self.bodies:
            encoding = ""
        body = self.bodies[encoding]
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=self.headers)
        response["Content-Length"] = str(len(body))
        if encoding:
            response["Content-Encoding"] = encoding
        return response


class PageStore:
    """The pages of one generation in one process: least recently used go first; safe between threads."""

    def __init__(self, *, max_pages: int = MAX_PAGES, max_bytes: int = MAX_BYTES) -> None:
        self._max_pages = max_pages
        self._max_bytes = max_bytes
        self._lock = Lock()
        self._generation = -1
        self._parameters: dict[Address, tuple[str, ...]] = {}
        self._pages: OrderedDict[Address, StoredPage] = OrderedDict()
        self._counts: Counter[Address] = Counter()
        self._bytes = 0
        # The last page made at an address, with the generation it was made in, and what its address depends on.
        self._aged: OrderedDict[Address, tuple[int, StoredPage]] = OrderedDict()
        self._aged_bytes = 0
        self._aged_parameters: dict[Address, tuple[str, ...]] = {}

    @property
    def generation(self) -> int:
        """Return the generation last asked for."""
        return self._generation

    def find(self, generation: int, request: HttpRequest) -> StoredPage | None:
        """Return the page stored for this request in this generation, or None."""
        base = _base_address(request)
        with self._lock:
            self._turn_to(generation)
            parameters = self._parameters.get(base)
            if parameters is None:
                return None
            address = _full_address(base, parameters, request)
            page = self._pages.get(address)
            if page is None:
                return None
            if page.kept_until < time.monotonic():
                self._age(address)
                return None
            self._pages.move_to_end(address)
            return page

    def keep(self, generation: int, request: HttpRequest, page: StoredPage, parameters: tuple[str, ...]) -> None:
        """Store a page that was made while `generation` was the present one."""
        base = _base_address(request)
        address = _full_address(base, parameters, request)
        with self._lock:
            if generation != self._generation or page.size > self._max_bytes // 8:
                return
            self._parameters[base] = parameters
            self._drop(address)
            self._make_room_among(base)
            self._pages[address] = page
            self._bytes += page.size
            while len(self._pages) > self._max_pages or self._bytes > self._max_bytes:
                self._drop(next(iter(self._pages)))

    def find_aged(self, recalled: int, request: HttpRequest) -> StoredPage | None:
        """Return the last page made for this request, if it is of a day and of no generation before `recalled`."""
        base = _base_address(request)
        with self._lock:
            parameters = self._aged_parameters.get(base)
            if parameters is None:
                return None
            generation, page = self._aged.get(_full_address(base, parameters, request), (-1, None))
            if page is None or generation < recalled or page.kept_until + _STALE_SECONDS < time.monotonic():
                return None
            return page

    def forget_aged(self, request: HttpRequest) -> None:
        """Forget what stood at an address that has no page any more."""
        base = _base_address(request)
        with self._lock:
            self._drop_aged(_full_address(base, self._aged_parameters.get(base, ()), request))

    def _turn_to(self, generation: int) -> None:
        if generation == self._generation:
            return
        for address in list(self._pages):
            self._age(address)
        self._generation = generation
        self._parameters.clear()
        self._counts.clear()

    def _age(self, address: Address) -> None:
        """Put a page of the present generation among those that are given out only where no new one can be made."""
        page = self._pages[address]
        self._drop(address)
        self._drop_aged(address)
        base = address[:_OF_BASE]
        self._aged[address] = (self._generation, page)
        self._aged_parameters[base] = self._parameters.get(base, ())
        self._aged_bytes += page.size
        while len(self._aged) > self._max_pages or self._aged_bytes > self._max_bytes:
            self._drop_aged(next(iter(self._aged)))
        if len(self._aged_parameters) > 2 * self._max_pages:
            bases = {one[:_OF_BASE] for one in self._aged}
            self._aged_parameters = {one: self._aged_parameters[one] for one in bases}

    def _drop_aged(self, address: Address) -> None:
        _, page = self._aged.pop(address, (0, None))
        if page is not None:
            self._aged_bytes -= page.size

    def _make_room_among(self, base: Address) -> None:
        """Drop the least recently used page of an address that has as many as one may have."""
        if self._counts[base] >= MAX_OF_ONE_ADDRESS:
            self._drop(next(address for address in self._pages if address[: len(base)] == base))
        self._counts[base] += 1

    def _drop(self, address: Address) -> None:
        page = self._pages.pop(address, None)
        if page is not None:
            self._bytes -= page.size
            self._counts[address[:_OF_BASE]] -= 1


class PageCacheMiddleware:
    """Give out stored pages, and store those that may be given to everyone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._store = PageStore()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_stored(request):
            return self.get_response(request)
        generation = self._generation()  # before the page is made: what changes meanwhile must count
        page = self._store.find(generation, request)
        if page is not None:
            return page.answer(request)
        response = self.get_response(request)
        if response.status_code >= _SERVER_ERROR:
            return self._aged(request) or response
        if request.method != "GET" or not _is_for_everyone(response):
            self._store.forget_aged(request)
            return response
        page = _finished(response)
        self._store.keep(generation, request, page, page_cache.public_parameters(response) or ())
        return page.answer(request)

    def _generation(self) -> int:
        """Return the present generation, or the last one known while the shared cache does not answer."""
        try:
            return page_cache.generation()
        except Exception:  # noqa: BLE001  (whatever the cache's library raises: readers get their pages)
            _log.exception("the generation of pages cannot be read")
            return self._store.generation

    def _aged(self, request: HttpRequest) -> HttpResponse | None:
        """Return the page that stood here, in place of an error; None where there was none or it was recalled."""
        try:
            page = self._store.find_aged(page_cache.recalled(), request)
        except Exception:  # noqa: BLE001  (who cannot ask what was recalled gives nothing out)
            _log.exception("what was recalled cannot be read")
            return None
        if page is None:
            return None
        _log.warning("an earlier page stands in for one that could not be made: %s", request.path)
        response = page.answer(request)
        response["Cache-Control"], response["X-Accel-Expires"] = "no-store", "0"
        return response


def _may_be_stored(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and settings.LOA_PAGE_CACHE_SECONDS > 0
    )


def _is_for_everyone(response: HttpResponse) -> bool:
    return (
        page_cache.public_parameters(response) is not None
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and "nonce-" not in response.get("Content-Security-Policy", "")
    )


def _base_address(request: HttpRequest) -> Address:
    # The host as sent: only an answer to an allowed host is ever stored, so a hit has been allowed before.
    return (request.scheme or "", request.META.get("HTTP_HOST", ""), request.path)


def _full_address(base: Address, parameters: tuple[str, ...], request: HttpRequest) -> Address:
    if not parameters or not request.META.get("QUERY_STRING"):
        return base
    asked = (f"{name}={value}" for name in parameters for value in request.GET.getlist(name))
    return (*base, *asked)


def _finished(response: HttpResponse) -> StoredPage:
    body = response.content
    patch_vary_headers(response, ("Accept-Encoding",))
    etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    headers = dict(response.items())
    headers.pop("Content-Length", None)
    # Always asked for again, mostly answered with 304: what was published is seen at once.
    headers.setdefault("Cache-Control", "public, no-cache")
    headers["ETag"] = etag
    # For the proxy in front alone, which takes it away: it may give the page out for a second and then asks again,
    # mostly answered with 304, and keeps what it has for when nobody answers here.
    headers["X-Accel-Expires"] = "1"
    return StoredPage(
        bodies=_encoded(body, headers.get("Content-Type", "")),
        headers=headers,
        etag=etag,
        kept_until=time.monotonic() + settings.LOA_PAGE_CACHE_SECONDS,
    )


def _encoded(body: bytes, content_type: str) -> dict[str, bytes]:
    bodies = {"": body}
    if len(body) >= _TOO_SMALL_TO_COMPRESS and content_type.startswith(_COMPRESSIBLE):
        bodies["br"] = brotli.compress(body, quality=4)
        bodies["gzip"] = gzip.compress(body, compresslevel=4, mtime=0)
    return bodies


@lru_cache(maxsize=256)
def _best_encoding(accepted: str) -> str:
    offers = {part.strip().replace(" ", "") for part in accepted.lower().split(",")}
    names = {offer.partition(";")[0] for offer in offers if not offer.endswith((";q=0", ";q=0.0"))}
    return next((encoding for encoding in ("br", "gzip") if encoding in names), "")
