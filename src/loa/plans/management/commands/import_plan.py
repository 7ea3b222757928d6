"""Bring a plan document in from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.people.models import Unit
from loa.plans.actions import AlreadyImported, NotAPlan, UnreadableFile, import_plan


class Command(BaseCommand):
    help = "Đọc một văn bản kế hoạch và mở phần đối chiếu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp kế hoạch")
        parser.add_argument("owner", help="khóa của đơn vị thực hiện kế hoạch, như trong danh sách đơn vị")

    def handle(self, *, file: Path, owner: str, **options: Any) -> None:
        """Import the file in the name of the system and print what came of it."""
        unit = Unit.objects.filter(key=owner).first()
        if unit is None:
            raise CommandError(f"Không có đơn vị nào mang khóa {owner}. Nạp danh sách đơn vị trước (loa load_units).")
        try:
            version = import_plan(data=file.read_bytes(), name=file.name, owner=unit, by=None, at=now())
        except OSError as problem:
            raise CommandError(f"Không mở được tệp {file}. Kiểm tra lại đường dẫn và quyền đọc tệp.") from problem
        except (AlreadyImported, NotAPlan, UnreadableFile) as problem:
            raise CommandError(str(problem)) from problem
        lines, findings = version.planline_set.count(), version.finding_set.count()
        self.stdout.write(f"Đã nhập {version}: {lines} nhiệm vụ, {findings} điểm cần xem. Kế hoạch chờ đối chiếu.")
