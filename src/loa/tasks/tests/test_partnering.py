"""Tasks that a unit takes part in: which, how the others stand, what a partner sees and says, and what it costs."""

import pytest
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Function, Role, Tier, UnitKind
from loa.people.models import Unit, UnitVersion, User
from loa.plans.choices import Target
from loa.tasks.actions import hand_in
from loa.tasks.choices import Part
from loa.tasks.models import Comment, Participant
from loa.tasks.permissions import partner_units, remember_partners
from loa.tasks.queries import find_task, joint_tasks
from loa.tasks.tests.factories import make_units, make_work

pytestmark = pytest.mark.django_db
PARTNERS = "/viec/phoi-hop/"


def person(client, unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    client.force_login(user)
    return user


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.text.replace("\xa0", " ").replace("&nbsp;", " ")


def office(owner, name="Phòng Văn hóa và Thông tin", key="phong-van-hoa"):
    unit = Unit.objects.create(key=key, kind=UnitKind.OFFICE, tier=Tier.DISTRICT, function=Function.values[0])
    UnitVersion.objects.create(
        unit=unit, name=name, parent=owner, valid_from=now().date().replace(month=1, day=1), source="dùng cho phép thử"
    )
    return unit


def joins(owed, **who):
    place = Participant.objects.filter(task=owed.task, part=Part.PARTNER).count()
    return Participant.objects.create(task=owed.task, position=place, part=Part.PARTNER, name="Nơi phối hợp", **who)


def named(owed, unit):
    return joins(owed, target=Target.UNIT, unit=unit)


# --- which -----------------------------------------------------------------------------------------------------------
def test_a_unit_is_a_partner_by_name_or_by_its_class():
    owed = make_work(tasks=4)
    owner = owed[0].task.version.plan.owner
    one, other = office(owner), office(owner, "Phòng Tư pháp", "phong-tu-phap")
    named(owed[0], one)
    joins(owed[1], target=Target.CLASS, classes=["offices"])
    joins(owed[2], target=Target.CLASS, classes=["communes", "services"])
    joins(owed[3], target=Target.OPEN)
    joins(owed[3], target=Target.OUTSIDE)
    today = now().date()
    assert joint_tasks([one.pk], today) == {owed[0].task_id: {one.pk}, owed[1].task_id: {one.pk}}
    assert joint_tasks([other.pk], today) == {owed[1].task_id: {other.pk}}
    assert joint_tasks([one.pk, other.pk], today)[owed[1].task_id] == {one.pk, other.pk}
    assert joint_tasks([], today) == {}


def test_a_class_is_that_of_the_plans_owner():
    """Offices of another district take no part in what this one's plan asks of its own."""
    owed = make_work()[0]
    elsewhere = Unit.objects.create(key="huyen-khac", kind=UnitKind.COMMITTEE, tier=Tier.DISTRICT)
    joins(owed, target=Target.CLASS, classes=["offices"])
    assert joint_tasks([office(elsewhere).pk], now().date()) == {}


def test_who_owes_a_task_is_no_partner_of_it():
    [owed] = make_work()
    beside = make_units(2)[1]
    joins(owed, target=Target.CLASS, classes=["communes"])
    assert joint_tasks([owed.unit_id, beside.pk], now().date()) == {owed.task_id: {beside.pk}}
    assert joint_tasks([owed.unit_id], now().date()) == {}


def test_partners_are_those_of_now_unless_they_were_asked_for_to_be_kept():
    [owed] = make_work()
    task, today = owed.task, now().date()
    partner = office(task.version.plan.owner)
    assert partner_units(task, today) == frozenset()
    row = named(owed, partner)
    assert partner_units(task, today) == {partner.pk}
    remember_partners(task, today)
    row.delete()
    assert partner_units(task, today) == {partner.pk}
    assert partner_units(task, today.replace(year=2023)) == frozenset(), "what was kept is of one day"
    assert partner_units(find_task(task.pk), today) == frozenset(), "and of one object"


# --- the pages -------------------------------------------------------------------------------------------------------
def test_a_partner_sees_how_the_others_stand_and_opens_what_they_owe(client):
    owed = make_work(units=3)
    partner = office(owed[0].task.version.plan.owner)
    named(owed[0], partner)
    by = User.objects.create_user("xa")
    assign_role(user=by, unit=owed[0].unit, role=Role.FOCAL, by=None, at=now())
    hand_in(obligation=owed[0], note="Đã ban hành", revision=0, by=by, at=now())
    person(client, partner)
    text = page(client, PARTNERS)
    assert "1/3 đã gửi" in text
    assert "UBND các xã" in text
    address = reverse("desk:partner_task", args=[owed[0].task_id])
    assert address in text
    listed = page(client, address)
    assert listed.count('class="row work-row"') == 3
    sheet = reverse("desk:obligation", args=[owed[0].pk])
    assert sheet in listed
    assert "Đã ban hành" in page(client, sheet)


def test_a_partner_writes_there(client):
    [owed] = make_work()
    partner = office(owed.task.version.plan.owner)
    named(owed, partner)
    person(client, partner)
    client.post(reverse("desk:comment", args=[owed.pk]), {"text": "Phòng gửi ảnh kèm theo."})
    assert Comment.objects.get().text == "Phòng gửi ảnh kèm theo."


def test_the_page_of_plans_leads_there_only_who_takes_part(client):
    [owed] = make_work()
    partner = office(owed.task.version.plan.owner)
    person(client, partner)
    assert PARTNERS not in page(client, "/viec/ke-hoach/")
    assert "Chưa có kế hoạch nào ghi đơn vị là cơ quan phối hợp." in page(client, PARTNERS)
    named(owed, partner)
    assert "Việc phối hợp: 1 nhiệm vụ" in page(client, "/viec/ke-hoach/")


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_reaches_a_joint_task(client, role):
    [owed] = make_work()
    owner = owed.task.version.plan.owner
    named(owed, office(owner))
    joins(owed, target=Target.OPEN)
    person(client, make_units(2)[1], role)
    assert client.get(reverse("desk:partner_task", args=[owed.task_id])).status_code == 404
    assert client.get(reverse("desk:partner_task", args=[999_999])).status_code == 404
    assert owed.task.title not in page(client, PARTNERS)


def test_a_person_of_two_units_is_told_which_takes_part(client):
    [owed] = make_work()
    owner = owed.task.version.plan.owner
    one, other = office(owner), office(owner, "Phòng Tư pháp", "phong-tu-phap")
    named(owed, other)
    by = person(client, one)
    assign_role(user=by, unit=other, role=Role.VIEWER, by=None, at=now())
    assert "Phối hợp: Phòng Tư pháp" in page(client, PARTNERS)


# --- cost ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [1, 3])
def test_the_pages_cost_the_same_whatever_the_rows(client, size, django_assert_num_queries):
    owed = make_work(tasks=size, units=size)
    partner = office(owed[0].task.version.plan.owner)
    for one in owed[::size]:
        named(one, partner)
    person(client, partner)
    with django_assert_num_queries(11):
        page(client, PARTNERS)
    with django_assert_num_queries(11):
        page(client, reverse("desk:partner_task", args=[owed[0].task_id]))
