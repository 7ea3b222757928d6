"""Two write the ledger of a unit at once, or of units below the same one: nothing is lost, nothing doubled."""

from datetime import UTC, date, datetime

import pytest

from loa.activities.actions import (
    ActivityRefused,
    LinkRefused,
    count_months_anew,
    count_on_word,
    drop_link,
    months_counted,
    post_link,
    record_sent,
    take_back_activity,
)
from loa.activities.models import EVERY, Activity, CoverageTally, PostedLink
from loa.activities.tests.factories import LATER, entry, make_activity
from loa.activities.tests.test_closing import fresh, officer, standing_work
from loa.people.models import AuditEntry
from loa.plans.tests.factories import district
from loa.tasks.actions import accept
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import State
from loa.tasks.tests.at_once import at_once as all_at_once
from loa.tasks.tests.factories import make_units

# Threads see only what was committed.
pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)


def at_once(*deeds, table="people_unit"):
    return all_at_once(*deeds, table=table, refusals=(ActivityRefused, LinkRefused))


def send(told):
    return lambda: record_sent(told, by=None, at=LATER)


def counts_hold():
    return count_months_anew(months_counted()) == 0


def count_of(unit):
    return CoverageTally.objects.get(unit=unit, topic=EVERY, audience=EVERY).count


def test_two_entries_of_a_unit_at_once_close_its_work_once():
    (owed,), _ = standing_work(minimum=2)
    first, second = entry(owed.unit), entry(owed.unit, on=date(2024, 3, 14))
    at_once(send(first), send(second))
    assert (fresh(owed).state, fresh(owed).submitted_on) == (State.ACCEPTED, date(2024, 3, 14))
    assert owed.steps.filter(state=State.SUBMITTED).count() == 1
    assert AuditEntry.objects.filter(action="tasks.report_from_ledger").count() == 1
    assert (count_of(owed.unit), count_of(district()), counts_hold()) == (2, 2, True)
    assert count_anew(owed.task.version) == 0


def test_units_below_one_district_count_for_it_without_waiting_for_ever():
    units = [*make_units(4), district()]
    at_once(*(send(entry(unit, topics=("procedures", "indices"))) for unit in units))
    assert (count_of(district()), counts_hold()) == (5, True)


def test_the_same_thing_told_twice_at_once_is_one_row():
    (unit,) = make_units(1)
    first, second = at_once(*(send(entry(unit, ref="newsroom.output:7")),) * 2)
    assert first == second == Activity.objects.get()
    assert (count_of(unit), counts_hold()) == (1, True)


def test_a_row_taken_back_twice_at_once_is_taken_back_once():
    (unit,) = make_units(1)
    row, both = make_activity(unit), [officer(unit, name=name) for name in ("mot", "hai")]
    found = at_once(*(lambda by=by: take_back_activity(activity=row, reason="Trùng", by=by, at=LATER) for by in both))
    (refused,) = [one for one in found if isinstance(one, ActivityRefused)]
    assert "đã được đảo" in str(refused)
    assert (Activity.objects.count(), count_of(unit), counts_hold()) == (2, 0, True)


def test_of_an_entry_and_taking_back_another_at_once_the_work_stands_as_the_ledger_does():
    (owed,), _ = standing_work(minimum=2)
    row, who = make_activity(owed.unit), officer(owed.unit)
    told = entry(owed.unit, on=date(2024, 3, 14))
    at_once(send(told), lambda: take_back_activity(activity=row, reason="Nhầm", by=who, at=LATER))
    assert Activity.objects.standing().count() == 1
    assert fresh(owed).state in {State.NOT_STARTED, State.RETURNED}
    assert (counts_hold(), count_anew(owed.task.version)) == (True, 0)


def test_of_an_acceptance_and_what_closes_from_the_ledger_at_once_neither_waits_for_ever():
    (owed, other), lead = standing_work(units=2)
    make_activity(other.unit, grade="b")  # waits for the lead
    seen = {other.pk: fresh(other).revision}
    at_once(
        send(entry(owed.unit)),
        lambda: accept(seen=seen, by=lead, at=AT),
        table="tasks_obligation",
    )
    assert [fresh(one).state for one in (owed, other)] == [State.ACCEPTED] * 2
    assert count_anew(owed.task.version) == 0


def posted(unit, by):
    told = entry(unit)
    return post_link(
        unit=unit, url="https://example.gov.vn/tin", title=told.title, on=told.on, channel=told.channel,
        form=told.form, topics=told.topics, by=by, at=AT,
    )  # fmt: skip


def test_an_address_given_twice_at_once_is_one_link():
    (unit,) = make_units(1)
    both = [officer(unit, name=name) for name in ("mot", "hai")]
    found = at_once(*(lambda by=by: posted(unit, by) for by in both), table="activities_postedlink")
    (refused,) = [one for one in found if isinstance(one, LinkRefused)]
    assert "đã được ghi trước đó" in str(refused)
    assert PostedLink.objects.count() == 1


def test_a_link_that_one_counts_while_another_leaves_it_out_is_settled_once():
    (unit,) = make_units(1)
    one, other = (officer(unit, name=name) for name in ("mot", "hai"))
    link = posted(unit, one)
    found = at_once(
        lambda: count_on_word(link=link, reason="Trang đòi đăng nhập", by=one, at=AT),
        lambda: drop_link(link=link, by=other, at=AT),
        table="activities_postedlink",
    )
    (refused,) = [answer for answer in found if isinstance(answer, LinkRefused)]
    assert "đã được giải quyết" in str(refused)
    link.refresh_from_db()
    assert (Activity.objects.count() == 1) == (link.state == "on_word")
