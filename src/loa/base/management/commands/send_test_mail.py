"""Send one message, to see that the settings for mail are right."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from loa.base import mail


class Command(BaseCommand):
    help = "Gửi một thư thử đến một địa chỉ và nói rõ kết quả."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="địa chỉ nhận thư thử")

    def handle(self, *, address: str, **options: Any) -> None:
        """Send, and print where it went or why it did not."""
        try:
            validate_email(address)
        except ValidationError as problem:
            raise CommandError(f"“{address}” không phải là địa chỉ thư. Chưa gửi gì.") from problem
        message = EmailMessage(
            subject=f"Thư thử của {settings.LOA_SITE_NAME}",
            body=(
                f"Đây là thư thử gửi từ {settings.WAGTAILADMIN_BASE_URL}.\n\n"
                "Nhận được thư này nghĩa là phần gửi thư đã cấu hình đúng. Không cần trả lời.\n"
            ),
            to=[address],
        )
        try:
            message.send()
        except mail.SENDING_PROBLEMS as problem:
            raise CommandError(f"Chưa gửi được{_where()}. {mail.explain(problem)}") from problem
        self.stdout.write(
            f"Đã giao thư cho máy chủ{_where()}, gửi từ {message.from_email} đến {address}. "
            "Hãy mở hộp thư (cả mục thư rác) để kiểm tra."
        )


def _where() -> str:
    return f" qua {settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if settings.EMAIL_HOST else ""
