"""Back the installation up into a new folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.backup import BackupProblem, make_backup
from loa.base.clock import real_now


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp vào một thư mục mới; hệ thống vẫn chạy bình thường."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục mới sẽ chứa bản sao lưu")

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Make the backup and print its size."""
        try:
            manifest = make_backup(folder, at=real_now())
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Đã sao lưu vào {folder}: {manifest.summary}.")
