"""One page for a unit's whole period: shown within its budget, sent at once, all or nothing."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import Entry, PeriodRefused, hand_in, hand_in_period
from loa.tasks.choices import State
from loa.tasks.models import Figure, Indicator, Obligation, Step
from loa.tasks.queries import period_to_report, periods_begun
from loa.tasks.tests.factories import make_units, make_work

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
PAGE = "/viec/ky/"


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def asks_for(task, count=1):
    return [
        Indicator.objects.create(task=task, position=place, name=f"Số {place}", counted_in="tin", target=4)
        for place in range(count)
    ]


def first_quarter(tasks=3, **fields):
    """Return what one unit owes for the first of two quarters."""
    return [one for one in make_work(tasks=tasks, periods=2, **fields) if one.period == "2024-q1"]


def send(unit, entries, by, at=AT):
    return hand_in_period(unit=unit, entries=entries, by=by, at=at)


# --- the action ------------------------------------------------------------------------------------------------------
def test_a_whole_period_is_handed_in_with_one_entry_of_the_record():
    one, two, left = first_quarter()
    by, (news,) = officer(one.unit), asks_for(one.task)
    told = [
        Entry(obligation=one.pk, revision=0, figures={news.pk: 7}, note=" Ba thôn "),
        Entry(obligation=two.pk, revision=0, nil=True),
    ]
    assert send(one.unit, told, by) == 2
    assert list(Obligation.objects.filter(pk__in=(one.pk, two.pk, left.pk)).order_by("pk").values_list("state")) == [
        (State.SUBMITTED,), (State.SUBMITTED,), (State.NOT_STARTED,),
    ]  # fmt: skip
    assert list(Step.objects.order_by("obligation").values_list("note", "nil")) == [("Ba thôn", False), ("", True)]
    assert Figure.objects.get().value == 7
    assert AuditEntry.objects.filter(action__startswith="tasks.").get().details["period"] == "2024-q1"


def test_sent_twice_it_is_handed_in_once():
    one, two, _ = first_quarter()
    by = officer(one.unit)
    told = [Entry(obligation=pk, revision=0, nil=True) for pk in (one.pk, two.pk)]
    assert [send(one.unit, told, by) for _ in range(2)] == [2, 2]
    assert (Step.objects.count(), AuditEntry.objects.filter(action="tasks.hand_in_period").count()) == (2, 1)


def test_one_fault_keeps_all_back_and_every_fault_is_named():
    one, two, three = first_quarter()
    by, (news,) = officer(one.unit), asks_for(one.task)
    told = [
        Entry(obligation=one.pk, revision=0, figures={news.pk: -1}),
        Entry(obligation=two.pk, revision=0, figures={news.pk: 1}),
        Entry(obligation=three.pk, revision=0, note="Đủ"),
    ]
    with pytest.raises(PeriodRefused) as refusal:
        send(one.unit, told, by)
    assert set(refusal.value.faults) == {(one.pk, news.pk), (two.pk, news.pk)}
    assert not Step.objects.exists()
    assert set(Obligation.objects.values_list("state", flat=True)) == {State.NOT_STARTED}


def test_nothing_came_up_and_a_number_contradict_each_other():
    one, *_ = first_quarter()
    (news,) = asks_for(one.task)
    with pytest.raises(PeriodRefused) as refusal:
        send(one.unit, [Entry(obligation=one.pk, revision=0, nil=True, figures={news.pk: 2})], officer(one.unit))
    assert "không phát sinh nhưng còn số liệu" in refusal.value.faults[one.pk, None]


@pytest.mark.parametrize("state", [State.ACCEPTED, State.NOT_APPLICABLE])
def test_what_is_over_is_named(state):
    one, *_ = first_quarter()
    Obligation.objects.filter(pk=one.pk).update(state=state, submitted_on=date(2024, 3, 1))
    with pytest.raises(PeriodRefused) as refusal:
        send(one.unit, [Entry(obligation=one.pk, revision=0, note="Muộn")], officer(one.unit))
    assert "không ghi được bước này" in refusal.value.faults[one.pk, None]


def test_what_somebody_wrote_meanwhile_is_named():
    one, two, _ = first_quarter()
    by, other = officer(one.unit), officer(one.unit, Role.DEPUTY, "khac")
    hand_in(obligation=one, note="Của người khác", revision=0, by=other, at=AT)
    with pytest.raises(PeriodRefused) as refusal:
        send(one.unit, [Entry(obligation=pk, revision=0, note="x") for pk in (one.pk, two.pk)], by)
    assert list(refusal.value.faults) == [(one.pk, None)]
    assert Step.objects.count() == 1


def test_items_of_others_of_two_periods_of_one_to_come_and_of_no_period_are_refused():
    owed = make_work(units=2, periods=2)
    by = officer(owed[0].unit)
    for wrong in ([owed[2]], owed[:2]):
        with pytest.raises(PeriodRefused, match="Trang đã cũ"):
            send(owed[0].unit, [Entry(obligation=one.pk, revision=0, note="x") for one in wrong], by)
    with pytest.raises(PeriodRefused, match="chưa bắt đầu"):
        send(owed[0].unit, [Entry(obligation=owed[1].pk, revision=0, note="x")], by)
    Obligation.objects.filter(pk=owed[0].pk).update(period="", starts_on=None)
    with pytest.raises(PeriodRefused, match="Trang đã cũ"):
        send(owed[0].unit, [Entry(obligation=owed[0].pk, revision=0, note="x")], by)
    assert not Step.objects.exists()


@pytest.mark.parametrize("entries", [[], [Entry(obligation=1, revision=0, note="  ")]])
def test_nothing_told_is_no_report(entries):
    one, *_ = first_quarter()
    with pytest.raises(PeriodRefused, match="Chưa có mục nào"):
        send(one.unit, entries, officer(one.unit))


def test_nobody_reports_for_another_unit():
    one, *_ = first_quarter()
    told = [Entry(obligation=one.pk, revision=0, nil=True)]
    owner = one.task.version.plan.owner
    people = [officer(owner, name="tren"), officer(make_units(2)[1], name="ben"), officer(one.unit, Role.LEADER, "ld")]
    for by in (*people, User.objects.create_superuser("quan-tri")):
        with pytest.raises(PermissionDenied):
            send(one.unit, told, by)


# --- which period ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("today", "sent", "code"),
    [
        (date(2024, 3, 15), (), "2024-q1"),
        (date(2024, 4, 2), (), "2024-q2"),
        (date(2024, 4, 2), ("2024-q2",), "2024-q1"),
        (date(2024, 4, 2), ("2024-q1", "2024-q2"), "2024-q2"),
        (date(2023, 12, 1), (), None),
    ],
)
def test_the_period_to_report_is_the_one_due_next(today, sent, code):
    owed = make_work(periods=4)
    Obligation.objects.filter(period__in=sent).update(state=State.SUBMITTED, submitted_on=today)
    found = period_to_report(periods_begun(owed[0].unit_id, today), today)
    assert (found and found.code) == code


# --- the page --------------------------------------------------------------------------------------------------------
def fields_of(text):
    """Return the names and values of the inputs of a page's report."""
    form = text.partition('class="period-items"')[2].partition("</form>")[0]
    return dict(re.findall(r'<input[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?', form))


def test_a_period_is_sent_with_one_button_and_shown_as_sent(client):
    one, two, left = first_quarter()
    (news,) = asks_for(one.task)
    client.force_login(officer(one.unit))
    page = client.get(PAGE)
    assert "Gửi báo cáo Quý\xa0I/2024" in page.text
    assert {f"n{one.pk}-{news.pk}", f"nil{two.pk}", f"note{left.pk}"} <= set(fields_of(page.text))
    typed = {f"rev{pk.pk}": 0 for pk in (one, two, left)} | {f"n{one.pk}-{news.pk}": "1.200", f"nil{two.pk}": "on"}
    sent = client.post(PAGE, typed, follow=True)
    assert "Đã gửi báo cáo Quý I/2024: 2 mục." in sent.text
    assert "1.200</strong> tin" in sent.text
    assert "<span>không phát sinh</span>" in sent.text
    assert sent.text.count("Đã gửi, chờ xác nhận</span>") == 2
    Obligation.objects.filter(pk=one.pk).update(state=State.ACCEPTED, due_on=date(2024, 3, 14))
    assert "Hoàn thành quá hạn</span>" in client.get(PAGE).text
    Obligation.objects.filter(pk=one.pk).update(state=State.SUBMITTED)
    assert f"note{one.pk}" not in fields_of(sent.text)
    assert f"note{left.pk}" in fields_of(sent.text)
    again = client.post(PAGE, typed, follow=True)
    assert "Đã gửi báo cáo Quý I/2024: 2 mục." in again.text
    assert Step.objects.count() == 2


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(client):
    one, two, left = first_quarter()
    (news,) = asks_for(one.task)
    client.force_login(officer(one.unit))
    typed = {f"rev{pk.pk}": 0 for pk in (one, two, left)}
    for wrong in ("ba", "-1", "1000001"):
        told = client.post(PAGE, {**typed, f"n{one.pk}-{news.pk}": wrong, f"note{two.pk}": "Đủ hai tin"})
        assert told.status_code == 422
        assert f'href="#muc-{one.pk}"' in told.text
        shown = fields_of(told.text)
        assert (shown[f"n{one.pk}-{news.pk}"], shown[f"note{two.pk}"]) == (wrong, "Đủ hai tin")
    assert "Chưa có mục nào được điền" in client.post(PAGE, typed).text
    assert not Step.objects.exists()


def test_what_a_colleague_sent_meanwhile_is_said_and_can_be_added_to(client):
    one, *_ = first_quarter()
    other = officer(one.unit, Role.DEPUTY, "khac")
    client.force_login(officer(one.unit))
    hand_in(obligation=one, note="Của người khác", revision=0, by=other, at=AT)
    told = client.post(PAGE, {f"rev{one.pk}": 0, f"note{one.pk}": "Của tôi"})
    assert told.status_code == 422
    assert "vừa ghi vào mục này" in told.text
    shown = fields_of(told.text)
    assert (shown[f"note{one.pk}"], shown[f"rev{one.pk}"]) == ("Của tôi", "1")
    assert client.post(PAGE, {f"rev{one.pk}": 1, f"note{one.pk}": "Của tôi"}).status_code == 302


def test_addresses_that_mean_nothing_show_the_period_of_today(client):
    one, *_ = first_quarter()
    stranger = make_units(2)[1]
    client.force_login(officer(one.unit))
    for address in (f"{PAGE}?ky=2019-q1", f"{PAGE}?don-vi={stranger.pk}", f"{PAGE}?don-vi=²&ky=<b>"):
        assert "Báo cáo Quý\xa0I/2024</h1>" in client.get(address).text
    typed = {f"rev{one.pk}": "abc", f"nil{one.pk}": "on"}
    assert client.post(PAGE, typed).status_code == 422


def test_people_who_report_nothing_are_told(client):
    one, *_ = first_quarter()
    client.force_login(officer(one.unit, Role.LEADER))
    assert "không báo cáo việc của đơn vị nào" in client.get(PAGE).text
    assert "không báo cáo việc của đơn vị nào" in client.post(PAGE, {f"nil{one.pk}": "on", f"rev{one.pk}": 0}).text
    assert not Step.objects.exists()


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_page_costs_the_same_whatever_its_items(client, tasks, django_assert_num_queries):
    owed = first_quarter(tasks)
    by = officer(owed[0].unit)
    for one in owed:
        (news,) = asks_for(one.task)
        hand_in(obligation=one, note="", figures={news.pk: 1}, revision=0, by=by, at=AT)
    client.force_login(by)
    with django_assert_num_queries(9):
        client.get(PAGE)


def test_forty_items_stay_below_a_hundred_kilobytes(client):
    owed = first_quarter(40)
    for one in owed:
        asks_for(one.task, 3)
    client.force_login(officer(owed[0].unit))
    answer = client.get(PAGE)
    parts = sum(Path(finders.find(f"base/{name}")).stat().st_size for name in ("loa.css", "desk.css", "keep.js"))
    assert answer.text.count('id="muc-') == 40
    assert len(answer.content) + parts < 100_000, (len(answer.content), parts)
    assert Path(finders.find("base/keep.js")).stat().st_size <= 3.25 * 1024


def test_forty_items_are_sent_in_few_statements(django_assert_max_num_queries):
    owed = first_quarter(40)
    by = officer(owed[0].unit)
    told = [Entry(obligation=one.pk, revision=0, figures={asks_for(one.task)[0].pk: 2}, note="Đủ") for one in owed]
    with django_assert_max_num_queries(20):
        assert send(owed[0].unit, told, by) == 40
