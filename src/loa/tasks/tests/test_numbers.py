"""Numbers given with a result, checked, shown and summed; nothing to report; a result typed for a unit below."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import (
    FigureRefused,
    Overtaken,
    SourceRefused,
    StepRefused,
    enter_on_behalf,
    hand_in,
    put_to_work,
    report_nil,
)
from loa.tasks.choices import OnBehalf, State
from loa.tasks.models import Figure, Indicator, Obligation, Step, Task
from loa.tasks.queries.distribution import distribution
from loa.tasks.queries.numbers import numbers_by_task
from loa.tasks.tests.factories import make_review, make_units, make_work

pytestmark = pytest.mark.django_db
# The day's first moment in Vietnam: what pages write afterwards comes later, at whatever hour the tests run.
AT = datetime(2024, 3, 14, 17, 0, tzinfo=UTC)
TODAY = date(2024, 3, 15)


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def lead(obligation, role=Role.FOCAL, name="huyen"):
    return officer(obligation.task.version.plan.owner, role, name)


def asks_for(task, name="Tin, bài", **fields):
    values = {"position": task.indicators.count(), "name": name, "counted_in": "tin, bài", **fields}
    return Indicator.objects.create(task=task, **values)


def give(obligation, by, *, figures, note="", at=AT):
    row = Obligation.objects.get(pk=obligation.pk)
    return hand_in(obligation=row, note=note, figures=figures, revision=row.revision, by=by, at=at)


def summed(obligation, units=None):
    """Return what was reported of each number of a task, without those that nobody reported."""
    rows = {row.task: row.numbers for row in numbers_by_task(obligation.task.version, units)}
    return {one.indicator.name: one.value for one in rows.get(obligation.task, ()) if one.value is not None}


# --- figures ---------------------------------------------------------------------------------------------------------
def test_a_plan_at_work_asks_for_the_numbers_of_its_review():
    review = make_review(tasks=1, units=1)
    kept = [{"kind": "tin-bai", "target": 4, "cumulative": True}, {"kind": "hoi-nghi"}]
    review.tasks.update(indicators=kept)
    put_to_work(version=review.version, revision_seen=distribution(review, TODAY).fingerprint, by=None, at=AT)
    rows = Task.objects.get().indicators.order_by("position").values_list("counted_in", "target", "cumulative")
    assert list(rows) == [("tin, bài", 4, True), ("cuộc", None, False)]


def test_a_number_alone_is_a_result_and_a_later_one_takes_its_place():
    owed = make_work()[0]
    by, news = officer(owed.unit), asks_for(owed.task)
    give(owed, by, figures={news.pk: 3})
    give(owed, by, figures={news.pk: 5}, note="Đếm lại")
    assert list(Figure.objects.order_by("pk").values_list("value", "counts")) == [(3, False), (5, True)]
    assert summed(owed) == {"Tin, bài": 5}


@pytest.mark.parametrize("value", [-1, 1_000_001])
def test_numbers_nobody_can_have_counted_are_refused(value):
    owed = make_work()[0]
    by, news = officer(owed.unit), asks_for(owed.task)
    with pytest.raises(FigureRefused, match="từ 0 đến"):
        give(owed, by, figures={news.pk: value})
    assert not Step.objects.exists()


def test_a_number_of_another_task_is_refused():
    owed, other = make_work(tasks=2)
    with pytest.raises(FigureRefused, match="không thuộc nhiệm vụ") as told:
        give(owed, officer(owed.unit), figures={asks_for(other.task).pk: 1})
    assert told.value.indicator == Indicator.objects.get().pk
    assert not Step.objects.exists()


def test_the_same_numbers_sent_twice_are_one_step_and_others_are_not():
    owed = make_work()[0]
    by, news = officer(owed.unit), asks_for(owed.task)

    def send(value):
        return hand_in(obligation=owed, note="", figures={news.pk: value}, revision=0, by=by, at=AT)

    assert send(3) == send(3)
    with pytest.raises(Overtaken):
        send(4)
    assert (Step.objects.count(), Figure.objects.get().value) == (1, 3)


def test_numbers_of_periods_are_added_and_running_totals_never():
    owed = make_work(units=2, periods=2)
    task = owed[0].task
    of_period, running = asks_for(task), asks_for(task, "Lũy kế", cumulative=True)
    for place, (unit, values) in enumerate([(owed[0:2], ((3, 3), (4, 7))), (owed[2:4], ((1, 1), (2, 3)))]):
        by = officer(unit[0].unit, name=f"xa-{place}")
        for one, (count, total) in zip(unit, values, strict=True):
            give(one, by, figures={of_period.pk: count, running.pk: total})
    assert summed(owed[0]) == {"Tin, bài": 10, "Lũy kế": 10}
    Obligation.objects.filter(pk=owed[1].pk).update(state=State.RETURNED)
    assert summed(owed[0]) == {"Tin, bài": 6, "Lũy kế": 6}
    assert summed(owed[0], {owed[2].unit_id}) == {"Tin, bài": 3, "Lũy kế": 3}


def test_numbers_stand_on_the_form_the_page_and_the_plan(client):
    owed = make_work()[0]
    news = asks_for(owed.task, target=5)
    client.force_login(officer(owed.unit))
    address = reverse("desk:obligation", args=[owed.pk])
    assert f'name="so-{news.pk}"' in client.get(address).text
    sent = client.post(reverse("desk:send", args=[owed.pk]), {"revision": 0, f"so-{news.pk}": "1.200"}, follow=True)
    assert '<strong class="figures">1.200</strong> tin, bài' in sent.text
    client.force_login(lead(owed))
    plan = client.get(reverse("desk:plan_numbers", args=[owed.task.version.plan.slug])).text
    assert 'data-label="Đã báo">1.200<' in plan


@pytest.mark.parametrize("typed", ["ba tin", "-2", "1,5", "1.20", "٣", "9" * 19, "1000001"])
def test_what_is_no_number_is_said_at_its_field_and_stays(client, typed):
    owed = make_work()[0]
    news = asks_for(owed.task)
    client.force_login(officer(owed.unit))
    answer = client.post(reverse("desk:send", args=[owed.pk]), {"revision": 0, f"so-{news.pk}": typed, "note": "Xong"})
    assert answer.status_code == 422
    assert f'href="#gui-so-{news.pk}"' in answer.text
    assert f'value="{typed}"' in answer.text
    assert "Xong</textarea>" in answer.text
    assert not Step.objects.exists()


# --- nothing to report -----------------------------------------------------------------------------------------------
def test_nothing_came_up_is_a_result_of_a_period():
    owed = make_work(periods=1)[0]
    by = officer(owed.unit)
    steps = [report_nil(obligation=owed, revision=0, by=by, at=AT) for _ in range(2)]
    row = Obligation.objects.get()
    assert steps[0] == steps[1] == Step.objects.get()
    assert (row.state, row.submitted_on, steps[0].nil) == (State.SUBMITTED, TODAY, True)
    assert AuditEntry.objects.filter(action="tasks.report_nil").count() == 1


def test_nothing_came_up_takes_back_the_numbers_of_a_returned_result():
    owed = make_work(periods=1)[0]
    by, news = officer(owed.unit), asks_for(owed.task)
    give(owed, by, figures={news.pk: 3})
    with pytest.raises(StepRefused, match="đã có kết quả"):
        report_nil(obligation=owed, revision=1, by=by, at=AT)
    Obligation.objects.update(state=State.RETURNED)
    report_nil(obligation=owed, revision=1, by=by, at=AT)
    assert summed(owed) == {}


def test_work_done_once_has_no_period_without_events():
    owed = make_work()[0]
    with pytest.raises(StepRefused, match="làm một lần"):
        report_nil(obligation=owed, revision=0, by=officer(owed.unit), at=AT)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.NOT_APPLICABLE, State.AWAITING_EVENT])
def test_what_is_over_takes_no_such_word(state):
    owed = make_work(periods=1, state=state, submitted_on=TODAY)[0]
    with pytest.raises(StepRefused, match="Chưa có gì được lưu"):
        report_nil(obligation=owed, revision=0, by=officer(owed.unit), at=AT)


def test_one_button_in_the_list_and_on_the_page(client):
    owed = make_work(periods=2)[0]
    client.force_login(officer(owed.unit))
    button, address = "Kỳ này không phát sinh</button>", reverse("desk:nil", args=[owed.pk])
    assert client.get("/viec/").text.count(button) == 1
    assert button in client.get(reverse("desk:obligation", args=[owed.pk])).text
    done = client.post(address, {"revision": 0, "back": "1"}, follow=True)
    assert done.redirect_chain == [("/viec/", 302)]
    assert "Đã gửi: Quý I/2024 không phát sinh." in done.text
    told = client.post(address, {"revision": 1})
    assert told.status_code == 422
    assert "đã có kết quả gửi" in told.text


# --- typed for a unit below ------------------------------------------------------------------------------------------
def type_it(obligation, by, **changes):
    told = {
        "source": OnBehalf.DOCUMENT,
        "symbol": "45/BC-UBND",
        "day": date(2024, 3, 12),
        "note": "Đã họp ba thôn",
        "revision": 0,
        **changes,
    }
    return enter_on_behalf(obligation=obligation, **told, by=by, at=AT)


def test_a_result_is_typed_from_a_document_and_says_so(client):
    owed = make_work()[0]
    by, news = lead(owed), asks_for(owed.task)
    steps = [type_it(owed, by, figures={news.pk: 2}) for _ in range(2)]
    assert steps[0] == steps[1] == Step.objects.get()
    assert Obligation.objects.get().submitted_on == date(2024, 3, 12)
    client.force_login(officer(owed.unit))
    work = client.get("/viec/").text
    assert "Có 1 kết quả được nhập thay" in work
    assert "<span>nhập thay</span>" in work
    sheet = client.get(reverse("desk:obligation", args=[owed.pk])).text
    words = "Nhập thay từ văn bản đến số 45/BC-UBND ngày&nbsp;12/03/2024, người nhập Nguyễn Văn Mẫu"
    assert words in sheet
    client.post(reverse("desk:send", args=[owed.pk]), {"revision": 1, f"so-{news.pk}": "3", "note": "Sửa số"})
    assert "được nhập thay" not in client.get("/viec/").text
    assert summed(owed) == {"Tin, bài": 3}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"symbol": " "}, "symbol"),
        ({"day": date(2024, 3, 16)}, "day"),
        ({"day": date(2020, 3, 16)}, "day"),
        ({"source": OnBehalf.CALL, "day": date(2024, 4, 1)}, "day"),
    ],
)
def test_where_it_comes_from_is_said_in_full(changes, field):
    owed = make_work()[0]
    with pytest.raises(SourceRefused) as told:
        type_it(owed, lead(owed), **changes)
    assert told.value.field == field
    assert not Step.objects.exists()


def test_it_says_something():
    owed = make_work()[0]
    with pytest.raises(StepRefused, match="Ghi kết quả"):
        type_it(owed, lead(owed), note=" ")


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_report_above_type_below(role):
    owed = make_work()[0]
    above, inside = lead(owed, role), officer(owed.unit, role)
    beside = officer(make_units(2)[1], role, "ben")
    if role in {Role.FOCAL, Role.DEPUTY}:
        assert type_it(owed, above).by == above
    else:
        with pytest.raises(PermissionDenied):
            type_it(owed, above)
    for one in (inside, beside, User.objects.create_superuser("quan-tri")):
        with pytest.raises(PermissionDenied):
            type_it(owed, one, revision=Obligation.objects.get(pk=owed.pk).revision)


def test_the_unit_wrote_meanwhile(client):
    owed = make_work()[0]
    give(owed, officer(owed.unit), figures={}, note="Của xã")
    client.force_login(lead(owed))
    typed = {"revision": 0, "source": "call", "day": "12/03/2024", "note": "Nghe qua điện thoại"}
    told = client.post(reverse("desk:type_for", args=[owed.pk]), typed)
    assert told.status_code == 422
    assert "Của xã" in told.text
    assert "Nghe qua điện thoại</textarea>" in told.text


def test_a_form_without_its_source_says_so_beside_the_field(client):
    owed = make_work()[0]
    client.force_login(lead(owed))
    assert "Nhập thay kết quả của UBND xã Mẫu 1" in client.get(reverse("desk:obligation", args=[owed.pk])).text
    told = client.post(reverse("desk:type_for", args=[owed.pk]), {"revision": 0, "note": "x", "day": "12/03/2024"})
    assert 'href="#thay-source"' in told.text
    told = client.post(
        reverse("desk:type_for", args=[owed.pk]),
        {"revision": 0, "note": "x", "day": "2024-03-12", "source": "document"},
    )
    assert 'href="#thay-symbol"' in told.text


# --- who has looked --------------------------------------------------------------------------------------------------
def test_the_first_look_of_the_unit_is_noted_once_and_shown_above(client):
    owed = make_work()[0]
    above = lead(owed)
    listed = f"{reverse('desk:plan_list', args=[owed.task.version.plan.slug])}?chua-mo=1"
    client.force_login(above)
    client.get(reverse("desk:obligation", args=[owed.pk]))
    assert "1 đầu việc</h1>" in client.get(listed).text
    client.force_login(officer(owed.unit, Role.VIEWER, "xem"))
    client.get(reverse("desk:obligation", args=[owed.pk]))
    assert Obligation.objects.get().opened_at is None
    client.force_login(officer(owed.unit))
    client.get(reverse("desk:obligation", args=[owed.pk]))
    first = Obligation.objects.get().opened_at
    assert abs((now() - first).days) < 1
    Obligation.objects.update(opened_at=AT)
    client.get(reverse("desk:obligation", args=[owed.pk]))
    assert Obligation.objects.get().opened_at == AT
    client.force_login(above)
    assert "0 đầu việc</h1>" in client.get(listed).text
