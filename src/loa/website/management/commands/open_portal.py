"""Open the public site of a unit from the command line, in the name of who runs the installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.people.models import Unit, User
from loa.website.actions import PortalRefused, PortalValues, open_portal


class Command(BaseCommand):
    help = "Mở trang thông tin điện tử của một đơn vị ở một tên miền (tên miền phải có trong LOA_HOSTS)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", help="khóa của đơn vị, như trong bảng đơn vị")
        parser.add_argument("host", help="tên miền, ví dụ vinhthuy.vinhlinh.gov.vn")
        parser.add_argument("name", help="tên trang")
        parser.add_argument("--port", type=int, default=443, help="cổng người đọc dùng (443)")
        parser.add_argument("--main", action="store_true", help="đây là cổng chính, thay trang có từ khi cài đặt")
        parser.add_argument("--by", required=True, help="tên đăng nhập của người quản trị hệ thống")

    def handle(self, *, unit: str, host: str, name: str, port: int, main: bool, by: str, **options: Any) -> None:
        """Open it, or say why not."""
        body = Unit.objects.filter(key=unit).first()
        administrator = User.objects.filter(username=by, is_superuser=True, is_active=True).first()
        if body is None:
            raise CommandError(f"Không có đơn vị nào có khóa {unit}.")
        if administrator is None:
            raise CommandError(f"{by} không phải người quản trị hệ thống.")
        try:
            portal = open_portal(
                unit=body,
                values=PortalValues(name=name),
                hostname=host,
                port=port,
                main=main,
                by=administrator,
                at=now(),
            )
        except PortalRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Đã mở {portal.name}: {portal.site.root_url}\n")
