"""Bringing in an issued plan from the office: where it leads, what is refused, and that what was chosen stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from loa.people.choices import Role
from loa.people.tests.test_units import EXAMPLES
from loa.plans.models import Plan, PlanVersion, Review
from loa.plans.tests.test_review_screens import FOUNDING, bring_in, screens, sign_in, unit, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    call_command("load_units", EXAMPLES)


def upload(client, data, name="ke-hoach.txt", owner="huyen-vinh-linh"):
    sent = {"file": SimpleUploadedFile(name, data), "owner": unit(owner).pk}
    return client.post(reverse("plans:upload"), sent)


def test_an_uploaded_plan_leads_to_its_review(client, units):
    officer = sign_in(client, Role.EDITOR, "huyen-vinh-linh")
    page = words(client.get(reverse("plans:upload")))
    assert f'<option value="{unit("huyen-vinh-linh").pk}" selected>UBND huyện Vĩnh Linh</option>' in page
    answer = upload(client, FOUNDING)
    version = PlanVersion.objects.get()
    assert answer.url == reverse("plans:review", args=[version.pk])
    assert version.imported_by == officer


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        ("Giấy mời họp giao ban lúc 8 giờ.".encode(), "giay-moi.txt", "không giống một kế hoạch"),
        (b"PK\x03\x04 not really", "hong.docx", ""),
        (b"", "trong.docx", "Tệp không có nội dung"),
    ],
)
def test_what_cannot_be_brought_in_is_answered_and_the_owner_stays(client, units, data, name, said):
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    page = words(upload(client, data, name, owner="ho-xa-cu"))
    assert said in page
    assert ('role="alert"' in page) or ("error-message" in page)
    assert f'<option value="{unit("ho-xa-cu").pk}" selected>' in page
    assert not Plan.objects.exists()


def test_the_same_file_twice_leads_to_the_first(client, units):
    review = bring_in(FOUNDING)
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    page = words(upload(client, FOUNDING))
    assert "Tệp này đã được nhập trước đây" in page
    assert f'href="{screens(review)["review"]}"' in page
    sign_in(client, Role.FOCAL, "ho-xa-cu", name="xa")
    page = words(upload(client, FOUNDING, owner="ho-xa-cu"))
    assert "Tệp này đã được nhập trước đây" in page
    assert screens(review)["review"] not in page
    assert PlanVersion.objects.count() == 1


def test_nobody_brings_in_a_plan_of_another_unit(client, units):
    sign_in(client, Role.FOCAL, "ho-xa-cu")
    assert "Chọn cơ quan, đơn vị thực hiện kế hoạch trong danh sách." in words(upload(client, FOUNDING))
    assert not Plan.objects.exists()


def test_two_task_tables_are_both_taken_in(client, units):
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    _, _, table = FOUNDING.decode().rpartition("\nPhụ lục\n")
    upload(client, FOUNDING + f"\nPhụ lục II\n{table}".encode())
    review = Review.objects.get()
    assert review.tasks.filter(origin="line").count() == 16
    assert client.get(screens(review)["review"]).status_code == 200
