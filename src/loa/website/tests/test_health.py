"""The health address: 200 when all is well, 503 with the reason in words, never a path, a host or a cookie."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from loa import __version__
from loa.base import health
from loa.newsroom.actions import fetch_letters
from loa.website.models import Heartbeat

ADDRESS = "/suc-khoe/"


@pytest.fixture
def beating(db):
    return Heartbeat.objects.create(name=Heartbeat.TICK, at=timezone.now() - timedelta(seconds=30))


def test_all_is_well(client, beating, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get(ADDRESS)
    assert response.status_code == 200
    answer = response.json()
    assert 30 <= answer.pop("heartbeat_seconds") < 60
    assert answer == {
        "ok": True, "version": __version__, "database": True, "migrations": True, "disk": True, "problems": [],
        "warnings": [],
    }  # fmt: skip
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_timed_work_that_never_ran(client, db):
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json()["problems"] == ["Công việc định kỳ chưa chạy lần nào."]


def test_timed_work_that_stopped(client, beating):
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=6))
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert "đã ngừng chạy" in response.json()["problems"][0]
    assert response.json()["heartbeat_seconds"] >= 360


def test_a_migration_not_applied(client, beating):
    MigrationRecorder.Migration.objects.filter(app="website").latest("id").delete()
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json()["migrations"] is False
    assert "loa migrate" in response.json()["problems"][0]


def test_a_disk_nearly_full(client, beating, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json()["problems"] == ["Ổ đĩa gần đầy hoặc không ghi được."]


def test_a_folder_that_is_gone(client, beating, settings, tmp_path):
    settings.VAR = tmp_path / "khong-co"
    response = client.get(ADDRESS)
    assert (response.status_code, response.json()["disk"]) == (503, False)
    assert str(tmp_path) not in response.text


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer(client, monkeypatch, tmp_path):
    connection.close()
    elsewhere = {"NAME": str(tmp_path / "khong-co" / "a.sqlite3")} if connection.vendor == "sqlite" else {"PORT": "1"}
    for name, value in elsewhere.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    response = client.get(ADDRESS)
    connection.close()
    assert response.status_code == 503
    answer = response.json()
    assert (answer["database"], answer["migrations"], answer["heartbeat_seconds"]) == (False, None, None)
    assert answer["problems"] == ["Không dùng được cơ sở dữ liệu."]
    assert not any(word in response.text for word in ("sqlite", "127.0.0.1", "refused", str(tmp_path)))


def test_only_reading(client, beating):
    assert client.post(ADDRESS).status_code == 405


def test_it_is_asked_for_without_the_proxy(client, beating, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(ADDRESS).status_code == 200
    assert client.get("/ke-hoach/").status_code == 301


def test_a_mailbox_out_of_reach_is_told_and_does_not_make_the_installation_ill(client, beating, settings):
    settings.LOA_NEWS_MAILBOX = "maildir:/khong-co"
    fetch_letters(at=datetime(2024, 3, 15, 1, 10, tzinfo=UTC))
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response.json()["warnings"] == ["Không lấy được thư gửi về nơi biên tập từ 08:10 15/03/2024."]
    assert "khong-co" not in response.text
