"""Checking a draft in the office: what was understood is shown, bad files are answered, and nothing is kept."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.people.choices import Role
from loa.people.models import AuditEntry, RoleAssignment, User
from loa.plans.actions import check_draft, comment_draft
from loa.plans.models import Plan
from loa.plans.tests.factories import district
from plan_reader import read_plan

# A draft is read from a file and nothing of it is stored.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
EXAMPLES = Path(__file__).parents[4] / "examples" / "vinh-linh-2024"


WORD = (EXAMPLES / "ke-hoach.docx").read_bytes()


@pytest.fixture
def officer(client):
    return sign_in(client, Role.FOCAL)


def sign_in(client, role=None):
    """Sign somebody in who can open the office, with a role on the district or with none."""
    user = User.objects.create_user("can-bo", password="mot-mat-khau-dai")
    office, _ = Group.objects.get_or_create(name="vào bàn làm việc")
    office.permissions.set(Permission.objects.filter(codename="access_admin"))
    user.groups.add(office)
    if role:
        RoleAssignment.objects.create(user=user, unit=district(), role=role, held_from=date(2024, 1, 1))
    client.force_login(user)
    return user


def send(client, data, name, **button):
    response = client.post(reverse("plans:draft"), {"file": SimpleUploadedFile(name, data), **button})
    return response.content.decode().replace("\xa0", " ")


def commented(client, data, name):
    """Return what the button for comments answers, and its bytes."""
    response = client.post(reverse("plans:draft"), {"file": SimpleUploadedFile(name, data), "comments": "1"})
    return response, response.content


def nothing_was_kept():
    folder = Path(storages["documents"].location)
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    return not Plan.objects.exists() and not AuditEntry.objects.exists() and not files


@pytest.fixture(autouse=True)
def own_documents(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "documents": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "documents", "base_url": None},
        }
    }


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.docx"])
def test_a_draft_shows_its_tasks_and_what_is_odd(client, officer, name):
    page = send(client, (EXAMPLES / name).read_bytes(), name)
    assert "8 nhiệm vụ" in page
    assert "Nhiệm vụ 2 có hạn 15/12/2024, sau hạn báo cáo 20/11/2024 và 25/11/2024" in page
    assert "Phụ lục, nhiệm vụ 2; Đoạn kết" in page
    assert "Hoàn thành trước 15/12/2024" in page
    assert nothing_was_kept()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "trong.docx", "Tệp không có nội dung"),
        (b"PK\x03\x04 not really", "hong.docx", ""),
        (b"%PDF-1.7 cut", "hong.pdf", ""),
        (b"\x89PNG\r\n\x1a\n", "anh.docx", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_answered(client, officer, data, name, said):
    page = send(client, data, name)
    assert 'role="alert"' in page
    assert said in page
    assert "Nhiệm vụ đọc được" not in page
    assert nothing_was_kept()


def test_no_file_is_answered(client, officer):
    assert "Chọn tệp dự thảo kế hoạch" in client.post(reverse("plans:draft")).content.decode()


def test_what_is_no_plan_is_said_to_be_none(client, officer):
    page = send(client, "Giấy mời họp giao ban lúc 8 giờ.".encode(), "giay-moi.txt")
    assert "không giống một kế hoạch" in page


def test_words_of_a_draft_are_words_and_never_code(client, officer):
    data = (EXAMPLES / "ke-hoach.txt").read_text(encoding="utf-8").replace("Báo cáo năm", "<script>alert(1)</script>")
    page = send(client, data.encode(), "<b>x</b>.txt")
    assert "<script>alert(1)" not in page
    assert "<b>x</b>.txt" not in page


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.ADMINISTRATOR])
def test_only_those_who_review_plans_check_drafts(client, role):
    user = sign_in(client, role)
    assert client.get(reverse("plans:draft")).status_code == 302
    assert "Nhiệm vụ đọc được" not in send(client, (EXAMPLES / "ke-hoach.txt").read_bytes(), "ke-hoach.txt")
    assert send(client, WORD, "ke-hoach.docx", comments="1") == ""
    for action in (check_draft, comment_draft):
        with pytest.raises(PermissionDenied):
            action(data=WORD, name="x.docx", by=user, on=date(2024, 3, 15))


def test_a_word_draft_comes_back_with_the_findings_beside_the_text(client, officer):
    response, file = commented(client, WORD, "Dự thảo kế hoạch.docx")
    assert "D%E1%BB%B1%20th%E1%BA%A3o" in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    found = {comment.text.split("\n")[0] for comment in docx.Document(io.BytesIO(file)).comments}
    assert found == {finding.message for finding in read_plan(WORD, name="x").findings}
    assert nothing_was_kept()


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.doc"])
def test_comments_are_offered_for_word_files_only_and_the_page_says_why(client, officer, name):
    button = "Tải về bản có ghi chú (.docx)</button>"
    assert button in client.get(reverse("plans:draft")).content.decode()
    assert button in send(client, WORD, "ke-hoach.docx")
    page = send(client, (EXAMPLES / "ke-hoach.txt").read_bytes(), name)
    assert button not in page
    assert "không phải tệp .docx nên không có bản ghi chú" in page


def test_another_format_sent_for_comments_is_read_and_told_why_it_has_none(client, officer):
    _, page = commented(client, (EXAMPLES / "ke-hoach.txt").read_bytes(), "ke-hoach.txt")
    assert "Ghi chú chỉ đặt được vào tệp .docx." in page.decode()
    assert "Nhiệm vụ đọc được" in page.decode()


@pytest.mark.parametrize("data", [b"PK\x03\x04 not really", WORD[:2000], b"\x89PNG\r\n\x1a\n"])
def test_a_broken_file_sent_for_comments_is_answered(client, officer, data):
    response, page = commented(client, data, "hong.docx")
    assert response.status_code == 200
    assert 'role="alert"' in page.decode()
    assert nothing_was_kept()


def test_the_list_of_plans_leads_to_it(client, officer):
    assert reverse("plans:draft") in client.get(reverse("plans:index")).content.decode()
