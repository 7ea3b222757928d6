"""Every address is on the list below, or refuses a stranger."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# Address as written in the patterns → why a stranger may have it.
PUBLIC = {
    "": "front page",
    "don-vi/": "units, how their offices are reached",
    "ke-hoach/": "list of plans",
    "ke-hoach/<slug:slug>/": "a plan",
    "ke-hoach/<slug:slug>/tep/": "the plan's document, refused when it holds personal data",
    "van-ban/": "list of documents",
    "van-ban/<slug:slug>/": "a document, or that it was withdrawn and why",
    "tep-van-ban/<int:pk>/": "a checked file of something the site shows",
    "lay-y-kien/": "drafts opened for comment, dialogues",
    "lay-y-kien/<slug:slug>/": "a draft, with what became of opinions once that is published",
    "lay-y-kien/<slug:slug>/tiep-thu.xlsx": "what became of opinions, once that is published",
    "lich/<str:secret>.ics": "last days, for whoever holds the secret of a private calendar; throttled",
    "tim-kiem/": "search in what every page shows",
    "tim-kiem/goi-y/": "titles that begin with what is typed",
    "tin-bai/": "stories that are out",
    "tin-bai/<slug:kind>.xml": "the feed of a site",
    "chuyen-muc/<slug:address>/": "stories of a section that are out",
    "chuyen-muc/<slug:address>/<slug:kind>.xml": "the feed of a section",
    "don-vi/<slug:key>/<slug:kind>.xml": "the feed of a unit",
    "nhan-tin/": "which feeds there are",
    "so-do-trang/": "the parts of a site",
    "sitemap.xml": "all public addresses of a site",
    "sitemap-<int:part>.xml": "a part of them",
    "kha-nang-tiep-can/": "how the site can be read, and what is still hard to use",
    "en/contact/": "how the body of a site is reached, in English",
    "tin-bai/<slug:slug>/": "a story that is out, or that it was withdrawn and why",
    "su-kien/": "events",
    "tin-bai/duyet/<str:secret>/": "one question about one story, for whoever holds its link; throttled",
    "suc-khoe/": "whether the installation is well, for a monitor",
    "robots.txt": "for search engines",
    "favicon.ico": "the icon",
    "media/<path:name>": "pictures only",
    "accounts/login/": "the one door",
    "accounts/logout/": "leads to the door",
    "accounts/inactive/": "says that an account is closed",
    "accounts/mat-khau/<str:secret>/": "sets a password for whoever holds the secret; throttled",
    "documents/^(\\d+)/(.*)$": "Wagtail's documents, by the rules of their collection",
    "documents/authenticate_with_password/<int:restriction_id>/": "asks for the password of a document collection",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": "asks for a page's password",
    "^((?:[\\w\\-]+/)*)$": "pages of the tree, by their own rules",
    "admin/sprite/": "icons of the office",
    "admin/jsi18n/": "words of the office's scripts",
}
_SAMPLES = {"slug": "mot", "path": "a.png", "uuid": "12345678-1234-5678-1234-567812345678"}
_TO_THE_DOOR = re.compile(r"/accounts/login/|/accounts/2fa/|/admin/")


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from _patterns(pattern, address)


ADDRESSES = sorted(set(_patterns(get_resolver())))


def _example(address: str) -> str:
    """Fill in the blanks of a pattern: "a/<int:pk>/" → "/a/1/"."""
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: _SAMPLES.get(found[1] or "", "1"), address)
    filled = re.sub(r"\(\?P<\w+>[^)]*\)|\([^)]*\)", "1", filled)
    return "/" + filled.replace("^", "").replace("$", "").replace("\\", "").replace(".*/", "khong-co/")


def test_the_list_names_only_what_exists():
    assert set(PUBLIC) - set(ADDRESSES) == set()


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address not in PUBLIC])
def test_stranger_is_refused(db, address):
    for method in ("get", "post"):
        response = getattr(Client(), method)(_example(address))
        refused = response.status_code in {401, 403, 404, 405}
        sent_to_the_door = response.status_code in {301, 302} and _TO_THE_DOOR.match(response["Location"])
        assert refused or sent_to_the_door, f"{method} {_example(address)} answered {response.status_code}"


def test_office_sends_strangers_to_the_door(db):
    """Not only "some refusal": without this a missing page (404) would hide an office address left open."""
    for address in ADDRESSES:
        if address.startswith("admin/") and address not in PUBLIC and "password_reset" not in address:
            response = Client().get(_example(address))
            assert response.status_code in {302, 404}, address
            if response.status_code == 302:
                assert response["Location"].startswith(("/accounts/login/", "/admin/login/")), address
