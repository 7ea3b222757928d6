"""What public pages say that no single app below knows, and the sign of life of timed work."""

from loa.website.queries.addresses import Address, SiteMap, parts_of_addresses, public_addresses, site_map
from loa.website.queries.checklist import Checklist, SectionCell, SiteRow, checklist
from loa.website.queries.contact import Contact, contact_of
from loa.website.queries.feeds import FeedEntry, FeedPicture, Feeds, entries, feeds_of, section_path
from loa.website.queries.front import FrontPage, front_page, plans_of_the_day
from loa.website.queries.home import Home, home_of_day
from loa.website.queries.menus import MenuPlace, marked
from loa.website.queries.pages import Events, events, information_pages, next_events
from loa.website.queries.plan_page import confirmed_reading, forget_readings
from loa.website.queries.portals import (
    ListedSection,
    PortalOfDay,
    home_of,
    main_address,
    menu_at,
    portal_of_day,
    site_hosts,
)
from loa.website.queries.related import further_stories
from loa.website.queries.search import Facet, Facets, Filters, Found, search, sought, suggestions
from loa.website.queries.sharing import (
    About,
    about_home,
    about_kept_page,
    about_page,
    about_story,
    office,
    section_of_story,
)
from loa.website.queries.shelf import home_of_document, shelf_of
from loa.website.queries.stories import ended_teller, opening_pictures, pictures_in, section_at, sections_at
from loa.website.queries.timed_work import last_heartbeat, warnings
from loa.website.queries.unit_list import Led, ListedUnit, UnitGroup, UnitsOfOwner, lead_units, units_of_owners

__all__ = [
    "About",
    "Address",
    "Checklist",
    "Contact",
    "Events",
    "Facet",
    "Facets",
    "FeedEntry",
    "FeedPicture",
    "Feeds",
    "Filters",
    "Found",
    "FrontPage",
    "Home",
    "Led",
    "ListedSection",
    "ListedUnit",
    "MenuPlace",
    "PortalOfDay",
    "SectionCell",
    "SiteMap",
    "SiteRow",
    "UnitGroup",
    "UnitsOfOwner",
    "about_home",
    "about_kept_page",
    "about_page",
    "about_story",
    "checklist",
    "confirmed_reading",
    "contact_of",
    "ended_teller",
    "entries",
    "events",
    "feeds_of",
    "forget_readings",
    "front_page",
    "further_stories",
    "home_of",
    "home_of_day",
    "home_of_document",
    "information_pages",
    "last_heartbeat",
    "lead_units",
    "main_address",
    "marked",
    "menu_at",
    "next_events",
    "office",
    "opening_pictures",
    "parts_of_addresses",
    "pictures_in",
    "plans_of_the_day",
    "portal_of_day",
    "public_addresses",
    "search",
    "section_at",
    "section_of_story",
    "section_path",
    "sections_at",
    "shelf_of",
    "site_hosts",
    "site_map",
    "sought",
    "suggestions",
    "units_of_owners",
    "warnings",
]
