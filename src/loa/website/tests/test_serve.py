"""The supervisor: server and worker live together and end together; timed work is started again."""

import importlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

SECONDS = 30


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def installation(tmp_path_factory, django_db_setup):
    """An own folder with an own database: real processes see no test transaction."""
    folder = tmp_path_factory.mktemp("installation")
    environment = os.environ | {
        "LOA_VAR": str(folder),
        "LOA_DATABASE_URL": f"sqlite:///{folder}/loa.sqlite3",
        "LOA_TASKS_BACKEND": "django_tasks_db.DatabaseBackend",
        "LOA_PAGE_CACHE_SECONDS": "300",
        "DJANGO_SETTINGS_MODULE": "loa.settings",
    }
    template = Path(os.environ["LOA_TEST_ROOM"]) / "template.sqlite3"
    if template.exists():
        shutil.copyfile(template, folder / "loa.sqlite3")
    else:  # the suite runs on PostgreSQL
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
    return environment


@pytest.fixture
def serve(installation, port):
    """Start the command and wait until it answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "serve", "--port", str(port), "--workers", "1"],
        env=installation,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_until(lambda: _answers(port))
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=SECONDS)


def _answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def _wait_until(condition):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.2)


def _children(process):
    """Return the commands of the direct children of a process by their ids."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            parent = re.search(r"^PPid:\s+(\d+)", status.read_text(), re.MULTILINE)
            if parent and int(parent[1]) == process.pid:
                found[int(status.parent.name)] = (status.parent / "cmdline").read_text()
        except OSError:
            continue
    return found


def _of(children, word):
    return next((number for number, command in children.items() if word in command), None)


def _last_heartbeat(installation):
    with closing(sqlite3.connect(Path(installation["LOA_VAR"]) / "loa.sqlite3")) as database:
        return database.execute("SELECT max(at) FROM website_heartbeat WHERE name = 'tick'").fetchone()[0]


def _is_alive(number):
    try:
        return "Z" not in re.search(r"State:\s+(\w)", Path(f"/proc/{number}/status").read_text())[1]
    except OSError:
        return False


@pytest.mark.parametrize(("victim", "name"), [("db_worker", "việc nền"), ("granian", "Máy chủ web")])
def test_when_one_dies_the_other_ends_too(serve, victim, name):
    children = _children(serve)
    assert len(children) == 3
    os.kill(_of(children, victim), signal.SIGKILL)
    _, errors = serve.communicate(timeout=SECONDS)
    assert serve.returncode != 0
    assert name in errors
    assert not any(_is_alive(number) for number in children)


def test_timed_work_is_started_again_the_site_stays_and_an_interrupt_ends_all_in_peace(serve, installation, port):
    children = _children(serve)
    _wait_until(lambda: _last_heartbeat(installation))
    before = _last_heartbeat(installation)
    os.kill(_of(children, "tick"), signal.SIGKILL)
    _wait_until(lambda: _of(_children(serve), "tick") not in {None, _of(children, "tick")})
    _wait_until(lambda: _last_heartbeat(installation) > before)
    assert serve.poll() is None
    assert _answers(port)

    children = _children(serve)
    serve.send_signal(signal.SIGINT)
    output, _ = serve.communicate(timeout=SECONDS)
    assert serve.returncode == 0
    assert f"http://127.0.0.1:{port}/" in output
    assert not any(_is_alive(number) for number in children)


def test_port_in_use_is_said_in_one_sentence(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "-m", "django", "serve", "--port", str(port)],
            env=installation,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    assert result.returncode != 0
    assert f"Không mở được cổng {port}" in result.stderr
    assert "Traceback" not in result.stderr


_BENCHMARKS = Path(__file__).resolve().parents[4] / "benchmarks"
_HAS_NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@pytest.mark.skipif(not _HAS_NGINX, reason="nginx is not installed (apt-get install nginx)")
def test_behind_the_shipped_nginx_readers_lose_nothing_while_the_server_is_away(serve, port, monkeypatch):
    monkeypatch.syspath_prepend(str(_BENCHMARKS))
    behind_nginx = importlib.import_module("behind_nginx").behind_nginx
    with behind_nginx(port) as (front, _):

        def read(path, data=None):
            """Return the status and what came."""
            asked = urllib.request.Request(f"http://127.0.0.1:{front}{path}", data=data)
            try:
                with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
                    return answer.status, answer.read()
            except urllib.error.HTTPError as refusal:
                return refusal.code, refusal.read()

        _, home = read("/")
        needed = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', home.decode())
        assert needed
        before = {path: read(path) for path in ("/", "/don-vi/", *needed)}
        assert {status for status, _ in before.values()} == {200}
        status, words = read("/viec/", data=b"x" * 61 * 1024 * 1024)
        assert (status, "Tệp quá lớn" in words.decode()) == (413, True)
        serve.terminate()
        serve.wait(SECONDS)
        assert {path: read(path) for path in before} == before
        status, words = read("/ke-hoach/")
        assert status == 502
        assert "tạm" in words.decode()
