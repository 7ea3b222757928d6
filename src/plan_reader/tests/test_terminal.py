"""What `loa read` prints, and that it never ends in a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plan_reader.terminal import main

PLAN = "KẾ HOẠCH\nTUYÊN TRUYỀN NĂM 2025\n\nSTT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n" + "".join(
    f"{number}\tViết tin, bài về cải cách hành chính\tPhòng Nội vụ\tThường xuyên\n" for number in range(1, 2000)
)
READ = [
    sys.executable,
    "-X",
    "utf8",
    "-c",
    "import sys; from plan_reader.terminal import main; sys.exit(main(sys.argv[1:]))",
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(plan, width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([str(plan)]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= width


def test_a_narrow_terminal_lists_every_value_behind_its_heading(plan, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "60")
    main([str(plan)])
    assert "  Chủ trì: Phòng Nội vụ\n  Phối hợp: (trống)" in capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_closed_pipe_is_no_error(plan, options):
    command = subprocess.Popen([*READ, str(plan), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout
    assert command.stderr
    command.stdout.read(10)
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait() == 0


@pytest.mark.parametrize("arguments", [[], ["khong-co.docx"], ["."]])
def test_what_cannot_be_opened_is_said_in_a_sentence(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(("Thiếu tên tệp", "Không mở được tệp"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_a_sentence(plan):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*READ, str(plan)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Không ghi được kết quả")
