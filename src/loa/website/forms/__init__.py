"""What the keeper of a site types."""

from loa.website.forms.portals import PortalForm, SubscriptionForm

__all__ = ["PortalForm", "SubscriptionForm"]
