"""What each unit will get: the founding plan's numbers, and every rule about who owes what for which period."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from loa.people.choices import UnitKind
from loa.people.models import Unit, UnitVersion
from loa.people.tests.test_units import EXAMPLES
from loa.plans.actions import import_plan
from loa.plans.models import PeriodRule, Plan, Review
from loa.tasks.models import Obligation, Task
from loa.tasks.queries.distribution import distribution
from loa.tasks.tests.factories import make_review

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 15)
COMMUNES, HOME_AFFAIRS, CONCERNED = "UBND các xã, thị trấn", "Phòng Nội vụ", "Các cơ quan, đơn vị có liên quan"


def bring_in():
    """Store the founding plan with all its units, every finding answered."""
    call_command("load_units", EXAMPLES)
    data = (EXAMPLES / "ke-hoach.txt").read_bytes()
    owner = Unit.objects.get(key="huyen-vinh-linh")
    version = import_plan(data=data, name="ke-hoach.txt", owner=owner, by=None, at=AT)
    review = Review.objects.get(version=version)
    review.answers.update(answer="understood", text="Đã xem.")
    return review


@pytest.fixture(scope="module", autouse=True)
def founding(once_for_the_file):
    return once_for_the_file(bring_in).pk


@pytest.fixture
def review(founding):
    return Review.objects.get(pk=founding)


def planned(review, on=TODAY):
    return distribution(Review.objects.get(pk=review.pk), on)


def change(review, **fields):
    Review.objects.filter(pk=review.pk).update(**fields)


def of_rows(plan):
    return sum(len(task.debtors) * task.for_each for task in plan.tasks if task.reviewed.origin == "line")


def days(task):
    return [(period.code, period.due) for period in task.periods]


def load_of(plan, name):
    return next(load for load in plan.loads if load.name == name)


# --- the founding plan ----------------------------------------------------------------
@pytest.mark.parametrize(("rhythm", "rows", "commune"), [("quy", 310, 15), ("thang", 798, 39), ("6-thang", 188, 9)])
def test_the_founding_plan_with_all_its_periods(review, rhythm, rows, commune):
    """310 by quarter, 798 by month, 39 for a commune by month: the figures people judged the rhythm by."""
    change(review, earlier_periods=True, rhythm=PeriodRule.objects.get(code=rhythm))
    plan = planned(review)
    assert of_rows(plan) == rows
    report = plan.tasks[-1]
    assert (report.reviewed.origin, len(report.debtors)) == ("report", 32)
    assert plan.obligations == rows + 32
    # Rows and the report together: the report adds one.
    assert load_of(plan, "UBND xã Vĩnh Ô").total == commune + 1


def test_what_it_would_be_by_other_rhythms_stands_beside(review):
    change(review, earlier_periods=True)
    found = [(one.words, one.obligations, one.most, one.chosen) for one in planned(review).rhythms]
    assert found == [
        ("hằng tháng", 830, 40, False),
        ("hằng quý", 342, 16, True),
        ("6 tháng một lần", 220, 10, False),
        ("mỗi năm một lần", 159, 7, False),
    ]


def test_a_plan_may_cut_its_year_itself(review):
    """Three campaigns in a year: standing work is owed for each, and the choice stands among the others."""
    own = PeriodRule.objects.create(code="dot", name="theo đợt", months=0, opens="01/01; 15/04; 01/09")
    change(review, rhythm=own, earlier_periods=True)
    plan = planned(review)
    assert days(plan.tasks[2]) == [
        ("2024-01-01-0414", date(2024, 4, 14)),
        ("2024-04-15-0831", date(2024, 8, 31)),
        ("2024-09-01-1231", date(2024, 12, 31)),
    ]
    assert [(one.words, one.chosen) for one in plan.rhythms][3:] == [("mỗi năm một lần", False), ("theo đợt", True)]
    assert plan.rhythms[2].obligations < plan.rhythms[4].obligations < plan.rhythms[1].obligations


def test_periods_begin_in_the_month_of_the_confirmation(review):
    assert [code for code, _ in days(planned(review).tasks[2])] == ["2024-q1", "2024-q2", "2024-q3", "2024-q4"]
    assert [code for code, _ in days(planned(review, date(2024, 4, 1)).tasks[2])] == ["2024-q2", "2024-q3", "2024-q4"]
    change(review, earlier_periods=True)
    assert len(planned(review, date(2024, 12, 1)).tasks[2].periods) == 4
    assert days(planned(review).tasks[2])[0] == ("2024-q1", date(2024, 3, 31))


def test_the_most_loaded_unit_comes_first(review):
    totals = [load.total for load in planned(review).loads]
    assert totals == sorted(totals, reverse=True)
    assert len(totals) == 33
    communes = [load for load in planned(review).loads if load.name.startswith(("UBND xã", "UBND thị trấn"))]
    assert {(load.once, load.periodic, load.awaiting) for load in communes} == {(4, 12, 0)}
    assert len(communes) == 18


def test_nobody_reports_to_itself(review):
    report = planned(review).tasks[-1]
    home_affairs = Unit.objects.get(key="vinh-linh-noi-vu").pk
    assert report.receivers == (home_affairs,)
    assert home_affairs not in report.debtors
    assert report.due_on == date(2024, 11, 19)


def test_who_receives_supplies_nothing_to_itself(review):
    duty = review.tasks.filter(origin="duty", title__contains="cung cấp các tin tức").get()
    review.tasks.filter(pk=duty.pk).update(included=True)
    [task] = [one for one in planned(review).tasks if one.reviewed.origin == "duty"]
    newsroom = {Unit.objects.get(key=key).pk for key in ("vinh-linh-van-hoa", "vinh-linh-trung-tam-van-hoa")}
    assert set(task.receivers) == newsroom
    assert newsroom.isdisjoint(task.debtors)
    assert (len(task.debtors), [one.code for one in task.periods][-1]) == (31, "2024-q4")
    # A row of the table is its own work, whoever else gets what comes of it.
    review.tasks.filter(pk=task.reviewed.pk).update(included=False)
    owed = planned(review).tasks[0].debtors
    row = review.tasks.get(pk=planned(review).tasks[0].reviewed.pk)
    review.tasks.filter(pk=row.pk).update(receivers=row.leads)
    assert planned(review).tasks[0].debtors == owed == planned(review).tasks[0].receivers


def test_the_named_day_counts_where_the_plan_says_so(review):
    change(review, named_day_is_late=False)
    plan = planned(review)
    assert (plan.tasks[-1].due_on, plan.tasks[1].due_on) == (date(2024, 11, 20), date(2024, 12, 15))


def test_a_duty_comes_in_once_it_is_ticked_and_keeps_its_own_rhythm(review):
    before = planned(review).obligations
    duty = review.tasks.filter(origin="duty", title__startswith="Ban hành Quy chế").get()
    review.tasks.filter(pk=duty.pk).update(included=True)
    plan = planned(review)
    [task] = [one for one in plan.tasks if one.reviewed.origin == "duty"]
    assert (len(task.debtors), days(task)) == (33, [("2024", date(2024, 12, 31))])
    assert plan.obligations == before + 33
    assert plan.rhythms[0].obligations - plan.rhythms[1].obligations == 61 * 6  # only rows follow the plan's rhythm


def test_nothing_is_written(review, django_assert_num_queries):
    planned(review)
    assert (Task.objects.count(), Obligation.objects.count()) == (0, 0)


# --- who owes ----------------------------------------------------------------
def test_an_open_set_and_an_invited_body_owe_nothing(review):
    front = Unit.objects.get(key="vinh-linh-mat-tran")
    review.bindings.filter(name="Phòng Tư pháp").update(target="outside", unit=None)
    plan = planned(review)
    assert plan.open_sets == (CONCERNED,)
    assert plan.invited == ("Phòng Tư pháp",)
    assert {front.pk} & {unit for task in plan.tasks for unit in task.debtors} == set()
    assert [load for load in plan.loads if load.name == "Phòng Tư pháp" and load.total > 1] == []
    # The document lets it lead; an outside body is invited all the same.
    parts = {party.part for task in plan.tasks for party in task.parties if party.name == "Phòng Tư pháp"}
    assert parts == {"partner"}


def test_a_unit_named_twice_owes_once(review):
    once = planned(review).obligations
    review.tasks.filter(position=0).update(
        leads=[HOME_AFFAIRS, COMMUNES, HOME_AFFAIRS, "Chủ tịch UBND các xã, thị trấn"]
    )
    assert planned(review).obligations == once


def test_what_waits_for_an_event_has_no_day(review):
    review.tasks.filter(position=3).update(
        schedule="awaiting", waits_for="Công bố Chỉ số CCHC", due_on=date(2024, 3, 31)
    )
    plan = planned(review)
    [task] = plan.awaiting
    assert (task.due_on, task.state, task.for_each, len(task.debtors)) == (None, "awaiting_event", 1, 20)
    assert load_of(plan, "UBND xã Vĩnh Ô").awaiting == 1


def test_members_are_those_of_the_working_day(review):
    UnitVersion.objects.filter(unit__key="vinh-o-cu").update(valid_until=date(2024, 3, 15))
    assert len(planned(review).tasks[0].debtors) == 18  # 17 communes and Phòng Nội vụ


def test_a_unit_that_ended_before_the_year_owes_nothing_and_is_said(review):
    UnitVersion.objects.filter(unit__key="vinh-linh-tu-phap").update(valid_until=date(2024, 1, 1))
    plan = planned(review)
    assert [load for load in plan.loads if "Tư pháp" in load.name] == []
    assert [one.message for one in plan.missing] == [
        "Phòng Tư pháp không hoạt động vào ngày 15/03/2024; chọn đơn vị khác cho “Phòng Tư pháp”."
    ]


def test_a_class_without_members_is_said(review):
    Unit.objects.filter(key__endswith="-cu", tier="commune").update(kind=UnitKind.SERVICE)
    plan = planned(review)
    assert "không có đơn vị nào vào ngày 15/03/2024" in plan.missing[0].message
    assert plan.obligations > 0


def test_a_task_that_nobody_leads_is_said(review):
    review.tasks.filter(position=0).update(leads=[])
    plan = planned(review)
    assert [one.message for one in plan.missing] == ["Nhiệm vụ 1 chưa có cơ quan chủ trì."]
    assert "1 nhiệm vụ không có đơn vị nào nhận việc." in plan.remarks


# --- days ----------------------------------------------------------------
def test_a_plan_of_a_past_year_has_no_period_left(review):
    plan = planned(review, date(2025, 2, 1))
    assert {len(task.periods) for task in plan.tasks} == {0}
    assert of_rows(plan) == 66
    assert "3 việc thường xuyên không còn kỳ nào trong năm kế hoạch nên không đơn vị nào nhận việc." in plan.remarks


def test_a_plan_of_next_year_begins_in_january(review):
    assert days(planned(review, date(2023, 12, 10)).tasks[2])[0][0] == "2024-q1"


def test_a_plan_without_a_year_runs_to_the_end_of_this_one(review):
    Plan.objects.update(year=None)
    assert [code for code, _ in days(planned(review).tasks[2])] == ["2024-q1", "2024-q2", "2024-q3", "2024-q4"]


def test_what_is_past_due_already_is_said(review):
    assert planned(review).remarks == ()
    assert planned(review, date(2024, 4, 2)).remarks == (
        "2 nhiệm vụ có hạn cuối trước hôm nay nên sẽ quá hạn ngay khi giao.",
    )


# --- fingerprint and cost ----------------------------------------------------------------
@pytest.mark.parametrize("rows", ["bindings", "tasks", "answers"])
def test_any_save_changes_the_fingerprint(review, rows):
    before = planned(review).fingerprint
    assert planned(review).fingerprint == before
    one = getattr(review, rows).last()
    type(one).objects.filter(pk=one.pk).update(revision=1)
    assert planned(review).fingerprint != before


def test_the_frame_and_the_units_are_in_the_fingerprint(review):
    before = planned(review).fingerprint
    change(review, revision=1)
    second = planned(review).fingerprint
    UnitVersion.objects.filter(unit__key="vinh-o-cu").update(valid_until=date(2024, 3, 1))
    assert len({before, second, planned(review).fingerprint}) == 3


@pytest.mark.parametrize(("tasks", "units"), [(1, 1), (8, 3), (24, 30)])
def test_the_cost_is_that_of_the_reviews_rows(tasks, units, django_assert_num_queries):
    review = Review.objects.select_related("version__plan__owner", "rhythm").get(
        pk=make_review(tasks=tasks, units=units).pk
    )
    with django_assert_num_queries(4):
        plan = distribution(review, TODAY)
    assert len(plan.tasks) == tasks
