"""Who may open the office's screens for plans, as Wagtail asks it."""

from wagtail.permission_policies import ModelPermissionPolicy

from loa.base.clock import today
from loa.people.models import User
from loa.plans.permissions import can_check_drafts


class OnlyViewing(ModelPermissionPolicy):
    """Plans are looked at in the office by those who may review one; they change by actions of their own."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and can_check_drafts(user, today())

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
