"""Links to what was posted elsewhere: opened, kept, compared, counted; pages that are not that story."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.activities.actions import (
    LinkRefused,
    check_links,
    correct_link,
    count_on_word,
    declare_feed,
    drop_link,
    end_feed,
    links,
    post_link,
    read_feeds,
)
from loa.activities.actions.links import LEASE, MOST_TRIES
from loa.activities.choices import Grade, LinkState, Origin
from loa.activities.models import Activity, Audience, Channel, Form, PostedLink, SiteFeed, Topic
from loa.activities.tests.test_closing import officer
from loa.lib.tests.web_server import page, site
from loa.lib.web_pages import fetch_page
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
ON = date(2024, 3, 12)
TITLE = "Xã Mẫu Một khai trương bộ phận một cửa tại nhà văn hóa thôn"


def story(title=TITLE, day="2024-03-12"):
    told = f'<meta property="article:published_time" content="{day}T08:00:00+07:00">' if day else ""
    html = f"<html><head>{told}<title>{title}</title></head><body><h1>{title}</h1><p>Nội dung.</p></body></html>"
    return page(html.encode())


def feed_of(*items):
    rows = "".join(
        f"<item><title>{title}</title><link>{link}</link>{f'<pubDate>{day}</pubDate>' if day else ''}</item>"
        for title, link, day in items
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{rows}</channel></rss>'
    return page(body.encode(), Content_Type="application/rss+xml")


@pytest.fixture
def unit():
    return make_units(1)[0]


@pytest.fixture
def clerk(unit):
    return officer(unit)


def terms(**fields):
    """Return what a link is taken for: an item of news on procedures, on the site of the unit."""
    return {
        "channel": Channel.objects.get(code="website"),
        "form": Form.objects.get(code="news-item"),
        "topics": Topic.objects.filter(code="procedures"),
        "audiences": Audience.objects.filter(code="people"),
        **fields,
    }


def post(unit, by, url="https://example.gov.vn/tin-1", **fields):
    return post_link(unit=unit, url=url, by=by, at=AT, **terms(**{"title": TITLE, "on": ON, **fields}))


def declare(unit, by, url, **fields):
    return declare_feed(unit=unit, url=url, by=by, at=AT, **terms(**{"since": date(2024, 3, 1), **fields}))


def opened(running, at=AT):
    assert check_links(at=at, allow=running.allow) == 1
    return PostedLink.objects.get()


def test_a_page_that_is_the_story_is_kept_and_counted_once(unit, clerk):
    with site({"/tin": story()}) as running:
        link = post(unit, clerk, running.url("/tin#noi-dung"))
        assert link.url == running.url("/tin")
        found = opened(running)
        assert check_links(at=AT + timedelta(days=2), allow=running.allow) == 0
    assert (found.state, found.problem, found.found_title, found.found_on) == (LinkState.COUNTED, "", TITLE, ON)
    row = found.activity
    assert row == Activity.objects.get()
    assert (row.grade, row.origin, row.url, row.ref) == (
        Grade.SYSTEM,
        Origin.LINK,
        link.url,
        f"activities.link:{link.pk}",
    )
    assert (list(row.topics.all()), list(row.audiences.all())) == (list(link.topics.all()), list(link.audiences.all()))
    with found.archive.open() as kept:
        text = gzip.decompress(kept.read()).decode()
    assert TITLE in text
    assert f"SHA-256: {found.sha256}" in text
    assert AuditEntry.objects.get(action="activities.check_links").details["state"] == "đã tính"


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        (story("Thông báo lịch tiếp công dân tháng 3"), LinkState.DIFFERS, "Tên trên trang khác"),
        (story(day="2024-01-02"), LinkState.DIFFERS, "02/01/2024"),
        (story(day=""), LinkState.DIFFERS, "không ghi ngày"),
        (page(b"%PDF-1.7", Content_Type="application/pdf"), LinkState.DIFFERS, "không phải trang có chữ"),
        (page(b"?", status="404 Not Found"), LinkState.GONE, "không còn"),
        (page(b"?", status="410 Gone"), LinkState.GONE, "không còn"),
    ],
    ids=["title", "day", "no-day", "file", "404", "410"],
)
def test_a_page_that_is_not_the_story_counts_for_nothing_and_says_why(unit, clerk, answer, state, said):
    with site({"/tin": answer}) as running:
        post(unit, clerk, running.url("/tin"))
        found = opened(running)
    assert found.state == state
    assert said in found.problem
    assert (found.next_at, found.activity, Activity.objects.count()) == (None, None, 0)


def test_a_site_that_is_down_is_asked_again_after_waits_that_grow_and_then_no_more(unit, clerk):
    with site({"/tin": page(b"?", status="503 Busy")}) as running:
        post(unit, clerk, running.url("/tin"))
        at, waits = AT, []
        for _ in range(MOST_TRIES - 1):
            link = opened(running, at)
            assert (link.state, "503" in link.problem) == (LinkState.WAITING, True)
            assert check_links(at=link.next_at - timedelta(seconds=1), allow=running.allow) == 0
            waits.append(link.next_at - at)
            at = link.next_at
        assert waits == sorted(set(waits))
        link = opened(running, at)
        assert (link.state, link.tries, link.next_at) == (LinkState.UNREACHABLE, MOST_TRIES, None)
        assert check_links(at=at + timedelta(days=9), allow=running.allow) == 0


def test_an_address_of_our_own_network_is_never_asked(unit, clerk):
    post(unit, clerk, "http://127.0.0.1/tin")
    assert check_links(at=AT) == 1
    link = PostedLink.objects.get()
    assert (link.state, link.next_at) == (LinkState.UNREACHABLE, None)
    assert "không phải là máy chủ công khai" in link.problem


def test_nothing_is_opened_where_that_is_turned_off(unit, clerk, settings):
    settings.LOA_FETCH_LINKS = False
    post(unit, clerk)
    declare(unit, clerk, "https://example.gov.vn/rss")
    assert (check_links(at=AT), read_feeds(at=AT)) == (0, 0)


def test_what_another_has_claimed_is_left_to_it(unit, clerk):
    with site({"/tin": story(), "/rss": feed_of()}) as running:
        post(unit, clerk, running.url("/tin"))
        declare(unit, clerk, running.url("/rss"))
        for model in (PostedLink, SiteFeed):
            model.objects.update(claimed_until=AT + LEASE)
        assert (check_links(at=AT, allow=running.allow), read_feeds(at=AT, allow=running.allow)) == (0, 0)
        assert running.asked == []
        assert check_links(at=AT + LEASE, allow=running.allow) == 1


def test_a_verdict_that_comes_after_somebody_left_the_link_out_is_not_written(unit, clerk, monkeypatch):
    def fetched_meanwhile(*args, **kwargs):
        drop_link(link=link, by=clerk, at=AT)
        return fetch_page(*args, **kwargs)

    with site({"/tin": story()}) as running:
        link = post(unit, clerk, running.url("/tin"))
        monkeypatch.setattr(links, "fetch_page", fetched_meanwhile)
        found = opened(running)
    assert (found.state, found.archive.name, Activity.objects.count()) == (LinkState.DROPPED, "", 0)


def test_put_right_it_is_looked_at_again_and_the_older_copy_goes(unit, clerk):
    with site({"/tin": story("Hướng dẫn nộp hồ sơ đất đai qua mạng tại xã")}) as running:
        link = post(unit, clerk, running.url("/tin"))
        first = opened(running)
        running.answers["/tin"] = story("Hướng dẫn nộp hồ sơ đất đai qua mạng tại xã ")
        correct_link(link=link, title="Hướng dẫn nộp hồ sơ đất đai qua mạng", on=ON, by=clerk, at=AT)
        second = opened(running)
    assert (first.state, second.state, second.problem) == (LinkState.DIFFERS, LinkState.COUNTED, "")
    assert first.archive.name != second.archive.name
    assert not first.archive.storage.exists(first.archive.name)


def test_a_person_counts_it_with_a_reason_and_says_so_once(unit, clerk):
    link = post(unit, clerk)
    with pytest.raises(LinkRefused, match="Ghi vì sao"):
        count_on_word(link=link, reason=" ", by=clerk, at=AT)
    count_on_word(link=link, reason="Trang cũ đã thay giao diện.", by=clerk, at=AT)
    found = PostedLink.objects.get()
    assert (found.state, found.activity.grade, found.activity.note) == (
        LinkState.ON_WORD,
        Grade.WORD,
        "Trang cũ đã thay giao diện.",
    )
    for again in (
        lambda: count_on_word(link=link, reason="Lần nữa", by=clerk, at=AT),
        lambda: drop_link(link=link, by=clerk, at=AT),
        lambda: correct_link(link=link, title="Khác", on=ON, by=clerk, at=AT),
    ):
        with pytest.raises(LinkRefused, match="đã được giải quyết"):
            again()
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": "ftp://example.gov.vn/tin"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https:///tin"}, "url"),
        ({"url": "https://example.gov.vn/" + "a" * 1000}, "url"),
        ({"title": "  "}, "title"),
        ({"on": date(2024, 3, 16)}, "on"),
        ({"topics": ()}, "topics"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_kept(unit, clerk, fields, field):
    with pytest.raises(LinkRefused, match="Chưa có gì được lưu") as refused:
        post(unit, clerk, **fields)
    assert refused.value.field == field
    assert PostedLink.objects.count() == 0


def test_an_address_is_taken_once_until_it_is_left_out(unit, clerk):
    link = post(unit, clerk)
    with pytest.raises(LinkRefused, match="đã được ghi trước đó"):
        post(unit, clerk, "https://example.gov.vn/tin-1#cuoi-trang")
    drop_link(link=link, by=clerk, at=AT)
    assert post(unit, clerk).pk != link.pk


def test_only_who_records_for_the_unit_does_any_of_it(unit, clerk):
    link, feed = post(unit, clerk), declare(unit, clerk, "https://example.gov.vn/rss")
    viewer, above = officer(unit, Role.VIEWER, "xem"), officer(district(), name="tren")
    for other in (viewer, above):
        for deed in (
            lambda by: post(unit, by, "https://example.gov.vn/khac"),
            lambda by: correct_link(link=link, title="Khác", on=ON, by=by, at=AT),
            lambda by: count_on_word(link=link, reason="Vì", by=by, at=AT),
            lambda by: drop_link(link=link, by=by, at=AT),
            lambda by: declare(unit, by, "https://example.gov.vn/rss-2"),
            lambda by: end_feed(feed=feed, by=by, at=AT),
        ):
            with pytest.raises(PermissionDenied):
                deed(other)


def test_a_feed_brings_each_new_post_once_since_its_day(unit, clerk):
    with site({"/a": story(day=""), "/b": story("Tin khác hẳn về đất đai ở xã Mẫu")}) as running:
        a, b, old = (running.url(path) for path in ("/a", "/b", "/c"))
        march = "Tue, 12 Mar 2024 08:00:00 +0700"
        running.answers["/rss"] = feed_of(
            (TITLE, a, march),
            ("Tin đã bỏ", b, march),
            ("Tin cũ", old, "Mon, 01 Jan 2024 08:00:00 +0700"),
            ("Không ngày", running.url("/d"), ""),
            ("Ngày mai", running.url("/e"), "Sat, 16 Mar 2024 08:00:00 +0700"),
        )
        drop_link(link=post(unit, clerk, b), by=clerk, at=AT)
        feed = declare(unit, clerk, running.url("/rss"))
        assert read_feeds(at=AT, allow=running.allow) == 1
        assert read_feeds(at=AT, allow=running.allow) == 0
        assert read_feeds(at=AT + timedelta(hours=1), allow=running.allow) == 0
        assert len([line for line in running.asked if line.startswith("GET /rss")]) == 2
        link = PostedLink.objects.get(feed=feed)
        assert (link.url, link.title, link.on, link.by) == (a, TITLE, ON, None)
        assert check_links(at=AT, allow=running.allow) == 1
    link.refresh_from_db()
    assert (link.state, link.activity.origin) == (LinkState.COUNTED, Origin.FEED)
    feed.refresh_from_db()
    assert (feed.read_at, "1 tin trong nguồn không ghi ngày" in feed.problem) == (AT + timedelta(hours=1), True)


def test_a_feed_that_cannot_be_read_says_why_and_is_read_again(unit, clerk):
    with site({"/rss": page(b"<html><body>Trang</body></html>")}) as running:
        feed = declare(unit, clerk, running.url("/rss"))
        with pytest.raises(LinkRefused, match="đang được đọc"):
            declare(unit, clerk, running.url("/rss"))
        assert read_feeds(at=AT, allow=running.allow) == 0
        feed.refresh_from_db()
        assert "không phải là nguồn tin RSS" in feed.problem
        running.answers["/rss"] = feed_of((TITLE, running.url("/a"), "Tue, 12 Mar 2024 08:00:00 +0700"))
        assert read_feeds(at=AT + timedelta(hours=1), allow=running.allow) == 1
        feed.refresh_from_db()
        assert feed.problem == ""
        end_feed(feed=feed, by=clerk, at=AT)
        assert read_feeds(at=AT + timedelta(days=1), allow=running.allow) == 0


def typed(unit, **fields):
    told = terms()
    return {
        "unit": unit.pk,
        "url": "https://example.gov.vn/tin-1",
        "title": TITLE,
        "on": "2024-03-12",
        "channel": told["channel"].pk,
        "form": told["form"].pk,
        "topics": [one.pk for one in told["topics"]],
        **fields,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_whatever_stands_in_it(unit, clerk, client, number, django_assert_num_queries):
    for index in range(number):
        post(unit, clerk, f"https://example.gov.vn/tin-{index}")
        declare(unit, clerk, f"https://example.gov.vn/rss-{index}")
    client.force_login(clerk)
    with django_assert_num_queries(14):
        answer = client.get(reverse("ledger:links"))
    text = answer.content.decode()
    assert (text.count(TITLE), text.count("https://example.gov.vn/rss-")) == (number, number)
    assert len(answer.content) < 100_000


def test_a_link_is_given_and_settled_at_the_desk(unit, clerk, client, settings):
    settings.LOA_TODAY = date(2024, 3, 15)
    client.force_login(clerk)
    address = reverse("ledger:links")
    assert client.post(address, typed(unit)).status_code == 302
    again = client.post(address, typed(unit, title="<script>alert(1)</script>"))
    assert (again.status_code, "đã được ghi trước đó" in again.content.decode()) == (422, True)
    assert "<script>alert" not in again.content.decode()
    link = PostedLink.objects.get()
    sheet = reverse("ledger:link", args=[link.pk])
    assert TITLE in client.get(sheet).content.decode()
    assert client.post(sheet, {"viec": "tinh", "reason": ""}).status_code == 422
    assert client.post(sheet, {"viec": "sai"}).status_code == 404
    assert client.post(sheet, {"viec": "sua", "title": TITLE, "on": "2024-03-13"}).status_code == 302
    assert client.post(sheet, {"viec": "tinh", "reason": "Trang đòi đăng nhập."}).status_code == 302
    assert "Xem hoạt động đã tính" in client.get(sheet).content.decode()
    late = client.post(sheet, {"viec": "bo"})
    assert (late.status_code, "đã được giải quyết" in late.content.decode()) == (422, True)


def test_a_feed_is_declared_and_ended_at_the_desk(unit, clerk, client, settings):
    settings.LOA_TODAY = date(2024, 3, 15)
    client.force_login(clerk)
    address = reverse("ledger:declare_feed")
    assert client.post(address, typed(unit, since="2024-03-01", url="khong phai")).status_code == 422
    assert client.post(address, typed(unit, since="2024-03-01")).status_code == 302
    feed = SiteFeed.objects.get()
    assert client.post(reverse("ledger:end_feed", args=[feed.pk])).status_code == 302
    assert SiteFeed.objects.get().ended_at is not None


def test_who_sees_the_unit_sees_its_links_and_others_do_not(unit, clerk, client):
    link = post(unit, clerk)
    sheet = reverse("ledger:link", args=[link.pk])
    client.force_login(officer(district(), name="tren"))
    text = client.get(sheet).content.decode()
    assert (TITLE in text, "Tính vào sổ" in text) == (True, False)
    assert client.post(sheet, {"viec": "bo"}).status_code == 403
    other = make_units(2)[1]
    client.force_login(officer(other, name="ngoai"))
    assert client.get(sheet).status_code == 404
    assert TITLE not in client.get(reverse("ledger:links")).content.decode()
