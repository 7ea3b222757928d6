"""What public pages say that no single app below knows, and the sign of life of timed work."""

from loa.website.queries.front import FrontPage, front_page, plans_of_the_day
from loa.website.queries.plan_page import confirmed_reading, forget_readings
from loa.website.queries.timed_work import last_heartbeat, warnings
from loa.website.queries.unit_list import Led, ListedUnit, UnitGroup, UnitsOfOwner, lead_units, units_of_owners

__all__ = [
    "FrontPage",
    "Led",
    "ListedUnit",
    "UnitGroup",
    "UnitsOfOwner",
    "confirmed_reading",
    "forget_readings",
    "front_page",
    "last_heartbeat",
    "lead_units",
    "plans_of_the_day",
    "units_of_owners",
    "warnings",
]
