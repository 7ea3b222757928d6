"""What the ledger offers to the apps below it."""

from django.urls import reverse
from wagtail import hooks

from loa.activities.queries.shelf import entries_held
from loa.plans.models import PlanVersion
from loa.tasks.queries.shelves import Held, Wanted


@hooks.register("register_plan_way")
def what_the_ledger_does(version: PlanVersion, accepts: frozenset[int]) -> tuple[str, str] | None:
    """Return the way to say which activities do the work of a plan, for who accepts its results."""
    if version.plan.owner_id not in accepts:
        return None
    return "Tính việc thường xuyên từ sổ tuyên truyền", reverse("ledger:rules", args=[version.plan.slug])


@hooks.register("register_evidence_shelf")
def entries_to_show(wanted: Wanted) -> list[Held]:
    """Return the entries of a unit, stories that went out among them, to be chosen as evidence of its work."""
    return entries_held(wanted)
