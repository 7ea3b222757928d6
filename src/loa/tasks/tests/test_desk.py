"""The light desk: who reaches which page, what it shows, and what it costs."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.actions import hand_in
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step
from loa.tasks.tests.factories import make_units, make_work

pytestmark = pytest.mark.django_db
REPORTING = (Role.FOCAL, Role.DEPUTY)
WORK = "/viec/"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    place = {"location": tmp_path, "base_url": None}
    evidence = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": place}
    settings.STORAGES = settings.STORAGES | {"evidence": evidence}


def person(client, unit=None, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    if unit:
        assign_role(user=user, unit=unit, role=role, by=None, at=now())
    client.force_login(user)
    return user


def page(client, address, **more):
    response = client.get(address, **more)
    assert response.status_code == 200, address
    return response.text.replace("\xa0", " ").replace("&nbsp;", " ")


def pdf(name="Kế hoạch.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4 mot trang")


def pages_of(obligation):
    slug = obligation.task.version.plan.slug
    return {
        "work": WORK,
        "group": f"{WORK}?nhom=sap-den-han",
        "obligation": reverse("desk:obligation", args=[obligation.pk]),
        "plans": reverse("desk:plans"),
        "plan": reverse("desk:plan", args=[slug]),
        "list": reverse("desk:plan_list", args=[slug]),
        "units": reverse("desk:units"),
        "account": reverse("desk:account"),
    }


# --- who reaches what ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", list(Role))
def test_every_role_of_a_unit_sees_its_work_and_only_some_report_it(client, role):
    obligation = make_work()[0]
    person(client, obligation.unit, role)
    for address in pages_of(obligation).values():
        page(client, address)
    sheet = page(client, pages_of(obligation)["obligation"])
    assert ("Gửi kết quả" in sheet) == (role in REPORTING)
    work = page(client, WORK)
    assert ("Việc của tôi</h1>" in work) == (role in REPORTING)
    assert ("Việc của đơn vị</h1>" in work) == (role not in REPORTING)
    for revision, deed in enumerate(("start", "send")):
        answer = client.post(reverse(f"desk:{deed}", args=[obligation.pk]), {"revision": revision, "note": "Đã làm"})
        assert answer.status_code == (302 if role in REPORTING else 403)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_above_sees_the_work_of_the_unit_below_and_reports_none(client, role):
    obligation = make_work()[0]
    person(client, obligation.task.version.plan.owner, role)
    assert "Gửi kết quả" not in page(client, pages_of(obligation)["obligation"])
    assert "UBND xã Mẫu 1" in page(client, pages_of(obligation)["list"])
    answer = client.post(reverse("desk:send", args=[obligation.pk]), {"revision": 0, "note": "Đã làm"})
    assert answer.status_code == 403
    assert not Step.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_another_unit_finds_nothing(client, role):
    own, other = make_work(units=2)
    by = User.objects.create_user("ben-kia")
    assign_role(user=by, unit=other.unit, role=Role.FOCAL, by=None, at=now())
    step = hand_in(obligation=other, note="Của xã khác", files=[pdf()], revision=0, by=by, at=now())
    person(client, own.unit, role)
    for name in ("obligation", "start", "send"):
        assert client.get(reverse(f"desk:{name}", args=[other.pk])).status_code == 404
    assert client.post(reverse("desk:send", args=[other.pk]), {"revision": 1, "note": "x"}).status_code == 404
    assert client.get(reverse("desk:evidence", args=[step.evidence.get().pk])).status_code == 404
    for name in ("work", "plan", "list", "units"):
        text = page(client, pages_of(own)[name])
        assert "UBND xã Mẫu 1" in text
        assert "UBND xã Mẫu 2" not in text
    foreign = page(client, f"{pages_of(own)['list']}?don-vi={other.unit_id}")
    assert "UBND xã Mẫu 2" not in foreign


def test_a_plan_of_others_is_not_there(client):
    obligation = make_work()[0]
    person(client, make_units(2)[1])
    for name in ("plan", "list"):
        assert client.get(pages_of(obligation)[name]).status_code == 404
    assert "Chưa có kế hoạch nào" in page(client, reverse("desk:plans"))


def test_strangers_are_sent_to_the_door_and_back(client):
    address = pages_of(make_work()[0])["obligation"]
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_people_without_a_role_are_told_whom_to_ask(client):
    person(client)
    assert "Nhờ người quản trị của đơn vị" in page(client, WORK)
    assert "Bàn làm việc" not in page(client, WORK)
    client.force_login(User.objects.create_superuser("quan-tri"))
    assert "không báo cáo thay đơn vị nào" in page(client, WORK)


def test_the_office_is_offered_to_those_who_may_enter(client):
    unit = make_units(1)[0]
    person(client, unit, Role.VIEWER)
    assert "Bàn làm việc" not in page(client, WORK)
    person(client, unit, Role.FOCAL, "khac")
    assert "Bàn làm việc" in page(client, WORK)


def test_no_cache_keeps_a_page_of_the_desk(client):
    person(client, make_work()[0].unit)
    answer = client.get(WORK)
    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]


# --- my work ---------------------------------------------------------------------------------------------------------
def move(obligation, **fields):
    Obligation.objects.filter(pk=obligation.pk).update(**fields)


def headings(text):
    return re.findall(r'<h2 id="[a-z-]+">([^<]+) <span class="count">(\d+)', text)


def test_what_is_most_pressing_stands_first(client):
    owed = make_work(tasks=8)
    move(owed[0], due_on=date(2024, 3, 14))
    move(owed[1], due_on=date(2024, 3, 29))
    move(owed[2], due_on=date(2024, 3, 30), state=State.IN_PROGRESS)
    move(owed[3], due_on=date(2024, 3, 30))
    move(owed[4], due_on=None, state=State.AWAITING_EVENT)
    move(owed[5], due_on=date(2024, 3, 1), state=State.SUBMITTED, submitted_on=date(2024, 3, 2))
    move(owed[6], due_on=date(2024, 3, 1), state=State.NOT_APPLICABLE)
    move(owed[7], due_on=date(2024, 3, 15))
    person(client, owed[0].unit)
    text = page(client, WORK)
    assert headings(text) == [
        ("Quá hạn", "1"), ("Đến hạn trong 14 ngày", "2"), ("Đang thực hiện", "1"), ("Chưa đến hạn", "1"),
        ("Chờ công bố", "1"), ("Đã gửi", "1"),
    ]  # fmt: skip
    for words in (
        "quá hạn 1 ngày",
        "hạn hôm nay",
        "còn 14 ngày",
        "Hạn cuối: thứ Năm 14/03/2024",
        "Gửi ngày 02/03/2024",
    ):
        assert words in text


def test_periods_to_come_are_one_line(client):
    owed = make_work(periods=4)
    person(client, owed[0].unit)
    text = page(client, WORK)
    assert text.count('class="row work-row"') == 1
    assert "Quý I/2024, còn 3 kỳ nữa trong năm" in text
    assert "Còn 3 đầu việc" in text
    assert page(client, f"{WORK}?nhom=ky-sau").count('class="row work-row"') == 3


def test_several_units_can_be_told_apart(client):
    first, second = make_work(units=2)
    user = person(client, first.unit)
    assign_role(user=user, unit=second.unit, role=Role.DEPUTY, by=None, at=now())
    assert page(client, WORK).count('class="row work-row"') == 2
    one = page(client, f"{WORK}?don-vi={second.unit_id}")
    assert one.count('class="row work-row"') == 1
    assert reverse("desk:obligation", args=[second.pk]) in one
    assert page(client, f"{WORK}?don-vi=999999").count('class="row work-row"') == 2
    assert page(client, f"{WORK}?don-vi=abc&nhom=xyz&trang=-3").count('class="row work-row"') == 2


def test_an_empty_desk_says_what_belongs_there(client):
    person(client, make_units(1)[0])
    assert "Việc hiện ra ở đây khi" in page(client, WORK)


def test_a_long_list_is_cut_into_pages(client):
    owed = make_work(tasks=60)
    person(client, owed[0].unit)
    Obligation.objects.update(due_on=date(2024, 3, 20))
    assert "Xem cả 60 việc" in page(client, WORK)
    assert page(client, WORK).count('class="row work-row"') == 20
    second = page(client, f"{WORK}?nhom=sap-den-han&trang=2")
    assert second.count('class="row work-row"') == 10
    assert "Dòng 51 đến 60 trong 60" in second


# --- plans at work ---------------------------------------------------------------------------------------------------
def test_awaited_work_is_opened_on_the_plan_page(client):
    obligation = make_work(state=State.AWAITING_EVENT, due_on=None)[0]
    address = reverse("desk:open_task", args=[obligation.task.version.plan.slug, obligation.task_id])
    person(client, obligation.task.version.plan.owner)
    assert address in page(client, pages_of(obligation)["plan"])
    wrong = client.post(address, {"event": "Công bố ngày 14/3", "due_on": "01/01/2024"})
    assert "Hạn cuối phải từ hôm nay" in wrong.text
    assert "Công bố ngày 14/3</textarea>" in wrong.text
    done = client.post(address, {"event": "Công bố ngày 14/3", "due_on": "2024-04-30"}, follow=True)
    assert "Đã mở việc này cho 1 đơn vị." in done.text
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_who_does_not_confirm_plans_opens_nothing(client, role):
    obligation = make_work(state=State.AWAITING_EVENT, due_on=None)[0]
    address = reverse("desk:open_task", args=[obligation.task.version.plan.slug, obligation.task_id])
    person(client, obligation.unit, role)
    assert client.post(address, {"event": "x", "due_on": "2024-04-30"}).status_code == 403
    assert address not in page(client, pages_of(obligation)["plan"])


def test_units_are_found_by_name_without_marks(client):
    make_work(units=3)
    person(client, make_units(1)[0].versions.get().parent, Role.VIEWER)
    found = page(client, f"{reverse('desk:units')}?tim=xa mau 2")
    assert "UBND xã Mẫu 2" in found
    assert "UBND xã Mẫu 3" not in found
    assert "Không có đơn vị nào" in page(client, f"{reverse('desk:units')}?tim=khong co")


# --- cost ------------------------------------------------------------------------------------------------------------
COSTS = {"work": 12, "group": 5, "obligation": 15, "plans": 11, "plan": 15, "list": 13, "units": 8, "account": 6}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_whatever_the_rows(client, name, size, django_assert_num_queries):
    owed = make_work(tasks=size, units=size, periods=size)
    by = User.objects.create_user("gui")
    assign_role(user=by, unit=owed[0].unit, role=Role.FOCAL, by=None, at=now())
    for revision in range(size if name == "obligation" else 0):
        hand_in(obligation=owed[0], note=f"Lần {revision}", files=[pdf()], revision=revision, by=by, at=now())
    person(client, owed[0].task.version.plan.owner if name != "work" else owed[0].unit)
    address = pages_of(owed[0])[name]
    with django_assert_num_queries(COSTS[name]):
        page(client, address)


def test_the_heaviest_pages_stay_below_a_hundred_kilobytes(client):
    owed = make_work(tasks=40, units=60)
    person(client, owed[0].task.version.plan.owner)
    styles = sum(Path(finders.find(f"base/{name}.css")).stat().st_size for name in ("loa", "desk"))
    for name in ("plan", "list", "units"):
        answer = client.get(pages_of(owed[0])[name])
        assert len(answer.content) + styles < 100_000, (name, len(answer.content), styles)
        assert "<script" not in answer.text
        assert "style=" not in answer.text


def test_my_work_with_every_group_stays_within_its_budget(client, django_assert_max_num_queries):
    owed = make_work(tasks=8, units=2, periods=4)
    states = (State.NOT_STARTED, State.IN_PROGRESS, State.AWAITING_EVENT, State.SUBMITTED)
    for place, one in enumerate(owed):
        state = states[place // 8 % 4] if place % 4 == 0 else State.NOT_STARTED
        day = (date(2024, 3, 1), date(2024, 3, 20), None, date(2024, 9, 1))[place % 4]
        sent = date(2024, 3, 2) if state == State.SUBMITTED else None
        move(one, state=state, due_on=day if state != State.IN_PROGRESS else date(2024, 9, 1), submitted_on=sent)
    user = person(client, owed[0].unit)
    assign_role(user=user, unit=make_units(2)[1], role=Role.FOCAL, by=None, at=now())
    Obligation.objects.filter(task__position=7, starts_on=date(2024, 4, 1)).update(
        starts_on=date(2024, 1, 2), due_on=None
    )
    with django_assert_max_num_queries(12):
        text = page(client, WORK)
    assert [name for name, _ in headings(text)] == [
        "Quá hạn", "Đến hạn trong 14 ngày", "Đang thực hiện", "Chưa đến hạn", "Chờ công bố", "Đã gửi",
    ]  # fmt: skip


def test_the_office_s_first_page_says_what_does_not_wait(client):
    late, soon, *_ = make_work(tasks=2, units=1)
    Obligation.objects.filter(pk=late.pk).update(due_on=date(2024, 3, 1))
    Obligation.objects.filter(pk=soon.pk).update(due_on=date(2024, 3, 20))
    person(client, late.unit)
    first = reverse("wagtailadmin_home")
    shown = page(client, first)
    assert f'<a href="{WORK}?nhom=qua-han">1 việc quá hạn</a>' in shown
    assert f'<a href="{WORK}?nhom=sap-den-han">1 việc đến hạn trong 14 ngày</a>' in shown
    assert "chờ xác nhận hoàn thành" not in shown

    Obligation.objects.filter(pk=soon.pk).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 14))
    owner = late.task.version.plan.owner
    person(client, owner, name="chu-tri")
    assert "1 kết quả chờ xác nhận hoàn thành" in page(client, first)

    Obligation.objects.filter(pk=soon.pk).update(state=State.ACCEPTED)
    assert "Không có việc nào quá hạn, bị trả lại hoặc sắp đến hạn." in page(client, first)
