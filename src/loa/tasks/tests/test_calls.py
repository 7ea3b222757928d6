"""Whom to telephone today, the call that is noted, and the record of both on the page of an obligation."""

import re
import threading
from datetime import date

import pytest
from django.db import connections
from django.urls import reverse

from loa.base.clock import now
from loa.people.choices import Role, UnitKind
from loa.people.models import AuditEntry, Unit
from loa.tasks.actions.calling import CallRefused, note_call
from loa.tasks.actions.urging import put_up_ladder, remind
from loa.tasks.choices import State
from loa.tasks.models import Call, Obligation, ReminderMail
from loa.tasks.tests.factories import make_units
from loa.tasks.tests.late_work import DAY, LATE, TODAY, late_work, text
from loa.tasks.tests.test_reminding import THE_DAY, at, officer

pytestmark = pytest.mark.django_db


def called(page):
    return re.findall(r'class="row-title">([^<]+)</h2>', page.text)


def test_units_stand_in_the_order_in_which_calling_helps(client):
    owed, _, lead = late_work(units=5)
    set_to = Obligation.objects.filter
    set_to(pk=owed[0].pk).update(due_on=TODAY + DAY)  # soon, nobody has looked
    set_to(pk=owed[1].pk).update(due_on=TODAY + DAY, opened_at=now())  # soon, looked at
    set_to(pk=owed[2].pk).update(due_on=LATE - DAY)
    set_to(pk=owed[3].pk).update(due_on=TODAY + 60 * DAY, state=State.RETURNED)
    client.force_login(lead)
    page = client.get(reverse("desk:calls"))
    assert called(page) == ["UBND xã Mẫu 3", "UBND xã Mẫu 5", "UBND xã Mẫu 4", "UBND xã Mẫu 1"]
    assert "1 bị trả lại" in text(page)
    assert "1 sắp đến hạn, chưa mở xem" in text(page)


def test_outside_bodies_and_ones_own_unit_never_appear(client):
    owed, version, lead = late_work(units=2)
    Unit.objects.filter(pk=owed[0].unit_id).update(kind=UnitKind.OUTSIDE)
    Obligation.objects.filter(pk=owed[1].pk).update(unit=version.plan.owner)
    client.force_login(lead)
    assert "Hôm nay không phải gọi đơn vị nào." in client.get(reverse("desk:calls")).text


def test_a_row_says_whom_to_ask_for_what_is_missing_and_the_line(client):
    owed, _, lead = late_work(tasks=5)
    unit = owed[0].unit
    Unit.objects.filter(pk=unit.pk).update(phone="0233 3820 001")
    officer(unit, Role.LEADER, "lanh-dao")
    officer(unit, Role.FOCAL, "dau-moi", work_phone="0233 3820 002 (máy lẻ 5)")
    client.force_login(lead)
    page = client.get(reverse("desk:calls"))
    assert re.findall(r'href="tel:(\d+)"', page.text) == ["02333820002", "02333820001"]
    assert 'Nguyễn Văn Mẫu, <span class="quiet keep">cán bộ đầu mối</span>' in page.text
    assert page.text.count("quá hạn 10") == 3
    assert "còn 2 việc nữa cần hỏi" in text(page)
    assert f"?don-vi={unit.pk}" in page.text


@pytest.mark.parametrize(
    ("phone", "people", "said"),
    [
        ("", False, "Chưa có người phụ trách và số máy trên hệ thống."),
        ("0233 3820 001", False, "Chưa có người phụ trách trên hệ thống"),
        ("", True, "Chưa có số máy cơ quan trên hệ thống"),
    ],
)
def test_a_unit_that_cannot_be_reached_is_said_with_what_to_do(client, phone, people, said):
    owed, _, lead = late_work()
    Unit.objects.filter(pk=owed[0].unit_id).update(phone=phone)
    if people:
        officer(owed[0].unit)
    client.force_login(lead)
    page = text(client.get(reverse("desk:calls")))
    assert said in page
    assert "đề nghị quản trị đơn vị" in page


def press(client, version, unit, **more):
    typed = {"version": version.pk, "unit": unit.pk, "reached": "1", "note": "", **more}
    return client.post(reverse("desk:calls"), typed, follow=True)


def test_a_call_is_noted_with_its_hour_and_the_unit_goes_to_the_end(client):
    owed, version, lead = late_work(units=2)
    client.force_login(lead)
    page = press(client, version, owed[0].unit, note="Hẹn gửi thứ Hai")
    assert re.search(r"Đã ghi: UBND xã Mẫu 1, đã gọi \d+ giờ \d\d\.", text(page))
    assert called(page) == ["UBND xã Mẫu 2", "UBND xã Mẫu 1"]
    assert "“Hẹn gửi thứ Hai”" in page.text
    call = Call.objects.get()
    assert (call.reached, call.by, call.note) == (True, lead, "Hẹn gửi thứ Hai")
    assert AuditEntry.objects.get(action="tasks.note_call").details == {"unit": "xa-mau-1", "reached": True}
    assert called(press(client, version, owed[1].unit, reached="0")) == ["UBND xã Mẫu 2", "UBND xã Mẫu 1"]


def test_a_button_pressed_twice_is_one_call(client):
    owed, version, lead = late_work()

    def note(minute, second=0, **more):
        when = at(TODAY, 9, minute).replace(second=second)
        return note_call(version=version, unit=owed[0].unit, **{"reached": True, "note": ""} | more, by=lead, at=when)

    assert note(10) == note(10, 59)
    assert note(11, 1) != note(10)
    note(11, 2, note="Đã hẹn")
    note(11, 3, reached=False)
    assert Call.objects.count() == 4
    assert AuditEntry.objects.filter(action="tasks.note_call").count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_at_once_is_one_call():
    owed, version, lead = late_work()
    together = threading.Barrier(2)

    def in_a_thread():
        try:
            together.wait(10)
            note_call(version=version, unit=owed[0].unit, reached=True, note="", by=lead, at=at(TODAY, 9, 10))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=in_a_thread) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Call.objects.count() == 1


def test_no_call_to_who_owes_nothing_or_is_only_invited():
    owed, version, lead = late_work()
    stranger = make_units(2)[1]
    Unit.objects.filter(pk=owed[0].unit_id).update(kind=UnitKind.OUTSIDE)
    for unit in (stranger, Unit.objects.get(pk=owed[0].unit_id)):
        with pytest.raises(CallRefused):
            note_call(version=version, unit=unit, reached=True, note="", by=lead, at=at(TODAY))
    assert not Call.objects.exists()


@pytest.mark.parametrize("typed", [{"note": "x" * 501}, {"version": ""}, {"unit": "abc"}, {"reached": "2"}])
def test_a_call_that_cannot_be_noted_is_said_and_stays_typed(client, typed):
    owed, version, lead = late_work()
    client.force_login(lead)
    sent = {"version": version.pk, "unit": owed[0].unit_id, "reached": "1", **typed}
    answer = client.post(reverse("desk:calls"), sent)
    assert answer.status_code == 422
    assert "Chưa ghi được cuộc gọi." in answer.text
    assert ("x" * 501 in answer.text) == ("note" in typed)
    assert not Call.objects.exists()


def test_where_one_unit_is_enough_nobody_else_is_called(client):
    owed, _, lead = late_work(units=2)
    owed[0].task.any_one = True
    owed[0].task.save()
    Obligation.objects.filter(pk=owed[0].pk).update(state=State.SUBMITTED, submitted_on=TODAY)
    client.force_login(lead)
    assert called(client.get(reverse("desk:calls"))) == []


def test_who_was_reminded_and_who_called_stands_on_the_obligations_page(client, settings):
    owed, version, lead = late_work(due_on=THE_DAY)
    put_up_ladder(version)
    focal = officer(owed[0].unit, email="dau-moi@example.gov.vn")
    remind(at=at(date(2024, 3, 26)))
    ReminderMail.objects.update(sent_at=at(date(2024, 3, 26)))
    focal.email = ""
    focal.save()
    remind(at=at(THE_DAY))
    note_call(version=version, unit=owed[0].unit, reached=True, note="Hẹn gửi", by=lead, at=at(THE_DAY, 9, 10))
    client.force_login(focal)
    page = text(client.get(reverse("desk:obligation", args=[owed[0].pk])))
    told = page[page.index("Đã nhắc</h2>") : page.index('aria-labelledby="nhiem-vu"')]
    assert "9 giờ 10, ngày 29/03/2024: Nguyễn Văn Mẫu" in told
    assert "Gọi điện đến đơn vị. “Hẹn gửi”" in told
    assert "đúng ngày hết hạn; trên hệ thống." in told
    assert "3 ngày làm việc trước hạn; trên hệ thống và bằng thư điện tử." in told
    assert told.index("29/03/2024") < told.index("26/03/2024")


def test_an_obligation_nobody_was_reminded_of_has_no_empty_record(client):
    owed, _, lead = late_work()
    client.force_login(lead)
    assert "Đã nhắc</h2>" not in client.get(reverse("desk:obligation", args=[owed[0].pk])).text
