"""The folders of files: which they are, copying, and counting them again."""

from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from loa.base.backup.manifest import StoredFile
from loa.base.backup.problems import BackupProblem

_BLOCK = 1024 * 1024


def folders() -> dict[str, Path]:
    """Return the folders that hold people's files, by the name they have in a backup.

    Raises:
        BackupProblem: files are kept somewhere else than on this machine.
    """
    found = {}
    for alias in settings.STORAGES:
        if alias == "staticfiles":  # part of the program
            continue
        storage = storages[alias]
        if not isinstance(storage, FileSystemStorage):
            raise BackupProblem(f"Kho tệp “{alias}” không nằm trên máy này; lệnh này không sao lưu được kho đó.")
        found["media" if alias == "default" else alias] = Path(storage.location)
    return found


def copy_file(source: Path, target: Path) -> StoredFile:
    """Copy a file, making the folders above it, and return the figures of what was written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with source.open("rb") as reading, target.open("xb") as writing:
        while block := reading.read(_BLOCK):
            writing.write(block)
            digest.update(block)
            size += len(block)
    return StoredFile(size, digest.hexdigest())


def read_file(path: Path) -> StoredFile:
    """Return the figures of a file."""
    with path.open("rb") as reading:
        digest = file_digest(reading, "sha256").hexdigest()
    return StoredFile(path.stat().st_size, digest)


def names_in(folder: Path) -> Iterator[str]:
    """Yield the places of all files below a folder, sorted; none where the folder is not there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def present_files() -> dict[str, StoredFile]:
    """Return the figures of every file of this installation, named as in a backup."""
    return {
        f"{name}/{place}": read_file(folder / place) for name, folder in folders().items() for place in names_in(folder)
    }
