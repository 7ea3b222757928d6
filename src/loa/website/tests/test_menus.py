"""The menu of a site: chosen by its keepers row by row, else the one every site begins with."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loa.newsroom.models import Section
from loa.newsroom.tests.factories import AT, House, make_house
from loa.people.models import AuditEntry, User
from loa.website.actions import MenuRefused, MenuValues, set_menu
from loa.website.models import InformationPage, MenuEntry, Portal
from loa.website.rules.menus import is_address, place_of
from loa.website.tests.test_portals import keeper, opened, other_unit, read

pytestmark = pytest.mark.django_db
FIRST = ["Trang chủ", "Tin, bài", "Kế hoạch", "Văn bản", "Lấy ý kiến", "Sự kiện", "Đơn vị"]


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def portal(house) -> Portal:
    administrator = User.objects.create_superuser(username="quan-tri", password="x")
    opened(other_unit("huyen-khac", "UBND huyện Khác"), administrator, "localhost", main=True)
    return opened(house.section.owner, administrator, "xa.localhost")


@pytest.fixture
def by(house, portal) -> User:
    return keeper(portal.unit)


def told(portal: Portal, slug: str = "gioi-thieu") -> InformationPage:
    page = InformationPage(title="Về xã", slug=slug, body="<p>a</p>")
    portal.site.root_page.add_child(instance=page)
    return page


def menu(client, host: str = "xa.localhost", address: str = "/tin-bai/") -> list[tuple[str, str, str]]:
    """Return what the menu of a site shows: the word, where it leads, whether one is there."""
    nav = read(client, host, address).partition('<nav class="site-menu"')[2].partition("</nav>")[0]
    return [
        (words, to, here) for to, here, words in re.findall(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)', nav)
    ]


def words(client, host: str = "xa.localhost") -> list[str]:
    return [one for one, _, _ in menu(client, host)]


def test_a_keeper_chooses_row_by_row_and_every_page_of_that_site_alone_shows_it(
    client, remember, house, portal, by, django_capture_on_commit_callbacks
):
    page, section = told(portal), house.section
    remember()
    assert words(client) == words(client, "localhost") == FIRST
    client.force_login(by)
    address = f"/viec/trang-thong-tin/{portal.pk}/menu/"
    asked = client.get(address).text
    assert 'value="trang:stories" selected' in asked
    assert section.name in asked
    assert "Về xã" in asked

    typed = {"version": portal.version, "place_1": "trang:documents", "order_1": 3, "words_1": ""}
    typed |= {"place_2": f"muc:{section.pk}", "order_2": 1, "words_2": "  Việc   xã "}
    typed |= {"place_3": f"bai:{page.pk}", "order_3": 2, "words_3": ""}
    typed |= {"place_4": "lien-ket", "address_4": "https://a.vidu.example/", "words_4": "Nộp hồ sơ"}
    typed |= {"place_5": "", "words_5": "không dẫn đến đâu"}
    with django_capture_on_commit_callbacks(execute=True):  # at the commit stored pages age
        assert client.post(address, typed).status_code == 302
    client.logout()

    assert menu(client, address=f"/chuyen-muc/{section.slug}/") == [
        ("Trang chủ", "/", ""),
        ("Việc xã", f"/chuyen-muc/{section.slug}/", "page"),
        ("Về xã", "/gioi-thieu/", ""),
        ("Văn bản", "/van-ban/", ""),
        ("Nộp hồ sơ", "https://a.vidu.example/", ""),
    ]
    assert words(client, "localhost") == FIRST
    entry = AuditEntry.objects.get(action="website.set_menu")
    assert entry.details == {"unit": portal.unit.key, "menu": "Việc xã; Về xã; Văn bản; Nộp hồ sơ"}

    # What is closed or withdrawn leaves the menu by itself; where all rows are emptied, the first menu stands again.
    Section.objects.filter(pk=section.pk).update(valid_until=AT.date() - timedelta(days=1))
    page.specific.unpublish()
    remember()
    assert words(client) == ["Trang chủ", "Văn bản", "Nộp hồ sơ"]
    with django_capture_on_commit_callbacks(execute=True):
        set_menu(portal=portal, entries=[], version=1, by=by, at=AT)
    assert words(client) == FIRST


def test_what_cannot_stand_in_a_menu_is_refused_beside_its_row_and_nothing_is_kept(client, house, portal, by):
    elsewhere = told(opened(other_unit("x", "UBND xã X"), User.objects.get(username="quan-tri"), "x.localhost"))
    unknown = Section.objects.create(
        owner=other_unit("y", "UBND xã Y"),
        slug="y",
        name="Của xã Y",
        desk=portal.unit,
        approver=portal.unit,
        valid_from=AT.date(),
    )
    stories = MenuValues(standing="stories")
    for entry, field, said in (
        (MenuValues(), "place", "Chọn một nơi"),
        (MenuValues(standing="stories", address="/x/"), "place", "Chọn một nơi"),
        (MenuValues(standing="secret"), "place", "không còn trên trang"),
        (MenuValues(section=unknown.pk), "place", "không còn trên trang"),
        (MenuValues(page=elsewhere.pk), "place", "không còn trên trang"),
        (MenuValues(standing="stories", words="Tin khác"), "place", "đã có ở trên"),
        (MenuValues(address="javascript:alert(1)", words="A"), "address", "https://"),
        (MenuValues(address="//evil.example/", words="A"), "address", "https://"),
        (MenuValues(address="/a/", words=" "), "words", "Ghi tên"),
        (MenuValues(standing="events", words="a" * 41), "words", "dài nhất 40"),
    ):
        with pytest.raises(MenuRefused, match=said) as refused:
            set_menu(portal=portal, entries=[stories, entry], version=0, by=by, at=AT)
        assert (refused.value.field, refused.value.entry) == (field, 1)
    with pytest.raises(MenuRefused, match="nhiều nhất 9"):
        set_menu(portal=portal, entries=[stories] * 10, version=0, by=by, at=AT)
    with pytest.raises(MenuRefused, match="Có người vừa sửa"):
        set_menu(portal=portal, entries=[stories], version=7, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        set_menu(portal=portal, entries=[stories], version=0, by=house.writer, at=AT)

    client.force_login(by)
    typed = {"version": 0, "place_1": "trang:events", "order_1": 2, "place_2": "lien-ket", "order_2": 1}
    answer = client.post(f"/viec/trang-thong-tin/{portal.pk}/menu/", typed)
    assert answer.status_code == 422
    assert 'href="#id_place_2">Dẫn đến: Chọn một nơi' in answer.text
    typed = {"version": 0, "place_1": "muc:999", "words_1": "x" * 41, "order_1": "ba"}
    answer = client.post(f"/viec/trang-thong-tin/{portal.pk}/menu/", typed)
    assert answer.status_code == 422
    assert "Chọn mục khác." in answer.text
    assert not MenuEntry.objects.exists()
    assert not AuditEntry.objects.filter(action="website.set_menu").exists()


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/tin-bai/", (0, True)),
        ("/tin-bai/mot-bai/", (0, False)),
        ("/chuyen-muc/khac/", (0, False)),
        ("/chuyen-muc/a/", (1, True)),
        ("/chuyen-muc/a/rss.xml", (1, False)),
        ("/", None),
        ("/van-ban/", None),
    ],
)
def test_one_is_at_one_place_of_a_menu_at_most(path, here):
    places = (("/tin-bai/", "/chuyen-muc/"), ("/chuyen-muc/a/",), ("https://vidu.example/",))
    assert place_of(places, path) == here


@pytest.mark.parametrize("text", ["/", "/van-ban/", "https://a.vn", "http://a.vn/x?y=1"])
def test_an_address_of_the_site_or_the_web_is_one(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["", "a.vn", "//a.vn", "/\\a.vn", "https://", "javascript:x", "https://a b.vn", "/a b"]
)
def test_what_leads_elsewhere_is_none(text):
    assert not is_address(text)
