"""What is in the tables, as figures that are the same on every engine."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

from loa.base.backup.manifest import Table

# The search index is made from the other tables, and is made differently on each engine.
_DERIVED = {"wagtailsearch"}
_MODULUS = 2**256


def read_tables() -> dict[str, Table]:
    """Return rows and checksum of every table, by its name."""
    return {model._meta.db_table: _table(model) for model in _models()}


def read_migrations() -> tuple[str, ...]:
    """Return the migrations recorded in the database, as "app.name", sorted."""
    recorded = MigrationRecorder.Migration.objects.values_list("app", "name")
    return tuple(sorted(f"{app}.{name}" for app, name in recorded))


def checksum(rows: Iterable[tuple[Any, ...]]) -> Table:
    """Return how many rows there are and the sum of their SHA-256.

    A sum does not depend on their order: engines sort text differently.
    """
    count = total = 0
    for row in rows:
        text = json.dumps(row, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        total = (total + int.from_bytes(sha256(text.encode()).digest(), "big")) % _MODULUS
        count += 1
    return Table(count, f"{total:064x}")


def _models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _DERIVED
    ]


def _table(model: type[models.Model]) -> Table:
    columns = sorted(field.attname for field in model._meta.local_concrete_fields)
    return checksum(model._base_manager.order_by().values_list(*columns).iterator(chunk_size=2_000))


def _plain(value: object) -> str:
    """Return what JSON has no form for, written the same whatever engine it came from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"No form for the manifest: {type(value).__name__}")
