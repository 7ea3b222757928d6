"""Who may open the office's screens of the newsroom, as Wagtail asks it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from wagtail.permission_policies import ModelPermissionPolicy

from loa.base.clock import today
from loa.newsroom.models import Story
from loa.newsroom.permissions import can_edit_story, can_see_story, works_at_stories
from loa.people.models import User

Anybody = User | AnonymousUser


class StoryPolicy(ModelPermissionPolicy):
    """Stories are seen, edited and held here; they begin, go out and come off by actions of their own, for everybody.

    Each view finds only the stories of one's reach (`OfOnesReach`): a policy alone leaks lists and histories.
    """

    _HERE = frozenset(["view", "change", "lock", "unlock"])

    def user_has_permission(self, user: Anybody, action: str) -> bool:
        return action in self._HERE and works_at_stories(user, today())

    def user_has_any_permission(self, user: Anybody, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Anybody, action: str, instance: Any) -> bool:
        if action not in self._HERE or not isinstance(instance, Story):
            return False
        may = can_see_story if action == "view" else can_edit_story
        return may(user, instance, today())

    def user_has_any_permission_for_instance(self, user: Anybody, actions: Iterable[str], instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)
