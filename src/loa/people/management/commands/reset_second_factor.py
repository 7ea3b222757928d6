"""Take a lost second factor away where nobody else can: the only administrator's telephone is gone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.people.actions import AccountRefused, reset_second_factor
from loa.people.models import User


class Command(BaseCommand):
    help = "Gỡ xác thực hai bước của một tài khoản khi không còn ai khác gỡ được trong bàn làm việc."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")

    def handle(self, *, username: str, **options: Any) -> None:
        """Take it away and say so, or say why not."""
        account = User.objects.filter(username__iexact=username).first()
        if account is None:
            raise CommandError(f"Không có tài khoản “{username}”.")
        try:
            reset_second_factor(user=account, by=None, at=now())
        except AccountRefused as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Đã gỡ xác thực hai bước của “{account.username}” và kết thúc mọi phiên đăng nhập. "
            "Nhắc người dùng bật lại ngay sau khi đăng nhập."
        )
