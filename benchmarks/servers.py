"""Sites to measure, started and stopped: by their own process ids, on the loopback only."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from loa.website.management.commands.serve import _server

_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 10
WORKERS = 2


def free_port() -> int:
    """Return a port of the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(application: str, environment: Mapping[str, str], folder: Path) -> Iterator[tuple[int, int]]:
    """Serve an application as `loa serve` does, on a free port of the loopback; yield the port and the process id."""
    port = free_port()
    command = [*_server("127.0.0.1", port, WORKERS)[:-1], application]

    def answers() -> None:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()

    with running(command, answers, env=environment, cwd=folder) as server:
        yield port, server


@contextmanager
def running(command: list[str], answers: Callable[[], None], **how: Any) -> Iterator[int]:
    """Run a server as long as it is needed; yield its process id once `answers` no longer raises an OSError."""
    server = subprocess.Popen(command, start_new_session=True, **how)
    try:
        _wait_until_it(answers, server)
        yield server.pid
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(_SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # and what it left behind, such as its workers
        server.wait()


def _wait_until_it(answers: Callable[[], None], server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError):
            answers()
            return
        time.sleep(0.1)
    sys.exit(f"{Path(str(server.args[0])).name}, which is to be measured, did not start.")
