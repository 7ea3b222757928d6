"""Say what a site shows of others; nothing is copied."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.newsroom.models import Section
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.website.actions.portals import PortalRefused
from loa.website.models import Portal, Subscription
from loa.website.permissions import can_keep_portal

_NOTHING = "Chưa có gì được lưu."


def subscribe(
    *, portal: Portal, section: Section | None = None, unit: Unit | None = None, by: User, at: datetime
) -> None:
    """Let a site show a section of another, or whatever a unit tells; asked twice, it is shown once.

    Raises:
        PermissionDenied: `by` does not keep the site.
        PortalRefused: the section or the unit is its own, or neither or both are named.
    """
    _refuse_stranger(portal, by, at)
    if (section is None) == (unit is None):
        raise PortalRefused(f"Chọn một chuyên mục hoặc một đơn vị. {_NOTHING}", "section")
    owner = section.owner_id if section else unit.pk if unit else 0
    if portal.unit_id == owner:
        raise PortalRefused(f"Tin, bài của chính đơn vị đã có trên trang. {_NOTHING}", "section" if section else "unit")
    with transaction.atomic():
        row, made = Subscription.objects.get_or_create(portal=portal, section=section, unit=unit)
        if made:
            record("website.subscribe", of=row, by=by, at=at, details={"unit": portal.unit.key, "source": _source(row)})
            page_cache.clear()


def unsubscribe(*, subscription: Subscription, by: User, at: datetime) -> None:
    """Let a site show no more of another; stories that its own unit tells stay.

    Raises:
        PermissionDenied: `by` does not keep the site.
    """
    portal = subscription.portal
    _refuse_stranger(portal, by, at)
    with transaction.atomic():
        details = {"unit": portal.unit.key, "source": _source(subscription)}
        record("website.unsubscribe", of=subscription, by=by, at=at, details=details)
        Subscription.objects.filter(pk=subscription.pk).delete()
        page_cache.clear()


def _refuse_stranger(portal: Portal, by: User, at: datetime) -> None:
    if not can_keep_portal(by, portal.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử của đơn vị đó.")


def _source(subscription: Subscription) -> str:
    return subscription.section.slug if subscription.section else str(subscription.unit)
