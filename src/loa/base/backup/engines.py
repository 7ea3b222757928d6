"""Which engine the database runs on, and whether it stands as this version of Loa expects."""

from types import ModuleType

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from loa.base.backup import postgresql, sqlite
from loa.base.backup.problems import BackupProblem

_ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def engine() -> ModuleType:
    """Return the module for the engine of this installation."""
    return _ENGINES[connection.vendor]


def refuse_other_version(recorded: tuple[str, ...], *, what: str, advice: str) -> None:
    """Refuse a database that another version of Loa has left.

    Raises:
        BackupProblem: migrations of this version are missing, or some are there that it does not know.
    """
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    known = {f"{app}.{name}" for app, name in replaced | loader.disk_migrations.keys()}
    last = {f"{app}.{name}" for app, name in loader.graph.leaf_nodes()}
    unknown = {name for name in recorded if name.partition(".")[0] in loader.migrated_apps} - known
    if unknown or not last <= set(recorded):
        raise BackupProblem(f"{what} thuộc phiên bản khác với Loa đang cài. {advice}")
