"""Reminders: who is told of what on which day, once, by whoever ticks, and what the desk shows of it."""

import threading
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils.timezone import make_aware

from loa.people.choices import Role, UnitKind
from loa.people.models import AuditEntry, RoleAssignment, Unit, User
from loa.tasks.actions import put_to_work
from loa.tasks.actions.urging import in_office_hours, put_up_ladder, remind
from loa.tasks.choices import LADDER, State, Told
from loa.tasks.jobs import remind_people
from loa.tasks.models import Obligation, Reminder, ReminderMail, ReminderRound, ReminderRule
from loa.tasks.queries.distribution import distribution
from loa.tasks.queries.reminders import reminders_due
from loa.tasks.tests.factories import make_review, make_units, make_work
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay

DUE = date(2024, 3, 31)  # a Sunday: the last working day before it is the 29th
THE_DAY = date(2024, 3, 29)
DAY = timedelta(days=1)


def at(day, hour=8, minute=0):
    return make_aware(datetime.combine(day, time(hour, minute)))


def officer(unit, role=Role.FOCAL, name="dau-moi", email="", **more):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu", email=email, **more)
    RoleAssignment.objects.create(user=user, unit=unit, role=role, held_from=date(2024, 1, 1))
    return user


def work(**more):
    owed = make_work(**more)
    put_up_ladder(owed[0].task.version)
    return owed


@pytest.fixture
def owed(db):
    return work()[0]


@pytest.fixture
def focal(owed):
    return officer(owed.unit, email="dau-moi@example.gov.vn")


def told_through(first, last):
    """Run the job on every day and return who was told on which."""
    day = first
    while day <= last:
        remind_people(at(day))
        day += DAY
    return [(one.on, one.rung, one.person.username) for one in Reminder.objects.select_related("person").order_by("on")]


def test_the_ladder_falls_on_working_days(owed, focal):
    officer(owed.unit, Role.LEADER, "lanh-dao")
    assert told_through(date(2024, 2, 20), date(2024, 5, 1)) == [
        (date(2024, 3, 8), -15, "dau-moi"),
        (date(2024, 3, 20), -7, "dau-moi"),
        (date(2024, 3, 26), -3, "dau-moi"),
        (date(2024, 3, 29), 0, "dau-moi"),
        (date(2024, 4, 1), 1, "dau-moi"),
        (date(2024, 4, 9), 7, "lanh-dao"),
    ]


def test_days_off_and_days_worked_instead_move_the_rungs(owed, focal):
    CalendarDay.objects.create(day=date(2024, 3, 29), kind=DayKind.HOLIDAY, name="a", basis="b")
    CalendarDay.objects.create(day=date(2024, 3, 30), kind=DayKind.MAKE_UP_DAY, name="a", basis="b")
    assert [day for day, rung, _ in told_through(date(2024, 3, 25), date(2024, 4, 1)) if rung == 0] == [
        date(2024, 3, 30)
    ]


@pytest.mark.parametrize(
    ("fields", "reminded"),
    [
        ({}, 1),
        ({"state": State.IN_PROGRESS}, 1),
        ({"state": State.RETURNED}, 1),
        ({"state": State.SUBMITTED, "submitted_on": DUE}, 0),
        ({"state": State.ACCEPTED, "submitted_on": DUE}, 0),
        ({"state": State.NOT_APPLICABLE}, 0),
        ({"state": State.AWAITING_EVENT}, 0),
        ({"due_on": None}, 0),
    ],
)
def test_only_what_the_unit_still_has_to_do_is_reminded_of(owed, focal, fields, reminded):
    Obligation.objects.filter(pk=owed.pk).update(**fields)
    assert remind(at=at(THE_DAY)) == reminded


def test_an_outside_body_is_never_urged(owed, focal):
    Unit.objects.filter(pk=owed.unit_id).update(kind=UnitKind.OUTSIDE)
    assert remind(at=at(THE_DAY)) == 0
    assert ReminderRound.objects.get().untold == 0


@pytest.mark.parametrize(("any_one", "reminded"), [(True, 0), (False, 1)])
def test_where_one_unit_is_enough_the_others_are_left_in_peace(db, any_one, reminded):
    first, second = work(units=2)
    first.task.any_one = any_one
    first.task.save()
    Obligation.objects.filter(pk=first.pk).update(state=State.SUBMITTED, submitted_on=THE_DAY)
    officer(second.unit)
    assert remind(at=at(THE_DAY)) == reminded


@pytest.mark.parametrize(
    ("there", "told", "part"),
    [
        ([Role.FOCAL, Role.DEPUTY, Role.LEADER], "focal", Told.FOCAL),
        ([Role.DEPUTY, Role.LEADER], "deputy", Told.FOCAL),
        ([Role.LEADER], "leader", Told.FOCAL),
        ([Role.VIEWER], "chu-tri", Told.LEAD),
    ],
)
def test_who_stands_in_and_for_a_unit_without_people_the_lead(owed, there, told, part):
    officer(owed.task.version.plan.owner, name="chu-tri")
    for role in there:
        officer(owed.unit, role, role.value)
    remind(at=at(THE_DAY))
    assert [(one.person.username, one.told) for one in Reminder.objects.all()] == [(told, part)]


def test_closed_accounts_and_ended_roles_are_nobody(owed):
    officer(owed.unit, is_active=False)
    left = officer(owed.unit, name="da-chuyen")
    left.roles.update(held_until=THE_DAY)
    assert remind(at=at(THE_DAY)) == 0
    assert ReminderRound.objects.get().untold == 1
    assert AuditEntry.objects.get(action="tasks.remind").details == {"reminders": 0, "people": 0, "untold": 1}


def test_a_plan_without_rungs_reminds_nobody(owed, focal):
    ReminderRule.objects.all().delete()
    assert remind(at=at(THE_DAY)) == 0


def test_a_last_day_that_was_moved_is_told_anew(owed, focal):
    remind(at=at(THE_DAY))
    Obligation.objects.filter(pk=owed.pk).update(due_on=date(2024, 4, 30))
    assert [(day, rung) for day, rung, _ in told_through(date(2024, 4, 24), date(2024, 4, 30))] == [
        (THE_DAY, 0),
        (date(2024, 4, 25), -3),
        (date(2024, 4, 30), 0),
    ]


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [
        (at(THE_DAY, 7, 29), False),
        (at(THE_DAY, 7, 30), True),
        (at(THE_DAY, 16, 59), True),
        (at(THE_DAY, 17), False),
        (at(THE_DAY + DAY, 9), False),
    ],
)
def test_people_are_reminded_in_office_hours(owed, focal, moment, open_now):
    assert in_office_hours(moment) is open_now
    remind_people(moment)
    assert Reminder.objects.exists() is open_now


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_due_costs_the_same_for_any_number_of_units(db, rows, django_assert_num_queries):
    for one in work(units=rows):
        officer(one.unit, name=f"dau-moi-{one.unit_id}")
    with django_assert_num_queries(3 + len(LADDER)):
        assert len(reminders_due(THE_DAY).reminders) == rows


def test_a_plan_that_goes_to_work_has_the_ladder(db):
    review = make_review(tasks=1, units=1)
    seen = distribution(review, date(2024, 3, 15)).fingerprint
    put_to_work(version=review.version, revision_seen=seen, by=None, at=at(date(2024, 3, 15)))
    rungs = ReminderRule.objects.filter(version=review.version).order_by("rung").values_list("rung", "told")
    assert list(rungs) == list(LADDER)


def test_a_second_round_of_the_day_adds_nothing(owed, focal):
    assert remind(at=at(THE_DAY)) == 1
    assert remind(at=at(THE_DAY, 9)) == 0
    assert (Reminder.objects.count(), ReminderMail.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="tasks.remind").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_remind_once():
    officer(work()[0].unit, email="dau-moi@example.gov.vn")
    together, done = threading.Barrier(2), []

    def in_a_thread():
        try:
            together.wait(10)
            done.append(remind(at=at(THE_DAY)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=in_a_thread) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 1]
    assert (Reminder.objects.count(), ReminderMail.objects.count()) == (1, 1)


# --- at the desk -----------------------------------------------------------------------------------------------------
def test_the_inbox_shows_what_one_was_reminded_of_and_to_nobody_else(client, owed, focal):
    neighbour = officer(make_units(2)[1], name="xa-ben")
    remind(at=at(date(2024, 3, 8)))
    client.force_login(focal)
    page = client.get(reverse("desk:reminders")).text
    assert owed.task.title[:20] in page
    assert "08/03/2024" in page
    client.force_login(neighbour)
    page = client.get(reverse("desk:reminders")).text
    assert owed.task.title[:20] not in page
    assert "Chưa có lời nhắc nào." in page


def test_who_left_the_unit_reads_no_more_of_it(client, owed, focal):
    remind(at=at(date(2024, 3, 8)))
    focal.roles.update(held_until=date(2024, 3, 10))
    client.force_login(focal)
    assert owed.task.title[:20] not in client.get(reverse("desk:reminders")).text


def test_the_lead_reads_why_it_is_told(client, owed):
    lead = officer(owed.task.version.plan.owner, name="chu-tri")
    remind(at=at(date(2024, 3, 8)))
    client.force_login(lead)
    assert "chưa có người phụ trách trên hệ thống" in client.get(reverse("desk:reminders")).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_costs_the_same_for_any_number_of_rows(client, db, rows, django_assert_num_queries):
    owed = work(tasks=rows)
    client.force_login(officer(owed[0].unit))
    remind(at=at(date(2024, 3, 8)))
    with django_assert_num_queries(9):
        assert client.get(reverse("desk:reminders")).text.count("work-row") == rows


def test_what_is_due_on_a_day_off_is_counted_and_listed_and_never_moved(client, db):
    sunday, weekday = work(units=2)
    Obligation.objects.filter(pk=weekday.pk).update(due_on=date(2024, 3, 28))
    client.force_login(officer(sunday.task.version.plan.owner, name="chu-tri"))
    page = client.get(reverse("workdays:index")).text
    assert "1 đầu việc chưa xong có hạn cuối rơi vào ngày nghỉ năm 2024" in page
    address = f"{reverse('desk:days_off')}?nam=2024"
    assert address in page
    assert client.get(address).text.count("work-row") == 1
    CalendarDay.objects.create(day=date(2024, 3, 28), kind=DayKind.HOLIDAY, name="a", basis="b")
    assert client.get(address).text.count("work-row") == 2
    assert set(Obligation.objects.values_list("due_on", flat=True)) == {DUE, date(2024, 3, 28)}
    CalendarDay.objects.create(day=DUE, kind=DayKind.MAKE_UP_DAY, name="a", basis="b")
    assert client.get(address).text.count("work-row") == 1


@pytest.mark.parametrize("year", ["", "abc", "0000", "99999", "9999", "²024"])
def test_a_year_that_cannot_be_read_breaks_nothing(client, owed, focal, year):
    client.force_login(focal)
    assert client.get(reverse("desk:days_off"), {"nam": year}).status_code == 200
