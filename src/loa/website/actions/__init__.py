"""What people can do to public sites."""

from loa.website.actions.checklist import ChecklistRefused, keep_required_section, note_section
from loa.website.actions.editors import match_editors
from loa.website.actions.indexing import index_anew, index_changes
from loa.website.actions.looking import find_right, owners_of
from loa.website.actions.menus import MenuRefused, MenuValues, set_menu
from loa.website.actions.portals import PortalRefused, PortalValues, change_portal, open_portal
from loa.website.actions.scanning import gather_links, open_links
from loa.website.actions.subscriptions import subscribe, unsubscribe

__all__ = [
    "ChecklistRefused",
    "MenuRefused",
    "MenuValues",
    "PortalRefused",
    "PortalValues",
    "change_portal",
    "find_right",
    "gather_links",
    "index_anew",
    "index_changes",
    "keep_required_section",
    "match_editors",
    "note_section",
    "open_links",
    "open_portal",
    "owners_of",
    "set_menu",
    "subscribe",
    "unsubscribe",
]
