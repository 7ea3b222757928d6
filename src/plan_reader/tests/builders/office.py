"""Files as LibreOffice itself saves them, for the tests that have it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

FILTERS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}

needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]


def saved_as(kind: str, docx: bytes, folder: Path) -> bytes:
    """Return a .docx as LibreOffice saves it in an old format, working in `folder`."""
    source = folder / "plan.docx"
    source.write_bytes(docx)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", f"{kind}:{FILTERS[kind]}", "--outdir", str(folder), str(source)),
    ]
    subprocess.run(command, capture_output=True, timeout=60, check=True)
    return (folder / f"plan.{kind}").read_bytes()
