"""Backups on both engines: brought back by the real command into a new place, damaged, interrupted, compared."""

import json
import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from loa.base.backup import BackupProblem, make_backup
from loa.base.backup.contents import checksum, read_tables
from loa.base.backup.engines import engine
from loa.base.backup.manifest import FILE
from loa.people.models import AuditEntry, User

AT = datetime(2024, 3, 15, 1, 30, tzinfo=UTC)
NAMES = ("media", "documents", "evidence")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(tmp_path, settings):
    """An installation with two accounts, an audit entry and three files in folders of its own."""
    settings.MEDIA_ROOT = tmp_path / "here" / "media"
    settings.STORAGES = {
        name: kind | ({"OPTIONS": {"location": tmp_path / "here" / name}} if name in NAMES else {})
        for name, kind in project.STORAGES.items()
    }
    for name, content in (("media/images/anh.png", b"png"), ("documents/a/kh.docx", b"docx" * 99), ("evidence/b", b"")):
        file = tmp_path / "here" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    first = User.objects.create(username="can-bo", first_name="Nguyễn Văn Mẫu")
    User.objects.create(username="lanh-dao")
    AuditEntry.objects.create(
        at=AT, by=first, action="a.b", object_kind="x", object_key="1", details={"số": [1, 2.5, None]}
    )
    return tmp_path


@pytest.fixture
def backup(room):
    folder = room / "ban-sao"
    make_backup(folder, at=AT)
    return folder


def _database_file(folder):
    return next(folder.glob("database.*"))


@contextmanager
def _new_place(room):
    """The environment of an installation with nothing in it, on the same engine."""
    variables = os.environ | {"LOA_VAR": str(room / "there"), "DJANGO_SETTINGS_MODULE": "loa.settings"}
    if connection.vendor == "sqlite":
        yield variables | {"LOA_DATABASE_URL": f"sqlite:///{room}/there/loa.sqlite3"}
        return
    name = f"{connection.settings_dict['NAME']}_there"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    place = connection.settings_dict
    try:
        yield variables | {"LOA_DATABASE_URL": f"postgres://{place['USER']}@{place['HOST']}:{place['PORT']}/{name}"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _loa(environment, *words):
    command = [sys.executable, "-m", "django", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_brought_back_into_a_new_place_it_is_the_same(backup, room):
    with _new_place(room) as there:
        nowhere = _loa(there, "compare_backup", backup)
        assert (nowhere.returncode, "Chưa đối chiếu được" in nowhere.stderr) == (1, True)
        restored = _loa(there, "restore", backup)
        assert restored.returncode == 0, restored.stderr
        assert "khớp" in restored.stdout
        assert (room / "there" / "documents" / "a" / "kh.docx").read_bytes() == b"docx" * 99
        compared = _loa(there, "compare_backup", backup)
        assert (compared.returncode, compared.stdout.startswith("Khớp")) == (0, True)
        again = _loa(there, "restore", backup)
        assert again.returncode == 1
        assert "không trống" in again.stderr
        # And it lives: the counters of keys go on behind what was restored.
        asked = "from loa.people.models import User; User.objects.create(username='moi'); print(User.objects.count())"
        assert _loa(there, "shell", "-v", "0", "-c", asked).stdout.strip() == "3"
        changed = _loa(there, "compare_backup", backup)
        assert changed.returncode == 1
        assert "Bảng people_user: lúc sao lưu có 2 dòng, nay có 3 dòng." in changed.stderr


def test_what_a_backup_holds_and_who_may_open_it(backup):
    form = json.loads((backup / FILE).read_text())
    assert form["engine"] == connection.vendor
    assert form["made_at"] == "2024-03-15T01:30:00+00:00"
    assert form["tables"]["people_user"]["rows"] == 2
    assert "website.0004_heartbeat" in form["migrations"]
    database = _database_file(backup).name
    assert set(form["files"]) == {database, "media/images/anh.png", "documents/a/kh.docx", "evidence/b"}
    assert backup.stat().st_mode & 0o077 == 0
    assert not list(backup.parent.glob("*.part"))


def test_what_is_written_meanwhile_does_not_wait_and_does_not_count(room):
    def write():
        User.objects.create(username="nguoi-moi")
        connections.close_all()

    with engine().copied(room / "co-so-du-lieu"):
        writer = Thread(target=write)
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        assert read_tables()["people_user"].rows == 2
    assert User.objects.count() == 3


def test_the_sums_are_the_same_on_every_engine(room):
    """Rows as the database of this run gives them back, against literals that hold for both engines."""
    entries = AuditEntry.objects.values_list("at", "action", "by__first_name", "details")
    assert checksum(entries).sum.startswith("9c6f3d27ae9ea4f3")
    User.objects.create(pk=1001, username="thu-ba", password="!", date_joined=AT, is_active=False)
    accounts = User.objects.filter(pk=1001).values_list(
        "pk", "username", "date_joined", "is_active", "last_login", "home_unit_id"
    )
    assert checksum(accounts).sum.startswith("32e05f60049c9397")


def test_a_sum_knows_every_kind_of_value_and_no_order():
    rows = [
        (1, "ấ", None, True, AT, AT.date(), AT.time(), timedelta(seconds=1.5)),
        (2, Decimal("1.50"), UUID(int=7), b"\x00\xff", {"b": 1, "a": [1.0]}, 2.5, "", False),
    ]
    assert checksum(rows) == checksum(reversed(rows))
    assert checksum(rows).rows == 2
    assert checksum(rows) != checksum([*rows, rows[0]])
    with pytest.raises(TypeError):
        checksum([(object(),)])


def test_compared_at_once_all_is_the_same(backup, capsys):
    call_command("compare_backup", backup)
    assert capsys.readouterr().out.startswith("Khớp")


def _differing(backup):
    with pytest.raises(CommandError) as found:
        call_command("compare_backup", backup)
    return str(found.value).splitlines()


def test_every_difference_is_named_and_no_other(backup, room):
    """One after the other, so that each is seen to add its own sentence and nothing else."""
    here, expected = room / "here", set()

    def now_differs(sentence):
        expected.add(sentence)
        *found, last = _differing(backup)
        assert set(found) == expected
        assert last == f"Không khớp: {len(expected)} điểm khác nhau."

    User.objects.filter(username="can-bo").update(first_name="Nguyễn Văn Mau")
    now_differs("Bảng people_user: vẫn 2 dòng nhưng nội dung khác với lúc sao lưu.")
    (here / "media/images/anh.png").unlink()
    now_differs("Tệp media/images/anh.png bị thiếu trong hệ thống.")
    (here / "documents/a/kh.docx").write_bytes(b"docX" * 99)
    now_differs("Tệp documents/a/kh.docx trong hệ thống khác với lúc sao lưu.")
    (here / "evidence/c").write_bytes(b"c")
    now_differs("Tệp evidence/c trong hệ thống không có lúc sao lưu.")
    MigrationRecorder.Migration.objects.filter(app="website", name="0004_heartbeat").delete()
    now_differs("Bước nâng cấp website.0004_heartbeat chỉ có ở một bên.")


def _damage_database(backup):
    content = bytearray(_database_file(backup).read_bytes())
    content[len(content) // 2] ^= 0xFF
    _database_file(backup).write_bytes(content)


DAMAGES = [
    (_damage_database, "trong bản sao lưu khác với lúc sao lưu"),
    (lambda backup: (backup / "documents/a/kh.docx").unlink(), "bị thiếu trong bản sao lưu"),
    (lambda backup: (backup / "media/images/anh.png").write_bytes(b"gif"), "trong bản sao lưu khác"),
    (lambda backup: (backup / "media/la.txt").write_bytes(b""), "không có lúc sao lưu"),
    (lambda backup: (backup / FILE).unlink(), "không phải là một bản sao lưu trọn vẹn"),
    (lambda backup: (backup / FILE).write_text("{"), "bị hỏng"),
    (lambda backup: (backup / FILE).write_text('{"format": 1}'), "bị hỏng"),
    (lambda backup: _edit(backup, format=2), "dạng khác"),
    (lambda backup: _edit(backup, engine="mysql"), "là của mysql"),
    (lambda backup: _edit(backup, migrations=["website.0001_initial"]), "Cài đúng Loa"),
    (lambda backup: _edit(backup, files={"../x": {"size": 0, "sha256": ""}}), "bị hỏng"),
]


def test_a_damaged_or_foreign_backup_is_not_brought_back(backup, room):
    shutil.rmtree(room / "here")
    for number, (damage, said) in enumerate(DAMAGES):
        damaged = room / f"ban-sao-{number}"
        shutil.copytree(backup, damaged)
        damage(damaged)
        with pytest.raises(CommandError, match=said):
            call_command("restore", damaged)
        assert not any(path.is_file() for path in (room / "here").rglob("*"))
    # A whole one comes as far as the database, which is not empty here.
    with pytest.raises(CommandError, match="không trống"):
        call_command("restore", backup)
    assert User.objects.count() == 2


def _edit(backup, **changes):
    form = json.loads((backup / FILE).read_text())
    (backup / FILE).write_text(json.dumps(form | changes))


def test_nothing_is_brought_back_over_files(backup, room):
    with _new_place(room) as there:
        (room / "there" / "documents").mkdir(parents=True)
        (room / "there" / "documents" / "cu.txt").write_text("cũ")
        refused = _loa(there, "restore", backup)
    assert refused.returncode == 1
    assert "đã có tệp" in refused.stderr
    assert [path.name for path in (room / "there").rglob("*.*") if path.is_file() and "sqlite3" not in path.name] == [
        "cu.txt"
    ]


@contextmanager
def _files_no_larger_than(size):
    """A disk that is full after so many bytes of a file; the real refusal of the system, to child processes too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_backup_that_finds_no_room_leaves_nothing(room):
    with _files_no_larger_than(60_000), pytest.raises(BackupProblem, match="Chưa sao lưu được"):
        make_backup(room / "ban-sao", at=AT)
    assert sorted(path.name for path in room.iterdir()) == ["here"]


def test_a_file_that_finds_no_room_leaves_nothing(room):
    large = room / "here" / "evidence" / "lon"
    with large.open("wb") as file:
        file.truncate(40_000_000)  # larger than the database
    with _files_no_larger_than(30_000_000), pytest.raises(BackupProblem, match="Tệp vượt quá cỡ"):
        make_backup(room / "ban-sao", at=AT)
    assert sorted(path.name for path in room.iterdir()) == ["here"]


def test_a_restoring_that_fails_leaves_the_place_empty(backup, room):
    broken, large = room / "ban-sao-hong", room / "ban-sao-lon"
    shutil.copytree(backup, broken)
    _replace(broken, _database_file(broken).name, b"no database at all")
    shutil.copytree(backup, large)
    _replace(large, "evidence/b", b"x" * 2_000_000)
    with _new_place(room) as there:
        for damaged, said, size in ((broken, "", 2**40), (large, "Tệp vượt quá cỡ", 1_500_000)):
            with _files_no_larger_than(size):
                refused = _loa(there, "restore", damaged)
            assert refused.returncode == 1
            assert "Hệ thống vẫn trống như trước." in refused.stderr
            assert said in refused.stderr
            assert "Traceback" not in refused.stderr
            assert not (room / "there" / "documents").exists()
        assert _loa(there, "restore", backup).returncode == 0


def _replace(backup, name, content):
    """Put another file into a backup, with a manifest that agrees."""
    (backup / name).write_bytes(content)
    form = json.loads((backup / FILE).read_text())
    form["files"][name] = {"size": len(content), "sha256": sha256(content).hexdigest()}
    (backup / FILE).write_text(json.dumps(form))


def test_what_cannot_be_begun_is_refused_and_touches_nothing(room):
    (room / "co-roi").mkdir()
    (room / "dang-chay.part").mkdir()
    (room / "tep").write_text("")
    before = sorted(room.rglob("*"))
    refusals = [
        ("co-roi", "đã có"),
        ("dang-chay", "đang chạy hoặc đã bị ngắt"),
        ("here/media/ban-sao", "nơi chứa tệp của hệ thống"),
        ("tep/ban-sao", "Không tạo được thư mục"),
    ]
    for name, said in refusals:
        with pytest.raises(CommandError, match=said):
            call_command("backup", room / name)
    MigrationRecorder.Migration.objects.filter(app="website").latest("id").delete()
    with pytest.raises(CommandError, match="loa migrate"):
        call_command("backup", room / "ban-sao")
    assert sorted(room.rglob("*")) == before


def test_the_command_says_how_much(room, capsys):
    call_command("backup", room / "ban-sao")
    assert " tệp, " in capsys.readouterr().out
    assert Path(room / "ban-sao" / FILE).exists()
