"""What pages tell machines of themselves: whole, true, and never a way into the page."""

import json
import re

import pytest
from lxml import html

from loa.newsroom.models import Story
from loa.newsroom.tests.factories import make_house
from loa.people.models import Unit
from loa.pictures.tests.factories import picture
from loa.plans.tests.factories import district, make_plan
from loa.website.rules import structured_data
from loa.website.tests.pages import page
from loa.website.tests.telling import correct, make_portal, tell

pytestmark = pytest.mark.django_db
# What Google and schema.org's own checker ask of each kind.
REQUIRED = {
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"},
    "GovernmentOrganization": {"name"},
    "GovernmentService": {"name", "description", "serviceOperator", "url"},
    "BreadcrumbList": {"itemListElement"},
    "WebSite": {"name", "url", "publisher"},
    "ListItem": {"position", "name", "item"},
    "ContactPoint": {"telephone", "contactType"},
    "CorrectionComment": {"text", "datePublished"},
}
FACTS = {"where": "Bộ phận Một cửa", "bring": "Căn cước\nTờ khai", "days": "3 ngày", "fee": "Không thu", "ask": ""}


@pytest.fixture
def house():
    return make_house()


def things(client, address):
    """Return what a page says, by kind; every thing in it has what its kind must have."""
    tree = html.fromstring(client.get(address).content)
    (block,) = tree.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    for one in _within(data["@graph"]):
        missing = REQUIRED.get(one["@type"], set()) - one.keys()
        assert not missing, (one["@type"], missing)
        assert all(value not in ("", None, []) for value in one.values()), one
    return {one["@type"]: one for one in data["@graph"]}


def _within(data):
    for one in data.values() if isinstance(data, dict) else data:
        if isinstance(one, dict | list):
            yield from _within(one)
    if isinstance(data, dict) and "@type" in data:
        yield data


def named(client, address):
    tree = html.fromstring(client.get(address).content)
    found = {one.get("property") or one.get("name"): one.get("content") for one in tree.xpath("//head/meta[@content]")}
    found["canonical"] = "".join(tree.xpath("//head/link[@rel='canonical']/@href"))
    return found


def test_a_story_is_told_with_its_picture_its_section_and_its_corrections(client, house) -> None:
    make_portal(hostname="huyen.mau.example", hotline="000 000 0001", hotline_for="phản ánh, kiến nghị")
    story = tell(house, pictures=1, picture=picture(None))
    correct(house, story, "Mở lúc 8 giờ.")
    address = f"/tin-bai/{story.slug}/"

    told, meta = things(client, address), named(client, address)

    article = told["NewsArticle"]
    assert article["headline"] == story.title
    assert article["url"] == meta["canonical"] == meta["og:url"] == f"http://huyen.mau.example{address}"
    assert (article["datePublished"], article["dateModified"]) == (
        "2024-03-15T09:00:00+07:00",
        "2024-03-15T16:30:00+07:00",
    )
    assert article["correction"][0]["text"] == "Mở lúc 8 giờ."
    assert article["image"] == [meta["og:image"]]
    assert (meta["og:image:width"], meta["og:image:height"]) == ("960", "640")
    assert article["publisher"]["contactPoint"]["telephone"] == "000 000 0001"
    assert [one["name"] for one in told["BreadcrumbList"]["itemListElement"]] == [
        "Trang chủ",
        "Cải cách hành chính",
        story.title,
    ]
    assert (meta["og:type"], meta["description"]) == ("article", story.lead)
    assert "GovernmentService" not in told


def test_a_guide_to_a_procedure_is_told_as_a_service(client, house) -> None:
    story = tell(house, title="Cấp bản sao trích lục khai sinh")
    body = [{"type": "facts", "value": FACTS, "id": "mot"}]
    Story.objects.filter(pk=story.pk).update(is_procedure=True, body=json.dumps(body))

    service = things(client, f"/tin-bai/{story.slug}/")["GovernmentService"]

    assert service["name"] == story.title
    assert service["serviceOperator"]["name"] == "UBND xã Mẫu 1"
    assert service["availableChannel"]["serviceLocation"]["name"] == "Bộ phận Một cửa"
    assert service["offers"]["description"] == "Không thu"
    assert "Mang giấy tờ gì: Căn cước; Tờ khai." in service["description"]
    assert "Hỏi ở đâu" not in service["description"]


def test_the_front_page_tells_of_the_site_and_its_body(client) -> None:
    Unit.objects.filter(pk=district().pk).update(phone="000 000 0002", address="Số 1, đường Mẫu")
    make_portal(hotline="000 000 0001")

    told = things(client, "/")

    assert told["WebSite"]["url"] == "http://testserver/"
    body = told["GovernmentOrganization"]
    assert (body["telephone"], body["address"]["streetAddress"]) == ("000 000 0002", "Số 1, đường Mẫu")
    assert body["contactPoint"]["contactType"] == "đường dây nóng"


def test_a_site_with_a_search_says_how_to_ask_it() -> None:
    body = structured_data.organization(name="UBND huyện Mẫu")
    told = structured_data.web_site(
        name="Cổng", address="https://a.example/", publisher=body, search="https://a.example/tim/"
    )
    assert told["potentialAction"]["target"]["urlTemplate"] == "https://a.example/tim/?q={words}"
    assert told["potentialAction"]["query-input"] == "required name=words"
    assert "potentialAction" not in structured_data.web_site(name="Cổng", address="https://a.example/", publisher=body)


def test_units_are_told_with_how_they_are_reached(client, house) -> None:
    make_plan()
    Unit.objects.filter(pk=district().pk).update(email="huyen@vidu.example")
    assert things(client, "/don-vi/")["GovernmentOrganization"]["email"] == "huyen@vidu.example"


def test_no_title_becomes_a_part_of_the_page(client, house) -> None:
    story = tell(house)
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    Story.objects.filter(pk=story.pk).update(title=evil)
    address = f"/tin-bai/{story.slug}/"

    assert things(client, address)["NewsArticle"]["headline"] == evil
    raw = client.get(address).text
    assert "<script>" not in raw
    assert raw.count("</script>") == raw.count("<script ")
    assert "unsafe" not in client.get(address)["Content-Security-Policy"]


def test_a_long_title_is_cut_between_words() -> None:
    told = structured_data.news_article(
        title="chữ " * 40, lead="", address="https://a.example/", section="", author="",
        published=structured_data.datetime(2024, 1, 1), updated=structured_data.datetime(2024, 1, 1), publisher={},
    )  # fmt: skip
    assert len(told["headline"]) <= 110
    assert told["headline"].endswith("chữ…")


@pytest.mark.parametrize(
    "address", ["/tin-bai/", "/ke-hoach/", "/don-vi/", "/nhan-tin/", "/so-do-trang/", "/en/contact/"]
)
def test_every_standing_page_says_what_it_is_and_where(client, address) -> None:
    make_portal(hostname="huyen.mau.example")
    told, meta = things(client, address), named(client, address)
    assert (
        told["BreadcrumbList"]["itemListElement"][-1]["item"]
        == meta["canonical"]
        == f"http://huyen.mau.example{address}"
    )
    assert meta["description"]
    assert meta["og:title"] in page(client, address)


def test_pages_that_say_nothing_of_themselves_have_the_site_s_name(client) -> None:
    assert re.search(r'<meta name="description" content="[^"]+">', client.get("/khong-co/").text)
