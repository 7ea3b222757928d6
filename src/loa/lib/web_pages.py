"""Fetch a page of the public web that somebody named, without becoming a way into our own network.

Whoever may give us an address could give that of a machine beside ours. So a host is resolved once, every address it
has must be of the public internet, and the connection goes to the very address that was looked at; the same at each
redirect. Why, and what the limits are: docs/decisions/0028.
"""

import gzip
import hashlib
import http.client
import io
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from loa.lib.text_encodings import decoded

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_GONE = frozenset([404, 410])
_PORTS = {"http": 80, "https": 443}
_PART = 64 * 1024
_LONGEST_ADDRESS = 2_000
# A host with several addresses of which the first is silent leaves time for the next.
_SECONDS_EACH = 4.0
_MOST_ADDRESSES = 4
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Loa)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Language": "vi, en;q=0.3",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_TEXTUAL = re.compile(r"text/|application/(?:[a-z.+-]*\+)?(?:xml|json|xhtml)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAID_INSIDE = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4_096
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]+")

# IPv6 is given out for the public internet from here only (IANA); of it these lead to IPv4 hosts or are no hosts.
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
_NOT_HOSTS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays from 6to4
        "2001::/23",  # Teredo, benchmarks and other assignments
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
)


class AddressRefused(Exception):  # noqa: N818  (says what is the case)
    """The address is not one that we ask: not http, not public, with a password, on another port."""


class PageUnreachable(Exception):  # noqa: N818
    """There is no page now: no such host, no answer in time, an error of the server, too large. It may come back."""


class PageTooLarge(PageUnreachable):
    """There is a page, larger than we take."""


class PageGone(Exception):  # noqa: N818
    """The server says that there is no such page (404) or no longer (410)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it was got. `url` is where redirects ended; `text` is NFC, "" for what is no text, such as a PDF."""

    asked: str
    url: str
    status: int
    content_type: str
    body: bytes
    text: str
    sha256: str


def fetch_page(
    url: str,
    *,
    timeout: float = 10,
    most_bytes: int = 3_000_000,
    allow: AbstractSet[tuple[str, int]] = frozenset(),
) -> Fetched:
    """Return the page at an address, within `timeout` seconds for everything: resolving, redirects, the last byte.

    `most_bytes` bounds the body both as it comes and unpacked. `allow` names (host, port) that may be asked though they
    are not public or on another port, which only tests use. Environment proxies are not used, cookies not kept.

    Raises:
        AddressRefused: the address, or one that it leads to, must not be asked.
        PageGone: the server answers 404 or 410.
        PageUnreachable: there is no page to be had now.
    """
    deadline = time.monotonic() + timeout
    address = url.strip()
    for _ in range(_MOST_REDIRECTS + 1):
        target = _target(address, allow)
        try:
            with _asked(target, deadline, allow) as answer:
                onward = _header(answer, "Location")
                if answer.status not in _REDIRECTS or not onward:
                    return _page(url, target, answer, most_bytes)
                address = urljoin(target.url, onward)
        except TimeoutError as problem:
            raise PageUnreachable(
                f"{target.host} không trả lời xong trong {_figure(timeout)} giây. Trang chưa được xem; hãy thử lại sau."
            ) from problem
        except ssl.SSLCertVerificationError as problem:
            raise PageUnreachable(
                f"Chứng thư bảo mật của {target.host} không hợp lệ, nên không chắc đó đúng là trang này. "
                "Trang chưa được xem; hãy báo đơn vị quản lý trang."
            ) from problem
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as problem:
            raise PageUnreachable(
                f"Không kết nối được với {target.host}, hoặc kết nối bị đứt. Xem lại đường dẫn, hoặc thử lại sau."
            ) from problem
    raise PageUnreachable(
        f"Đường dẫn chuyển tiếp quá {_MOST_REDIRECTS} lần. Hãy mở trang rồi chép lại đường dẫn cuối cùng."
    )


def archived(fetched: Fetched, *, at: datetime) -> bytes:
    """Return the page as got, compressed by gzip, below a head of lines that say from where and when (`at`, aware).

    The head ends with an empty line, as in HTTP and in mail; `gunzip` is all that is needed to look at it in ten years.
    WARC (ISO 28500), the format of web archives, keeps requests, revisits and many pages in one file: more than the
    proof of one story needs. The same page and time give the same bytes.
    """
    head = (
        f"Loa-Archive: 1\r\nAddress: {fetched.url}\r\nAsked: {_ascii(fetched.asked)}\r\nTime: {at.isoformat()}\r\n"
        f"Status: {fetched.status}\r\nContent-Type: {_ascii(fetched.content_type)}\r\n"
        f"Content-Length: {len(fetched.body)}\r\nSHA-256: {fetched.sha256}\r\n\r\n"
    )
    return gzip.compress(head.encode("ascii") + fetched.body, mtime=int(at.timestamp()))


_Address = tuple[int, str]  # family and IP address in figures


@dataclass(frozen=True, slots=True)
class _Target:
    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def _target(address: str, allow: AbstractSet[tuple[str, int]]) -> _Target:
    """Take an address apart, in ASCII.

    Raises:
        AddressRefused: it is not one of the web, holds a password, or names another port.
    """
    try:
        parts = urlsplit(address[:_LONGEST_ADDRESS])
        scheme = parts.scheme.lower()
        port = parts.port or _PORTS.get(scheme, 0)
        host = _ascii_host(parts.hostname or "")
    except ValueError as problem:  # a bad port, a bracket left open, a label over 63 letters
        raise AddressRefused("Đường dẫn không đúng dạng. Hãy mở trang rồi chép lại đường dẫn.") from problem
    if scheme not in _PORTS or not host or len(address) > _LONGEST_ADDRESS:
        raise AddressRefused("Chỉ nhận đường dẫn của một trang trên mạng, bắt đầu bằng http:// hoặc https://.")
    if "@" in parts.netloc or "\\" in address:
        raise AddressRefused("Không nhận đường dẫn có tên đăng nhập hoặc mật khẩu. Hãy chép đường dẫn công khai.")
    if port != _PORTS[scheme] and (host, port) not in allow:
        raise AddressRefused(f"Không nhận đường dẫn có cổng riêng ({port}). Hãy chép đường dẫn công khai.")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~") or "/"
    if parts.query:
        path += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~[]")
    target = _Target("", scheme, host, port, path)
    return _Target(f"{scheme}://{target.name}{path}", scheme, host, port, path)


def _ascii_host(host: str) -> str:
    plain = host.rstrip(".").lower()
    if not plain.isascii():
        plain = plain.encode("idna").decode("ascii")
    if plain and not _HOST.fullmatch(plain):
        raise ValueError(plain)
    return plain


def is_public(address: str) -> bool:
    """Say whether an IP address is of a host in the public internet, and no way to any other address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _GIVEN_OUT:
        return False  # loopback, unique local, link-local, mapped and compatible IPv4, NAT64, multicast
    unusual = ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global
    return not unusual and not any(ip.version == network.version and ip in network for network in _NOT_HOSTS)


def _addresses(target: _Target, deadline: float, allow: AbstractSet[tuple[str, int]]) -> list[_Address]:
    """Return the addresses of a host, all of them public or the host allowed."""
    found = _resolved(target.host, target.port, deadline)
    if (target.host, target.port) not in allow and not all(is_public(address) for _, address in found):
        raise AddressRefused(
            f"{target.host} không phải là máy chủ công khai trên mạng, nên Loa không mở. Hãy chép đường dẫn công khai."
        )
    return found[:_MOST_ADDRESSES]


def _resolved(host: str, port: int, deadline: float) -> list[_Address]:
    """Ask for a host's addresses in a thread of its own: the system's resolver knows no time limit of ours."""
    answers: queue.SimpleQueue[list[_Address] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([(family, str(where[0])) for family, *_, where in found])
        except (OSError, UnicodeError) as problem:
            answers.put(problem)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=_left(deadline))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Incoming(io.RawIOBase):
    """What a socket receives, each wait no longer than what is left; one that drips gets no more time than another."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self._line, self._deadline = line, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._line.settimeout(_left(self._deadline))
        return self._line.recv_into(buffer)


class _Line:
    """A socket as http.client uses one, under one deadline. It is closed by whoever opened it."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self._line, self._deadline = line, deadline

    def sendall(self, data: "ReadableBuffer") -> None:
        self._line.settimeout(_left(self._deadline))
        self._line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._line, self._deadline))

    def close(self) -> None:
        pass


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(target: _Target, deadline: float, allow: AbstractSet[tuple[str, int]]) -> socket.socket:
    """Connect to an address that was looked at, by its figures: nothing is resolved a second time."""
    failure: OSError = OSError("no address")
    addresses = _addresses(target, deadline, allow)
    for family, address in addresses:
        line = socket.socket(family, socket.SOCK_STREAM)
        try:
            is_last = (family, address) == addresses[-1]
            line.settimeout(_left(deadline) if is_last else min(_left(deadline), _SECONDS_EACH))
            line.connect((address, target.port))
            if target.scheme == "http":
                return line
            line.settimeout(_left(deadline))
            return _trust().wrap_socket(line, server_hostname=target.host)
        except OSError as problem:
            line.close()
            failure = problem
    raise failure


@contextmanager
def _asked(target: _Target, deadline: float, allow: AbstractSet[tuple[str, int]]) -> Iterator[http.client.HTTPResponse]:
    with _connected(target, deadline, allow) as line:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.auto_open = 0  # it must never connect by itself
        connection.sock = _Line(line, deadline)
        connection.request("GET", target.path, headers={"Host": target.name, **_HEADERS})
        with connection.getresponse() as answer:
            yield answer


def _page(asked: str, target: _Target, answer: http.client.HTTPResponse, most_bytes: int) -> Fetched:
    if answer.status in _GONE:
        raise PageGone(f"Trang này không có, hoặc không còn trên {target.host}. Xem lại đường dẫn.")
    if not 200 <= answer.status < 300:
        raise PageUnreachable(
            f"{target.host} không cho xem trang này (mã {answer.status}). Trang chưa được xem; hãy thử lại sau."
        )
    body = _body(answer, most_bytes)
    said = _header(answer, "Content-Type")
    kind = said.partition(";")[0].strip().lower()
    is_text = bool(_TEXTUAL.match(kind)) or (not kind and b"<" in body[:_HEAD])
    return Fetched(
        asked=asked,
        url=target.url,
        status=answer.status,
        content_type=kind,
        body=body,
        text=decoded(body, _named_encoding(said, body)) if is_text else "",
        sha256=hashlib.sha256(body).hexdigest(),
    )


def _header(answer: http.client.HTTPResponse, name: str) -> str:
    """Return a field on one line; http.client reads bytes as Latin letters where servers write UTF-8."""
    return " ".join(decoded((answer.headers[name] or "").encode("latin-1", "replace")).split())


def _body(answer: http.client.HTTPResponse, most_bytes: int) -> bytes:
    """Read to the end, unpacking at most one byte over the limit."""
    packing = _header(answer, "Content-Encoding").lower() or "identity"
    if packing not in {"identity", "gzip", "x-gzip"}:
        raise ValueError(f"packed as {packing}, which was not asked for")
    unpacking = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
    kept = bytearray()
    received = 0
    while part := answer.read(_PART):
        received += len(part)
        kept += unpacking.decompress(part, most_bytes - len(kept) + 1) if unpacking else part
        if max(received, len(kept)) > most_bytes:
            raise PageTooLarge(
                f"Trang nặng hơn {_figure(most_bytes / 1_000_000)} MB nên không được xem. "
                "Hãy gửi đường dẫn của chính tin, bài."
            )
    if answer.length or (unpacking and received and not unpacking.eof):
        raise ConnectionError("the page ended before its end")
    return bytes(kept)


def _named_encoding(content_type: str, body: bytes) -> str:
    if found := _CHARSET.search(content_type):
        return found[1]
    inside = _SAID_INSIDE.search(body[:_HEAD])
    return inside[1].decode("ascii", "replace") if inside else ""


def _ascii(text: str) -> str:
    return quote(text, safe=" !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")


def _figure(number: float) -> str:
    return f"{number:g}".replace(".", ",")
