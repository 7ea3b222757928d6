import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from loa.plans.models import Finding, PlanVersion
from loa.plans.tests.factories import make_plan
from loa.website.models import HomePage

pytestmark = pytest.mark.django_db

PLAN = "/ke-hoach/tuyen-truyen-cchc-2024/"
FILE = f"{PLAN}tep/"


@pytest.fixture(autouse=True)
def _each_page_made_anew(settings) -> None:
    settings.LOA_PAGE_CACHE_SECONDS = 0


@pytest.fixture
def on(settings):
    def set_day(day: date) -> None:
        settings.LOA_TODAY = day

    return set_day


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- the front page ---------------------------------------------------------------------------------------------------


def test_the_front_page_says_that_there_is_no_plan_yet(client) -> None:
    assert "<h1>Chưa có kế hoạch nào</h1>" in page(client, "/")


def test_the_front_page_counts_the_plan_and_every_figure_opens_its_list(client, on) -> None:
    make_plan()
    on(date(2024, 10, 15))

    shown = page(client, "/")

    assert "<h1>Kế hoạch Tuyên truyền cải cách hành chính năm 2024</h1>" in shown
    for anchor, figure in (("nhiem-vu", "8"), ("co-quan", "6"), ("bao-cao-1", "20/11/2024")):
        assert f'<a href="{PLAN}#{anchor}">{figure}</a>' in shown
        assert f'id="{anchor}"' in page(client, PLAN)


def test_the_front_page_names_the_next_dates_from_the_installation_s_day(client, on) -> None:
    make_plan()
    on(date(2024, 11, 24))

    shown = text_of(page(client, "/"))

    assert "Tính từ hôm nay, 24/11/2024." in shown
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


# --- plans ------------------------------------------------------------------------------------------------------------


def test_the_list_names_every_plan_with_its_figures(client) -> None:
    make_plan()
    make_plan(year=2023, title="Kế hoạch năm 2023", tasks=1)

    shown = text_of(page(client, "/ke-hoach/"))

    assert shown.index("Năm 2024") < shown.index("Năm 2023")
    assert "8 nhiệm vụ, 6 cơ quan chủ trì." in shown
    assert "1 nhiệm vụ, 2 cơ quan chủ trì." in shown


def test_the_list_says_that_it_is_empty(client) -> None:
    assert "Chưa có kế hoạch nào." in page(client, "/ke-hoach/")


def test_a_task_shows_its_deadline_in_words_and_as_written_with_the_finding_below(client) -> None:
    make_plan()

    task = re.search(r'<tbody[^>]*id="nhiem-vu-2">.*?</tbody>', page(client, PLAN), re.DOTALL)[0]

    assert 'data-label="Thời gian hoàn thành"' in task
    shown = text_of(task)
    assert "Trước ngày 15/12/2024 (Chủ nhật) Văn bản ghi: “Hoàn thành trước 15/12/2024”" in shown
    assert "Cần xem lại Nhiệm vụ 2 xong trước 15/12/2024, sau hạn báo cáo 20/11/2024." in shown


def test_blank_facts_are_said_plainly(client) -> None:
    make_plan()
    assert "Số, ngày ký chưa ghi trong văn bản" in text_of(page(client, PLAN))

    PlanVersion.objects.update(symbol="12/KH-UBND", issued_on=date(2024, 1, 31))
    shown = text_of(page(client, PLAN))
    assert "Số, ký hiệu 12/KH-UBND" in shown
    assert "Ngày ban hành 31/01/2024" in shown


def test_a_count_that_differs_from_the_document_s_is_said(client) -> None:
    make_plan()
    PlanVersion.objects.update(declared_task_count=9)
    assert "8 ; văn bản ghi tổng số 9" in text_of(page(client, PLAN))


def test_a_plan_of_which_nothing_was_understood_still_has_a_page(client) -> None:
    version = make_plan(tasks=0, findings=False)
    for part in ("clause_set", "duty_set", "reportduty_set"):
        getattr(version, part).all().delete()

    shown = text_of(page(client, PLAN))

    assert "Chưa đọc được nhiệm vụ nào trong văn bản này." in shown
    assert "Văn bản không nêu báo cáo nào có hạn gửi." in shown
    assert "Không thấy chỗ nào thiếu hoặc lệch nhau trong văn bản này." in shown


def test_every_link_within_the_page_has_its_place(client) -> None:
    make_plan()
    shown = page(client, PLAN)

    places = re.findall(r'\bid="([^"]+)"', shown)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= set(places)


def test_an_unknown_plan_is_not_found(client) -> None:
    assert client.get("/ke-hoach/khong-co/").status_code == 404
    assert client.get("/ke-hoach/khong-co/tep/").status_code == 404


def test_a_document_s_words_are_never_markup(client) -> None:
    make_plan(title="<script>alert(1)</script>")
    assert "<script" not in client.get(PLAN).content.decode()


# --- the source document ----------------------------------------------------------------------------------------------


def test_the_source_document_is_handed_out_unchanged_under_its_own_name(client) -> None:
    make_plan(content="nội dung".encode())

    response = client.get(FILE)

    assert b"".join(response.streaming_content) == "nội dung".encode()
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "K%E1%BA%BF%20ho%E1%BA%A1ch%202024.txt" in disposition
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_with_personal_data_is_refused_with_an_explanation(client) -> None:
    version = make_plan()
    Finding.objects.create(version=version, position=9, code="personal-data", severity="warning", message="…")

    response = client.get(FILE)

    assert response.status_code == 403
    assert "Văn bản gốc không phát công khai" in response.content.decode()
    assert FILE not in page(client, PLAN)


def test_a_lost_file_is_explained(client) -> None:
    version = make_plan()
    version.file.storage.delete(version.file.name)

    response = client.get(FILE)

    assert response.status_code == 404
    assert "Không tìm thấy tệp văn bản gốc" in response.content.decode()


# --- every public page ------------------------------------------------------------------------------------------------

PAGES = ["/", "/ke-hoach/", PLAN]


def fill(count: int) -> None:
    for number in range(count):
        make_plan(
            tasks=(1, 8, 40)[count - 1], slug=f"tuyen-truyen-cchc-2024{'-x' * number}", title=f"Kế hoạch {number}"
        )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/", 9), ("/ke-hoach/", 1), (PLAN, 8)])
def test_a_page_costs_the_same_queries_for_any_number_of_rows(
    client, address, queries, count, django_assert_num_queries
) -> None:
    fill(count)
    client.get(address)  # the first request finds out about sites and content types

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_for_everyone(client, address, settings) -> None:
    settings.LOA_PAGE_CACHE_SECONDS = 60
    make_plan()

    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "public" in response["Cache-Control"]
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_nothing_inline_and_asks_no_other_host(client, address) -> None:
    make_plan()
    shown = page(client, address)

    assert re.findall(r"<(?:script|style)\b|\sstyle=|\son[a-z]+=|javascript:", shown) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', shown) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light_on_an_old_phone(client, address) -> None:
    make_plan(tasks=40)
    style = Path(finders.find("base/loa.css")).read_bytes()

    assert len(gzip.compress(client.get(address).content)) + len(gzip.compress(style)) < 30_000


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading_one_main_and_a_way_to_it(client, address) -> None:
    make_plan()
    shown = page(client, address)

    assert '<html lang="vi">' in shown
    assert len(re.findall(r"<h1\b", shown)) == len(re.findall(r"<main\b", shown)) == 1
    assert shown.index('href="#noi-dung"') < shown.index("<header")
    assert 'id="noi-dung"' in shown


@pytest.mark.parametrize(("address", "current"), [("/", "page"), ("/ke-hoach/", "page"), (PLAN, "true")])
def test_the_menu_marks_where_the_reader_is(client, address, current) -> None:
    make_plan()
    assert re.findall(r'aria-current="(\w+)"', page(client, address)) == [current]


@pytest.mark.parametrize("address", PAGES)
def test_a_demonstration_says_so_on_every_page(client, address, settings) -> None:
    make_plan()
    assert "DỮ LIỆU MINH HỌA" not in page(client, address)

    settings.LOA_DEMO = True
    assert "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" in page(client, address)
