"""Who enters the office: the roles of today decide, and nobody is sent round in a circle."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role, end_role, load_units
from loa.people.choices import Role
from loa.people.models import Unit, User
from loa.people.permissions import RIGHTS, Right
from loa.people.tests.test_units import line

pytestmark = pytest.mark.django_db
BEFORE = datetime(2024, 1, 5, 2, 0, tzinfo=UTC)
YESTERDAY = datetime(2024, 3, 14, 2, 0, tzinfo=UTC)
PASSWORD = "mat-khau-rat-dai-1"


@pytest.fixture(autouse=True)
def commune(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_units([line("mot")], [], by=None, at=BEFORE)
    return Unit.objects.get()


def holder(role, commune, at=BEFORE):
    user = User.objects.create_user("can-bo", password=PASSWORD)
    held = assign_role(user=user, unit=commune, role=role, by=None, at=at)
    return user, held


def enters(client):
    return client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_a_role_enters_as_the_table_says(client, commune, role):
    user, _ = holder(role, commune)
    client.force_login(user)
    assert enters(client) == (Right.ENTER_OFFICE in RIGHTS[role])


def test_without_a_role_nobody_enters(client):
    client.force_login(User.objects.create_user("can-bo"))
    assert not enters(client)


@pytest.mark.parametrize(("begun", "ended"), [(BEFORE, YESTERDAY), (now() + timedelta(days=1), None)])
def test_a_role_opens_the_office_only_while_it_lasts(client, commune, begun, ended):
    user, held = holder(Role.FOCAL, commune, begun)
    if ended:
        end_role(held, by=None, at=ended)
    client.force_login(user)
    assert not enters(client)


def test_a_closed_account_does_not_enter(client, commune):
    user, _ = holder(Role.ADMINISTRATOR, commune)
    client.force_login(user)
    User.objects.update(is_active=False)
    assert not enters(client)


def test_the_role_opens_the_office_and_nothing_in_it(commune):
    user, _ = holder(Role.ADMINISTRATOR, commune)
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.has_perm("wagtailadmin.access_admin", obj=commune)
    for perm in ("people.change_user", "people.add_user", "auth.change_group", "wagtailcore.add_site"):
        assert not user.has_perm(perm)


OF_WAGTAIL = ["users/", "users/new/", "users/{pk}/", "users/delete/{pk}/", "users/export/", "groups/", "groups/new/"]


@pytest.mark.parametrize("address", OF_WAGTAIL)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_users_stay_shut(client, commune, address, method):
    user, _ = holder(Role.ADMINISTRATOR, commune)
    client.force_login(user)
    sent = {"username": "khac", "is_superuser": 1}
    response = getattr(client, method)("/admin/" + address.format(pk=user.pk), sent)
    assert response.status_code in {302, 404}
    if response.status_code == 302:
        assert response["Location"] == reverse("wagtailadmin_home")
    assert not User.objects.filter(is_superuser=True).exists()
    assert "/admin/users/" not in client.get(reverse("wagtailadmin_home")).text


def test_a_viewer_is_told_about_the_office_instead_of_going_round_in_a_circle(client, commune):
    holder(Role.VIEWER, commune)
    client.post(reverse("account_login"), {"login": "can-bo", "password": PASSWORD})
    refused = client.get(reverse("wagtailadmin_home"), follow=True)
    assert refused.status_code == 403
    assert "Không có quyền xem trang này" in refused.text


def test_an_officer_who_asked_for_the_office_arrives_there(client, commune):
    holder(Role.FOCAL, commune)
    office = reverse("wagtailadmin_home")
    door = f"{reverse('account_login')}?next={office}"
    arrived = client.post(door, {"login": "can-bo", "password": PASSWORD})
    assert arrived["Location"] == office
    assert client.get(door)["Location"] == office
