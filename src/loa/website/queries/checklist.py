"""Which sections the sites of units carry: worked out where a site runs on Loa, looked at by people elsewhere."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import fold
from loa.library import queries as library
from loa.library.choices import DocumentKind
from loa.newsroom.models import Story
from loa.people.choices import UnitKind
from loa.people.models import Unit, UnitVersion
from loa.website.choices import Filling, Found
from loa.website.models import Portal, RequiredSection, SectionLook

_DIRECTION = (
    DocumentKind.DIRECTIVE,
    DocumentKind.PROGRAMME,
    DocumentKind.PLAN,
    DocumentKind.GUIDANCE,
    DocumentKind.NOTICE,
    DocumentKind.LETTER,
)
_LEGAL = (DocumentKind.RESOLUTION, DocumentKind.DECISION, DocumentKind.REGULATION)
_KINDS = {Filling.DIRECTION: _DIRECTION, Filling.LEGAL: _LEGAL, Filling.REPORTS: (DocumentKind.REPORT,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCell:
    """One section on the site of one unit. `found` is empty where nobody looked; `known` where Loa knows by itself."""

    section: RequiredSection
    found: str = ""
    newest_on: date | None = None
    looked_on: date | None = None
    address: str = ""
    known: bool = False

    @property
    def words(self) -> str:
        """The finding in words."""
        return str(Found(self.found).label) if self.found else "chưa xem"

    @property
    def is_gap(self) -> bool:
        """Whether something lacks here, or nobody knows."""
        return self.found != Found.PRESENT


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """The site of one unit with every section of the list."""

    unit: Unit
    name: str
    address: str
    on_loa: bool
    cells: tuple[SectionCell, ...]

    @property
    def gaps(self) -> int:
        return sum(cell.is_gap for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Units by name and sections in their order, with how many units lack each."""

    sections: tuple[RequiredSection, ...]
    rows: tuple[SiteRow, ...]

    @property
    def heads(self) -> list[tuple[RequiredSection, int]]:
        """Each section with how many units lack it."""
        return [(one, sum(row.cells[place].is_gap for row in self.rows)) for place, one in enumerate(self.sections)]


def checklist(units: Collection[int], on: date) -> Checklist:
    """Return which sections the sites of those of some units carry that must have one; at most eight statements.

    A People's Committee must have a site; its offices write on that.
    """
    sections = tuple(RequiredSection.objects.filter(in_use=True))
    standing = UnitVersion.objects.on(on).filter(unit__in=units, unit__kind=UnitKind.COMMITTEE).select_related("unit")
    versions = sorted(standing, key=lambda one: fold(one.name))
    ids = [one.unit_id for one in versions]
    portals = {one.unit_id: one for one in Portal.objects.filter(unit__in=ids).select_related("site")}
    looks = {(one.unit_id, one.section_id): one for one in SectionLook.objects.filter(unit__in=ids)}
    known = _newest(portals) if portals else {}

    def row(version: UnitVersion) -> SiteRow:
        portal = portals.get(version.unit_id)
        cells = (_cell(one, version.unit, portal, known, looks.get((version.unit_id, one.pk))) for one in sections)
        address = portal.site.root_url if portal else version.unit.website
        return SiteRow(
            unit=version.unit, name=version.name, address=address, on_loa=portal is not None, cells=tuple(cells)
        )

    return Checklist(sections=sections, rows=tuple(map(row, versions)))


def _newest(units: Iterable[int]) -> dict[tuple[str, int], date]:
    """Return the newest day of what units told and put up, by what it fills; three statements."""
    ids = list(units)
    posted = library.newest_days(ids)
    told = Story.objects.filter(live=True, unit__in=ids).order_by().values("unit")
    days = {
        Filling.NEWS: {
            one["unit"]: localtime(one["newest"]).date()
            for one in told.annotate(newest=Max("first_published_at"))
            if one["newest"]
        },
        Filling.DRAFTS: library.newest_drafts(ids),
        **{filling: _newest_of(kinds, posted) for filling, kinds in _KINDS.items()},
    }
    return {(filling, unit): day for filling, found in days.items() for unit, day in found.items()}


def _newest_of(kinds: Collection[str], posted: Mapping[tuple[int, str], date]) -> dict[int, date]:
    newest: dict[int, date] = {}
    for (unit, kind), day in posted.items():
        if kind in kinds:
            newest[unit] = max(day, newest.get(unit, day))
    return newest


def _cell(
    section: RequiredSection,
    unit: Unit,
    portal: Portal | None,
    known: dict[tuple[str, int], date],
    look: SectionLook | None,
) -> SectionCell:
    if portal is not None and section.filled_by != Filling.BY_HAND:
        day = known.get((section.filled_by, unit.pk))
        there = {
            Filling.CONTACT: bool(unit.phone or unit.email),
            Filling.ENGLISH: bool(portal.contact_in_english),
        }.get(Filling(section.filled_by), day is not None)
        found = Found.PRESENT if there else Found.EMPTY
        return SectionCell(section=section, found=found, newest_on=day, known=True)
    if look is None:
        return SectionCell(section=section)
    return SectionCell(
        section=section,
        found=look.found,
        newest_on=look.newest_on,
        looked_on=look.looked_on,
        address=look.address,
    )
