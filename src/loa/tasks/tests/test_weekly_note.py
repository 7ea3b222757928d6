"""The one-page note for the weekly meeting: what it counts, names and asks to be decided, and for whom it is."""

from datetime import date

import pytest
from django.urls import reverse

from loa.people.choices import Role
from loa.tasks.actions import hand_in, return_for_more
from loa.tasks.choices import State
from loa.tasks.models import Obligation
from loa.tasks.queries import find_obligation
from loa.tasks.queries.weekly import standings
from loa.tasks.tests.late_work import DAY, TODAY, late_work, text
from loa.tasks.tests.test_reminding import at, officer

pytestmark = pytest.mark.django_db


def week(version):
    version.confirmed_at = at(TODAY - 60 * DAY)
    version.save()
    return standings(version, TODAY)


def test_a_week_ago_is_told_from_the_steps():
    owed, version, lead = late_work(units=4)
    by = officer(owed[0].unit)
    for place, moment in ((0, TODAY - 20 * DAY), (1, TODAY - 2 * DAY)):
        hand_in(
            obligation=find_obligation(owed[place].pk),
            note="Xong",
            revision=0,
            by=by if place == 0 else officer(owed[1].unit, name="hai"),
            at=at(moment),
        )
    return_for_more(obligation=find_obligation(owed[0].pk), reason="Thiếu", revision=1, by=lead, at=at(TODAY))
    Obligation.objects.filter(pk=owed[3].pk).update(due_on=TODAY - 3 * DAY)
    now_, then = week(version)
    assert (now_.owed, now_.sent, now_.returned, now_.late) == (4, 1, 1, 3)
    assert then is not None
    # A week before: the first was handed in, the second and the third were late, the fourth was not due yet.
    assert (then.owed, then.sent, then.returned, then.late) == (4, 1, 0, 2)


def test_a_plan_younger_than_a_week_is_compared_with_nothing(client):
    _, version, lead = late_work()
    version.confirmed_at = at(TODAY - 3 * DAY)
    version.save()
    assert standings(version, TODAY)[1] is None
    client.force_login(lead)
    assert "chưa đủ một tuần" in text(client.get(reverse("desk:weekly", args=[version.plan.slug])))


def test_the_note_names_late_units_and_says_how_many_more(client):
    owed, version, lead = late_work(units=12, tasks=3)
    Obligation.objects.filter(unit=owed[-1].unit, task=owed[-1].task).update(due_on=TODAY)
    client.force_login(lead)
    page = text(client.get(reverse("desk:weekly", args=[version.plan.slug])))
    assert "Quá hạn: 12 đơn vị, 35 đầu việc" in page
    assert page.count("; và 1 việc khác.") == 7
    assert "Còn 5 đơn vị quá hạn không nêu tên" in page
    assert "còn 1 đơn vị chưa gửi." in page


def test_the_note_says_what_needs_a_decision(client):
    owed, version, lead = late_work(units=4, due_on=TODAY - 20 * DAY)
    move = Obligation.objects.filter
    move(pk=owed[0].pk).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 1))
    move(pk=owed[1].pk).update(state=State.AWAITING_EVENT, due_on=None)
    move(pk=owed[2].pk).update(state=State.RETURNED, returns=2)
    client.force_login(lead)
    page = text(client.get(reverse("desk:weekly", args=[version.plan.slug])))
    for said in (
        "2 đơn vị quá hạn hơn 14 ngày",
        "1 kết quả chờ xác nhận, lâu nhất từ 01/03/2024",
        "1 đầu việc đã trả lại từ hai lần trở lên",
        "1 nhiệm vụ chờ công bố",
        "2 đơn vị chưa có người phụ trách trên hệ thống: UBND xã Mẫu 3, UBND xã Mẫu 4.",
    ):
        assert said in page, said


def test_the_note_is_for_those_who_see_all_of_the_plan(client):
    owed, version, _ = late_work(units=2)
    address = reverse("desk:weekly", args=[version.plan.slug])
    client.force_login(officer(owed[0].unit))
    assert client.get(address).status_code == 403
    client.force_login(officer(version.plan.owner, Role.VIEWER, "nguoi-xem"))
    assert client.get(address).status_code == 200
