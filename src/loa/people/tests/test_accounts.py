"""Accounts: who may open, change and close them, and that no single person gets into somebody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from loa.people.actions import (
    AccountRefused,
    LinkRefused,
    RoleRefused,
    assign_role,
    change_account,
    close_account,
    end_role,
    issue_password_link,
    open_account,
    reopen_account,
    reset_second_factor,
    use_password_link,
)
from loa.people.choices import Role
from loa.people.models import AuditEntry, PasswordLink, Unit, User
from loa.people.permissions import RIGHTS, Right, can_manage_account
from loa.people.rules import is_username, needs_second_person, username_from
from loa.people.tests.test_units import EXAMPLES

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
DAY = AT.date()
PASSWORD = "mat-khau-rat-dai-1"
NEW = "thach-sanh-cau-treo-87"
MANAGERS = [role for role in Role if Right.MANAGE_PEOPLE in RIGHTS[role]]


@pytest.fixture(scope="module", autouse=True)
def vinh_linh(once_for_the_file):
    once_for_the_file(lambda: call_command("load_units", EXAMPLES))


def unit(key):
    return Unit.objects.get(key=key)


def person(name, *, home="ho-xa-cu", role=None, at=None):
    user = User.objects.create_user(name, password=PASSWORD, home_unit=unit(home) if home else None)
    if role:
        assign_role(user=user, unit=unit(at or home), role=role, by=None, at=AT)
    return user


@pytest.fixture
def boss():
    return person("quan-tri-xa", role=Role.ADMINISTRATOR)


@pytest.fixture
def other_boss():
    return person("quan-tri-xa-2", role=Role.ADMINISTRATOR)


@pytest.fixture
def officer():
    return person("can-bo", role=Role.FOCAL)


def opened(by, **changes):
    values = {
        "username": "nguyen-van-mau",
        "full_name": "  Nguyễn  Văn Mẫu ",
        "work_phone": "0233 000 000",
        "email": "",
        "home_unit": unit("ho-xa-cu"),
        "roles": [Role.FOCAL],
    }
    return open_account(**values | changes, by=by, at=AT)


def changed(user, by, **changes):
    values = {"full_name": "Trần Thị Thử", "work_phone": "", "email": "", "home_unit": user.home_unit}
    change_account(user=user, **values | changes, by=by, at=AT)
    user.refresh_from_db()


def entries(action):
    return AuditEntry.objects.filter(action=f"people.{action}")


# --- opening and changing ------------------------------------------------------------------------------------------


def test_an_account_is_opened_without_a_password_and_written_down(boss):
    account = opened(boss)
    account.refresh_from_db()
    assert (account.username, account.get_full_name()) == ("nguyen-van-mau", "Nguyễn Văn Mẫu")
    assert not account.has_usable_password()
    assert list(account.roles.values_list("unit__key", "role")) == [("ho-xa-cu", Role.FOCAL)]
    assert [entry.by for entry in entries("open_account")] == [boss]
    assert "Mẫu" not in str(AuditEntry.objects.values_list("details", "object_name"))


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_manage_people_open_accounts_and_only_in_their_units(role):
    by = person("ai-do", role=role)
    if role not in MANAGERS:
        with pytest.raises(PermissionDenied):
            opened(by)
    for key in ("vinh-o-cu", "huyen-vinh-linh"):
        with pytest.raises(PermissionDenied):
            opened(by, home_unit=unit(key))
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["", "ab", "Nguyen", "nguyễn-văn", "a b c", "-abc", "abc.", "a..b", "a" * 61, "a@b.vn"]
)
def test_a_user_name_of_other_letters_is_refused(boss, name):
    with pytest.raises(AccountRefused, match="chữ thường không dấu"):
        opened(boss, username=name)
    assert User.objects.count() == 1


def test_a_user_name_is_given_once_whatever_its_capitals(boss):
    User.objects.create_user("Nguyen-Van-Mau")
    with pytest.raises(AccountRefused, match="đã có người dùng"):
        opened(boss)
    assert not entries("open_account").exists()


def test_an_account_that_cannot_have_its_role_is_not_opened_at_all():
    with pytest.raises(RoleRefused):
        open_account(
            username="moi",
            full_name="Người mới",
            work_phone="",
            email="",
            home_unit=unit("xa-vinh-linh"),  # begins on 01/07/2025
            roles=[Role.FOCAL],
            by=None,
            at=AT,
        )
    assert not User.objects.exists()


def test_a_change_names_what_changed_and_keeps_no_value(boss, officer):
    changed(officer, boss, work_phone="0233 111 111")
    assert (officer.get_full_name(), officer.work_phone) == ("Trần Thị Thử", "0233 111 111")
    assert entries("change_account").get().details == {"changed": ["first_name", "work_phone"], "unit": "ho-xa-cu"}
    changed(officer, boss, work_phone="0233 111 111")
    assert entries("change_account").count() == 1
    with pytest.raises(AccountRefused, match="họ và tên"):
        changed(officer, boss, full_name="  ")


def test_an_account_moves_only_between_units_of_the_same_hand(boss, officer):
    with pytest.raises(PermissionDenied):
        changed(officer, boss, home_unit=unit("vinh-o-cu"))
    assert officer.home_unit == unit("ho-xa-cu")
    above = person("quan-tri-huyen", home="huyen-vinh-linh", role=Role.ADMINISTRATOR)
    changed(officer, above, home_unit=unit("vinh-o-cu"))
    assert officer.home_unit == unit("vinh-o-cu")


# --- whose account it is -------------------------------------------------------------------------------------------


def test_a_role_elsewhere_takes_an_account_out_of_the_commune_s_hands(boss, officer):
    assert can_manage_account(boss, officer, DAY)
    held = assign_role(user=officer, unit=unit("huyen-vinh-linh"), role=Role.VIEWER, by=None, at=AT)
    assert not can_manage_account(boss, officer, DAY)
    with pytest.raises(PermissionDenied):
        issue_password_link(user=officer, by=boss, at=AT)
    end_role(held, by=None, at=AT)
    assert can_manage_account(boss, officer, DAY)


def test_a_role_that_begins_later_counts_already(boss, officer):
    assign_role(user=officer, unit=unit("huyen-vinh-linh"), role=Role.LEADER, by=None, at=AT + timedelta(days=5))
    assert not can_manage_account(boss, officer, DAY)


def test_who_manages_whom(boss, officer):
    everything = User.objects.create_superuser("quan-tri", password=PASSWORD, home_unit=unit("ho-xa-cu"))
    homeless = person("khong-don-vi", home=None)
    closed = person("da-dong", role=Role.ADMINISTRATOR)
    closed.is_active = False
    assert can_manage_account(everything, boss, DAY)
    assert can_manage_account(everything, homeless, DAY)
    assert not can_manage_account(everything, everything, DAY)
    assert not can_manage_account(boss, everything, DAY)
    assert not can_manage_account(boss, homeless, DAY)
    assert not can_manage_account(boss, boss, DAY)
    assert not can_manage_account(officer, boss, DAY)
    assert not can_manage_account(closed, officer, DAY)
    assert not can_manage_account(boss, officer, DAY - timedelta(days=1))


ACTIONS = {
    "change": changed,
    "close": lambda user, by: close_account(user=user, by=by, at=AT),
    "reopen": lambda user, by: reopen_account(user=user, by=by, at=AT),
    "link": lambda user, by: issue_password_link(user=user, by=by, at=AT),
    "second factor": lambda user, by: reset_second_factor(user=user, by=by, at=AT),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("whose", ["own", "neighbour's", "above", "superuser's"])
def test_every_action_is_refused_beyond_the_own_hand(boss, action, whose):
    user = {
        "own": lambda: boss,
        "neighbour's": lambda: person("ben-canh", home="vinh-o-cu"),
        "above": lambda: person("cap-tren", home="huyen-vinh-linh"),
        "superuser's": lambda: User.objects.create_superuser("tat-ca", home_unit=unit("ho-xa-cu")),
    }[whose]()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    before = AuditEntry.objects.count()
    with pytest.raises(PermissionDenied):
        ACTIONS[action](user, boss)
    assert AuditEntry.objects.count() == before
    assert is_mfa_enabled(user)


# --- closing and reopening -----------------------------------------------------------------------------------------


def test_a_closed_account_is_out_at_once_and_comes_back_as_it_was(client, boss, officer):
    client.force_login(officer)
    secret = issue_password_link(user=officer, by=boss, at=AT)
    key = client.session.session_key
    close_account(user=officer, by=boss, at=AT)
    assert not client.session.exists(key)
    with pytest.raises(AccountRefused, match="đã được đóng"):
        close_account(user=officer, by=boss, at=AT)
    with pytest.raises(AccountRefused, match="Mở lại tài khoản"):
        issue_password_link(user=officer, by=boss, at=AT)
    reopen_account(user=officer, by=boss, at=AT)
    officer.refresh_from_db()
    assert officer.is_active
    assert officer.check_password(PASSWORD)
    assert officer.roles.filter(held_until=None).count() == 1
    with pytest.raises(LinkRefused):  # the link of before does not come back to life
        use_password_link(secret=secret, password=NEW, at=AT)
    with pytest.raises(AccountRefused, match="không cần mở lại"):
        reopen_account(user=officer, by=boss, at=AT)


def test_closing_leaves_the_sessions_of_others(client, boss, officer):
    client.force_login(boss)
    close_account(user=officer, by=boss, at=AT)
    assert client.session.exists(client.session.session_key)


# --- the one-time link ---------------------------------------------------------------------------------------------


def test_a_link_sets_the_password_once_and_ends_the_sessions(client, boss, officer):
    client.force_login(officer)
    key = client.session.session_key
    secret = issue_password_link(user=officer, by=boss, at=AT)
    assert use_password_link(secret=secret, password=NEW, at=AT + timedelta(hours=23, minutes=59)) == officer
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert not client.session.exists(key)
    with pytest.raises(LinkRefused):
        use_password_link(secret=secret, password=PASSWORD, at=AT)
    assert entries("use_password_link").get().by == officer


def test_only_the_digest_is_kept(boss, officer):
    secret = issue_password_link(user=officer, by=boss, at=AT)
    row = PasswordLink.objects.values().get()
    assert secret not in str(row)
    assert len(secret) >= 43
    assert secret not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize("why", ["too old", "replaced", "never made", "closed"])
def test_a_dead_link_sets_nothing(boss, officer, why):
    secret, at = issue_password_link(user=officer, by=boss, at=AT), AT
    if why == "too old":
        at = AT + timedelta(hours=24)
    elif why == "replaced":
        issue_password_link(user=officer, by=boss, at=AT)
    elif why == "never made":
        secret = "x" * 43
    else:
        User.objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(LinkRefused):
        use_password_link(secret=secret, password=NEW, at=at)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_weak_password_leaves_the_link_unused(boss, officer):
    secret = issue_password_link(user=officer, by=boss, at=AT)
    for weak in ("ngan", "1234567890", "password12", "can-bo.can"):
        with pytest.raises(ValidationError):
            use_password_link(secret=secret, password=weak, at=AT)
    use_password_link(secret=secret, password=NEW, at=AT)


# --- two people for a lost telephone -------------------------------------------------------------------------------


def lose_phone(user):
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


def test_a_second_factor_is_taken_away_with_its_recovery_codes(client, boss, officer):
    client.force_login(officer)
    key = client.session.session_key
    lose_phone(officer)
    reset_second_factor(user=officer, by=boss, at=AT)
    assert not is_mfa_enabled(officer)
    assert not officer.authenticator_set.exists()
    assert not client.session.exists(key)
    with pytest.raises(AccountRefused, match="không bật xác thực hai bước"):
        reset_second_factor(user=officer, by=boss, at=AT)


@pytest.mark.parametrize("first", ["link", "second factor"])
def test_nobody_does_both_halves(boss, other_boss, officer, first):
    lose_phone(officer)
    halves = {
        "link": lambda by, at: issue_password_link(user=officer, by=by, at=at),
        "second factor": lambda by, at: reset_second_factor(user=officer, by=by, at=at),
    }
    second = next(name for name in halves if name != first)
    halves[first](boss, AT)
    if first == "second factor":
        lose_phone(officer)
    soon = AT + timedelta(days=7, seconds=-1)
    with pytest.raises(AccountRefused, match="Nhờ một người quản trị khác"):
        halves[second](boss, soon)
    halves[second](other_boss, soon)
    if second == "second factor":
        lose_phone(officer)
    halves[second](boss, AT + timedelta(days=7))


def test_another_link_in_between_does_not_hide_who_made_one(boss, other_boss, officer):
    lose_phone(officer)
    issue_password_link(user=officer, by=boss, at=AT)
    issue_password_link(user=officer, by=other_boss, at=AT + timedelta(hours=1))
    for by in (boss, other_boss):
        with pytest.raises(AccountRefused, match="Nhờ một người quản trị khác"):
            reset_second_factor(user=officer, by=by, at=AT + timedelta(hours=2))
    assert is_mfa_enabled(officer)


def test_the_halves_of_different_accounts_do_not_meet(boss, officer):
    lose_phone(officer)
    issue_password_link(user=person("nguoi-khac"), by=boss, at=AT)
    reset_second_factor(user=officer, by=boss, at=AT)
    assert not is_mfa_enabled(officer)


def test_the_rule_of_two_people():
    assert not needs_second_person(None, AT)
    assert needs_second_person(AT - timedelta(days=6), AT)
    assert not needs_second_person(AT - timedelta(days=7), AT)


# --- user names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("full_name", "taken", "expected"),
    [
        ("Nguyễn Văn Mẫu", set(), "nguyen-van-mau"),
        ("Nguyễn Văn Mẫu", {"nguyen-van-mau"}, "nguyen-van-mau-2"),
        ("Nguyễn Văn Mẫu", {"nguyen-van-mau", "nguyen-van-mau-2"}, "nguyen-van-mau-3"),
        ("  Đỗ Thị  Đào ", set(), "do-thi-dao"),
        ("Hồ Ê-Bru", set(), "ho-e-bru"),
        ("李", set(), "can-bo"),
        ("", {"can-bo"}, "can-bo-2"),
        ("A" * 150, set(), "a" * 55),
    ],
)
def test_a_user_name_is_made_of_the_name(full_name, taken, expected):
    name = username_from(full_name, taken)
    assert name == expected
    assert is_username(name)
