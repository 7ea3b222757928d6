"""Feeds as sites write them, good ones and bad ones."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.news_feeds import FeedItem, FeedUnreadable, read_feed

URL = "https://vinhlinh.example/rss/tin.xml"
AT = datetime(2024, 3, 12, 1, 30, tzinfo=UTC)


def rss(*items):
    channel = f"<channel><title>Xã</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'.encode()


def item(title="Tin", link="/tin/1", date="", more=""):
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


def only(data):
    (found,) = read_feed(data, URL)
    return found


def test_rss_2():
    data = rss(
        item(
            "<![CDATA[<b>Hội thi</b> &amp; tập huấn]]>",
            " /tin/hoi thi ",
            "Tue, 12 Mar 2024 08:30:00 GMT+7",
            "<description>&lt;p&gt;Một&lt;br/&gt;hai&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>"
            '<guid isPermaLink="false">so-12</guid><media:title xmlns:media="http://search.yahoo.com/mrss/">ảnh</media:title>',
        )
    )
    assert only(data) == FeedItem(
        title="Hội thi & tập huấn",
        link="https://vinhlinh.example/tin/hoi%20thi",
        published=AT,
        summary="Một hai",
        id="so-12",
    )


def test_rss_1():
    data = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Xã</title><link>/</link></channel>
        <item rdf:about="a"><title>Tin</title><link>http://a.example/1</link><dc:date>2024-03-12T08:30:00+07:00</dc:date>
        </item></rdf:RDF>"""
    found = only(data.encode())
    assert (found.title, found.link, found.published, found.id) == (
        "Tin",
        "http://a.example/1",
        AT,
        "http://a.example/1",
    )


def test_atom():
    data = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/thu-muc/"><title>Xã</title><link href="x"/>
        <entry xml:base="sau/"><title type="html">&lt;i&gt;Tin&lt;/i&gt;</title><link rel="enclosure" href="a.mp3"/>
        <link rel="self" href="khong"/><link href="bai?a=1&amp;b=2"/>
        <id>urn:1</id><updated>2024-03-13T00:00:00Z</updated>
        <published>2024-03-12T01:30:00Z</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Một</p><p>hai</p></div></content></entry></feed>"""
    assert only(data.encode()) == FeedItem(
        title="Tin",
        link="https://vinhlinh.example/thu-muc/sau/bai?a=1&b=2",
        published=AT,
        summary="Một hai",
        id="urn:1",
    )


def test_newest_first_and_those_without_a_day_last():
    dates = ["", "12/03/2024 08:30", "2025-01-01", "hôm qua", "Tue, 12 Mar 2024 09:00:00 +0700"]
    found = read_feed(rss(*(item(str(number), f"/{number}", date) for number, date in enumerate(dates))), URL)
    assert [one.title for one in found] == ["2", "4", "1", "0", "3"]


def test_two_hundred_and_no_more():
    items = [item(str(number), f"/{number}", f"2024-03-{number % 28 + 1:02} 08:00") for number in range(500)]
    found = read_feed(rss(*items), URL)
    assert len(found) == 200
    assert min(one.published for one in found).day > 15


def test_text_is_composed():
    words = "Ủy ban nhân dân"
    assert only(rss(item(unicodedata.normalize("NFD", words)))).title == words


@pytest.mark.parametrize(
    "link",
    [
        "",
        " ",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "http://",
        "http://a:b@c.example/",
        "http://[::1",
        "/" + "a" * 2_000,
    ],
)
def test_an_entry_without_a_page_is_left_out(link):
    assert read_feed(rss(item(link=link)), URL) == ()


def test_a_guid_serves_as_link_where_it_is_one():
    assert only(rss("<item><guid>https://a.example/1</guid></item>")).link == "https://a.example/1"
    assert read_feed(rss("<item><guid isPermaLink='false'>https://a.example/1</guid></item>"), URL) == ()


def test_other_encodings_and_a_line_before_the_beginning():
    text = rss(item("Hội thi")).decode()
    assert only(b"\xef\xbb\xbf\r\n" + text.encode()).title == "Hội thi"
    assert only(text.replace("utf-8", "utf-16").encode("utf-16")).title == "Hội thi"


def test_an_empty_feed_has_no_entries():
    assert read_feed(rss(), URL) == ()


@pytest.mark.parametrize(
    "data", [b"", b" ", b"<rss><channel>", b"khong phai", b"\xff\xfe\x00", b"<rss>&nbsp;</rss>", b"<!-- x -->"]
)
def test_what_is_no_xml(data):
    with pytest.raises(FeedUnreadable, match=r"Hãy"):
        read_feed(data, URL)


def test_a_page_is_no_feed():
    with pytest.raises(FeedUnreadable, match="không phải là nguồn tin"):
        read_feed(b"<html><body><item/></body></html>", URL)


LEVELS = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 9))
BOMB = f'<!DOCTYPE a [<!ENTITY a0 "xxxxxxxxxx">{LEVELS}]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "declared",
    [
        BOMB,
        '<!DOCTYPE a [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://a.example/">%b;]>',
    ],
)
def test_entities_are_refused(declared, encoding):
    text = f"{declared}<rss><channel>{item('&a8;')}</channel></rss>"
    with pytest.raises(FeedUnreadable):
        read_feed(text.encode(encoding), URL)


def test_a_document_type_without_entities_is_read_and_not_loaded():
    data = b'<!DOCTYPE rss SYSTEM "file:///khong/co.dtd">' + rss(item()).partition(b"?>")[2]
    assert only(data).title == "Tin"


def test_a_deep_tree_is_refused():
    with pytest.raises(FeedUnreadable):
        read_feed(b"<rss>" + b"<a>" * 100_000, URL)


PIECES = ["<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "http://a.example/", "<pubDate>",
          "</pubDate>", "2024-03-12", "<link href='x'/>", "&amp;", "&lt;p&gt;", "<![CDATA[", "]]>", "<entry/>",
          "<a:b/>", "<?p?>", "<item xml:base='http://['>", "x", "\u0301", "&#9;", "<!-- -->"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_nothing_but_its_own_error_comes_out(text):
    try:
        found = read_feed(rss(text), URL)
    except FeedUnreadable:
        return
    assert all(one.link.startswith(("http://", "https://")) for one in found)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_no_bytes_break_it(data, url):
    for whole in (data, b"<rss><item><link>/a</link>" + data + b"</item></rss>"):
        try:
            read_feed(whole, url)
        except FeedUnreadable:
            continue
