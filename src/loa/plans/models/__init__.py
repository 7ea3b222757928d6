"""Plans as read, the rhythms that standing work follows, and what a person decides before a plan becomes work."""

from loa.plans.models.documents import (
    AgencyMention,
    Clause,
    Duty,
    Finding,
    Form,
    LineAgency,
    LineTiming,
    Plan,
    PlanLine,
    PlanVersion,
    ReportDuty,
    TimingFields,
    Topic,
    VersionPart,
    document_storage,
)
from loa.plans.models.review import AgencyBinding, FindingAnswer, Review, ReviewedTask
from loa.plans.models.rhythms import PeriodRule

__all__ = [
    "AgencyBinding",
    "AgencyMention",
    "Clause",
    "Duty",
    "Finding",
    "FindingAnswer",
    "Form",
    "LineAgency",
    "LineTiming",
    "PeriodRule",
    "Plan",
    "PlanLine",
    "PlanVersion",
    "ReportDuty",
    "Review",
    "ReviewedTask",
    "TimingFields",
    "Topic",
    "VersionPart",
    "document_storage",
]
