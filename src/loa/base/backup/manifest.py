"""The manifest of a backup: what it holds, in figures that can be counted again."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from loa.base.backup.problems import BackupProblem

FILE = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows a table has, and the sum of the checksums of their contents."""

    rows: int
    sum: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was true when the backup was made; `files` are named by their place in its folder, the database included."""

    loa: str
    made_at: datetime
    engine: str
    migrations: tuple[str, ...]
    tables: dict[str, Table]
    files: dict[str, StoredFile]

    @property
    def summary(self) -> str:
        """Return the size of it in words."""
        rows = f"{sum(table.rows for table in self.tables.values()):,}".replace(",", ".")
        megabytes = f"{sum(file.size for file in self.files.values()) / 1_000_000:.1f}".replace(".", ",")
        return f"{len(self.tables)} bảng, {rows} dòng, {len(self.files)} tệp, {megabytes} MB"


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into the folder of its backup."""
    form = {"format": _FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    (folder / FILE).write_text(json.dumps(form, ensure_ascii=False, indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup.

    Raises:
        BackupProblem: the folder holds none, or one that does not make sense.
    """
    try:
        form = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except OSError as problem:
        raise BackupProblem(f"Thư mục {folder} không phải là một bản sao lưu trọn vẹn: thiếu tệp {FILE}.") from problem
    except ValueError as problem:
        raise BackupProblem(f"Tệp {FILE} bị hỏng. Dùng một bản sao lưu khác.") from problem
    try:
        if form["format"] != _FORMAT:
            raise BackupProblem(f"Bản sao lưu do Loa {form['loa']} tạo theo dạng khác. Cài phiên bản đó để khôi phục.")
        return Manifest(
            loa=form["loa"],
            made_at=datetime.fromisoformat(form["made_at"]),
            engine=form["engine"],
            migrations=tuple(form["migrations"]),
            tables={name: Table(**table) for name, table in form["tables"].items()},
            files={_safe(name): StoredFile(**file) for name, file in form["files"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BackupProblem(f"Tệp {FILE} bị hỏng. Dùng một bản sao lưu khác.") from problem


def _safe(name: str) -> str:
    """Return a name that stays inside the folder: what a damaged manifest says is not followed elsewhere."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name:
        raise ValueError(name)
    return name
