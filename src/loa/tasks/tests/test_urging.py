"""Urging: the ladder, whom to telephone, the record of both, the week's note and the letter to those that are late."""

import re
import threading
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse

from loa.base.clock import now
from loa.people.choices import Function, Role, Tier, UnitKind
from loa.people.models import AuditEntry, Unit, UnitVersion
from loa.tasks.actions import hand_in, return_for_more
from loa.tasks.actions.calling import CallRefused, note_call
from loa.tasks.actions.ladder import MOST_RUNGS, LadderRefused, set_ladder
from loa.tasks.actions.letters import LetterRefused, draft_urging_letter
from loa.tasks.actions.urging import put_up_ladder, remind
from loa.tasks.choices import LADDER, State
from loa.tasks.models import Call, Obligation, Reminder, ReminderMail, Step
from loa.tasks.queries import find_obligation
from loa.tasks.queries.ladder import is_usual, rungs_of, seen_as
from loa.tasks.queries.letters import initials
from loa.tasks.queries.weekly import standings
from loa.tasks.tests.factories import make_units, make_work
from loa.tasks.tests.test_reminding import THE_DAY, at, officer

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)  # a Friday
DAY = timedelta(days=1)
LATE = TODAY - 10 * DAY


def text(response):
    return re.sub(r"\s+", " ", response.text.replace("\xa0", " ").replace("&nbsp;", " "))


def lead_of(owed, **more):
    return officer(owed.task.version.plan.owner, name="chu-tri", **more)


def late_work(units=1, tasks=1, **more):
    """Return late obligations, their plan and who leads it."""
    owed = make_work(units=units, tasks=tasks, **{"due_on": LATE, **more})
    return owed, owed[0].task.version, lead_of(owed[0])


# --- the ladder ------------------------------------------------------------------------------------------------------
@pytest.fixture
def ladder():
    owed = make_work()[0]
    put_up_ladder(owed.task.version)
    return owed.task.version, lead_of(owed)


def change(version, by, rungs, seen=None):
    seen = seen_as(rungs_of(version)) if seen is None else seen
    return set_ladder(version=version, rungs=rungs, seen=seen, by=by, at=at(TODAY))


def test_a_ladder_is_replaced_and_told(ladder):
    version, by = ladder
    change(version, by, [(-3, "focal"), (2, "leader")])
    assert rungs_of(version) == {(-3, "focal"), (2, "leader")}
    entry = AuditEntry.objects.get(action="tasks.set_ladder")
    assert entry.details == {
        "before": "-15:focal,-7:focal,-3:focal,0:focal,1:focal,7:leader",
        "after": "-3:focal,2:leader",
    }


def test_what_was_told_stays_when_the_ladder_changes(ladder):
    version, by = ladder
    officer(Obligation.objects.get().unit)
    assert remind(at=at(THE_DAY)) == 1
    change(version, by, [])
    assert Reminder.objects.count() == 1
    assert remind(at=at(THE_DAY + 3 * DAY)) == 0


@pytest.mark.parametrize(
    ("rungs", "why"),
    [
        ([(-31, "focal")], "trong khoảng 30 ngày"),
        ([(31, "leader")], "trong khoảng 30 ngày"),
        ([(1, "focal"), (1, "focal")], "Mốc này đã có."),
        ([(number, "focal") for number in range(MOST_RUNGS + 1)], "Nhiều nhất 12 mốc"),
        ([(1, "lead")], "Chọn nhắc"),
        ([(1, "nobody")], "Chọn nhắc"),
    ],
)
def test_a_ladder_that_cannot_stand_is_refused(ladder, rungs, why):
    version, by = ladder
    with pytest.raises(LadderRefused, match=why):
        change(version, by, rungs)
    assert is_usual(rungs_of(version))


def test_the_second_editor_is_told_and_nothing_is_lost(ladder):
    version, by = ladder
    seen = seen_as(rungs_of(version))
    change(version, by, [(1, "focal")], seen)
    with pytest.raises(LadderRefused, match="người khác đã sửa"):
        change(version, by, [(2, "focal")], seen)
    assert rungs_of(version) == {(1, "focal")}


def test_the_same_change_sent_twice_is_one(ladder):
    version, by = ladder
    seen = seen_as(rungs_of(version))
    for _ in range(2):
        change(version, by, [(1, "focal")], seen)
    assert AuditEntry.objects.filter(action="tasks.set_ladder").count() == 1


def test_the_page_adds_takes_out_and_goes_back(client, ladder):
    version, by = ladder
    client.force_login(by)
    address = reverse("desk:ladder", args=[version.plan.slug])

    def press(**button):
        return client.post(address, {"seen": seen_as(rungs_of(version)), **button})

    assert "7 ngày làm việc sau hạn" in text(client.get(address))
    assert press(bo="7:leader").status_code == 302
    assert (7, "leader") not in rungs_of(version)
    assert press(them="1", days="5", side="sau", told="leader").status_code == 302
    assert (5, "leader") in rungs_of(version)
    refused = press(them="1", days="5", side="sau", told="leader")
    assert refused.status_code == 422
    assert "Mốc này đã có." in text(refused)
    assert press(**{"thuong-dung": "1"}).status_code == 302
    assert is_usual(rungs_of(version))
    for rung, told in LADDER:
        press(bo=f"{rung}:{told}")
    assert "không ai được nhắc việc" in text(client.get(address))


@pytest.mark.parametrize("days", ["", "abc", "31", "-1"])
def test_a_rung_that_cannot_be_read_stays_typed(client, ladder, days):
    version, by = ladder
    client.force_login(by)
    typed = {"seen": seen_as(rungs_of(version)), "them": "1", "days": days, "side": "sau", "told": "leader"}
    answer = client.post(reverse("desk:ladder", args=[version.plan.slug]), typed)
    assert answer.status_code == 422
    assert f'value="{days}"' in answer.text or not days
    assert is_usual(rungs_of(version))


def test_a_ladder_that_is_garbled_changes_nothing(client, ladder):
    version, by = ladder
    client.force_login(by)
    address = reverse("desk:ladder", args=[version.plan.slug])
    for seen in ("", "x:y", "²:focal", "-:focal", "999999:focal"):
        assert client.post(address, {"seen": seen, "bo": "7:leader"}).status_code == 422
    assert is_usual(rungs_of(version))


def test_the_lead_reads_whom_no_reminder_reaches(client):
    owed = make_work(units=2)
    put_up_ladder(owed[0].task.version)
    officer(owed[0].unit)
    lead = lead_of(owed[0])
    remind(at=at(THE_DAY))
    client.force_login(lead)
    page = text(client.get(reverse("desk:ladder", args=[owed[0].task.version.plan.slug])))
    assert "29/03/2024: 2 lượt nhắc về kế hoạch này, trong đó 1 lượt nhắc cơ quan chủ trì" in page
    assert "<li>UBND xã Mẫu 2</li>" in page
    assert "<li>UBND xã Mẫu 1</li>" not in page


def test_where_nobody_at_all_could_be_told_it_is_counted(client):
    owed = make_work()[0]
    put_up_ladder(owed.task.version)
    remind(at=at(THE_DAY))
    client.force_login(officer(owed.task.version.plan.owner, Role.APPROVER, "nguoi-duyet"))
    page = text(client.get(reverse("desk:ladder", args=[owed.task.version.plan.slug])))
    assert "1 đầu việc hôm đó không có ai để nhắc" in page


# --- who is called ---------------------------------------------------------------------------------------------------
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


# --- the record on the page of an obligation -------------------------------------------------------------------------
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


# --- the week's note -------------------------------------------------------------------------------------------------
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


# --- the letter ------------------------------------------------------------------------------------------------------
def rows_of_letter(content):
    table = docx.Document(BytesIO(content)).tables[-1]
    return [list(dict.fromkeys(cell.text.replace("\xa0", " ") for cell in row.cells)) for row in table.rows][1:]


def test_one_letter_to_the_chosen_with_what_each_is_late_with(client):
    owed, version, lead = late_work(units=3, tasks=2)
    client.force_login(lead)
    address = reverse("desk:letter", args=[version.plan.slug])
    chosen = [owed[0].unit_id, owed[2].unit_id]
    answer = client.post(address, {"don-vi": chosen})
    assert answer["Content-Disposition"] == 'attachment; filename="cong-van-don-doc-20240315.docx"'
    rows = rows_of_letter(answer.content)
    assert [row[0] for row in rows if len(row) == 1] == [
        f"{name}: 2 đầu việc" for name in ("UBND xã Mẫu 1", "UBND xã Mẫu 3")
    ]
    assert rows[1][-2:] == ["05/03/2024", "10 ngày"]
    entry = AuditEntry.objects.get(action="tasks.draft_urging_letter")
    assert entry.details == {"units": 2, "items": 4, "keys": ["xa-mau-1", "xa-mau-3"]}
    assert "2 đơn vị, 4 đầu việc" in text(client.get(address))
    assert len(rows_of_letter(client.post(address, {"tat-ca": "1"}).content)) == 9


def test_the_letter_is_the_committees_and_its_home_affairs_office_drafts_it():
    _, version, lead = late_work()
    owner = version.plan.owner
    office = Unit.objects.create(key="noi-vu", kind=UnitKind.OFFICE, tier=Tier.DISTRICT, function=Function.HOME_AFFAIRS)
    UnitVersion.objects.create(unit=office, name="Phòng Nội vụ", parent=owner, valid_from=date(2020, 1, 1), source="x")
    UnitVersion.objects.filter(unit=owner).update(name="UBND huyện Vĩnh Linh")
    draft = draft_urging_letter(version=version, units=None, by=lead, at=at(TODAY))
    document = docx.Document(BytesIO(draft.content))
    head = [cell.text.replace("\xa0", " ") for row in document.tables[0].rows for cell in row.cells]
    assert head[0].split() == ["ỦY", "BAN", "NHÂN", "DÂN", "HUYỆN", "VĨNH", "LINH"]
    assert "Số:      /UBND-NV" in head[2]
    assert head[3] == "Vĩnh Linh, ngày      tháng      năm 2024"
    assert "TM. ỦY BAN NHÂN DÂN" in document.tables[1].rows[0].cells[1].text
    assert "Giao Phòng Nội vụ theo dõi" in " ".join(one.text for one in document.paragraphs)


def test_the_party_the_front_and_the_owner_are_never_urged(client):
    owed, version, lead = late_work(units=2)
    Unit.objects.filter(pk=owed[0].unit_id).update(kind=UnitKind.OUTSIDE)
    Obligation.objects.filter(pk=owed[1].pk).update(unit=version.plan.owner)
    with pytest.raises(LetterRefused):
        draft_urging_letter(version=version, units=[owed[0].unit_id, version.plan.owner_id], by=lead, at=at(TODAY))
    client.force_login(lead)
    assert "Không có đơn vị nào quá hạn." in client.get(reverse("desk:letter", args=[version.plan.slug])).text
    assert not AuditEntry.objects.filter(action="tasks.draft_urging_letter").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, "Chưa chọn đơn vị nào."), ({"don-vi": ["x", "²"]}, "Chưa chọn"), ({"don-vi": ["9999"]}, "Không còn đơn vị")],
)
def test_a_letter_to_nobody_is_refused(client, typed, said):
    _, version, lead = late_work()
    client.force_login(lead)
    answer = client.post(reverse("desk:letter", args=[version.plan.slug]), typed)
    assert answer.status_code == 422
    assert said in answer.text


def test_invented_figures_say_so_in_the_letter(settings):
    _, version, lead = late_work()
    settings.LOA_DEMO = True
    draft = draft_urging_letter(version=version, units=None, by=lead, at=at(TODAY))
    assert "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" in docx.Document(BytesIO(draft.content)).paragraphs[0].text


def test_who_does_not_lead_drafts_nothing():
    owed, version, _ = late_work()
    for by in (officer(owed[0].unit), officer(version.plan.owner, Role.LEADER, "lanh-dao")):
        with pytest.raises(PermissionDenied):
            draft_urging_letter(version=version, units=None, by=by, at=at(TODAY))


@pytest.mark.parametrize(
    ("name", "short"),
    [("Phòng Nội vụ", "NV"), ("Phòng Văn hóa và Thông tin", "VHTT"), ("Phòng Văn hóa - Xã hội", "VHXH"), ("", "")],
)
def test_the_letters_that_stand_for_an_office(name, short):
    assert initials(name) == short


# --- what the pages cost ---------------------------------------------------------------------------------------------
COSTS = {"calls": 13, "ladder": 9, "letter": 9, "weekly": 15}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_whatever_the_rows(client, name, size, django_assert_num_queries):
    owed, version, lead = late_work(units=size, tasks=size)
    put_up_ladder(version)
    version.confirmed_at = at(TODAY - 60 * DAY)
    version.save()
    for one in owed:
        if one.task == owed[0].task:
            officer(one.unit, name=f"dau-moi-{one.unit_id}")
            note_call(version=version, unit=one.unit, reached=True, note="", by=lead, at=at(TODAY))
        Step.objects.create(obligation=one, at=at(TODAY - 20 * DAY), by=None, state=State.IN_PROGRESS)
        Obligation.objects.filter(pk=one.pk).update(state=State.RETURNED, state_at=at(TODAY - DAY), returns=2)
    remind(at=at(TODAY))
    draft_urging_letter(version=version, units=None, by=lead, at=at(TODAY))
    client.force_login(lead)
    address = reverse(f"desk:{name}", args=[] if name == "calls" else [version.plan.slug])
    client.get(address)
    with django_assert_num_queries(COSTS[name]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", COSTS)
def test_a_page_of_many_units_stays_light(client, name):
    _, version, lead = late_work(units=60, tasks=6)
    client.force_login(lead)
    answer = client.get(reverse(f"desk:{name}", args=[] if name == "calls" else [version.plan.slug]))
    assert len(answer.content) < 60_000, len(answer.content)
    assert "style=" not in answer.text
