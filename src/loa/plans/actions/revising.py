"""Change one row of a review: nobody's save is lost under another's, and nothing moves once the plan is at work."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.plans.models.review import Review, Revised
from loa.plans.permissions import can_review

Row = TypeVar("Row", bound=Revised)


class EditedMeanwhile(Exception):  # noqa: N818  (says what is so, not that something broke)
    """Somebody else saved the row after the form was made; `current` is the row as it is now."""

    def __init__(self, current: Revised) -> None:
        super().__init__("Người khác vừa lưu mục này. Chưa có gì bị ghi đè.")
        self.current = current


class AlreadyConfirmed(Exception):  # noqa: N818
    """The version went to work, so its review stays as it was confirmed."""

    def __init__(self, version: PlanVersion) -> None:
        when = f"{localtime(version.confirmed_at):%H:%M ngày %d/%m/%Y}" if version.confirmed_at else ""
        super().__init__(
            f"Kế hoạch đã được xác nhận triển khai lúc {when}, nên không sửa được nữa. Chưa có gì thay đổi."
        )


class ReviewRefused(Exception):  # noqa: N818
    """What was put in does not hold; `faults` has a sentence for each field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


@contextmanager
def open_version(version: PlanVersion | int, *, by: User | None, at: datetime) -> Iterator[PlanVersion]:
    """Lock an unconfirmed version for one transaction, so that edits and the confirmation come one after another.

    Raises:
        PermissionDenied: `by` may not review plans of its owner.
        AlreadyConfirmed: it is at work.
    """
    with transaction.atomic():
        locked = (
            PlanVersion.objects.select_for_update(of=("self",))
            .select_related("plan__owner")
            .defer("reading", "source")
            .get(pk=version if isinstance(version, int) else version.pk)
        )
        if by is not None and not can_review(by, locked.plan.owner_id, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không đối chiếu kế hoạch của đơn vị đó.")
        if locked.confirmed_at:
            raise AlreadyConfirmed(locked)
        yield locked


@contextmanager
def open_row(row: Row, revision: int, *, by: User | None, at: datetime) -> Iterator[tuple[Row, PlanVersion]]:
    """Yield a row as it is now with its version, locked, when nobody saved it after `revision`.

    Raises:
        PermissionDenied, AlreadyConfirmed: as `open_version`.
        EditedMeanwhile: somebody saved it in between.
    """
    review: Review = row if isinstance(row, Review) else row.review  # type: ignore[attr-defined]
    with open_version(review.version_id, by=by, at=at) as version:
        current = type(row)._default_manager.get(pk=row.pk)
        if current.revision != revision:
            raise EditedMeanwhile(current)
        yield current, version


def keep(row: Revised, values: Mapping[str, Any], action: str, *, by: User | None, at: datetime) -> None:
    """Write values that differ from the row's, with one audit entry of before and after; nothing where none does."""
    changed = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, (_, value) in changed.items():
        setattr(row, name, value)
    row.revision += 1
    row.edited_by = by
    row.edited_at = at
    row.save()
    details = {name: [plain(before), plain(after)] for name, (before, after) in changed.items()}
    record(action, of=row, by=by, at=at, details={"changed": details})


def plain(value: Any) -> Any:
    """Return a value as the audit entry keeps it."""
    if isinstance(value, models.Model):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def composed(text: str) -> str:
    """Return a text of several lines in composed letters (NFC), without space around it and with plain line ends."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
