"""Make the first administrator of an installation, or let one who forgot the password in again."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import AccountRefused, issue_password_link
from loa.people.actions.administrators import make_administrator


class Command(BaseCommand):
    help = "Tạo quản trị hệ thống (hoặc trao quyền cho tài khoản đã có) và in liên kết đặt mật khẩu dùng một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập, chữ thường không dấu")
        parser.add_argument("--name", default="", help="họ và tên")

    def handle(self, *, username: str, name: str, **options: Any) -> None:
        """Make the account and its link, both or neither, and print the link this once."""
        at = now()
        try:
            with transaction.atomic():
                account = make_administrator(username=username, full_name=name, by=None, at=at)
                secret = issue_password_link(user=account, by=None, at=at)
        except AccountRefused as problem:
            raise CommandError(str(problem)) from problem
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("password_link", args=[secret])
        self.stdout.write(
            f"“{account.username}” là quản trị hệ thống. Mở liên kết sau để đặt mật khẩu; liên kết dùng được một lần, "
            f"trong 24 giờ, và chỉ hiện lần này:\n\n  {address}\n"
        )
