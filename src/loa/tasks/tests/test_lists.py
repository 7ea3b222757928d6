"""The list behind a plan's numbers: what its address narrows it to, how it is sorted, kept, and as a workbook."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from loa.base.clock import now, today
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, UnitVersion
from loa.plans.tests.factories import make_plan
from loa.tasks.actions import save_view
from loa.tasks.choices import State
from loa.tasks.models import Obligation, SavedView
from loa.tasks.queries import Filter, narrowed, read_filter
from loa.tasks.tests.factories import make_units, make_work
from loa.tasks.tests.test_desk import page, person

pytestmark = pytest.mark.django_db
SENT = {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 14)}


def owner(obligation):
    return obligation.task.version.plan.owner


def address(name, obligation, query=""):
    return reverse(f"desk:{name}", args=[obligation.task.version.plan.slug]) + (f"?{query}" if query else "")


def listed(client, obligation, query=""):
    """Return the ids of the obligations that a page of the list shows, in order."""
    text = page(client, address("plan_list", obligation, query))
    return [int(found) for found in re.findall(r'<a href="/viec/(\d+)/">', text)]


def change(obligation, **fields):
    Obligation.objects.filter(pk=obligation.pk).update(**fields)


# --- what it is narrowed to ------------------------------------------------------------------------------------------
def test_each_word_of_the_address_leaves_what_it_says(client):
    late, soon, far, back, aside, sent, undated = owed = make_work(units=7)
    person(client, owner(late), Role.LEADER)
    change(late, due_on=date(2024, 3, 1))
    change(soon, due_on=date(2024, 3, 20))
    change(far, due_on=date(2024, 6, 30))
    change(back, due_on=date(2024, 3, 20), state=State.RETURNED, opened_at=now())
    change(aside, state=State.NOT_APPLICABLE)
    change(sent, **SENT)
    change(undated, due_on=None)
    expected = {
        "": set(owed) - {aside},
        "trang-thai=qua-han": {late},
        "trang-thai=sap-den-han": {soon, back},
        "trang-thai=tra-lai": {back},
        "trang-thai=khong-ap-dung": {aside},
        "trang-thai=da-gui": {sent},
        "thang=2024-03": {late, soon, back, sent},
        "thang=2024-06": {far},
        "thang=khong": {undated},
        "chua-mo=1": {late, soon, far, undated},
        "chi-co-loi=1": {sent},
        f"don-vi={far.unit_id}": {far},
        "ten=XÃ+mẫu++3": {far},
        "ten=khong+co": set(),
        "trang-thai=sap-den-han&chua-mo=1": {soon},
    }
    for query, wanted in expected.items():
        assert set(listed(client, late, query)) == {one.pk for one in wanted}, query


def test_months_end_where_they_end(client):
    owed = make_work(units=4)
    days = (date(2024, 1, 31), date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1))
    for one, day in zip(owed, days, strict=True):
        change(one, due_on=day)
    person(client, owner(owed[0]))
    for one, month in zip(owed, ("2024-01", "2024-02", "2024-12", "2025-01"), strict=True):
        assert listed(client, owed[0], f"thang={month}") == [one.pk]


@pytest.mark.parametrize(
    "query",
    [
        "nhiem-vu=x&don-vi=-1&trang-thai=gi&thang=2024-13&xep=la&trang=0",
        "nhiem-vu=" + "9" * 40,
        "don-vi=٣&thang=khác&trang=9999999999999999",
        "thang=2024-00",
        "thang=١٢٣٤-٠١",
        "ten=++",
    ],
)
def test_what_the_address_cannot_mean_is_left_out(client, query):
    owed = make_work(units=2)
    person(client, owner(owed[0]))
    assert len(listed(client, owed[0], query)) == 2


def test_what_is_narrowed_is_said_with_a_way_out_of_each(client):
    owed = make_work(units=2)[0]
    person(client, owner(owed))
    query = f"nhiem-vu={owed.task_id}&don-vi={owed.unit_id}&trang-thai=chua-bat-dau&thang=2024-03&xep=don-vi"
    text = page(client, address("plan_list", owed, query))
    said = re.findall(r'href="\?([^"]*)" aria-label="Bỏ lọc: ([^"]+)"', text)
    assert [words for _, words in said][1:] == ["UBND xã Mẫu 1", "chưa bắt đầu, trong hạn", "hạn tháng 3/2024"]
    without_unit = said[1][0].replace("&amp;", "&")
    assert without_unit == query.replace(f"&don-vi={owed.unit_id}", "")
    assert "Bỏ lọc" not in page(client, address("plan_list", owed, "xep=don-vi"))


def test_a_filter_says_itself_in_an_address_and_is_read_back():
    owed = make_work()[0]
    units = {owed.unit_id: "UBND xã Mẫu 1"}
    asked = {"nhiem-vu": str(owed.task_id), "don-vi": str(owed.unit_id), "ten": "mau", "trang-thai": "sap-den-han"}
    asked |= {"thang": "khong", "chua-mo": "1", "chi-co-loi": "1", "xep": "cap-nhat"}
    wanted = read_filter(asked, [owed.task_id], units)
    again = dict(pair.split("=") for pair in wanted.query.split("&"))
    assert again == asked
    assert Filter().query == ""
    assert len(read_filter(asked | {"ten": "ế" * 300}, [owed.task_id], units).query) <= 500


# --- order -----------------------------------------------------------------------------------------------------------
def test_the_list_is_sorted_as_asked_and_pages_keep_it(client):
    owed = make_work(tasks=2, units=2)
    names = dict(zip([owed[0].unit_id, owed[1].unit_id], ("B", "A"), strict=True))
    for unit, name in names.items():
        UnitVersion.objects.filter(unit=unit).update(name=name)
    a, b, c, d = owed  # task 1: units B, A; task 2: units B, A
    change(d, due_on=date(2024, 3, 1))
    change(c, state_at=now())
    person(client, owner(a))
    assert listed(client, a) == [d.pk, a.pk, b.pk, c.pk]
    assert listed(client, a, "xep=don-vi") == [d.pk, b.pk, a.pk, c.pk]
    assert listed(client, a, "xep=nhiem-vu") == [a.pk, b.pk, d.pk, c.pk]
    assert listed(client, a, "xep=cap-nhat")[0] == c.pk


def test_a_second_page_goes_on_where_the_first_ended(client):
    owed = make_work(tasks=3, units=20)
    person(client, owner(owed[0]))
    first = listed(client, owed[0], "xep=don-vi")
    second = listed(client, owed[0], "xep=don-vi&trang=2")
    assert (len(first), len(second)) == (50, 10)
    assert set(first) | set(second) == {one.pk for one in owed}
    assert 'href="?xep=don-vi&amp;trang=2"' in client.get(address("plan_list", owed[0], "xep=don-vi")).text


# --- cost ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("query", ["", "xep=don-vi&thang=2024-03", "trang-thai=chua-bat-dau&ten=mau"])
def test_the_list_costs_the_same_whatever_the_rows(client, size, query, django_assert_num_queries):
    owed = make_work(tasks=size, units=size, periods=size)
    by = person(client, owner(owed[0]))
    for number in range(size):
        save_view(version=owed[0].task.version, name=f"Số {number}", query="", by=by, at=now())
    with django_assert_num_queries(13):
        page(client, address("plan_list", owed[0], query))


def test_among_many_units_a_name_is_typed_and_the_page_stays_light(client):
    owed = make_work(tasks=3, units=110)
    person(client, owner(owed[0]))
    text = client.get(address("plan_list", owed[0])).text
    assert 'name="ten"' in text
    assert '<select id="don-vi"' not in text
    assert len(text.encode()) < 70_000


# --- who sees what ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["plan_list", "list_export"])
def test_a_unit_beside_is_neither_listed_nor_exported(client, name):
    own, other = make_work(units=2)
    UnitVersion.objects.filter(unit=other.unit).update(name="UBND xã Khác")
    person(client, own.unit)
    for query in ("", f"don-vi={other.unit_id}", "ten=khac", "xep=don-vi"):
        answer = client.get(address(name, own, query))
        text = answer.text if name == "plan_list" else str(cells(answer))
        assert "UBND xã Mẫu 1" in text or query == "ten=khac"
        assert "UBND xã Khác" not in text


def test_of_a_plan_of_others_nothing_is_kept_or_exported(client):
    owed = make_work()[0]
    person(client, make_units(2)[1])
    assert client.get(address("list_export", owed)).status_code == 404
    for name in ("save_view", "drop_view"):
        assert client.post(address(name, owed), {"ten-bo-loc": "Của tôi"}).status_code == 404


# --- kept under a name -----------------------------------------------------------------------------------------------
def test_a_list_is_kept_under_a_name_for_oneself_and_dropped(client):
    owed = make_work(units=2)[0]
    by = person(client, owner(owed), Role.LEADER)
    kept = {"ten-bo-loc": "  Quá   hạn tháng 3 ", "loc": "trang-thai=qua-han&thang=2024-03&trang=2&la=1"}
    done = client.post(address("save_view", owed), kept, follow=True)
    assert done.redirect_chain[-1][0].endswith("?trang-thai=qua-han&thang=2024-03")
    assert "Đã lưu bộ lọc “Quá hạn tháng 3”" in done.text
    here = address("plan_list", owed, "trang-thai=qua-han&amp;thang=2024-03")
    assert f'href="{here}" aria-current="true">Quá hạn tháng 3</a>' in done.text
    view = SavedView.objects.get()
    assert (view.person, view.query) == (by, "trang-thai=qua-han&thang=2024-03")
    client.post(address("save_view", owed), {"ten-bo-loc": "Quá hạn tháng 3", "loc": "trang-thai=qua-han"}, follow=True)
    assert SavedView.objects.get().query == "trang-thai=qua-han"
    person(client, owner(owed), Role.LEADER, "nguoi-khac")
    assert "Quá hạn tháng 3" not in page(client, address("plan_list", owed))
    client.post(address("drop_view", owed), {"ten-bo-loc": "Quá hạn tháng 3"})
    assert SavedView.objects.exists()
    client.force_login(by)
    gone = client.post(address("drop_view", owed), {"ten-bo-loc": "Quá hạn tháng 3"}, follow=True)
    assert "Đã bỏ bộ lọc" in gone.text
    assert not SavedView.objects.exists()
    entries = AuditEntry.objects.filter(action__in=("tasks.save_view", "tasks.drop_view"))
    assert entries.count() == 3


@pytest.mark.parametrize(("name", "said"), [("", "Ghi tên"), ("   ", "Ghi tên"), ("a" * 81, "dài quá 80 chữ")])
def test_a_bad_name_is_refused_beside_the_field_and_stays(client, name, said):
    owed = make_work()[0]
    person(client, owner(owed))
    answer = client.post(address("save_view", owed), {"ten-bo-loc": name, "loc": "trang-thai=qua-han"})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{name}" aria-describedby' in answer.text
    assert 'value="qua-han" selected' in answer.text
    assert not SavedView.objects.exists()


def test_twenty_lists_are_kept_and_one_more_only_in_place_of_one(client):
    owed = make_work()[0]
    by = person(client, owner(owed))
    version = owed.task.version
    SavedView.objects.bulk_create(SavedView(person=by, version=version, name=f"Số {n}") for n in range(20))
    SavedView.objects.create(person=by, version=make_plan(slug="khac"), name="Ở kế hoạch khác")
    full = client.post(address("save_view", owed), {"ten-bo-loc": "Thêm", "loc": "thang=khong"})
    assert "Đã lưu 20 bộ lọc" in full.text
    client.post(address("save_view", owed), {"ten-bo-loc": "Số 3", "loc": "thang=khong"})
    assert SavedView.objects.get(version=version, name="Số 3").query == "thang=khong"
    assert SavedView.objects.filter(version=version).count() == 20


# --- as a workbook ---------------------------------------------------------------------------------------------------
def cells(answer):
    assert answer["Content-Type"].endswith("spreadsheetml.sheet"), answer.status_code
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active.iter_rows()]


def test_the_workbook_holds_all_rows_of_the_filter_with_days_and_numbers(client):
    owed = make_work(tasks=3, units=20)
    change(owed[0], due_on=date(2024, 3, 1), returns=2, opened_at=now())
    change(owed[1], state_at=now(), **SENT)
    person(client, owner(owed[0]), Role.VIEWER)
    answer = client.get(address("list_export", owed[0], "xep=han"))
    assert 'filename="dau-viec-2024-03-15.xlsx"' in answer["Content-Disposition"]
    notes, head, first, *rest = cells(answer)[1:]
    assert "60 đầu việc, ngày 15/03/2024. Lọc: tất cả việc phải làm." in notes[0]
    assert (len(head), len(rest)) == (12, 59)
    by_head = dict(zip(head, first, strict=True))
    assert by_head["Số"] == 1
    assert by_head["Hạn cuối"].date() == date(2024, 3, 1)
    assert (by_head["Số ngày quá hạn"], by_head["Số lần trả lại"], by_head["Đơn vị mở xem"]) == (14, 2, "đã mở")
    assert by_head["Trạng thái"] == "chưa hoàn thành, đã quá hạn"
    sent = next(row for row in rest if row[7])
    assert (sent[7].date(), sent[6], sent[11].hour) == (date(2024, 3, 14), None, now().astimezone().hour)
    narrow = cells(client.get(address("list_export", owed[0], "trang-thai=qua-han")))
    assert "1 đầu việc" in narrow[1][0]
    assert "Lọc: đã quá hạn." in narrow[1][0]
    assert len(narrow) == 4


def test_what_was_typed_is_no_formula_and_a_demonstration_says_so(client, settings):
    owed = make_work()[0]
    UnitVersion.objects.filter(unit=owed.unit).update(name="=HYPERLINK(1)")
    person(client, owner(owed))
    assert "MINH HỌA" not in str(cells(client.get(address("list_export", owed)))[0])
    settings.LOA_DEMO = True
    book = load_workbook(BytesIO(client.get(address("list_export", owed)).content)).active
    assert book["A1"].value == "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert [cell.data_type for cell in book[5] if cell.value == "=HYPERLINK(1)"] == ["s"]


def test_above_the_most_the_workbook_says_what_is_missing(client, monkeypatch):
    monkeypatch.setattr("loa.tasks.views.lists.MOST_EXPORTED", 2)
    owed = make_work(units=3)
    person(client, owner(owed[0]))
    rows = cells(client.get(address("list_export", owed[0])))
    assert "3 đầu việc" in rows[1][0]
    assert "Chỉ gồm 2 đầu việc đầu tiên" in rows[2][0]
    assert len(rows) == 6


@pytest.mark.parametrize("size", [1, 3])
def test_the_workbook_costs_the_same_whatever_the_rows(client, size):
    owed = make_work(tasks=size, units=size)
    person(client, owner(owed[0]))
    with CaptureQueriesContext(connection) as found:
        client.get(address("list_export", owed[0]))
    assert len(found) == 11


def test_rows_come_within_what_is_seen_however_the_list_is_asked_for():
    own, other = make_work(units=2)
    version = own.task.version
    for wanted in (Filter(), Filter(unit=other.unit_id), Filter(named="x", of_name=frozenset([other.unit_id]))):
        found = narrowed(version, {own.unit_id}, wanted, today())
        assert set(found.values_list("unit", flat=True)) <= {own.unit_id}


def test_a_role_in_the_owner_is_asked_for_to_be_offered_adjusting(client):
    owed = make_work()[0]
    by = person(client, owner(owed), Role.DEPUTY)
    assert "dieu-chinh" not in page(client, address("plan_list", owed))
    assign_role(user=by, unit=owner(owed), role=Role.APPROVER, by=None, at=now())
    assert "dieu-chinh" in page(client, address("plan_list", owed))
