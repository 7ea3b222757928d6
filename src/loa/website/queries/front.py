"""What the front page says of this year's plans."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loa.people.models import UnitVersion
from loa.plans import queries as plans
from loa.plans.models import PlanVersion
from loa.tasks import queries as tasks
from loa.website.queries.unit_list import lead_units

# A front page shows what comes next, not the whole calendar; the plan's page has the rest.
_DATES_SHOWN = 5
_DUE_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The plan at the front with its figures; `others` are the further plans of the same year.

    A plan at work says what is owed: `this_month` and on the `next_day` after it, the first rows of each. One of
    which nothing was handed out yet says what its text names: `dates`.
    """

    today: date
    version: PlanVersion
    of_this_year: bool
    others: tuple[PlanVersion, ...]
    figures: tasks.PlanFigures
    this_month: tuple[tasks.DueRow, ...]
    due_this_month: int
    next_day: tuple[tasks.DueRow, ...]
    dates: tuple[plans.NextDate, ...]
    topics: tuple[plans.TopicReading, ...]
    leads: tuple[UnitVersion, ...]

    @property
    def at_work(self) -> bool:
        """Whether anything of the plan was handed out."""
        return self.figures.owed > 0


def front_page(today: date) -> FrontPage | None:
    """Return the plan of today's year with how it goes, else the newest plan; None while there is no plan."""
    versions = list(plans.latest_versions())
    if not versions:
        return None
    shown, *others = plans_of_the_day(versions, today)
    figures = tasks.plan_figures(shown, today)
    last_of_month = today.replace(day=monthrange(today.year, today.month)[1])
    due = _due(shown, today) if figures.owed else ()
    this_month = [row for row in due if row.due_on <= last_of_month]
    later = due[len(this_month) :]
    return FrontPage(
        today=today,
        version=shown,
        of_this_year=shown.plan.year == today.year,
        others=tuple(others),
        figures=figures,
        this_month=tuple(this_month[:_DUE_SHOWN]),
        due_this_month=len(this_month),
        next_day=tuple(row for row in later[:_DUE_SHOWN] if row.due_on == later[0].due_on),
        dates=() if figures.owed else plans.outlook(shown, today).dates[:_DATES_SHOWN],
        topics=tuple(plans.topics(shown)),
        leads=lead_units(shown, today),
    )


def plans_of_the_day(versions: Iterable[PlanVersion], today: date) -> list[PlanVersion]:
    """Return the plans of today's year, or the newest plan alone where this year has none."""
    known = list(versions)
    return [version for version in known if version.plan.year == today.year] or known[:1]


def _due(version: PlanVersion, today: date) -> tuple[tasks.DueRow, ...]:
    """Return what falls due from the first of this month to the end of next year, in the order of days."""
    return tuple(tasks.due_between([version.pk], today.replace(day=1), date(today.year + 1, 12, 31)))
