"""What is typed about sites: by those who keep one, and by those who look what it carries."""

from loa.website.forms.checklist import LookForm, RequiredSectionForm
from loa.website.forms.menus import MenuForm
from loa.website.forms.portals import PortalForm, SubscriptionForm

__all__ = ["LookForm", "MenuForm", "PortalForm", "RequiredSectionForm", "SubscriptionForm"]
