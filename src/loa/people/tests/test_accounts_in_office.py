"""The office's screens for accounts: a unit's administrator manages that unit's people, and nobody else's."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.core.management import call_command
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role, issue_password_link
from loa.people.choices import Role
from loa.people.models import AuditEntry, PasswordLink, RoleAssignment, Unit, User
from loa.people.permissions import RIGHTS, Right
from loa.people.tests.test_units import EXAMPLES

pytestmark = pytest.mark.django_db
OTHERS = [role for role in Role if Right.MANAGE_PEOPLE not in RIGHTS[role]]
CHANGES = ["issue_link", "close", "reopen", "reset_second_factor"]


@pytest.fixture(scope="module", autouse=True)
def vinh_linh(once_for_the_file):
    once_for_the_file(lambda: call_command("load_units", EXAMPLES))


def unit(key):
    return Unit.objects.get(key=key)


def person(name, *, home="ho-xa-cu", role=None, shown=""):
    user = User.objects.create_user(name, first_name=shown, home_unit=unit(home) if home else None)
    if role:
        assign_role(user=user, unit=unit(home), role=role, by=None, at=now())
    return user


@pytest.fixture
def boss(client):
    user = person("quan-tri-xa", role=Role.ADMINISTRATOR, shown="Quản Trị Xã")
    client.force_login(user)
    return user


@pytest.fixture
def officer():
    return person("can-bo", role=Role.FOCAL, shown="Trần Thị Thử")


def page(client, address, **asked):
    response = client.get(address, asked)
    assert response.status_code == 200, address
    return response.text.replace("\xa0", " ")


def at(name, *args):
    return reverse(f"accounts:{name}", args=[getattr(one, "pk", one) for one in args])


def filled(**changes):
    values = {
        "full_name": "Nguyễn Văn Mẫu",
        "username": "",
        "home_unit": unit("ho-xa-cu").pk,
        "roles": ["focal"],
        "work_phone": "",
        "email": "",
    }
    return values | changes


def all_addresses(account):
    held = account.roles.first()
    names = ["account", "change", "give_role", *CHANGES]
    return [at(name, account) for name in names] + ([at("end_role", account, held)] if held else [])


# --- who sees what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", OTHERS)
def test_others_have_no_such_screens(client, officer, role):
    client.force_login(person("ai-do", role=role))
    before = AuditEntry.objects.count()
    for address in (at("index"), at("open"), *all_addresses(officer)):
        for method in (client.get, client.post):
            assert method(address).status_code == (404 if Right.ENTER_OFFICE in RIGHTS[role] else 302)
    assert AuditEntry.objects.count() == before
    if Right.ENTER_OFFICE in RIGHTS[role]:
        assert "nguoi-dung" not in page(client, reverse("wagtailadmin_home"))


def test_the_menu_leads_there(client, boss):
    assert "nguoi-dung" in page(client, reverse("wagtailadmin_home"))


def test_the_list_shows_the_people_of_the_unit_and_no_neighbours(client, boss, officer):
    person("ben-canh", home="vinh-o-cu")
    person("cap-tren", home="huyen-vinh-linh")
    helper = person("tang-cuong", home="huyen-vinh-linh", shown="Lê Tăng Cường")
    assign_role(user=helper, unit=unit("ho-xa-cu"), role=Role.EDITOR, by=None, at=now())
    listed = page(client, at("index"))
    assert "Trần Thị Thử" in listed
    assert "Lê Tăng Cường" in listed
    assert "UBND huyện Vĩnh Linh" in listed
    assert "ben-canh" not in listed
    assert "cap-tren" not in listed
    assert "Chưa đặt mật khẩu" in listed


@pytest.mark.parametrize("home", ["vinh-o-cu", "huyen-vinh-linh", None])
def test_accounts_of_others_are_not_there(client, boss, home):
    stranger = person("nguoi-la", home=home)
    TOTP.activate(stranger, "JBSWY3DPEHPK3PXP")
    before = AuditEntry.objects.count()
    for address in all_addresses(stranger):
        assert client.get(address).status_code == 404
        assert client.post(address, filled(unit=unit("ho-xa-cu").pk, role="focal")).status_code == 404
    assert AuditEntry.objects.count() == before


def test_an_account_seen_but_not_managed_is_left_alone(client, boss):
    """The own account, one with a role above, and the administrator of the installation."""
    above = person("tren-nua", role=Role.FOCAL)
    assign_role(user=above, unit=unit("huyen-vinh-linh"), role=Role.FOCAL, by=None, at=now())
    everything = User.objects.create_superuser("tat-ca", home_unit=unit("ho-xa-cu"))
    before = AuditEntry.objects.count()
    for account in (boss, above, everything):
        shown = page(client, at("account", account))
        assert "Cấp liên kết" not in shown
        assert "Sửa thông tin" not in shown
        for name in ["change", "give_role", *CHANGES]:
            sent = filled(unit=unit("ho-xa-cu").pk, role="editor")
            assert client.post(at(name, account), sent).status_code == 302
    assert AuditEntry.objects.count() == before
    assert not PasswordLink.objects.exists()


def test_the_administrator_of_the_installation_sees_accounts_without_a_unit(client):
    client.force_login(User.objects.create_superuser("tat-ca"))
    person("khong-don-vi", home=None)
    assert "khong-don-vi" in page(client, at("index"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "tran thu"}, {"can-bo"}),
        ({"q": "TRẦN"}, {"can-bo"}),
        ({"q": "quan-tri"}, {"quan-tri-xa"}),
        ({"q": "không ai"}, set()),
        ({"don-vi": "0"}, {"can-bo", "quan-tri-xa"}),
        ({"don-vi": "chữ", "p": "chữ"}, {"can-bo", "quan-tri-xa"}),
        ({"p": "9" * 300, "don-vi": "9" * 300}, {"can-bo", "quan-tri-xa"}),
        ({"p": "99"}, {"can-bo", "quan-tri-xa"}),
    ],
)
def test_the_list_is_searched_without_marks(client, boss, officer, asked, found):
    listed = page(client, at("index"), **asked)
    shown = {user.username for user in User.objects.all() if f"<div>{user.username}</div>" in listed}
    assert shown == found
    if not found:
        assert "Không có người dùng nào khớp" in listed


def test_the_list_is_narrowed_to_a_unit(client, officer):
    client.force_login(person("quan-tri-huyen", home="huyen-vinh-linh", role=Role.ADMINISTRATOR))
    person("ben-canh", home="vinh-o-cu")
    listed = page(client, at("index"), **{"don-vi": unit("ho-xa-cu").pk})
    assert "Trần Thị Thử" in listed
    assert "ben-canh" not in listed


def test_a_long_list_comes_in_pages(client, boss):
    User.objects.bulk_create(User(username=f"nguoi-{number:02}", home_unit=boss.home_unit) for number in range(60))
    first = page(client, at("index"), q="nguoi")
    assert "60 người dùng, trang 1 trong 2" in first
    assert "nguoi-49" in first
    assert "nguoi-50" not in first
    assert re.search(r'href="\?q=nguoi&amp;p=2"', first)
    assert "nguoi-50" in page(client, at("index"), q="nguoi", p=2)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("key", "levels"), [("ho-xa-cu", 1), ("huyen-vinh-linh", 2)])
def test_the_list_costs_the_same_for_one_account_and_three(client, rows, key, levels, django_assert_num_queries):
    client.force_login(person("quan-tri", home=key, role=Role.ADMINISTRATOR))
    for number in range(rows):
        assign_role(user=person(f"n{number}"), unit=unit("ho-xa-cu"), role=Role.EDITOR, by=None, at=now())
    client.get(at("index"))
    with django_assert_num_queries(12 + levels):
        client.get(at("index"))


@pytest.mark.parametrize("roles", [1, 3])
def test_a_page_costs_the_same_for_one_role_and_three(client, boss, officer, roles, django_assert_num_queries):
    for role in [Role.EDITOR, Role.VIEWER][: roles - 1]:
        assign_role(user=officer, unit=unit("ho-xa-cu"), role=role, by=None, at=now())
    client.get(at("account", officer))
    with django_assert_num_queries(17):
        client.get(at("account", officer))


# --- opening and changing ------------------------------------------------------------------------------------------


def test_an_account_is_opened_with_a_name_made_for_it(client, boss):
    opened = client.post(at("open"), filled(roles=["focal", "editor"]))
    account = User.objects.get(username="nguyen-van-mau")
    assert opened["Location"] == at("account", account)
    assert set(account.roles.values_list("role", flat=True)) == {"focal", "editor"}
    shown = page(client, opened["Location"])
    assert "Đã mở tài khoản nguyen-van-mau" in shown
    assert "Cấp liên kết đặt mật khẩu" in shown
    client.post(at("open"), filled())
    assert User.objects.filter(username="nguyen-van-mau-2").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"full_name": ""}, "Ghi họ và tên"),
        ({"username": "Nguyễn"}, "chữ thường không dấu"),
        ({"username": "quan-tri-xa"}, "đã có người dùng"),
        ({"email": "khong-phai"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"work_phone": "0" * 41}, "40"),
        ({"roles": ["king"]}, "king"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, boss, wrong, said):
    answer = client.post(at("open"), filled(**({"work_phone": "0233 000 111"} | wrong)))
    assert answer.status_code == 200
    assert said in answer.text
    assert "Chưa có gì được lưu" in answer.text
    if "work_phone" not in wrong:
        assert 'value="0233 000 111"' in answer.text
    assert set(User.objects.values_list("username", flat=True)) == {"quan-tri-xa"}


@pytest.mark.parametrize("key", ["vinh-o-cu", "huyen-vinh-linh"])
def test_a_unit_beyond_the_reach_is_not_offered_and_not_taken(client, boss, officer, key):
    elsewhere = unit(key).pk
    assert f'value="{elsewhere}"' not in page(client, at("open"))
    answers = [
        client.post(at("open"), filled(home_unit=elsewhere)),
        client.post(at("change", officer), filled(home_unit=elsewhere)),
        client.post(at("give_role", officer), {"unit": elsewhere, "role": "leader"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert "không thuộc phạm vi được quản lý" in answer.text
    officer.refresh_from_db()
    assert officer.home_unit == unit("ho-xa-cu")
    assert User.objects.count() == 2
    assert officer.roles.count() == 1


def test_an_account_is_changed(client, boss, officer):
    assert 'value="Trần Thị Thử"' in page(client, at("change", officer))
    client.post(at("change", officer), filled(full_name="Trần Thị Mới", work_phone="0233 000 222"))
    officer.refresh_from_db()
    assert (officer.get_full_name(), officer.work_phone) == ("Trần Thị Mới", "0233 000 222")


# --- roles ---------------------------------------------------------------------------------------------------------


def test_a_role_is_given_and_ended(client, boss, officer):
    assert "Quản lý người dùng" not in page(client, at("account", officer))
    assert "quản lý người dùng" in page(client, at("give_role", officer))
    client.post(at("give_role", officer), {"unit": unit("ho-xa-cu").pk, "role": "clerk"})
    held = officer.roles.get(role=Role.CLERK)
    question = page(client, at("end_role", officer, held))
    assert "Trần Thị Thử (can-bo) thôi làm văn thư của UBND thị trấn Hồ Xá từ hôm nay" in question
    client.post(at("end_role", officer, held))
    held.refresh_from_db()
    assert held.held_until == now().date()
    again = client.post(at("end_role", officer, held))
    assert "đã kết thúc trước đó" in again.text


def test_a_role_held_already_is_refused_in_words(client, boss, officer):
    answer = client.post(at("give_role", officer), {"unit": unit("ho-xa-cu").pk, "role": "focal"})
    assert "đang giữ vai trò đó" in answer.text
    assert officer.roles.count() == 1


def test_a_role_elsewhere_of_a_person_shown_here_is_not_ended_here(client, boss):
    helper = person("tang-cuong", home="huyen-vinh-linh", role=Role.FOCAL)
    assign_role(user=helper, unit=unit("ho-xa-cu"), role=Role.EDITOR, by=None, at=now())
    above, here = helper.roles.get(role=Role.FOCAL), helper.roles.get(role=Role.EDITOR)
    assert client.post(at("end_role", helper, above)).status_code == 404
    client.post(at("end_role", helper, here))
    assert set(RoleAssignment.objects.filter(user=helper, held_until=None)) == {above}


def test_a_role_is_ended_at_the_address_of_its_holder_only(client, boss, officer):
    other = person("khac", role=Role.EDITOR)
    assert client.post(at("end_role", officer, other.roles.get())).status_code == 404


# --- letting in again ----------------------------------------------------------------------------------------------


def test_a_link_is_shown_once_and_works(client, boss, officer):
    assert not PasswordLink.objects.exists()
    page(client, at("issue_link", officer))
    assert not PasswordLink.objects.exists()
    shown = client.post(at("issue_link", officer))
    assert "no-store" in shown["Cache-Control"]
    address = re.search(r"http://testserver(/accounts/mat-khau/[\w-]{43}/)</textarea>", shown.text)[1]
    assert "14:00" not in shown.text
    assert "16/03/2024" in shown.text
    assert "Trần Thị Thử" in shown.text
    assert client.get(address).status_code == 200
    secret = address.split("/")[-2]
    for later in (at("account", officer), at("issue_link", officer)):
        assert secret not in page(client, later)
    assert "dùng được đến" in page(client, at("account", officer))


def test_the_confirmations_say_what_will_happen_to_whom(client, boss, officer):
    for name in CHANGES:
        question = page(client, at(name, officer))
        assert "Trần Thị Thử (can-bo)" in question
        assert "Quay lại, không thay đổi" in question
    officer.refresh_from_db()
    assert officer.is_active
    assert not PasswordLink.objects.exists()


def test_an_account_is_closed_and_reopened(client, boss, officer):
    client.post(at("close", officer))
    officer.refresh_from_db()
    assert not officer.is_active
    assert "Đã đóng" in page(client, at("index"))
    refused = client.post(at("issue_link", officer))
    assert "Mở lại tài khoản rồi cấp liên kết" in refused.text
    assert "Mở lại tài khoản" in page(client, at("account", officer))
    client.post(at("reopen", officer))
    officer.refresh_from_db()
    assert officer.is_active


def test_a_second_factor_is_taken_away_by_a_second_person(client, boss, officer):
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    issue_password_link(user=officer, by=boss, at=now())
    refused = client.post(at("reset_second_factor", officer))
    assert "Nhờ một người quản trị khác" in refused.text
    assert is_mfa_enabled(officer)
    client.force_login(person("quan-tri-2", role=Role.ADMINISTRATOR))
    client.post(at("reset_second_factor", officer))
    assert not is_mfa_enabled(officer)


# --- how a unit is reached -----------------------------------------------------------------------------------------


def test_contacts_are_changed_by_those_who_manage_people(client, boss):
    address = reverse("units:contacts", args=[unit("ho-xa-cu").pk])
    of_unit = reverse("units:unit", args=[unit("ho-xa-cu").pk])
    assert "không ghi số điện thoại riêng" in page(client, address)
    assert address in page(client, of_unit)
    sent = {"phone": "0233 000 000", "email": "", "address": "Số 1", "website": "xa.example.org"}
    assert client.post(address, sent)["Location"] == of_unit
    shown = page(client, of_unit)
    assert "0233 000 000" in shown
    assert 'href="https://xa.example.org"' in shown
    wrong = client.post(address, sent | {"website": "javascript:alert(1)", "phone": "0233 999"})
    assert "Địa chỉ trang chưa đúng" in wrong.text
    assert 'value="0233 999"' in wrong.text
    assert unit("ho-xa-cu").phone == "0233 000 000"
    assert client.post(reverse("units:contacts", args=[unit("vinh-o-cu").pk]), sent).status_code == 404


def test_others_do_not_see_the_way_to_change_contacts(client):
    client.force_login(person("dau-moi", role=Role.FOCAL))
    address = reverse("units:contacts", args=[unit("ho-xa-cu").pk])
    assert client.get(address).status_code == 404
    assert address not in page(client, reverse("units:unit", args=[unit("ho-xa-cu").pk]))
