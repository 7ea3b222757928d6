"""nginx in front of a site to measure, set up by `deploy/nginx.conf` but for HTTPS: stopped by its own process id."""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONF = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
_SECONDS_TO_START = 10


def has_nginx() -> bool:
    """Tell whether nginx is installed."""
    return _nginx() is not None


@contextmanager
def behind_nginx(port: int) -> Iterator[tuple[int, int]]:
    """Put nginx before the server at a port of the loopback; yield nginx's own port and process id."""
    nginx = _nginx()
    assert nginx
    with tempfile.TemporaryDirectory() as room, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        front = probe.getsockname()[1]
        probe.close()
        conf = Path(room, "nginx.conf")
        conf.write_text(_settings(Path(room), port, front), encoding="utf-8")
        Path(room).chmod(0o755)  # its worker runs as somebody else
        proxy = subprocess.Popen([nginx, "-c", str(conf)])
        try:
            _wait(front)
            yield front, proxy.pid
        finally:
            proxy.terminate()
            proxy.wait()


def _nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def _settings(room: Path, port: int, front: int) -> str:
    """Return the shipped settings for one plain port of the loopback."""
    shipped = _CONF.read_text(encoding="utf-8")
    shipped = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", shipped, flags=re.DOTALL)
    shipped = re.sub(r"(?m)^    (ssl_\S+|listen \[::\]).*\n", "", shipped)
    for shown, ours in (
        ("listen 443 ssl http2", f"listen 127.0.0.1:{front}"),
        ("127.0.0.1:8000", f"127.0.0.1:{port}"),
        ("/var/cache/nginx/loa", str(room / "kept")),
        ("Forwarded-Proto https", "Forwarded-Proto http"),
    ):
        shipped = shipped.replace(shown, ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {room / kind};" for kind in kinds)
    start = f"daemon off; worker_processes 1; pid {room / 'pid'}; error_log {room / 'errors'};"
    return f"{start} events {{}} http {{ access_log off; {places} {shipped} }}"


def _wait(front: int) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", front), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("nginx did not start.")
