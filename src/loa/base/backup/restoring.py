"""Bring a backup back into an empty installation, then count again."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from loa.base.backup.comparing import damages, differences
from loa.base.backup.engines import NAMES, engine, refuse_other_version
from loa.base.backup.files import copy_file, folders, names_in
from loa.base.backup.manifest import Manifest, read_manifest
from loa.base.backup.problems import BackupProblem, explained


def restore_backup(folder: Path) -> tuple[Manifest, list[str]]:
    """Fill the empty installation from a backup; return its manifest and what differs now, which should be nothing.

    Raises:
        BackupProblem: the backup is damaged or of another version or engine, the installation is not empty, or
            something could not be written. The installation is then as empty as before.
    """
    manifest = read_manifest(folder)
    _refuse_unfit(folder, manifest)
    with explained("Không dùng được nơi sẽ khôi phục vào (LOA_VAR, LOA_DATABASE_URL)."):
        Path(settings.VAR).mkdir(parents=True, exist_ok=True)
        _refuse_filled()
    with explained("Chưa khôi phục được.", "Hệ thống vẫn trống như trước."):
        try:
            for name, target in folders().items():
                for place in names_in(folder / name):
                    copy_file(folder / name / place, target / place)
            engine().restore(folder / engine().FILE)
        except BaseException:
            _empty_folders()
            raise
    return manifest, differences(folder)


def _refuse_unfit(folder: Path, manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupProblem(
            f"Bản sao lưu là của {NAMES.get(manifest.engine, manifest.engine)}, còn hệ thống này dùng "
            f"{NAMES[connection.vendor]}. Đặt LOA_DATABASE_URL cho đúng loại rồi khôi phục."
        )
    refuse_other_version(
        manifest.migrations,
        what="Bản sao lưu",
        advice=f"Cài đúng Loa {manifest.loa} (mã nguồn lúc sao lưu), khôi phục, rồi mới nâng cấp.",
    )
    found = damages(folder, manifest)
    if found:
        raise BackupProblem("\n".join([*found, "Bản sao lưu đã hỏng nên không khôi phục. Dùng một bản khác."]))


def _refuse_filled() -> None:
    if connection.introspection.table_names():
        raise BackupProblem(
            "Cơ sở dữ liệu không trống. Chỉ khôi phục vào nơi trống, để không ghi đè dữ liệu: đặt LOA_VAR hoặc "
            "LOA_DATABASE_URL sang nơi mới rồi chạy lại."
        )
    for target in folders().values():
        if any(names_in(target)):
            raise BackupProblem(f"Thư mục {target} đã có tệp. Chỉ khôi phục vào nơi trống; chuyển các tệp đó đi trước.")


def _empty_folders() -> None:
    """Take away what was copied: the folders were empty before."""
    for target in folders().values():
        shutil.rmtree(target, ignore_errors=True)
