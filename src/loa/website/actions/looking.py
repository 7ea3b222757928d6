"""Say that what was published a while ago was looked at and is still right."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.library.models import Document
from loa.newsroom.models import Story
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.website.models import FoundRight, InformationPage, Portal
from loa.website.permissions import can_keep_portal


def find_right(*, what: InformationPage | Story | Document, by: User, at: datetime) -> None:
    """Note that somebody found something still right today; it is due again by the rule of its kind.

    Raises:
        PermissionDenied: `by` keeps no site whose it is.
    """
    on = localtime(at).date()
    unit = next((one for one in owners_of(what) if can_keep_portal(by, one, on)), None)
    if unit is None:
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử của đơn vị đó.")
    field = "page" if isinstance(what, InformationPage) else "story" if isinstance(what, Story) else "document"
    wanted: dict[str, Any] = {f"{field}_id": what.pk}
    with transaction.atomic():
        FoundRight.objects.update_or_create(defaults={"looked_on": on, "looked_by": by}, **wanted)
        record("website.find_right", of=what, by=by, at=at, details={"unit": unit.key})


def owners_of(what: InformationPage | Story | Document) -> list[Unit]:
    """Return the units whose keepers look after something: its own, and of a story that of its section too."""
    if isinstance(what, Story):
        return [what.unit, what.section.owner]
    if isinstance(what, Document):
        return [what.owner]
    rows = Portal.objects.select_related("unit").filter(site__root_page=what.get_parent())
    return [one.unit for one in rows]
