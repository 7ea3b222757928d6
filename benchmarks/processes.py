"""Processor time of servers as the kernel accounts it (/proc, so Linux only), and sites to start and stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

from loa.website.management.commands.serve import _server

_TICKS = os.sysconf("SC_CLK_TCK")
_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 10
WORKERS = 2


def processor_seconds(roots: list[int]) -> float:
    """Return what these processes and all below them have used, also those below them that have ended."""
    below: dict[int, list[int]] = defaultdict(list)
    used: dict[int, int] = {}
    for pid in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = _stat(pid)
            below[int(fields[1])].append(pid)
            used[pid] = sum(map(int, fields[11:15]))  # utime, stime, and both of children that were waited for
    ticks, waiting = 0, list(roots)
    while waiting:
        pid = waiting.pop()
        ticks += used.get(pid, 0)
        waiting += below[pid]
    return ticks / _TICKS


def parent_of(pid: int) -> int:
    """Return the process that started this one."""
    return int(_stat(pid)[1])


def machine_seconds() -> float:
    """Return the processor time that everything on this machine has used since it started."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    idle_and_waiting = int(fields[3]) + int(fields[4])
    return (sum(map(int, fields)) - idle_and_waiting) / _TICKS


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on; the name before it may hold spaces and brackets."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


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
