"""The portal and the sites beside it, the pages an editor keeps, and the sign of life of timed work."""

from loa.website.models.pages import EventPage, HomePage, InformationPage
from loa.website.models.portals import Portal, Subscription
from loa.website.models.timed_work import Heartbeat
from loa.website.models.watching import PageLink

__all__ = ["EventPage", "Heartbeat", "HomePage", "InformationPage", "PageLink", "Portal", "Subscription"]
