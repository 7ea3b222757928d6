"""What people can do to public sites."""

from loa.website.actions.editors import match_editors
from loa.website.actions.indexing import index_anew, index_changes
from loa.website.actions.portals import PortalRefused, PortalValues, change_portal, open_portal
from loa.website.actions.scanning import gather_links, open_links
from loa.website.actions.subscriptions import subscribe, unsubscribe

__all__ = [
    "PortalRefused",
    "PortalValues",
    "change_portal",
    "gather_links",
    "index_anew",
    "index_changes",
    "match_editors",
    "open_links",
    "open_portal",
    "subscribe",
    "unsubscribe",
]
