"""Which plans there are, with the figures that lists show."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loa.people.choices import UnitKind
from loa.people.models import UnitVersion
from loa.plans.choices import LineRole
from loa.plans.models import Finding, LineAgency, Plan, PlanLine, PlanVersion, Review
from loa.plans.rules import PERSONAL_DATA


def latest_versions() -> QuerySet[PlanVersion]:
    """Return the latest confirmed version of every plan with `task_count` and `lead_count`, newest year first."""
    confirmed = PlanVersion.objects.filter(plan=OuterRef("plan"), confirmed_at__isnull=False)
    latest = confirmed.order_by("-number").values("pk")[:1]
    lines = PlanLine.objects.filter(version=OuterRef("pk")).order_by().values("version")
    leads = LineAgency.objects.filter(line__version=OuterRef("pk"), role=LineRole.LEAD).order_by()
    return (
        PlanVersion.objects.filter(pk=Subquery(latest))
        .select_related("plan")
        .defer("reading", "source")
        .annotate(
            task_count=_count(lines, "pk"),
            lead_count=_count(leads.values("line__version"), "agency_name"),
        )
        .order_by("-plan__year", "plan__title", "pk")
    )


def plans_for_office() -> QuerySet[Plan]:
    """Return all plans with figures of their newest version, confirmed or not; one query.

    `version_pk`, `task_count`, `finding_count`, `imported_at` and `confirmed_at`; `is_at_work` where any version is.
    """
    latest = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    version = Subquery(latest.values("pk")[:1])
    lines = PlanLine.objects.filter(version=OuterRef("version_pk")).order_by().values("version")
    findings = Finding.objects.filter(version=OuterRef("version_pk")).order_by().values("version")
    return Plan.objects.annotate(
        version_pk=version,
        imported_at=Subquery(latest.values("imported_at")[:1]),
        confirmed_at=Subquery(latest.values("confirmed_at")[:1]),
        is_at_work=Exists(latest.filter(confirmed_at__isnull=False)),
        task_count=Coalesce(_count(lines, "pk"), 0),
        finding_count=Coalesce(_count(findings, "pk"), 0),
    )


def latest_version(slug: str) -> PlanVersion | None:
    """Return the latest confirmed version of the plan with this address, or None."""
    return _versions().filter(plan__slug=slug, confirmed_at__isnull=False).order_by("-number").first()


def newest_version(plan: Plan) -> PlanVersion | None:
    """Return the newest version of a plan, confirmed or not, for those who review it; None where there is none."""
    return _versions().filter(plan=plan).order_by("-number").first()


def owners_to_choose(units: frozenset[int], on: date) -> list[tuple[int, str]]:
    """Return units that may own a plan on a day, with their names: the highest first, then by name; one query."""
    there = list(UnitVersion.objects.on(on).filter(unit__in=units).exclude(unit__kind=UnitKind.OUTSIDE))
    present = {one.unit_id for one in there}
    return [(one.unit_id, one.name) for one in sorted(there, key=lambda one: (one.parent_id in present, one.name))]


def edited_rows(review: Review) -> int:
    """Return how many rows of a review somebody has saved since it was opened; three queries."""
    rows = (review.tasks, review.bindings, review.answers)
    return sum(one.filter(revision__gt=0).count() for one in rows) + (review.revision > 0)


def _versions() -> QuerySet[PlanVersion]:
    # The whole reading and the source are long and no list shows them.
    return PlanVersion.objects.select_related("plan").defer("reading", "source")


def holds_personal_data(version: PlanVersion) -> bool:
    """Say whether the reader saw personal data in the source document."""
    return Finding.objects.filter(version=version, code=PERSONAL_DATA).exists()


def _count(rows: QuerySet[Any, Any], column: str) -> Any:
    return Subquery(rows.annotate(n=Count(column, distinct=True)).values("n"))
