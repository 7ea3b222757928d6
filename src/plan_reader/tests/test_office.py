"""Old formats through LibreOffice: kept whole, one at a time, and never left running."""

from __future__ import annotations

import io
import os
import tempfile
import threading
import time
import zipfile
from pathlib import Path

import docx
import pytest

from plan_reader.errors import UnreadableFile
from plan_reader.loading import office
from plan_reader.loading.office import convert_to_docx
from plan_reader.tests.builders.office import FILTERS, needs_office, saved_as

LINES = ["KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2024", "Ủy ban nhân dân xã Vĩnh Ô"]


def rtf(text: str) -> bytes:
    letters = "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in text)
    return b"{\\rtf1\\ansi " + letters.encode() + b"\\par}"


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs if paragraph.text]


@pytest.fixture(scope="session")
def old_files(tmp_path_factory) -> dict[str, bytes]:
    """The same document in each old format, saved by LibreOffice itself."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return {kind: saved_as(kind, out.getvalue(), tmp_path_factory.mktemp(kind)) for kind in FILTERS}


def running_in(folder: Path) -> list[str]:
    """Return the command lines of processes that work in a folder."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = command.read_bytes()
        except OSError:
            continue
        if str(folder).encode() in line:
            found.append(line.decode(errors="replace"))
    return found


def sockets() -> set[Path]:
    """Return the sockets of LibreOffices that run or were killed."""
    return set(Path(os.sep, "tmp").glob("OSL_PIPE_*"))


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


class TestWithLibreOffice:
    pytestmark = needs_office

    @pytest.mark.parametrize("kind", sorted(FILTERS))
    def test_each_old_format_keeps_its_text(self, kind, old_files, temporary):
        assert texts(convert_to_docx(old_files[kind], kind)) == LINES
        assert list(temporary.iterdir()) == []
        assert running_in(temporary) == []

    @pytest.mark.parametrize("kind", ["doc", "odt"])
    def test_a_damaged_file_is_told_from_a_good_one(self, kind, old_files, temporary):
        with pytest.raises(UnreadableFile) as caught:
            convert_to_docx(old_files[kind][:700] + bytes(2000), kind)
        assert caught.value.code == "damaged"
        assert f".{kind}" in caught.value.message
        assert list(temporary.iterdir()) == []

    def test_bytes_of_no_document_are_not_taken_for_text(self):
        with pytest.raises(UnreadableFile) as caught:
            convert_to_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"khong phai van ban" * 200, "doc")
        assert caught.value.code == "damaged"

    def test_two_at_once_wait_for_one_another(self, temporary):
        results: list[list[str]] = []
        workers = [
            threading.Thread(target=lambda text=text: results.append(texts(convert_to_docx(rtf(text), "rtf"))))
            for text in LINES[:2]
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
        assert sorted(results) == sorted([[line] for line in LINES[:2]])

    def test_too_slow_a_file_is_stopped_with_all_it_started(self, temporary, monkeypatch):
        before = sockets()
        monkeypatch.setattr(office, "SECONDS", 2.0)
        with pytest.raises(UnreadableFile) as caught:
            convert_to_docx(rtf("chữ " * 2_000_000), "rtf")
        assert caught.value.code == "too-slow"
        assert running_in(temporary) == []
        assert list(temporary.iterdir()) == []
        # Another worker's LibreOffice may have a socket open right now; ours must not be among those that stay.
        for _ in range(60):
            if sockets() <= before:
                break
            time.sleep(0.5)
        assert sockets() <= before

    def test_the_result_is_a_word_file(self):
        assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(convert_to_docx(rtf("Kế hoạch"), "rtf"))).namelist()


@pytest.mark.parametrize("kind", sorted(FILTERS))
def test_without_libreoffice_a_docx_is_asked_for(kind, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile) as caught:
        convert_to_docx(rtf("Kế hoạch"), kind)
    assert caught.value.code == "needs-office"
    assert f".{kind}" in caught.value.message
    assert ".docx" in caught.value.message
