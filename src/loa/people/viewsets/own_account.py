"""The office's screen for one's own account."""

from typing import Any

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel


class OwnAccountView(AccountView):
    """Wagtail's screen without name and picture: names are kept by those who manage people, with an audit entry."""

    def get_panels(self) -> list[Any]:
        """Return what somebody may choose without an action: how the office looks to them."""
        kept_by_others = (NameEmailSettingsPanel, AvatarSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, kept_by_others)]


own_account = never_cache(require_admin_access(OwnAccountView.as_view()))
