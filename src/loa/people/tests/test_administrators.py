"""The first administrator of an empty installation, and the way back in when password or telephone is lost."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from loa.people.actions.administrators import make_administrator
from loa.people.models import AuditEntry, PasswordLink, User

AT = datetime(2024, 3, 15, tzinfo=UTC)
PASSWORD = "con-trau-di-truoc-cai-cay"


@pytest.fixture
def command(capsys, db):
    def run(*words):
        call_command(*words)
        return capsys.readouterr().out

    return run


def _address(printed):
    return re.search(r"https?://\S+", printed)[0]


def test_the_first_administrator_sets_a_password_and_enters_the_office(command, client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://tuyentruyen.example/"
    address = _address(command("make_administrator", "quan-tri", "--name", "Nguyễn Thị Mẫu"))
    assert address.startswith("https://tuyentruyen.example/accounts/mat-khau/")
    account = User.objects.get()
    assert (account.is_superuser, account.first_name, account.has_usable_password()) == (True, "Nguyễn Thị Mẫu", False)

    path = address.removeprefix("https://tuyentruyen.example")
    names = re.findall(r'name="(\w*password\w*)"', client.get(path).text)
    assert names
    client.post(path, dict.fromkeys(names, PASSWORD))
    client.post("/accounts/login/", {"login": "quan-tri", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
    # Used up.
    client.post(path, dict.fromkeys(names, "mot-mat-khau-khac-nua"))
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_an_officer_is_promoted_and_keeps_name_and_password(command):
    User.objects.create_user("can-bo", password=PASSWORD, first_name="Trần Văn Thử")
    command("make_administrator", "Can-Bo")
    account = User.objects.get()
    assert (account.is_superuser, account.first_name) == (True, "Trần Văn Thử")
    assert account.check_password(PASSWORD)


def test_asked_again_it_only_gives_a_new_link(command):
    first, second = command("make_administrator", "quan-tri"), command("make_administrator", "quan-tri")
    assert _address(first) != _address(second)
    assert AuditEntry.objects.filter(action="people.make_administrator", by=None).count() == 1
    assert PasswordLink.objects.filter(valid_until__gt=PasswordLink.objects.latest("made_at").made_at).count() == 1


def test_a_closed_account_or_an_odd_name_is_refused_and_nothing_is_kept(command):
    User.objects.create_user("da-dong", is_active=False)
    with pytest.raises(CommandError, match="đã đóng"):
        command("make_administrator", "da-dong")
    with pytest.raises(CommandError, match="chữ thường không dấu"):
        command("make_administrator", "Quản trị")
    assert not User.objects.get().is_superuser
    assert PasswordLink.objects.count() == AuditEntry.objects.count() == 0


def test_only_an_administrator_makes_another(db):
    officer, first = User.objects.create_user("can-bo"), User.objects.create_superuser("quan-tri")
    with pytest.raises(PermissionDenied):
        make_administrator(username="ban-than", full_name="", by=officer, at=AT)
    assert make_administrator(username="nguoi-sau", full_name="", by=first, at=AT).is_superuser


def test_a_lost_telephone_of_the_only_administrator(command):
    account = User.objects.create_superuser("quan-tri")
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    assert "Đã gỡ" in command("reset_second_factor", "quan-tri")
    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError, match="không bật xác thực hai bước"):
        command("reset_second_factor", "quan-tri")
    with pytest.raises(CommandError, match="Không có tài khoản"):
        command("reset_second_factor", "ai-do")
