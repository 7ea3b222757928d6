"""The review a new version opens with: what is certain is filled in, what is not waits for a person."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from loa.people.models import Unit
from loa.people.tests.test_units import EXAMPLES
from loa.plans.actions import import_plan
from loa.plans.models import Review

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)


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


def bound(review):
    return {
        one.name: (one.target, one.unit.key if one.unit else one.classes, one.confidence, one.why)
        for one in review.bindings.select_related("unit")
    }


def test_every_name_of_the_founding_plan_is_bound(review):
    assert bound(review) == {
        "Các phòng ban chuyên môn, đơn vị sự nghiệp thuộc huyện": ("class", ["offices", "services"], 95, "kind"),
        "UBND các xã, thị trấn": ("class", ["communes"], 95, "kind"),
        "Phòng Nội vụ": ("unit", "vinh-linh-noi-vu", 100, "same"),
        "Phòng Văn hóa và thông tin": ("unit", "vinh-linh-van-hoa", 100, "same"),
        "Trung tâm Văn hóa thông tin - Thể dục thể thao": ("unit", "vinh-linh-trung-tam-van-hoa", 100, "same"),
        "Văn phòng HĐND và UBND huyện": ("unit", "vinh-linh-van-phong", 100, "same"),
        "Phòng Tư pháp": ("unit", "vinh-linh-tu-phap", 100, "same"),
        "Phòng Tài chính - Kế hoạch": ("unit", "vinh-linh-tai-chinh", 100, "same"),
        "Các cơ quan, đơn vị có liên quan": ("open", [], 100, "kind"),
        "Thủ trưởng các phòng ban, đơn vị sự nghiệp": ("class", ["offices", "services"], 95, "kind"),
        "Chủ tịch UBND các xã, thị trấn": ("class", ["communes"], 95, "kind"),
    }


def test_rows_and_reports_are_taken_in_and_duties_wait(review):
    tasks = list(review.tasks.order_by("position"))
    assert [task.included for task in tasks if task.origin == "line"] == [True] * 8
    assert {task.included for task in tasks if task.origin == "duty"} == {False}
    report = tasks[-1]
    assert (report.origin, report.included, report.due_on) == ("report", True, date(2024, 11, 20))
    assert report.title == "Báo cáo kết quả thực hiện công tác tuyên truyền CCHC, gửi Phòng Nội vụ"
    assert report.leads == ["Thủ trưởng các phòng ban, đơn vị sự nghiệp", "Chủ tịch UBND các xã, thị trấn"]
    assert [(task.schedule, task.due_on and task.due_on.isoformat()) for task in tasks[:8]] == [
        ("once", "2024-03-31"),
        ("once", "2024-12-15"),
        ("periodic", None),
        ("once", "2024-03-31"),
        ("periodic", None),
        ("periodic", None),
        ("once", "2024-12-31"),
        ("once", "2024-11-25"),
    ]
    # One sentence that binds two classes is one duty.
    assert [task.leads for task in tasks if task.title.startswith("Ban hành Quy chế")] == [
        ["Các phòng ban chuyên môn, đơn vị sự nghiệp thuộc huyện", "UBND các xã, thị trấn"]
    ]


def test_every_finding_waits_for_an_answer(review):
    assert review.answers.count() == review.version.finding_set.count() > 10
    assert set(review.answers.values_list("answer", flat=True)) == {""}


def test_a_duty_to_supply_names_who_gets_what_and_follows_the_plans_rhythm(review):
    duties = review.tasks.filter(origin="duty").select_related("rhythm")
    newsroom = ["Phòng Văn hóa và thông tin", "Trung tâm Văn hóa thông tin - Thể dục thể thao"]
    supplying = {one.duty.clause_ref: one for one in duties.select_related("duty") if one.duty.supply}
    assert {clause: one.receivers for clause, one in supplying.items()} == {
        "III.1.-2": newsroom,
        "III.2.-2": newsroom,
        "III.5": [],
    }
    news = supplying["III.1.-2"]
    assert news.products == ["các tin tức, hoạt động CCHC của đơn vị, các tấm gương điển hình"]
    assert (news.included, news.schedule, news.rhythm) == (False, "periodic", None)
    assert {one.rhythm.code for one in duties if not one.duty.supply} == {"nam"}, "other duties stay yearly"
