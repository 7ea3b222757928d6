"""The project as files: nothing that belongs to one machine, no address of a registry, licences beside what we ship."""

import re
import subprocess
from pathlib import Path

from tools.make_schema import FILE, written

ROOT = Path(__file__).parents[2]
_NOT_OURS = re.compile(
    "https?://[^ \"']+/(?:simple|packages)/|/-/[a-z0-9._-]+[.]tgz|--(?:extra-)?index-url|find-links[= ]"
    "|(?:^|[ \"'=])/(?:work|root|home)/[a-z]"
)


def tracked_texts():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, names):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".docx", ".png", ".ico", ".jpg", ".webp"}:
            yield name, path.read_text(encoding="utf-8")


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in tracked_texts()
        if name not in {"tests/architecture/test_project.py", "Makefile"}
        for number, line in enumerate(text.splitlines(), 1)
        if _NOT_OURS.search(line)
    ]
    assert found == []


def test_every_requirement_is_locked_with_hashes_and_without_address():
    for name in ("base.txt", "dev.txt"):
        lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
        pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pinned
        assert all("==" in line for line in pinned)
        assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)
        assert not any("://" in line for line in lines)


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text.split("dependencies = [", 1)[1].split("]\n", 1)[0]
    assert all("#" in line for line in listed.strip().splitlines())


def test_no_room_is_called_after_nothing():
    names = {path.stem for path in (ROOT / "src").rglob("*") if "locale" not in path.parts}
    assert not names & {"utils", "helpers", "common", "core", "misc"}


def test_the_schema_in_the_package_is_that_of_the_classes():
    assert FILE.read_text(encoding="utf-8") == written(), "run: python -m tools.make_schema, and review the change"


def test_every_picture_is_shown_and_every_shown_picture_is_there():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        (page.parent / address).resolve()
        for page in pages
        for address in re.findall(r"!\[[^]]*]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert shown == {picture.resolve() for picture in (ROOT / "docs" / "pictures").glob("*.png")}
