"""The page a one-time link opens: it sets a password once and tells a stranger nothing."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import close_account, issue_password_link, use_password_link
from loa.people.models import User

pytestmark = pytest.mark.django_db
NEW = "thach-sanh-cau-treo-87"


@pytest.fixture(autouse=True)
def own_counts(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "link"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def officer():
    return User.objects.create_user("can-bo", first_name="Trần Thị Thử")


def address_for(user, at=None):
    return reverse("password_link", args=[issue_password_link(user=user, by=None, at=at or now())])


def send(client, address, first=NEW, second=NEW):
    return client.post(address, {"password1": first, "password2": second})


def test_a_link_leads_to_a_password_and_to_the_door(officer):
    client = Client(enforce_csrf_checks=True)  # a browser that sends no referrer sends no origin either
    address = address_for(officer)
    page = client.get(address)
    assert page.status_code == 200
    assert "<strong>can-bo</strong> của Trần Thị Thử" in page.text
    assert "ít nhất 10 ký tự" in page.text
    assert not page.cookies
    sent = client.post(address, {"password1": NEW, "password2": NEW}, headers={"origin": "null"})
    assert sent["Location"] == reverse("account_login")
    assert "Đã đặt mật khẩu" in client.get(sent["Location"]).text
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_looking_at_a_link_does_not_use_it_up(client, officer):
    address = address_for(officer)
    for _ in range(3):  # a messenger that shows a preview opens it too
        assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert send(client, address).status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "", "Nhập mật khẩu mới."),
        (NEW, "khac", "Hai lần nhập chưa giống nhau"),
        ("ngan", "ngan", "ít nhất 10 ký tự"),
        ("1234567890", "1234567890", "chỉ gồm chữ số"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_stays(client, officer, first, second, said):
    address = address_for(officer)
    page = send(client, address, first, second)
    assert page.status_code == 200
    assert said in page.text.partition("error-summary")[2]
    assert 'href="#id_password' in page.text
    officer.refresh_from_db()
    assert not officer.has_usable_password()
    assert send(client, address).status_code == 302


def dead_addresses(officer):
    used = issue_password_link(user=officer, by=None, at=now())
    use_password_link(secret=used, password=NEW, at=now())
    old = address_for(officer, now() - timedelta(hours=24))
    replaced, _ = address_for(officer), address_for(officer)
    closed = User.objects.create_user("da-dong")
    of_closed = address_for(closed)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    wrong = reverse("password_link", args=["khong-he-co"])
    return [reverse("password_link", args=[used]), old, replaced, of_closed, wrong]


def test_every_dead_link_is_answered_alike(client, officer):
    answers = set()
    for address in dead_addresses(officer):
        for response in (client.get(address), send(client, address, "khac-han-moi-nguoi", "khac-han-moi-nguoi")):
            assert response.status_code == 404
            assert "can-bo" not in response.text.replace("dành cho cán bộ", "")
            answers.add(response.text)
    assert len(answers) == 1
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_the_address_leaks_nowhere(client, officer):
    address = address_for(officer)
    for response in (client.get(address), send(client, address, "ngan", "ngan"), client.get(address + "x/")):
        if response.status_code == 200:
            assert response["Referrer-Policy"] == "no-referrer"
            assert "no-store" in response["Cache-Control"]
            assert "noindex" in response.text


def test_a_dead_link_keeps_the_same_headers(client):
    response = client.get(reverse("password_link", args=["khong-he-co"]))
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_guessing_is_slowed(client, officer):
    address = address_for(officer)
    for number in range(20):
        assert client.get(reverse("password_link", args=[f"thu-{number}"])).status_code == 404
    assert client.get(address).status_code == 429
    assert send(client, address).status_code == 429
    assert client.get(address, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_sessions_of_the_account_end(client, officer):
    client.force_login(officer)
    send(Client(), address_for(officer))
    assert client.get(reverse("mfa_index")).status_code == 302


def test_closing_kills_the_link(client, officer):
    address = address_for(officer)
    close_account(user=officer, by=None, at=now())
    assert client.get(address).status_code == 404
