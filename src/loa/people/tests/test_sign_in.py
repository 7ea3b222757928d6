"""The one door: who gets in, who does not, and that no other way leads past it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from loa.people.adapter import AccountAdapter
from loa.people.models import User

PASSWORD = "mat-khau-rat-dai-1"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def own_counts(settings):
    """Failures are counted in the cache; every test starts from none."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sign-in"}}
    cache.clear()


@pytest.fixture
def officer(db):
    """An officer without any e-mail address."""
    return User.objects.create_superuser("can-bo", email="", password=PASSWORD)


def sign_in(client, name="can-bo", password=PASSWORD, address="/accounts/login/", **more):
    return client.post(address, {"login": name, "password": password, **more})


def current_code(steps=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


def test_officer_without_address_signs_in(client, officer):
    response = sign_in(client)
    assert response.status_code == 302
    assert response["Location"] == "/viec/"
    assert is_signed_in(client)


def test_address_is_no_user_name(client, officer):
    officer.email = "can-bo@example.org"
    officer.save()
    sign_in(client, name="can-bo@example.org")
    assert not is_signed_in(client)


def test_wrong_password_is_said_in_vietnamese_and_the_name_stays(client, officer):
    response = sign_in(client, password="sai")
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in response.text
    assert 'value="can-bo"' in response.text
    assert 'role="alert"' in response.text


def test_empty_form_points_at_both_fields(client, db):
    response = sign_in(client, name="", password="")
    assert 'href="#id_login"' in response.text
    assert 'href="#id_password"' in response.text
    assert 'aria-invalid="true"' in response.text
    assert response.text.count('id="id_login_error"') == 1


def test_unknown_and_known_names_are_answered_alike(client, officer):
    def answer(name):
        text = sign_in(client, name=name, password="sai").text
        return re.sub(r'value="[^"]*"', "", text)

    assert answer("can-bo") == answer("khong-co")


def test_guessing_is_stopped_even_with_the_right_password(client, officer):
    for _ in range(5):
        assert "quá nhiều lần" not in sign_in(client, password="sai").text
    response = sign_in(client)
    assert "Đã nhập sai quá nhiều lần. Chờ 5 phút" in response.text
    assert not is_signed_in(client)


def test_trying_many_names_from_one_place_is_stopped(client, officer):
    for number in range(20):
        sign_in(client, name=f"ten-{number}", password="sai")
    assert "quá nhiều lần" in sign_in(client).text


def test_flood_gets_its_own_page(client, officer):
    for _ in range(60):
        sign_in(client, name="", password="")
    response = sign_in(client)
    assert response.status_code == 429
    assert "Thao tác quá nhiều lần" in response.text


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.post("/accounts/signup/", {"username": "a", "password1": PASSWORD}).status_code == 404
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "mfa_add_webauthn"])
def test_unused_addresses_are_not_mounted(name):
    with pytest.raises((NoReverseMatch, ImproperlyConfigured)):
        reverse(name)


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/", "/_util/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_doors_lead_to_ours(client, officer, address, method):
    response = getattr(client, method)(address, {"username": "can-bo", "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert not is_signed_in(client)


@pytest.mark.parametrize("tail", ["done/", "complete/", "confirm/MQ/abc-def/"])
def test_wagtails_reset_pages_are_shut(client, db, tail):
    assert client.get(f"/admin/password_reset/{tail}").status_code == 404


AWAY = ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("place", AWAY)
def test_nobody_is_led_away(client, officer, place):
    response = sign_in(client, next=place)
    assert response["Location"] == "/viec/"
    client.logout()
    via_office = client.get("/admin/login/", {"next": place}, follow=True)
    response = sign_in(client, address=via_office.request["PATH_INFO"], next=place)
    assert "evil" not in response["Location"]
    assert "javascript" not in response["Location"]


def test_own_password_and_address_are_not_in_account_settings(admin_client):
    page = admin_client.get("/admin/account/").text
    assert "new_password" not in page
    assert 'type="email"' not in page
    assert reverse("account_change_password") in page
    assert reverse("mfa_index") in page


def test_password_change_asks_for_the_old_one(client, officer):
    client.force_login(officer)
    page = client.get(reverse("account_change_password")).text
    assert 'autocomplete="current-password"' in page
    assert page.count('autocomplete="new-password"') == 2
    new = {"password1": "mat-khau-khac-dai-2", "password2": "mat-khau-khac-dai-2"}
    wrong = client.post(reverse("account_change_password"), {"oldpassword": "sai", **new})
    assert 'href="#id_oldpassword"' in wrong.text
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    officer.refresh_from_db()
    assert officer.check_password("mat-khau-khac-dai-2")


def test_signing_out_needs_a_form_and_leads_to_the_door(client, officer):
    client.force_login(officer)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == "/accounts/login/"
    assert not is_signed_in(client)


def test_second_factor_is_set_up_after_the_password_again(client, officer):
    client.force_login(officer)
    refused = client.get(reverse("mfa_activate_totp"))
    assert refused["Location"].startswith(reverse("account_reauthenticate"))
    client.post(refused["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True).status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(codes.context["unused_codes"]) == 10
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes"))["Content-Type"].startswith("text/plain")


def test_password_alone_does_not_pass_the_second_factor(client, officer):
    TOTP.activate(officer, SECRET)
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert "không đúng" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).text.lower()
    client.post(reverse("mfa_authenticate"), {"code": current_code()})
    assert is_signed_in(client)


def test_recovery_code_passes_once(client, officer):
    TOTP.activate(officer, SECRET)
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    for expected in (True, False):
        client.logout()
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client) is expected


def test_codes_cannot_be_guessed(client, officer):
    TOTP.activate(officer, SECRET)
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": current_code()})
    assert not is_signed_in(client)
    assert Authenticator.objects.filter(user=officer).exists()


OPEN_PAGES = ["account_login", "account_inactive"]
OWN_PAGES = ["account_logout", "account_change_password", "account_reauthenticate", "mfa_index"]


@pytest.mark.parametrize("name", OPEN_PAGES + OWN_PAGES)
def test_account_pages_are_vietnamese_without_inline_code(client, officer, name):
    if name in OWN_PAGES:
        client.force_login(officer)
    page = client.get(reverse(name)).text
    assert "<h1>" in page
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", page)
    for english in ("Password", "Username", "Sign", "Remember", "Current", "New"):
        assert not re.search(rf">\s*{english}", page), english
