"""Compare a backup with its manifest, and an installation with a backup."""

from pathlib import Path

from loa.base.backup.contents import read_migrations, read_tables
from loa.base.backup.files import names_in, present_files, read_file
from loa.base.backup.manifest import FILE, Manifest, StoredFile, Table, read_manifest
from loa.base.backup.problems import explained


def damages(folder: Path, manifest: Manifest) -> list[str]:
    """Return what is missing, changed or too much in the folder of a backup, a sentence each."""
    there = {name: read_file(folder / name) for name in names_in(folder) if name != FILE}
    return _differing_files(manifest.files, there, where="trong bản sao lưu")


def differences(folder: Path) -> list[str]:
    """Return how this installation differs from a backup, a sentence each; damage of the backup itself comes first.

    Raises:
        BackupProblem: the folder holds no backup, or the database is not there or of another version.
    """
    manifest = read_manifest(folder)
    in_folders = {name: file for name, file in manifest.files.items() if "/" in name}
    with explained("Chưa đối chiếu được."):
        return [
            *damages(folder, manifest),
            *_differing_migrations(manifest.migrations, read_migrations()),
            *_differing_tables(manifest.tables, read_tables()),
            *_differing_files(in_folders, present_files(), where="trong hệ thống"),
        ]


def _differing_files(backup: dict[str, StoredFile], there: dict[str, StoredFile], *, where: str) -> list[str]:
    missing = [f"Tệp {name} bị thiếu {where}." for name in backup if name not in there]
    changed = [
        f"Tệp {name} {where} khác với lúc sao lưu." for name in backup if there.get(name, backup[name]) != backup[name]
    ]
    more = [f"Tệp {name} {where} không có lúc sao lưu." for name in there if name not in backup]
    return [*missing, *changed, *more]


def _differing_migrations(backup: tuple[str, ...], there: tuple[str, ...]) -> list[str]:
    return [f"Bước nâng cấp {name} chỉ có ở một bên." for name in sorted(set(backup) ^ set(there))]


def _differing_tables(backup: dict[str, Table], there: dict[str, Table]) -> list[str]:
    found = []
    for name in sorted(backup.keys() | there.keys()):
        then, now = backup.get(name), there.get(name)
        if then == now:
            continue
        if then is None or now is None:
            found.append(f"Bảng {name} chỉ có ở một bên.")
        elif then.rows != now.rows:
            found.append(f"Bảng {name}: lúc sao lưu có {then.rows} dòng, nay có {now.rows} dòng.")
        else:
            found.append(f"Bảng {name}: vẫn {now.rows} dòng nhưng nội dung khác với lúc sao lưu.")
    return found
