"""Who could answer a question about a story, for a list to choose from, and who of those asked may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from loa.newsroom.choices import Stage
from loa.newsroom.models import Decision
from loa.newsroom.permissions import stands_apart
from loa.people.models import RoleAssignment, User
from loa.people.permissions import Right, roles_with

_MOST_OFFERED = 200
_RIGHTS = {
    Stage.UNIT_EDITOR: (Right.EDIT_STORIES, Right.APPROVE_RESULT),
    Stage.DESK: (Right.EDIT_STORIES,),
    Stage.LEGAL: (Right.CHECK_LAW,),
    Stage.APPROVAL: (Right.APPROVE_STORIES,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """The people of the unit that a question asks, by name: who may answer it, and who may not, with why."""

    people: tuple[User, ...]
    others: tuple[tuple[User, str], ...]


def who_may_decide(decision: Decision, on: date) -> Deciders:
    """Return who of the asked unit may answer, and whom their part in the text keeps from it; three statements."""
    roles = {role for right in _RIGHTS[Stage(decision.stage)] for role in roles_with(right)}
    held = RoleAssignment.objects.on(on).filter(unit=decision.unit_id, role__in=roles, user__is_active=True)
    prefetch_related_objects([decision.story], "decisions")  # told once, not once for each who is asked
    asked = sorted({one.user for one in held.select_related("user")}, key=lambda one: (one.get_full_name(), one.pk))
    apart = {one.pk for one in asked if stands_apart(one, decision, on)}
    return Deciders(
        people=tuple(one for one in asked if one.pk in apart),
        others=tuple((one, _why_not(one, decision)) for one in asked if one.pk not in apart),
    )


def who_may_bring(units: Mapping[int, str], on: date) -> dict[int, tuple[int, str]]:
    """Return who of some units may bring a story on a channel, by id: their unit, and what they are called with it.

    None where there are more than people look through: then only the unit is chosen. One statement.
    """
    held = RoleAssignment.objects.on(on).filter(
        unit__in=units, role__in=roles_with(Right.RECORD_ACTIVITY), user__is_active=True
    )
    found = {
        one.user_id: (one.unit_id, f"{one.user.get_full_name() or one.user.get_username()}, {units[one.unit_id]}")
        for one in held.select_related("user").order_by("pk")[: _MOST_OFFERED + 1]
    }
    return found if len(found) <= _MOST_OFFERED else {}


def _why_not(user: User, decision: Decision) -> str:
    if decision.stage in (Stage.UNIT_EDITOR, Stage.DESK):
        return "đã viết và gửi bản này"
    return "sửa bản này sau cùng" if user.pk == decision.story.edited_by_id else "đã cho ý kiến pháp lý về bản này"
