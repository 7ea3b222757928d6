"""Pages of plans and units, and what holds for every public page."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from loa.people.choices import UnitKind
from loa.people.models import UnitVersion
from loa.plans.models import Finding, PlanVersion
from loa.plans.tests.factories import make_plan
from loa.tasks.models import Obligation, Task
from loa.tasks.tests.factories import make_work
from loa.website.tests.pages import add_unit, hand_in, lead, page, text_of

pytestmark = pytest.mark.django_db

PLAN = "/ke-hoach/tuyen-truyen-cchc-2024/"
FILE = f"{PLAN}tep/"
# The only scripts a page has: a file of ours, and a block of data that no browser runs and no word of a page can end.
OWN = re.compile(
    r'<script type="module"[^<>]* src="/static/[^"<>]+"></script>'
    r'|<script type="application/ld\+json">[^<>&]*</script>'
)


@pytest.fixture(autouse=True)
def _each_page_made_anew(settings) -> None:
    settings.LOA_PAGE_CACHE_SECONDS = 0


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


def test_a_task_at_work_shows_the_last_day_that_counts_and_how_many_units_have_handed_in(client) -> None:
    first, *_ = make_work(tasks=2, units=3)
    hand_in(first)
    Task.objects.filter(number="2").update(due_on=date(2024, 12, 14))

    shown = page(client, PLAN)
    one, two = (text_of(task) for task in re.findall(r'<tbody[^>]*id="nhiem-vu-[12]">.*?</tbody>', shown, re.DOTALL))

    assert "1/3 đơn vị đã gửi kết quả" in one
    assert "0/3 đơn vị đã gửi kết quả" in two
    assert "Hạn cuối: thứ Bảy 14/12/2024 Văn bản ghi: “Hoàn thành trước 15/12/2024”" in two
    assert "Trước ngày 15/12/2024" not in two


def test_standing_work_is_counted_by_results_and_awaited_work_says_so(client) -> None:
    make_work(tasks=1, units=3, periods=4)
    awaited = make_work(tasks=1, units=2, version=make_plan(slug="cho"), state="awaiting_event", due_on=None)
    Task.objects.filter(pk=awaited[0].task_id).update(waits_for="công bố chỉ số", due_on=None)

    assert "0/12 kết quả theo kỳ đã gửi, 3 đơn vị thực hiện" in text_of(page(client, PLAN))
    shown = text_of(page(client, "/ke-hoach/cho/"))
    assert "2 đơn vị chờ công bố" in shown
    assert "Chờ công bố: công bố chỉ số Văn bản ghi: “Quý I/2024”" in shown
    assert "chờ công bố chỉ làm được khi cơ quan khác công bố, nên không tính là quá hạn 2" in shown


def test_progress_is_told_in_totals_and_names_no_unit(client, on) -> None:
    first, second, *_ = make_work(tasks=1, units=4)
    hand_in(first)
    Obligation.objects.filter(pk=second.pk).update(state="in_progress")
    on(date(2024, 4, 1))

    shown = text_of(page(client, PLAN))

    assert "Đến ngày 01/04/2024, 1 trong 4 đầu việc đã có kết quả gửi về." in shown
    assert "đầu việc đã giao cho 4 đơn vị; mỗi nhiệm vụ của một đơn vị trong một kỳ là một đầu việc 4" in shown
    assert "đã gửi kết quả đơn vị đã báo cáo, kèm minh chứng hoặc nội dung đã làm 1" in shown
    assert "còn trong hạn đang thực hiện hoặc chưa bắt đầu, hạn cuối chưa qua 0" in shown
    assert "đã quá hạn hạn cuối đã qua mà chưa gửi kết quả 3" in shown
    assert "xã Mẫu" not in shown


def test_large_figures_are_set_as_people_write_them(client) -> None:
    obligation, *_ = make_work()
    rest = (Obligation(task=obligation.task, unit=obligation.unit, period=str(number)) for number in range(1_233))
    Obligation.objects.bulk_create(rest)

    assert "trong 1.234 đầu việc đã giao" in text_of(page(client, PLAN))


def test_a_plan_of_which_nothing_came_in_or_was_handed_out_says_so(client) -> None:
    make_plan(slug="chua-giao")
    make_work(version=make_plan())

    assert "Đến ngày 15/03/2024 chưa có kết quả nào gửi về, trong 1 đầu việc đã giao." in text_of(page(client, PLAN))
    assert "Chưa có đầu việc nào được giao cho đơn vị theo kế hoạch này." in text_of(
        page(client, "/ke-hoach/chua-giao/")
    )


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
    assert "<script" not in OWN.sub("", client.get(PLAN).content.decode())


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


# --- units ------------------------------------------------------------------------------------------------------------

UNITS = "/don-vi/"


def test_units_are_listed_by_kind_with_how_they_are_reached_and_what_they_lead(client) -> None:
    obligation, *_ = make_work(tasks=2, units=2)
    office = add_unit("Phòng Nội vụ", kind=UnitKind.OFFICE, phone="000 000 0002 (minh họa)", email="nv@vidu.example")
    add_unit("Ủy ban MTTQ Việt Nam huyện", kind=UnitKind.OUTSIDE)
    lead(obligation.task, office)

    html = page(client, UNITS)
    shown = text_of(html)

    assert shown.index("Cơ quan chuyên môn 1") < shown.index("Ủy ban nhân dân các xã, phường, thị trấn 2")
    assert "Phòng Nội vụ Điện thoại: 000 000 0002 (minh họa) Thư điện tử: nv@vidu.example Chủ trì 1 nhiệm vụ" in shown
    assert "Mỗi đơn vị trong nhóm này cùng chủ trì 2 nhiệm vụ" in shown
    assert "UBND xã Mẫu 1 Thông tin liên hệ: chưa công bố." in shown
    assert "MTTQ" not in shown
    for address in re.findall(rf'href="{PLAN}#([^"]+)"', html):
        assert f'id="{address}"' in page(client, PLAN)


def test_units_are_those_of_today_and_no_plan_has_none(client, on) -> None:
    assert "Chưa có đơn vị nào để hiển thị." in page(client, UNITS)

    make_work(units=1)
    UnitVersion.objects.update(valid_until=date(2025, 7, 1))
    on(date(2025, 7, 1))
    assert "Đơn vị thực hiện kế hoạch không còn hoạt động vào ngày 01/07/2025." in page(client, UNITS)
    on(date(2025, 6, 30))
    assert "UBND xã Mẫu 1" in page(client, UNITS)


# --- every public page ------------------------------------------------------------------------------------------------

PAGES = ["/", "/ke-hoach/", PLAN, UNITS]


def fill(count: int) -> None:
    for number in range(count):
        slug, title = f"tuyen-truyen-cchc-2024{'-x' * number}", f"Kế hoạch {number}"
        version = make_plan(tasks=(1, 8, 40)[count - 1], slug=slug, title=title)
        obligations = make_work(version=version, tasks=count, units=count, periods=count)
        lead(obligations[0].task, obligations[0].unit)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/", 12), ("/ke-hoach/", 2), (PLAN, 4), (UNITS, 5)])
def test_a_page_costs_the_same_queries_for_any_number_of_rows(
    client, address, queries, count, django_assert_num_queries
) -> None:
    fill(count)
    # One of them asks whose site this is: where the page cache is on, once for each generation of pages.
    client.get(address)  # the first request finds out about sites, content types and the plan's text

    with django_assert_num_queries(queries):
        client.get(address)


def test_the_first_request_for_a_plan_keeps_its_budget_too(client, django_assert_num_queries) -> None:
    fill(3)
    with django_assert_num_queries(11):  # the eleventh as above
        client.get(PLAN)


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
    shown = OWN.sub("", page(client, address))

    assert re.findall(r"<(?:script|style)\b|\sstyle=|\son[a-z]+=|javascript:", shown) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//(?!testserver/)', shown) == []


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


@pytest.mark.parametrize(
    ("address", "current"), [("/", "page"), ("/ke-hoach/", "page"), (PLAN, "true"), (UNITS, "page")]
)
def test_the_menu_marks_where_the_reader_is(client, address, current) -> None:
    make_plan()
    assert re.findall(r'aria-current="(\w+)"', page(client, address)) == [current]


@pytest.mark.parametrize("address", PAGES)
def test_a_demonstration_says_so_on_every_page(client, address, settings) -> None:
    make_plan()
    assert "DỮ LIỆU MINH HỌA" not in page(client, address)

    settings.LOA_DEMO = True
    assert "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" in page(client, address)
