"""Who is supplied with what: sight of what was handed in and of nothing else, the page of a receiver, and its word."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import StepRefused, comment, hand_in, say_received
from loa.tasks.choices import Received, State
from loa.tasks.models import Comment, Obligation, Task
from loa.tasks.permissions import can_see_obligation
from loa.tasks.queries import find_obligation
from loa.tasks.tests.factories import make_units, make_work
from loa.tasks.tests.test_desk import page, person

pytestmark = pytest.mark.django_db
PAGE = "/viec/duoc-cung-cap/"
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
TODAY = date(2024, 3, 15)
GIVEN = {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 14), "revision": 1}
LATE = {"due_on": date(2024, 3, 1)}


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def supplying(units=2, **also):
    """Return obligations of some communes, and the unit beside them that gets what comes of all their tasks."""
    owed = make_work(units=units, **also)
    receiver = make_units(9)[8]
    for task in Task.objects.all():
        task.receivers.add(receiver)
    return owed, receiver


def now_as(obligation):
    return find_obligation(obligation.pk)


def sees(user, obligation):
    return can_see_obligation(User.objects.get(pk=user.pk), now_as(obligation), TODAY)


# --- sight -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", Role)
def test_a_receivers_people_see_what_was_handed_in_and_not_before(role):
    (owed, other), receiver = supplying()
    reader = officer(receiver, role)
    assert not sees(reader, owed)
    hand_in(obligation=owed, note="Ba tin", revision=0, by=officer(owed.unit, name="xa"), at=AT)
    assert sees(reader, owed)
    assert not sees(reader, other)


def test_nobody_else_gains_sight():
    (owed, other), receiver = supplying(**GIVEN)
    beside = make_units(10)[9]
    others = [officer(other.unit, role, f"giver-{role}") for role in Role]
    others += [officer(beside, role, f"beside-{role}") for role in Role]
    assert [one.username for one in others if sees(one, owed)] == []
    Task.objects.get().receivers.remove(receiver)
    assert not sees(officer(receiver), owed)


def test_the_page_of_an_obligation_opens_for_the_receiver_once_it_was_handed_in(client):
    (owed, other), receiver = supplying()
    Obligation.objects.filter(pk=owed.pk).update(**GIVEN)
    person(client, receiver)
    assert client.get(reverse("desk:obligation", args=[other.pk])).status_code == 404
    text = page(client, reverse("desk:obligation", args=[owed.pk]))
    assert "Cung cấp cho" in text
    assert "UBND xã Mẫu 9" in text
    assert "Gửi bổ sung" not in text, "the receiver hands nothing in for the unit"


# --- the word of the receiver ----------------------------------------------------------------------------------------
def test_a_receiver_says_that_it_was_received_or_what_it_lacks():
    (owed, _), receiver = supplying(**GIVEN)
    by = officer(receiver)
    for _ in range(2):
        say_received(obligation=now_as(owed), word=Received.RECEIVED, text="", by=by, at=AT)
    written = say_received(obligation=now_as(owed), word=Received.LACKING, text=" Thiếu ảnh ", by=by, at=AT)
    assert [(one.word, one.text) for one in Comment.objects.order_by("pk")] == [
        ("received", ""),
        ("lacking", "Thiếu ảnh"),
    ]
    assert now_as(owed).state == State.SUBMITTED, "acceptance stays with the plan's lead"
    entry = AuditEntry.objects.filter(action="tasks.say_received").latest("pk")
    assert entry.details == {"unit": owed.unit.key, "comment": written.pk, "word": "chưa đúng, đề nghị bổ sung"}


def test_what_is_lacking_must_be_said_and_something_must_be_there():
    (owed, other), receiver = supplying(**GIVEN)
    by = officer(receiver)
    with pytest.raises(StepRefused, match="chưa đúng ở đâu"):
        say_received(obligation=now_as(owed), word=Received.LACKING, text=" ", by=by, at=AT)
    Obligation.objects.filter(pk=other.pk).update(state=State.RETURNED)
    with pytest.raises(StepRefused, match="chưa gửi kết quả"):
        say_received(obligation=now_as(other), word=Received.RECEIVED, text="", by=by, at=AT)
    assert Comment.objects.count() == 0


def test_only_those_who_write_for_a_receiver_say_it():
    (owed, other), receiver = supplying(**GIVEN)
    others = [officer(receiver, role, f"r-{role}") for role in (Role.CLERK, Role.VIEWER, Role.EDITOR)]
    others += [officer(owed.unit, name="xa"), officer(other.unit, name="xa-hai")]
    others += [officer(owed.task.version.plan.owner, name="chu-tri")]
    for by in others:
        with pytest.raises(PermissionDenied):
            say_received(obligation=now_as(owed), word=Received.RECEIVED, text="", by=by, at=AT)
    comment(obligation=now_as(owed), text="Gửi ảnh kèm", by=officer(receiver, Role.LEADER), at=AT)


def test_the_word_is_said_on_the_page_and_what_was_typed_stays(client):
    (owed, _), receiver = supplying(**GIVEN)
    person(client, receiver)
    address = reverse("desk:received", args=[owed.pk])
    refused = client.post(address, {"word": "lacking", "text": ""})
    assert refused.status_code == 422
    assert "Ghi rõ chưa đúng ở đâu" in refused.content.decode()
    assert client.post(address, {"word": "tot", "text": "x"}).status_code == 404
    answer = client.post(address, {"word": "lacking", "text": "Thiếu ảnh của buổi họp"}, follow=True)
    text = answer.content.decode()
    assert "Đã gửi đề nghị bổ sung" in text
    assert "Nơi nhận: <strong>chưa đúng, đề nghị bổ sung</strong>" in text
    assert "Thiếu ảnh của buổi họp" in text
    listed = client.post(address, {"word": "received", "back": "1"})
    assert listed["Location"] == PAGE


# --- the page --------------------------------------------------------------------------------------------------------
def test_who_has_not_supplied_stands_late_first_and_without_a_link(client):
    (late, soon, given), receiver = supplying(units=3)
    Obligation.objects.filter(pk=late.pk).update(**LATE, state=State.IN_PROGRESS)
    Obligation.objects.filter(pk=given.pk).update(**GIVEN)
    person(client, receiver)
    text = page(client, PAGE)
    assert "1 trong 3" in text
    assert 'Chưa cung cấp <span class="count">2</span>' in text
    rows = text.partition('<ol class="rows">')[2]
    assert rows.index("UBND xã Mẫu 1") < rows.index("UBND xã Mẫu 2")
    assert "quá hạn 14" in rows
    assert "đang thực hiện" not in rows, "how far a unit has come is not the receiver's to see"
    assert "UBND xã Mẫu 3" not in rows
    assert reverse("desk:obligation", args=[soon.pk]) not in text
    text = page(client, f"{PAGE}?da-co=1")
    assert reverse("desk:obligation", args=[given.pk]) in text
    assert "Đã nhận</button>" in text


def test_one_task_and_period_is_listed_alone_and_periods_to_come_not_at_all(client):
    _, receiver = supplying(units=2, tasks=2, periods=2)
    person(client, receiver)
    text = page(client, PAGE)
    assert 'Chưa cung cấp <span class="count">4</span>' in text
    assert "Quý I/2024" in text
    assert "Quý II/2024" not in text
    first = Task.objects.order_by("position").first()
    assert 'Chưa cung cấp <span class="count">2</span>' in page(client, f"{PAGE}?viec={first.pk}&ky=2024-q1")
    assert 'Chưa cung cấp <span class="count">4</span>' in page(client, f"{PAGE}?viec=x&ky=khac")


def test_the_menu_leads_there_only_those_who_receive_something(client):
    (owed, _), receiver = supplying()
    person(client, receiver)
    assert PAGE in page(client, "/viec/")
    client.logout()
    person(client, owed.unit, name="xa")
    assert PAGE not in page(client, "/viec/")
    assert "Chưa có kế hoạch nào giao đơn vị khác cung cấp" in page(client, PAGE)


def test_a_viewer_is_offered_no_button(client):
    _, receiver = supplying(**GIVEN)
    person(client, receiver, Role.VIEWER)
    assert "Đã nhận</button>" not in page(client, f"{PAGE}?da-co=1")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("asked", ["", "?da-co=1"])
def test_the_page_costs_the_same_for_one_and_three(client, count, asked, django_assert_num_queries):
    owed, receiver = supplying(units=2 * count, tasks=count)
    Obligation.objects.filter(pk__in=[one.pk for one in owed[::2]]).update(**GIVEN)
    person(client, receiver)
    page(client, PAGE)
    with django_assert_num_queries(11):
        text = page(client, PAGE + asked)
    assert len(text) < 40_000
