"""Run the timed work: once, or again and again as the child of `loa serve`."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections

from loa.base.clock import now, real_now
from loa.website.jobs import tick

_log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Chạy các công việc định kỳ đang đến hạn, một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="GIÂY", help="chạy lặp lại, cách nhau số giây này")

    def handle(self, *, every: int | None, **options: Any) -> None:
        """Tick once and name what failed, or tick until the process is ended."""
        while every:
            _tick_and_go_on()
            time.sleep(every)
        failed = tick(at=now(), real_at=real_now())
        if failed:
            raise CommandError(f"Công việc gặp lỗi: {', '.join(failed)}. Chi tiết ở nhật ký; lần chạy sau sẽ làm lại.")
        self.stdout.write("Đã chạy các công việc định kỳ đến hạn.")


def _tick_and_go_on() -> None:
    close_old_connections()  # between requests Django does this; here nobody else would
    try:
        tick(at=now(), real_at=real_now())
    except Error:
        _log.exception("The heartbeat could not be written.")
