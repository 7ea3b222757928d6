"""The portal and the sites beside it, the pages an editor keeps, what sites must carry, and the sign of life."""

from loa.website.models.checklist import RequiredSection, SectionLook
from loa.website.models.pages import HomePage
from loa.website.models.portals import Portal, Subscription
from loa.website.models.timed_work import Heartbeat

__all__ = ["Heartbeat", "HomePage", "Portal", "RequiredSection", "SectionLook", "Subscription"]
