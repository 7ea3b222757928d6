"""Finished pages are given out again, but never old, never to the wrong person, never without bound."""

import gzip
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from loa.base import page_cache
from loa.plans.actions import import_plan
from loa.plans.tests.factories import district
from loa.website.middleware import PageCacheMiddleware, PageStore, StoredPage
from loa.website.middleware.page_cache import MAX_OF_ONE_ADDRESS

PLAN = Path(__file__).parents[4] / "examples" / "vinh-linh-2024" / "ke-hoach.txt"
BODY = "<p>" + "Tuyên truyền cải cách hành chính. " * 50 + "</p>"


@pytest.fixture(autouse=True)
def cache_on(settings, tmp_path):
    settings.LOA_PAGE_CACHE_SECONDS = 300
    settings.LOA_CACHE_IS_SHARED = False
    settings.VAR = tmp_path


class Site:
    """A view behind the page cache that counts how often it had to work."""

    def __init__(self, *parameters, change=lambda response: None, status=200):
        self.made = 0
        self._parameters = parameters
        self._change = change
        self._status = status
        self.cache = PageCacheMiddleware(self._view)

    def _view(self, request):
        self.made += 1
        response = HttpResponse(f"{BODY}<i>{self.made}</i>", status=self._status)
        self._change(response)
        return page_cache.mark_public(response, *self._parameters)

    def get(self, address="/", method="get", **headers):
        return self.cache(getattr(RequestFactory(), method)(address, headers=headers))


def test_second_visitor_gets_the_stored_page():
    site = Site()
    first, second = site.get(), site.get()
    assert site.made == 1
    assert first.content == second.content
    assert second["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.set_cookie("a", "b"),
        lambda response: response.__setitem__("Vary", "Cookie"),
        lambda response: response.__setitem__("Content-Security-Policy", "script-src 'nonce-abc'"),
        lambda response: setattr(response, "streaming", True),
    ],
)
def test_what_is_for_one_person_is_not_kept(change):
    site = Site(change=change)
    site.get()
    site.get()
    assert site.made == 2


def test_only_good_answers_are_kept():
    site = Site(status=404)
    site.get()
    site.get()
    assert site.made == 2


def test_unmarked_answers_are_not_kept():
    asked = []
    cache = PageCacheMiddleware(lambda request: asked.append(1) or HttpResponse(BODY))
    cache(RequestFactory().get("/"))
    cache(RequestFactory().get("/"))
    assert len(asked) == 2


def test_signed_in_people_pass_by():
    site = Site()
    site.get()
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "x"
    site.cache(request)
    assert site.made == 2


def test_forms_pass_by():
    site = Site()
    site.get(method="post")
    site.get(method="post")
    assert site.made == 2


def test_only_named_parameters_make_a_difference():
    site = Site("trang")
    site.get("/")
    site.get("/?utm_source=zalo")
    site.get("/?fbclid=1&trang=2")
    site.get("/?trang=2")
    assert site.made == 2


def test_hosts_and_schemes_do_not_mix():
    site = Site()
    site.get(host="a.vn")
    site.get(host="b.vn")
    assert site.made == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_page_comes_in_the_encoding_asked_for(accepted, encoding, decode):
    site = Site()
    for _ in range(2):
        response = site.get(**{"Accept-Encoding": accepted})
        assert response.get("Content-Encoding") == encoding
        assert decode(response.content).decode().startswith(BODY)
        assert response["Content-Length"] == str(len(response.content))
        assert response["Vary"] == "Accept-Encoding"


def test_page_already_seen_is_not_sent_again():
    site = Site()
    etag = site.get()["ETag"]
    response = site.get(**{"If-None-Match": etag})
    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag


def test_head_has_the_length_but_no_body():
    site = Site()
    length = site.get()["Content-Length"]
    response = site.get(method="head")
    assert response.content == b""
    assert response["Content-Length"] == length
    assert site.made == 1


@pytest.mark.django_db(transaction=True)
def test_clearing_makes_every_page_anew():
    site, other_process = Site(), Site()
    for one in (site, other_process):
        one.get()
    page_cache.clear()
    for one in (site, other_process):
        one.get()
        one.get()
        assert one.made == 2


@pytest.mark.django_db(transaction=True)
def test_two_clears_in_one_tick_of_the_clock_are_two(tmp_path):
    page_cache.clear()
    first = page_cache.generation()
    os.utime(tmp_path / "page-generation", ns=(first + 10**12, first + 10**12))  # a clock that was ahead
    page_cache.clear()
    assert page_cache.generation() > first + 10**12


def test_clearing_waits_for_the_commit(db, django_capture_on_commit_callbacks):
    before = page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.clear()
        assert page_cache.generation() == before
    assert page_cache.generation() > before


def test_shared_generation_is_kept_in_the_shared_cache(settings, db, django_capture_on_commit_callbacks):
    settings.LOA_CACHE_IS_SHARED = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "gen"}}
    before = page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.clear()
    assert page_cache.generation() > before


def test_page_made_from_old_data_is_not_kept_for_the_new_generation():
    store = PageStore()
    request = RequestFactory().get("/")
    page = StoredPage(bodies={"": b"old"}, headers={}, etag="x", kept_until=float("inf"))
    store.find(1, request)
    store.find(2, request)
    store.keep(1, request, page, ())
    assert store.find(2, request) is None


def test_old_age(settings):
    settings.LOA_PAGE_CACHE_SECONDS = 300
    store = PageStore()
    request = RequestFactory().get("/")
    store.find(1, request)
    store.keep(1, request, StoredPage(bodies={"": b"a"}, headers={}, etag="x", kept_until=0.0), ())
    assert store.find(1, request) is None


def test_memory_is_bounded():
    store = PageStore(max_pages=3, max_bytes=1_000)
    requests = [RequestFactory().get(f"/{number}/") for number in range(5)]
    for request in requests:
        store.find(1, request)
        store.keep(1, request, StoredPage(bodies={"": b"a" * 10}, headers={}, etag="x", kept_until=float("inf")), ())
    assert [store.find(1, request) is not None for request in requests] == [False, False, True, True, True]
    huge = StoredPage(bodies={"": b"a" * 900}, headers={}, etag="x", kept_until=float("inf"))
    store.keep(1, requests[0], huge, ())
    assert store.find(1, requests[0]) is None


# --- while no page can be made ----------------------------------------------------------------------------------------


class FailingSite(Site):
    """A site whose view fails as long as `down`."""

    down = False

    def _view(self, request):
        return HttpResponse("Hệ thống gặp lỗi", status=500) if self.down else super()._view(request)


def test_while_no_page_can_be_made_readers_get_the_last_one():
    site = FailingSite("trang")
    first, second = site.get("/?trang=1"), site.get("/?trang=2")
    site.down = True
    assert site.get("/?trang=1").status_code == 200  # still of this generation
    page_cache._begin_generation(recall=False)

    stands_in = site.get("/?trang=1")

    assert (stands_in.status_code, stands_in.content) == (200, first.content)
    assert (stands_in["Cache-Control"], stands_in["X-Accel-Expires"]) == ("no-store", "0")
    assert site.get("/?trang=2").content == second.content
    assert site.get("/?trang=3").status_code == 500
    site.down = False
    assert site.get("/?trang=1").content != first.content


def test_a_page_that_aged_stands_in_for_a_day_and_no_longer(monkeypatch, settings):
    settings.LOA_PAGE_CACHE_SECONDS = 300
    site = FailingSite()
    first, begun = site.get(), time.monotonic()
    site.down = True
    for hours, status in ((1, 200), (24, 200), (25, 500)):
        monkeypatch.setattr(time, "monotonic", lambda hours=hours: begun + hours * 3_600)
        answer = site.get()
        assert answer.status_code == status, hours
        assert (answer.content == first.content) == (status == 200)


def test_what_was_recalled_stands_in_for_nothing():
    site = FailingSite()
    site.get()
    page_cache._begin_generation(recall=True)
    site.down = True
    assert site.get().status_code == 500


def test_an_address_that_has_no_page_any_more_has_none_later():
    site = FailingSite()
    site.get()
    page_cache._begin_generation(recall=False)
    site._status = 410
    assert site.get().status_code == 410
    site.down = True
    assert site.get().status_code == 500


def test_somebody_signed_in_is_told_of_the_error(settings):
    site = FailingSite()
    site.get()
    page_cache._begin_generation(recall=False)
    site.down = True
    assert site.get(cookie=f"{settings.SESSION_COOKIE_NAME}=x").status_code == 500


def test_while_the_shared_cache_does_not_answer_the_last_generation_counts(settings, monkeypatch):
    site = FailingSite()
    first = site.get()

    def out_of_reach(*_):
        raise ConnectionError

    monkeypatch.setattr(page_cache, "_number", out_of_reach)
    assert site.get().content == first.content
    site.down = True
    assert site.get("/khac/").status_code == 500


def test_memory_of_aged_pages_is_bounded():
    store = PageStore(max_pages=3, max_bytes=10_000)
    later = time.monotonic() + 300
    for generation in range(1, 6):
        request = RequestFactory().get(f"/{generation}/")
        store.find(generation, request)
        page = StoredPage(bodies={"": b"a" * 400}, headers={}, etag="x", kept_until=later)
        store.keep(generation, request, page, ())
    store.find(9, RequestFactory().get("/"))
    kept = [store.find_aged(0, RequestFactory().get(f"/{number}/")) is not None for number in range(1, 6)]
    assert kept == [False, False, True, True, True]


def test_the_database_may_be_away(client, db, settings, monkeypatch):
    settings.LOA_PAGE_CACHE_SECONDS = 300
    home = client.get("/").content
    page_cache._begin_generation(recall=False)

    def away(self, *_, **__):
        raise OperationalError

    client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr("django.db.backends.utils.CursorWrapper.execute", away)
        assert client.get("/").content == home
        assert client.get("/don-vi/").status_code == 500


def test_threads_share_it_safely():
    site = Site("q")

    def visit(seed):
        return all(site.get(f"/?q={(seed * number) % 17}").content for number in range(200))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(visit, range(1, 5)))


def test_publishing_is_seen_at_once(client, db, django_capture_on_commit_callbacks):
    home = Page.objects.get(depth=2).specific
    client.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        home.introduction = "<p>Lời mới của trang chủ</p>"
        home.save_revision().publish()
    assert "Lời mới của trang chủ" in client.get("/").text


def test_an_imported_plan_is_not_public_before_somebody_has_confirmed_it(client, db) -> None:
    at = datetime(2024, 3, 15, tzinfo=UTC)
    version = import_plan(data=PLAN.read_bytes(), name=PLAN.name, owner=district(), by=None, at=at)
    assert "Chưa có kế hoạch nào." in client.get("/ke-hoach/").text
    assert client.get(f"/ke-hoach/{version.plan.slug}/").status_code == 404


def test_page_made_private_is_not_given_out(client, db, django_capture_on_commit_callbacks):
    home = Page.objects.get(depth=2)
    assert client.get("/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/").status_code == 302


def test_front_page_costs_no_query_the_second_time(client, db, settings, django_assert_num_queries):
    settings.LOA_PAGE_CACHE_SECONDS = 300
    client.get("/")
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


def test_one_address_keeps_so_many_of_its_pages_and_leaves_the_others_alone():
    site = Site("q")
    for number in range(MAX_OF_ONE_ADDRESS + 50):
        site.get(f"/tim-kiem/?q={number}")
        if number == 0:
            site.get("/don-vi/")
    made = site.made
    site.get("/don-vi/")
    site.get(f"/tim-kiem/?q={MAX_OF_ONE_ADDRESS + 49}")
    assert site.made == made
    site.get("/tim-kiem/?q=49")
    assert site.made == made + 1
