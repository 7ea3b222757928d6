"""Make a backup: under a name of its own until all is written, so that half of one never looks whole."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.db import connection

import loa
from loa.base.backup.contents import read_migrations, read_tables
from loa.base.backup.engines import engine, refuse_other_version
from loa.base.backup.files import copy_file, folders, names_in, read_file
from loa.base.backup.manifest import Manifest, StoredFile, write_manifest
from loa.base.backup.problems import BackupProblem, explained


def make_backup(folder: Path, *, at: datetime) -> Manifest:
    """Copy database and files into a new folder and return its manifest; the installation may be in use.

    The database comes first: a file is stored before its row, so every file that a row names is there to be copied.

    Raises:
        BackupProblem: the folder is there already, lies among the files to copy, or something could not be written.
            Nothing is left then.
    """
    folder = folder.absolute()
    part = folder.with_name(f"{folder.name}.part")
    _refuse_place(folder, part)
    with explained(f"Không tạo được thư mục {part}."):
        part.mkdir(mode=0o700, parents=True)  # it will hold passwords' digests and people's documents
    with explained("Chưa sao lưu được.", "Không có gì được giữ lại."):
        try:
            manifest = _fill(part, at)
            os.sync()
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return manifest


def _refuse_place(folder: Path, part: Path) -> None:
    if folder.exists():
        raise BackupProblem(f"Thư mục {folder} đã có. Chọn tên khác, ví dụ có ngày giờ.")
    if part.exists():
        raise BackupProblem(
            f"Thư mục {part} còn đó: một lần sao lưu đang chạy hoặc đã bị ngắt. Nếu không còn chạy, xóa thư mục này."
        )
    for place in folders().values():
        if folder.is_relative_to(place.absolute()):
            raise BackupProblem(f"Không sao lưu vào trong {place}: đó là nơi chứa tệp của hệ thống. Chọn nơi khác.")


def _fill(part: Path, at: datetime) -> Manifest:
    refuse_other_version(
        read_migrations(),
        what="Cơ sở dữ liệu",
        advice="Chạy lệnh loa migrate, hoặc sao lưu bằng phiên bản cũ trước khi nâng cấp.",
    )
    database = part / engine().FILE
    with engine().copied(database):
        migrations, tables = read_migrations(), read_tables()
    files = {database.name: read_file(database)}
    for name, source in folders().items():
        files |= _copy_folder(source, part, name)
    manifest = Manifest(
        loa=loa.__version__,
        made_at=at,
        engine=connection.vendor,
        migrations=migrations,
        tables=tables,
        files=files,
    )
    write_manifest(manifest, part)
    return manifest


def _copy_folder(source: Path, part: Path, name: str) -> dict[str, StoredFile]:
    copied = {}
    for place in names_in(source):
        try:
            copied[f"{name}/{place}"] = copy_file(source / place, part / name / place)
        except FileNotFoundError:
            continue  # removed since the names were read
    return copied
