"""Many obligations changed at once by the plan's lead: another last day, laid aside, taken back; and never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.plans.tests.factories import make_plan
from loa.tasks.actions import (
    StepRefused,
    accept,
    hand_in,
    move_due,
    set_many_applicable,
    set_many_not_applicable,
)
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step, Task
from loa.tasks.queries import find_obligation
from loa.tasks.tests.factories import make_units, make_work
from loa.tasks.tests.test_accepting import last_entry, lead_of, officer, seen
from loa.tasks.tests.test_desk import page, person
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
BASIS = {"symbol": "145/UBND-NV", "signed_on": date(2024, 3, 14), "reason": "Chờ hướng dẫn của tỉnh."}
DUE = date(2024, 4, 15)
alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)


def fresh(obligation):
    return find_obligation(obligation.pk)


def why(done):
    return [left.why for left in done.left]


# --- another last day ------------------------------------------------------------------------------------------------
@alone
@pytest.mark.parametrize("count", [1, 3])
def test_last_days_move_with_their_basis_a_step_each_and_one_entry(count):
    owed = make_work(units=count)
    by = lead_of(owed[0])
    count_anew(owed[0].task.version)
    before = AuditEntry.objects.count()
    done = move_due(seen=seen(*owed), due_on=DUE, **BASIS, by=by, at=AT)
    assert (len(done.changed), done.left) == (count, ())
    for one in owed:
        after = fresh(one)
        step = after.steps.get()
        assert (after.due_on, after.state, after.state_at, after.revision) == (DUE, State.NOT_STARTED, None, 1)
        assert (step.by, step.due_on, step.source_symbol, step.source_on) == (by, DUE, "145/UBND-NV", date(2024, 3, 14))
        assert step.note == (
            "Đổi hạn cuối từ 31/03/2024 thành 15/04/2024 theo văn bản số 145/UBND-NV ngày 14/03/2024. "
            "Chờ hướng dẫn của tỉnh."
        )
    assert AuditEntry.objects.count() == before + 1
    details = last_entry("tasks.move_due").details
    assert (details["count"], details["due_on"], details["symbol"]) == (count, "2024-04-15", "145/UBND-NV")
    assert details.get("unit") == (owed[0].unit.key if count == 1 else None)
    assert count_anew(owed[0].task.version) == 0


@alone
@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.NOT_STARTED, ""),
        (State.IN_PROGRESS, ""),
        (State.RETURNED, ""),
        (State.SUBMITTED, ""),
        (State.ACCEPTED, "đang ở trạng thái “đã xác nhận hoàn thành”"),
        (State.NOT_APPLICABLE, "đang ở trạng thái “không áp dụng”"),
        (State.AWAITING_EVENT, "đang chờ công bố; hạn cuối được đặt khi mở việc ở trang kế hoạch"),
    ],
)
def test_what_is_over_or_waits_keeps_its_day(state, said):
    owed, other = make_work(units=2)
    Obligation.objects.filter(pk=owed.pk).update(state=state, submitted_on=date(2024, 3, 1))
    done = move_due(seen=seen(owed, other), due_on=DUE, **BASIS, by=lead_of(owed), at=AT)
    assert why(done) == ([said] if said else [])
    assert (fresh(owed).due_on, fresh(other).due_on) == (date(2024, 3, 31) if said else DUE, DUE)


@alone
def test_what_moved_meanwhile_has_that_day_or_begins_later_is_left_and_named():
    moved, same, later, fine = owed = make_work(units=4)
    Obligation.objects.filter(pk=moved.pk).update(revision=1)
    Obligation.objects.filter(pk=same.pk).update(due_on=DUE)
    Obligation.objects.filter(pk=later.pk).update(starts_on=date(2024, 5, 1))
    done = move_due(seen=seen(*owed), due_on=DUE, **BASIS, by=lead_of(moved), at=AT)
    assert why(done) == [
        "vừa có người ghi vào đầu việc này; xem lại rồi điều chỉnh",
        "hạn cuối đã là ngày này",
        "kỳ này bắt đầu từ ngày 01/05/2024, sau hạn cuối mới",
    ]
    assert [one.pk for one in done.changed] == [fine.pk]
    assert Step.objects.count() == 1


@alone
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"symbol": " "}, "Ghi số, ký hiệu"),
        ({"reason": " "}, "Ghi rõ lý do"),
        ({"signed_on": date(2024, 3, 16)}, "còn ở phía trước"),
        ({"due_on": date(2024, 3, 13)}, "không thể trước ngày của văn bản"),
        ({"due_on": date(3024, 4, 15)}, "quá hai năm"),
        ({"due_on": date.max}, "quá hai năm"),
    ],
)
def test_a_basis_that_cannot_be_is_refused_and_nothing_kept(typed, said):
    owed = make_work()[0]
    with pytest.raises(StepRefused, match=said):
        move_due(seen=seen(owed), **{"due_on": DUE, **BASIS, **typed}, by=lead_of(owed), at=AT)
    assert (fresh(owed).due_on, Step.objects.count()) == (date(2024, 3, 31), 0)


@alone
def test_a_letter_that_came_in_time_and_is_entered_late_makes_a_result_timely():
    owed = make_work()[0]
    Obligation.objects.filter(pk=owed.pk).update(due_on=date(2024, 3, 1))
    hand_in(obligation=fresh(owed), note="Đã họp", revision=0, by=officer(owed.unit), at=AT)
    Obligation.objects.filter(pk=owed.pk).update(submitted_on=date(2024, 3, 8))
    lead = lead_of(owed)
    basis = BASIS | {"signed_on": date(2024, 2, 28)}
    done = move_due(seen={owed.pk: 1}, due_on=date(2024, 3, 10), **basis, by=lead, at=AT)
    assert done.left == ()
    # The lead wrote a day, not the result: it may still be accepted by the same person.
    officer(owed.task.version.plan.owner, Role.APPROVER, "nguoi-duyet")
    assert accept(seen={owed.pk: 2}, by=lead, at=AT).left == ()
    assert fresh(owed).submitted_on <= fresh(owed).due_on


@alone
def test_what_was_typed_for_a_unit_stays_typed_and_what_it_wrote_stays_to_be_read():
    owed = make_work()[0]
    Task.objects.update(head_approves=True)
    Obligation.objects.filter(pk=owed.pk).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 14))
    Step.objects.create(obligation=owed, at=AT, state=State.SUBMITTED, on_behalf="paper", note="Từ bản giấy")
    lead = lead_of(owed)
    move_due(seen=seen(owed), due_on=DUE, **BASIS, by=lead, at=AT)
    assert accept(seen={owed.pk: 1}, by=lead, at=AT).left == ()


# --- laid aside and taken back ---------------------------------------------------------------------------------------
@alone
def test_many_are_laid_aside_and_taken_back():
    owed = make_work(units=3)
    by = lead_of(owed[0])
    count_anew(owed[0].task.version)
    Obligation.objects.filter(pk=owed[2].pk).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 1))
    count_anew(owed[0].task.version)
    done = set_many_not_applicable(seen=seen(*owed), reason=" Không có chợ ", by=by, at=AT)
    assert [one.pk for one in done.changed] == [owed[0].pk, owed[1].pk]
    assert why(done) == ["đang ở trạng thái “đã gửi kết quả”"]
    assert fresh(owed[0]).state == State.NOT_APPLICABLE
    assert fresh(owed[0]).steps.get().note == "Không có chợ"
    again = {one.pk: fresh(one).revision for one in owed}
    back = set_many_applicable(seen=again, reason="Chợ mở lại", by=by, at=AT)
    assert [one.pk for one in back.changed] == [owed[0].pk, owed[1].pk]
    assert [fresh(one).state for one in owed] == [State.NOT_STARTED, State.NOT_STARTED, State.SUBMITTED]
    assert last_entry("tasks.set_many_applicable").details["count"] == 2
    assert count_anew(owed[0].task.version) == 0


@alone
def test_what_waits_for_an_event_is_not_begun_by_taking_it_back():
    owed = make_work(state=State.AWAITING_EVENT, due_on=None)[0]
    done = set_many_applicable(seen=seen(owed), reason="Vì", by=lead_of(owed), at=AT)
    assert why(done) == ["đang ở trạng thái “chờ công bố”"]


@alone
@pytest.mark.parametrize("act", [set_many_not_applicable, set_many_applicable])
def test_a_reason_is_needed(act):
    owed = make_work()[0]
    with pytest.raises(StepRefused, match="Ghi rõ lý do"):
        act(seen=seen(owed), reason=" ", by=lead_of(owed), at=AT)


@alone
@pytest.mark.parametrize("act", [set_many_not_applicable, set_many_applicable])
def test_others_than_the_lead_change_nothing(act):
    owed = make_work()[0]
    of_another = make_work(version=make_plan(slug="khac", title="Kế hoạch khác", owner=make_units(2)[1]))[0]
    lead = lead_of(owed)
    for by, chosen in ((officer(owed.unit, name="xa"), [owed]), (lead, [owed, of_another]), (lead, [of_another])):
        with pytest.raises(PermissionDenied):
            act(seen=seen(*chosen), reason="Vì", by=by, at=AT)
        with pytest.raises(PermissionDenied):
            move_due(seen=seen(*chosen), due_on=DUE, **BASIS, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        act(seen={owed.pk + 1000: 0}, reason="Vì", by=lead, at=AT)
    assert not Step.objects.exists()


@alone
@pytest.mark.parametrize("count", [1, 3])
def test_many_cost_as_many_statements_as_one(count, django_assert_num_queries):
    owed = make_work(tasks=count, units=count)
    by = lead_of(owed[0])
    count_anew(owed[0].task.version)
    chosen = seen(*owed)
    with django_assert_num_queries(MANY[count]):
        move_due(seen=chosen, due_on=DUE, **BASIS, by=by, at=AT)


# One more where it concerns one unit, whose key the entry names.
MANY = {1: 16, 3: 15}


# --- two at once -----------------------------------------------------------------------------------------------------
def at_once(*deeds):
    gate = Barrier(len(deeds))

    def run(deed):
        gate.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@together
def test_of_two_who_change_the_same_rows_at_once_the_second_is_told():
    owed = make_work(units=5)
    count_anew(owed[0].task.version)
    one, two = (lead_of(owed[0], name=name) for name in ("mot", "hai"))
    moved, dropped = at_once(
        lambda: move_due(seen=seen(*owed), due_on=DUE, **BASIS, by=one, at=AT),
        lambda: set_many_not_applicable(seen=seen(*reversed(owed)), reason="Vì", by=two, at=AT),
    )
    assert sorted([len(moved.changed), len(dropped.changed)]) == [0, 5]
    assert set(why(moved) + why(dropped)) <= {
        "vừa có người ghi vào đầu việc này; xem lại rồi điều chỉnh",
        "đang ở trạng thái “không áp dụng”",
    }
    assert (Step.objects.count(), count_anew(owed[0].task.version)) == (5, 0)


@together
def test_a_result_sent_while_it_is_laid_aside_is_kept_or_refused_and_never_both():
    owed = make_work()[0]
    unit, lead = officer(owed.unit), lead_of(owed)
    found = fresh(owed)

    def send():
        try:
            return hand_in(obligation=found, note="Đã họp", revision=0, by=unit, at=AT)
        except Exception as told:  # noqa: BLE001  (which one is compared below)
            return told

    sent, dropped = at_once(send, lambda: set_many_not_applicable(seen={owed.pk: 0}, reason="Vì", by=lead, at=AT))
    assert isinstance(sent, Step) == (dropped.changed == ()) == (fresh(owed).state == State.SUBMITTED)
    assert Step.objects.count() == 1


# --- the page --------------------------------------------------------------------------------------------------------
def address(obligation, name="adjust"):
    return reverse(f"desk:{name}", args=[obligation.task.version.plan.slug])


def chosen(*obligations):
    return [f"{one.pk}-{one.revision}" for one in obligations]


TYPED = {
    "viec": "han",
    "due_on": "2024-04-15",
    "symbol": "145/UBND-NV",
    "signed_on": "14/03/2024",
    "reason": "Chờ tỉnh",
}


@alone
def test_boxes_lead_to_a_page_that_shows_what_happens_to_whom_and_then_it_does(client):
    owed = make_work(units=3)
    Obligation.objects.filter(pk=owed[2].pk).update(state=State.ACCEPTED, submitted_on=date(2024, 3, 1))
    by = person(client, owed[0].task.version.plan.owner)
    listed = page(client, address(owed[0], "plan_list"))
    assert listed.count('form="dieu-chinh" name="chon"') == 3
    asked = page(client, address(owed[0]), data={"chon": chosen(*owed), "loc": "thang=2024-03"})
    assert "Đổi hạn cuối (2)" in asked
    assert "UBND xã Mẫu 3" in asked.partition("1 đầu việc đã chọn không đổi hạn cuối được")[2]
    done = client.post(address(owed[0]), {**TYPED, "chon": chosen(*owed[:2]), "loc": "thang=2024-03"}, follow=True)
    assert done.redirect_chain[-1][0].endswith("?thang=2024-03")
    assert "Đã đổi hạn cuối của 2 đầu việc." in done.text
    assert fresh(owed[0]).due_on == DUE
    sheet = page(client, reverse("desk:obligation", args=[owed[0].pk]))
    assert "Đổi hạn cuối từ 31/03/2024 thành 15/04/2024 theo văn bản số 145/UBND-NV" in sheet
    dropped = {"viec": "khong-ap-dung", "chon": f"{owed[0].pk}-1", "reason": "Không có chợ"}
    assert "Đã ghi 1 đầu việc không áp dụng." in client.post(address(owed[0]), dropped, follow=True).text
    offered = page(client, address(owed[0]), data={"chon": f"{owed[0].pk}-2"})
    assert "Đưa trở lại thực hiện (1)" in offered
    back = {"viec": "ap-dung", "chon": f"{owed[0].pk}-2", "reason": "Chợ mở lại"}
    assert "Đã đưa 1 đầu việc trở lại" in client.post(address(owed[0]), back, follow=True).text
    assert fresh(owed[0]).steps.filter(by=by).count() == 3


@alone
def test_what_moved_meanwhile_is_named_on_the_answer(client):
    first, second = make_work(units=2)
    person(client, first.task.version.plan.owner)
    Obligation.objects.filter(pk=second.pk).update(revision=1)
    answer = client.post(address(first), {**TYPED, "chon": [f"{first.pk}-0", f"{second.pk}-0"]})
    assert "Đã đổi hạn cuối của 1 đầu việc." in answer.text
    assert "UBND xã Mẫu 2: vừa có người ghi" in answer.text


@alone
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"due_on": ""}, "Chọn hạn cuối mới."),
        ({"due_on": "31/02/2024"}, "Ghi ngày theo dạng"),
        ({"symbol": ""}, "Ghi số, ký hiệu của văn bản."),
        ({"signed_on": "2024-12-01"}, "còn ở phía trước"),
        ({"due_on": "2024-03-01"}, "không thể trước ngày của văn bản"),
        ({"reason": ""}, "Ghi rõ lý do."),
        ({"due_on": "0001-01-01", "signed_on": "0001-01-01"}, "Năm phải từ"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(client, typed, said):
    owed = make_work()[0]
    person(client, owed.task.version.plan.owner)
    answer = client.post(address(owed), {**TYPED, **typed, "chon": chosen(owed), "loc": "thang=2024-03"})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'name="chon" value="{owed.pk}-0"' in answer.text
    assert "thang=2024-03" in answer.text
    if "reason" not in typed:
        assert "Chờ tỉnh</textarea>" in answer.text
    assert not Step.objects.exists()


@alone
def test_a_day_off_is_asked_about_once(client):
    owed = make_work()[0]
    person(client, owed.task.version.plan.owner)
    CalendarDay.objects.create(day=date(2024, 4, 18), kind=DayKind.HOLIDAY, name="Giỗ Tổ Hùng Vương", basis="Luật")
    assert 'type="checkbox" name="day_off"' not in page(client, address(owed), data={"chon": chosen(owed)})
    for day, said in (("2024-04-18", "thứ Tư 17/04/2024"), ("2024-04-20", "thứ Sáu 19/04/2024")):
        asked = client.post(address(owed), {**TYPED, "due_on": day, "chon": chosen(owed)})
        assert asked.status_code == 422
        assert f"là ngày nghỉ; ngày làm việc gần nhất trước đó là {said}" in asked.text
        assert 'type="checkbox" name="day_off"' in asked.text
    done = client.post(address(owed), {**TYPED, "due_on": "2024-04-20", "day_off": "on", "chon": chosen(owed)})
    assert done.status_code == 302
    assert fresh(owed).due_on == date(2024, 4, 20)


@alone
@pytest.mark.parametrize("asked", [[], ["abc"], ["1"], ["9" * 40 + "-0"], ["99999999-0"]])
def test_nothing_chosen_is_said(client, asked):
    owed = make_work()[0]
    person(client, owed.task.version.plan.owner)
    for answer in (
        client.get(address(owed), {"chon": asked}, follow=True),
        client.post(address(owed), {**TYPED, "chon": asked}, follow=True),
    ):
        assert "Chưa chọn đầu việc nào" in answer.text
    assert not Step.objects.exists()


@alone
def test_rows_of_another_plan_are_left_out_of_the_choice(client):
    owed = make_work()[0]
    owner = owed.task.version.plan.owner
    of_another = make_work(version=make_plan(slug="khac", title="Kế hoạch khác", owner=owner))[0]
    person(client, owner)
    assert "Kế hoạch khác" not in page(client, address(owed), data={"chon": chosen(owed, of_another)})
    client.post(address(owed), {**TYPED, "chon": chosen(owed, of_another)})
    assert (fresh(owed).due_on, fresh(of_another).due_on) == (DUE, date(2024, 3, 31))


@alone
@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_whatever_the_rows(client, size, django_assert_num_queries):
    owed = make_work(tasks=size, units=size)
    person(client, owed[0].task.version.plan.owner)
    with django_assert_num_queries(9):
        page(client, address(owed[0]), data={"chon": chosen(*owed)})
