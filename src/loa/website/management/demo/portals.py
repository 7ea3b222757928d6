"""Open the sites of a demonstration: of the owner, of every commune below it, and of bodies that have ended."""

from datetime import datetime

from loa.newsroom.models import Section
from loa.people.choices import Role, UnitClass
from loa.people.models import Unit, User
from loa.people.queries import ended, members, unit_names
from loa.website.actions import MenuValues, PortalValues, match_editors, open_portal, set_menu, subscribe
from loa.website.management.demo.people import ADMINISTRATOR
from loa.website.management.demo.recipe import MARK, MenuLine, Recipe
from loa.website.models import Portal

_HOST = "localhost"  # and below it: browsers look for none of these names outside the machine
_SHARED_DOWNWARDS = 2  # sections of the owner that every commune shows
_ENGLISH = (
    "People's Committee of {name} (invented for illustration). Office hours: Monday to Friday, 7:30–11:30, 13:30–17:00."
)


def open_portals(recipe: Recipe, port: int, at: datetime) -> None:
    """Open the sites; each commune shows the first sections of the owner besides what it tells itself."""
    owner, by = Unit.objects.get(key=recipe.owner), User.objects.get(username=ADMINISTRATOR.username)
    _open(owner, _HOST, port, by, at, main=True)
    for version in members(UnitClass.COMMUNES, owner, at.date()):
        _open(version.unit, f"{version.unit.key.removesuffix('-cu')}.{_HOST}", port, by, at)
    for key in recipe.kept_as_history:
        unit = Unit.objects.get(key=key)
        after = ", ".join(name for _, name in ended([unit.pk], at.date())[unit.pk].successors)
        _open(unit, f"{key}.{_HOST}", port, by, at, keeper=f"{after} {MARK}" if after else "")
    match_editors(at)


def share_sections(recipe: Recipe, at: datetime) -> None:
    """Let every other site show the first sections of the owner, by the word of who keeps it."""
    sections = list(Section.objects.filter(owner__key=recipe.owner)[:_SHARED_DOWNWARDS])
    others = Portal.objects.exclude(unit__key__in=[recipe.owner, *recipe.kept_as_history])
    for portal in others.select_related("unit"):
        keeper = User.objects.get(roles__unit=portal.unit, roles__role=Role.FOCAL)
        for section in sections:
            subscribe(portal=portal, section=section, by=keeper, at=at)


def choose_menus(recipe: Recipe, at: datetime) -> None:
    """Let the keepers of some sites choose a menu of their own; the others keep the one every site begins with."""
    for unit, lines in recipe.menus.items():
        portal = Portal.objects.select_related("site__root_page", "unit").get(unit__key=unit)
        keeper = User.objects.filter(roles__unit=portal.unit, roles__role=Role.FOCAL).earliest("pk")
        entries = [_entry(portal, one) for one in lines]
        set_menu(portal=portal, entries=entries, version=portal.version, by=keeper, at=at)


def _entry(portal: Portal, one: MenuLine) -> MenuValues:
    section = Section.objects.get(slug=one.section).pk if one.section else None
    page = portal.site.root_page.get_children().get(slug=one.page).pk if one.page else None
    return MenuValues(words=one.words, standing=one.standing, section=section, page=page, address=one.address)


def _open(unit: Unit, host: str, port: int, by: User, at: datetime, *, main: bool = False, keeper: str = "") -> None:
    name = unit_names([unit.pk], at.date())[unit.pk].removeprefix("UBND ")
    kind = "Cổng thông tin điện tử" if main else "Trang thông tin điện tử"
    values = PortalValues(
        name=f"{kind} {name}",
        hotline_for="hỏi, phản ánh về thủ tục hành chính và giải quyết hồ sơ",
        responsible=keeper or f"Văn phòng Ủy ban nhân dân {name} {MARK}",
        contact_in_english=_ENGLISH.format(name=name),
    )
    open_portal(unit=unit, values=values, hostname=host, port=port, main=main, by=by, at=at)
