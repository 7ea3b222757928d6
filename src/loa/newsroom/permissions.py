"""Who may see, write and decide about stories: one question each, answered by roles on the units a story concerns."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from loa.newsroom.choices import Stage, StoryState
from loa.newsroom.models import Decision, Section, Story
from loa.newsroom.rules import is_reviewer_apart
from loa.people.models import Unit, UnitVersion, User
from loa.people.permissions import Right, can, units_where

# Whose right answers the question of a stage.
_ASKS = {
    Stage.DESK: Right.EDIT_STORIES,
    Stage.LEGAL: Right.CHECK_LAW,
    Stage.APPROVAL: Right.APPROVE_STORIES,
}
_OF_THE_AUTHOR = (StoryState.DRAFT, StoryState.RETURNED)
_DEEPEST = 12


def can_write(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody writes and hands in stories of a unit."""
    return can(user, Right.WRITE_STORIES, unit, on)


def units_written(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units for which somebody writes."""
    return units_where(user, Right.WRITE_STORIES, on)


def sections_for(unit: Unit | int, on: date) -> QuerySet[Section]:
    """Return the sections that a unit may write for: its own and those of the units above it."""
    return Section.objects.on(on).filter(owner__in=units_above(unit, on))


def units_above(unit: Unit | int, on: date) -> list[int]:
    """Return a unit and all above it on a day; one statement for each level."""
    found: list[int] = []
    here: int | None = unit if isinstance(unit, int) else unit.pk
    while here is not None and here not in found and len(found) < _DEEPEST:
        found.append(here)
        here = UnitVersion.objects.on(on).filter(unit=here).values_list("parent", flat=True).first()
    return found


def can_edit_story(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody changes the text as it stands: its author's unit, or whoever has it on the table."""
    if story.state in _OF_THE_AUTHOR:
        return can_write(user, story.unit_id, on)
    if story.state == StoryState.UNIT_EDITOR:
        return can(user, Right.EDIT_STORIES, story.unit_id, on)
    if story.state in (StoryState.DESK, StoryState.PUBLISHED):
        return can(user, Right.EDIT_STORIES, story.section.desk_id, on)
    return False


def has_right_to_decide(user: User | AnonymousUser, stage: str, story: Story, on: date) -> bool:
    """Tell whether somebody is among those whom a stage asks, whoever wrote the text."""
    if stage == Stage.UNIT_EDITOR:
        unit = story.unit_id
        return can(user, Right.EDIT_STORIES, unit, on) or can(user, Right.APPROVE_RESULT, unit, on)
    unit = {
        Stage.DESK: story.section.desk_id,
        Stage.LEGAL: story.section.legal_id,
        Stage.APPROVAL: story.section.approver_id,
    }[Stage(stage)]
    return unit is not None and can(user, _ASKS[Stage(stage)], unit, on)


def can_decide(user: User | AnonymousUser, decision: Decision, on: date) -> bool:
    """Tell whether somebody answers a question: asked, and not the one whose words they are.

    The desk may pass what it edited, since somebody else decides after it.
    """
    story = decision.story
    if not isinstance(user, User) or not has_right_to_decide(user, decision.stage, story, on):
        return False
    return decision.stage == Stage.DESK or is_reviewer_apart(user.pk, story.edited_by_id)


def can_see_story(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody sees a story: published, everybody; else its unit, and once handed in those it concerns."""
    if story.state == StoryState.PUBLISHED:
        return True
    if can_write(user, story.unit_id, on):
        return True
    if story.submitted_at is None:
        return False
    return can(user, Right.SEE_WORK, story.unit_id, on) or bool(
        units_deciding(user, on) & {story.section.desk_id, story.section.approver_id, story.section.legal_id}
    )


def units_deciding(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units in whose name somebody edits, decides or gives a legal opinion."""
    rights = (Right.EDIT_STORIES, Right.APPROVE_STORIES, Right.CHECK_LAW)
    return frozenset().union(*(units_where(user, right, on) for right in rights))


def stories_seen(user: User | AnonymousUser, on: date) -> QuerySet[Story]:
    """Return the stories that somebody sees at the desk; those of others only once they were handed in."""
    if not isinstance(user, User) or not user.is_active:
        return Story.objects.none()
    decides = units_deciding(user, on)
    of_sections = Q(section__desk__in=decides) | Q(section__approver__in=decides) | Q(section__legal__in=decides)
    handed_in = Q(submitted_at__isnull=False) & (Q(unit__in=units_where(user, Right.SEE_WORK, on)) | of_sections)
    return Story.objects.filter(Q(unit__in=units_written(user, on)) | handed_in)


def can_set_output(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody says on which channels a story goes out: its desk, or whoever decides."""
    section = story.section
    return can(user, Right.EDIT_STORIES, section.desk_id, on) or can_correct(user, story, on)


def can_mark_output(user: User | AnonymousUser, story: Story, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says that a story went out on a channel of a unit: the unit itself, or the desk."""
    return can(user, Right.RECORD_ACTIVITY, unit, on) or can_set_output(user, story, on)


def can_correct(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody corrects or withdraws what went out: whoever decides for its section."""
    return can(user, Right.APPROVE_STORIES, story.section.approver_id, on)


def works_at_desk(user: User | AnonymousUser, on: date) -> QuerySet[Section]:
    """Return the sections that somebody edits."""
    return Section.objects.on(on).filter(desk__in=units_where(user, Right.EDIT_STORIES, on))


def can_commission(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody asks units below an owner for a story."""
    return can(user, Right.SET_COVERAGE, owner, on) or can(user, Right.EDIT_STORIES, owner, on)
