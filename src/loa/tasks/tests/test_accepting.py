"""Acceptance: by the plan's lead, of what was seen, with a reason where it goes back, and never twice."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.plans.choices import Target
from loa.tasks.actions import (
    Overtaken,
    StepRefused,
    accept,
    approve_as_head,
    comment,
    hand_in,
    return_for_more,
    set_applicable,
    set_not_applicable,
)
from loa.tasks.actions.accepting import DONE_BY_ANOTHER
from loa.tasks.choices import Part, State
from loa.tasks.models import Comment, Obligation, Participant, Step, Task
from loa.tasks.queries import find_obligation
from loa.tasks.tests.factories import make_units, make_work

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
SENT = {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 14), "revision": 1}
pytestmark = pytest.mark.django_db


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def lead_of(obligation, role=Role.FOCAL, name="chu-tri"):
    return officer(obligation.task.version.plan.owner, role, name)


def now_as(obligation):
    return find_obligation(obligation.pk)


def seen(*obligations):
    return {one.pk: one.revision for one in obligations}


def last_entry(action):
    return AuditEntry.objects.filter(action=action).latest("pk")


# --- accepting -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_results_are_accepted_at_once_with_one_entry(count):
    owed = make_work(units=count, **SENT)
    by = lead_of(owed[0])
    before = AuditEntry.objects.count()
    done = accept(seen=seen(*owed), by=by, at=AT)
    assert (len(done.accepted), done.left, done.fell_away) == (count, (), 0)
    for one in owed:
        after = now_as(one)
        assert (after.state, after.state_at, after.revision) == (State.ACCEPTED, AT, 2)
        assert (after.steps.get().by, after.steps.get().state) == (by, State.ACCEPTED)
    assert AuditEntry.objects.count() == before + 1
    assert last_entry("tasks.accept").details["ids"] == [one.pk for one in owed]


def test_accepting_costs_the_same_for_one_and_for_ten(django_assert_num_queries):
    owed = make_work(units=11, **SENT)
    by = lead_of(owed[0])
    accept(seen=seen(owed[0]), by=by, at=AT)
    with django_assert_num_queries(12):
        accept(seen=seen(*owed[1:]), by=by, at=AT)


def test_what_moved_meanwhile_is_named_and_the_others_are_accepted():
    owed = make_work(units=5, **SENT)
    by = lead_of(owed[0])
    before = seen(*owed)
    Obligation.objects.filter(pk=owed[0].pk).update(state=State.RETURNED, revision=2)
    Obligation.objects.filter(pk=owed[1].pk).update(revision=2)
    accept(seen=seen(owed[2]), by=by, at=AT)
    Task.objects.filter(pk=owed[3].task_id).update(head_approves=True)
    Obligation.objects.filter(pk=owed[4].pk).update(head_approved_at=AT)
    done = accept(seen=before, by=by, at=AT)
    assert done.accepted == (owed[4],)
    assert [(one.obligation.pk, one.why.split(";")[0]) for one in done.left] == [
        (owed[0].pk, "đang ở trạng thái “trả lại để bổ sung”"),
        (owed[1].pk, "đơn vị vừa gửi bổ sung"),
        (owed[2].pk, "đã được xác nhận trước đó"),
        (owed[3].pk, "lãnh đạo đơn vị chưa duyệt"),
    ]


def test_the_same_acceptance_twice_is_one():
    owed = make_work(**SENT)
    by = lead_of(owed[0])
    accept(seen=seen(*owed), by=by, at=AT)
    assert accept(seen=seen(*owed), by=by, at=AT).accepted == ()
    assert (Step.objects.count(), AuditEntry.objects.filter(action="tasks.accept").count()) == (1, 1)


def test_only_the_plans_lead_accepts():
    first, second = make_work(units=2, **SENT)
    others = [officer(first.unit, role, f"xa-{role}") for role in Role]
    others += [lead_of(first, role, f"huyen-{role}") for role in Role if role not in (Role.FOCAL, Role.APPROVER)]
    others += [officer(second.unit, name="ben-canh"), User.objects.create_superuser("quan-tri")]
    for by in others:
        with pytest.raises(PermissionDenied):
            accept(seen=seen(first, second), by=by, at=AT)
        with pytest.raises(PermissionDenied):
            return_for_more(obligation=now_as(first), reason="Thiếu ảnh", revision=1, by=by, at=AT)
    assert not Step.objects.exists()


def test_what_one_wrote_oneself_another_accepts_where_there_is_another():
    owed = make_work()[0]
    by = lead_of(owed)
    assign_role(user=by, unit=owed.unit, role=Role.FOCAL, by=None, at=AT)
    hand_in(obligation=owed, note="Đã họp", revision=0, by=by, at=AT)
    other = lead_of(owed, Role.APPROVER, "nguoi-duyet")
    done = accept(seen={owed.pk: 1}, by=by, at=AT)
    assert "chính bạn ghi" in done.left[0].why
    User.objects.filter(pk=other.pk).update(is_active=False)
    assert accept(seen={owed.pk: 1}, by=by, at=AT).accepted == (owed,)


# --- one unit is enough ----------------------------------------------------------------------------------------------
def test_where_one_unit_is_enough_the_others_are_free_of_that_period():
    owed = make_work(units=3, periods=2)
    first, other = owed[0], owed[2]
    Task.objects.update(any_one=True)
    Obligation.objects.filter(pk=first.pk).update(**SENT)
    Obligation.objects.filter(pk=owed[4].pk).update(**SENT)
    done = accept(seen={first.pk: 1}, by=lead_of(first), at=AT)
    assert done.fell_away == 1
    after = now_as(other)
    assert (after.state, after.revision) == (State.NOT_APPLICABLE, 1)
    assert (after.steps.get().by, after.steps.get().note) == (None, DONE_BY_ANOTHER)
    # What was handed in is kept, and so is the other period.
    states = [now_as(one).state for one in owed]
    assert states == ["accepted", "not_started", "not_applicable", "not_started", "submitted", "not_started"]
    assert last_entry("tasks.accept").details["fell_away"] == 1


def test_where_each_must_the_others_still_owe():
    first, other = make_work(units=2)
    Obligation.objects.filter(pk=first.pk).update(**SENT)
    assert accept(seen={first.pk: 1}, by=lead_of(first), at=AT).fell_away == 0
    assert now_as(other).state == State.NOT_STARTED


# --- returning -------------------------------------------------------------------------------------------------------
def test_a_result_goes_back_with_a_reason_and_each_return_is_counted():
    owed = make_work()[0]
    unit, lead = officer(owed.unit), lead_of(owed)
    for turn in (1, 2):
        hand_in(obligation=now_as(owed), note=f"Lần {turn}", revision=2 * turn - 2, by=unit, at=AT)
        step = return_for_more(obligation=now_as(owed), reason=" Thiếu ảnh ", revision=2 * turn - 1, by=lead, at=AT)
        after = now_as(owed)
        assert (step.note, after.state, after.returns) == ("Thiếu ảnh", State.RETURNED, turn)
    again = return_for_more(obligation=now_as(owed), reason="Thiếu ảnh", revision=3, by=lead, at=AT)
    assert (again, now_as(owed).returns) == (step, 2)


def test_a_return_says_why_and_stands_on_what_was_seen():
    owed = make_work()[0]
    lead = lead_of(owed)
    hand_in(obligation=owed, note="Đã họp", revision=0, by=officer(owed.unit), at=AT)
    with pytest.raises(StepRefused, match="cần bổ sung gì"):
        return_for_more(obligation=now_as(owed), reason=" ", revision=1, by=lead, at=AT)
    with pytest.raises(Overtaken):
        return_for_more(obligation=now_as(owed), reason="Thiếu ảnh", revision=0, by=lead, at=AT)
    accept(seen={owed.pk: 1}, by=lead, at=AT)
    with pytest.raises(StepRefused, match="đã xác nhận hoàn thành"):
        return_for_more(obligation=now_as(owed), reason="Thiếu ảnh", revision=2, by=lead, at=AT)
    assert now_as(owed).returns == 0


# --- the head of the unit --------------------------------------------------------------------------------------------
@pytest.fixture
def for_head(db):
    owed = make_work()[0]
    Task.objects.update(head_approves=True)
    hand_in(obligation=now_as(owed), note="Đã họp", revision=0, by=officer(owed.unit), at=AT)
    return now_as(owed)


def test_the_head_approves_before_the_lead_accepts(for_head):
    lead, head = lead_of(for_head), officer(for_head.unit, Role.LEADER, "chu-tich")
    assert accept(seen={for_head.pk: 1}, by=lead, at=AT).accepted == ()
    approve_as_head(obligation=for_head, revision=1, by=head, at=AT)
    with pytest.raises(StepRefused, match="Không có kết quả nào"):
        approve_as_head(obligation=for_head, revision=2, by=head, at=AT)
    assert accept(seen={for_head.pk: 2}, by=lead, at=AT).accepted == (for_head,)


def test_what_is_added_to_an_approved_result_is_approved_again(for_head):
    approve_as_head(obligation=for_head, revision=1, by=officer(for_head.unit, Role.LEADER, "chu-tich"), at=AT)
    hand_in(obligation=now_as(for_head), note="Thêm", revision=2, by=User.objects.get(username="dau-moi"), at=AT)
    assert "chưa duyệt" in accept(seen={for_head.pk: 3}, by=lead_of(for_head), at=AT).left[0].why


def test_the_head_may_return_what_waits_for_the_head_and_nothing_later(for_head):
    head = officer(for_head.unit, Role.LEADER, "chu-tich")
    return_for_more(obligation=for_head, reason="Chưa đủ", revision=1, by=head, at=AT)
    hand_in(obligation=now_as(for_head), note="Đủ", revision=2, by=User.objects.get(username="dau-moi"), at=AT)
    approve_as_head(obligation=now_as(for_head), revision=3, by=head, at=AT)
    with pytest.raises(PermissionDenied):
        return_for_more(obligation=now_as(for_head), reason="Chưa đủ", revision=4, by=head, at=AT)
    assert now_as(for_head).returns == 1


def test_only_the_units_own_head_approves(for_head):
    for by in [
        lead_of(for_head, Role.LEADER),
        *(officer(for_head.unit, role, role) for role in Role if role != "leader"),
    ]:
        with pytest.raises(PermissionDenied):
            approve_as_head(obligation=for_head, revision=1, by=by, at=AT)


# --- not applicable --------------------------------------------------------------------------------------------------
def test_work_falls_away_with_a_reason_and_comes_back():
    owed = make_work()[0]
    lead = lead_of(owed)
    with pytest.raises(StepRefused, match="vì sao"):
        set_not_applicable(obligation=now_as(owed), reason="", revision=0, by=lead, at=AT)
    set_not_applicable(obligation=now_as(owed), reason="Xã không có chợ", revision=0, by=lead, at=AT)
    assert now_as(owed).state == State.NOT_APPLICABLE
    set_applicable(obligation=now_as(owed), reason="Chợ mở lại", revision=1, by=lead, at=AT)
    assert (now_as(owed).state, Step.objects.count()) == (State.NOT_STARTED, 2)
    with pytest.raises(PermissionDenied):
        set_not_applicable(obligation=now_as(owed), reason="x", revision=2, by=officer(owed.unit), at=AT)


def test_what_was_handed_in_does_not_fall_away_and_what_waits_is_not_opened_here():
    sent, waiting = make_work(tasks=2)
    Obligation.objects.filter(pk=sent.pk).update(**SENT)
    Obligation.objects.filter(pk=waiting.pk).update(state=State.AWAITING_EVENT)
    lead = lead_of(sent)
    with pytest.raises(StepRefused, match="đã gửi kết quả"):
        set_not_applicable(obligation=now_as(sent), reason="x", revision=1, by=lead, at=AT)
    with pytest.raises(StepRefused, match="chờ công bố"):
        set_applicable(obligation=now_as(waiting), reason="x", revision=0, by=lead, at=AT)


# --- comments --------------------------------------------------------------------------------------------------------
def test_unit_partners_and_lead_write_and_nobody_else():
    owed = make_work()[0]
    named, member, beside = make_units(4)[1:]
    Participant.objects.create(
        task=owed.task, position=0, part=Part.PARTNER, name="Xã 2", target=Target.UNIT, unit=named
    )
    writers = [officer(owed.unit, name="xa"), officer(named, Role.LEADER, "phoi-hop"), lead_of(owed, Role.APPROVER)]
    for place, by in enumerate(writers):
        comment(obligation=now_as(owed), text=f"Lời {place}", by=by, at=AT)
        comment(obligation=now_as(owed), text=f" Lời {place} ", by=by, at=AT)
    others = [officer(beside, name="khac"), officer(member, name="ban"), officer(owed.unit, Role.VIEWER, "xem")]
    for by in others:
        with pytest.raises(PermissionDenied):
            comment(obligation=now_as(owed), text="x", by=by, at=AT)
    with pytest.raises(StepRefused, match="nội dung"):
        comment(obligation=now_as(owed), text=" ", by=writers[0], at=AT)
    assert list(Comment.objects.order_by("pk").values_list("text", flat=True)) == ["Lời 0", "Lời 1", "Lời 2"]
    Participant.objects.create(
        task=owed.task, position=1, part=Part.PARTNER, name="Các xã", target=Target.CLASS, classes=["communes"]
    )
    comment(obligation=now_as(owed), text="Của nhóm", by=others[0], at=AT)
