"""The office's screens for units: every role sees what its unit reaches, and nothing beside."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import Unit, User
from loa.people.permissions import RIGHTS, Right
from loa.people.tests.test_units import EXAMPLES

pytestmark = pytest.mark.django_db
IN_OFFICE = [role for role in Role if Right.ENTER_OFFICE in RIGHTS[role]]


@pytest.fixture(scope="module", autouse=True)
def vinh_linh(once_for_the_file):
    once_for_the_file(lambda: call_command("load_units", EXAMPLES))


def sign_in(client, *, role=None, key=None):
    user = User.objects.create_user("can-bo", first_name="Cán bộ thử")
    if role:
        assign_role(user=user, unit=Unit.objects.get(key=key), role=role, by=None, at=now())
    client.force_login(user)
    return user


def page(client, address):
    return client.get(address).content.decode().replace("\xa0", " ")


def address_of(key):
    return reverse("units:unit", args=[Unit.objects.get(key=key).pk])


@pytest.mark.parametrize("role", IN_OFFICE)
def test_a_role_in_the_district_sees_the_district_and_its_communes(client, role):
    sign_in(client, role=role, key="huyen-vinh-linh")
    tree = page(client, reverse("units:index"))
    assert "UBND huyện Vĩnh Linh" in tree
    assert "UBND thị trấn Hồ Xá" in tree
    assert "UBND tỉnh Quảng Trị" not in tree
    assert "UBND thị trấn Hồ Xá" in page(client, address_of("ho-xa-cu"))


@pytest.mark.parametrize("role", IN_OFFICE)
def test_a_role_in_a_commune_sees_that_commune_alone(client, role):
    sign_in(client, role=role, key="ho-xa-cu")
    tree = page(client, reverse("units:index"))
    assert "UBND thị trấn Hồ Xá" in tree
    assert "UBND xã Vĩnh Ô" not in tree
    assert client.get(address_of("vinh-o-cu")).status_code == 404
    assert client.get(address_of("huyen-vinh-linh")).status_code == 404


@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in IN_OFFICE)])
def test_without_the_right_role_the_screens_are_shut(client, role):
    sign_in(client, role=role, key="huyen-vinh-linh")
    for address in (reverse("units:index"), address_of("ho-xa-cu")):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")
        assert b"Vinh" not in response.content


def test_strangers_are_sent_to_sign_in(client):
    for address in (reverse("units:index"), address_of("ho-xa-cu")):
        response = client.get(address)
        assert response.status_code == 302
        assert b"Vinh" not in response.content


def test_another_day_shows_the_units_of_that_day(client):
    boss = User.objects.create_superuser("quan-tri")
    client.force_login(boss)
    then = page(client, reverse("units:index") + "?ngay=02/07/2025")
    assert "UBND xã Vĩnh Hoàng" in then
    assert "UBND huyện Vĩnh Linh" not in then


@pytest.mark.parametrize("text", ["hôm qua", "31/02/2024", "<script>", "9" * 300])
def test_a_day_that_cannot_be_read_is_answered(client, text):
    sign_in(client, role=Role.FOCAL, key="huyen-vinh-linh")
    response = client.get(reverse("units:index"), {"ngay": text})
    body = response.content.decode()
    assert response.status_code == 200
    assert "Không đọc được ngày" in body
    assert "<script>”" not in body


def test_a_life_shows_what_came_of_a_unit_and_who_is_missing(client):
    sign_in(client, role=Role.FOCAL, key="ho-xa-cu")
    life = page(client, address_of("ho-xa-cu"))
    assert "Nay thuộc" in life
    assert "UBND xã Vĩnh Linh (nhập toàn bộ)" in life
    assert "30/06/2025" in life
    assert "Cán bộ đầu mối: Cán bộ thử" in life
    assert "Còn thiếu: cán bộ đầu mối dự phòng" in life


@pytest.mark.parametrize("key", ["ho-xa-cu", "huyen-vinh-linh"])
def test_the_tree_costs_the_same_for_one_unit_and_forty(client, key, django_assert_num_queries):
    sign_in(client, role=Role.FOCAL, key=key)
    client.get(reverse("units:index"))
    levels = {"ho-xa-cu": 1, "huyen-vinh-linh": 2}[key]
    with django_assert_num_queries(11 + levels):
        client.get(reverse("units:index"))
