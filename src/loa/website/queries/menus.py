"""The menu of a site: what its keepers chose, or what every site begins with; and what can be chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from wagtail.models import Page

from loa.website.choices import FIRST_MENU, StandingPage
from loa.website.models import InformationPage, MenuEntry, Portal
from loa.website.rules.menus import place_of

_SECTIONS = "/chuyen-muc/"  # a section is a part of the stories


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """A name in a menu and where it leads; `covers` begins with the address, then where else one is at this place."""

    words: str
    covers: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where the name leads."""
        return self.covers[0]


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section of a site as a menu names it."""

    name: str
    path: str


def menu_of(portal: Portal, home: Page, sections: Mapping[int, SectionPlace]) -> tuple[MenuPlace, ...]:
    """Return the menu of a site; one statement.

    What is closed, withdrawn or moved to another site is left out by itself; where nothing is left, every site's
    first menu stands.
    """
    entries = list(portal.menu_entries.select_related("page"))
    return tuple(_places(entries, home, sections)) or first_menu()


@cache
def first_menu() -> tuple[MenuPlace, ...]:
    """Return the menu every site begins with."""
    return tuple(_standing(page, words) for page, words in FIRST_MENU)


def marked(menu: Sequence[MenuPlace], path: str) -> list[tuple[MenuPlace, str]]:
    """Return the places of a menu, the one where a path belongs with the word of `aria-current` for it."""
    here = place_of([one.covers for one in menu], path)
    return [
        (one, ("page" if here[1] else "true") if here and here[0] == number else "") for number, one in enumerate(menu)
    ]


def pages_to_choose(home: Page) -> list[InformationPage]:
    """Return the standing information that is out at a site, in its keepers' order; one statement."""
    return list(InformationPage.objects.live().child_of(home).order_by("path"))


def _places(entries: Iterable[MenuEntry], home: Page, sections: Mapping[int, SectionPlace]) -> Iterable[MenuPlace]:
    for one in entries:
        if one.standing:
            yield _standing(StandingPage(one.standing), one.words)
        elif one.section_id is not None and one.section_id in sections:
            section = sections[one.section_id]
            yield MenuPlace(one.words or section.name, (section.path,))
        elif one.page and one.page.live and home.live and one.page.is_child_of(home):
            yield MenuPlace(one.words or one.page.title, (f"/{one.page.slug}/",))
        elif one.address:
            yield MenuPlace(one.words, (one.address,))


def _standing(page: StandingPage, words: str) -> MenuPlace:
    address = reverse(f"website:{page.value}")
    beside = (_SECTIONS,) if page == StandingPage.STORIES else ()
    return MenuPlace(words or page.label, (address, *beside))
