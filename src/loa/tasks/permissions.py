"""Who may see and report work: one question each, answered by roles on the unit that owes it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.choices import Role, UnitClass
from loa.people.models import RoleAssignment, Unit, UnitVersion, User
from loa.people.permissions import RIGHTS, Right, can, roles_held, roles_with, units_where
from loa.people.rules import belongs
from loa.plans.choices import Target
from loa.plans.models import PlanVersion
from loa.plans.permissions import can_confirm
from loa.tasks.choices import Part
from loa.tasks.models import Obligation, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What somebody's own roles say on a day, without the units below.

    `reports` are the units they hand in for, `sees` those whose work they look after or at; below `types` they
    may type results for others. Of the plans of `accepts` they accept results, as head of `approves` they approve them,
    and for `comments` they write about work. Whoever `tells` has to do with stories and the ledger: by any role.
    """

    reports: frozenset[int]
    types: frozenset[int]
    accepts: frozenset[int]
    approves: frozenset[int]
    comments: frozenset[int]
    sees: frozenset[int]
    enters_office: bool
    tells: bool

    @property
    def own(self) -> frozenset[int]:
        """The units of "my work": those one reports for, else those one sees."""
        return self.reports or self.sees


def desk_of(user: User, on: date) -> Desk:
    """Return what somebody's own roles let them do at the desk; one statement."""
    held = roles_held(user, on)

    def units(right: Right) -> frozenset[int]:
        return frozenset(unit for unit, role in held if right in RIGHTS[Role(role)])

    return Desk(
        reports=units(Right.REPORT_WORK),
        types=units(Right.ENTER_ON_BEHALF),
        accepts=units(Right.ACCEPT_WORK),
        approves=units(Right.APPROVE_RESULT),
        comments=units(Right.COMMENT_ON_WORK),
        sees=units(Right.SEE_WORK),
        enters_office=user.is_superuser or bool(units(Right.ENTER_OFFICE)),
        tells=bool(held) or user.is_superuser,
    )


def units_seen(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose work somebody sees on a day, those below their own included."""
    return units_where(user, Right.SEE_WORK, on)


def can_see_work(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody sees what a unit owes and what it handed in."""
    return can(user, Right.SEE_WORK, unit, on)


def can_report(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody reports in the name of a unit; never by being above it."""
    return can(user, Right.REPORT_WORK, unit, on)


def can_enter_on_behalf(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody may type a result for a unit: by a role above it, never in it."""
    return can(user, Right.ENTER_ON_BEHALF, unit, on)


def types_for(user: User, desk: Desk, unit: int, owner: int, on: date) -> bool:
    """Tell `can_enter_on_behalf` of a unit that owes something of an owner's plan; mostly without a statement."""
    if not desk.types or unit in desk.types:
        return False
    # Whoever owes something of a plan stands below its owner.
    return owner in desk.types or can_enter_on_behalf(user, unit, on)


def can_open_awaited(user: User | AnonymousUser, task: Task, on: date) -> bool:
    """Tell whether somebody may say that the event a task waits for has happened: who may put its plan to work."""
    return can_confirm(user, task.version.plan.owner_id, on)


def can_accept(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody accepts or returns results of an owner's plans: by a role in the owner itself."""
    return can(user, Right.ACCEPT_WORK, owner, on)


def can_lock(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody closes and opens periods of an owner's plans: whoever accepts what was reported of them."""
    return can_accept(user, owner, on)


def can_take_back(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody takes an acceptance of an owner's plans back: whoever may accept."""
    return can_accept(user, owner, on)


def can_set_head_approval(user: User | AnonymousUser, version: PlanVersion, on: date) -> bool:
    """Tell whether somebody says that heads of units approve results of a plan: who may put it to work."""
    return can_confirm(user, version.plan.owner_id, on)


def can_adjust(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody changes last days of an owner's plans and says what applies to whom: who accepts there."""
    return can_accept(user, owner, on)


def can_urge(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody follows up what units owe of an owner's plans: notes calls, drafts letters."""
    return can_accept(user, owner, on)


def can_set_ladder(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether somebody says when people are reminded of an owner's plans: who may put them to work."""
    return can_confirm(user, owner, on)


def others_accept(user: User | AnonymousUser, owner: Unit | int, on: date) -> bool:
    """Tell whether anybody else accepts for an owner: only then is somebody's own writing left to them."""
    holding = RoleAssignment.objects.on(on).filter(unit=owner, role__in=roles_with(Right.ACCEPT_WORK))
    return holding.filter(user__is_active=True).exclude(user=user.pk).exists()


def can_approve(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody approves a unit's result as its head; never by being above it."""
    return can(user, Right.APPROVE_RESULT, unit, on)


def can_comment(user: User | AnonymousUser, units: Collection[int], on: date) -> bool:
    """Tell whether somebody writes about work in the name of one of some units: its debtor, its partners, its lead."""
    return bool(units_where(user, Right.COMMENT_ON_WORK, on) & frozenset(units))


def partner_units(task: Task, on: date) -> frozenset[int]:
    """Return the units that take part in a task without owing it: those it names and the members of its classes.

    Two statements at most; the first is none for a task fetched with its participants, both after `remember_partners`.
    """
    known = _known_partners(task, on)
    if known is not None:
        return known
    partners = [one for one in task.participants.all() if one.part == Part.PARTNER]
    units = {one.unit_id for one in partners if one.target == Target.UNIT and one.unit_id}
    classes = {UnitClass(each) for one in partners if one.target == Target.CLASS for each in one.classes}
    if classes:
        below = UnitVersion.objects.on(on).filter(parent=task.version.plan.owner_id)
        for unit, kind, tier in below.values_list("unit", "unit__kind", "unit__tier"):
            if any(belongs(one, kind=kind, tier=tier) for one in classes):
                units.add(unit)
    return frozenset(units)


def remember_partners(task: Task, on: date) -> None:
    """Read the partners of a day once, for all questions asked of this object: that of one request."""
    task.known_partners = (on, partner_units(task, on))  # type: ignore[attr-defined]


def _known_partners(task: Task, on: date) -> frozenset[int] | None:
    day, units = getattr(task, "known_partners", (None, None))
    return units if day == on else None


def receiver_units(obligation: Obligation) -> frozenset[int]:
    """Return the units that see what came of an obligation since it is theirs: once it was handed in, never before."""
    if obligation.submitted_on is None:
        return frozenset()
    return frozenset(obligation.task.receivers.values_list("pk", flat=True))


def can_see_obligation(user: User | AnonymousUser, obligation: Obligation, on: date) -> bool:
    """Tell whether somebody sees an obligation: who sees its unit's work, its plan's lead, partners and receivers."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    # First the people of those units themselves, for whom the tree need not be walked; then those above them.
    near, own = {obligation.unit_id, obligation.task.version.plan.owner_id}, desk_of(user, on).sees
    if not own.isdisjoint(near):
        return True
    remember_partners(obligation.task, on)
    others = partner_units(obligation.task, on)
    if not own.isdisjoint(others):
        return True
    others |= receiver_units(obligation)
    return not own.isdisjoint(others) or not units_seen(user, on).isdisjoint(others | near)


def can_say_received(user: User | AnonymousUser, obligation: Obligation, on: date) -> bool:
    """Tell whether somebody says, for a unit that receives it, whether what was supplied is right."""
    return can_comment(user, receiver_units(obligation), on)


def parties(obligation: Obligation, on: date) -> frozenset[int]:
    """Return the units that may write about an obligation: its own, partners and receivers, the plan's owner."""
    near = {obligation.unit_id, obligation.task.version.plan.owner_id}
    return partner_units(obligation.task, on) | receiver_units(obligation) | near


def can_follow(user: User | AnonymousUser, unit: Unit | int | None, on: date) -> bool:
    """Tell whether somebody may read last days in a calendar of their own: of a unit in sight, of all own ones."""
    return bool(units_followed(user, unit, on))


def units_followed(user: User | AnonymousUser, unit: Unit | int | None, on: date) -> frozenset[int]:
    """Return the units that a calendar of somebody shows on a day; none once they lost the role that opened it."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return frozenset()
    if unit is None:
        return desk_of(user, on).own
    asked = unit if isinstance(unit, int) else unit.pk
    return frozenset([asked]) if can_see_work(user, asked, on) else frozenset()


def can_acknowledge(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody counts among the people of a unit: by a role in that very unit."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    return (unit if isinstance(unit, int) else unit.pk) in desk_of(user, on).sees


def can_call_roll(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody says how many people of a unit heard a plan: who reports in its name."""
    return can_report(user, unit, on)
