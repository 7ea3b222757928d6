"""Processor time as the kernel accounts it, in /proc: Linux only. Imports little, as the reader's figures need."""

import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
BUSY = 0.08  # others used more than this share of the processors: the figures are worse than what is measured


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
