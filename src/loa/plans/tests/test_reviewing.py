"""What people do to a review: the row, the audit entry, who is refused, and two who save one after the other."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from loa.people.choices import Role, UnitClass
from loa.people.models import AuditEntry, RoleAssignment, Unit, UnitVersion, User
from loa.people.tests.test_units import EXAMPLES
from loa.plans.actions import (
    AlreadyConfirmed,
    EditedMeanwhile,
    FrameValues,
    ReviewRefused,
    TaskValues,
    acknowledge_notes,
    answer_finding,
    bind_agency,
    discard_version,
    import_plan,
    include_task,
    save_frame,
    save_task,
)
from loa.plans.choices import Answer, Boundary, Schedule, Target
from loa.plans.models import PeriodRule, Plan, PlanVersion, Review

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
COMMUNES = "UBND các xã, thị trấn"
JUSTICE = "Phòng Tư pháp"


@pytest.fixture(scope="module", autouse=True)
def founding(once_for_the_file):
    def bring_it_in():
        call_command("load_units", EXAMPLES)
        return bring_in((EXAMPLES / "ke-hoach.txt").read_bytes())

    return once_for_the_file(bring_it_in).pk


@pytest.fixture
def review(founding):
    return Review.objects.get(version=founding)


def bring_in(data):
    return import_plan(data=data, name="ke-hoach.txt", owner=unit("huyen-vinh-linh"), by=None, at=AT)


@pytest.fixture
def officer(review):
    return holder("can-bo", "huyen-vinh-linh", Role.FOCAL)


def holder(name, key, role):
    user = User.objects.create_user(name, password="mot-mat-khau-dai")
    RoleAssignment.objects.create(user=user, unit=unit(key), role=role, held_from=date(2024, 1, 1))
    return user


def unit(key):
    return Unit.objects.get(key=key)


def binding(review, name):
    return review.bindings.get(name=name)


def task_values(task, **changes):
    return replace(
        TaskValues(
            included=task.included,
            title=task.title,
            products=tuple(task.products),
            leads=tuple(task.leads),
            partners=tuple(task.partners),
            receivers=tuple(task.receivers),
            schedule=Schedule(task.schedule),
            due_on=task.due_on,
            boundary=task.boundary,
            rhythm=task.rhythm,
            waits_for=task.waits_for,
        ),
        **changes,
    )


def frame_values(review, **changes):
    return replace(
        FrameValues(
            symbol=review.symbol,
            issued_on=review.issued_on,
            rhythm=review.rhythm,
            earlier_periods=review.earlier_periods,
            named_day_is_late=review.named_day_is_late,
        ),
        **changes,
    )


# One call of each action that changes something, for what holds of all of them.
ACTIONS = {
    "plans.save_frame": lambda review, by: save_frame(
        review, frame_values(review, symbol="15/KH-UBND"), revision=0, by=by, at=AT
    ),
    "plans.save_task": lambda review, by: save_task(
        review.tasks.first(), task_values(review.tasks.first(), title="Việc khác"), revision=0, by=by, at=AT
    ),
    "plans.include_task": lambda review, by: include_task(
        review.tasks.first(), included=False, revision=0, by=by, at=AT
    ),
    "plans.bind_agency": lambda review, by: bind_agency(
        binding(review, JUSTICE), target=Target.OPEN, revision=0, by=by, at=AT
    ),
    "plans.answer_finding": lambda review, by: answer_finding(
        review.answers.first(), kind=Answer.CORRECTION, text="Xin sửa.", revision=0, by=by, at=AT
    ),
    "plans.acknowledge_notes": lambda review, by: acknowledge_notes(review, by=by, at=AT),
    "plans.discard_version": lambda review, by: discard_version(review.version, by=by, at=AT),
}
each_action = pytest.mark.parametrize("name", ACTIONS)


@each_action
def test_every_action_leaves_one_audit_entry(review, officer, name):
    before = AuditEntry.objects.count()
    ACTIONS[name](review, officer)
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.get(action=name)
    assert (entry.by, entry.at) == (officer, AT)


@each_action
def test_who_may_not_review_changes_nothing(review, name):
    before = AuditEntry.objects.count()
    strangers = [
        holder("xa", "ho-xa-cu", Role.FOCAL),
        holder("phong", "vinh-linh-noi-vu", Role.EDITOR),
        holder("lanh-dao", "huyen-vinh-linh", Role.LEADER),
    ]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            ACTIONS[name](review, stranger)
    assert AuditEntry.objects.count() == before
    assert PlanVersion.objects.exists()


@each_action
def test_nothing_changes_once_the_plan_is_at_work(review, officer, name):
    PlanVersion.objects.update(confirmed_at=AT)
    before = AuditEntry.objects.count()
    with pytest.raises(AlreadyConfirmed, match="09:00 ngày 15/03/2024"):
        ACTIONS[name](review, officer)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(
    "name", [name for name in ACTIONS if name not in {"plans.acknowledge_notes", "plans.discard_version"}]
)
def test_a_save_on_top_of_another_is_refused_with_what_is_there_now(review, officer, name):
    ACTIONS[name](review, officer)
    before = AuditEntry.objects.count()
    with pytest.raises(EditedMeanwhile) as refused:
        ACTIONS[name](review, None)
    assert (refused.value.current.revision, refused.value.current.edited_by) == (1, officer)
    assert AuditEntry.objects.count() == before


def test_saving_the_same_again_is_no_change(review, officer):
    task = review.tasks.first()
    before = AuditEntry.objects.count()
    save_task(task, task_values(task), revision=0, by=officer, at=AT)
    task.refresh_from_db()
    assert (task.revision, AuditEntry.objects.count()) == (0, before)


def test_the_frame_is_kept_with_before_and_after(review, officer):
    yearly = PeriodRule.objects.get(code="nam")
    values = frame_values(review, symbol="  15/KH-UBND ", issued_on=date(2024, 1, 31), rhythm=yearly)
    save_frame(review, values, revision=0, by=officer, at=AT)
    review.refresh_from_db()
    assert (review.symbol, review.rhythm, review.edited_by) == ("15/KH-UBND", yearly, officer)
    changed = AuditEntry.objects.get(action="plans.save_frame").details["changed"]
    assert changed["issued_on"] == [None, "2024-01-31"]
    assert changed["rhythm"] == ["hằng quý", "mỗi năm một lần"]
    assert "earlier_periods" not in changed


def test_a_task_is_kept_in_composed_letters_without_what_its_schedule_does_not_have(review, officer):
    task = review.tasks.get(position=1)
    values = task_values(
        task,
        title=unicodedata.normalize("NFD", "Mở  lớp bồi dưỡng"),
        schedule=Schedule.PERIODIC,
        rhythm=PeriodRule.objects.get(code="thang"),
        waits_for="không thuộc về đây",
    )
    save_task(task, values, revision=0, by=officer, at=AT)
    task.refresh_from_db()
    assert (task.title, task.due_on, task.boundary, task.waits_for) == ("Mở lớp bồi dưỡng", None, "", "")
    assert task.rhythm.code == "thang"


def test_a_name_that_is_new_joins_the_list_with_a_suggestion(review, officer):
    task = review.tasks.first()
    values = task_values(task, leads=(*task.leads, "Phòng Y tế"), partners=("Hội Nông dân huyện",))
    save_task(task, values, revision=0, by=officer, at=AT)
    added = binding(review, "Phòng Y tế")
    assert (added.target, added.unit.versions.first().name) == (Target.UNIT, "Phòng Y tế")
    assert binding(review, "Hội Nông dân huyện").target == Target.OUTSIDE
    positions = list(review.bindings.order_by("position").values_list("position", flat=True))
    assert positions == list(range(len(positions)))


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": " \n "}, "title", "Ghi nội dung nhiệm vụ."),
        ({"leads": ("a" * 501,)}, "leads", "dài hơn 500 chữ cái"),
        ({"leads": (JUSTICE,), "partners": (JUSTICE,)}, "partners", "đã chủ trì nhiệm vụ này"),
    ],
)
def test_a_task_that_does_not_hold_is_refused_whole(review, officer, changes, field, said):
    task = review.tasks.first()
    names = review.bindings.count()
    with pytest.raises(ReviewRefused) as refused:
        save_task(task, task_values(task, **changes), revision=0, by=officer, at=AT)
    assert said in refused.value.faults[field]
    task.refresh_from_db()
    assert (task.revision, review.bindings.count()) == (0, names)


def test_a_day_without_word_counts_as_in_time(review, officer):
    task = review.tasks.get(position=2)
    values = task_values(task, schedule=Schedule.ONCE, due_on=date(2024, 6, 30), boundary="")
    save_task(task, values, revision=0, by=officer, at=AT)
    task.refresh_from_db()
    assert (task.due_on, task.boundary) == (date(2024, 6, 30), Boundary.INCLUDED)


def test_a_name_is_bound_to_a_class_and_back_to_a_unit(review, officer):
    row = binding(review, JUSTICE)
    bind_agency(row, target=Target.CLASS, classes=[UnitClass.OFFICES], revision=0, by=officer, at=AT)
    row.refresh_from_db()
    assert (row.target, row.unit, row.classes, row.revision) == (Target.CLASS, None, ["offices"], 1)
    culture = unit("vinh-linh-van-hoa")
    bind_agency(row, target=Target.UNIT, unit=culture, revision=1, by=officer, at=AT)
    row.refresh_from_db()
    assert (row.target, row.unit, row.classes, row.revision) == (Target.UNIT, culture, [], 2)


def refused_binding(review, name=JUSTICE, **choice):
    with pytest.raises(ReviewRefused) as refused:
        bind_agency(binding(review, name), **choice, revision=0, by=None, at=AT)
    assert binding(review, name).revision == 0
    return str(refused.value)


def test_a_class_without_members_is_refused_with_the_day(review):
    said = refused_binding(review, target=Target.CLASS, classes=[UnitClass.VILLAGES])
    assert said == "Nhóm này không có đơn vị nào vào ngày 15/03/2024: các thôn, bản, khu phố."
    assert "Chọn ít nhất một nhóm" in refused_binding(review, target=Target.CLASS)


def test_a_unit_that_ended_or_is_only_invited_or_stands_beside_is_refused(review):
    assert "Chọn đơn vị" in refused_binding(review, target=Target.UNIT)
    UnitVersion.objects.filter(unit__key="vinh-linh-y-te").update(valid_until=date(2024, 1, 1))
    said = refused_binding(review, target=Target.UNIT, unit=unit("vinh-linh-y-te"))
    assert "không hoạt động vào ngày 15/03/2024" in said
    Unit.objects.filter(key="vinh-linh-giao-duc").update(kind="outside")
    said = refused_binding(review, target=Target.UNIT, unit=unit("vinh-linh-giao-duc"))
    assert "chỉ được đề nghị phối hợp" in said
    above = UnitVersion.objects.get(unit__key="huyen-vinh-linh").parent
    said = refused_binding(review, target=Target.UNIT, unit=above)
    assert "không trực thuộc UBND huyện Vĩnh Linh" in said


def test_a_unit_above_may_take_part(review):
    above = UnitVersion.objects.get(unit__key="huyen-vinh-linh").parent
    review.tasks.update(included=False)
    bind_agency(binding(review, JUSTICE), target=Target.UNIT, unit=above, revision=0, by=None, at=AT)
    assert binding(review, JUSTICE).unit == above


@pytest.mark.parametrize("kind", Answer)
def test_an_answer_needs_words(review, kind):
    answer = review.answers.first()
    with pytest.raises(ReviewRefused):
        answer_finding(answer, kind=kind, text=" \r\n ", revision=0, by=None, at=AT)
    answer_finding(answer, kind=kind, text=" Một.\r\nHai. ", revision=0, by=None, at=AT)
    answer.refresh_from_db()
    assert (answer.answer, answer.text) == (kind, "Một.\nHai.")


def test_notes_are_answered_together_and_nothing_else(review, officer):
    notes = review.answers.filter(finding__severity="note")
    own = notes.first()
    answer_finding(own, kind=Answer.CORRECTION, text="Sửa lỗi gõ.", revision=0, by=officer, at=AT)
    assert acknowledge_notes(review, by=officer, at=AT) == notes.count() - 1
    assert set(review.answers.exclude(answer="").values_list("finding__severity", flat=True)) == {"note"}
    assert review.answers.get(pk=own.pk).text == "Sửa lỗi gõ."
    assert acknowledge_notes(review, by=officer, at=AT) == 0


def test_a_discarded_version_leaves_only_its_audit_entry(review, officer, django_capture_on_commit_callbacks):
    file = review.version.file
    with django_capture_on_commit_callbacks(execute=True):
        discard_version(review.version, by=officer, at=AT)
    assert not Plan.objects.exists()
    assert not Review.objects.exists()
    assert not file.storage.exists(file.name)
    entry = AuditEntry.objects.get(action="plans.discard_version")
    assert entry.details == {"sha256": review.version.sha256, "file_name": "ke-hoach.txt"}


def test_discarding_an_earlier_version_keeps_the_plan_and_its_numbers(review, officer):
    data = (EXAMPLES / "ke-hoach.txt").read_bytes()
    second = bring_in(data + b"\n")
    assert (second.plan_id, second.number) == (review.version.plan_id, 2)
    discard_version(review.version, by=officer, at=AT)
    assert bring_in(data + b"\n\n").number == 3
