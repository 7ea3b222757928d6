"""Old formats (.doc, .odt, .rtf) turned into .docx by LibreOffice, in a process of its own with limits of its own.

LibreOffice starts slowly and takes much memory, so these formats are allowed far more than the readers are:
`SECONDS` of time and `MEMORY` bytes of address space. One conversion runs at a time on a machine.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from plan_reader.errors import UnreadableFile

OldFormat = Literal["doc", "odt", "rtf"]

SECONDS = 60.0
MEMORY = 4 * 1024**3  # address space, of which LibreOffice uses about 300 MB
_LARGEST_RESULT = 200 * 1024**2

_ADVICE = "Hãy mở tệp bằng Word, lưu thành .docx rồi gửi lại."
# Named, because LibreOffice's own guess takes any bytes for a text.
_FILTERS: dict[OldFormat, str] = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}

_NEEDS_OFFICE = "Máy chủ này chưa đọc được tệp .{kind}. {advice}"
_DAMAGED = "Không mở được tệp .{kind} vì tệp bị hỏng hoặc tải chưa hết. {advice}"
_TOO_SLOW = "Mở tệp .{kind} mất quá nhiều thời gian nên đã dừng lại. {advice}"

# Sets the limits and leaves the network before it becomes LibreOffice: a limit cannot be set from outside in time,
# and setting it between fork and exec is not safe in a web server with threads. A kernel that allows no namespaces
# leaves the network in place; links in documents are not followed either way.
_LAUNCHER = """
import ctypes, json, os, resource, sys
limits = json.loads(sys.argv[1])
for name, value in limits.items():
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))
unshare = getattr(ctypes.CDLL(None), "unshare", None)
if unshare is not None:
    unshare(0x10000000 | 0x40000000)
os.execv(sys.argv[2], sys.argv[2:])
"""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert_to_docx(data: bytes, kind: OldFormat) -> bytes:
    """Return the document as .docx.

    Raises UnreadableFile: "needs-office" where LibreOffice is missing, "too-slow" after `SECONDS`, "damaged" when
    LibreOffice made nothing of the file.
    """
    program = shutil.which("soffice")
    if program is None:
        raise UnreadableFile("needs-office", _NEEDS_OFFICE.format(kind=kind, advice=_ADVICE))
    end = time.monotonic() + SECONDS
    with tempfile.TemporaryDirectory(prefix="loa-") as folder, _alone(program, end, kind):
        home = Path(folder)
        source = home / f"in.{kind}"
        source.write_bytes(data)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _run(_command(program, home, source, kind), home, max(end - time.monotonic(), 1.0), kind)
        result = home / "out" / "in.docx"
        if not result.is_file():
            raise UnreadableFile("damaged", _DAMAGED.format(kind=kind, advice=_ADVICE))
        return result.read_bytes()


@contextlib.contextmanager
def _alone(program: str, end: float, kind: OldFormat) -> Iterator[None]:
    """Hold LibreOffice for one conversion at a time, by a lock on the program's own file, so none is left behind."""
    handle = os.open(program, os.O_RDONLY | os.O_CLOEXEC)
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise UnreadableFile("too-slow", _TOO_SLOW.format(kind=kind, advice=_ADVICE)) from None
                time.sleep(0.1)
        yield
    finally:
        os.close(handle)


def _command(program: str, home: Path, source: Path, kind: OldFormat) -> list[str]:
    limits = {
        "RLIMIT_AS": MEMORY,
        "RLIMIT_CPU": int(SECONDS),
        "RLIMIT_FSIZE": _LARGEST_RESULT,
        "RLIMIT_CORE": 0,
    }
    return [
        *(sys.executable, "-I", "-S", "-c", _LAUNCHER, json.dumps(limits)),
        program,
        f"-env:UserInstallation={_profile(home)}",
        *("--headless", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
        f"--infilter={_FILTERS[kind]}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), str(source)),
    ]


def _run(command: list[str], home: Path, seconds: float, kind: OldFormat) -> None:
    """Run LibreOffice in a session of its own; whatever it started ends with it."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
    }
    process = subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableFile("too-slow", _TOO_SLOW.format(kind=kind, advice=_ADVICE)) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _remove_socket(home)


def _remove_socket(home: Path) -> None:
    """Remove the socket that a killed LibreOffice leaves in the system's folder for such, whatever TMPDIR says.

    It is named after the profile: the MD5 of its address in UTF-16, each byte in hexadecimal without a leading zero.
    """
    digest = hashlib.md5(_profile(home).encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    for socket in Path(os.sep, "tmp").glob(f"OSL_PIPE_*_SingleOfficeIPC_{name}"):
        socket.unlink(missing_ok=True)


def _profile(home: Path) -> str:
    return (home / "profile").as_uri()
