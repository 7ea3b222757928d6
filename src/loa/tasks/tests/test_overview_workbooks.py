"""What the pages of watching show, handed out whole: the same rows and figures, narrowed alike, within one's reach."""

from datetime import timedelta

import pytest
from django.urls import reverse

from loa.people.models import Unit, UnitVersion
from loa.tasks.actions.calling import note_call
from loa.tasks.choices import State
from loa.tasks.models import Indicator, Participant
from loa.tasks.tests.factories import make_units, make_work, stand
from loa.tasks.tests.late_work import late_work
from loa.tasks.tests.test_lists import cells
from loa.tasks.tests.test_overview import TODAY, watcher
from loa.tasks.tests.test_reminding import THE_DAY, at

pytestmark = pytest.mark.django_db
PARTS = ("nhiem-vu", "don-vi", "thang", "so-lieu")


def handed_out(client, plan, part, query=""):
    """Return the head and the rows of a workbook, each row by the words of the head."""
    answer = client.get(reverse("desk:plan_workbook", args=[plan.slug, part]) + query)
    lines = cells(answer)
    place = next(number for number, line in enumerate(lines) if len([one for one in line if one is not None]) > 1)
    head = lines[place]
    return [line[0] for line in lines[:place]], [dict(zip(head, line, strict=True)) for line in lines[place + 1 :]]


def test_tasks_and_units_with_their_figures_and_their_year(client):
    owed = make_work(tasks=2, units=3)
    plan = owed[0].task.version.plan
    stand(owed[0], due_on=TODAY - timedelta(days=20))
    stand(owed[1], state=State.SUBMITTED, submitted_on=TODAY)
    client.force_login(watcher(plan.owner))
    notes, tasks = handed_out(client, plan, "nhiem-vu")
    assert plan.title in notes
    assert [(one["Đã giao"], one["Đã gửi"], one["Đang quá hạn"]) for one in tasks] == [(3, 1, 1), (3, 0, 0)]
    assert (tasks[0]["Tháng 2/2024"], tasks[0]["Tháng 3/2024"]) == ("0/1", "1/2")
    assert tasks[0]["Chủ trì"] == Participant.objects.first().name
    _, units = handed_out(client, plan, "don-vi", "?xep=ten")
    assert [(one["Đơn vị"], one["Đã giao"], one["Đang quá hạn"], one["Im lặng"]) for one in units] == [
        ("UBND xã Mẫu 1", 2, 1, "im lặng"),
        ("UBND xã Mẫu 2", 2, 0, None),
        ("UBND xã Mẫu 3", 2, 0, None),
    ]
    _, months = handed_out(client, plan, "thang")
    assert [(one["Tháng"], one["Đã giao"]) for one in months] == [("Tháng 2/2024", 1), ("Tháng 3/2024", 5)]


def test_a_workbook_is_narrowed_and_sorted_as_its_page(client):
    owed = make_work(tasks=3, units=2)
    plan = owed[0].task.version.plan
    stand(owed[4], due_on=TODAY - timedelta(days=3))
    client.force_login(watcher(plan.owner))
    titles = [one.task.title for one in owed[::2]]
    _, late_first = handed_out(client, plan, "nhiem-vu", "?xep=qua-han")
    assert [one["Nhiệm vụ"] for one in late_first] == [titles[2], titles[0], titles[1]]
    notes, only_late = handed_out(client, plan, "nhiem-vu", "?qua-han=1")
    assert [one["Nhiệm vụ"] for one in only_late] == [titles[2]]
    assert any("chỉ nhiệm vụ có việc quá hạn" in note for note in notes)
    _, named = handed_out(client, plan, "don-vi", "?tim=mau 2")
    assert [one["Đơn vị"] for one in named] == ["UBND xã Mẫu 2"]


def test_more_units_than_a_page_are_all_handed_out_in_order(client):
    plan = make_work(units=210)[0].task.version.plan
    client.force_login(watcher(plan.owner))
    _, units = handed_out(client, plan, "don-vi", "?xep=ten")
    names = [one["Đơn vị"] for one in units]
    assert len(names) == 210
    assert names == sorted(names)


def test_numbers_with_what_they_are_counted_in(client):
    owed = make_work()
    Indicator.objects.create(task=owed[0].task, position=0, name="Tin, bài", counted_in="tin", target=3)
    plan = owed[0].task.version.plan
    client.force_login(watcher(plan.owner))
    _, (row,) = handed_out(client, plan, "so-lieu")
    assert (row["Số liệu"], row["Đã báo"], row["Chỉ tiêu mỗi kỳ của một đơn vị"]) == ("Tin, bài", None, 3)


def test_a_unit_takes_its_own_share_and_strangers_nothing(client):
    own, other = make_work(units=2)
    UnitVersion.objects.filter(unit=other.unit).update(name="UBND xã Khác")
    plan = own.task.version.plan
    client.force_login(watcher(own.unit))
    for part in PARTS:
        notes, rows = handed_out(client, plan, part)
        assert "xã Khác" not in str(rows)
        assert any("trong phạm vi" in note for note in notes)
    assert handed_out(client, plan, "nhiem-vu")[1][0]["Đã giao"] == 1
    assert client.get(reverse("desk:plan_workbook", args=[plan.slug, "bua"])).status_code == 404
    client.force_login(watcher(make_units(3)[2], name="nguoi-la"))
    for part in PARTS:
        assert client.get(reverse("desk:plan_workbook", args=[plan.slug, part])).status_code == 404


def test_the_calls_of_today_are_handed_out_whole(client):
    owed, version, lead = late_work(units=22)
    Unit.objects.filter(pk=owed[1].unit_id).update(phone="0233 3820 001")
    note_call(version=version, unit=owed[1].unit, reached=True, note="Hứa gửi thứ Hai", by=lead, at=at(THE_DAY))
    client.force_login(lead)
    lines = cells(client.get(reverse("desk:calls_workbook")))
    rows = {line[0]: line for line in lines[2:]}
    assert len(rows) == 22
    called = rows["UBND xã Mẫu 2"]
    assert called[3] == 1
    assert called[8] == "0233 3820 001"
    assert called[11:] == ["có", "Hứa gửi thứ Hai"]
    client.force_login(watcher(owed[0].unit, name="lanh-dao-xa"))
    assert client.get(reverse("desk:calls_workbook")).status_code == 403


@pytest.mark.parametrize("page", ["plan", "plan_units"])
def test_a_page_of_watching_is_kept_under_a_name_beside_the_lists(client, page):
    owed = make_work(units=2)
    plan = owed[0].task.version.plan
    client.force_login(watcher(plan.owner))
    asked = {"plan": ("nhiem-vu", "qua-han=1&xep=qua-han"), "plan_units": ("don-vi", "im-lang=1")}[page]
    to_keep = {"ten-bo-loc": "Thứ Hai", "cach-xem": asked[0], "loc": f"{asked[1]}&trang=3&la=1"}
    done = client.post(reverse("desk:save_view", args=[plan.slug]), to_keep, follow=True)
    address = reverse(f"desk:{page}", args=[plan.slug]) + f"?{asked[1]}"
    assert done.redirect_chain[-1][0] == address
    shown = address.replace("&", "&amp;")
    assert f'href="{shown}" aria-current="true">Thứ Hai</a>' in done.text
    assert f'href="{shown}">Thứ Hai</a>' in client.get(reverse("desk:plan_list", args=[plan.slug])).text
    refused = client.post(reverse("desk:save_view", args=[plan.slug]), {**to_keep, "ten-bo-loc": " "})
    assert refused.status_code == 422
    assert "Ghi tên cho bộ lọc." in refused.text
    assert "checked> Chỉ" in refused.text, "the page stands there as it was narrowed"
    dropped = client.post(reverse("desk:drop_view", args=[plan.slug]), to_keep, follow=True)
    assert "Đã bỏ bộ lọc “Thứ Hai”" in dropped.text
    assert dropped.redirect_chain[-1][0] == reverse(f"desk:{page}", args=[plan.slug])


@pytest.mark.parametrize("size", [1, 3])
def test_workbooks_cost_the_same_for_one_and_three(client, django_assert_num_queries, size):
    plan = make_work(tasks=size, units=size, periods=size)[0].task.version.plan
    client.force_login(watcher(plan.owner))
    for part, statements in zip(PARTS, (10, 11, 8, 8), strict=True):
        with django_assert_num_queries(statements):
            client.get(reverse("desk:plan_workbook", args=[plan.slug, part]))
