"""What follows a story, the statement on accessibility, and the contact in English."""

import re

import pytest
from lxml import html

from loa.activities.models import Topic
from loa.library.tests.factories import make_draft
from loa.newsroom.models import Section, Story
from loa.newsroom.tests.factories import House, make_house, office
from loa.people.models import Unit
from loa.pictures.tests.factories import picture
from loa.plans.tests.factories import district
from loa.website.tests.pages import page, text_of
from loa.website.tests.telling import make_portal, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


def make_section(house: House, slug: str) -> Section:
    one = house.section
    kept = {"owner": one.owner, "desk": one.desk, "approver": one.approver, "valid_from": one.valid_from}
    return Section.objects.create(slug=slug, name="Pháp luật", **kept)


def test_a_story_ends_with_more_of_its_topic_and_ways_to_pass_it_on(client, house) -> None:
    make_portal(hostname="huyen.mau.example")
    story = tell(house)
    others = [tell(house, title=f"Tin khác số {number}") for number in range(5)]

    shown = page(client, f"/tin-bai/{story.slug}/")

    more = html.fromstring(shown).xpath("//ul[@class='further']//a/@href")
    assert more == [f"/tin-bai/{one.slug}/" for one in reversed(others[1:])]
    full = f"http://huyen.mau.example/tin-bai/{story.slug}/"
    (mail,) = html.fromstring(shown).xpath("//a[starts-with(@href, 'mailto:?')]/@href")
    assert mail.endswith(f"body={full.replace(':', '%3A').replace('/', '%2F')}")
    assert f"In từ trang {full}" in text_of(shown)
    assert 'class="qr"' in shown


def test_a_topic_joins_stories_of_different_sections_and_nothing_joins_the_rest(client, house) -> None:
    other = make_section(house, "phap-luat")
    story = tell(house)
    alike = tell(house, title="Cùng nội dung, khác chuyên mục")
    apart = tell(house, title="Khác cả hai", topics=tuple(Topic.objects.filter(code="digital-government")))
    Story.objects.filter(pk__in=[alike.pk, apart.pk]).update(section=other)

    shown = page(client, f"/tin-bai/{story.slug}/")

    assert html.fromstring(shown).xpath("//ul[@class='further']//a/@href") == [f"/tin-bai/{alike.slug}/"]


def test_a_story_alone_promises_no_more(client, house) -> None:
    story = tell(house)
    assert "Bài cùng nội dung" not in page(client, f"/tin-bai/{story.slug}/")


@pytest.mark.parametrize("number", [1, 3])
def test_a_story_costs_the_same_whatever_stands_in_it_and_beside_it(
    client, house, number, django_assert_num_queries, remember
) -> None:
    make_portal()
    shown = picture(None)
    story = tell(house, pictures=number, picture=shown)
    for index in range(number):
        tell(house, title=f"Tin khác số {index}")
    client.get(f"/tin-bai/{story.slug}/")  # copies of pictures are made once
    remember()
    client.get("/don-vi/")  # whose site is read is remembered until something public changes
    with django_assert_num_queries(9):
        assert client.get(f"/tin-bai/{story.slug}/").status_code == 200


def test_the_statement_tells_the_known_faults_and_whom_to_tell(client) -> None:
    Unit.objects.filter(pk=district().pk).update(email="huyen@vidu.example")
    make_portal(hotline="000 000 0001", accessibility="Bản đồ chưa dùng được bằng bàn phím.\nVideo cũ chưa có lời.")

    shown = text_of(page(client, "/kha-nang-tiep-can/"))

    assert "Bản đồ chưa dùng được bằng bàn phím." in shown
    assert "26/2020/TT-BTTTT" in shown
    assert "WCAG 2.2 mức AA" in shown
    assert "huyen@vidu.example" in shown
    assert "000 000 0001" in shown


def test_the_statement_of_a_site_without_an_owner_leads_to_the_units(client) -> None:
    shown = page(client, "/kha-nang-tiep-can/")
    assert "chưa ghi nhận điều nào" in shown
    assert 'href="/don-vi/">Cách liên hệ' in shown


def test_the_contact_in_english_is_in_english_but_for_names(client) -> None:
    reached = office("phong-mau", "Phòng Mẫu")
    Unit.objects.filter(pk=reached.pk).update(phone="000 000 0009", address="Số 2, đường Mẫu")
    office("phong-im-lang", "Phòng Im Lặng")
    make_portal(contact_in_english="People's Committee of Mau District.\nOpen 7:00 to 17:00.", hotline="000 000 0001")

    tree = html.fromstring(page(client, "/en/contact/"))

    assert tree.get("lang") == "en"
    said = " ".join(tree.text_content().split())
    assert "People's Committee of Mau District." in said
    assert "Telephone: 000 000 0009" in said
    assert "Phòng Im Lặng" not in said
    vietnamese = {letter for letter in said if letter in "ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"}
    for one in tree.xpath("//body//*[@lang='vi']"):
        one.drop_tree()
    left = {letter for letter in tree.xpath("//body")[0].text_content() if letter in vietnamese}
    assert vietnamese
    assert left == set()


def test_the_contact_in_english_says_that_there_is_none_yet(client) -> None:
    assert "has not published" in page(client, "/en/contact/")


def test_what_a_telephone_dials_is_a_number_on_every_page(client) -> None:
    make_portal(hotline="000 000 0001 (minh họa)")
    draft = make_draft(phone="000 000 0002 (minh họa)")
    listed = ("/", "/tim-kiem/?q=xyzzy", "/kha-nang-tiep-can/", "/en/contact/", "/lay-y-kien/")
    for address in (*listed, f"/lay-y-kien/{draft.slug}/"):
        dialled = re.findall(r'href="tel:([^"]*)"', page(client, address))
        assert dialled, address
        assert set(dialled) <= {"0000000001", "0000000002"}, address
