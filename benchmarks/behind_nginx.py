"""nginx in front of a site to measure, set up by `deploy/nginx.conf` but for HTTPS: stopped by its own process id."""

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers import free_port, running

_CONF = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"


def has_nginx() -> bool:
    """Tell whether nginx is installed."""
    return _nginx() is not None


@contextmanager
def behind_nginx(port: int) -> Iterator[tuple[int, int]]:
    """Put nginx before the server at a port of the loopback; yield nginx's own port and process id."""
    with tempfile.TemporaryDirectory() as folder:
        room, front = Path(folder), free_port()
        with running_nginx(room, front, _settings(room, port, front)) as proxy:
            yield front, proxy


@contextmanager
def running_nginx(room: Path, front: int, settings: str) -> Iterator[int]:
    """Run nginx, its files in a folder, by the settings inside its `http`, until not needed; yield its process id."""
    nginx = _nginx()
    assert nginx
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {room / kind};" for kind in kinds)
    start = f"daemon off; worker_processes 1; pid {room / 'pid'}; error_log {room / 'errors'};"
    if os.geteuid() == 0:
        start += " user root;"  # its usual user may not read folders of whoever measures
    conf = room / "nginx.conf"
    conf.write_text(f"{start} events {{}} http {{ access_log off; {places} {settings} }}", encoding="utf-8")

    def answers() -> None:
        socket.create_connection(("127.0.0.1", front), 1).close()

    with running([nginx, "-c", str(conf)], answers) as proxy:
        yield proxy


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
        ("root /opt/loa/deploy", f"root {_CONF.parent}"),
        ("/var/cache/nginx/loa", str(room / "kept")),
        ("Forwarded-Proto https", "Forwarded-Proto http"),
    ):
        shipped = shipped.replace(shown, ours)
    return shipped
