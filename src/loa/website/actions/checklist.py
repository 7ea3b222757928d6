"""Say which sections sites must carry, and what was found of them on a site."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.website.choices import Found
from loa.website.models import RequiredSection, SectionLook
from loa.website.permissions import can_keep_checklist, can_note_section

_NOTHING = "Chưa có gì được lưu."


class ChecklistRefused(Exception):  # noqa: N818  (says what was decided)
    """The sentence says what is wrong and what to do; `field` names the field of a form where it belongs."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(f"{sentence} {_NOTHING}")
        self.field = field


def keep_required_section(section: RequiredSection, *, by: User, at: datetime) -> RequiredSection:
    """Store a new or changed section of the list.

    Raises:
        PermissionDenied: `by` does not run the installation.
        ChecklistRefused: no name, or no rule that asks for it.
    """
    if not can_keep_checklist(by):
        raise PermissionDenied("Chỉ người quản trị hệ thống sửa danh sách mục bắt buộc.")
    section.name, section.source = tidy(section.name), tidy(section.source)
    if not section.name:
        raise ChecklistRefused("Ghi tên mục.", "name")
    if not section.source:
        raise ChecklistRefused("Ghi căn cứ; mục không có căn cứ thì không gọi là bắt buộc.", "source")
    with transaction.atomic():
        section.save()
        values = {name: getattr(section, name) for name in ("name", "source", "filled_by", "in_use")}
        record("website.keep_required_section", of=section, by=by, at=at, details={"values": values})
    return section


def note_section(
    *,
    section: RequiredSection,
    unit: Unit,
    found: str,
    address: str = "",
    newest_on: date | None = None,
    by: User,
    at: datetime,
) -> SectionLook:
    """Say what was found of a section on the site of a unit today; the look before it is written over.

    Raises:
        PermissionDenied: `by` keeps neither that site nor one above it.
        ChecklistRefused: no finding, or a newest day that is still to come.
    """
    today = localtime(at).date()
    if not can_note_section(by, unit, today):
        raise PermissionDenied("Tài khoản này không ghi tình trạng trang của đơn vị đó.")
    if found not in Found.values:
        raise ChecklistRefused("Chọn tình trạng của mục.", "found")
    if newest_on is not None and newest_on > today:
        raise ChecklistRefused("Ngày của nội dung mới nhất còn ở phía trước.", "newest_on")
    if newest_on is not None and found != Found.PRESENT:
        raise ChecklistRefused("Mục trống hoặc không có thì không có ngày của nội dung.", "newest_on")
    with transaction.atomic():
        told = {"found": found, "address": address, "newest_on": newest_on, "looked_on": today, "looked_by": by}
        look, _ = SectionLook.objects.update_or_create(section=section, unit=unit, defaults=told)
        values = {"found": found, "address": address}
        details = {"unit": unit.key, "section": section.name, "values": values}
        record("website.note_section", of=look, by=by, at=at, details=details)
    return look
