"""Who may see, write and decide about stories: one question each, answered by roles on the units a story concerns."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from loa.newsroom.choices import Outcome, OutputState, Stage, StoryState, Way
from loa.newsroom.models import Decision, HeldLetter, Output, Section, Story, Tip
from loa.newsroom.rules import is_reviewer_apart
from loa.people.models import RoleAssignment, Unit, User, ids_above, ids_below
from loa.people.permissions import Right, can, has_anywhere, roles_held, roles_with, units_where

# Whose right answers the question of a stage.
_ASKS = {
    Stage.DESK: Right.EDIT_STORIES,
    Stage.LEGAL: Right.CHECK_LAW,
    Stage.APPROVAL: Right.APPROVE_STORIES,
}
# What is said of an output before it goes out.
_SAID_BEFORE = (OutputState.DRAFT, OutputState.APPROVED, OutputState.DUE, OutputState.NOT_INTENDED)
# Decided on: what it says then is no draft any more, and was meant for others.
_DECIDED = (StoryState.APPROVED, StoryState.PUBLISHED, StoryState.WITHDRAWN)
_OF_THE_AUTHOR = (StoryState.DRAFT, StoryState.RETURNED)


def can_write(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody writes and hands in stories of a unit."""
    return can(user, Right.WRITE_STORIES, unit, on)


def can_write_from(user: User | AnonymousUser, tip: Tip | None, unit: Unit, section: Section, on: date) -> bool:
    """Tell whether somebody of a section's desk makes a story, in a unit's name, of the tip the unit sent."""
    if tip is None or tip.unit_id != unit.pk:
        return False
    return can(user, Right.EDIT_STORIES, section.desk_id, on)


def units_written(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units for which somebody writes."""
    return units_where(user, Right.WRITE_STORIES, on)


def sections_for(unit: Unit | int, on: date) -> QuerySet[Section]:
    """Return the sections that a unit may write for: its own and those of the units above it."""
    return Section.objects.on(on).filter(owner__in=ids_above(unit if isinstance(unit, int) else unit.pk, on))


def can_edit_story(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody changes the text as it stands: its author's unit, or whoever has it on the table."""
    if story.state in _OF_THE_AUTHOR:
        return can_write(user, story.unit_id, on) or _wrote_it_at_the_desk(user, story, on)
    if story.state == StoryState.UNIT_EDITOR:
        return can(user, Right.EDIT_STORIES, story.unit_id, on)
    if story.state in (StoryState.DESK, StoryState.PUBLISHED):
        return can(user, Right.EDIT_STORIES, story.section.desk_id, on)
    return False


def works_at_text(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody is among those who change the text of a story in one state or another."""
    section = story.section
    return (
        can_write(user, story.unit_id, on)
        or can(user, Right.EDIT_STORIES, story.unit_id, on)
        or can(user, Right.EDIT_STORIES, section.desk_id, on)
    )


def works_at_stories(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody writes or edits stories anywhere, for menus."""
    return has_anywhere(user, Right.WRITE_STORIES, on) or has_anywhere(user, Right.EDIT_STORIES, on)


def can_submit(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody hands a story in: whoever writes for its unit, and who wrote it at the desk of a tip."""
    return can_write(user, story.unit_id, on) or _wrote_it_at_the_desk(user, story, on)


def can_drop(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody lays a story aside or takes it up again: its unit, and the desk once it had it."""
    if can_write(user, story.unit_id, on):
        return True
    had_it = story.submitted_at is not None or story.written_by_id == user.pk
    return had_it and can(user, Right.EDIT_STORIES, story.section.desk_id, on)


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
    """Tell whether somebody answers a question: asked, and another pair of eyes than those of the text."""
    if not isinstance(user, User) or not has_right_to_decide(user, decision.stage, decision.story, on):
        return False
    return stands_apart(user, decision, on)


def stands_apart(user: User, decision: Decision, on: date) -> bool:
    """Tell whether somebody who is asked is another pair of eyes.

    Legal eyes and approver are never who wrote last, and never one person for the same text. A unit's editor and the
    desk may pass on what they mended themselves, since others decide after them, but not what they handed in; at the
    desk that holds while it has somebody else.
    """
    story, stage = decision.story, decision.stage
    if stage in (Stage.UNIT_EDITOR, Stage.DESK):
        author = decision.revision.user_id if decision.revision is not None else None
        return is_reviewer_apart(user.pk, author) or (stage == Stage.DESK and not _others_edit(user, decision, on))
    if not is_reviewer_apart(user.pk, story.edited_by_id):
        return False
    return stage != Stage.APPROVAL or is_reviewer_apart(user.pk, legal_eyes(story))


def legal_eyes(story: Story) -> int | None:
    """Return the id of who gave the legal opinion on the text as it is; None where nobody did, or it is on paper."""
    passed = [
        one
        for one in story.decisions.all()
        if (one.stage, one.outcome, one.revision_id) == (Stage.LEGAL, Outcome.PASSED, story.latest_revision_id)
        and one.way != Way.PAPER
    ]
    newest = max(passed, key=lambda one: (one.decided_at, one.pk), default=None)
    return newest.by_id if newest is not None else None


def can_enter_paper(user: User | AnonymousUser, decision: Decision, on: date) -> bool:
    """Tell whether somebody types an answer from a signed paper, or hands out a link: the desk, and who is asked."""
    story = decision.story
    return has_right_to_decide(user, Stage.DESK, story, on) or has_right_to_decide(user, decision.stage, story, on)


def can_see_story(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody sees a story: published, everybody; else its unit, and once handed in those it concerns.

    Once it was decided on, so do those who bring it on a channel.
    """
    if story.state == StoryState.PUBLISHED:
        return True
    if can_write(user, story.unit_id, on) or _wrote_it_at_the_desk(user, story, on):
        return True
    if story.submitted_at is None:
        return False
    section = story.section
    concerned = {section.desk_id, section.approver_id, section.legal_id}
    if units_deciding(user, on) & concerned or can(user, Right.SEE_WORK, story.unit_id, on):
        return True
    if not isinstance(user, User) or story.state not in _DECIDED:
        return False
    return outputs_seen_to(user, on).filter(story=story).exists()


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
    of_tips = Q(written_by=user, section__desk__in=units_where(user, Right.EDIT_STORIES, on))
    to_bring = Q(state__in=_DECIDED, pk__in=outputs_seen_to(user, on).values("story"))
    return Story.objects.filter(Q(unit__in=units_written(user, on)) | of_tips | handed_in | to_bring)


def outputs_seen_to(user: User, on: date) -> QuerySet[Output]:
    """Return the outputs that somebody brings on their channels: those of their units, and those given to them."""
    of_units = Q(unit__in=units_where(user, Right.RECORD_ACTIVITY, on))
    held = {unit for unit, _ in roles_held(user, on)}
    given = Q(assignee=user) & (Q(unit__in=held) | Q(story__section__desk__in=held))
    return Output.objects.filter(of_units | given).exclude(channel__code="website")


def can_set_output(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody says on which channels a story goes out: its desk, or whoever decides."""
    section = story.section
    return can(user, Right.EDIT_STORIES, section.desk_id, on) or can_correct(user, story, on)


def can_mark_output(user: User | AnonymousUser, story: Story, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says that a story went out on a channel of a unit: the unit itself, or the desk."""
    return can(user, Right.RECORD_ACTIVITY, unit, on) or can_set_output(user, story, on)


def can_move_output(user: User | AnonymousUser, output: Output, to: OutputState | str, on: date) -> bool:
    """Tell whether somebody says where an output stands now.

    Whether it shall go out is for the desk and whoever decides; that it did, also for its unit and who was given it.
    """
    if can_set_output(user, output.story, on):
        return True
    if OutputState(to) in _SAID_BEFORE:
        return False
    return can_mark_output(user, output.story, output.unit_id, on) or (
        isinstance(user, User) and user.pk == output.assignee_id and can(user, Right.SEE_UNIT, output.unit_id, on)
    )


def can_correct(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody corrects or withdraws what went out: whoever decides for its section."""
    return can(user, Right.APPROVE_STORIES, story.section.approver_id, on)


def can_translate(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody writes a story down in another language: who writes for its unit, or edits at its desk."""
    return can_write(user, story.unit_id, on) or can(user, Right.EDIT_STORIES, story.section.desk_id, on)


def can_hear(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether somebody gets the recordings of a story that are not out: who sees it at the desk."""
    return stories_seen(user, on).filter(pk=story.pk).exists()


def sections_edited(user: User | AnonymousUser, on: date) -> QuerySet[Section]:
    """Return the sections whose desk somebody is of."""
    return Section.objects.on(on).filter(desk__in=units_where(user, Right.EDIT_STORIES, on))


def owners_commissioning(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units in whose name somebody asks for stories: a desk in that of its sections' owner."""
    of_sections = frozenset(sections_edited(user, on).order_by().values_list("owner", flat=True))
    return units_where(user, Right.SET_COVERAGE, on) | units_where(user, Right.EDIT_STORIES, on) | of_sections


def commissions_anywhere(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody asks for stories anywhere, for menus."""
    return has_anywhere(user, Right.SET_COVERAGE, on) or has_anywhere(user, Right.EDIT_STORIES, on)


def can_commission(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody asks units below an owner for a story."""
    if can(user, Right.SET_COVERAGE, owner, on) or can(user, Right.EDIT_STORIES, owner, on):
        return True
    return sections_edited(user, on).filter(owner=owner).exists()


def can_issue(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody guides communication for an owner: its monthly package and rates."""
    return can(user, Right.SET_COVERAGE, owner, on)


def can_keep_fees(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody sets rates, settles a fee by hand and freezes the lists of fees of an owner."""
    return can_issue(user, owner, on)


def can_see_fees(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody sees whom an owner pays how much: who keeps that, and the head, who signs it."""
    return can_keep_fees(user, owner, on) or can(user, Right.APPROVE_RESULT, owner, on)


def owners_paying(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units with sections whose fees somebody sees."""
    units = units_where(user, Right.SET_COVERAGE, on) | units_where(user, Right.APPROVE_RESULT, on)
    if not units:
        return frozenset()
    return frozenset(Section.objects.filter(owner__in=units).order_by().values_list("owner", flat=True).distinct())


def can_keep_short_forms(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says what the short forms of a unit stand for: whoever edits its words."""
    return can(user, Right.EDIT_STORIES, unit, on)


def units_edited(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose words somebody edits."""
    return units_where(user, Right.EDIT_STORIES, on)


def can_keep_sections(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody says who edits and who decides in an owner's sections: as who gives the roles there."""
    return can(user, Right.MANAGE_PEOPLE, owner, on)


def owners_of_sections(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose sections somebody keeps."""
    return units_where(user, Right.MANAGE_PEOPLE, on)


def can_set_unit_rule(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says how stories leave a unit: its head, or who gives the roles there."""
    return can(user, Right.APPROVE_RESULT, unit, on) or can(user, Right.MANAGE_PEOPLE, unit, on)


def heads_anywhere(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody is the head of a unit, to be led to how its stories leave."""
    return has_anywhere(user, Right.APPROVE_RESULT, on)


def units_to_rule(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units of which somebody says how their stories leave: as head, or in a role there."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    own = frozenset(unit for unit, _ in roles_held(user, on))
    return units_where(user, Right.APPROVE_RESULT, on) | (units_where(user, Right.MANAGE_PEOPLE, on) & own)


def can_take(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody takes the monthly package for a unit."""
    return can(user, Right.WRITE_STORIES, unit, on)


def can_use(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says what a unit used of the package."""
    return can(user, Right.RECORD_ACTIVITY, unit, on)


def _wrote_it_at_the_desk(user: User | AnonymousUser, story: Story, on: date) -> bool:
    """Tell whether a story is the draft that somebody of the desk makes of a unit's tip."""
    own = isinstance(user, User) and user.pk == story.written_by_id
    return own and can(user, Right.EDIT_STORIES, story.section.desk_id, on)


def _others_edit(user: User, decision: Decision, on: date) -> bool:
    holding = RoleAssignment.objects.on(on).filter(unit=decision.unit_id, role__in=roles_with(Right.EDIT_STORIES))
    return holding.filter(user__is_active=True).exclude(user=user.pk).exists()


def can_take_tip(user: User | AnonymousUser, tip: Tip, on: date) -> bool:
    """Tell whether somebody takes up a unit's tip: whoever edits a section that the unit may write for."""
    desks = sections_for(tip.unit_id, on).values_list("desk", flat=True)
    return bool(units_where(user, Right.EDIT_STORIES, on) & frozenset(desks))


def units_served(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose tips and letters somebody answers: those its sections are for."""
    return frozenset(ids_below(sections_edited(user, on).values_list("owner", flat=True), on))


def tips_seen(user: User | AnonymousUser, on: date) -> QuerySet[Tip]:
    """Return the tips that somebody sees: those of units one writes for, and of the units one's sections are for."""
    return Tip.objects.filter(unit__in=units_written(user, on) | units_served(user, on))


def letters_seen(user: User | AnonymousUser, on: date) -> QuerySet[HeldLetter]:
    """Return the letters that somebody of a desk sees: those of its units, and those of nobody known."""
    units = units_served(user, on)
    if not units:
        return HeldLetter.objects.none()
    return HeldLetter.objects.filter(Q(unit__isnull=True) | Q(unit__in=units))


def can_see_letter(user: User | AnonymousUser, letter: HeldLetter, on: date) -> bool:
    """Tell whether somebody reads and answers a letter."""
    units = units_served(user, on)
    return bool(units) and (letter.unit_id is None or letter.unit_id in units)


def can_take_letter(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody makes a letter the news of a unit: whoever edits a section that the unit may write for."""
    return (unit if isinstance(unit, int) else unit.pk) in units_served(user, on)
