"""Feeds: of a site, a section, a unit; what a reader of feeds, and another Loa, gets from them."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from lxml import etree, html

from loa.activities.actions import declare_feed, read_feeds
from loa.activities.models import Channel, Form, PostedLink, Topic
from loa.activities.tests.test_closing import officer
from loa.lib.news_feeds import read_feed
from loa.lib.tests.made_recordings import mp3
from loa.lib.tests.web_server import page as answer
from loa.lib.tests.web_server import site
from loa.newsroom.actions import RecordingValues, add_recording, pass_story, save_story, submit_story
from loa.newsroom.choices import RecordingConsent, StoryKind
from loa.newsroom.models import Recording, Story
from loa.newsroom.tests.factories import asked, fresh, make_house, make_story, office, values
from loa.pictures.tests.factories import picture
from loa.tasks.tests.factories import make_units
from loa.website.tests.pages import page, text_of
from loa.website.tests.telling import AT, LATER, correct, make_portal, tell, withdraw

pytestmark = pytest.mark.django_db
ATOM, RSS = "/tin-bai/atom.xml", "/tin-bai/rss.xml"
NAMES = {"a": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}
TITLE = "Xã Mẫu nhận hồ sơ trực tuyến"


@pytest.fixture
def house():
    return make_house()


def feed(client, address=ATOM):
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def told(tree, path):
    return [str(getattr(one, "text", one)) for one in tree.xpath(path, namespaces=NAMES)]


def test_an_entry_has_the_whole_text_its_pictures_and_full_addresses(client, house) -> None:
    make_portal(hostname="huyen.mau.example")
    story = tell(house, pictures=2, picture=picture(None))

    tree = feed(client)

    assert told(tree, "//a:entry/a:title") == [story.title]
    assert told(tree, "//a:entry/a:link[@rel='alternate']/@href") == [f"http://huyen.mau.example/tin-bai/{story.slug}/"]
    assert told(tree, "//a:entry/a:id") == [f"tag:localhost,2024-03-15:tin-bai:{story.pk}"]
    assert told(tree, "//a:entry/a:published") == told(tree, "//a:entry/a:updated") == ["2024-03-15T02:00:00+00:00"]
    text = html.fromstring(told(tree, "//a:entry/a:content")[0])
    assert "Từ ngày 12/3, người dân nộp hồ sơ trực tuyến." in text_of(html.tostring(text, encoding="unicode"))
    files = told(tree, "//a:entry/a:link[@rel='enclosure']/@href")
    assert files == text.xpath("//img/@src")
    assert len(files) == 2
    assert all(one.startswith("http://huyen.mau.example/media/images/") for one in files)
    assert min(int(size) for size in told(tree, "//a:entry/a:link[@rel='enclosure']/@length")) > 100


def test_rss_says_the_same_with_one_file(client, house) -> None:
    story = tell(house, pictures=2, picture=picture(None))

    tree = feed(client, RSS)

    assert told(tree, "//item/title") == [story.title]
    assert told(tree, "//item/guid[@isPermaLink='false']") == told(feed(client), "//a:entry/a:id")
    assert "người dân nộp hồ sơ trực tuyến" in told(tree, "//item/content:encoded")[0]
    assert len(told(tree, "//item/enclosure/@url")) == 1


def test_what_can_be_heard_goes_with_an_entry_before_its_pictures(client, house) -> None:
    make_portal(hostname="huyen.mau.example")
    story = make_story(house, kind=StoryKind.REPORTAGE)
    shown = [(picture(None), "Chú thích")]
    save_story(story=story, values=values(), pictures=shown, version=story.version, by=house.writer, at=AT)
    spoken = RecordingValues(title="Lời kể", source="Cán bộ xã", consent=RecordingConsent.AGREED, words="Bà kể.")
    file = ContentFile(mp3(), name="loi-ke.mp3")
    recording = add_recording(story=fresh(story), file=file, values=spoken, by=house.writer, at=AT)
    submit_story(story=fresh(story), version=fresh(story).version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)

    path = "http://huyen.mau.example" + reverse("news:recording", args=[recording.pk, recording.public_name])
    assert told(feed(client, RSS), "//item/enclosure/@url") == [path]
    assert told(feed(client, RSS), "//item/enclosure/@type") == ["audio/mpeg"]
    assert told(feed(client), "//a:entry/a:link[@rel='enclosure']/@type") == ["audio/mpeg", "image/jpeg"]
    assert f'<a href="{path}">Âm thanh: Lời kể</a>' in told(feed(client), "//a:entry/a:content")[0]

    Recording.objects.update(consent=RecordingConsent.NOT_ASKED)
    assert told(feed(client, RSS), "//item/enclosure/@type") == ["image/jpeg"]
    assert "Lời kể" not in told(feed(client), "//a:entry/a:content")[0]


def test_a_correction_makes_the_entry_newer_and_keeps_its_id(client, house) -> None:
    story = tell(house)
    before = told(feed(client), "//a:entry/a:id")

    correct(house, story, "Điểm hướng dẫn mở lúc 8 giờ, không phải 7 giờ.")

    tree = feed(client)
    assert told(tree, "//a:entry/a:id") == before
    assert told(tree, "//a:entry/a:updated") == told(tree, "/a:feed/a:updated") == ["2024-03-15T09:30:00+00:00"]
    assert told(tree, "//a:entry/a:published") == ["2024-03-15T02:00:00+00:00"]
    assert "Điểm hướng dẫn mở lúc 8 giờ" in told(tree, "//a:entry/a:content")[0]


def test_what_was_withdrawn_is_gone(client, house) -> None:
    gone, kept = tell(house), tell(house, title="Tin còn lại")

    withdraw(house, gone)

    assert told(feed(client), "//a:entry/a:title") == [kept.title]


def test_a_feed_is_of_its_section_or_its_unit_alone(client, house) -> None:
    tell(house)
    other = office("phong-khac", "Phòng Khác")

    for address in ("/chuyen-muc/cai-cach-hanh-chinh/atom.xml", f"/don-vi/{house.unit.key}/rss.xml"):
        assert TITLE in client.get(address).text
    empty = client.get(f"/don-vi/{other.key}/atom.xml")
    assert (empty.status_code, TITLE in empty.text) == (200, False)


@pytest.mark.parametrize(
    "address", ["/tin-bai/json.xml", "/chuyen-muc/khong-co/atom.xml", "/don-vi/khong-co/atom.xml", "/don-vi/x/y.xml"]
)
def test_what_is_no_feed_is_not_there(client, address) -> None:
    assert client.get(address).status_code == 404


def test_a_site_tells_its_own_and_what_it_takes_from_others_under_one_link(client, house, settings) -> None:
    settings.ALLOWED_HOSTS = [".mau.example"]
    make_portal(hostname="huyen.mau.example")
    make_portal(unit=house.unit, hostname="xa.mau.example", name="Trang xã Mẫu")
    story = tell(house)

    of_both = [
        told(etree.fromstring(client.get(ATOM, headers={"host": host}).content), "//a:entry/a:link[1]/@href")
        for host in ("huyen.mau.example", "xa.mau.example")
    ]

    assert of_both == [[f"http://huyen.mau.example/tin-bai/{story.slug}/"]] * 2


def test_words_no_xml_can_write_do_not_break_the_feed(client, house) -> None:
    story = tell(house)
    Story.objects.filter(pk=story.pk).update(title="Lũ\x0b & ]]> <b>mưa</b> \ufffe", lead="\x01Tóm tắt")

    assert told(feed(client), "//a:entry/a:title") == ["Lũ & ]]> <b>mưa</b> "]
    assert told(feed(client, RSS), "//item/description") == ["Tóm tắt"]


def test_a_reader_that_has_the_feed_is_told_so_also_when_it_is_empty(
    client, house, remember, django_capture_on_commit_callbacks
) -> None:
    remember()
    for _ in range(2):
        first = client.get(ATOM)
        again = client.get(ATOM, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        with django_capture_on_commit_callbacks(execute=True):
            story = tell(house)
    assert client.get(ATOM, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert story.title in client.get(ATOM).text


def test_another_loa_reads_the_feed_with_title_link_and_day(client, house) -> None:
    story = tell(house)
    reader = make_units(2)[1]
    by = officer(reader)
    link = f"http://testserver/tin-bai/{story.slug}/"
    for kind in (ATOM, RSS):
        (item,) = read_feed(client.get(kind).content, "http://testserver")
        assert (item.title, item.link, item.published, item.summary) == (story.title, link, AT, story.lead)
    with site({"/tin-bai/atom.xml": answer(client.get(ATOM).content)}) as running:
        declare_feed(
            unit=reader,
            url=running.url("/tin-bai/atom.xml"),
            channel=Channel.objects.get(code="website"),
            form=Form.objects.get(code="news-item"),
            topics=Topic.objects.filter(code="procedures"),
            since=date(2024, 3, 1),
            by=by,
            at=AT,
        )
        assert read_feeds(at=LATER + timedelta(hours=1), allow=running.allow) == 1
    taken = PostedLink.objects.get(unit=reader)
    assert (taken.title, taken.on, taken.url) == (story.title, date(2024, 3, 15), link)


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_costs_the_same_whatever_stands_in_it(client, house, number, django_assert_num_queries) -> None:
    for index in range(number):
        story = tell(house, title=f"Tin số {index}", pictures=2, picture=picture(None, name=f"Ảnh {index}"))
        correct(house, story, "Sửa một chữ.")
    client.get(ATOM)  # site names are remembered
    with django_assert_num_queries(7):
        assert len(told(feed(client), "//a:entry")) == number


def test_pages_name_their_feeds_and_one_page_lists_them_all(client, house) -> None:
    tell(house)
    shown = page(client, "/nhan-tin/")
    section, unit = "/chuyen-muc/cai-cach-hanh-chinh/", f"/don-vi/{house.unit.key}/"
    for begins in ("/tin-bai/", section, unit):
        for kind in ("atom", "rss"):
            assert f'href="{begins}{kind}.xml"' in shown
            assert client.get(f"{begins}{kind}.xml").status_code == 200
    named = '<link rel="alternate" type="application/atom+xml"'
    assert page(client, "/").count(named) == 1
    assert page(client, section).count(named) == 2
    assert "phần mềm đọc tin RSS" in text_of(shown)


def test_a_demonstration_says_so_in_its_feed(client, house, settings) -> None:
    tell(house)
    assert "MINH HỌA" not in client.get(ATOM).text
    settings.LOA_DEMO = True
    assert "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" in client.get(ATOM).text
