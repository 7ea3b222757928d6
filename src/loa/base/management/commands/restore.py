"""Bring a backup back into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.backup import BackupProblem, restore_backup


class Command(BaseCommand):
    help = "Khôi phục một bản sao lưu vào hệ thống còn trống, rồi đối chiếu."
    requires_system_checks: list[str] = []  # the database is empty yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục của bản sao lưu")

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Restore, and print whether all is as it was."""
        try:
            manifest, differing = restore_backup(folder)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        if differing:
            raise CommandError("\n".join(["Đã khôi phục nhưng không khớp với bản sao lưu:", *differing]))
        self.stdout.write(f"Đã khôi phục {manifest.summary}. Đối chiếu với bản sao lưu: khớp.")
