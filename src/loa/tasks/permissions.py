"""Who may see and report work: one question each, answered by roles on the unit that owes it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from loa.people.choices import Role
from loa.people.models import Unit, User
from loa.people.permissions import RIGHTS, Right, can, roles_held, units_where
from loa.plans.permissions import can_confirm
from loa.tasks.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What somebody's own roles say on a day, without the units below.

    `reports` are the units they hand in for, `sees` those whose work they look after or at; below `types` they
    may type results for others.
    """

    reports: frozenset[int]
    types: frozenset[int]
    sees: frozenset[int]
    enters_office: bool

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
        sees=units(Right.SEE_WORK),
        enters_office=user.is_superuser or bool(units(Right.ENTER_OFFICE)),
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


def types_for(user: User, desk: Desk, unit: int, on: date) -> bool:
    """Tell `can_enter_on_behalf` of a unit whose work somebody sees; mostly without a statement."""
    if not desk.types or unit in desk.types:
        return False
    # Who sees it only by roles that also let one type, none of them in the unit, stands above it by such a role.
    return (desk.types == desk.sees and not user.is_superuser) or can_enter_on_behalf(user, unit, on)


def can_open_awaited(user: User | AnonymousUser, task: Task, on: date) -> bool:
    """Tell whether somebody may say that the event a task waits for has happened: who may put its plan to work."""
    return can_confirm(user, task.version.plan.owner_id, on)
