"""A picture on a page: three widths, three formats, its place kept, its words and whose it is."""

from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template

from loa.people.choices import Tier, UnitKind
from loa.people.models import Unit
from loa.pictures.actions import make_renditions
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture
from loa.pictures.queries import shown, with_renditions
from loa.pictures.rules import copies_of, may_publish, widths_of
from loa.pictures.tests.factories import image, picture

RIGHTS = {"licence": "own", "consent": "nobody", "expires_on": None, "decorative": False, "alt": "Một cái bàn."}


def _html(given, arguments=""):
    return Template("{% load pictures %}{% picture image " + arguments + " %}").render(Context({"image": given}))


@pytest.fixture
def owner(db):
    return Unit.objects.create(key="xa", kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE)


def test_a_page_offers_three_widths_in_three_formats(owner, client):
    kept = picture(owner, data=image(size=(1760, 1100)))
    make_renditions(kept)
    html = _html(kept)
    assert html.count("<source ") == 2
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img ")
    assert [html.count(f" {width}w") for width in (480, 960, 1600)] == [3, 3, 3]
    assert 'width="1600" height="1000"' in html  # space is kept before the picture is there
    assert 'loading="lazy"' in html
    assert 'alt="Bàn tiếp dân với hai chồng hồ sơ."' in html
    assert '<span class="credit">Ảnh: Nguyễn Văn Mẫu (minh họa)</span>' in html
    for copy in kept.renditions.all():
        assert copy.url.startswith("/media/images/")
        assert b"".join(client.get(copy.url).streaming_content)  # read to its end, the file is closed
    assert client.get(kept.file.url).status_code == 404  # the original is given to nobody


def test_one_that_is_decorative_says_nothing(owner):
    kept = picture(owner, decorative=True)
    assert 'alt=""' in _html(kept)
    assert 'alt="Lễ ra mắt"' in _html(kept, 'alt="Lễ ra mắt"')
    assert 'alt=""' in _html(picture(owner), 'alt=""')


def test_words_are_escaped(owner):
    html = _html(picture(owner, alt='Bảng ghi "1 < 2"', source="<b>Mẫu</b>"), 'caption="<i>Chú thích</i>"')
    assert "<b>" not in html
    assert "&lt; 2&quot;" in html


def test_nothing_stands_where_there_is_no_picture_or_no_file(owner, caplog):
    assert _html(None).strip() == ""
    kept = picture(owner)
    Path(kept.file.path).unlink()
    assert _html(Picture.objects.get()).strip() == ""


def test_a_drawing_is_called_one(owner):
    assert shown(picture(owner, licence=Licence.DRAWN, source="Loa (minh họa)")).credit == "Hình vẽ: Loa (minh họa)"


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_of_pictures_costs_no_more_than_one(owner, django_assert_num_queries, many):
    for number in range(many):
        make_renditions(picture(owner, data=image(size=(1000 + number, 700))))
    with django_assert_num_queries(2):
        assert all(shown(one) for one in with_renditions())


def test_a_narrow_picture_is_shown_in_its_own_width(owner):
    kept = picture(owner, data=image(size=(300, 200)))
    assert make_renditions(kept) == 3
    assert (shown(kept).width, shown(kept).height) == (300, 200)


def test_widths_never_pass_the_picture():
    assert widths_of(2560) == (480, 960, 1600)
    assert widths_of(1599) == (480, 960)
    assert widths_of(100) == (100,)
    assert len(copies_of(2560)) == 9


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, ""),
        ({"licence": ""}, "vì sao được dùng"),
        ({"consent": Consent.NOT_ASKED}, "Chưa hỏi"),
        ({"expires_on": date(2024, 3, 14)}, "hết từ sau ngày 14/03/2024"),
        ({"expires_on": date(2024, 3, 15)}, ""),
        ({"alt": " "}, "lời mô tả"),
        ({"alt": "", "decorative": True}, ""),
    ],
)
def test_what_may_be_published_on_a_day(values, says):
    why = may_publish(**{**RIGHTS, **values}, today=date(2024, 3, 15))
    assert says in why if says else why == ""


def test_the_values_that_rules_know_are_those_of_the_choices():
    assert may_publish(**{**RIGHTS, "consent": Consent.NOT_ASKED.value}, today=date(2024, 3, 15))
    assert Licence.LICENSED == "licensed"
