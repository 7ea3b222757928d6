"""Numbers of a task: what its words suggest, what the officer makes of it, what is refused."""

import pytest
from django.urls import reverse

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.plans.rules import KINDS, Wanted, suggested, wanted
from loa.plans.tests.factories import TASKS
from loa.plans.tests.test_starting import AT, founding, review  # noqa: F401  (the founding plan, brought in)

FOUNDING = [
    [],
    ["tap-huan", "nguoi-du", "tai-lieu"],
    ["tin-bai", "hoi-nghi"],
    ["tin-bai"],
    ["tin-bai"],
    ["tin-bai"],
    ["bai-thi"],
    [],
]


@pytest.mark.parametrize(("task", "kinds"), list(zip(TASKS, FOUNDING, strict=True)))
def test_the_words_of_the_founding_plan_suggest_its_numbers(task, kinds):
    title, products, *_ = task
    assert [one.kind for one in suggested(title, products)] == kinds


@pytest.mark.parametrize(
    ("title", "products", "kinds"),
    [
        ("Vận hành Cổng thông tin điện tử", ["Hệ thống thông tin"], []),
        ("Bồi dưỡng tin học", ["Chứng chỉ tin học"], []),
        ("Tuyên truyền trên hệ thống truyền thanh cơ sở", ["Bài phát thanh"], ["tin-bai", "phat-thanh"]),
        ("Cuộc thi trực tuyến", ["Bài dự thi"], ["bai-thi"]),
        ("Tuyên truyền trực quan", ["Pa nô, băng rôn"], ["truc-quan"]),
        ("", [], []),
    ],
)
def test_words_that_look_alike_are_told_apart(title, products, kinds):
    assert [one.kind for one in suggested(title, products)] == kinds


def test_what_is_kept_is_read_back_in_the_order_of_the_kinds():
    kept = [{"kind": "bai-thi", "target": 3, "cumulative": True}, {"kind": "tin-bai"}, {"kind": "khong-con"}]
    assert wanted(kept) == (Wanted(kind="tin-bai"), Wanted(kind="bai-thi", target=3, cumulative=True))
    assert str(wanted(kept)[1]) == "Bài dự thi, chỉ tiêu 3 bài, lũy kế"


def test_every_kind_has_words_and_a_unit_that_fit_their_columns():
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert all(0 < len(kind.name) <= 200 and 0 < len(kind.counted_in) <= 40 for kind in KINDS)


@pytest.mark.django_db
def test_a_review_opens_with_the_numbers_of_its_tasks(review):  # noqa: F811
    lines = review.tasks.filter(origin="line").order_by("position")
    assert [[one["kind"] for one in line.indicators] for line in lines] == FOUNDING
    assert all(line.indicators == [] for line in review.tasks.filter(origin="report"))


@pytest.fixture
def screen(client, review):  # noqa: F811
    officer = User.objects.create_user("can-bo")
    assign_role(user=officer, unit=review.version.plan.owner, role=Role.FOCAL, by=None, at=AT)
    client.force_login(officer)
    task = review.tasks.order_by("position")[2]
    address = reverse("plans:review_task", args=[review.version_id, task.pk])

    def typed(**numbers):
        return {
            "revision": task.revision,
            "included": "on",
            "title": task.title,
            "leads": "\n".join(task.leads),
            "partners": "\n".join(task.partners),
            "products": "\n".join(task.products),
            "schedule": task.schedule,
            **{f"indicators-{name}": value for name, value in numbers.items()},
        }

    return task, address, typed


@pytest.mark.django_db
def test_the_officer_ticks_aims_and_says_from_when_it_counts(client, screen):
    task, address, typed = screen
    page = client.get(address).text
    assert page.count('name="indicators-tin-bai" checked') == 1
    assert 'name="indicators-bai-thi" checked' not in page
    more = {"tin-bai": "on", "tin-bai-target": "1.200", "tin-bai-cumulative": "on", "bai-thi-target": "4"}
    assert client.post(address, typed(**more)).status_code == 302
    task.refresh_from_db()
    assert wanted(task.indicators) == (
        Wanted(kind="tin-bai", target=1200, cumulative=True),
        Wanted(kind="bai-thi", target=4),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["ba", "-3", "1,5", "99999999999", "0", "٣"])
def test_a_target_that_is_no_number_is_said_and_what_was_typed_stays(client, screen, target):
    task, address, typed = screen
    page = client.post(address, typed(**{"tin-bai": "on", "tin-bai-target": target})).text
    assert "Chỉ tiêu “" in page
    assert f'value="{target}"' in page
    task.refresh_from_db()
    assert task.revision == 0
