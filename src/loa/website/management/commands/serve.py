"""Run the server, the worker of background jobs and the timed work together.

Server and worker both live, or neither. The process of timed work is started again when it ends, since pages can be
read without it; the health address tells when it does not come to its end.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError

# For each process; each may hold one database connection. Measured: with 8 the threads wait for one another and a page
# costs a third more; four slow uploads at once fill two processes, so raise --workers where uploads are many.
_THREADS = 2
_SECONDS_TO_STOP = 10
_SECONDS_BETWEEN_LOOKS = 0.2
_SECONDS_BETWEEN_TICKS = 60
_SECONDS_BEFORE_NEW_TRY = 5

_log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Chạy trang web và việc nền trong cùng một lệnh; dừng bằng Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định: chỉ máy này)")
        parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
        parser.add_argument("--workers", type=int, default=2, help="số tiến trình phục vụ (mặc định 2)")

    def handle(self, *, host: str, port: int, workers: int, **options: Any) -> None:
        """Start the children, wait, and end what is left; the exit code is not 0 when server or worker ended."""
        _check_free(host, port)
        if not settings.LOA_CACHE_IS_SHARED:
            cache.clear()  # what another database left in the files must not live on
        stop = _StopWish()
        children = {
            "Máy chủ web": _start(_server(host, port, workers)),
            "Tiến trình việc nền": _start([sys.executable, "-m", "django", "db_worker"]),
        }
        timed = _TimedWork()
        self.stdout.write(f"Mở trang tại http://{host}:{port}/ (dừng bằng Ctrl+C)")
        self.stdout.flush()
        ended = None
        try:
            while not stop.wished and ended is None:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
                timed.keep_alive()
                ended = next((name for name, child in children.items() if child.poll() is not None), None)
        finally:
            _end([*children.values(), timed.child])
        if ended is not None:
            raise CommandError(f"{ended} đã dừng ngoài ý muốn, nên tất cả cùng dừng.")


class _StopWish:
    """Remembers that somebody wants an end: Ctrl+C, a closed terminal, the system."""

    def __init__(self) -> None:
        self.wished = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._wish)

    def _wish(self, number: int, frame: FrameType | None) -> None:
        self.wished = True


class _TimedWork:
    """The process that ticks each minute, started again a few seconds after it ended."""

    def __init__(self) -> None:
        self._begin()

    def keep_alive(self) -> None:
        """Start it again when it has ended, but not all the time where it cannot live."""
        if self.child.poll() is not None and time.monotonic() - self._since > _SECONDS_BEFORE_NEW_TRY:
            _log.error("Timed work ended with code %s and is started again.", self.child.returncode)
            self._begin()

    def _begin(self) -> None:
        self._since = time.monotonic()
        self.child = _start([sys.executable, "-m", "django", "tick", "--every", str(_SECONDS_BETWEEN_TICKS)])


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Không mở được cổng {port} trên {host}: có chương trình khác đang dùng. "
                f"Dừng chương trình đó hoặc chọn cổng khác bằng --port."
            ) from error


def _server(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(_THREADS), "--no-ws", "--log-level", "error",
        "loa.wsgi:application",
    ]  # fmt: skip


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C reaches only this command, which then ends both in order.
    return subprocess.Popen(
        command, env=os.environ | {"DJANGO_SETTINGS_MODULE": "loa.settings"}, start_new_session=True
    )


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + _SECONDS_TO_STOP
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # and what it left behind, such as a server's processes
        child.wait()
