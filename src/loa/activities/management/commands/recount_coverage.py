"""Count the coverage of months anew from the ledger's rows."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand

from loa.activities.actions import count_months_anew, months_counted


class Command(BaseCommand):
    help = (
        "Đếm lại mức độ bao phủ từ sổ tuyên truyền, sửa số đếm sai. Chạy sau khi nạp danh sách đơn vị có thay đổi "
        "ở những ngày đã qua; các tháng mới ghi được đếm lại mỗi đêm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "months", type=_month, nargs="*", metavar="MM/YYYY", help="tháng cần đếm lại; bỏ trống là mọi tháng"
        )

    def handle(self, *, months: list[date], **options: Any) -> None:
        """Count month by month, each in a transaction of its own, and print how many counts were wrong."""
        months = months or months_counted()
        wrong = count_months_anew(months)
        self.stdout.write(f"Đã đếm lại {len(months)} tháng, sửa {wrong} số đếm sai.")


def _month(text: str) -> date:
    try:
        return datetime.strptime(text, "%m/%Y").date()  # noqa: DTZ007  (a month has no time zone)
    except ValueError as problem:
        raise ArgumentTypeError(f"“{text}” không phải tháng; ghi như 03/2024.") from problem
