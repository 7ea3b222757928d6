"""Say what the short forms of a unit stand for: the help with plain words writes them out for it and all below it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.writing import StoryRefused
from loa.newsroom.models import Abbreviation
from loa.newsroom.permissions import can_keep_short_forms
from loa.people.actions import record
from loa.people.models import Unit, User

_NOTHING = "Chưa có gì được lưu."
_NO_RIGHT = "Tài khoản này không sửa chữ viết tắt của đơn vị đó."
_LONGEST_SHORT, _LONGEST_FULL = 40, 200


def keep_short_form(
    *, unit: Unit, short: str, full: str, row: Abbreviation | None = None, by: User, at: datetime
) -> Abbreviation:
    """Add a short form of a unit with what it stands for, or change a `row` of it.

    Raises:
        PermissionDenied: `by` edits no words of the unit.
        StoryRefused: one of the two is missing, both say the same, or the unit has that short form.
    """
    if not can_keep_short_forms(by, unit, localtime(at).date()):
        raise PermissionDenied(_NO_RIGHT)
    short, full = tidy(short)[:_LONGEST_SHORT], tidy(full)[:_LONGEST_FULL]
    _refuse_wrong(short, full)
    with transaction.atomic():
        # One at a time for a unit, so that of two who add the same the second is told.
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        others = [one for one in Abbreviation.objects.filter(unit=unit) if row is None or one.pk != row.pk]
        there = next((one for one in others if one.short.casefold() == short.casefold()), None)
        if there is not None:
            said = f"Đơn vị đã có chữ “{there.short}”, viết đầy đủ là “{there.full}”."
            raise StoryRefused(f"{said} Sửa dòng đó nếu chưa đúng. {_NOTHING}", "short")
        kept = Abbreviation.objects.select_for_update().get(pk=row.pk, unit=unit) if row else Abbreviation(unit=unit)
        before = [kept.short, kept.full] if row else []
        kept.short, kept.full = short, full
        kept.save()
        details = {"unit": unit.key, "values": {"short": short, "full": full}}
        details |= {"before": before} if before else {}
        record("newsroom.keep_short_form", of=kept, by=by, at=at, details=details)
    return kept


def drop_short_form(*, row: Abbreviation, by: User, at: datetime) -> None:
    """Remove a short form; one that is gone already stays so.

    Raises:
        PermissionDenied: `by` edits no words of its unit.
    """
    if not can_keep_short_forms(by, row.unit_id, localtime(at).date()):
        raise PermissionDenied(_NO_RIGHT)
    with transaction.atomic():
        kept = Abbreviation.objects.select_for_update().filter(pk=row.pk).first()
        if kept is not None:
            details = {"unit": row.unit.key, "before": [kept.short, kept.full]}
            record("newsroom.drop_short_form", of=kept, by=by, at=at, details=details)
            kept.delete()


def _refuse_wrong(short: str, full: str) -> None:
    if not any(letter.isalpha() for letter in short):
        raise StoryRefused(f"Ghi chữ viết tắt, ví dụ TTHC. {_NOTHING}", "short")
    if not full:
        raise StoryRefused(f"Ghi cách viết đầy đủ. {_NOTHING}", "full")
    if short.casefold() == full.casefold():
        raise StoryRefused(f"Cách viết đầy đủ đang giống chữ viết tắt. {_NOTHING}", "full")
