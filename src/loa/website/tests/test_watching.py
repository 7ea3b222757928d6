"""What needs an eye at a site: links that lead nowhere, old pages, what is to come, a clock that stands still."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loa.activities.tests.test_links import page as answer
from loa.activities.tests.test_links import site as running_site
from loa.library.choices import LinkKind
from loa.library.models import DocumentLink
from loa.library.tests.factories import make_document
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import Story, StorySource
from loa.newsroom.tests.factories import AT, make_house
from loa.people.models import User
from loa.website.actions import find_right, gather_links, open_links
from loa.website.models import EventPage, FoundRight, Heartbeat, InformationPage, PageLink
from loa.website.queries.watching import watch
from loa.website.rules.watching import look_again_on
from loa.website.tests.test_portals import keeper, opened, published

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
LATER = AT + timedelta(days=1)


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def portal(house):
    administrator = User.objects.create_superuser(username="quan-tri", password="x")
    return opened(house.unit, administrator, "xa.localhost")


def told(portal, body: str, slug: str = "gioi-thieu", **fields) -> InformationPage:
    page = InformationPage(title="Giới thiệu", slug=slug, body=body, **fields)
    portal.site.root_page.add_child(instance=page)
    return page


def links(*urls: str) -> str:
    return "".join(f'<p><a href="{url}">Xem</a></p>' for url in urls)


def problems() -> dict[str, str]:
    return dict(PageLink.objects.values_list("url", "problem"))


def test_links_of_pages_and_stories_are_gathered_and_forgotten_with_them(house, portal):
    story = published(house, "Một bài")
    StorySource.objects.create(
        story=story, what="Nguồn", url="https://a.vn/1", confirmed_by="A", confirmed_on=AT.date()
    )
    page = told(portal, links("https://a.vn/2", "/don-vi/", "mailto:a@b.vn", "https://a.vn/2#muc"))

    gather_links(AT)
    assert set(problems()) == {"https://a.vn/1", "https://a.vn/2", "/don-vi/"}
    assert gather_links(AT) == 0

    InformationPage.objects.filter(pk=page.pk).update(body="")
    Story.objects.filter(pk=story.pk).update(live=False)
    assert gather_links(AT) == 3
    assert problems() == {}


def test_what_leads_nowhere_is_told_until_it_is_mended(portal):
    with running_site({"/con": answer(b"<p>ok</p>"), "/mat": answer(b"", status="404 Not Found")}) as running:
        good, gone = running.url("/con"), running.url("/mat")
        told(portal, links(good, gone, "/don-vi/", "/khong-co/"))
        gather_links(AT)
        assert open_links(AT, allow=running.allow) == 4
        assert open_links(AT, allow=running.allow) == 0
        assert {url for url, problem in problems().items() if problem} == {gone, "/khong-co/"}
        since = PageLink.objects.get(url=gone).wrong_since

        open_links(LATER, allow=running.allow)
        assert PageLink.objects.get(url=gone).wrong_since == since == AT
        found = watch(frozenset([portal.unit_id]), LATER, LATER)
        assert (found.broken_count, found.looked_at) == (2, LATER)
        assert watch(frozenset([portal.unit_id + 1]), LATER, LATER).broken_count == 0
    with running_site({"/mat": answer(b"<p>ok</p>")}) as again:
        PageLink.objects.filter(url=gone).update(url=again.url("/mat"))
        open_links(LATER + timedelta(days=1), allow=again.allow)
    assert PageLink.objects.get(url=again.url("/mat")).problem == ""
    assert PageLink.objects.get(url=again.url("/mat")).wrong_since is None


def test_links_to_ourselves_are_judged_without_asking_the_network(house, portal):
    story = published(house, "Một bài")
    own = f"http://xa.localhost/tin-bai/{story.slug}/"
    told(portal, links(own, "/tin-bai/khong-co/", "/gioi-thieu/", "/khong-co/"))
    gather_links(AT)
    open_links(AT)
    assert {url for url, problem in problems().items() if problem} == {"/tin-bai/khong-co/", "/khong-co/"}


def test_an_address_that_must_not_be_asked_is_told_and_not_asked(portal):
    told(portal, links("http://10.0.0.1/"))
    gather_links(AT)
    open_links(AT)
    assert problems()["http://10.0.0.1/"]


def test_nothing_outside_is_opened_where_the_installation_must_not(portal, settings):
    settings.LOA_FETCH_LINKS = False
    told(portal, links("http://10.0.0.1/"))
    gather_links(AT)
    assert open_links(AT) == 1
    assert problems() == {"http://10.0.0.1/": ""}


def test_old_pages_are_named_with_the_day_they_were_due(portal):
    told(portal, "<p>a</p>", "mot", review_on=AT.date() - timedelta(days=3))
    told(portal, "<p>a</p>", "hai", review_on=AT.date() + timedelta(days=3))
    told(portal, "<p>a</p>", "ba", last_published_at=datetime(2022, 5, 1, tzinfo=UTC))
    found = watch(frozenset([portal.unit_id]), AT, AT).old
    assert [(InformationPage.objects.get(pk=one.pk).slug, one.since) for one, _ in found] == [
        ("ba", date(2023, 5, 1)),
        ("mot", AT.date() - timedelta(days=3)),
    ]


def test_guides_and_documents_that_ended_are_named_until_their_keeper_found_them_right(client, house, portal):
    guide, asked, news = (published(house, words) for words in ("Hướng dẫn cũ", "Hỏi đáp mới", "Tin cũ"))
    long_ago = datetime(2023, 8, 31, 2, tzinfo=UTC)
    Story.objects.filter(pk__in=[guide.pk, news.pk]).update(last_published_at=long_ago)
    Story.objects.filter(pk=guide.pk).update(kind=StoryKind.GUIDE)
    Story.objects.filter(pk=asked.pk).update(kind=StoryKind.QA)
    by = keeper(portal.unit)
    old, over, new = (
        make_document(owner=portal.unit, by=by, symbol=symbol, effective_until=until)
        for symbol, until in (("1/QĐ-A", None), ("2/QĐ-A", date(2024, 2, 29)), ("3/QĐ-A", None))
    )
    DocumentLink.objects.create(newer=new, older=old, kind=LinkKind.REPLACES)
    units = frozenset([portal.unit_id])

    def due() -> dict[tuple[str, int], tuple[date, str]]:
        return {(one.kind, one.pk): (one.since, one.why) for one, _ in watch(units, AT, AT).old}

    assert due() == {
        ("tin-bai", guide.pk): (date(2024, 2, 29), "hướng dẫn 6 tháng chưa ai sửa hoặc xem lại"),
        ("van-ban", old.pk): (new.begins_on, f"đã được thay thế từ ngày\u00a0{new.begins_on:%d/%m/%Y}"),
        ("van-ban", over.pk): (date(2024, 3, 1), "hết hiệu lực từ ngày\u00a001/03/2024"),
    }
    client.force_login(by)
    shown = client.get("/viec/trang-thong-tin/trong-coi/").text
    assert "Hướng dẫn cũ" in shown
    for kind, one in (("tin-bai", guide), ("van-ban", old), ("van-ban", over)):
        for _ in range(2):  # who presses twice has looked once
            answer = client.post(f"/viec/trang-thong-tin/trong-coi/con-dung/{kind}/{one.pk}/")
            assert answer.status_code == 302
    assert due() == {}
    assert FoundRight.objects.count() == 3
    for kind, pk in (("tin-bai", 999), ("van-ban", 999), ("trang", guide.pk), ("khac", guide.pk)):
        assert client.post(f"/viec/trang-thong-tin/trong-coi/con-dung/{kind}/{pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        find_right(what=guide, by=house.approver, at=AT)
    # Found right today, it comes again after the months of its kind.
    assert watch(units, AT + timedelta(days=184), AT).old[0][0].why.endswith("xem lại")


@pytest.mark.parametrize(
    ("written", "looked", "months", "review", "again"),
    [
        (date(2024, 8, 31), None, 6, None, date(2025, 2, 28)),
        (date(2024, 1, 5), date(2024, 3, 1), 6, None, date(2024, 9, 1)),
        (date(2024, 1, 5), None, 12, date(2024, 2, 1), date(2024, 2, 1)),
        (date(2024, 1, 5), None, 12, date(2026, 2, 1), date(2025, 1, 5)),
        (date(2024, 1, 5), date(2024, 2, 1), 12, date(2024, 2, 1), date(2025, 2, 1)),
        (date(2024, 12, 31), None, 12, None, date(2025, 12, 31)),
    ],
)
def test_when_something_is_looked_at_again(written, looked, months, review, again):
    assert look_again_on(written_on=written, looked_on=looked, months=months, review_on=review) == again


def test_what_is_to_come_and_to_go_is_listed(house, portal):
    coming, going = published(house, "Sắp đăng"), published(house, "Sắp gỡ")
    Story.objects.filter(pk=coming.pk).update(live=False, state="approved", go_live_at=LATER)
    Story.objects.filter(pk=going.pk).update(expire_at=LATER)
    found = watch(frozenset([house.unit.pk]), AT, AT)
    assert [story.title for story, _ in found.coming] == ["Sắp đăng"]
    assert [story.title for story, _ in found.going] == ["Sắp gỡ"]


@pytest.mark.parametrize(("minutes", "told_of"), [(1, None), (9, 9)])
def test_a_clock_that_stands_still_is_told(portal, minutes, told_of):
    Heartbeat.objects.create(name=Heartbeat.TICK, at=AT - timedelta(minutes=minutes))
    assert watch(frozenset([portal.unit_id]), LATER, AT).silent_minutes == told_of


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_rows(
    client, house, portal, count, django_assert_num_queries, django_assert_max_num_queries
):
    by = keeper(portal.unit)
    for number in range(count):
        told(portal, links(f"/khong-co-{number}/"), f"bai-{number}", review_on=AT.date())
        story = published(house, f"Bài {number}")
        Story.objects.filter(pk=story.pk).update(expire_at=LATER, kind="guide", last_published_at=AT - 2 * YEAR)
        make_document(owner=portal.unit, by=by, symbol=f"{number}/QĐ-A", effective_until=date(2024, 3, 1))
    gather_links(AT)
    open_links(AT)
    with django_assert_num_queries(10):
        assert watch(frozenset([portal.unit_id]), AT, AT).broken_count == count
    client.force_login(by)
    with django_assert_max_num_queries(15):
        assert client.get("/viec/trang-thong-tin/trong-coi/").status_code == 200


def test_an_event_of_a_closed_site_is_gone_with_it(client, portal):
    event = EventPage(title="Họp", slug="hop", begins_at=AT, place="Nhà văn hóa")
    portal.site.root_page.add_child(instance=event)
    assert client.get("/hop/", headers={"host": "xa.localhost"}).status_code == 200
    assert "Nhà văn hóa" in client.get("/su-kien/", headers={"host": "xa.localhost"}).text
    portal.site.root_page.specific.unpublish()
    assert client.get("/hop/", headers={"host": "xa.localhost"}).status_code == 404
