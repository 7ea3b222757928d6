"""A plan at work for those who watch: tallies say what the rows say, strips, silent units, every number a list."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import State
from loa.tasks.models import Obligation, UnitTally
from loa.tasks.queries import Overview, UnitsAsked, UnitSort, plans_of_unit
from loa.tasks.queries.figures import Counted, counted_by, sums
from loa.tasks.queries.strips import Cell, month_heads
from loa.tasks.rules import is_silent
from loa.tasks.tests.factories import make_units, make_work, stand

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
TODAY = date(2024, 3, 15)


def watcher(unit, role=Role.LEADER, name="lanh-dao"):
    user = User.objects.create_user(name)
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def every_state(owed):
    """Spread states and days over obligations, some of each late, due today, soon, far and without a day."""
    days = [TODAY - timedelta(days=90), TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=14),
            TODAY + timedelta(days=15), None]  # fmt: skip
    for place, one in enumerate(owed):
        state, due_on = list(State)[place % 7], days[place % 6]
        handed_in = state in (State.SUBMITTED, State.ACCEPTED)
        Obligation.objects.filter(pk=one.pk).update(
            state=state,
            due_on=due_on,
            submitted_on=(due_on or TODAY) + timedelta(days=place % 3 - 1) if handed_in else None,
            opened_at=AT if place % 2 else None,
        )
    version = owed[0].task.version
    count_anew(version)
    return version


def seen_by(version, units=None):
    """Return an overview for the whole plan, or for some units of it."""
    every = frozenset(Obligation.objects.values_list("unit", flat=True))
    return Overview(version, units or every | {version.plan.owner_id}, TODAY)


def test_tallies_say_of_every_part_what_the_rows_say():
    owed = make_work(tasks=7, units=13)
    version = every_state(owed)
    from_rows = counted_by(Obligation.objects.filter(task__version=version), "task__version", TODAY)[version.pk]
    assert all(from_rows.values()), "the test shall meet every count"
    from_tallies = UnitTally.objects.aggregate(**sums(TODAY))
    assert {name[2:]: number for name, number in from_tallies.items()} == from_rows
    overview = seen_by(version)
    assert overview.total == Counted(**from_rows)
    by_task = counted_by(Obligation.objects.all(), "task", TODAY)
    assert {row.task.pk: row.counted for row in overview.tasks} == {pk: Counted(**row) for pk, row in by_task.items()}
    by_unit = counted_by(Obligation.objects.all(), "unit", TODAY)
    assert {row.unit_id: row.counted for row in overview.units()[1]} == {
        pk: Counted(**row) for pk, row in by_unit.items()
    }
    assert sum(row.counted.owed for row in overview.months) == overview.total.owed
    one = overview.total
    assert one.sent + one.late + one.doing + one.not_begun + one.awaiting == one.owed


def test_who_sees_some_units_sees_their_share_alone():
    owed = make_work(tasks=3, units=5)
    version = every_state(owed)
    mine = {owed[0].unit_id, owed[1].unit_id}
    share = seen_by(version, mine)
    expected = counted_by(Obligation.objects.filter(unit__in=mine), "task__version", TODAY)[version.pk]
    assert share.total == Counted(**expected)
    assert {row.unit_id for row in share.units()[1]} == mine
    assert share.silent == sum(row.silent for row in share.units()[1])


def test_a_month_says_what_is_most_pressing_in_it():
    def kind(**counts):
        return Cell(month="2024-03", short="3", counted=Counted(**counts)).kind

    assert kind() == ""
    assert kind(owed=10, late=1, soon=2) == "late-1"
    assert kind(owed=10, late=5) == "late-2"
    assert kind(owed=10, late=10) == "late-3"
    assert kind(owed=3, sent=1, soon=2) == "near"
    assert kind(owed=3, sent=1, not_begun=2) == "open"
    assert kind(owed=3, sent=1, awaiting=2) == "wait"
    assert kind(owed=3, sent=3, accepted=2) == "sent"
    assert kind(owed=3, sent=3, accepted=3) == "done"


def test_columns_run_from_the_first_month_to_the_last():
    heads = month_heads(["2024-11", "khong", "2025-01", "2024-11"])
    assert [head.code for head in heads] == ["2024-11", "2024-12", "2025-01", "khong"]
    assert [head.short for head in heads] == ["11/24", "12/24", "1/25", "–"]
    assert [head.short for head in month_heads(["2024-02", "2024-03"])] == ["2", "3"]
    assert month_heads([]) == ()


def test_silent_is_who_answered_nothing_of_what_fell_due_lately():
    assert is_silent(1, 0)
    assert not is_silent(1, 1)
    assert not is_silent(0, 0)
    owed = make_work(units=5)
    lately, long_ago = TODAY - timedelta(days=1), TODAY - timedelta(days=61)
    stand(owed[0], due_on=lately)
    stand(owed[1], due_on=lately, state=State.IN_PROGRESS)
    stand(owed[2], due_on=long_ago)
    stand(owed[3], due_on=TODAY)
    stand(owed[4], due_on=TODAY - timedelta(days=60))
    overview = seen_by(owed[0].task.version)
    assert overview.silent == 2
    assert {row.unit_id for row in overview.units(UnitsAsked(only_silent=True))[1]} == {
        owed[0].unit_id,
        owed[4].unit_id,
    }


def test_units_in_the_order_asked_for_and_by_name():
    owed = make_work(tasks=2, units=3)
    for one in owed[:2]:
        stand(one, due_on=TODAY - timedelta(days=3))
    stand(owed[3], state=State.SUBMITTED, submitted_on=TODAY)
    stand(owed[2], opened_at=AT)
    overview = seen_by(owed[0].task.version)
    units = [one.unit_id for one in owed[:3]]

    def order(**asked):
        return [units.index(row.unit_id) for row in overview.units(UnitsAsked(**asked))[1]]

    assert order() == [0, 1, 2]
    assert order(sort=UnitSort.NAME) == [0, 1, 2]
    assert order(sort=UnitSort.SENT) == [1, 2, 0]
    assert order(sort=UnitSort.UNOPENED) == [1, 0, 2]
    assert order(named="mau 3") == [2]
    assert order(named="không có") == []


@pytest.mark.parametrize("name", ["plan", "plan_units", "plan_months", "plan_numbers"])
def test_every_number_opens_its_list(client, name):
    """Each link of a page leads to a list whose heading counts what the link said."""
    owed = make_work(tasks=3, units=4)
    version = every_state(owed)
    client.force_login(watcher(version.plan.owner))
    address = reverse(f"desk:{name}", args=[version.plan.slug])
    page = client.get(address).text
    links = set(re.findall(r'href="((?:\.\./)?dau-viec/[^"]*)"[^>]*>(\d+)</a>', page))
    assert links or name == "plan_numbers"
    base = reverse("desk:plan", args=[version.plan.slug])
    for link, number in links:
        found = client.get(base + link.removeprefix("../").replace("&amp;", "&")).text
        heading = re.search(r"<h1[^>]*>(\d+) đầu việc", found)
        cell_of_month = "thang=" in link and "trang-thai" not in link
        assert heading, link
        assert int(heading[1]) >= int(number) if cell_of_month else heading[1] == number, link


@pytest.mark.parametrize(("name", "statements"), [("plan", 15), ("plan_units", 14), ("plan_months", 10),
                                                  ("plan_numbers", 11)])  # fmt: skip
@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_and_three(client, django_assert_num_queries, name, statements, rows):
    version = make_work(tasks=rows, units=rows, periods=rows)[0].task.version
    client.force_login(watcher(version.plan.owner))
    with django_assert_num_queries(statements):
        assert client.get(reverse(f"desk:{name}", args=[version.plan.slug])).status_code == 200


def test_strange_words_in_the_address_are_passed_over(client):
    version = make_work(units=2)[0].task.version
    client.force_login(watcher(version.plan.owner))
    address = reverse("desk:plan_units", args=[version.plan.slug])
    for query in ("?xep=xyz", "?trang=abc", "?trang=99999", "?tim=" + "x" * 5000, "?im-lang=%00", "?tim=%00"):
        assert client.get(address + query).status_code == 200, query


def test_nobody_without_a_share_sees_the_pages(client):
    owed = make_work()
    other = make_units(2)[1]
    client.force_login(watcher(other))
    for name in ("plan", "plan_units", "plan_months", "plan_numbers"):
        assert client.get(reverse(f"desk:{name}", args=[owed[0].task.version.plan.slug])).status_code == 404
    assert client.get(reverse("desk:unit", args=[owed[0].unit_id])).status_code == 404
    assert client.get(reverse("desk:unit", args=[other.pk])).status_code == 200
    assert client.get(reverse("desk:unit", args=[10_000])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_units_page_shows_what_it_owes_month_by_month(client, django_assert_num_queries, rows):
    owed = make_work(tasks=rows, units=1, periods=rows)
    client.force_login(watcher(owed[0].task.version.plan.owner))
    with django_assert_num_queries(14):
        page = client.get(reverse("desk:unit", args=[owed[0].unit_id])).text
    for one in owed:
        assert f'href="../../{one.pk}/"' in page


def test_a_units_page_leaves_out_what_does_not_apply_and_old_plans():
    owed = make_work(tasks=2)
    stand(owed[1], state=State.NOT_APPLICABLE)
    unit = owed[0].unit_id
    (plan,) = plans_of_unit(unit, TODAY)
    assert [row.task for row in plan.tasks] == [owed[0].task]
    assert plan.counted.owed == 1
    assert plans_of_unit(unit, TODAY.replace(year=2026)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_a_leader_begins_with_the_plans_the_unit_leads(client, django_assert_num_queries, rows):
    owed = make_work(tasks=rows, units=rows)
    for one in owed:
        stand(one, due_on=TODAY - timedelta(days=1))
    plan = owed[0].task.version.plan
    client.force_login(watcher(plan.owner))
    with django_assert_num_queries(9):
        page = client.get(reverse("desk:work")).text
    assert reverse("desk:plan", args=[plan.slug]) in page
    assert f"{rows * rows} quá hạn</a>" in page
    client.force_login(watcher(owed[0].unit, name="lanh-dao-xa"))
    assert "Kế hoạch đơn vị chủ trì" not in client.get(reverse("desk:work")).text
