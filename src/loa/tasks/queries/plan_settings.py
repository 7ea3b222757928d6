"""How a plan at work is followed: what was settled at its confirmation, and what was changed since."""

from dataclasses import dataclass
from datetime import datetime

from loa.people.models import AuditEntry, User
from loa.plans.models import PlanVersion, Review
from loa.tasks.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided something, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """The settings of a plan at work; `head_decision` is the last change of who approves, None where none was made."""

    named_day_is_late: bool
    rhythm: str
    earlier_periods: bool
    head_approves: bool
    head_since: datetime | None
    head_decision: Decision | None
    confirmed_by: str


def plan_settings(version: PlanVersion, task: Task | None) -> PlanSettings | None:
    """Return how a plan is followed, as any of its tasks tells; None where no work was handed out; two statements."""
    review = Review.objects.select_related("rhythm", "version__confirmed_by").filter(version=version)
    settled = review.defer("version__reading", "version__source").first()
    if settled is None or task is None:
        return None
    changes = AuditEntry.objects.filter(
        action="tasks.set_head_approval", object_kind="plans.planversion", object_key=str(version.pk)
    )
    change = changes.select_related("by").order_by("-pk").first()
    return PlanSettings(
        named_day_is_late=settled.named_day_is_late,
        rhythm=settled.rhythm.name,
        earlier_periods=settled.earlier_periods,
        head_approves=task.head_approves,
        head_since=task.head_approves_since,
        head_decision=Decision(by=_name(change.by), at=change.at) if change else None,
        confirmed_by=_name(settled.version.confirmed_by),
    )


def _name(person: User | None) -> str:
    return (person.get_full_name() or person.get_username()) if person else ""
