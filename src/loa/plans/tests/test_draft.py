"""Checking a draft in the office: what was understood is shown, bad files are answered, and nothing is kept."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.people.models import AuditEntry, User
from loa.plans.actions import check_draft
from loa.plans.models import Plan

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).parents[4] / "examples" / "vinh-linh-2024"


@pytest.fixture
def officer(client):
    return sign_in(client, "access_admin", "view_plan", "add_planversion")


def sign_in(client, *permissions):
    user = User.objects.create_user("can-bo", password="mot-mat-khau-dai")
    group = Group.objects.create(name="nhóm thử")
    group.permissions.set(Permission.objects.filter(codename__in=permissions))
    user.groups.add(group)
    client.force_login(user)
    return user


def send(client, data, name):
    response = client.post(reverse("plans:draft"), {"file": SimpleUploadedFile(name, data)})
    return response.content.decode().replace("\xa0", " ")


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


@pytest.mark.parametrize("permissions", [(), ("access_admin",), ("access_admin", "view_plan")])
def test_only_those_who_may_import_check_drafts(client, permissions):
    user = sign_in(client, *permissions)
    assert client.get(reverse("plans:draft")).status_code == 302
    assert "Nhiệm vụ đọc được" not in send(client, (EXAMPLES / "ke-hoach.txt").read_bytes(), "ke-hoach.txt")
    with pytest.raises(PermissionDenied):
        check_draft(data=b"", name="x", by=user)


def test_the_list_of_plans_leads_to_it(client, officer):
    assert reverse("plans:draft") in client.get(reverse("plans:index")).content.decode()
