"""The totals of a plan at work: every obligation counted once, no unit named, two statements."""

from datetime import date

import pytest

from loa.plans.tests.factories import make_plan
from loa.tasks.choices import State
from loa.tasks.queries import due_between, plan_totals
from loa.tasks.tests.factories import make_work

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)


def move(obligation, state, **fields):
    type(obligation).objects.filter(pk=obligation.pk).update(
        state=state, submitted_on=TODAY if state in (State.SUBMITTED, State.ACCEPTED) else None, **fields
    )


def test_a_plan_without_work_counts_nothing():
    totals = plan_totals(make_plan(tasks=1), TODAY)
    assert (totals.units, totals.owed, totals.by_task) == (0, 0, {})


def test_every_obligation_is_counted_once():
    owed = make_work(tasks=2, units=4)
    move(owed[0], State.SUBMITTED)
    move(owed[1], State.ACCEPTED, due_on=date(2024, 3, 1))
    move(owed[2], State.IN_PROGRESS, due_on=TODAY)
    move(owed[3], State.RETURNED, due_on=date(2024, 3, 14))
    move(owed[4], State.AWAITING_EVENT, due_on=None)
    move(owed[5], State.NOT_APPLICABLE, due_on=date(2024, 3, 1))
    totals = plan_totals(owed[0].task.version, TODAY)
    assert (totals.owed, totals.handed_in, totals.in_time_open, totals.late, totals.awaiting) == (7, 2, 3, 1, 1)
    assert (totals.accepted, totals.by_task["nhiem-vu-1"].accepted) == (1, 1)
    assert totals.units == 4
    assert (totals.by_task["nhiem-vu-1"].owed, totals.by_task["nhiem-vu-1"].handed_in) == (4, 2)
    assert (totals.by_task["nhiem-vu-2"].owed, totals.by_task["nhiem-vu-2"].units) == (3, 3)


@pytest.mark.parametrize("size", [1, 3])
def test_two_statements_whatever_the_rows(size, django_assert_num_queries):
    version = make_work(tasks=size, units=size, periods=size)[0].task.version
    with django_assert_num_queries(2):
        plan_totals(version, TODAY)
    with django_assert_num_queries(2):
        due_between([version.pk], date(2024, 3, 1), date(2024, 3, 31))


def test_what_falls_due_between_two_days_has_both_days_in_it():
    owed = make_work(tasks=1, units=2, periods=2)
    move(owed[0], State.SUBMITTED)
    pk = owed[0].task.version_id
    (row,) = due_between([pk], date(2024, 3, 31), date(2024, 3, 31))
    assert (row.anchor, row.period_label, row.due_on) == ("nhiem-vu-1", "Quý I/2024", date(2024, 3, 31))
    assert (row.owed, row.handed_in) == (2, 1)
    assert due_between([pk], date(2024, 4, 1), date(2024, 6, 29)) == []
    assert due_between([], date(2024, 1, 1), date(2024, 12, 31)) == []
