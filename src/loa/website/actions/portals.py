"""Open the site of a unit, and say what stands on it."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from wagtail.models import Page, Site

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.website.actions.editors import open_branch
from loa.website.models import HomePage, Portal
from loa.website.permissions import can_keep_portal, can_open_portal

_NOTHING = "Chưa có gì được lưu."
_SEVERAL_LINES = frozenset(["contact_in_english", "accessibility"])
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\Z")


class PortalRefused(Exception):  # noqa: N818  (says what was decided)
    """The sentence says what is wrong and what to do; `field` names the field of a form where it belongs."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalValues:
    """What the keeper of a site says of it."""

    name: str
    hotline: str = ""
    hotline_for: str = ""
    responsible: str = ""
    contact_in_english: str = ""
    accessibility: str = ""

    def cleaned(self) -> dict[str, str]:
        """Return the values as they are stored.

        Raises:
            PortalRefused: the site has no name.
        """
        kept = {name: value.strip() if name in _SEVERAL_LINES else tidy(value) for name, value in asdict(self).items()}
        if not kept["name"]:
            raise PortalRefused(f"Ghi tên trang thông tin điện tử. {_NOTHING}", "name")
        return kept


def open_portal(
    *, unit: Unit, values: PortalValues, hostname: str, port: int, main: bool = False, by: User, at: datetime
) -> Portal:
    """Open the public site of a unit at a host name; the main site is the one that stood there from the beginning.

    Raises:
        PermissionDenied: `by` does not run the installation.
        PortalRefused: no host name, one that is taken, a unit that has a site, or no name for it.
    """
    if not can_open_portal(by):
        raise PermissionDenied("Chỉ người quản trị hệ thống mở trang thông tin điện tử.")
    host, kept = hostname.strip().lower(), values.cleaned()
    if not _HOST.match(host):
        raise PortalRefused(f"Tên miền chỉ gồm chữ không dấu, số, dấu chấm và gạch nối. {_NOTHING}", "hostname")
    if Portal.objects.filter(unit=unit).exists():
        raise PortalRefused(f"Đơn vị này đã có trang thông tin điện tử. {_NOTHING}", "unit")
    try:
        with transaction.atomic():
            site = _main_site(host, port, kept["name"]) if main else _new_site(host, port, unit, kept["name"])
            portal = Portal.objects.create(site=site, unit=unit, **kept)
            open_branch(portal)
            details = {"unit": unit.key, "address": site.root_url}
            record("website.open_portal", of=portal, by=by, at=at, details=details)
            page_cache.clear()
    except IntegrityError:
        taken = f"Tên miền {host} hoặc đơn vị này đã có trang thông tin điện tử. {_NOTHING}"
        raise PortalRefused(taken, "hostname") from None
    return portal


def change_portal(*, portal: Portal, values: PortalValues, version: int, by: User, at: datetime) -> Portal:
    """Store what is said of a site.

    Raises:
        PermissionDenied: `by` does not keep the site.
        PortalRefused: no name, or somebody else changed it since it was read.
    """
    if not can_keep_portal(by, portal.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử của đơn vị đó.")
    kept = values.cleaned()
    with transaction.atomic():
        held = Portal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=portal.pk)
        if held.version != version:
            raise PortalRefused(
                f"Có người vừa sửa thông tin của trang này. Tải lại trang, xem bản mới rồi sửa tiếp. {_NOTHING}"
            )
        for name, value in kept.items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        record("website.change_portal", of=held, by=by, at=at, details={"unit": held.unit.key, "values": kept})
        page_cache.clear()
    return held


def _main_site(host: str, port: int, name: str) -> Site:
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port, site.site_name = host, port, name
    site.save()
    return site


def _new_site(host: str, port: int, unit: Unit, name: str) -> Site:
    home = HomePage(title=name, draft_title=name, slug=f"trang-chu-{unit.key}")
    Page.get_first_root_node().add_child(instance=home)
    return Site.objects.create(hostname=host, port=port, site_name=name, root_page=home)
