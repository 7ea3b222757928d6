"""What people can come to: in the list, on the front page, on a page of its own, and as machines are told of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.text import slugify

from loa.lib.vietnamese_text import fold
from loa.newsroom.tests.factories import make_house
from loa.website.models import EventPage, InformationPage, Portal
from loa.website.tests.pages import page, text_of
from loa.website.tests.telling import AT, make_portal, tell
from loa.website.tests.test_structured_data import named, things

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(settings) -> Portal:
    settings.LOA_TODAY = AT.date()
    return make_portal()


def hold(portal: Portal, title: str, begins_at: datetime, **told: Any) -> EventPage:
    place = "Hội trường UBND huyện"
    event = EventPage(title=title, slug=slugify(fold(title)), begins_at=begins_at, place=place, **told)
    portal.site.root_page.specific.add_child(instance=event)
    event.save_revision().publish()
    return event


def day(days: int) -> datetime:
    return datetime(2024, 3, 15, 1, 30, tzinfo=UTC) + timedelta(days=days)


def test_what_is_to_come_stands_before_what_was(client, portal) -> None:
    assert "Chưa có sự kiện nào sắp tới." in page(client, "/su-kien/")
    for title, days in (("Hội nghị đã họp", -3), ("Đối thoại tháng tư", 20), ("Tập huấn tuần tới", 6)):
        hold(portal, title, day(days))
    hold(portal, "Đợt ra quân đang mở", day(-2), ends_at=day(1))

    shown = text_of(page(client, "/su-kien/"))

    order = ["Đợt ra quân đang mở", "Tập huấn tuần tới", "Đối thoại tháng tư", "Đã diễn ra", "Hội nghị đã họp"]
    assert sorted(order, key=shown.index) == order


def test_the_front_page_names_the_next_and_not_what_was_called_off(client, portal) -> None:
    tell(make_house())
    hold(portal, "Tập huấn tuần tới", day(6))
    hold(portal, "Hội nghị hoãn", day(2), called_off="Mưa lũ, đường ngập")

    shown = text_of(page(client, "/"))

    assert "Sự kiện sắp tới Tập huấn tuần tới 08:30, 21/03/2024 · Hội trường UBND huyện" in shown
    assert "Hội nghị hoãn" not in shown
    assert "08:30, thứ Năm" in text_of(page(client, "/su-kien/"))
    assert "Hoãn, hủy: Mưa lũ, đường ngập" in text_of(page(client, "/hoi-nghi-hoan/"))


def test_machines_are_told_when_and_where_it_is(client, portal) -> None:
    hold(portal, "Tập huấn", day(6), body="<p>Hướng dẫn <b>nộp hồ sơ</b>.</p>", ends_at=day(6) + timedelta(hours=3))

    told, meta = things(client, "/tap-huan/"), named(client, "/tap-huan/")

    assert told["Event"] == {
        "@type": "Event",
        "name": "Tập huấn",
        "description": "Hướng dẫn nộp hồ sơ.",
        "url": "http://testserver/tap-huan/",
        "startDate": "2024-03-21T08:30:00+07:00",
        "endDate": "2024-03-21T11:30:00+07:00",
        "location": {
            "@type": "Place", "name": "Hội trường UBND huyện", "address": "Hội trường UBND huyện",
        },
        "eventStatus": "https://schema.org/EventScheduled",
    }  # fmt: skip
    assert [one["name"] for one in told["BreadcrumbList"]["itemListElement"]] == ["Trang chủ", "Sự kiện", "Tập huấn"]
    assert meta["canonical"] == "http://testserver/tap-huan/"
    assert meta["description"] == "08:30, ngày 21/03/2024, Hội trường UBND huyện."


def test_standing_information_is_told_by_its_first_words(client, portal) -> None:
    words = InformationPage(title="Chức năng, nhiệm vụ", slug="chuc-nang", body="<p>Một cửa &amp; kiểm soát.</p>")
    portal.site.root_page.specific.add_child(instance=words)

    meta = named(client, "/chuc-nang/")

    assert (meta["og:title"], meta["description"]) == ("Chức năng, nhiệm vụ", "Một cửa & kiểm soát.")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, portal, number, django_assert_num_queries) -> None:
    for days in range(number):
        hold(portal, f"Buổi {days}", day(days + 1))
        hold(portal, f"Buổi trước {days}", day(-days - 1))
    page(client, "/su-kien/")
    with django_assert_num_queries(9):  # seven of them ask whose site this is
        page(client, "/su-kien/")
