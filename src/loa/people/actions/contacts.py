"""Say how a unit is reached."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.people.actions.auditing import record
from loa.people.models import Unit, User
from loa.people.permissions import can_change_contacts


def change_contacts(
    *, unit: Unit, phone: str, email: str, address: str, website: str, by: User | None, at: datetime
) -> None:
    """Set the telephone, addresses and page of a unit's office; public pages show them, so all pages age.

    Raises:
        PermissionDenied: `by` does not manage the people of this unit.
    """
    if by is not None and not can_change_contacts(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không được sửa thông tin liên hệ của đơn vị.")
    new = {"phone": tidy(phone), "email": email, "address": tidy(address), "website": website}
    with transaction.atomic():
        now = Unit.objects.select_for_update().get(pk=unit.pk)
        changed = {name: value for name, value in new.items() if getattr(now, name) != value}
        if not changed:
            return
        Unit.objects.filter(pk=unit.pk).update(**changed)
        record("people.change_contacts", of=now, by=by, at=at, details={"changed": sorted(changed)})
        page_cache.clear()
