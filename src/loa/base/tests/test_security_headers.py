"""What every answer carries, and what visitors are never given."""

import pytest
from django.test import Client

from loa.base.middleware import PERMISSIONS_POLICY

PUBLIC = ["/", "/ke-hoach/", "/khong-co-trang-nay/", "/robots.txt", "/tin-bai/atom.xml", "/sitemap.xml", "/nhan-tin/"]


@pytest.mark.parametrize("address", [*PUBLIC, "/accounts/login/", "/admin/"])
def test_headers(client, db, address):
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Permissions-Policy"] == PERMISSIONS_POLICY
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "Strict-Transport-Security" not in response  # this installation speaks no HTTPS


@pytest.mark.parametrize("address", PUBLIC)
def test_public_policy_allows_only_own_files(client, db, address):
    directives = dict(part.strip().split(" ", 1) for part in client.get(address)["Content-Security-Policy"].split(";"))
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == "'self'"
    assert directives["base-uri"] == directives["object-src"] == "'none'"


@pytest.mark.parametrize("address", [*PUBLIC, "/static/base/loa.css"])
def test_visitors_get_no_cookie(client, db, address):
    response = client.get(address)
    for close in response._resource_closers:  # closing the answer itself would end the test's transaction
        close()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_https_is_insisted_on_behind_a_proxy(settings, db):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client = Client()
    assert client.get("/")["Location"] == "https://testserver/"
    assert "max-age=31536000" in client.get("/", HTTP_X_FORWARDED_PROTO="https")["Strict-Transport-Security"]
    assert client.get("/").status_code == 301  # the page kept for HTTPS is not given out over plain HTTP


def test_office_scripts_get_a_fresh_nonce_and_styles_stay_strict(admin_client):
    policies = [admin_client.get("/admin/users/new/")["Content-Security-Policy"] for _ in range(2)]
    assert "style-src 'self';" in f"{policies[0]};"
    assert "unsafe" not in policies[0]


def test_rich_text_editor_may_write_its_styles(admin_client):
    from wagtail.models import Page

    home = Page.objects.get(depth=2)
    page = admin_client.get(f"/admin/pages/{home.pk}/edit/")
    assert "style-src 'self' 'unsafe-inline'" in page["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe" not in page["Content-Security-Policy"]
