"""What the keepers of sites see of them."""

from dataclasses import dataclass
from datetime import date

from loa.newsroom.models import Section
from loa.people.models import UnitVersion
from loa.people.queries import unit_names
from loa.website.models import Portal, Subscription
from loa.website.queries.menus import MenuPlace
from loa.website.queries.portals import menu_on


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPortal:
    """A site with what it shows of others, each source under its name."""

    portal: Portal
    unit: str
    sources: tuple[tuple[Subscription, str], ...]


def portals_kept(units: frozenset[int], on: date) -> list[tuple[Portal, str]]:
    """Return the sites of some units with the units' names, by name; two statements."""
    found = list(Portal.objects.filter(unit__in=units).select_related("site").order_by("name"))
    names = unit_names([one.unit_id for one in found], on)
    return [(one, names.get(one.unit_id, "")) for one in found]


def kept_portal(portal: Portal, on: date) -> KeptPortal:
    """Return one site for its keeper; two statements."""
    rows = list(portal.subscriptions.select_related("section").order_by("pk"))
    asked = {portal.unit_id} | {_owner(row) for row in rows}
    names = unit_names(asked, on)
    sources = tuple((row, _name(row.section, names.get(_owner(row), ""))) for row in rows)
    return KeptPortal(portal=portal, unit=names.get(portal.unit_id, ""), sources=sources)


def menu_shown(portal: Portal, on: date) -> tuple[tuple[MenuPlace, ...], bool]:
    """Return the menu of a site as it is shown, and whether its keepers chose it; five statements."""
    return menu_on(portal, on), portal.menu_entries.exists()


def units_that_tell(portal: Portal, on: date) -> dict[int, str]:
    """Return the units of a day other than the site's own, by name, for a list to choose from; one statement."""
    versions = UnitVersion.objects.on(on).exclude(unit=portal.unit_id).exclude(unit__kind="outside").order_by("name")
    return dict(versions.values_list("unit", "name"))


def _owner(row: Subscription) -> int:
    return row.section.owner_id if row.section else row.unit_id or 0


def _name(section: Section | None, unit: str) -> str:
    return f"Chuyên mục {section.name} của {unit}" if section else f"Mọi tin, bài của {unit}"
