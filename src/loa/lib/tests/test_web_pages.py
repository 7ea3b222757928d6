"""Fetching a page: what is got, what is refused, and what time and size are kept."""

import gzip
import hashlib
import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib import web_pages
from loa.lib.tests.web_server import page, site
from loa.lib.web_pages import AddressRefused, PageGone, PageUnreachable, archived, fetch_page, is_public

WORDS = "<title>Hội thi cải cách hành chính</title>"


def got(answer, path="/tin", **limits):
    with site({path: answer}) as server:
        return fetch_page(server.url(path), allow=server.allow, **limits)


def test_a_page_is_got_with_what_it_is():
    fetched = got(page(WORDS.encode(), Content_Type='Text/HTML; charset="UTF-8"'))
    assert (fetched.status, fetched.content_type, fetched.text, fetched.body) == (
        200,
        "text/html",
        WORDS,
        WORDS.encode(),
    )
    assert fetched.sha256 == hashlib.sha256(WORDS.encode()).hexdigest()
    assert fetched.url == fetched.asked


def test_it_asks_as_a_browser_does_and_carries_nothing(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with site({"/a%20b/%C4%91?q=x%20y": page(b"a")}) as server:
        fetch_page(server.url("/a b/đ?q=x y#cuoi"), allow=server.allow)
    head = server.asked[0].split("\r\n")
    assert head[0] == "GET /a%20b/%C4%91?q=x%20y HTTP/1.1"
    names = [line.partition(":")[0] for line in head[1:] if line]
    assert names == ["Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Connection"]
    assert f"Host: 127.0.0.1:{server.port}" in head


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", "<meta charset=windows-1258>Hội thi".encode("cp1258", "ignore")),
        ("text/html; charset=windows-1258", b"H\xf4\xf2i thi"),
        (None, "Hội <b>thi</b>".encode()),
        ("application/xml", "<?xml version='1.0'?><a>Hội</a>".encode()),
    ],
)
def test_text_is_read_in_its_encoding(content_type, body):
    assert got(page(body, Content_Type=content_type)).text


def test_what_is_no_text_has_none():
    fetched = got(page(b"%PDF-1.7 <", Content_Type="application/pdf"))
    assert (fetched.text, fetched.content_type, fetched.body) == ("", "application/pdf", b"%PDF-1.7 <")


def test_packed_pages_are_unpacked():
    assert got(page(gzip.compress(WORDS.encode()), Content_Encoding="gzip")).text == WORDS


def test_pieces_are_put_together():
    body = b"5\r\nTin v\r\n3\r\nui.\r\n0\r\n\r\n"
    assert got(page(body, Content_Length=None, Transfer_Encoding="chunked")).text == "Tin vui."


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_page_that_is_gone(status):
    with pytest.raises(PageGone, match="không còn"):
        got(page(b"x", status=status))


@pytest.mark.parametrize("status", ["401 No", "403 No", "500 No", "503 No", "304 Not Modified", "302 Nowhere"])
def test_a_page_that_cannot_be_had(status):
    with pytest.raises(PageUnreachable, match=r"mã \d{3}"):
        got(page(b"x", status=status))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
        page(b"no gzip", Content_Encoding="gzip"),
        page(gzip.compress(b"x" * 9_000)[:-9], Content_Encoding="gzip"),
        page(b"x", Content_Encoding="br"),
        page(status="302 Found", Location="http://[::1"),
    ],
)
def test_a_broken_answer_is_no_page(answer):
    with pytest.raises((PageUnreachable, AddressRefused)):
        got(answer)


def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PageUnreachable, match="Không kết nối được"):
        fetch_page(f"http://127.0.0.1:{port}/", allow={("127.0.0.1", port)})


def test_no_such_host(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(PageUnreachable, match="khong-co"):
        fetch_page("http://khong-co.example/")


# ---- limits


def test_a_page_over_the_limit_is_not_kept():
    assert got(page(b"x" * 10_000), most_bytes=10_000).body == b"x" * 10_000
    with pytest.raises(PageUnreachable, match="nặng hơn 0,01 MB"):
        got(page(b"x" * 10_001), most_bytes=10_000)


def test_one_that_never_ends_is_left():
    def endless(line):
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"x" * 65_536)

    with pytest.raises(PageUnreachable, match="nặng hơn"):
        got(endless, most_bytes=1_000_000)


def test_a_bomb_is_not_unpacked():
    bomb = gzip.compress(bytes(200_000_000))
    assert len(bomb) < 250_000
    tracemalloc.start()
    try:
        with pytest.raises(PageUnreachable, match="nặng hơn 3 MB"):
            got(page(bomb, Content_Encoding="gzip"))
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()


def test_a_packed_nothing_without_end_is_left():
    packing = zlib.compressobj(wbits=31)
    nothing = packing.compress(b"") + packing.flush(zlib.Z_SYNC_FLUSH) + b"\x00\x00\x00\xff\xff" * 20_000
    with pytest.raises(PageUnreachable, match="nặng hơn"):
        got(page(nothing, Content_Encoding="gzip"), most_bytes=50_000)


@pytest.mark.parametrize(
    "beginning",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", b"HTTP/1.1 100 C\r\n\r\n"],
)
def test_one_that_drips_gets_no_more_time_than_another(beginning):
    over = threading.Event()

    def drip(line):
        line.sendall(beginning)
        while not over.wait(0.02):
            line.sendall(b"a")

    with site({"/": drip}) as server:
        try:
            with pytest.raises(PageUnreachable, match="trong 0,3 giây"):
                fetch_page(server.url(), allow=server.allow, timeout=0.3)
        finally:
            over.set()


def test_a_resolver_that_hangs_takes_no_more_time(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5) and [])
    with pytest.raises(PageUnreachable, match="giây"):
        fetch_page("http://cham.example/", timeout=0.1)
    over.set()


def test_redirects_share_the_time():
    def late(line):
        time.sleep(0.15)
        line.sendall(page(status="302 Found", Location="/"))

    with site({"/": late}) as server, pytest.raises(PageUnreachable, match="giây"):
        fetch_page(server.url(), allow=server.allow, timeout=0.4)


# ---- redirects


def test_redirects_are_followed_to_their_end():
    answers = {
        "/1": page(status="301 Moved", Location="2?x=1"),
        "/2?x=1": page(status="302 Found", Location="  /tin-đầu "),
        "/tin-%C4%91%E1%BA%A7u": page(status="308 Permanent", Location="#here"),
    }
    with site(answers) as server:
        answers["/tin-%C4%91%E1%BA%A7u"] = page(status="307 T", Location=server.url("/cuoi"))
        answers["/cuoi"] = page(b"x")
        fetched = fetch_page(server.url("/1"), allow=server.allow)
    assert (fetched.asked, fetched.url) == (server.url("/1"), server.url("/cuoi"))


@pytest.mark.parametrize(("redirects", "is_got"), [(5, True), (6, False)])
def test_five_redirects_and_no_more(redirects, is_got):
    answers = {f"/{number}": page(status="302 Found", Location=f"/{number + 1}") for number in range(redirects)}
    answers[f"/{redirects}"] = page(b"x")
    with site(answers) as server:
        if is_got:
            assert fetch_page(server.url("/0"), allow=server.allow).body == b"x"
        else:
            with pytest.raises(PageUnreachable, match="quá 5 lần"):
                fetch_page(server.url("/0"), allow=server.allow)


@pytest.mark.parametrize(
    "onward",
    ["http://169.254.169.254/latest/meta-data/", "http://localhost/", "//10.0.0.1/", "file:///etc/passwd",
     "gopher://127.0.0.1/", "http://a:b@127.0.0.1/", "http://127.0.0.1:22/", "https://[::ffff:127.0.0.1]/"],
)  # fmt: skip
def test_a_redirect_to_what_must_not_be_asked_is_refused(onward):
    with pytest.raises(AddressRefused):
        got(page(status="302 Found", Location=onward))


# ---- what may be asked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "vinhlinh.example",
        "//vinhlinh.example/",
        "ftp://vinhlinh.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///tin",
        "http://ten:mat-khau@vinhlinh.example/",
        "http://ten@vinhlinh.example/",
        "http://vinhlinh.example\\@127.0.0.1/",
        "http://vinhlinh.example:8080/",
        "http://vinhlinh.example:443/",
        "https://vinhlinh.example:80/",
        "http://vinhlinh.example:99999/",
        "http://vinhlinh.example:x/",
        "http://[::1/",
        "http://vinh linh.example/",
        "http://vinhlinh.example%2f@x/",
        "http://%31%32%37.0.0.1/",
        f"http://{'a' * 64}đ.example/",
        "http://vinhlinh.example/" + "a" * 2_000,
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_resolved(url, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", None)
    with pytest.raises(AddressRefused):
        fetch_page(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0", "0.0.0.0", "localhost", "10.0.0.1",  # noqa: S104
     "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
     "192.0.2.1", "198.18.0.1", "192.88.99.1", "192.0.0.8", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff0e::1]",
     "[::ffff:8.8.8.8]", "[::8.8.8.8]", "[64:ff9b::808:808]", "[64:ff9b:1::1]", "[2002:808:808::]", "[2001::1]",
     "[2001:db8::1]", "[3fff::1]", "[fec0::1]", "[100::1]", "[5f00::1]", "１２７.0.0.1", "127.0.0.1."],
)  # fmt: skip
def test_a_host_that_is_not_public_is_refused(host, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", None)
    with pytest.raises(AddressRefused, match="không phải là máy chủ công khai"):
        fetch_page(f"http://{host}/")


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.191", "1.1.1.1", "2001:4860:4860::8888", "2405:4800::1"])
def test_public_addresses(address):
    assert is_public(address)


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_public(ip):
    if not ip.is_global or ip.is_multicast or ip.is_private:
        assert not is_public(str(ip))
    if ip.version == 4:
        assert not is_public(str(ip_address(f"::ffff:{ip}")))
        assert not is_public(f"64:ff9b::{ip}")


def names(monkeypatch, *addresses):
    """Let each host name stand for these addresses; what was asked is returned."""
    asked = []

    def resolved(host, port, *_, **__):
        asked.append(host)
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return asked


def test_a_name_with_one_address_inside_is_refused(monkeypatch):
    names(monkeypatch, "8.8.8.8", "10.0.0.5")
    monkeypatch.setattr(socket.socket, "connect", None)
    with pytest.raises(AddressRefused):
        fetch_page("http://hai-mat.example/")


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    asked = names(monkeypatch, "8.8.8.8")
    where = []

    def connect(_, address):
        where.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(PageUnreachable):
        fetch_page("http://Trang.Example./tin")
    assert (asked, where) == (["trang.example"], [("8.8.8.8", 80)])


def test_the_next_address_is_tried_and_each_host_resolved_once(monkeypatch):
    with site({"/tin": page(b"x")}) as server:
        asked = names(monkeypatch, "::1", "127.0.0.1")
        fetched = fetch_page(server.url("/tin", "trang.example"), allow={("trang.example", server.port)})
    assert fetched.body == b"x"
    assert asked == ["trang.example"]
    assert f"Host: trang.example:{server.port}" in server.asked[0]


def test_what_is_allowed_is_one_port_of_one_host():
    with site({"/": page(b"x")}) as server:
        for allow in [{("127.0.0.1", server.port + 1)}, {("localhost", server.port)}, set()]:
            with pytest.raises(AddressRefused):
                fetch_page(server.url(), allow=allow)
    assert server.asked == []


def test_a_vietnamese_host_name(monkeypatch):
    asked = names(monkeypatch, "10.0.0.1")
    with pytest.raises(AddressRefused):
        fetch_page("https://vĩnhlinh.example/")
    assert asked == ["xn--vnhlinh-xdb.example"]


# ---- TLS


@pytest.fixture
def trusting(server_tls, monkeypatch):
    context = ssl.create_default_context(cadata=server_tls[1])
    monkeypatch.setattr(web_pages, "_trust", lambda: context)


def test_the_name_of_the_certificate_is_that_of_the_host(server_tls, trusting, monkeypatch):
    with site({"/": page(b"x")}, server_tls[0]) as server:
        names(monkeypatch, "127.0.0.1")
        assert fetch_page(server.url("/", "trang.example"), allow={("trang.example", server.port)}).body == b"x"
        with pytest.raises(PageUnreachable, match="Chứng thư"):
            fetch_page(server.url("/", "khac.example"), allow={("khac.example", server.port)})


def test_a_certificate_that_nobody_vouches_for_is_refused(server_tls, monkeypatch):
    with site({"/": page(b"x")}, server_tls[0]) as server:
        names(monkeypatch, "127.0.0.1")
        with pytest.raises(PageUnreachable, match="Chứng thư"):
            fetch_page(server.url("/", "trang.example"), allow={("trang.example", server.port)})
    assert server.asked == []


# ---- archive


def test_the_archive_is_the_page_with_where_and_when():
    fetched = got(page(WORDS.encode(), Content_Type="text/html"), "/tin-%C4%91")
    at = datetime(2024, 3, 12, 1, 30, tzinfo=UTC)
    kept = archived(fetched, at=at)
    assert kept == archived(fetched, at=at)
    head, _, body = gzip.decompress(kept).partition(b"\r\n\r\n")
    assert body == fetched.body
    assert head.decode().split("\r\n") == [
        "Loa-Archive: 1",
        f"Address: {fetched.url}",
        f"Asked: {fetched.asked}",
        "Time: 2024-03-12T01:30:00+00:00",
        "Status: 200",
        "Content-Type: text/html",
        f"Content-Length: {len(body)}",
        f"SHA-256: {hashlib.sha256(body).hexdigest()}",
    ]


def test_no_field_of_a_server_makes_a_line_of_the_archive():
    fetched = got(page(b"x", Content_Type="text/html\r\n Status: 500"))
    head = gzip.decompress(archived(fetched, at=datetime(2024, 1, 1, tzinfo=UTC))).partition(b"\r\n\r\n")[0]
    assert len(head.split(b"\r\n")) == 8
