"""What public pages say that no single app below knows, and the sign of life of timed work."""

from loa.website.queries.checklist import Checklist, SectionCell, SiteRow, checklist
from loa.website.queries.front import FrontPage, front_page, plans_of_the_day
from loa.website.queries.home import Home, home_of_day
from loa.website.queries.plan_page import confirmed_reading, forget_readings
from loa.website.queries.portals import (
    ListedSection,
    PortalOfDay,
    home_of,
    main_address,
    portal_of_day,
    site_hosts,
)
from loa.website.queries.shelf import shelf_of
from loa.website.queries.stories import ended_teller, opening_pictures, section_at, sections_at
from loa.website.queries.timed_work import last_heartbeat
from loa.website.queries.unit_list import Led, ListedUnit, UnitGroup, UnitsOfOwner, lead_units, units_of_owners

__all__ = [
    "Checklist",
    "FrontPage",
    "Home",
    "Led",
    "ListedSection",
    "ListedUnit",
    "PortalOfDay",
    "SectionCell",
    "SiteRow",
    "UnitGroup",
    "UnitsOfOwner",
    "checklist",
    "confirmed_reading",
    "ended_teller",
    "forget_readings",
    "front_page",
    "home_of",
    "home_of_day",
    "last_heartbeat",
    "lead_units",
    "main_address",
    "opening_pictures",
    "plans_of_the_day",
    "portal_of_day",
    "section_at",
    "sections_at",
    "shelf_of",
    "site_hosts",
    "units_of_owners",
]
