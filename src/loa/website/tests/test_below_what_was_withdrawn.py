"""What stands below something that was withdrawn, closed or replaced: it is gone with it, or stays and says so."""

import pytest

from loa.library.actions import withdraw
from loa.library.choices import LinkKind
from loa.library.models import DocumentLink
from loa.library.tests.factories import keeper as of_library
from loa.library.tests.factories import make_document
from loa.newsroom.models import Section
from loa.newsroom.tests.factories import AT, make_house
from loa.people.models import User
from loa.website.actions import MenuValues, index_anew, set_menu
from loa.website.models import EventPage, InformationPage, SearchEntry
from loa.website.tests.test_portals import keeper, opened, published, read

pytestmark = pytest.mark.django_db
HOST = "xa.localhost"
LISTS = ("/so-do-trang/", "/sitemap.xml", "/tim-kiem/?q=gioi+thieu")


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def portal(house, settings):
    settings.LOA_TODAY = AT.date()
    return opened(
        house.section.owner, User.objects.create_superuser(username="quan-tri", password="x"), HOST, main=True
    )


def status(client, address: str) -> int:
    return client.get(address, headers={"host": HOST}).status_code


def test_a_page_goes_with_the_site_it_stands_on_from_every_list(client, portal):
    home = portal.site.root_page.specific
    home.add_child(instance=InformationPage(title="Giới thiệu", slug="gioi-thieu", body="<p>Một cửa của huyện.</p>"))
    home.add_child(instance=EventPage(title="Họp dân", slug="hop-dan", begins_at=AT, place="Nhà văn hóa"))
    page = InformationPage.objects.get()
    by = keeper(portal.unit)
    set_menu(portal=portal, entries=[MenuValues(page=page.pk)], version=0, by=by, at=AT)
    index_anew(at=AT)
    for address in LISTS:
        assert "/gioi-thieu/" in read(client, HOST, address), address
    assert (status(client, "/gioi-thieu/"), status(client, "/hop-dan/")) == (200, 200)

    home.unpublish()
    index_anew(at=AT)

    assert (status(client, "/"), status(client, "/gioi-thieu/"), status(client, "/hop-dan/")) == (404, 404, 404)
    for address in (*LISTS, "/tin-bai/"):
        assert "/gioi-thieu/" not in read(client, HOST, address), address
    assert "Họp dân" not in read(client, HOST, "/su-kien/")
    assert "/hop-dan/" not in read(client, HOST, "/sitemap.xml")
    assert not SearchEntry.objects.filter(address="/gioi-thieu/").exists()
    # It comes back with its site.
    home.refresh_from_db()
    home.save_revision().publish()
    assert status(client, "/gioi-thieu/") == 200


def test_a_story_of_a_section_that_was_closed_stays_and_leads_to_no_page_that_is_gone(client, house, portal):
    story, section = published(house, "Tin của chuyên mục đã đóng"), house.section
    path, address = f"/chuyen-muc/{section.slug}/", f"/tin-bai/{story.slug}/"
    assert f'href="{path}"' in read(client, HOST, address)

    Section.objects.filter(pk=section.pk).update(valid_until=AT.date())

    assert status(client, path) == status(client, f"{path}atom.xml") == 404
    told = read(client, HOST, address)
    assert story.title in told
    assert section.name in told
    assert path not in told
    for listed in ("/", "/tin-bai/", "/so-do-trang/", "/sitemap.xml", "/nhan-tin/"):
        assert path not in read(client, HOST, listed), listed
    assert story.title in read(client, HOST, "/tin-bai/")


def test_a_document_is_worth_again_what_it_was_once_what_replaced_it_was_withdrawn(client, portal):
    by = of_library()
    old, new = (make_document(by=by, symbol=symbol) for symbol in ("1/QĐ-A", "2/QĐ-A"))
    DocumentLink.objects.create(newer=new, older=old, kind=LinkKind.REPLACES)
    of_old, of_new = (f"/van-ban/{one.slug}/" for one in (old, new))
    assert "Đã có văn bản thay thế." in read(client, HOST, of_old)
    assert of_old in read(client, HOST, of_new)

    withdraw(new, why="Đăng nhầm bản chưa ký.", version=new.version, by=by, at=AT)

    shown = read(client, HOST, of_old)
    assert "Đã có văn bản thay thế." not in shown
    assert of_new not in shown
    assert "Còn hiệu lực" in shown
    gone = client.get(of_new, headers={"host": HOST})
    assert gone.status_code == 410
    assert "Đăng nhầm bản chưa ký." in gone.text
    assert of_old in gone.text
    for listed in ("/van-ban/", "/sitemap.xml", "/"):
        assert of_new not in read(client, HOST, listed), listed
