"""What a page says of itself, and whether it is the story that somebody claims."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.page_facts import dates_agree, is_about, read_page

URL = "https://vinhlinh.example/tin/1"
TITLE = "Vĩnh Linh: Hội thi tìm hiểu cải cách hành chính năm 2024"
DAY = date(2024, 3, 12)
STORY = "".join(f"<p>Đoạn {number} của bài viết, kể lại hội thi ở xã.</p>" for number in range(10))


def read(body, head=""):
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>", URL)


PORTAL = f"""
<div class="banner">Thứ Hai, 23/11/2026</div><nav><ul><li><a href="/">Trang chủ</a></li><li>Tin tức</li></ul></nav>
<div id="content"><h1>{TITLE}</h1><span class="date">Thứ Ba, 12/03/2024 08:30</span>
<div class="body"><p>Ngày 11/3, UBND huyện tổ chức hội thi theo Kế hoạch số 250/KH-UBND ngày 25/12/2023.</p>
{STORY}</div>
<div class="related"><a>Tin khác (01/01/2020)</a></div></div>
<footer>Giấy phép số 12/GP-TTĐT ngày 05/6/2018</footer>
"""


def test_a_page_of_a_portal():
    facts = read(PORTAL, f"<title>{TITLE} - Trang thông tin điện tử huyện Vĩnh Linh</title>")
    assert (facts.url, facts.title, facts.published_on) == (URL, TITLE, DAY)
    assert facts.text.startswith("Ngày 11/3, UBND huyện")
    assert "Tin khác" not in facts.text
    assert "Trang chủ" not in facts.text


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<meta property='og:title' content='Tin &amp;amp; bài'><title>Khác</title>", "<h1>Nữa</h1>", "Tin & bài"),
        ("<title>Khác - Báo</title>", "<h1> Tin\n <b>vui</b></h1>", "Tin vui"),
        ("<title>Tin vui | Cổng thông tin điện tử tỉnh</title>", "", "Tin vui"),
        ("<title>Cổng thông tin điện tử tỉnh - Tin vui</title>", "", "Tin vui"),
        ("<title>Tin vui - vui lắm - Vinh Linh</title>", "", "Tin vui - vui lắm"),
        ("<title>Trang thông tin điện tử xã A</title>", "<h1>Tin vui</h1>", "Tin vui"),
        ("<meta property='og:title' content='Cổng thông tin điện tử'><title>Tin vui</title>", "", "Tin vui"),
        (
            "<meta property='og:site_name' content='Xã A'><meta name='og:title' content='Xã A'><title>Tin</title>",
            "",
            "Tin",
        ),
        ("<title>Báo Quảng Trị</title>", "", "Báo Quảng Trị"),
        ("", "<p>không có</p>", ""),
    ],
)
def test_the_title(head, body, title):
    assert read(body, head).title == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "<meta property='article:published_time' content='2024-03-11T18:00Z'><meta name=date content=2020-01-01>",
            "",
        ),
        ("<meta name=date content=2020-01-01><meta property='article:published_time' content='2024-03-12'>", ""),
        ("<meta itemprop='datePublished' content='2024-03-12T08:00:00+07:00'>", ""),
        ('<script type=\'application/ld+json\'>{"@graph":[{"datePublished":"2024-03-12"}]}</script>', ""),
        ("", "<time datetime='2024-03-12T08:00'>hôm kia</time>"),
        ("<title>Tin vui của xã</title>", "23/11/2026<p>x</p><h1>Tin vui của xã</h1>Ngày đăng: 12-03-2024"),
        ("<title>Tin vui của xã</title>", f"23/11/2026{'<p>menu</p>' * 90}12/03/2024<h1>Tin vui của xã</h1><p>x</p>"),
        ("", "Thứ Ba, ngày 12 tháng 3 năm 2024<p>bài</p>"),
        ("", "<h1>Tin vui</h1>theo Quyết định số 12/QĐ-UBND ngày 01/02/2024, <p>12/3/2024</p>"),
        ("", f"<div>Tin vui</div>{'<p>menu</p>' * 200}<h1>Tin vui</h1>12/03/2024"),
    ],
)
def test_the_day(head, body):
    assert read(body, head).published_on == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Tin vui</h1>không có ngày",
        f"23/11/2026{'<p>menu</p>' * 90}<h1>Tin vui</h1>không có ngày",
        "<time datetime='hôm qua'>x</time>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>"
        + json.dumps({"datePublished": 5, "a": [None, {"datePublished": ""}]})
        + "</script>",
    ],
)
def test_no_day_is_better_than_a_wrong_one(body):
    assert read(body).published_on is None


@pytest.mark.parametrize(
    "claimed",
    [
        TITLE,
        TITLE.upper(),
        "Vinh Linh: hoi thi tim hieu cai cach hanh chinh nam 2024",
        "Vĩnh Linh - Hội thi tìm hiểu “Cải cách hành chính” năm 2024.",
        "Hội thi tìm hiểu cải cách hành chính năm 2024",
        "Vĩnh Linh: Hội thi tìm hiểu cãi cách hành chính năm 2024",
        "Huyện Vĩnh Linh: Hội thi tìm hiểu cải cách hành chính năm 2024",
    ],
)
def test_the_same_story(claimed):
    assert is_about(claimed, read(PORTAL, f"<title>{TITLE}</title>"))


@pytest.mark.parametrize(
    "claimed",
    ["", "-", "Hội thi", "Vĩnh Linh", "Tin tức", "Vĩnh Linh: khai trương Trung tâm Phục vụ hành chính công",
     "Hội thi tìm hiểu Luật Đất đai", "Xã Hiền Thành tổ chức họp thôn về cải cách hành chính"],
)  # fmt: skip
def test_another_story(claimed):
    assert not is_about(claimed, read(PORTAL, f"<title>{TITLE}</title>"))


def test_a_sites_name_is_no_story():
    facts = read("<p>x</p>", "<title>UBND xã Vĩnh Linh</title>")
    assert not is_about("UBND xã Vĩnh Linh khai trương mô hình hẹn giờ trả kết quả thủ tục hành chính", facts)


def test_a_short_title_must_be_the_whole_one():
    assert is_about("Tin vui", read("<h1>TIN VUI</h1>"))
    assert not is_about("Tin vui", read("<h1>Tin vui của xã Vĩnh Linh</h1>"))


def test_a_story_whose_title_stands_in_its_text_alone():
    body = f"<div><p><b>{TITLE}</b></p>{STORY}</div>"
    assert is_about(TITLE, read(body, "<title>Trang thông tin điện tử huyện Vĩnh Linh</title>"))


def test_a_list_of_stories_is_none_of_them():
    teasers = "".join(f"<p>Tin số {number} của huyện trong tuần này</p>" for number in range(20))
    assert not is_about(TITLE, read(f"<div>{teasers}<p>{TITLE}</p></div>", "<title>Trang chủ</title>"))


def test_days_agree_within_three():
    facts = read("", "<meta name=pubdate content='12/03/2024'>")
    assert [dates_agree(date(2024, 3, day), facts) for day in (8, 9, 12, 15, 16)] == [False, True, True, True, False]
    assert dates_agree(date(2024, 3, 11), facts, days=0) is False
    assert dates_agree(DAY, read("")) is None


def test_the_text_ends_and_is_there_without_paragraphs():
    assert len(read("<p>" + "dài " * 5_000 + "</p>").text) == 5_000
    assert read("<div>một<br>hai</div>").text == "một\nhai"


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "<", "<!-- ", "{}", "%PDF-1.7", "<?xml version='1.0' encoding='x'?><a/>"]
)
def test_what_is_no_page_has_no_facts(text):
    facts = read_page(text, "http://[")
    assert (facts.title, facts.titles, facts.published_on) == ("", (), None)


PIECES = ["<title>", "</title>", "<h1>", "</h1>", "Tin vui ", "<p>", "<meta property=og:title content='a'>",
          "12/03/2024", "<script type=application/ld+json>", "</script>", '{"datePublished":', '"2024-03-12"', "}", "[",
          "<time datetime=", "<li>", " - ", "&#x0;", "\ud800", "</body>", "<meta name=date>",
          "<meta content='x'>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=20))
def test_nothing_breaks_it(text, claimed):
    facts = read_page(text, URL)
    is_about(claimed, facts)
    dates_agree(DAY, facts)
