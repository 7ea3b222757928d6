"""Tallies: what every action leaves behind is what counting anew finds, and a wrong one is mended and told."""

import logging
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.actions import (
    StepRefused,
    accept,
    hand_in,
    note_opened,
    open_awaited,
    put_to_work,
    return_for_more,
    set_applicable,
    set_not_applicable,
    start_work,
)
from loa.tasks.actions.tallying import count_anew, count_plans_anew
from loa.tasks.choices import State
from loa.tasks.models import NO_DAY, Obligation, TaskTally, UnitTally
from loa.tasks.queries import find_obligation
from loa.tasks.queries.distribution import distribution
from loa.tasks.queries.tallies import COUNTS
from loa.tasks.rules import counted_in
from loa.tasks.tests.factories import make_review, make_units, make_work, stand

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)


def totals(model):
    """Return each count added up over all tallies, without those that count nothing."""
    sums = {name: sum(getattr(row, name) for row in model.objects.all()) for name in COUNTS}
    return {name: number for name, number in sums.items() if number}


def people(owed):
    owner = owed[0].task.version.plan.owner
    lead = User.objects.create_user("chu-tri")
    assign_role(user=lead, unit=owner, role=Role.FOCAL, by=None, at=AT)
    officers = {}
    for unit in {one.unit for one in owed}:
        officers[unit.pk] = User.objects.create_user(f"dau-moi-{unit.pk}")
        assign_role(user=officers[unit.pk], unit=unit, role=Role.FOCAL, by=None, at=AT)
    return lead, officers


def test_the_rule_and_the_statement_count_alike():
    """Every state, in time and late, opened or not, with and without a day: in SQL as in `rules.counted_in`."""
    owed = make_work(tasks=3, units=14)
    day = date(2024, 3, 31)
    for place, one in enumerate(owed):
        state = list(State)[place % 7]
        Obligation.objects.filter(pk=one.pk).update(
            state=state,
            due_on=None if place % 5 == 0 else day,
            submitted_on=day + timedelta(days=place % 3 - 1) if state in (State.SUBMITTED, State.ACCEPTED) else None,
            opened_at=AT if place % 2 else None,
        )
    version = owed[0].task.version
    count_anew(version)
    expected = dict.fromkeys(COUNTS, 0)
    for one in Obligation.objects.all():
        for name in counted_in(one.state, one.due_on, one.submitted_on, opened=one.opened_at is not None):
            expected[name] += 1
    assert all(expected.values()), "the test shall meet every count"
    assert totals(UnitTally) == totals(TaskTally) == expected
    assert UnitTally.objects.filter(due_on=NO_DAY).exists()


def test_what_is_late_to_the_day_follows_from_the_rule():
    assert counted_in(State.ACCEPTED, date(2024, 3, 31), date(2024, 3, 31), opened=True) == {"accepted"}
    assert counted_in(State.ACCEPTED, date(2024, 3, 31), date(2024, 4, 1), opened=True) == {"accepted", "accepted_late"}
    assert counted_in(State.ACCEPTED, None, date(2024, 4, 1), opened=True) == {"accepted"}
    assert counted_in(State.SUBMITTED, None, date(2024, 4, 1), opened=False) == {"submitted"}
    assert counted_in(State.RETURNED, None, None, opened=False) == {"returned", "unopened"}


def deeds(one, at, officer, lead):
    """Return what can be done to an obligation at a moment."""
    seen = {"obligation": one, "revision": one.revision, "at": at}
    return [
        lambda: note_opened(obligation=one, at=at),
        lambda: start_work(note=f"Bước {at}", by=officer, **seen),
        lambda: hand_in(note=f"Xong {at}", by=officer, **seen),
        lambda: return_for_more(reason="Bổ sung số liệu", by=lead, **seen),
        lambda: accept(seen={one.pk: one.revision}, by=lead, at=at),
        lambda: set_not_applicable(reason="Không có thôn", by=lead, **seen),
        lambda: set_applicable(reason="Có thôn", by=lead, **seen),
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_actions_counting_anew_finds_nothing_wrong(seed):
    """A year in small: people start, hand in, return, accept, set aside and take back, in a random order."""
    owed = make_work(tasks=2, units=3, periods=2)
    lead, officers = people(owed)
    chance = random.Random(seed)
    at = AT
    done = 0
    for _ in range(60):
        at += timedelta(days=1, minutes=1)
        one = find_obligation(chance.choice(owed).pk)
        try:
            chance.choice(deeds(one, at, officers[one.unit_id], lead))()
        except StepRefused:
            continue
        done += 1
    assert done > 15
    assert count_anew(owed[0].task.version) == 0
    assert totals(UnitTally) == totals(TaskTally)
    assert sum(totals(UnitTally).get(str(state), 0) for state in State) == len(owed)


def test_a_task_that_one_unit_is_enough_for_leaves_right_tallies():
    owed = make_work(units=4)
    lead, officers = people(owed)
    task = owed[0].task
    task.any_one = True
    task.save()
    hand_in(obligation=owed[0], note="Đã làm", revision=0, by=officers[owed[0].unit_id], at=AT)
    accept(seen={owed[0].pk: 1}, by=lead, at=AT)
    assert totals(TaskTally) == {"accepted": 1, "not_applicable": 3}
    assert count_anew(task.version) == 0


def test_a_new_last_day_moves_the_tallies_to_it():
    owed = make_work(units=3)
    lead, _ = people(owed)
    for one in owed:
        stand(one, state=State.AWAITING_EVENT, due_on=None)
    assert totals(TaskTally) == {"awaiting_event": 3}
    open_awaited(task=owed[0].task, event="Quyết định 100/QĐ-UBND", due_on=date(2024, 5, 10), by=lead, at=AT)
    assert count_anew(owed[0].task.version) == 0
    there = TaskTally.objects.get(due_on=date(2024, 5, 10))
    assert (there.not_started, there.unopened) == (3, 3)


def test_wrong_missing_and_left_over_tallies_are_mended_and_told(caplog):
    owed = make_work(tasks=2, units=3)
    version = owed[0].task.version
    other = make_units(4)[3]
    UnitTally.objects.filter(unit=owed[0].unit).update(submitted=7)
    UnitTally.objects.filter(unit=owed[1].unit).delete()
    UnitTally.objects.create(version=version, unit=other, due_on=date(2024, 3, 31), returned=1)
    UnitTally.objects.create(version=version, unit=other, due_on=date(2024, 4, 30))  # counts nothing: not wrong
    with caplog.at_level(logging.WARNING):
        assert count_plans_anew(at=AT) == 3
    assert "mended: 3" in caplog.text
    assert totals(UnitTally) == totals(TaskTally) == {"not_started": 6, "unopened": 6}
    assert not UnitTally.objects.filter(unit=other).exists()
    assert count_plans_anew(at=AT) == 0


def test_a_plan_of_long_ago_is_not_counted_each_night():
    version = make_work()[0].task.version
    UnitTally.objects.all().delete()
    assert count_plans_anew(at=AT.replace(year=version.plan.year + 2)) == 0
    assert count_plans_anew(at=AT.replace(year=version.plan.year + 1)) == 1


def test_moving_one_or_many_costs_the_same(django_assert_num_queries):
    owed = make_work(tasks=2, units=3, periods=2)
    for one in owed:
        stand(one, state=State.SUBMITTED, submitted_on=date(2024, 3, 1))
    lead, _ = people(owed)
    with django_assert_num_queries(13):  # the record of one names its unit
        accept(seen={owed[0].pk: 0}, by=lead, at=AT)
    with django_assert_num_queries(12):
        accept(seen={one.pk: 0 for one in owed[1:]}, by=lead, at=AT)
    assert count_anew(owed[0].task.version) == 0


def test_handing_out_leaves_tallies():
    review = make_review(tasks=3, units=4, periodic=True)
    seen = distribution(review, AT.date()).fingerprint
    put_to_work(version=review.version, revision_seen=seen, by=None, at=AT)
    assert totals(UnitTally)["not_started"] == totals(TaskTally)["not_started"] == Obligation.objects.count() > 0
    assert count_anew(review.version) == 0
