"""Load on one page of a server of this machine, from a second process: wrk where installed, else our own client."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from accounting import BUSY, machine_seconds, processor_seconds

_CONNECTIONS = 8
_THREADS = 2
_WARM_UP = 2  # seconds
_MEASURED = 5
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Load:
    """What a page bore: requests a second, milliseconds, and the share of the processors that others used."""

    rate: float
    p50: float
    p95: float
    server_cpu: float
    others: float


def has_wrk() -> bool:
    """Tell whether the load comes from wrk."""
    return shutil.which("wrk") is not None


def put_load(port: int, path: str, servers: list[int], *, always_new: bool) -> Load:
    """Ask for a page as fast as the server answers; `always_new` names another host each time, past any page cache.

    `servers` are the processes whose time, with that of all processes below them, counts as the server's. A run that
    others disturbed is made once more, and the calmer of the two counts.
    """
    mode = "miss" if always_new else "hit"
    _ask(port, path, mode, _WARM_UP)
    load = _measured(port, path, mode, servers)
    return load if load.others <= BUSY else min(load, _measured(port, path, mode, servers), key=lambda run: run.others)


def _measured(port: int, path: str, mode: str, servers: list[int]) -> Load:
    clocks = (time.perf_counter, machine_seconds, _children, lambda: processor_seconds(servers))
    before = [clock() for clock in clocks]
    said = _ask(port, path, mode, _MEASURED)
    wall, machine, client, server = (clock() - then for clock, then in zip(clocks, before, strict=True))
    if said["failed"] or not said["requests"]:
        sys.exit(f"{path}: {said['failed']} of {said['requests']} requests failed, so there is nothing to compare.")
    return Load(
        rate=said["requests"] / said["seconds"],
        p50=said["p50"],
        p95=said["p95"],
        server_cpu=server / said["requests"] * 1000,
        others=max(0.0, machine - client - server) / (wall * (os.cpu_count() or 1)),
    )


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _ask(port: int, path: str, mode: str, seconds: int) -> dict[str, float]:
    """Put the load for some seconds and return what the client says of it."""
    command = (_with_wrk if has_wrk() else _with_our_client)(port, path, mode, seconds)
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    said: dict[str, float] = json.loads(printed.strip().rsplit("\n", 1)[-1])
    return said


def _with_wrk(port: int, path: str, mode: str, seconds: int) -> list[str]:
    return [
        "wrk", "-t", str(_THREADS), "-c", str(_CONNECTIONS), "-d", f"{seconds}s", "--timeout", "10s",
        "-s", str(HERE / "load.lua"), f"http://127.0.0.1:{port}{path}", "--", mode, str(time.time_ns()),
    ]  # fmt: skip


def _with_our_client(port: int, path: str, mode: str, seconds: int) -> list[str]:
    return [sys.executable, str(HERE / "client.py"), str(port), path, mode, str(seconds), str(_CONNECTIONS)]
