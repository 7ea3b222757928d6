"""The pages shown when something goes wrong: Vietnamese, no cookie, and nothing typed is lost."""

import logging

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from loa import urls as real_urls
from loa.base import views
from loa.people.models import User

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ELSEWHERE = {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "https://evil.example"}


@pytest.fixture
def strict_client(db):
    return Client(enforce_csrf_checks=True)


def test_missing_page_is_vietnamese_and_sets_no_cookie(client, db):
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.text
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_missing_page_of_the_office_is_vietnamese(admin_client):
    response = admin_client.get("/admin/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "not found" not in response.text
    assert "Không tìm thấy" in response.text or "không tìm thấy" in response.text


def test_unknown_host_gets_bad_request(client):
    response = client.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.text
    assert "Content-Security-Policy" in response


def test_refusal_is_vietnamese(db):
    request = RequestFactory().get("/")
    response = views.permission_denied(request)
    assert response.status_code == 403
    assert "Không có quyền xem trang này" in response.text


def _fails(request):
    raise RuntimeError("on purpose")


class UrlsWithFault:
    handler500 = real_urls.handler500
    urlpatterns = [path("hong/", _fails), *real_urls.urlpatterns]


def test_server_errors_are_written_down_outside_debugging():
    """The page says so. The types are exact: pytest hangs handlers of its own on the root."""
    logger, handlers = logging.getLogger("django.request"), []
    while logger:
        handlers += logger.handlers
        logger = logger.parent if logger.propagate else None
    assert [handler for handler in handlers if type(handler) is logging.StreamHandler and not handler.filters]


def test_server_error_needs_no_database(settings):
    """No `db` fixture: touching the database would fail the test."""
    settings.ROOT_URLCONF = UrlsWithFault
    response = Client(raise_request_exception=False).get("/hong/")
    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.text
    assert "on purpose" not in response.text


def test_server_error_survives_a_broken_template(settings):
    settings.TEMPLATES = []
    response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.text


def _post_login(client, **headers):
    typed = {"login": "can-bo-<tu-phap>", "password": "bi-mat-khong-duoc-in-lai", "csrfmiddlewaretoken": "a" * 64}
    return client.post("/accounts/login/?next=/admin/", typed, **headers)


def test_stale_form_keeps_what_was_typed_but_no_password(strict_client):
    response = _post_login(strict_client, **OWN_PAGE)
    assert response.status_code == 403
    assert "cần gửi lại" in response.text
    assert '<input type="hidden" name="login" value="can-bo-&lt;tu-phap&gt;">' in response.text
    assert "bi-mat-khong-duoc-in-lai" not in response.text
    assert 'type="password"' in response.text
    assert 'action="/accounts/login/?next=/admin/"' in response.text


def test_what_a_form_sends_by_itself_is_kept_but_not_shown_as_typed(strict_client):
    typed = {"login": "can-bo", "revision": "7391", "csrfmiddlewaretoken": "a" * 64}
    page = strict_client.post("/accounts/login/", typed, **OWN_PAGE).text
    assert page.count("7391") == 1
    assert '<input type="hidden" name="revision" value="7391">' in page
    assert page.count("can-bo") == 2


def test_stale_form_can_be_sent_again(strict_client):
    User.objects.create_user("can-bo", password="mat-khau-rat-dai-1")
    first = strict_client.post("/accounts/login/", {"login": "can-bo", "password": "sai"}, **OWN_PAGE)
    token = first.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    typed = {"login": "can-bo", "password": "mat-khau-rat-dai-1", "csrfmiddlewaretoken": token}
    assert strict_client.post("/accounts/login/", typed, **OWN_PAGE).status_code == 302
    assert strict_client.session["_auth_user_id"]


@pytest.mark.parametrize("headers", [ELSEWHERE, {}, {"HTTP_REFERER": "https://evil.example/"}])
def test_form_from_elsewhere_is_refused_without_repeating_it(strict_client, headers):
    response = _post_login(strict_client, **headers)
    assert response.status_code == 403
    assert "Không nhận biểu mẫu này" in response.text
    assert "can-bo" not in response.text


def test_old_browser_is_known_by_its_referer(strict_client):
    response = _post_login(strict_client, HTTP_REFERER="http://testserver/accounts/login/")
    assert "cần gửi lại" in response.text


def test_ended_session_keeps_what_was_typed(client, db):
    typed = {"first_name": "Nguyễn Thị <Hoa>", "note": "dòng một\ndòng hai"}
    response = client.post("/admin/account/", typed)
    assert response.status_code == 403
    assert "Phiên làm việc đã hết" in response.text
    assert 'name="first_name" value="Nguyễn Thị &lt;Hoa&gt;"' in response.text
    assert "dòng một<br>dòng hai" in response.text
    assert 'action="/admin/account/"' in response.text


def test_ended_session_shows_no_page_to_a_script(client, db):
    response = client.post("/admin/account/", {"note": "x"}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert response.status_code == 403
    assert "Phiên làm việc" not in response.text


def test_robots_and_icon_answer(client, db):
    robots = client.get("/robots.txt")
    assert "Disallow: /admin/" in robots.text
    assert not robots.cookies
    icon = client.get("/favicon.ico")
    assert icon.getvalue()[:4] == b"\0\0\1\0"
    _close_file(icon)


def _close_file(response):
    """Close the file alone: closing the answer would also close the connection under the test's transaction."""
    for close in response._resource_closers:
        close()


@pytest.mark.parametrize("name", ["documents/a.pdf", "original_images/a.png", "images/../documents/a.pdf"])
def test_media_gives_out_only_pictures(client, db, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    for folder in ("documents", "original_images", "images"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.pdf").write_text("kín")
        (tmp_path / folder / "a.png").write_text("mở")
    assert client.get(f"/media/{name}").status_code == 404
    picture = client.get("/media/images/a.png")
    _close_file(picture)
    assert picture["Content-Security-Policy"].endswith("sandbox")
