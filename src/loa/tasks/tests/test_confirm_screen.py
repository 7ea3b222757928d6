"""The page before a plan goes to work: who may open it, what it says, and what its one button does."""

import re

import pytest
from django.urls import reverse

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import Unit, User
from loa.plans.models import AgencyBinding, PlanVersion
from loa.plans.tests.factories import CONCERNED, district, make_plan
from loa.tasks.models import Obligation
from loa.tasks.queries.distribution import distribution
from loa.tasks.tests.factories import make_review
from loa.tasks.tests.test_handing_out import AT, TODAY, confirm

pytestmark = pytest.mark.django_db


def sign_in(client, role, unit=None):
    user = User.objects.create_user(f"{role}-{User.objects.count()}", password="mot-mat-khau-dai")
    if role:
        assign_role(user=user, unit=unit or district(), role=role, by=None, at=AT)
    client.force_login(user)
    return user


def address(review):
    return reverse("handing_out:confirm", args=[review.version_id])


def text_of(response):
    """Return the page's words as somebody reads them, one space between two."""
    main = response.content.decode().partition('<div class="office-sheet')[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


def fingerprint(client, review):
    return client.get(address(review)).context["plan"].fingerprint


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_confirm_finds_the_page(client, role):
    review = make_review(tasks=1, units=1)
    sign_in(client, role)
    asked = [client.get(address(review)), client.post(address(review), {"fingerprint": "x"})]
    may = role in {Role.FOCAL, Role.APPROVER}
    enters = role in {Role.LEADER, Role.DEPUTY, Role.EDITOR, Role.ADMINISTRATOR}
    assert [answer.status_code for answer in asked] == [200 if may else 404 if enters else 302] * 2
    assert Obligation.objects.count() == 0


def test_a_commune_with_the_address_is_refused(client):
    review = make_review(tasks=1, units=1)
    sign_in(client, Role.FOCAL, Unit.objects.get(key="xa-mau-1"))
    seen = distribution(review, TODAY).fingerprint
    assert client.get(address(review)).status_code == 404
    assert client.post(address(review), {"fingerprint": seen}).status_code == 404
    assert Obligation.objects.count() == 0


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get(address(make_review(tasks=1, units=1)))
    assert answer.status_code == 302
    assert "next=" in answer.url


def test_a_version_without_a_review_is_not_there(client):
    version = make_plan(confirmed=False)
    sign_in(client, Role.FOCAL)
    assert client.get(reverse("handing_out:confirm", args=[version.pk])).status_code == 404
    assert client.get(reverse("handing_out:confirm", args=[987654])).status_code == 404


def test_the_page_says_what_will_happen_to_whom(client):
    review = make_review(tasks=2, units=3, periodic=True)
    review.tasks.filter(position=1).update(schedule="once", due_on="2024-11-20", boundary="before")
    sign_in(client, Role.FOCAL)
    page = text_of(client.get(address(review)))
    assert "2 nhiệm vụ thành 15 đầu việc cho 3 đơn vị" in page
    assert "Xác nhận và giao 15 đầu việc" in page
    assert "Hằng quý (đang chọn) 15 5" in page
    assert "Hằng tháng 33 11" in page
    assert "UBND xã Mẫu 2 1 4 5" in page
    assert f"Chưa xác định, không giao, không đôn đốc {CONCERNED}" in page
    assert "3 đơn vị · hằng quý, 4 kỳ, kỳ đầu đến hạn 31/03/2024" in page
    assert "3 đơn vị · Hạn cuối: thứ Ba 19/11/2024" in page


def test_awaiting_and_invited_are_told_apart(client):
    review = make_review(tasks=2, units=1)
    AgencyBinding.objects.create(review=review, position=9, name="Huyện đoàn", target="outside")
    review.tasks.filter(position=0).update(
        schedule="awaiting", waits_for="Công bố Chỉ số CCHC", partners=["Huyện đoàn"]
    )
    sign_in(client, Role.FOCAL)
    page = text_of(client.get(address(review)))
    assert "(chờ Công bố Chỉ số CCHC)" in page
    assert "Đề nghị phối hợp, không giao việc Huyện đoàn" in page
    assert "Nhịp báo cáo" not in page  # nothing is reported by periods


def test_what_is_missing_is_said_with_the_way_to_it_and_there_is_no_button(client):
    review = make_review(tasks=12, units=1)
    review.tasks.update(leads=[])
    sign_in(client, Role.FOCAL)
    answer = client.get(address(review))
    page = text_of(answer)
    assert "Còn 12 việc phải xem trước khi triển khai" in page
    assert "Nhiệm vụ 1 chưa có cơ quan chủ trì." in page
    first = review.tasks.get(position=0)
    assert reverse("plans:review_task", args=[review.version_id, first.pk]) in answer.content.decode()
    assert "Xem tất cả trên trang đối chiếu" in page
    assert "Xác nhận và giao" not in page


def test_the_button_hands_out_and_leads_to_the_plan_at_work(client):
    review = make_review(tasks=2, units=3)
    lead = sign_in(client, Role.APPROVER)
    answer = client.post(address(review), {"fingerprint": fingerprint(client, review)}, follow=True)
    assert answer.redirect_chain == [(reverse("plans:review", args=[review.version_id]), 302)]
    page = answer.content.decode()
    assert "Đã giao 6 đầu việc cho 3 đơn vị." in page
    assert reverse("desk:plan", args=[review.version.plan.slug]) in page
    assert Obligation.objects.count() == 6
    assert PlanVersion.objects.get(pk=review.version_id).confirmed_by == lead
    assert client.get(address(review)).status_code == 302  # a second look finds the review


def test_a_second_press_is_told_and_writes_nothing(client):
    review = make_review(tasks=2, units=3)
    sign_in(client, Role.FOCAL)
    seen = fingerprint(client, review)
    client.post(address(review), {"fingerprint": seen})
    page = client.post(address(review), {"fingerprint": seen}, follow=True).content.decode()
    assert "đã được xác nhận triển khai ngày 15/03/2024" in page
    assert Obligation.objects.count() == 6


def test_what_somebody_saved_meanwhile_is_shown_before_it_is_confirmed(client):
    review = make_review(tasks=2, units=3)
    sign_in(client, Role.FOCAL)
    seen = fingerprint(client, review)
    review.tasks.filter(position=1).update(included=False, revision=1)
    answer = client.post(address(review), {"fingerprint": seen})
    page = text_of(answer)
    assert "vừa thay đổi sau khi trang này được mở. Chưa có việc nào được giao." in page
    assert "1 nhiệm vụ thành 3 đầu việc cho 3 đơn vị" in page
    assert Obligation.objects.count() == 0
    client.post(address(review), {"fingerprint": answer.context["plan"].fingerprint})
    assert Obligation.objects.count() == 3


@pytest.mark.parametrize("sent", [{}, {"fingerprint": ""}, {"fingerprint": "x" * 10_000}])
def test_a_confirmation_without_what_was_seen_is_none(client, sent):
    review = make_review(tasks=1, units=1)
    sign_in(client, Role.FOCAL)
    assert "Chưa có việc nào được giao" in text_of(client.post(address(review), sent))
    assert Obligation.objects.count() == 0


def test_another_version_at_work_is_said_at_once(client):
    first = make_review(tasks=1, units=1)
    confirm(first)
    other = make_plan(tasks=1, slug="ban-hai", findings=False, confirmed=False)
    PlanVersion.objects.filter(pk=other.pk).update(plan=first.version.plan, number=2)
    second = make_review(tasks=1, units=1, version=PlanVersion.objects.get(pk=other.pk))
    sign_in(client, Role.FOCAL)
    page = text_of(client.get(address(second)))
    assert "Bản 1 của kế hoạch này đang được triển khai từ ngày 15/03/2024" in page
    assert "Xác nhận và giao" not in page


def test_four_hundred_lines_are_a_page(client):
    sign_in(client, Role.FOCAL)
    assert "400 nhiệm vụ thành 800 đầu việc" in text_of(client.get(address(make_review(tasks=400, units=2))))


def test_the_review_leads_to_the_page_and_then_to_the_plan_at_work(client):
    review = make_review(tasks=1, units=1)
    screen = reverse("plans:review", args=[review.version_id])
    sign_in(client, Role.EDITOR)
    assert address(review) not in client.get(screen).content.decode()
    sign_in(client, Role.FOCAL)
    assert address(review) in client.get(screen).content.decode()
    confirm(review)
    page = client.get(screen).content.decode()
    assert address(review) not in page
    assert reverse("desk:plan", args=[review.version.plan.slug]) in page


@pytest.mark.parametrize(("tasks", "units"), [(1, 1), (8, 3), (24, 30)])
def test_the_page_costs_the_same_for_any_number_of_rows(client, tasks, units, django_assert_num_queries):
    review = make_review(tasks=tasks, units=units)
    sign_in(client, Role.FOCAL)
    client.get(address(review))
    with django_assert_num_queries(15):
        client.get(address(review))
