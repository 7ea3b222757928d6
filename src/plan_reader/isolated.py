"""Reading in a child process with limits, for files that come from strangers.

A parser that hangs, eats memory or crashes takes only its own process with it. The child gets the file through an
unnamed temporary file and gives the plan back as JSON in another, so nothing stays on disk and no pipe can block.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Literal, NoReturn

from plan_reader.errors import UnreadableFile
from plan_reader.model import Plan
from plan_reader.source import Reading

_log = logging.getLogger(__name__)

MEMORY = 300 * 1024**2
_LARGEST_RESULT = 32 * 1024**2
_LIBRARIES = 1024**3  # address space for what is only mapped, beside the memory really used
_ENDED_BY_LIMIT = (-signal.SIGKILL, -signal.SIGXCPU)

_TOO_SLOW = (
    "Đọc tệp mất quá nhiều thời gian hoặc bộ nhớ nên đã dừng lại. Hãy tách riêng phần kế hoạch và phụ lục rồi gửi lại."
)
_DAMAGED = (
    "Không đọc được tệp này: nội dung bên trong không đúng định dạng. Hãy mở tệp, lưu lại thành .docx rồi gửi lại."
)
_TOO_LARGE = "Nội dung đọc được từ tệp quá lớn. Hãy tách riêng phần kế hoạch và phụ lục rồi gửi lại."

_Wanted = Literal["plan", "source", "comments", "marks", "cells"]
_START = "import sys; sys.path[:0] = sys.argv[1:2]; from plan_reader.isolated import _serve; _serve()"


def read_plan_isolated(data: bytes, *, name: str | None, seconds: float = 10, memory: int = MEMORY) -> Plan:
    """Return the plan in `data`, read in a child process.

    `seconds` bounds the reader's time on the clock and on the processor, `memory` (bytes) what it may hold. An old
    format is first converted by LibreOffice, which runs in a process of its own with the limits that
    `plan_reader.loading.office` states; they come on top of these.

    Raises UnreadableFile as `read_plan` does, and "too-slow" or "damaged" when the child ran into a limit or died.
    """
    answer, _ = _ask_child("plan", _without_old_format(data, name), name, seconds, memory)
    return _plan(answer, data)


def read_isolated(data: bytes, *, name: str | None, seconds: float = 10, memory: int = MEMORY) -> Reading:
    """Return the plan in `data` with the blocks of its document; limits and refusals as of `read_plan_isolated`."""
    answer, _ = _ask_child("source", _without_old_format(data, name), name, seconds, memory)
    return Reading(_plan(answer, data), tuple(answer["blocks"]))


def comment_isolated(data: bytes, *, name: str | None, seconds: float = 10, memory: int = MEMORY) -> bytes:
    """Return a .docx with the findings about it as comments, read and written in a child process.

    Limits and refusals as of `read_plan_isolated` and of `plan_reader.commenting.with_comments`.
    """
    return _ask_child("comments", data, name, seconds, memory)[1]


def refuse_secret_isolated(data: bytes, *, name: str | None, seconds: float = 10, memory: int = MEMORY) -> None:
    """Refuse a document of any kind that carries a mark of secrecy; limits and refusals as of `read_plan_isolated`.

    An old format would be converted first, which takes seconds: callers leave those out.
    """
    _ask_child("marks", data, name, seconds, memory)


def read_cells_isolated(data: bytes, *, name: str | None, seconds: float = 10, memory: int = MEMORY) -> dict[str, Any]:
    """Return the cells of an .xlsx as `plan_reader.loading.xlsx_cells` finds them; limits as of the others."""
    return _ask_child("cells", data, name, seconds, memory)[0]


def _plan(answer: dict[str, Any], data: bytes) -> Plan:
    """Return the plan of an answer, named by the bytes as they came and not by those they were converted to."""
    from plan_reader.json_form import plan_from_json

    plan = plan_from_json(answer["plan"])
    return replace(plan, source=replace(plan.source, sha256=sha256(data).hexdigest()))


def _without_old_format(data: bytes, name: str | None) -> bytes:
    from plan_reader.loading import guard

    if _may_be_old_format(data):
        kind = guard.sniff(data, name)
        if kind in ("doc", "odt", "rtf"):
            from plan_reader.loading.office import convert_to_docx

            return convert_to_docx(data, kind)
    return data


def _may_be_old_format(data: bytes) -> bool:
    """Tell by the first bytes alone; whether it is one is for the guard to say."""
    return (
        data.startswith(b"\xd0\xcf\x11\xe0")
        or data.lstrip()[:5] == b"{\\rtf"
        or (data.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument" in data[:200])
    )


def _ask_child(
    wanted: _Wanted, data: bytes, name: str | None, seconds: float, memory: int
) -> tuple[dict[str, Any], bytes]:
    """Return what a child answers: plain values, and the bytes of a file where one was wanted."""
    order = {"wanted": wanted, "name": name, "seconds": seconds, "memory": memory}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as trouble:
        question.write(json.dumps(order).encode() + b"\n" + data)
        question.seek(0)
        code = _run_child(question, answer, trouble, seconds)
        if code != 0:
            trouble.seek(0)
            _explain(code, trouble.read(4000).decode("utf-8", "replace"))
        answer.seek(0)
        result: dict[str, Any] = json.loads(answer.readline())
        if "code" in result:
            raise UnreadableFile(result["code"], result["message"])
        return result, answer.read()


def _run_child(question: IO[bytes], answer: IO[bytes], trouble: IO[bytes], seconds: float) -> int:
    """Run the reader in a session of its own and return how it ended; on time-out the whole group is killed."""
    package_folder = str(Path(__file__).resolve().parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", "-c", _START, package_folder],
        stdin=question,
        stdout=answer,
        stderr=trouble,
        env={"LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _explain(code: int, trouble: str) -> NoReturn:
    """Raise what the person should hear about a child that gave no answer; the rest goes to the log."""
    if code in _ENDED_BY_LIMIT:
        raise UnreadableFile("too-slow", _TOO_SLOW)
    _log.error("The reader's process ended with %s.\n%s", code, trouble)
    raise UnreadableFile("damaged", _DAMAGED)


def _serve() -> None:
    """Read one file as the child: limits first, then the file from standard input, the answer to standard output."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["seconds"], order["memory"])
    try:
        answer, file = _answer(order["wanted"], sys.stdin.buffer.read(), order["name"])
    except MemoryError:
        answer, file = _refusal("too-slow", _TOO_SLOW), b""
    text = json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    if len(text) + len(file) > _LARGEST_RESULT:
        text, file = json.dumps(_refusal("too-large", _TOO_LARGE)).encode() + b"\n", b""
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.write(file)
    sys.stdout.buffer.flush()
    # The interpreter's own end would only free memory piece by piece.
    os._exit(0)


def _answer(wanted: _Wanted, data: bytes, name: str | None) -> tuple[dict[str, Any], bytes]:
    from plan_reader.json_form import plan_to_json
    from plan_reader.reading import read_plan, read_with_source, refuse_marked

    try:
        if wanted == "marks":
            refuse_marked(data, name=name)
            return {}, b""
        if wanted == "cells":
            from plan_reader.loading.xlsx_cells import read_cells

            return read_cells(data, name), b""
        if wanted == "plan":
            return {"plan": plan_to_json(read_plan(data, name=name))}, b""
        if wanted == "source":
            reading = read_with_source(data, name=name)
            return {"plan": plan_to_json(reading.plan), "blocks": reading.blocks}, b""
        from plan_reader.commenting import with_comments

        return {}, with_comments(data, name)
    except UnreadableFile as refused:
        return _refusal(refused.code, refused.message), b""


def _refusal(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "message": message}


def _limit(seconds: float, memory: int) -> None:
    """Bind this process; RLIMIT_DATA counts what is really held, RLIMIT_AS also what is only mapped."""
    import resource

    limits = {
        resource.RLIMIT_DATA: memory,
        resource.RLIMIT_AS: memory + _LIBRARIES,
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_FSIZE: _LARGEST_RESULT,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for kind, wanted in limits.items():
        hard = resource.getrlimit(kind)[1]
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (allowed, allowed))
