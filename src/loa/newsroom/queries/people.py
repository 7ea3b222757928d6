"""Who could answer a question about a story, for a list to choose from."""

from django.utils.timezone import localtime

from loa.newsroom.choices import Stage
from loa.newsroom.models import Decision, Story
from loa.people.models import RoleAssignment, User
from loa.people.permissions import Right, roles_with

_RIGHTS = {
    Stage.UNIT_EDITOR: (Right.EDIT_STORIES, Right.APPROVE_RESULT),
    Stage.DESK: (Right.EDIT_STORIES,),
    Stage.LEGAL: (Right.CHECK_LAW,),
    Stage.APPROVAL: (Right.APPROVE_STORIES,),
}


def who_may_decide(decision: Decision, story: Story) -> list[User]:
    """Return the people of the asked unit who may answer, by name; never the one whose words they are."""
    roles = {role for right in _RIGHTS[Stage(decision.stage)] for role in roles_with(right)}
    held = RoleAssignment.objects.on(localtime(decision.asked_at).date()).filter(unit=decision.unit_id, role__in=roles)
    people = {one.user_id: one.user for one in held.select_related("user") if one.user.is_active}
    if decision.stage != Stage.DESK and story.edited_by_id is not None:
        people.pop(story.edited_by_id, None)
    return sorted(people.values(), key=lambda one: one.get_full_name())
