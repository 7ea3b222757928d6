"""Screens of acceptance: who is offered what, boxes without a script, and that nothing typed is lost."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.plans.choices import Target
from loa.tasks.actions import accept, hand_in, return_for_more
from loa.tasks.choices import Part, State
from loa.tasks.models import Comment, Obligation, Participant, Task
from loa.tasks.queries import find_obligation
from loa.tasks.tests.factories import make_units, make_work
from loa.tasks.tests.test_desk import headings, page, person

pytestmark = pytest.mark.django_db
WAITING, CHOSEN, FOR_HEAD = "/viec/xac-nhan/", "/viec/xac-nhan/da-chon/", "/viec/cho-duyet/"
SENT = {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 14)}


def member(unit, role=Role.FOCAL, name="xa"):
    user = User.objects.create_user(name, first_name="Trần Thị Thử")
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    return user


def owner(obligation):
    return obligation.task.version.plan.owner


def address(name, obligation):
    return reverse(f"desk:{name}", args=[obligation.pk])


def fresh(obligation):
    return find_obligation(obligation.pk)


def sent(obligation, by, note="Đã họp thôn"):
    hand_in(obligation=obligation, note=note, revision=fresh(obligation).revision, by=by, at=now())
    return fresh(obligation)


# --- the list --------------------------------------------------------------------------------------------------------
def test_results_wait_by_task_or_by_unit_within_what_the_address_asks(client):
    owed = make_work(tasks=2, units=2, **SENT)
    person(client, owner(owed[0]))
    assert "4 kết quả chờ xác nhận hoàn thành" in page(client, "/viec/")
    assert WAITING in page(client, reverse("desk:plan", args=[owed[0].task.version.plan.slug]))
    text = page(client, WAITING)
    assert text.count('name="chon"') == 4
    assert [text.count(f'<h2 class="result-group">{number}.') for number in (1, 2)] == [1, 1]
    by_unit = page(client, f"{WAITING}?theo=don-vi")
    assert by_unit.index("UBND xã Mẫu 1</h2>") < by_unit.index("UBND xã Mẫu 2</h2>")
    one = page(client, f"{WAITING}?don-vi={owed[0].unit_id}")
    assert one.count('name="chon"') == 2
    assert page(client, f"{WAITING}?don-vi=x&theo=y&ke-hoach=z&trang=-1").count('name="chon"') == 4


def test_the_list_is_for_whoever_accepts_for_an_owner(client):
    owed = make_work(**SENT)[0]
    person(client, owner(owed), Role.DEPUTY)
    assert client.get(WAITING).status_code == client.get(CHOSEN).status_code == 403
    # A commune accepts for its own plans; there are none.
    person(client, owed.unit, name="xa")
    assert "Không có kết quả nào đang chờ" in page(client, WAITING)


def test_boxes_lead_to_a_page_that_asks_and_then_all_are_accepted(client):
    owed = make_work(units=3, **SENT)
    person(client, owner(owed[0]))
    asked = page(client, CHOSEN, data={"chon": [f"{one.pk}-0" for one in owed[:2]]})
    assert "Xác nhận hoàn thành (2)" in asked
    whole = re.search(rf'href="({CHOSEN}\?[^"]+)">Chọn cả 3 kết quả', client.get(WAITING).text)
    assert "Xác nhận hoàn thành (3)" in page(client, html.unescape(whole[1]))
    assert asked.count('name="chon"') == 2
    done = client.post(CHOSEN, {"chon": [f"{one.pk}-0" for one in owed[:2]]}, follow=True)
    assert "Đã xác nhận hoàn thành 2 kết quả." in done.text
    assert [fresh(one).state for one in owed] == ["accepted", "accepted", "submitted"]


def test_what_moved_meanwhile_is_named_on_the_answer(client):
    first, second = make_work(units=2, **SENT)
    person(client, owner(first))
    Obligation.objects.filter(pk=second.pk).update(revision=1)
    answer = client.post(CHOSEN, {"chon": [f"{first.pk}-0", f"{second.pk}-0"]})
    assert "Đã xác nhận hoàn thành 1 kết quả." in answer.text
    assert "UBND xã Mẫu 2: đơn vị vừa gửi bổ sung" in answer.text
    assert address("obligation", second) in answer.text


@pytest.mark.parametrize("chosen", [[], ["abc"], ["1"], ["1-x"], ["-5-0"], ["9" * 40 + "-0"], ["٣-0"]])
def test_nothing_chosen_is_said(client, chosen):
    person(client, owner(make_work(**SENT)[0]))
    assert "Chưa chọn kết quả nào" in page(client, CHOSEN, data={"chon": chosen})
    assert "Chưa chọn kết quả nào" in client.post(CHOSEN, {"chon": chosen}, follow=True).text


def test_results_of_others_are_not_shown_for_choosing_and_not_accepted(client):
    owed = make_work(**SENT)[0]
    person(client, owed.unit)
    assert "Chưa chọn kết quả nào" in page(client, CHOSEN, data={"chon": [f"{owed.pk}-0"]})
    assert client.post(CHOSEN, {"chon": [f"{owed.pk}-0"]}).status_code == 403
    assert fresh(owed).state == State.SUBMITTED


def test_what_one_wrote_oneself_has_no_box_where_another_accepts(client):
    owed = make_work()[0]
    lead = person(client, owner(owed))
    assign_role(user=lead, unit=owed.unit, role=Role.FOCAL, by=None, at=now())
    sent(owed, lead)
    assert 'name="chon"' in page(client, WAITING)
    member(owner(owed), Role.APPROVER, "nguoi-duyet")
    assert 'name="chon"' not in page(client, WAITING)
    sheet = page(client, address("obligation", owed))
    assert "do chính bạn ghi" in sheet
    assert address("accept", owed) not in sheet


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_whatever_the_rows(client, size, django_assert_num_queries):
    owed = make_work(tasks=size, units=size, periods=size)
    for place, one in enumerate(owed):
        sent(one, member(one.unit, name=f"xa-{place}"))
    person(client, owner(owed[0]))
    with django_assert_num_queries(15):
        page(client, WAITING)
    with django_assert_num_queries(9):
        page(client, CHOSEN, data={"chon": [f"{one.pk}-1" for one in owed]})


# --- one obligation --------------------------------------------------------------------------------------------------
def test_the_lead_accepts_from_the_page_of_the_result(client):
    owed = make_work(**SENT)[0]
    person(client, owner(owed))
    assert "Xác nhận hoàn thành</button>" in page(client, address("obligation", owed))
    done = client.post(address("accept", owed), {"revision": 0}, follow=True).text
    assert "Đã xác nhận hoàn thành 1 kết quả." in done
    assert "Hoàn thành đúng hạn" in done
    again = client.post(address("accept", owed), {"revision": 0})
    assert again.status_code == 422
    assert "đã được xác nhận trước đó" in again.text


def test_a_return_without_a_reason_is_refused_beside_the_field(client):
    owed = make_work(**SENT)[0]
    person(client, owner(owed))
    answer = client.post(address("return", owed), {"revision": 0, "reason": ""})
    assert answer.status_code == 422
    assert 'id="tra-reason_error"' in answer.text
    assert "Ghi rõ lý do." in answer.text


def test_the_second_of_two_is_told_and_keeps_what_was_typed(client):
    owed = make_work()[0]
    by = member(owed.unit)
    sent(owed, by)
    sent(owed, by, "Thêm danh sách")
    person(client, owner(owed))
    answer = client.post(address("return", owed), {"revision": 1, "reason": "Thiếu danh sách"})
    assert answer.status_code == 422
    assert "đã có người ghi vào việc này" in answer.text
    assert "Thiếu danh sách</textarea>" in answer.text
    assert client.post(address("return", owed), {"revision": 2, "reason": "Thiếu ảnh"}).status_code == 302


def test_the_unit_sees_what_to_mend_first(client):
    owed = make_work(tasks=2)
    by, lead = member(owed[0].unit), member(owner(owed[0]), name="chu-tri")
    for turn in range(2):
        returned = sent(owed[1], by, f"Lần {turn}")
        return_for_more(obligation=returned, reason="Thiếu ảnh họp", revision=returned.revision, by=lead, at=now())
    Obligation.objects.filter(pk=owed[0].pk).update(due_on=date(2024, 3, 1))
    client.force_login(by)
    work = page(client, "/viec/")
    assert headings(work) == [("Trả lại để bổ sung", "1"), ("Quá hạn", "1")]
    assert "trả lại để bổ sung (lần 2)" in work
    sheet = page(client, address("obligation", owed[1]))
    assert sheet.index("Thiếu ảnh họp") < sheet.index("Gửi kết quả")
    assert 'id="xac-nhan"' not in sheet


@pytest.mark.parametrize("name", ["accept", "return", "drop", "restore", "approve", "comment"])
def test_a_stranger_to_the_work_finds_nothing(client, name):
    owed = make_work(**SENT)[0]
    person(client, make_units(2)[1])
    assert client.get(address(name, owed)).status_code == 404
    assert client.post(address(name, owed), {"revision": 0, "reason": "x", "text": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["accept", "return", "drop", "restore", "approve"])
@pytest.mark.parametrize("typed", [{}, {"revision": "x"}, {"revision": 0, "reason": "Vì"}])
def test_whoever_only_reports_says_no_word_of_others(client, name, typed):
    owed = make_work(**SENT)[0]
    person(client, owed.unit)
    assert client.post(address(name, owed), typed).status_code == 403
    assert fresh(owed).state == State.SUBMITTED


def test_work_is_set_aside_and_taken_back(client):
    owed = make_work()[0]
    person(client, owner(owed))
    done = client.post(address("drop", owed), {"revision": 0, "reason": "Không có chợ"}, follow=True).text
    assert "Không áp dụng" in done
    assert "Đơn vị vẫn phải thực hiện" in done
    client.post(address("restore", owed), {"revision": 1, "reason": "Chợ mở lại"})
    assert fresh(owed).state == State.NOT_STARTED


# --- the head of the unit --------------------------------------------------------------------------------------------
def test_the_head_finds_approves_and_the_lead_then_accepts(client):
    owed = make_work()[0]
    Task.objects.update(head_approves=True)
    waiting = sent(owed, member(owed.unit))
    lead = person(client, owner(owed))
    assert 'name="chon"' not in page(client, WAITING)
    assert address("obligation", owed) in page(client, f"{WAITING}?cho=lanh-dao")
    sheet = page(client, address("obligation", owed))
    assert "chờ lãnh đạo đơn vị duyệt" in sheet
    assert address("accept", owed) not in sheet
    refused = client.post(address("accept", owed), {"revision": waiting.revision})
    assert "lãnh đạo đơn vị chưa duyệt" in refused.text
    person(client, owed.unit, Role.LEADER, "chu-tich")
    assert "1 kết quả chờ lãnh đạo đơn vị duyệt" in page(client, "/viec/")
    assert address("obligation", owed) in page(client, FOR_HEAD)
    assert "Duyệt kết quả</button>" in page(client, address("obligation", owed))
    client.post(address("approve", owed), {"revision": waiting.revision})
    assert "Không có kết quả nào chờ duyệt" in page(client, FOR_HEAD)
    client.force_login(lead)
    assert 'name="chon"' in page(client, WAITING)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.LEADER])
def test_others_are_not_asked_as_head(client, role):
    owed = make_work(**SENT)[0]
    person(client, owed.unit, role)
    assert client.get(FOR_HEAD).status_code == 403


# --- comments and partners -------------------------------------------------------------------------------------------
def test_a_partner_sees_the_work_and_writes_about_it_and_does_nothing_else(client):
    owed, _ = make_work(units=2)
    partner = make_units(2)[1]
    person(client, partner, name="phoi-hop")
    assert client.get(address("obligation", owed)).status_code == 404
    Participant.objects.create(
        task=owed.task, position=0, part=Part.PARTNER, name="Xã 2", target=Target.UNIT, unit=partner
    )
    sheet = page(client, address("obligation", owed))
    assert "Gửi kết quả</button>" not in sheet
    assert "Nhập thay" not in sheet
    done = client.post(address("comment", owed), {"text": "Đã gửi loa cho xã"}, follow=True).text
    assert "Đã gửi loa cho xã" in done
    assert client.post(address("send", owed), {"revision": 0, "note": "x"}).status_code == 403
    empty = client.post(address("comment", owed), {"text": " "})
    assert (empty.status_code, Comment.objects.count()) == (422, 1)
    assert 'id="trao-doi-text_error"' in empty.text


# --- one unit is enough ----------------------------------------------------------------------------------------------
def test_a_unit_reads_that_one_is_enough_and_who_did_it(client):
    first, second = make_work(units=2)
    Task.objects.update(any_one=True)
    person(client, second.unit)
    assert "một đơn vị làm là đủ" in page(client, "/viec/")
    assert "khi kết quả của một đơn vị được xác nhận" in page(client, address("obligation", second))
    result = sent(first, member(first.unit))
    text = page(client, address("obligation", second))
    assert "UBND xã Mẫu 1" not in text, "what is not accepted is nobody else's to know"
    accept(seen={first.pk: result.revision}, by=member(owner(first), name="chu-tri"), at=now())
    text = page(client, address("obligation", second))
    assert "UBND xã Mẫu 1 đã thực hiện. UBND xã Mẫu 2 không phải làm việc này." in text
    listed = page(client, "/viec/")
    assert "Có 1 đầu việc" in listed
    assert address("obligation", second) not in listed
    assert address("obligation", second) in page(client, "/viec/?nhom=khong-phai-lam")


def test_an_acceptance_is_taken_back_on_the_page_with_a_reason(client):
    owed = make_work()[0]
    result = sent(owed, member(owed.unit))
    lead = person(client, owner(owed))
    assert "Hủy xác nhận" not in page(client, address("obligation", owed))
    accept(seen={owed.pk: result.revision}, by=lead, at=now())
    assert "Hủy xác nhận hoàn thành</button>" in page(client, address("obligation", owed))
    told = {"revision": fresh(owed).revision, "reason": ""}
    refused = client.post(address("take_back", owed), told)
    assert (refused.status_code, "Ghi rõ lý do" in refused.content.decode()) == (422, True)
    text = client.post(address("take_back", owed), {**told, "reason": "Bấm nhầm"}, follow=True).content.decode()
    assert "Đã hủy xác nhận. Kết quả trở lại chờ xác nhận." in text
    assert "Hủy xác nhận hoàn thành: Bấm nhầm" in text
    assert fresh(owed).state == State.SUBMITTED
