"""Whose site is being read: its unit, its sections, which stories it shows, and whether its body still exists."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Site

from loa.base.page_cache import remembered
from loa.newsroom import queries as newsroom
from loa.newsroom.models import Section, Story
from loa.people import queries as people
from loa.people.models import Unit
from loa.website.models import HomePage, Portal
from loa.website.queries.menus import MenuPlace, SectionPlace, first_menu, menu_of


@dataclass(frozen=True, slots=True)
class ListedSection:
    """A section on a site, under the address it has there."""

    section: Section
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a site shows: the `listed` sections of a day, and the stories it reaches, as in `PortalOfDay`."""

    listed: tuple[ListedSection, ...]
    own: newsroom.Reach
    reach: newsroom.Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalOfDay:
    """A site as it stands on a day.

    `own` reaches what its body tells, `reach` what it shows of others besides; `ended` says what became of its unit
    where that exists no more, `after` names who is asked today, with the address of their site where they have one.
    """

    portal: Portal
    home: HomePage
    unit: Unit
    unit_name: str
    sections: tuple[ListedSection, ...]
    own: newsroom.Reach
    reach: newsroom.Reach
    ended: people.Ended | None
    after: tuple[tuple[str, str], ...]
    menu: tuple[MenuPlace, ...]

    @property
    def home_path(self) -> str:
        """Where the pages of its branch begin in Wagtail's tree."""
        path: str = self.home.path
        return path

    @property
    def root_url(self) -> str:
        """The site's own address, without a slash at its end."""
        return self.portal.site.root_url

    @property
    def hotline(self) -> str:
        """The number to call: the site's own, else that of the office."""
        return self.portal.hotline or self.unit.phone

    @property
    def takes(self) -> bool:
        """Whether it shows anything of others."""
        return self.reach != self.own

    def shows(self, story: Story) -> bool:
        """Whether a story is one of this site's."""
        return story.section_id in self.reach.sections or story.unit_id in self.reach.units


@remembered
def portal_of_day(host: str, on: date) -> PortalOfDay | None:
    """Return whose site stands at a host on a day, the main one at any other; None where no unit's was opened.

    Eight statements (one where there is no site, more where its body has ended), then none until something public
    changes.
    """
    at_host = Portal.objects.select_related("site__root_page__homepage", "unit").filter(
        Q(site__hostname=host) | Q(site__is_default_site=True)
    )
    portal = max(at_host, key=lambda one: one.site.hostname == host, default=None)
    if portal is None:
        return None
    shown = sections_of(portal, on)
    ended = people.ended({portal.unit_id}, on).get(portal.unit_id)
    return PortalOfDay(
        portal=portal,
        home=portal.site.root_page.homepage,
        unit=portal.unit,
        unit_name=people.unit_names([portal.unit_id], on).get(portal.unit_id, ""),
        sections=shown.listed,
        own=shown.own,
        reach=shown.reach,
        ended=ended,
        after=_after(ended) if ended else (),
        menu=_menu(portal, shown.listed),
    )


def sections_of(portal: Portal, on: date) -> Shown:
    """Return what a site shows on a day; three statements."""
    subscribed = list(portal.subscriptions.values_list("section", "unit"))
    bodies = {portal.unit_id, *people.merged_into(portal.unit_id, on)}
    wanted = Q(owner__in=bodies) | Q(pk__in=[section for section, _ in subscribed if section])
    sections = list(Section.objects.filter(wanted))  # what was told in one that is closed stays
    return Shown(
        listed=_listed([one for one in sections if one.is_kept_on(on)], bodies),
        own=newsroom.Reach(frozenset(one.pk for one in sections if one.owner_id in bodies), frozenset(bodies)),
        reach=newsroom.Reach(
            frozenset(one.pk for one in sections),
            frozenset(bodies | {unit for _, unit in subscribed if unit}),
        ),
    )


def menu_on(portal: Portal, on: date) -> tuple[MenuPlace, ...]:
    """Return the menu a site shows on a day; four statements."""
    return _menu(portal, sections_of(portal, on).listed)


def menu_at(portal: PortalOfDay | None) -> tuple[MenuPlace, ...]:
    """Return the menu of the site being read; where no unit's site was opened, the one every site begins with."""
    return portal.menu if portal else first_menu()


@remembered
def site_hosts() -> frozenset[str]:
    """Return the host names of all sites; one statement, then none until something public changes."""
    return frozenset(Site.objects.values_list("hostname", flat=True))


@remembered
def main_address() -> str:
    """Return the address of the main site."""
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_url if site else "/"


def home_of(story: Story) -> Portal | None:
    """Return the site a story belongs to: that of its section's owner; its address there is the one to pass on."""
    return Portal.objects.select_related("site").filter(unit=story.section.owner_id).first()


def _after(ended: people.Ended) -> tuple[tuple[str, str], ...]:
    keys = [key for key, _ in ended.successors]
    sites = {one.unit_id: one.site.root_url for one in Portal.objects.select_related("site").filter(unit__in=keys)}
    return tuple((name, sites.get(key, "")) for key, name in ended.successors)


def _menu(portal: Portal, listed: tuple[ListedSection, ...]) -> tuple[MenuPlace, ...]:
    named = {
        one.section.pk: SectionPlace(one.section.name, reverse("website:section", args=[one.address])) for one in listed
    }
    return menu_of(portal, portal.site.root_page, named)


def _listed(sections: list[Section], bodies: set[int]) -> tuple[ListedSection, ...]:
    """Return sections under their addresses, the own ones first; the second of two alike has its key in it."""
    listed: list[ListedSection] = []
    taken: set[str] = set()
    for one in sorted(sections, key=lambda one: (one.owner_id not in bodies, one.owner_id, one.position, one.pk)):
        address = f"{one.slug}-{one.pk}" if one.slug in taken else one.slug
        taken.add(address)
        listed.append(ListedSection(one, address))
    return tuple(listed)
