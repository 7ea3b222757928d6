"""How a plan at work is followed: read at the foot of its page; only who approves first can be changed, and how."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.plans.tests.factories import district, make_plan
from loa.tasks.actions import StepRefused, accept, hand_in, set_head_approval, take_back_acceptance
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Task
from loa.tasks.queries import awaits_its_head, find_obligation, words_wanted
from loa.tasks.tests.factories import make_work
from loa.tasks.tests.test_desk import page, person

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def now_as(obligation):
    return find_obligation(obligation.pk)


def asked_of_heads(obligation):
    """Return how many results wait for the lead and for the head, as the lists count them."""
    return words_wanted({obligation.task.version.plan.owner_id}, {obligation.unit_id})


@pytest.fixture
def sent():
    """Return a result handed in before anything was changed, and one that is still owed, of one unit."""
    first, second = make_work(tasks=2)
    hand_in(obligation=first, note="Đã họp", revision=0, by=officer(first.unit, name="xa"), at=AT)
    return now_as(first), now_as(second)


def test_what_was_handed_in_before_needs_no_approval_and_what_comes_after_does(sent):
    before, owed = sent
    version = before.task.version
    assert set_head_approval(version=version, head_approves=True, by=officer(version.plan.owner), at=LATER)
    by = User.objects.get(username="xa")
    hand_in(obligation=owed, note="Đã họp", revision=0, by=by, at=LATER)
    assert [awaits_its_head(now_as(one)) for one in sent] == [False, True]
    assert asked_of_heads(owed) == {"to_accept": 1, "to_approve": 1}
    # What is added after the change is handed in after it.
    hand_in(obligation=now_as(before), note="Thêm ảnh", revision=1, by=by, at=LATER)
    assert asked_of_heads(owed) == {"to_accept": 0, "to_approve": 2}


def test_once_it_is_asked_for_no_more_nothing_waits_for_a_head(sent):
    before, _ = sent
    Task.objects.update(head_approves=True)
    lead = officer(before.task.version.plan.owner)
    assert asked_of_heads(before) == {"to_accept": 0, "to_approve": 1}
    assert set_head_approval(version=before.task.version, head_approves=False, by=lead, at=LATER)
    assert asked_of_heads(before) == {"to_accept": 1, "to_approve": 0}


def test_an_acceptance_taken_back_does_not_put_an_old_result_before_the_head(sent):
    before, _ = sent
    lead = officer(before.task.version.plan.owner)
    set_head_approval(version=before.task.version, head_approves=True, by=lead, at=LATER)
    accept(seen={before.pk: before.revision}, by=lead, at=LATER)
    after = now_as(before)
    take_back_acceptance(obligation=after, reason="Nhầm", revision=after.revision, by=lead, at=LATER)
    assert asked_of_heads(before) == {"to_accept": 1, "to_approve": 0}


def test_one_entry_says_who_changed_it_and_the_same_again_changes_nothing(sent):
    version = sent[0].task.version
    lead = officer(version.plan.owner)
    assert set_head_approval(version=version, head_approves=True, by=lead, at=AT)
    assert not set_head_approval(version=version, head_approves=True, by=lead, at=LATER)
    entry = AuditEntry.objects.get(action="tasks.set_head_approval")
    assert (entry.by, entry.at, entry.object_key, entry.details) == (lead, AT, str(version.pk), {"head_approves": True})
    assert set(Task.objects.values_list("head_approves", "head_approves_since")) == {(True, AT)}


def test_only_who_puts_the_plan_to_work_changes_it(sent):
    before, _ = sent
    version = before.task.version
    others = [officer(before.unit, role, f"xa-{role}") for role in Role]
    allowed = (Role.FOCAL, Role.APPROVER)
    others += [officer(version.plan.owner, role, f"huyen-{role}") for role in Role if role not in allowed]
    for by in others:
        with pytest.raises(PermissionDenied):
            set_head_approval(version=version, head_approves=True, by=by, at=AT)
    assert not Task.objects.filter(head_approves=True).exists()


def test_a_plan_that_is_not_at_work_has_nothing_to_change():
    version = make_plan(tasks=1)
    with pytest.raises(StepRefused, match="chưa được triển khai"):
        set_head_approval(version=version, head_approves=True, by=officer(district()), at=AT)


# --- the page --------------------------------------------------------------------------------------------------------
def test_the_foot_of_the_plans_page_says_how_it_is_followed_and_who_decided(client, sent):
    version = sent[0].task.version
    person(client, version.plan.owner)
    address = reverse("desk:plan", args=[version.plan.slug])
    text = page(client, address)
    assert "Cách theo dõi kế hoạch này" in text
    assert "muộn nhất ngày" in text
    assert "hằng quý" in text
    assert "cán bộ đầu mối gửi là đủ" in text
    change = reverse("desk:head_approval", args=[version.plan.slug])
    assert client.post(change, {"head_approves": "2"}).status_code == 404
    text = client.post(change, {"head_approves": "1"}, follow=True).content.decode()
    assert "Từ bây giờ, lãnh đạo đơn vị duyệt kết quả trước." in text
    assert "áp dụng cho kết quả gửi từ" in text
    assert "người quyết định: Nguyễn Văn Mẫu" in text
    assert "không có gì thay đổi" in client.post(change, {"head_approves": "1"}, follow=True).content.decode()


def test_a_unit_reads_it_and_is_offered_no_change(client, sent):
    owed = sent[0]
    person(client, owed.unit)
    address = reverse("desk:plan", args=[owed.task.version.plan.slug])
    text = page(client, address)
    assert "Cách theo dõi kế hoạch này" in text
    assert "lanh-dao-duyet/" not in text
    assert client.post(f"{address}lanh-dao-duyet/", {"head_approves": "1"}).status_code == 403


def test_a_result_without_a_moment_is_asked_of_nobody_wrongly():
    """Rows without the moment of their state would fall out of both lists if the condition were left to NULL."""
    owed = make_work(state=State.SUBMITTED, submitted_on=date(2024, 3, 14))[0]
    Task.objects.update(head_approves=True, head_approves_since=AT)
    assert Obligation.objects.get().state_at is None
    assert asked_of_heads(owed) == {"to_accept": 1, "to_approve": 0}
    assert not awaits_its_head(now_as(owed))
