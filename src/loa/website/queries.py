"""What the front page says of this year's plans."""

from dataclasses import dataclass
from datetime import date, datetime

from loa.plans import queries as plans
from loa.plans.models import PlanVersion
from loa.website.models import Heartbeat

# A front page shows what comes next, not the whole calendar; the plan's page has the rest.
_DATES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The plan at the front with its figures; `others` are the further plans of the same year."""

    today: date
    version: PlanVersion
    of_this_year: bool
    others: tuple[PlanVersion, ...]
    report: plans.ReportReading | None
    topics: tuple[plans.TopicReading, ...]
    dates: tuple[plans.NextDate, ...]


def front_page(today: date) -> FrontPage | None:
    """Return the plan of today's year with what it asks, else the newest plan; None while there is no plan."""
    versions = list(plans.latest_versions())
    if not versions:
        return None
    this_year = [version for version in versions if version.plan.year == today.year]
    shown = (this_year or versions)[0]
    outlook = plans.outlook(shown, today)
    return FrontPage(
        today=today,
        version=shown,
        of_this_year=bool(this_year),
        others=tuple(version for version in this_year if version != shown),
        report=outlook.reports[0] if outlook.reports else None,
        topics=tuple(plans.topics(shown)),
        dates=outlook.dates[:_DATES_SHOWN],
    )


def last_heartbeat(name: str) -> datetime | None:
    """Return when a piece of timed work last came to its end; None before the first time."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
