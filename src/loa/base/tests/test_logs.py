"""What reaches the log of an event: where and who, and nothing that people typed or that is a key."""

import io
import logging
import re

import pytest
from django.conf import settings as project
from django.test import Client, RequestFactory
from django.urls import path

from loa import urls as real_urls
from loa.base.logs import LineFormatter, OnlyTrouble
from loa.people.models import User

SECRET = "bi-mat-cua-lien-ket-1234567890"


@pytest.fixture
def lines():
    """What the project's own formatter makes of every event of a test."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: written.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


def _fails(request, secret=""):
    list(request.user.groups.all())  # as any page of the office: the account is known by then
    raise RuntimeError("on purpose\nin two lines")


def _refused_row(request):
    User.objects.create(username=request.POST["note"])


class UrlsWithFaults:
    handler500 = real_urls.handler500
    urlpatterns = [
        path("hong/", _fails),
        path("trung/", _refused_row),
        path("accounts/mat-khau/<secret>/", _fails),
        path("lich/<secret>.ics", _fails),
        *real_urls.urlpatterns,
    ]


@pytest.fixture
def broken_site(settings, db):
    settings.ROOT_URLCONF = UrlsWithFaults
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("can-bo"))
    return client


def test_the_settings_use_this_form():
    assert project.LOGGING["formatters"]["line"]["()"] == "loa.base.logs.LineFormatter"
    assert project.LOGGING["handlers"]["console"]["formatter"] == "line"


def test_an_event_is_one_line_with_the_time_zone(lines):
    logging.getLogger("loa.trial").warning("một\r\nhai\u2028ba")
    (line,) = lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00 WARNING loa\.trial: một ⏎ hai ⏎ ba", line)


def test_a_fault_in_a_view_is_one_line_with_address_and_account(broken_site, lines):
    user = User.objects.get()
    broken_site.post("/hong/?khoa=trong-cau-hoi", {"note": "điều người dùng gõ"})
    (line,) = lines()
    assert f"ERROR django.request [POST /hong/ user={user.pk}]: Internal Server Error: /hong/ ⏎ Traceback" in line
    assert line.endswith("RuntimeError: on purpose ⏎ in two lines")
    assert "gõ" not in line
    assert "trong-cau-hoi" not in line


def test_the_key_in_an_address_is_masked(broken_site, lines):
    broken_site.get(f"/accounts/mat-khau/{SECRET}/")
    (line,) = lines()
    assert "[GET /accounts/mat-khau/…/ user=" in line
    assert "Internal Server Error: /accounts/mat-khau/…/" in line
    assert SECRET not in line


def test_the_key_of_a_calendar_is_masked(broken_site, lines):
    broken_site.get(f"/lich/{SECRET}.ics")
    (line,) = lines()
    assert "[GET /lich/… user=" in line
    assert "Internal Server Error: /lich/… ⏎" in line
    assert SECRET not in line


def test_the_calendar_page_of_the_desk_is_no_key(lines):
    logging.getLogger("loa.trial").warning("sai ở /viec/lich/2024-03-31/")
    assert lines()[0].endswith("sai ở /viec/lich/2024-03-31/")


def test_a_refused_row_does_not_bring_its_values(broken_site, lines):
    User.objects.create(username="dòng một\n\ndòng hai bí mật")
    broken_site.post("/trung/", {"note": "dòng một\n\ndòng hai bí mật"})
    (line,) = lines()
    assert "IntegrityError" in line
    assert "bí mật" not in line


def test_a_stranger_and_an_odd_request_have_a_line_too(lines):
    request = RequestFactory().get("/a b%0Ac/")
    logging.getLogger("loa.trial").error("sai", extra={"request": request})
    logging.getLogger("loa.trial").error("sai", extra={"request": object()})
    first, second = lines()
    assert "[GET /abc/ user=-]: sai" in first
    assert second.endswith("ERROR loa.trial: sai")


def test_work_that_goes_well_leaves_no_line_whatever_level_its_worker_asks_for(caplog):
    tasks = logging.getLogger("django_tasks")
    assert any(isinstance(one, OnlyTrouble) for one in tasks.filters)
    with caplog.at_level(logging.DEBUG, logger="django_tasks"):
        tasks.info("state=SUCCESSFUL")
        tasks.error("state=FAILED")
    assert caplog.messages == ["state=FAILED"]
