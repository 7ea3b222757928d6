"""Whether the installation is well: database, migrations, timed work, disk. Names no path, no host, no secret."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import Error
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Timed work runs every minute (`loa serve`); a few missed rounds are a busy machine, more are a fault.
MOST_SECONDS_SINCE_HEARTBEAT = 300
LEAST_FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was looked at; None where it could not be looked at because the database does not answer."""

    database: bool
    migrations: bool | None
    heartbeat_seconds: int | None
    disk: bool

    @property
    def problems(self) -> list[str]:
        """Return what is wrong, a sentence each; empty when all is well."""
        found = []
        if not self.database:
            found.append("Không dùng được cơ sở dữ liệu.")
        elif not self.migrations:
            found.append("Cơ sở dữ liệu chưa theo kịp phiên bản đang chạy. Chạy lệnh loa migrate.")
        elif self.heartbeat_seconds is None:
            found.append("Công việc định kỳ chưa chạy lần nào.")
        elif self.heartbeat_seconds > MOST_SECONDS_SINCE_HEARTBEAT:
            found.append("Công việc định kỳ đã ngừng chạy hoặc gặp lỗi. Xem nhật ký của loa serve.")
        if not self.disk:
            found.append("Ổ đĩa gần đầy hoặc không ghi được.")
        return found


def examine(*, last_heartbeat: Callable[[], datetime | None], at: datetime) -> Health:
    """Look at everything once; `last_heartbeat` asks the database when timed work last came to its end."""
    disk = _disk_is_well()
    try:
        migrations = _migrations_applied()
        beat = last_heartbeat() if migrations else None
    except Error:
        return Health(database=False, migrations=None, heartbeat_seconds=None, disk=disk)
    seconds = None if beat is None else max(0, int((at - beat).total_seconds()))
    return Health(database=True, migrations=migrations, heartbeat_seconds=seconds, disk=disk)


def _migrations_applied() -> bool:
    return _last_migrations() <= set(MigrationRecorder.Migration.objects.values_list("app", "name"))


def _disk_is_well() -> bool:
    try:
        free = shutil.disk_usage(settings.VAR).free
    except OSError:
        return False
    return free >= LEAST_FREE_BYTES and os.access(settings.VAR, os.W_OK)


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    # The last of each app stands for those before it. The files do not change while a process runs.
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())
