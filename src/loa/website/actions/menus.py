"""Choose the menu of a site: which places, in which order, under which names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import User
from loa.website.actions.portals import PortalRefused
from loa.website.choices import StandingPage
from loa.website.models import MenuEntry, Portal
from loa.website.permissions import can_keep_portal
from loa.website.queries.menus import pages_to_choose
from loa.website.queries.portals import sections_of
from loa.website.rules.menus import LONGEST_WORDS, MOST_ENTRIES, is_address

_NOTHING = "Chưa có gì được lưu."


class MenuRefused(PortalRefused):
    """As `PortalRefused`; `entry` is the number of the entry it speaks of, from nought."""

    def __init__(self, sentence: str, field: str = "", entry: int | None = None) -> None:
        super().__init__(f"{sentence} {_NOTHING}", field)
        self.entry = entry


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuValues:
    """One entry as its keeper chose it: one of the four places, and the name it goes by there if not its own."""

    standing: str = ""
    section: int | None = None
    page: int | None = None
    address: str = ""
    words: str = ""

    @property
    def place(self) -> tuple[str, int | None, int | None, str]:
        """What it leads to, without its name."""
        return self.standing, self.section, self.page, self.address.strip()


def set_menu(*, portal: Portal, entries: Sequence[MenuValues], version: int, by: User, at: datetime) -> Portal:
    """Give a site the menu its keeper chose; without entries it has again the one every site begins with.

    Raises:
        PermissionDenied: `by` does not keep the site.
        MenuRefused: an entry leads nowhere, twice to one place, or to what is not this site's to show; too many; or
            somebody else changed the site since it was read.
    """
    on = localtime(at).date()
    if not can_keep_portal(by, portal.unit_id, on):
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử của đơn vị đó.")
    if len(entries) > MOST_ENTRIES:
        raise MenuRefused(f"Menu có nhiều nhất {MOST_ENTRIES} mục để còn gọn trên điện thoại. Bớt mục đi.")
    sections = {one.section.pk for one in sections_of(portal, on).listed}
    pages = {one.pk for one in pages_to_choose(portal.site.root_page)}
    for number, one in enumerate(entries):
        _refuse(number, one, sections, pages)
        if one.place in [other.place for other in entries[:number]]:
            raise MenuRefused("Mục này đã có ở trên. Bỏ một trong hai.", "place", number)
    with transaction.atomic():
        held = Portal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=portal.pk)
        if held.version != version:
            raise MenuRefused("Có người vừa sửa trang này. Tải lại trang, xem menu mới rồi sửa tiếp.")
        held.version += 1
        held.save(update_fields=["version"])
        held.menu_entries.all().delete()
        rows = [_row(held, number, one) for number, one in enumerate(entries, 1)]
        MenuEntry.objects.bulk_create(rows)
        chosen = "; ".join(str(row) for row in rows) or "mặc định"
        record("website.set_menu", of=held, by=by, at=at, details={"unit": held.unit.key, "menu": chosen})
        page_cache.clear()
    return held


def _refuse(number: int, one: MenuValues, sections: set[int], pages: set[int]) -> None:
    """Raise where one entry cannot stand in the menu."""
    if sum(map(bool, one.place)) != 1:
        raise MenuRefused("Chọn một nơi mục này dẫn đến.", "place", number)
    is_known = one.standing in ("", *StandingPage.values)
    if not is_known or (one.section and one.section not in sections) or (one.page and one.page not in pages):
        raise MenuRefused("Mục này không còn trên trang. Chọn mục khác.", "place", number)
    if one.address and not is_address(one.address.strip()):
        raise MenuRefused("Ghi địa chỉ đầy đủ bắt đầu bằng https://, hoặc bằng / nếu là trang này.", "address", number)
    if one.address and not tidy(one.words):
        raise MenuRefused("Ghi tên trên menu cho liên kết này.", "words", number)
    if len(tidy(one.words)) > LONGEST_WORDS:
        raise MenuRefused(f"Tên trên menu dài nhất {LONGEST_WORDS} ký tự.", "words", number)


def _row(portal: Portal, position: int, one: MenuValues) -> MenuEntry:
    return MenuEntry(
        portal=portal,
        position=position,
        standing=one.standing,
        section_id=one.section,
        page_id=one.page,
        address=one.address.strip(),
        words=tidy(one.words),
    )
