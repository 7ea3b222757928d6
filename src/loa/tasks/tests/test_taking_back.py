"""An acceptance taken back: with a reason, by the lead, once; the result and what fell away stand as they should."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import (
    Overtaken,
    StepRefused,
    accept,
    hand_in,
    set_not_applicable,
    start_work,
    take_back_acceptance,
)
from loa.tasks.actions.taking_back import OWED_AGAIN
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import OnBehalf, State
from loa.tasks.models import Obligation, Step, Task
from loa.tasks.queries import awaits_its_head, find_obligation, words_wanted
from loa.tasks.tests.factories import make_work

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def lead_of(obligation, role=Role.FOCAL, name="chu-tri"):
    return officer(obligation.task.version.plan.owner, role, name)


def now_as(obligation):
    return find_obligation(obligation.pk)


def accepted(obligation, lead):
    """Return an obligation whose unit handed it in and whose lead accepted it."""
    told = User.objects.filter(username=f"xa-{obligation.unit_id}").first()
    by = told or officer(obligation.unit, name=f"xa-{obligation.unit_id}")
    hand_in(obligation=now_as(obligation), note="Đã họp", revision=now_as(obligation).revision, by=by, at=AT)
    accept(seen={obligation.pk: now_as(obligation).revision}, by=lead, at=AT)
    return now_as(obligation)


def taken_back(obligation, lead, **also):
    found = now_as(obligation)
    told = {"reason": "Bấm nhầm dòng", "revision": found.revision, "by": lead, "at": LATER}
    return take_back_acceptance(obligation=found, **{**told, **also})


@alone
def test_the_result_waits_again_as_it_did_before():
    owed = make_work()[0]
    lead = lead_of(owed)
    accepted(owed, lead)
    assert taken_back(owed, lead) == ()
    after = now_as(owed)
    assert (after.state, after.submitted_on, after.state_at) == (State.SUBMITTED, date(2024, 3, 15), AT)
    last = after.steps.latest("pk")
    assert (last.by, last.undoes, last.note) == (lead, True, "Hủy xác nhận hoàn thành: Bấm nhầm dòng")
    entry = AuditEntry.objects.get(action="tasks.take_back_acceptance")
    assert (entry.by, entry.details) == (lead, {"unit": owed.unit.key, "step": last.pk})
    assert count_anew(after.task.version) == 0, "tallies followed"
    assert accept(seen={owed.pk: after.revision}, by=lead, at=LATER).left == (), "the lead did not write the result"


@alone
def test_a_unit_adds_nothing_to_what_was_accepted_and_may_once_it_is_taken_back():
    owed = make_work()[0]
    lead = lead_of(owed)
    found = accepted(owed, lead)
    by = User.objects.get(username=f"xa-{owed.unit_id}")
    for tell in (hand_in, start_work):
        with pytest.raises(StepRefused, match="đã xác nhận hoàn thành"):
            tell(obligation=found, note="Thêm", revision=found.revision, by=by, at=LATER)
    taken_back(owed, lead)
    hand_in(obligation=now_as(owed), note="Thêm", revision=now_as(owed).revision, by=by, at=LATER)
    assert now_as(owed).state == State.SUBMITTED


@alone
def test_only_the_lead_takes_back_and_says_why():
    owed = make_work()[0]
    lead = lead_of(owed)
    accepted(owed, lead)
    others = [officer(owed.unit, role, f"xa-{role}") for role in Role]
    others += [lead_of(owed, role, f"huyen-{role}") for role in Role if role not in (Role.FOCAL, Role.APPROVER)]
    for by in others:
        with pytest.raises(PermissionDenied):
            taken_back(owed, by)
    with pytest.raises(StepRefused, match="vì sao"):
        taken_back(owed, lead, reason="  ")
    assert now_as(owed).state == State.ACCEPTED


@alone
def test_sent_twice_it_is_taken_back_once_and_what_was_never_accepted_is_refused():
    owed = make_work()[0]
    lead = lead_of(owed)
    with pytest.raises(StepRefused, match="chưa được xác nhận"):
        taken_back(owed, lead)
    revision = accepted(owed, lead).revision
    taken_back(owed, lead)
    assert taken_back(owed, lead, revision=revision) == ()
    assert Step.objects.filter(undoes=True).count() == 1
    with pytest.raises(Overtaken):
        taken_back(owed, lead, revision=revision, reason="Lý do khác")


@alone
def test_what_was_typed_for_a_unit_still_waits_for_no_head():
    owed = make_work()[0]
    lead = lead_of(owed)
    Task.objects.update(head_approves=True)
    Obligation.objects.update(state=State.SUBMITTED, submitted_on=date(2024, 3, 14), revision=1)
    Step.objects.create(obligation=owed, at=AT, by=lead, state=State.SUBMITTED, on_behalf=OnBehalf.PAPER)
    other = lead_of(owed, name="chu-tri-hai")
    assert accept(seen={owed.pk: 1}, by=other, at=AT).left == ()
    taken_back(owed, other)
    assert not awaits_its_head(now_as(owed))
    assert words_wanted({owed.task.version.plan.owner_id}, {owed.unit_id}) == {"to_accept": 1, "to_approve": 0}


# --- where one unit is enough ----------------------------------------------------------------------------------------
@alone
def test_what_fell_away_comes_back():
    first, second, third = make_work(units=3)
    Task.objects.update(any_one=True)
    lead = lead_of(first)
    set_not_applicable(obligation=now_as(third), reason="Xã không có chợ", revision=0, by=lead, at=AT)
    accepted(first, lead)
    assert now_as(second).state == State.NOT_APPLICABLE
    assert [one.pk for one in taken_back(first, lead)] == [second.pk]
    back = now_as(second)
    assert (back.state, back.steps.latest("pk").note, back.steps.latest("pk").by) == (
        State.NOT_STARTED,
        OWED_AGAIN,
        None,
    )
    assert now_as(third).state == State.NOT_APPLICABLE, "the lead set that aside for a reason of its own"
    assert AuditEntry.objects.get(action="tasks.take_back_acceptance").details["came_back"] == 1
    assert count_anew(back.task.version) == 0


@alone
def test_nothing_comes_back_while_another_result_is_accepted_nor_in_another_period():
    quarters = make_work(units=3, periods=2)
    Task.objects.update(any_one=True)
    lead = lead_of(quarters[0])
    by_place = {(one.unit_id, one.period): one for one in quarters}
    one, two, three = sorted({unit for unit, _ in by_place})
    first, second = by_place[one, "2024-q1"], by_place[two, "2024-q1"]
    officer(second.unit, name=f"xa-{two}")
    hand_in(obligation=second, note="Đã họp", revision=0, by=User.objects.get(username=f"xa-{two}"), at=AT)
    accepted(first, lead)
    accept(seen={second.pk: 1}, by=lead, at=AT)
    assert taken_back(first, lead) == ()
    assert now_as(by_place[three, "2024-q1"]).state == State.NOT_APPLICABLE
    # The last accepted result of the period brings back what fell away by an earlier one.
    assert [one.pk for one in taken_back(second, lead)] == [by_place[three, "2024-q1"].pk]
    assert {now_as(by_place[unit, "2024-q2"]).state for unit in (one, two, three)} == {State.NOT_STARTED}


@alone
@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three_that_come_back(count, django_assert_num_queries):
    owed = make_work(units=count + 1)
    Task.objects.update(any_one=True)
    lead = lead_of(owed[0])
    found = accepted(owed[0], lead)
    with django_assert_num_queries(19):
        back = take_back_acceptance(obligation=found, reason="Nhầm", revision=found.revision, by=lead, at=LATER)
    assert len(back) == count


@together
def test_of_two_who_take_back_two_results_the_second_brings_back_what_fell_away():
    first, second, third = make_work(units=3)
    Task.objects.update(any_one=True)
    lead, other = lead_of(first), lead_of(first, name="chu-tri-hai")
    by = officer(second.unit, name=f"xa-{second.unit_id}")
    hand_in(obligation=second, note="Đã họp", revision=0, by=by, at=AT)
    accepted(first, lead)
    accept(seen={second.pk: 1}, by=lead, at=AT)
    start = Barrier(2)

    def run(obligation, who):
        start.wait()
        try:
            return taken_back(obligation, who)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(run, (first, second), (lead, other)))
    assert sorted(len(one) for one in found) == [0, 1]
    assert now_as(third).state == State.NOT_STARTED
