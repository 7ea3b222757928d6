"""Sites to measure, started and stopped: by their own process ids, on the loopback only."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

from loa.website.management.commands.serve import _server

_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 10
WORKERS = 2


@contextmanager
def serving(application: str, environment: Mapping[str, str], folder: Path) -> Iterator[tuple[int, int]]:
    """Serve an application as `loa serve` does, on a free port of the loopback; yield the port and the process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*_server("127.0.0.1", port, WORKERS)[:-1], application]
    server = subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True)
    try:
        _wait_until_it_answers(server, port)
        yield port, server.pid
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(_SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # and what it left behind, such as its workers
        server.wait()


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
            return
        time.sleep(0.1)
    sys.exit("The server to measure did not start.")
