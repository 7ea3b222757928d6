"""The portal and the sites beside it, their pages, what they must carry, what the search looks through, timed work."""

from loa.website.models.checklist import RequiredSection, SectionLook
from loa.website.models.menus import MenuEntry
from loa.website.models.pages import EventPage, HomePage, InformationPage
from loa.website.models.portals import Portal, Subscription
from loa.website.models.search import SearchEntry, SearchWord
from loa.website.models.timed_work import Heartbeat
from loa.website.models.watching import FoundRight, PageLink

__all__ = [
    "EventPage",
    "FoundRight",
    "Heartbeat",
    "HomePage",
    "InformationPage",
    "MenuEntry",
    "PageLink",
    "Portal",
    "RequiredSection",
    "SearchEntry",
    "SearchWord",
    "SectionLook",
    "Subscription",
]
