"""Reading in a child process: the same plan, the same refusals, and limits that hold."""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256

import docx
import pytest

from plan_reader import read_plan
from plan_reader.errors import UnreadableFile
from plan_reader.isolated import _explain, read_plan_isolated
from plan_reader.tests.builders.office import needs_office, saved_as
from plan_reader.tests.builders.pdf import SEED, grid, needs_font, plan_story, printed, seed_rows


def refusal(data: bytes, **limits: float) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_plan_isolated(data, name="ke-hoach.txt", **limits)
    return caught.value


def test_plan_is_the_same_as_read_here():
    data = SEED.read_bytes()
    assert read_plan_isolated(data, name=SEED.name) == read_plan(data, name=SEED.name)


@needs_font
def test_pdf_is_read_within_the_limits():
    data = printed(plan_story(grid(seed_rows())))
    assert read_plan_isolated(data, name="ke-hoach.pdf") == read_plan(data, name="ke-hoach.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_refusals_come_through_unchanged(data):
    with pytest.raises(UnreadableFile) as here:
        read_plan(data, name="ke-hoach.txt")
    there = refusal(data)
    assert (there.code, there.message) == (here.value.code, here.value.message)


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_plan_isolated(SEED.read_bytes(), name=None)
    refusal(b"")
    refusal(SEED.read_bytes(), seconds=0.01)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_time_out_is_told_at_once():
    start = time.monotonic()
    assert refusal(SEED.read_bytes(), seconds=0.02).code == "too-slow"
    assert time.monotonic() - start < 1


def test_too_little_memory_is_told():
    assert refusal(b"Ke hoach tuyen truyen\n" * 1_500_000, memory=100 * 1024**2, seconds=20).code == "too-slow"


@pytest.mark.parametrize(
    ("ended", "code"),
    [(-signal.SIGKILL, "too-slow"), (-signal.SIGXCPU, "too-slow"), (-signal.SIGSEGV, "damaged"), (1, "damaged")],
)
def test_a_child_that_died_is_explained(ended, code):
    with pytest.raises(UnreadableFile) as caught:
        _explain(ended, "")
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def limited(program: str, *, seconds: int = 5, memory: int = 100 * 1024**2) -> subprocess.CompletedProcess[bytes]:
    """Run a program under the limits that the child sets for itself."""
    opening = f"from plan_reader.isolated import _limit; _limit({seconds}, {memory})\n"
    return subprocess.run([sys.executable, "-c", opening + program], capture_output=True, timeout=30, check=False)


def test_memory_is_bounded():
    assert b"MemoryError" in limited("bytearray(200 * 1024**2)").stderr
    assert limited("bytearray(40 * 1024**2)").returncode == 0


def test_processor_time_is_bounded():
    start = time.monotonic()
    assert limited("while True: pass", seconds=0).returncode in (-signal.SIGKILL, -signal.SIGXCPU)
    assert time.monotonic() - start < 10


def test_what_it_may_write_is_bounded(tmp_path):
    done = limited(f"open({str(tmp_path / 'big')!r}, 'wb').write(bytes(40 * 1024**2))")
    assert b"File too large" in done.stderr


def test_a_process_of_its_own_costs_little():
    data = SEED.read_bytes()
    read_plan_isolated(data, name=None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(3):
        read_plan_isolated(data, name=None)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 3
    assert spent < 0.3


class TestWithLibreOffice:
    pytestmark = needs_office

    def test_an_old_format_is_read_and_named_by_its_own_bytes(self, tmp_path):
        document = docx.Document()
        for line in SEED.read_text(encoding="utf-8").split("STT\t")[0].splitlines():
            document.add_paragraph(line.replace("**", ""))
        table = document.add_table(0, 6, "Table Grid")
        for row in seed_rows():
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("Tổng số: 08 nhiệm vụ./.")
        out = io.BytesIO()
        document.save(out)
        data = saved_as("doc", out.getvalue(), tmp_path)
        plan = read_plan_isolated(data, name="ke-hoach.doc")
        assert [task.number for task in plan.tasks] == [str(number) for number in range(1, 9)]
        assert plan.source.sha256 == sha256(data).hexdigest()
