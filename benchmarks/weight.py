"""What a visitor's first look at a page brings over the wire, in bytes: headers and bodies, photographs left out."""

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import brotli

_PHOTOGRAPHS = "/media/"
_ANY = "gzip, deflate, br"
_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass(frozen=True)
class Weight:
    """Bytes of the page alone in each encoding, and of the page with all it loads, as a browser asks for them."""

    plain: int
    gzip: int
    br: int
    whole: int


def weigh(port: int, path: str) -> Weight:
    """Load a page and what a browser loads with it: style sheets, scripts, icons, pictures that are no photographs."""
    plain, gzipped, br = (_load(port, path, encoding)[0] for encoding in ("identity", "gzip", "br"))
    site = f"http://127.0.0.1:{port}"  # WordPress names it in the addresses of its own files
    whole, html = _load(port, path, _ANY)
    page = _Named(site + path)
    page.feed(html)
    waiting, loaded = page.addresses, set()
    while waiting:
        address = waiting.pop()
        if address in loaded or not address.startswith(f"{site}/") or address.startswith(site + _PHOTOGRAPHS):
            continue
        loaded.add(address)
        size, text = _load(port, address.removeprefix(site), _ANY)
        whole += size
        if urlsplit(address).path.endswith(".css"):
            waiting += [urljoin(address, found) for found in _URL.findall(text)]
    return Weight(plain, gzipped, br, whole)


class _Named(HTMLParser):
    """Gathers the addresses that a browser loads by itself."""

    _LOADING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        loads = tag in {"script", "img", "source"} or (
            tag == "link" and bool(self._LOADING_LINKS & set((said.get("rel") or "").split()))
        )
        address = said.get("href" if tag == "link" else "src")
        if loads and address:
            self.addresses.append(urljoin(self.page, address))


def _load(port: int, path: str, encoding: str) -> tuple[int, str]:
    """Return the bytes of an answer as sent, and its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    headers = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
    read = {"br": brotli.decompress, "gzip": gzip.decompress}.get(answer.getheader("Content-Encoding", ""), bytes)
    return headers + len(body), read(body).decode("utf-8", "replace")
