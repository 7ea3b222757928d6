"""Standing work closes by itself from the ledger, and comes back when the ledger no longer shows it."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from loa.activities.actions import (
    TargetRefused,
    end_ledger_rule,
    enter_activity,
    record_sent,
    set_ledger_rule,
    take_back_activity,
)
from loa.activities.models import Channel, Form, LedgerRule, Topic
from loa.activities.rules import (
    COUNTED_FORMS,
    COUNTED_PEOPLE,
    Counted,
    Enough,
    Fit,
    counted,
    enough,
    fits,
    holds,
    suggested,
)
from loa.activities.tests.factories import LATER, entry, make_activity
from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.plans.models import PeriodRule, PlanVersion
from loa.plans.rules.indicators import KINDS
from loa.plans.tests.factories import make_plan
from loa.tasks.actions import Link, accept, hand_in, lock_period
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import EvidenceKind, Grade, State
from loa.tasks.models import Figure, Indicator, Obligation, Step, Task
from loa.tasks.queries import find_obligation, obligation_sheet
from loa.tasks.tests.factories import make_work, stand

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)


def officer(unit, role=Role.FOCAL, name="can-bo"):
    user = User.objects.create_user(name, home_unit=unit)
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    return user


def standing_work(*, minimum=1, forms=("news-item", "article"), units=1):
    """Store standing work of communes and the rule by which the ledger does it; return what is owed of quarter I."""
    owed = make_work(periods=4, units=units)
    task = owed[0].task
    Task.objects.filter(pk=task.pk).update(rhythm=PeriodRule.objects.get(code="quy"))
    task.refresh_from_db()
    lead = officer(task.version.plan.owner, name="chu-tri")
    set_ledger_rule(task=task, forms=Form.objects.filter(code__in=forms), minimum=minimum, by=lead, at=AT)
    return [one for one in owed if one.period == "2024-q1"], lead


def fresh(owed):
    return Obligation.objects.get(pk=owed.pk)


def test_what_the_system_saw_is_accepted_on_the_day_it_was_done():
    (owed,), _ = standing_work()
    row = make_activity(owed.unit)
    stood = fresh(owed)
    assert (stood.state, stood.submitted_on) == (State.ACCEPTED, date(2024, 3, 12))
    assert list(row.tasks.values_list("pk", flat=True)) == [owed.task_id]
    step = owed.steps.get(state=State.SUBMITTED)
    assert step.by is None
    evidence = step.evidence.get()
    assert (evidence.kind, evidence.name) == (EvidenceKind.RECORD, row.title)
    assert evidence.url == row.get_absolute_url()
    assert obligation_sheet(find_obligation(owed.pk), date(2024, 3, 15)).grade == Grade.SYSTEM
    assert count_anew(owed.task.version) == 0, "the tallies of the plan moved with it"


def test_a_unit_s_own_word_hands_in_and_never_accepts_itself():
    (owed,), _ = standing_work()
    enter_activity(entry=entry(owed.unit), by=officer(owed.unit), at=AT)
    assert fresh(owed).state == State.SUBMITTED


def test_it_waits_until_there_are_enough_and_says_the_number():
    (owed,), _ = standing_work(minimum=2)
    Indicator.objects.create(task=owed.task, position=0, name="Tin, bài, phóng sự đã đăng, phát", counted_in="tin, bài")
    make_activity(owed.unit, on=date(2024, 2, 1))
    assert fresh(owed).state == State.NOT_STARTED
    make_activity(owed.unit, on=date(2024, 1, 20))
    assert (fresh(owed).state, fresh(owed).submitted_on) == (State.ACCEPTED, date(2024, 2, 1))
    assert [figure.value for figure in owed.steps.get(state=State.SUBMITTED).figures.all()] == [2]


@pytest.mark.parametrize(
    "fields", [{"form": "panel", "channel": "visual"}, {"on": date(2024, 4, 1)}, {"on": date(2023, 12, 31)}]
)
def test_what_is_of_another_kind_or_another_period_does_not_do_it(fields):
    (owed,), _ = standing_work()
    make_activity(owed.unit, **fields)
    assert fresh(owed).state == State.NOT_STARTED


def test_another_units_activity_does_not_do_it():
    (owed, other), _ = standing_work(units=2)
    make_activity(other.unit)
    assert (fresh(owed).state, fresh(other).state) == (State.NOT_STARTED, State.ACCEPTED)


def test_one_activity_serves_two_plans_and_counts_once():
    (owed,), lead = standing_work()
    other = make_plan(tasks=1, slug="khac", title="Kế hoạch khác", owner=owed.task.version.plan.owner)
    second = make_work(periods=4, version=other)
    task = second[0].task
    Task.objects.filter(pk=task.pk).update(rhythm=PeriodRule.objects.get(code="quy"))
    task.refresh_from_db()
    set_ledger_rule(task=task, topics=Topic.objects.filter(code="procedures"), by=lead, at=AT)
    row = make_activity(owed.unit)
    assert row.tasks.count() == 2
    assert [fresh(one).state for one in (owed, second[0])] == [State.ACCEPTED] * 2


def test_a_closed_period_is_left_as_it_stands():
    (owed,), lead = standing_work()
    lock_period(version=owed.task.version, period="2024-q1", by=lead, at=datetime(2024, 4, 20, tzinfo=UTC))
    make_activity(owed.unit)
    assert fresh(owed).state == State.NOT_STARTED


def test_what_a_person_gave_back_is_left_to_people():
    (owed,), lead = standing_work()
    stand(owed, state=State.RETURNED)
    Step.objects.create(obligation=owed, at=AT, by=lead, state=State.RETURNED, note="Thiếu ảnh")
    make_activity(owed.unit)
    assert fresh(owed).state == State.RETURNED


def test_taken_back_the_work_goes_back_to_its_unit_with_the_reason():
    (owed,), _ = standing_work()
    row = make_activity(owed.unit)
    take_back_activity(activity=row, reason="Đăng nhầm trang", by=officer(owed.unit), at=LATER)
    assert fresh(owed).state == State.RETURNED
    assert "Đăng nhầm trang" in owed.steps.order_by("-at", "-pk").first().note
    assert count_anew(owed.task.version) == 0
    make_activity(owed.unit)
    assert fresh(owed).state == State.ACCEPTED, "the next one does it again"


def test_the_number_follows_the_ledger_until_somebody_decides_or_closes_the_period():
    (owed,), lead = standing_work()
    Indicator.objects.create(task=owed.task, position=0, name="Tin, bài, phóng sự đã đăng, phát", counted_in="tin, bài")
    who = officer(owed.unit)

    def number():
        return Figure.objects.get(step__obligation=owed, counts=True).value

    first = make_activity(owed.unit)
    make_activity(owed.unit, on=date(2024, 3, 20))
    enter_activity(entry=entry(owed.unit), by=who, at=AT)
    assert (number(), owed.steps.count()) == (3, 2), "no step for each of them"
    take_back_activity(activity=first, reason="Trùng", by=who, at=LATER)
    assert (number(), fresh(owed).state) == (2, State.ACCEPTED)
    lock_period(version=owed.task.version, period="2024-q1", by=lead, at=datetime(2024, 4, 20, tzinfo=UTC))
    make_activity(owed.unit)
    assert number() == 2


def test_what_was_taken_on_word_is_accepted_once_the_system_sees_it():
    (owed,), _ = standing_work()
    enter_activity(entry=entry(owed.unit), by=officer(owed.unit), at=AT)
    make_activity(owed.unit, on=date(2024, 3, 20))
    assert fresh(owed).state == State.ACCEPTED
    assert count_anew(owed.task.version) == 0


def test_what_the_system_saw_is_taken_back_and_words_are_left_the_lead_decides():
    (owed,), _ = standing_work()
    row, who = make_activity(owed.unit), officer(owed.unit)
    enter_activity(entry=entry(owed.unit), by=who, at=AT)
    take_back_activity(activity=row, reason="Trang không còn", by=who, at=LATER)
    assert fresh(owed).state == State.SUBMITTED
    assert owed.steps.order_by("at", "pk").last().undoes
    assert count_anew(owed.task.version) == 0


def test_a_unit_s_own_word_is_shown_as_its_word_and_counts_from_when_it_was_given():
    (owed,), _ = standing_work()
    enter_activity(entry=entry(owed.unit), by=officer(owed.unit), at=AT)
    stood = fresh(owed)
    assert stood.submitted_on == date(2024, 3, 15), "not the earlier day that it tells of"
    assert owed.steps.get().evidence.get().kind == EvidenceKind.ENTRY
    assert obligation_sheet(find_obligation(owed.pk), date(2024, 3, 15)).grade == Grade.WORD


def test_a_link_makes_it_a_record_and_still_waits_for_the_lead():
    (owed,), _ = standing_work()
    link = Link(url="https://vidu.example/tin", title="Tin")
    enter_activity(entry=entry(owed.unit), links=[link], by=officer(owed.unit), at=AT)
    assert (fresh(owed).state, owed.steps.get().evidence.get().kind) == (State.SUBMITTED, EvidenceKind.SHOWN)


@pytest.mark.parametrize("which", ["head_approves", "any_one"])
def test_where_a_person_is_asked_first_it_waits(which):
    (owed,), _ = standing_work()
    Task.objects.update(**{which: True})
    make_activity(owed.unit)
    assert fresh(owed).state == State.SUBMITTED


def test_what_the_lead_accepted_is_the_lead_s_to_take_back():
    (owed,), lead = standing_work()
    who = officer(owed.unit)
    row = enter_activity(entry=entry(owed.unit), by=who, at=AT)
    accept(seen={owed.pk: fresh(owed).revision}, by=lead, at=AT)
    take_back_activity(activity=row, reason="Nhầm", by=who, at=LATER)
    assert fresh(owed).state == State.ACCEPTED


def test_what_a_person_handed_in_is_not_given_back_by_the_ledger_whatever_the_system_said_since():
    (owed,), _ = standing_work()
    who = officer(owed.unit)
    hand_in(obligation=find_obligation(owed.pk), note="Đã đăng", revision=0, by=who, at=AT)
    Step.objects.create(obligation=owed, at=AT, state=State.SUBMITTED, note="Tệp có mã độc")  # as the scanner tells
    take_back_activity(activity=make_activity(owed.unit), reason="Nhầm", by=who, at=LATER)
    assert fresh(owed).state == State.SUBMITTED


def test_a_closed_period_is_not_given_back_either():
    (owed,), lead = standing_work()
    row = make_activity(owed.unit)
    lock_period(version=owed.task.version, period="2024-q1", by=lead, at=datetime(2024, 4, 20, tzinfo=UTC))
    take_back_activity(activity=row, reason="Nhầm", by=officer(owed.unit), at=LATER)
    assert fresh(owed).state == State.ACCEPTED


def test_a_statutory_quarter_that_opens_in_december_is_done_in_december():
    (owed,), _ = standing_work()
    rhythm = PeriodRule.objects.filter(months=3, first_day__gt=1).first()
    Task.objects.update(rhythm=rhythm)
    stand(owed, period=f"2024-q1-{rhythm.first_day}", starts_on=date(2023, 12, rhythm.first_day))
    make_activity(owed.unit, on=date(2023, 12, 20))
    assert fresh(owed).state == State.ACCEPTED


def test_what_somebody_says_it_serves_is_listed_and_does_the_work_only_where_the_rule_takes_it():
    (owed,), _ = standing_work(forms=("article",))
    row = make_activity(owed.unit, tasks=(owed.task,))
    assert (row.tasks.count(), fresh(owed).state) == (1, State.NOT_STARTED)
    make_activity(owed.unit, form="article")
    assert fresh(owed).state == State.ACCEPTED
    assert owed.steps.get(state=State.SUBMITTED).evidence.count() == 1


def test_given_back_by_the_system_it_counts_as_a_return():
    (owed,), _ = standing_work()
    take_back_activity(activity=make_activity(owed.unit), reason="Nhầm", by=officer(owed.unit), at=LATER)
    assert (fresh(owed).state, fresh(owed).returns) == (State.RETURNED, 1)


def test_taken_back_it_stays_done_where_there_is_still_enough():
    (owed,), _ = standing_work()
    row, _ = make_activity(owed.unit), make_activity(owed.unit)
    take_back_activity(activity=row, reason="Trùng", by=officer(owed.unit), at=AT)
    assert fresh(owed).state == State.ACCEPTED


def test_a_rule_that_ended_does_nothing_more():
    (owed,), lead = standing_work()
    end_ledger_rule(rule=LedgerRule.objects.get(), by=lead, at=AT)
    assert make_activity(owed.unit).tasks.count() == 0
    assert fresh(owed).state == State.NOT_STARTED


def test_only_the_lead_says_what_does_the_work_and_only_of_standing_work():
    (owed,), lead = standing_work()
    with pytest.raises(PermissionDenied):
        set_ledger_rule(task=owed.task, forms=Form.objects.all()[:1], by=officer(owed.unit), at=AT)
    with pytest.raises(TargetRefused, match="ít nhất một"):
        set_ledger_rule(task=owed.task, by=lead, at=AT)
    Task.objects.filter(pk=owed.task_id).update(rhythm=None)
    with pytest.raises(TargetRefused, match="thường xuyên"):
        set_ledger_rule(task=Task.objects.get(pk=owed.task_id), forms=Form.objects.all()[:1], by=lead, at=AT)
    assert PlanVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("grades", "minimum", "found"),
    [
        ("", 1, None),
        ("c", 1, Enough(proved=False, on=date(2024, 1, 1))),
        ("ca", 1, Enough(proved=True, on=date(2024, 1, 2))),
        ("cab", 2, Enough(proved=False, on=date(2024, 1, 2))),
        ("caba", 2, Enough(proved=True, on=date(2024, 1, 4))),
        ("ab", 3, None),
    ],
)
def test_what_is_enough(grades, minimum, found):
    proofs = [Counted(on=date(2024, 1, day), grade=grade) for day, grade in enumerate(grades, 1)]
    assert enough(proofs, minimum) == found
    assert enough(reversed(proofs), minimum) == found


def test_a_rule_is_guessed_from_the_words_of_a_task():
    news = suggested("Cập nhật các tin, bài về tình hình thực hiện", ["Tin", "bài", "phóng sự"])
    assert news.forms == {"news-item", "article", "reportage"}
    assert suggested("Tuyên truyền kết quả Chỉ số CCHC", []).topics == {"indices"}
    assert suggested("Xây dựng Kế hoạch", ["Kế hoạch"]) == suggested("", [])


def test_what_is_counted_are_indicators_and_forms_that_there_are():
    assert {*COUNTED_FORMS, *COUNTED_PEOPLE} <= {kind.name for kind in KINDS}
    assert set().union(*COUNTED_FORMS.values()) <= set(Form.objects.values_list("code", flat=True))
    suggestions = [suggested(kind.name, [kind.counted_in]) for kind in KINDS]
    assert set().union(*(one.forms for one in suggestions)) <= set(Form.objects.values_list("code", flat=True))
    assert set().union(*(one.topics for one in suggestions)) <= set(Topic.objects.values_list("code", flat=True))


def test_an_indicator_counts_its_forms_or_the_people_reached():
    rows = [
        Counted(on=date(2024, 1, day), grade="c", form=form, reach=day)
        for day, form in enumerate(["article", "training", "reportage"], 1)
    ]
    assert counted(rows, "Tin, bài, phóng sự đã đăng, phát") == 2
    assert counted(rows, "Người dự") == 6
    assert counted(rows, "Bài dự thi") is None


@pytest.mark.parametrize(
    ("last_days", "on", "found"),
    [
        ((None, None), date(2024, 1, 1), (0, date(2024, 3, 31))),
        ((None, None), date(2024, 3, 31), (0, date(2024, 3, 31))),
        ((None, None), date(2024, 4, 1), (1, date(2024, 4, 1))),
        ((None, None), date(2024, 4, 2), None),
        ((None, date(2024, 6, 30)), date(2024, 6, 30), (1, date(2024, 6, 30))),
        ((date(2024, 3, 14), None), date(2024, 3, 20), None),
        ((None, None), date(2023, 12, 31), None),
    ],
)
def test_which_period_holds_a_day(last_days, on, found):
    starts = (date(2024, 1, 1), date(2024, 4, 1))
    assert holds(list(zip(starts, last_days, strict=True)), on) == found


@pytest.mark.parametrize(
    ("rule", "fields", "taken"),
    [
        ({"topics": ["procedures"]}, {"topics": ("law", "procedures")}, True),
        ({"topics": ["procedures"]}, {"topics": ("law",)}, False),
        ({"channels": ["website"], "forms": ["article"]}, {"form": "article"}, True),
        ({"channels": ["website"], "forms": ["article"]}, {}, False),
        ({"channels": ["social"], "forms": ["news-item"]}, {}, False),
    ],
)
def test_a_rule_takes_what_is_one_of_its_words_on_every_axis_that_names_any(rule, fields, taken):
    (owed,), lead = standing_work()
    words = {"topics": Topic, "forms": Form, "channels": Channel}
    named = {axis: words[axis].objects.filter(code__in=codes) for axis, codes in rule.items()}
    set_ledger_rule(task=owed.task, **named, by=lead, at=AT)
    fit = Fit(**{axis: frozenset(codes) for axis, codes in rule.items()})
    told = {"topics": ("procedures",), "form": "news-item", "channel": "website", **fields}
    assert fits(fit, **told) is taken
    assert make_activity(owed.unit, **fields).tasks.exists() is taken
    assert fresh(owed).state == (State.ACCEPTED if taken else State.NOT_STARTED)


def test_recording_takes_as_many_statements_whatever_was_recorded_before(django_assert_num_queries):
    (owed,), _ = standing_work()
    told = [entry(owed.unit) for _ in range(4)]
    with django_assert_num_queries(31):  # it closes and accepts: once in a period; four of them are savepoints
        record_sent(told[0], by=None, at=LATER)
    for one in told[1:]:
        with django_assert_num_queries(21):
            record_sent(one, by=None, at=LATER)
