"""Say who edits and decides in a section, and how stories leave a unit."""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.writing import StoryRefused
from loa.newsroom.models import Section, UnitRule
from loa.newsroom.permissions import can_keep_sections, can_set_unit_rule
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User, ids_below

_NOTHING = "Chưa có gì được lưu."
_MOST_DAYS = 30
_DAYS = ("days_to_edit", "days_to_approve")


def keep_section(section: Section, *, by: User, at: datetime) -> None:
    """Store a new or changed section; stories that are on their way stay with whoever was asked.

    Raises:
        PermissionDenied: `by` does not keep the sections of its owner, or of the one it had.
        StoryRefused: another owner, a body that is only invited, one from elsewhere, or no days to do it in.
    """
    today = localtime(at).date()
    before = Section.objects.filter(pk=section.pk).first()
    for owner in {section.owner_id, before.owner_id if before else section.owner_id}:
        if not can_keep_sections(by, owner, today):
            raise PermissionDenied("Tài khoản này không đặt chuyên mục của đơn vị đó.")
    if before is not None and before.owner_id != section.owner_id:
        raise StoryRefused(f"Chuyên mục không chuyển sang đơn vị khác; mở chuyên mục mới ở đó. {_NOTHING}", "owner")
    _refuse_wrong_section(section, ids_below([section.owner_id], today))
    with transaction.atomic():
        section.save()
        asked = {name: unit.key for name, unit in _asked(section)}
        days = {name: getattr(section, name) for name in _DAYS}
        values = {"name": section.name, **asked, **days}
        details = {"unit": section.owner.key, "section": section.slug, "values": values}
        record("newsroom.keep_section", of=section, by=by, at=at, details=details)
        page_cache.clear()


def _asked(section: Section) -> Iterator[tuple[str, Unit]]:
    """Yield who is asked about stories of a section, each under the name of its field."""
    yield "desk", section.desk
    yield "approver", section.approver
    if section.legal is not None:
        yield "legal", section.legal


def _refuse_wrong_section(section: Section, reach: frozenset[int]) -> None:
    section.name = tidy(section.name)
    if not section.name:
        raise StoryRefused(f"Ghi tên chuyên mục. {_NOTHING}", "name")
    for field, unit in _asked(section):
        if unit.kind == UnitKind.OUTSIDE:
            raise StoryRefused(f"Cơ quan Đảng, Mặt trận, đoàn thể chỉ được mời phối hợp. {_NOTHING}", field)
        if unit.pk not in reach:
            raise StoryRefused(f"Chọn đơn vị thuộc đơn vị chủ quản. {_NOTHING}", field)
    for field in _DAYS:
        if not 1 <= getattr(section, field) <= _MOST_DAYS:
            raise StoryRefused(f"Số ngày làm việc từ 1 đến {_MOST_DAYS}. {_NOTHING}", field)


def set_unit_rule(*, unit: Unit, editor_first: bool, by: User, at: datetime) -> None:
    """Say whether somebody of a unit passes its stories before the desk gets them; for those handed in from now on.

    Raises:
        PermissionDenied: `by` is neither its head nor gives its roles.
    """
    if not can_set_unit_rule(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đặt cách gửi tin, bài của đơn vị đó.")
    with transaction.atomic():
        said = {"editor_first": editor_first, "set_at": at, "set_by": by}
        rule, _ = UnitRule.objects.update_or_create(unit=unit, defaults=said)
        details = {"unit": unit.key, "editor_first": editor_first}
        record("newsroom.set_unit_rule", of=rule, by=by, at=at, details=details)
