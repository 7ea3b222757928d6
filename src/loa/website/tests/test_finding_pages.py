"""Every address for search engines, and the page of the parts of a site."""

import pytest
from lxml import etree

from loa.library.tests.factories import make_document, make_draft
from loa.newsroom.tests.factories import make_house
from loa.plans.tests.factories import make_plan
from loa.website.queries import addresses as listing
from loa.website.tests.pages import page, text_of
from loa.website.tests.telling import correct, make_portal, tell, withdraw

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def house():
    return make_house()


def listed(client, address="/sitemap.xml", **headers):
    tree = etree.fromstring(client.get(address, headers=headers).content)
    rows = tree.findall("s:url", NAMES)
    return {row.findtext("s:loc", namespaces=NAMES): row.findtext("s:lastmod", namespaces=NAMES) for row in rows}


def test_every_listed_address_is_there_and_dated_by_its_last_change(client, house) -> None:
    make_portal()
    make_plan()
    story = tell(house)
    correct(house, story, "Sửa một chữ.")
    document, draft = make_document(), make_draft()

    found = listed(client)

    assert found[f"http://testserver/van-ban/{document.slug}/"] == "2024-03-15T09:00:00+07:00"
    assert f"http://testserver/lay-y-kien/{draft.slug}/" in found

    assert f"http://testserver/tin-bai/{story.slug}/" in found
    assert found[f"http://testserver/tin-bai/{story.slug}/"] == "2024-03-15T16:30:00+07:00"
    assert "http://testserver/ke-hoach/tuyen-truyen-cchc-2024/" in found
    assert "http://testserver/chuyen-muc/cai-cach-hanh-chinh/" in found
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_what_was_withdrawn_and_what_belongs_to_another_site_is_not_listed(client, house, settings) -> None:
    settings.ALLOWED_HOSTS = [".mau.example"]
    make_portal(hostname="huyen.mau.example")
    make_portal(unit=house.unit, hostname="xa.mau.example", name="Trang xã Mẫu")
    kept, gone = tell(house), tell(house, title="Tin đã gỡ")
    withdraw(house, gone)

    district_s, commune_s = (listed(client, host=host) for host in ("huyen.mau.example", "xa.mau.example"))

    assert f"http://huyen.mau.example/tin-bai/{kept.slug}/" in district_s
    assert not [one for one in (*district_s, *commune_s) if gone.slug in one]
    assert not [one for one in commune_s if kept.slug in one]
    assert "http://xa.mau.example/tin-bai/" in commune_s


def test_a_long_list_is_parted_and_the_parts_hold_each_address_once(client, house, monkeypatch) -> None:
    monkeypatch.setattr(listing, "A_PART", 2)
    monkeypatch.setattr(listing, "_ROOM_BESIDE", 1)
    slugs = {tell(house, title=f"Tin số {number}").slug for number in range(4)}
    papers = [make_document(abstract=f"Văn bản số {number}").slug for number in range(3)]

    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [one.text.removeprefix("http://testserver") for one in index.iterfind("s:sitemap/s:loc", NAMES)]

    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap-4.xml"]
    found = [address for part in parts for address in listed(client, part)]
    assert sorted(one for one in found if any(slug in one for slug in slugs)) == sorted(
        f"http://testserver/tin-bai/{slug}/" for slug in slugs
    )
    assert [one for one in found if "/van-ban/" in one and one != "http://testserver/van-ban/"] == [
        f"http://testserver/van-ban/{slug}/" for slug in papers
    ]
    assert len(found) == len(set(found))
    assert client.get("/sitemap-5.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_whatever_stands_in_them(client, house, number, django_assert_num_queries) -> None:
    for index in range(number):
        tell(house, title=f"Tin số {index}")
        make_plan(slug=f"ke-hoach-{index}", title=f"Kế hoạch {index}")
    for address, statements in (("/sitemap.xml", 13), ("/so-do-trang/", 7)):
        with django_assert_num_queries(statements):
            client.get(address)


def test_robots_are_told_where_the_list_is(client) -> None:
    told = client.get("/robots.txt").text
    assert "Disallow: /viec/" in told
    assert told.endswith("\nSitemap: http://testserver/sitemap.xml\n")


def test_the_page_of_the_parts_leads_to_each_of_them_and_to_the_other_sites(client, house) -> None:
    make_portal()
    make_portal(unit=house.unit, hostname="xa.mau.example", name="Trang xã Mẫu")
    make_plan()
    tell(house)

    shown = page(client, "/so-do-trang/")

    for address in (
        "/tin-bai/", "/chuyen-muc/cai-cach-hanh-chinh/", "/ke-hoach/tuyen-truyen-cchc-2024/", "/nhan-tin/",
        "/kha-nang-tiep-can/", "/en/contact/", "http://xa.mau.example/",
    ):  # fmt: skip
        assert f'href="{address}"' in shown, address
    assert "bài mới nhất 15/03/2024" in text_of(shown)
