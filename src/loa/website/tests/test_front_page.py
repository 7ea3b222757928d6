"""The front page: the plan of the year, how its work goes, what comes next, whom to ask."""

from datetime import date

import pytest

from loa.people.models import Unit
from loa.plans.tests.factories import make_plan
from loa.tasks.tests.factories import make_work
from loa.website.models import HomePage
from loa.website.tests.pages import hand_in, lead, page, text_of

pytestmark = pytest.mark.django_db

PLAN = "/ke-hoach/tuyen-truyen-cchc-2024/"


def test_the_front_page_says_that_there_is_no_plan_yet(client) -> None:
    assert "<h1>Chưa có kế hoạch nào</h1>" in page(client, "/")


def test_the_front_page_of_a_plan_of_which_nothing_was_handed_out_counts_what_its_text_says(client) -> None:
    make_plan()

    shown = page(client, "/")

    assert "<h1>Kế hoạch Tuyên truyền cải cách hành chính năm 2024</h1>" in shown
    assert "Chưa có đầu việc nào được giao cho đơn vị." in text_of(shown)
    for anchor, figure in (("nhiem-vu", "8 nhiệm vụ"), ("co-quan", "6 cơ quan, nhóm cơ quan")):
        assert f'<a href="{PLAN}#{anchor}">{figure}</a>' in shown
        assert f'id="{anchor}"' in page(client, PLAN)


def test_the_front_page_names_the_next_dates_from_the_installation_s_day(client, on) -> None:
    make_plan()
    on(date(2024, 11, 24))

    shown = text_of(page(client, "/"))

    assert "Tính từ hôm nay, 24/11/2024, theo văn bản kế hoạch." in shown
    assert "Trước ngày 25/11/2024 (thứ Hai) ngày mai" in shown
    assert "Gửi báo cáo về Phòng Nội vụ" not in shown


def test_the_front_page_shows_the_newest_plan_where_this_year_has_none(client, on) -> None:
    make_plan()
    on(date(2025, 2, 1))

    shown = text_of(page(client, "/"))

    assert "Năm nay chưa có kế hoạch. Dưới đây là kế hoạch gần nhất, của năm 2024." in shown
    assert "Kế hoạch không còn mốc nào sau ngày này." in shown


def test_the_front_page_names_the_other_plans_of_the_year(client, on) -> None:
    make_plan()
    make_plan(slug="xa-vinh-thuy", title="Kế hoạch của xã Vĩnh Thủy")
    on(date(2024, 3, 1))

    assert 'href="/ke-hoach/xa-vinh-thuy/"' in page(client, "/")


def test_an_editor_s_introduction_stands_in_for_the_standing_one(client) -> None:
    make_plan()
    HomePage.objects.update(introduction="<p>Lời của Ủy ban.</p>")

    shown = page(client, "/")

    assert "Lời của Ủy ban." in shown
    assert "Cơ quan nào làm việc gì" not in shown


def test_the_front_page_says_how_the_work_goes_and_what_is_due_this_month(client, on) -> None:
    first, *_ = make_work(tasks=2, units=3, due_on=date(2024, 3, 31))
    hand_in(first)
    make_work(tasks=1, units=3, periods=2, version=make_plan(slug="khac", year=2023, title="Kế hoạch năm cũ"))

    shown = text_of(page(client, "/"))

    assert "Đến ngày 15/03/2024, 1 trong 6 đầu việc đã có kết quả gửi về." in shown
    assert "Đến hạn trong tháng 3 Chủ nhật 31/03/2024" in shown
    assert shown.count("/3 đơn vị đã gửi kết quả") == 2
    assert "1/3 đơn vị đã gửi kết quả" in shown
    assert "Hạn tiếp theo" not in shown

    on(date(2024, 2, 1))
    shown = text_of(page(client, "/"))
    assert "Tháng này không có việc nào đến hạn." in shown
    assert "Hạn tiếp theo Chủ nhật 31/03/2024" in shown


def test_the_front_page_shows_the_first_of_many_due_dates_and_says_how_many_there_are(client) -> None:
    make_work(tasks=9, version=make_plan(tasks=40))

    shown = text_of(page(client, "/"))

    assert shown.count("0/1 đơn vị đã gửi kết quả") == 8
    assert "Trên đây là 8 trong 9 việc đến hạn tháng này." in shown


def test_the_front_page_says_whom_to_ask(client) -> None:
    obligation, *_ = make_work(tasks=2, units=1)
    assert "Các cơ quan chủ trì nhiều nhiệm vụ nhất" not in page(client, "/")

    lead(obligation.task, obligation.unit)
    Unit.objects.filter(pk=obligation.unit_id).update(phone="000 000 0001 (minh họa)")
    shown = text_of(page(client, "/"))

    assert "UBND xã Mẫu 1 chủ trì 1 nhiệm vụ Điện thoại: 000 000 0001 (minh họa)" in shown
