"""Bring a plan document in from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.plans.actions import AlreadyImported, NotAPlan, UnreadableFile, import_plan


class Command(BaseCommand):
    help = "Đọc một văn bản kế hoạch và lưu những gì hiểu được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp kế hoạch")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Import the file in the name of the system and print what came of it."""
        try:
            version = import_plan(data=file.read_bytes(), name=file.name, by=None, at=now())
        except OSError as problem:
            raise CommandError(f"Không mở được tệp {file}. Kiểm tra lại đường dẫn và quyền đọc tệp.") from problem
        except (AlreadyImported, NotAPlan, UnreadableFile) as problem:
            raise CommandError(str(problem)) from problem
        lines, findings = version.planline_set.count(), version.finding_set.count()
        self.stdout.write(f"Đã nhập {version}: {lines} nhiệm vụ, {findings} điểm cần xem.")
