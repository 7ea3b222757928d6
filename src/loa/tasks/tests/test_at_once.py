"""Two people act at once, each with their own connection: one deed holds, the other is told, nothing is doubled."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import (
    Entry,
    Overtaken,
    PeriodRefused,
    StepRefused,
    accept,
    approve_as_head,
    comment,
    hand_in,
    hand_in_period,
    note_opened,
    return_for_more,
    set_not_applicable,
    start_work,
)
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import State
from loa.tasks.models import Comment, Evidence, Obligation, Step, Task, UnitTally, evidence_storage
from loa.tasks.queries import find_obligation
from loa.tasks.tests.at_once import at_once as all_at_once
from loa.tasks.tests.factories import make_work, stand

# Threads see only what was committed.
pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
SENT = {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 14), "revision": 1}


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    place = {"location": tmp_path, "base_url": None}
    evidence = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": place}
    settings.STORAGES = settings.STORAGES | {"evidence": evidence}
    return tmp_path


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name=f"Nguyễn Văn {name.title()}")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def lead_of(obligation, name="chu-tri"):
    return officer(obligation.task.version.plan.owner, name=name)


def now_as(obligation):
    return find_obligation(obligation.pk)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Return what each deed returned, or how it was refused, when all of them want the obligation."""
    return all_at_once(*deeds, table="tasks_obligation", refusals=(Overtaken, StepRefused, PeriodRefused))


def entries(action):
    return AuditEntry.objects.filter(action=action).count()


def tallies_hold(obligation):
    return count_anew(obligation.task.version) == 0


def refusals(found, kind=Overtaken):
    return [one for one in found if isinstance(one, kind)]


# --- a unit's own people ---------------------------------------------------------------------------------------------
def test_of_two_officers_who_send_at_once_the_second_reads_the_first():
    owed = make_work()[0]
    both = [officer(owed.unit, name="mot"), officer(owed.unit, Role.DEPUTY, "hai")]
    found = at_once(
        *(lambda by=by: hand_in(obligation=now_as(owed), note=by.username, revision=0, by=by, at=AT) for by in both)
    )
    (refused,) = refusals(found)
    kept = Step.objects.get()
    assert (refused.step, now_as(owed).revision) == (kept, 1)
    assert kept.note == kept.by.username
    assert (entries("tasks.hand_in"), tallies_hold(owed)) == (1, True)


def test_a_form_sent_twice_at_once_is_one_step_with_one_file(own_files):
    owed = make_work()[0]
    by = officer(owed.unit)

    def send():
        file = SimpleUploadedFile("Kế hoạch.pdf", b"%PDF-1.4 mot trang")
        return hand_in(obligation=now_as(owed), note="Đã họp", files=[file], revision=0, by=by, at=AT)

    first, second = at_once(send, send)
    assert first == second == Step.objects.get()
    given = Evidence.objects.get()
    assert evidence_storage().exists(given.file.name)
    assert len([path for path in own_files.rglob("*") if path.is_file()]) == 1
    assert (entries("tasks.hand_in"), now_as(owed).revision, tallies_hold(owed)) == (1, 1, True)


def test_of_beginning_and_sending_at_once_one_holds():
    owed = make_work()[0]
    both = [officer(owed.unit, name="mot"), officer(owed.unit, Role.DEPUTY, "hai")]
    found = at_once(
        lambda: start_work(obligation=now_as(owed), note="", revision=0, by=both[0], at=AT),
        lambda: hand_in(obligation=now_as(owed), note="Đã họp", revision=0, by=both[1], at=AT),
    )
    assert len(refusals(found)) == 1
    assert Step.objects.get().state == now_as(owed).state
    assert (entries("tasks.start_work") + entries("tasks.hand_in"), tallies_hold(owed)) == (1, True)


def test_a_period_sent_twice_at_once_is_handed_in_once():
    owed = make_work(tasks=5, periods=1)
    unit, by = owed[0].unit, officer(owed[0].unit)
    told = [Entry(obligation=one.pk, revision=0, nil=True) for one in owed]
    found = at_once(*(lambda: hand_in_period(unit=unit, entries=told, by=by, at=AT),) * 2)
    assert found == [5, 5]
    assert (Step.objects.count(), entries("tasks.hand_in_period"), tallies_hold(owed[0])) == (5, 1, True)


def test_of_two_reports_of_a_period_at_once_one_holds_whole():
    owed = make_work(tasks=5, periods=1)
    unit = owed[0].unit
    both = [officer(unit, name="mot"), officer(unit, Role.DEPUTY, "hai")]

    def report(by, some):
        told = [Entry(obligation=one.pk, revision=0, note=by.username) for one in some]
        return lambda: hand_in_period(unit=unit, entries=told, by=by, at=AT)

    found = at_once(report(both[0], owed[:4]), report(both[1], list(reversed(owed[1:]))))
    (refused,) = refusals(found, PeriodRefused)
    assert len(refused.faults) == 3
    assert all("vừa ghi vào mục này" in sentence for sentence in refused.faults.values())
    assert (Step.objects.count(), Step.objects.values("by").distinct().count()) == (4, 1)
    assert (entries("tasks.hand_in_period"), tallies_hold(owed[0])) == (1, True)


def test_opened_twice_at_once_is_counted_once():
    owed = make_work()[0]
    later = AT.replace(minute=30)
    at_once(lambda: note_opened(obligation=owed, at=AT), lambda: note_opened(obligation=owed, at=later))
    assert now_as(owed).opened_at in {AT, later}
    assert set(UnitTally.objects.values_list("unopened", flat=True)) == {0}
    assert tallies_hold(owed)


def test_a_comment_sent_twice_at_once_is_one():
    owed = make_work()[0]
    by = officer(owed.unit)
    first, second = at_once(*(lambda: comment(obligation=now_as(owed), text="Cần thêm ảnh", by=by, at=AT),) * 2)
    assert first == second == Comment.objects.get()
    assert entries("tasks.comment") == 1


def test_in_two_browsers_at_once_the_second_sees_both_texts():
    owed = make_work()[0]
    browsers = [Client(), Client()]
    for name, browser in zip(("mot", "hai"), browsers, strict=True):
        browser.force_login(officer(owed.unit, name=name))
    address = reverse("desk:send", args=[owed.pk])
    stand(owed, opened_at=AT)
    first, second = sorted(
        at_once(
            *(lambda b=b, n=n: b.post(address, {"revision": 0, "note": f"Bản {n}"}) for n, b in enumerate(browsers))
        ),
        key=lambda answer: answer.status_code,
    )
    assert (first.status_code, second.status_code) == (302, 422)
    kept = Step.objects.get()
    own = "Bản 0" if kept.note == "Bản 1" else "Bản 1"
    assert f"{own}</textarea>" in second.text
    assert kept.note in second.text
    assert f"{kept.by.get_full_name()} ghi" in second.text


# --- the head and the lead -------------------------------------------------------------------------------------------
def test_of_two_heads_who_approve_at_once_one_does():
    owed = make_work()[0]
    Task.objects.update(head_approves=True)
    hand_in(obligation=owed, note="Đã họp", revision=0, by=officer(owed.unit), at=AT)
    heads = [officer(owed.unit, Role.LEADER, name) for name in ("mot", "hai")]
    found = at_once(*(lambda by=by: approve_as_head(obligation=now_as(owed), revision=1, by=by, at=AT) for by in heads))
    (refused,) = refusals(found)
    approval = Step.objects.latest("pk")
    assert refused.step == approval
    assert (Step.objects.count(), now_as(owed).revision, entries("tasks.approve_as_head")) == (2, 2, 1)


def test_of_an_acceptance_and_more_from_the_unit_at_once_nothing_unseen_is_accepted():
    owed = make_work()[0]
    by = officer(owed.unit)
    hand_in(obligation=owed, note="Đã họp", revision=0, by=by, at=AT)
    lead = lead_of(owed)
    accepted, sent = at_once(
        lambda: accept(seen={owed.pk: 1}, by=lead, at=AT),
        lambda: hand_in(obligation=now_as(owed), note="Thêm ảnh", revision=1, by=by, at=AT),
    )
    after = now_as(owed)
    if isinstance(sent, Step):
        assert [left.why for left in accepted.left] == ["đơn vị vừa gửi bổ sung; mở ra xem rồi xác nhận lại"]
        assert (after.state, entries("tasks.accept"), entries("tasks.hand_in")) == (State.SUBMITTED, 0, 2)
    else:
        assert isinstance(sent, Overtaken)
        assert sent.step.state == after.state == State.ACCEPTED
        assert (entries("tasks.accept"), entries("tasks.hand_in")) == (1, 1)
    assert (Step.objects.count(), after.revision, tallies_hold(owed)) == (2, 2, True)


def test_of_setting_aside_and_sending_at_once_one_holds():
    owed = make_work()[0]
    lead, by = lead_of(owed), officer(owed.unit)
    found = at_once(
        lambda: set_not_applicable(obligation=now_as(owed), reason="Không có chợ", revision=0, by=lead, at=AT),
        lambda: hand_in(obligation=now_as(owed), note="Đã họp", revision=0, by=by, at=AT),
    )
    assert len(refusals(found)) == 1
    assert Step.objects.get().state == now_as(owed).state
    assert tallies_hold(owed)


def test_of_two_who_accept_at_once_one_does():
    owed = make_work(units=5, **SENT)
    leads = [lead_of(owed[0], name=name) for name in ("mot", "hai")]
    found = at_once(
        lambda: accept(seen={one.pk: 1 for one in owed}, by=leads[0], at=AT),
        lambda: accept(seen={one.pk: 1 for one in reversed(owed)}, by=leads[1], at=AT),
    )
    assert sorted(len(one.accepted) for one in found) == [0, 5]
    assert {left.why for one in found for left in one.left} == {"đã được xác nhận trước đó"}
    assert (Step.objects.count(), entries("tasks.accept"), tallies_hold(owed[0])) == (5, 1, True)


def test_of_an_acceptance_and_a_return_at_once_one_holds():
    owed = make_work()[0]
    hand_in(obligation=owed, note="Đã họp", revision=0, by=officer(owed.unit), at=AT)
    leads = [lead_of(owed, name=name) for name in ("mot", "hai")]
    obligation = now_as(owed)
    accepted, returned = at_once(
        lambda: accept(seen={owed.pk: 1}, by=leads[0], at=AT),
        lambda: return_for_more(obligation=obligation, reason="Thiếu ảnh", revision=1, by=leads[1], at=AT),
    )
    after = now_as(owed)
    assert (after.state == State.ACCEPTED) == (len(accepted.accepted) == 1) == isinstance(returned, Overtaken)
    assert (after.state == State.RETURNED) == isinstance(returned, Step) == (after.returns == 1)
    assert (Step.objects.count(), after.revision, tallies_hold(owed)) == (2, 2, True)


def test_where_one_unit_is_enough_a_result_sent_at_once_is_kept_or_refused():
    first, other = make_work(units=2)
    Task.objects.update(any_one=True)
    Obligation.objects.filter(pk=first.pk).update(**SENT)
    lead, by = lead_of(first), officer(other.unit, name="xa-hai")
    _, sent = at_once(
        lambda: accept(seen={first.pk: 1}, by=lead, at=AT),
        lambda: hand_in(obligation=other, note="Đã họp", revision=0, by=by, at=AT),
    )
    assert now_as(first).state == State.ACCEPTED
    assert now_as(other).state == (State.SUBMITTED if isinstance(sent, Step) else State.NOT_APPLICABLE)
