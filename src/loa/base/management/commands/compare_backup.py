"""Compare the installation with a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.backup import BackupProblem, differences


class Command(BaseCommand):
    help = "Đối chiếu hệ thống với một bản sao lưu; thay đổi sau lúc sao lưu cũng được liệt kê."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục của bản sao lưu")

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Print that all is the same, or every difference."""
        try:
            differing = differences(folder)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        if differing:
            raise CommandError("\n".join([*differing, f"Không khớp: {len(differing)} điểm khác nhau."]))
        self.stdout.write("Khớp: cơ sở dữ liệu và tệp đúng như bản sao lưu.")
