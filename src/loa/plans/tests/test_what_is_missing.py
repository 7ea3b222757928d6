"""What still stands in the way of a plan's confirmation: nothing in the founding plan but its findings."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from loa.people.models import Unit, UnitVersion
from loa.people.tests.test_units import EXAMPLES
from loa.plans.actions import import_plan
from loa.plans.models import Review
from loa.plans.queries import Section, what_is_missing

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 15)


def bring_in():
    call_command("load_units", EXAMPLES)
    data = (EXAMPLES / "ke-hoach.txt").read_bytes()
    owner = Unit.objects.get(key="huyen-vinh-linh")
    return import_plan(data=data, name="ke-hoach.txt", owner=owner, by=None, at=AT)


@pytest.fixture(scope="module", autouse=True)
def founding(once_for_the_file):
    return once_for_the_file(bring_in).pk


@pytest.fixture
def review(founding):
    return Review.objects.get(version=founding)


def answered(review):
    review.answers.update(answer="understood", text="Đã xem.")
    return review


def missing(review):
    return [(one.section, one.pk, one.message) for one in what_is_missing(review, TODAY)]


def test_only_errors_and_warnings_of_the_founding_plan_wait(review):
    waiting = review.answers.filter(finding__severity__in=["error", "warning"]).order_by("finding__position")
    assert [(section, pk) for section, pk, _ in missing(review)] == [(Section.FINDING, one.pk) for one in waiting]
    assert waiting.count() > 3
    assert missing(answered(review)) == []


def test_a_name_without_meaning_waits_only_where_it_is_used(review):
    bindings = answered(review).bindings
    bindings.filter(name="Phòng Tư pháp").update(target="", unit=None)
    assert missing(review) == [
        (Section.BINDING, bindings.get(name="Phòng Tư pháp").pk, "Chưa chọn “Phòng Tư pháp” là đơn vị nào.")
    ]
    bindings.filter(name="Phòng Tài chính - Kế hoạch").update(target="", unit=None)
    review.tasks.filter(origin="line").update(included=False)
    assert [message for _, _, message in missing(review)] == []


def test_a_class_without_members_and_a_unit_that_ended_are_said_with_the_day(review):
    answered(review).bindings.filter(name="UBND các xã, thị trấn").update(classes=["villages"])
    UnitVersion.objects.filter(unit__key="vinh-linh-tu-phap").update(valid_until=date(2024, 1, 1))
    said = " ".join(message for _, _, message in missing(review))
    assert "Nhóm các thôn, bản, khu phố không có đơn vị nào vào ngày 15/03/2024" in said
    assert "Phòng Tư pháp không hoạt động vào ngày 15/03/2024" in said
    assert len(missing(review)) == 2


def test_a_unit_beside_the_owner_may_not_lead(review):
    beside = UnitVersion.objects.on(TODAY).exclude(parent__key="huyen-vinh-linh").exclude(unit__key="huyen-vinh-linh")
    review.bindings.filter(name="Phòng Tư pháp").update(unit=beside.first().unit)
    assert "không trực thuộc UBND huyện Vĩnh Linh nên không thể chủ trì" in missing(answered(review))[0][2]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"leads": []}, "Nhiệm vụ 1 chưa có cơ quan chủ trì."),
        ({"leads": ["Các cơ quan, đơn vị có liên quan"]}, "Nhiệm vụ 1 chưa có đơn vị nào nhận việc"),
        ({"schedule": "once", "due_on": None}, "Nhiệm vụ 1 chưa có hạn."),
        ({"schedule": "awaiting", "waits_for": ""}, "Nhiệm vụ 1 chưa ghi đang chờ việc gì."),
    ],
)
def test_a_task_says_what_it_lacks_unless_it_is_left_out(review, changes, said):
    task = answered(review).tasks.filter(position=0)
    task.update(**changes)
    assert [message.startswith(said) for _, _, message in missing(review)] == [True]
    task.update(included=False)
    assert missing(review) == []


def test_a_plan_without_any_task_is_not_ready(review):
    answered(review).tasks.update(included=False)
    assert missing(review) == [(Section.TASK, None, "Chưa có nhiệm vụ nào được chọn để giao.")]


@pytest.mark.parametrize("lines", [1, 3])
def test_it_costs_the_same_for_one_line_and_three(review, lines, django_assert_num_queries):
    review.tasks.filter(position__gte=lines).delete()
    fresh = Review.objects.select_related("version__plan__owner").get(pk=review.pk)
    with django_assert_num_queries(4):
        what_is_missing(fresh, TODAY)
