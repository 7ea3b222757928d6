"""Putting a plan to work: what is written, who may, what refuses it, and that of two at once exactly one wins."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from loa.base import page_cache
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, Unit, User
from loa.plans.choices import Target
from loa.plans.models import AgencyBinding, PlanVersion
from loa.plans.tests.factories import COMMUNES, CONCERNED, district, make_plan
from loa.tasks.actions import NotPutToWork, NotReady, ReviewChanged, put_to_work
from loa.tasks.actions.handing_out import AlreadyAtWork, OtherVersionAtWork
from loa.tasks.choices import OPEN_STATES
from loa.tasks.models import Obligation, Participant, Task
from loa.tasks.queries.distribution import distribution
from loa.tasks.tests.factories import make_review, make_units

AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 15)


def confirm(review, by=None, seen=None):
    seen = seen or distribution(review, TODAY).fingerprint
    return put_to_work(version=review.version, revision_seen=seen, by=by, at=AT)


def holding(role, unit=None):
    user = User.objects.create_user(f"{role}-{User.objects.count()}", password="mot-mat-khau-dai")
    assign_role(user=user, unit=unit or district(), role=role, by=None, at=AT)
    return user


def nothing_was_written(review):
    review.version.refresh_from_db()
    found = (Task.objects.count(), Participant.objects.count(), Obligation.objects.count(), review.version.confirmed_at)
    return found == (0, 0, 0, None) and not AuditEntry.objects.filter(action="tasks.put_to_work").exists()


@pytest.mark.django_db
def test_everything_is_written_as_it_was_shown():
    review = make_review(tasks=2, units=3, periodic=True)
    review.tasks.filter(position=1).update(schedule="once", due_on=date(2024, 11, 25), boundary="before")
    lead = holding(Role.FOCAL)
    handed_out = confirm(review, by=lead)
    first, second = Task.objects.order_by("position")
    assert (first.schedule, first.rhythm, first.due_on, first.number) == ("periodic", review.rhythm, None, "1")
    assert (second.schedule, second.rhythm, second.due_on) == ("once", None, date(2024, 11, 24))
    assert first.title == review.tasks.get(position=0).title
    assert list(
        Participant.objects.filter(task=first).values_list("part", "position", "name", "target", "classes")
    ) == [
        ("lead", 0, COMMUNES, "class", ["communes"]),
        ("partner", 0, CONCERNED, "open", []),
    ]
    unit = Unit.objects.get(key="xa-mau-1")
    assert list(
        Obligation.objects.filter(unit=unit).order_by("task", "due_on").values_list(
            "task__position", "period", "period_label", "starts_on", "due_on", "state", "state_at"
        )
    ) == [
        (0, "2024-q1", "Quý I/2024", date(2024, 1, 1), date(2024, 3, 31), "not_started", AT),
        (0, "2024-q2", "Quý II/2024", date(2024, 4, 1), date(2024, 6, 30), "not_started", AT),
        (0, "2024-q3", "Quý III/2024", date(2024, 7, 1), date(2024, 9, 30), "not_started", AT),
        (0, "2024-q4", "Quý IV/2024", date(2024, 10, 1), date(2024, 12, 31), "not_started", AT),
        (1, "", "", None, date(2024, 11, 24), "not_started", AT),
    ]  # fmt: skip
    assert Obligation.objects.count() == handed_out.obligations == 15


@pytest.mark.django_db
@pytest.mark.parametrize("head_approves", [True, False])
def test_what_acceptance_asks_for_goes_with_the_tasks(head_approves):
    review = make_review(tasks=2, units=1)
    review.head_approves = head_approves
    review.save()
    review.tasks.filter(position=1).update(any_one=True)
    confirm(review)
    said = Task.objects.order_by("position").values_list("any_one", "head_approves")
    assert list(said) == [(False, head_approves), (True, head_approves)]


@pytest.mark.django_db
def test_receivers_are_units_once_the_plan_is_at_work():
    review = make_review(tasks=2, units=3)
    receiver = make_units(3)[2]
    review.bindings.create(position=9, name="Phòng Tin", target="unit", unit=receiver)
    review.tasks.filter(position=0).update(receivers=["Phòng Tin", "Không có trong danh sách"])
    confirm(review)
    first, second = Task.objects.order_by("position")
    assert list(first.receivers.all()) == [receiver]
    assert not second.receivers.exists()


@pytest.mark.django_db
def test_the_version_is_confirmed_with_what_people_wrote_and_one_entry():
    review = make_review(tasks=8, units=3)
    lead = holding(Role.FOCAL)
    version = review.version
    confirm(review, by=lead)
    assert (version.confirmed_at, version.confirmed_by, version.symbol) == (AT, lead, "12/KH-UBND")
    entry = AuditEntry.objects.get(action="tasks.put_to_work")
    assert (entry.by, entry.at, entry.object_key) == (lead, AT, str(version.pk))
    counts = {name: entry.details[name] for name in ("tasks", "units", "obligations", "rhythm")}
    assert counts == {"tasks": 8, "units": 3, "obligations": 24, "rhythm": "quy"}


@pytest.mark.django_db
def test_what_waits_for_an_event_begins_without_a_day():
    review = make_review(tasks=1, units=2)
    review.tasks.update(schedule="awaiting", waits_for="Công bố Chỉ số CCHC")
    confirm(review)
    assert set(Obligation.objects.values_list("state", "due_on", "period")) == {("awaiting_event", None, "")}
    assert Task.objects.get().waits_for == "Công bố Chỉ số CCHC"


@pytest.mark.django_db
def test_an_invited_body_is_a_partner_and_owes_nothing():
    review = make_review(tasks=1, units=1)
    AgencyBinding.objects.create(review=review, position=9, name="Mặt trận", target=Target.OUTSIDE)
    review.tasks.update(leads=[COMMUNES, "Mặt trận"])
    confirm(review)
    found = Participant.objects.order_by("part", "position").values_list("part", "position", "name")
    assert list(found) == [("lead", 0, COMMUNES), ("partner", 0, "Mặt trận"), ("partner", 1, CONCERNED)]
    assert Obligation.objects.count() == 1


@pytest.mark.django_db
def test_stored_pages_age(django_capture_on_commit_callbacks):
    review = make_review(tasks=1, units=1)
    before = page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(review)
    assert page_cache.generation() > before


# --- who may -------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_only_some_roles_put_a_plan_to_work(role):
    review = make_review(tasks=1, units=1)
    user = holding(role)
    if role in {Role.FOCAL, Role.APPROVER}:
        confirm(review, by=user)
        assert Obligation.objects.count() == 1
    else:
        with pytest.raises(PermissionDenied):
            confirm(review, by=user)
        assert nothing_was_written(review)


@pytest.mark.django_db
def test_a_commune_does_not_put_the_districts_plan_to_work():
    review = make_review(tasks=1, units=1)
    with pytest.raises(PermissionDenied):
        confirm(review, by=holding(Role.FOCAL, Unit.objects.get(key="xa-mau-1")))
    assert nothing_was_written(review)


# --- what refuses it -----------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda review: review.tasks.update(leads=[]), "chưa có cơ quan chủ trì"),
        (lambda review: review.tasks.update(leads=[CONCERNED]), "chưa có đơn vị nào nhận việc"),
        (lambda review: review.tasks.update(due_on=None), "chưa có hạn"),
        (lambda review: review.tasks.update(included=False), "Chưa có nhiệm vụ nào được chọn"),
        (lambda review: review.bindings.filter(name=COMMUNES).update(target=""), "Chưa chọn"),
        (lambda review: review.bindings.filter(name=COMMUNES).update(classes=["villages"]), "không có đơn vị nào"),
    ],
)
def test_what_is_not_finished_does_not_go_to_work(spoil, said):
    review = make_review(tasks=1, units=1)
    spoil(review)
    with pytest.raises(NotReady) as refused:
        confirm(review)
    assert said in refused.value.missing[0].message
    assert nothing_was_written(review)


@pytest.mark.django_db
def test_what_changed_after_it_was_shown_is_shown_again():
    review = make_review(tasks=2, units=2)
    seen = distribution(review, TODAY).fingerprint
    review.tasks.filter(position=1).update(title="Sửa trong lúc người khác xác nhận", revision=1)
    with pytest.raises(ReviewChanged):
        confirm(review, seen=seen)
    assert nothing_was_written(review)
    confirm(review)
    assert Task.objects.get(position=1).title == "Sửa trong lúc người khác xác nhận"


@pytest.mark.django_db
def test_a_unit_that_came_after_it_was_shown_is_shown_first():
    review = make_review(tasks=1, units=2)
    seen = distribution(review, TODAY).fingerprint
    make_units(3)
    with pytest.raises(ReviewChanged):
        confirm(review, seen=seen)
    assert nothing_was_written(review)


@pytest.mark.django_db
def test_a_plan_goes_to_work_once():
    review = make_review(tasks=1, units=1)
    confirm(review)
    with pytest.raises(AlreadyAtWork, match="15/03/2024"):
        confirm(review)
    assert Obligation.objects.count() == 1


@pytest.mark.django_db
def test_a_second_version_does_not_push_out_the_one_at_work():
    first = make_review(tasks=1, units=1)
    confirm(first)
    other = make_plan(tasks=1, slug="ban-hai", findings=False, confirmed=False)
    PlanVersion.objects.filter(pk=other.pk).update(plan=first.version.plan, number=2)
    second = make_review(tasks=1, units=1, version=PlanVersion.objects.get(pk=other.pk))
    with pytest.raises(OtherVersionAtWork, match="Bản 1"):
        confirm(second)
    assert Task.objects.filter(version=second.version).count() == 0


@pytest.mark.django_db
def test_a_failure_in_the_middle_leaves_nothing():
    review = make_review(tasks=1, units=1)
    Task.objects.create(  # in the place the confirmation will want
        version=review.version, reviewed=review.tasks.get(), position=5, origin="line", title="x", schedule="once"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        confirm(review)
    assert Obligation.objects.count() == 0


@pytest.mark.django_db
def test_four_hundred_lines_go_to_work():
    review = make_review(tasks=400, units=2)
    assert confirm(review).obligations == Obligation.objects.count() == 800
    assert set(Obligation.objects.values_list("state", flat=True)) <= set(OPEN_STATES)


# --- two at once ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_exactly_one_wins():
    review = make_review(tasks=8, units=3)
    seen = distribution(review, TODAY).fingerprint
    begin, outcomes = Barrier(2), []

    def run(lead):
        version = PlanVersion.objects.get(pk=review.version_id)
        begin.wait(timeout=20)
        try:
            put_to_work(version=version, revision_seen=seen, by=lead, at=AT)
            outcomes.append("handed out")
        except NotPutToWork as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(holding(Role.FOCAL),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["AlreadyAtWork", "handed out"]
    assert (Task.objects.count(), Obligation.objects.count()) == (8, 24)
    assert AuditEntry.objects.filter(action="tasks.put_to_work").count() == 1
