"""What a unit has in the ledger is chosen as evidence of its work: its own, of those days, and only what stands."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from loa.activities.actions import record_sent, take_back_activity
from loa.activities.queries.shelf import reference_of
from loa.activities.tests.factories import entry, make_activity
from loa.activities.tests.test_closing import fresh, officer, standing_work
from loa.people.choices import Role
from loa.tasks.actions import EvidenceRefused, StepRefused, enter_on_behalf, hand_in
from loa.tasks.choices import EvidenceKind, Grade, OnBehalf, State
from loa.tasks.models import Evidence, Obligation, Step
from loa.tasks.queries import find_obligation, obligation_sheet
from loa.tasks.queries.figures import shown_by_evidence
from loa.tasks.queries.shelves import offer_for
from loa.tasks.tests.factories import make_work

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = AT.date()


def quarter(units=1):
    """Return what communes owe of quarter I by no rule of the ledger."""
    owed, _ = standing_work(units=units, forms=("panel",))
    return owed if units > 1 else owed[0]


def offered(owed, given=()):
    return [one.title for one in offer_for(find_obligation(owed.pk), given, TODAY).things]


def named(*activities):
    return [reference_of(one.pk) for one in activities]


def send(owed, held, by, **more):
    told = {"note": "", "revision": fresh(owed).revision, "at": AT, **more}
    return hand_in(obligation=fresh(owed), held=held, by=by, **told)


def grade_of(owed):
    return obligation_sheet(find_obligation(owed.pk), TODAY).grade


def test_what_is_chosen_shows_the_work_as_well_as_it_is_known():
    owed = quarter()
    seen, told = make_activity(owed.unit), make_activity(owed.unit, title="Họp thôn", grade="c")
    step = send(owed, named(told), officer(owed.unit))
    assert fresh(owed).state == State.SUBMITTED
    assert [(one.kind, one.name, one.url) for one in step.evidence.all()] == [
        (EvidenceKind.ENTRY, "Họp thôn", told.get_absolute_url())
    ]
    assert grade_of(owed) == Grade.WORD
    by_word = Obligation.objects.filter(~shown_by_evidence(), state=State.SUBMITTED)
    assert by_word.count() == 1
    send(owed, named(seen), step.by)
    assert grade_of(owed) == Grade.SYSTEM
    assert not by_word.exists()


def test_only_the_unit_s_own_of_those_days_is_offered_newest_first():
    owed, other = quarter(units=2)
    for title, day in (("Đầu quý", date(2024, 1, 1)), ("Cuối quý", date(2024, 3, 31)), ("Giữa quý", date(2024, 2, 9))):
        make_activity(owed.unit, title=title, on=day)
    make_activity(owed.unit, title="Trước kỳ", on=date(2023, 12, 31))
    make_activity(owed.unit, title="Sau kỳ", on=date(2024, 4, 1))
    make_activity(other.unit, title="Của xã khác")
    make_activity(owed.task.version.plan.owner, title="Của huyện")
    assert offered(owed) == ["Cuối quý", "Giữa quý", "Đầu quý"]


def test_work_done_once_is_shown_by_what_the_unit_did_in_the_plan_s_year_up_to_now():
    owed = make_work()[0]
    make_activity(owed.unit, title="Trong năm", on=date(2024, 1, 2))
    make_activity(owed.unit, title="Năm trước", on=date(2023, 12, 31))
    make_activity(owed.unit, title="Hôm sau", on=date(2024, 3, 16))
    assert offered(owed) == ["Trong năm"]


@pytest.mark.parametrize("whose", ["other", "owner", "early"])
def test_what_is_not_offered_is_refused_too(whose):
    owed, other = quarter(units=2)
    unit = {"other": other.unit, "owner": owed.task.version.plan.owner, "early": owed.unit}[whose]
    day = date(2023, 12, 31) if whose == "early" else date(2024, 3, 12)
    mine, strange = make_activity(owed.unit), make_activity(unit, on=day)
    for held in (named(strange), named(mine, strange)):
        with pytest.raises(EvidenceRefused, match="không thuộc đơn vị và kỳ này") as told:
            send(owed, held, officer(owed.unit, name=f"can-bo-{len(held)}"))
        assert told.value.kind == EvidenceKind.RECORD
    assert not Step.objects.exists()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("held", ["activities.activity:0", "activities.activity:x", "newsroom.story:1", "x", "-1"])
def test_what_names_nothing_is_refused(held):
    owed = quarter()
    make_activity(owed.unit)
    with pytest.raises(EvidenceRefused):
        send(owed, [held], officer(owed.unit))


def test_what_was_taken_back_is_neither_offered_nor_taken():
    owed = quarter()
    by, row = officer(owed.unit), make_activity(owed.unit)
    take_back_activity(activity=row, reason="Ghi nhầm ngày", by=by, at=AT)
    assert offered(owed) == []
    with pytest.raises(EvidenceRefused, match="đã được ghi đảo hoặc đã gỡ"):
        send(owed, named(row), by)


def test_what_is_taken_back_later_shows_nothing_any_more(client):
    owed = quarter()
    by, row = officer(owed.unit), make_activity(owed.unit)
    send(owed, named(row), by)
    assert grade_of(owed) == Grade.SYSTEM
    take_back_activity(activity=row, reason="Ghi nhầm ngày", by=by, at=AT)
    assert grade_of(owed) == Grade.WORD
    client.force_login(by)
    assert "không còn là minh chứng" in client.get(reverse("desk:obligation", args=[owed.pk])).text


def test_one_thing_counts_once_however_often_it_is_chosen():
    owed = quarter()
    by, row = officer(owed.unit), make_activity(owed.unit)
    assert send(owed, named(row) * 2, by).evidence.count() == 1
    assert send(owed, named(row), by, note="Ghi thêm").evidence.count() == 0
    with pytest.raises(StepRefused, match="đã kèm theo việc này"):
        send(owed, named(row), by)
    assert offered(owed, named(row)) == []


def test_a_form_sent_twice_is_one_step():
    owed = quarter()
    by, first, second = officer(owed.unit), make_activity(owed.unit), make_activity(owed.unit, title="Bài thứ hai")
    send(owed, named(first), by)
    again = {"revision": fresh(owed).revision}
    steps = [send(owed, named(first, second), by, **again) for _ in range(2)]
    assert steps[0] == steps[1]
    assert [one.reference for one in steps[0].evidence.all()] == named(second)


def test_what_a_person_chose_is_a_person_s_word_and_left_to_people():
    """The ledger sets right what it closed itself; a result that somebody handed in stays when an entry falls."""
    (owed,), _ = standing_work(minimum=2)
    by, row = officer(owed.unit), make_activity(owed.unit)
    send(owed, named(row), by)
    take_back_activity(activity=row, reason="Ghi nhầm ngày", by=by, at=AT)
    assert fresh(owed).state == State.SUBMITTED
    record_sent(entry(owed.unit, title="Bài khác"), by=None, at=AT)
    record_sent(entry(owed.unit, title="Bài khác nữa"), by=None, at=AT)
    assert fresh(owed).state == State.SUBMITTED
    assert Step.objects.filter(obligation=owed).count() == 1


def test_whoever_types_for_a_unit_chooses_from_that_unit():
    owed, other = quarter(units=2)
    lead = officer(owed.task.version.plan.owner, name="nhap-thay")
    mine, strange = make_activity(owed.unit), make_activity(other.unit)
    told = {"source": OnBehalf.CALL, "symbol": "", "day": TODAY, "note": "", "by": lead, "at": AT}
    with pytest.raises(EvidenceRefused):
        enter_on_behalf(obligation=fresh(owed), held=named(strange), revision=0, **told)
    step = enter_on_behalf(obligation=fresh(owed), held=named(mine), revision=0, **told)
    assert [one.name for one in step.evidence.all()] == [mine.title]


def page(client, answer, status=200):
    assert answer.status_code == status
    return answer.text.replace("\xa0", " ").replace("&nbsp;", " ")


def test_on_a_telephone_one_ticks_and_sends(client):
    owed = quarter()
    row = make_activity(owed.unit, title="Phát thanh về dịch vụ công")
    client.force_login(officer(owed.unit))
    shown = page(client, client.get(reverse("desk:obligation", args=[owed.pk])))
    assert "từ 01/01/2024 đến 31/03/2024" in shown
    assert f'value="{named(row)[0]}"' in shown
    sent = {"revision": 0, "held": named(row)}
    assert client.post(reverse("desk:send", args=[owed.pk]), sent).status_code == 302
    shown = page(client, client.get(reverse("desk:obligation", args=[owed.pk])))
    assert f'<a href="{row.get_absolute_url()}">Phát thanh về dịch vụ công</a>' in shown
    assert f'value="{named(row)[0]}"' not in shown, "it was given already"


def test_looking_for_something_keeps_what_was_typed_and_chosen(client):
    owed = quarter()
    rows = [make_activity(owed.unit, title=f"Tin số {number}") for number in range(20)]
    wanted = make_activity(owed.unit, title="Đối thoại với doanh nghiệp", on=date(2024, 1, 5))
    client.force_login(officer(owed.unit))
    shown = page(client, client.get(reverse("desk:obligation", args=[owed.pk])))
    assert "Còn 9 mục khác" in shown
    assert wanted.title not in shown
    asked = {"revision": 0, "note": "Đã làm xong", "link": "khong-phai", "held": named(rows[3])}
    look = {**asked, "held_words": "doi thoai", "look": "1"}
    shown = page(client, client.post(reverse("desk:send", args=[owed.pk]), look))
    assert wanted.title in shown
    assert "Đã làm xong" in shown
    assert f'value="{named(rows[3])[0]}" checked' in shown
    assert rows[5].title + " " not in shown
    assert "Chưa lưu được" not in shown
    assert not Step.objects.exists()
    none = page(client, client.post(reverse("desk:send", args=[owed.pk]), {**look, "held": [], "held_words": "zzz"}))
    assert "Bớt chữ rồi tìm lại" in none


def test_what_cannot_be_taken_is_said_beside_the_list(client):
    owed, other = quarter(units=2)
    mine, strange = make_activity(owed.unit), make_activity(other.unit, title="Bí mật của xã khác")
    client.force_login(officer(owed.unit))
    sent = {"revision": 0, "note": "Đã làm", "held": named(mine, strange)}
    shown = page(client, client.post(reverse("desk:send", args=[owed.pk]), sent), 422)
    assert "không thuộc đơn vị và kỳ này" in shown
    assert f'value="{named(mine)[0]}" checked' in shown
    assert strange.title not in shown
    broken = {"revision": 0, "held": ["x" * 101, "\x00"]}
    assert client.post(reverse("desk:send", args=[owed.pk]), broken).status_code == 422
    assert not Step.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CLERK, Role.LEADER])
def test_who_reports_nothing_is_offered_nothing(client, role):
    owed = quarter()
    row = make_activity(owed.unit)
    client.force_login(officer(owed.unit, role=role))
    look = {"revision": 0, "look": "1"}
    for answer in (
        client.get(reverse("desk:obligation", args=[owed.pk])),
        client.post(reverse("desk:send", args=[owed.pk]), look),
    ):
        assert named(row)[0] not in page(client, answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_is_offered_and_given(client, count, django_assert_num_queries):
    owed = quarter()
    by = officer(owed.unit)
    for number in range(count):
        make_activity(owed.unit, title=f"Còn {number}")
    send(owed, named(*(make_activity(owed.unit, title=f"Đã kèm {number}") for number in range(count))), by)
    client.force_login(by)
    address = reverse("desk:obligation", args=[owed.pk])
    client.get(address)  # notes that it was opened
    with django_assert_num_queries(15):
        page(client, client.get(address))
