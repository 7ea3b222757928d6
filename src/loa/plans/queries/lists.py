"""Which plans there are, with the figures that lists show."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loa.plans.choices import LineRole
from loa.plans.models import Finding, LineAgency, Plan, PlanLine, PlanVersion
from loa.plans.rules import PERSONAL_DATA


def latest_versions() -> QuerySet[PlanVersion]:
    """Return the latest version of every plan with `task_count` and `lead_count`, newest year first."""
    latest = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("-number").values("pk")[:1]
    lines = PlanLine.objects.filter(version=OuterRef("pk")).order_by().values("version")
    leads = LineAgency.objects.filter(line__version=OuterRef("pk"), role=LineRole.LEAD).order_by()
    return (
        PlanVersion.objects.filter(pk=Subquery(latest))
        .select_related("plan")
        .defer("reading")
        .annotate(
            task_count=_count(lines, "pk"),
            lead_count=_count(leads.values("line__version"), "agency_name"),
        )
        .order_by("-plan__year", "plan__title", "pk")
    )


def plans_for_office() -> QuerySet[Plan]:
    """Return all plans with `task_count`, `finding_count` and `imported_at` of their latest version; one query."""
    latest = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    version = Subquery(latest.values("pk")[:1])
    lines = PlanLine.objects.filter(version=OuterRef("version_pk")).order_by().values("version")
    findings = Finding.objects.filter(version=OuterRef("version_pk")).order_by().values("version")
    return Plan.objects.annotate(
        version_pk=version,
        imported_at=Subquery(latest.values("imported_at")[:1]),
        task_count=Coalesce(_count(lines, "pk"), 0),
        finding_count=Coalesce(_count(findings, "pk"), 0),
    )


def latest_version(slug: str) -> PlanVersion | None:
    """Return the latest version of the plan with this address, or None."""
    # The whole reading is long and no page shows it as such.
    versions = PlanVersion.objects.filter(plan__slug=slug).select_related("plan").defer("reading")
    return versions.order_by("-number").first()


def holds_personal_data(version: PlanVersion) -> bool:
    """Say whether the reader saw personal data in the source document."""
    return Finding.objects.filter(version=version, code=PERSONAL_DATA).exists()


def _count(rows: QuerySet[Any, Any], column: str) -> Any:
    return Subquery(rows.annotate(n=Count(column, distinct=True)).values("n"))
