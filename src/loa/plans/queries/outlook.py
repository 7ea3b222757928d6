"""What a plan still asks for from a given day on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from loa.lib.vietnamese_text import distance
from loa.plans.choices import LineRole
from loa.plans.models import LineAgency, LineTiming, PlanLine, PlanVersion, ReportDuty, TimingFields
from loa.plans.queries.parts import (
    Deadline,
    ReportReading,
    agencies_in_role,
    deadline_of,
    line_anchor,
    report_reading,
)
from loa.plans.rules import is_ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A day that the plan names and that still lies ahead."""

    due_on: date
    distance: str
    deadline: Deadline
    title: str
    anchor: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a plan still asks for: its reports, and the days ahead."""

    reports: tuple[ReportReading, ...]
    dates: tuple[NextDate, ...]


def outlook(version: PlanVersion, today: date) -> Outlook:
    """Return the reports of a version and the days that lie ahead of `today`, nearest first; three queries."""
    reports = list(ReportDuty.objects.filter(version=version).order_by("position"))
    dates = [*_task_dates(version, today), *_report_dates(reports, today)]
    return Outlook(
        reports=tuple(report_reading(report) for report in reports),
        dates=tuple(sorted(dates, key=lambda entry: entry.due_on)),
    )


def _task_dates(version: PlanVersion, today: date) -> Iterator[NextDate]:
    agencies = Prefetch("line__agencies", LineAgency.objects.order_by("position"))
    timings = LineTiming.objects.filter(line__version=version, due_on__gte=today).order_by("line__position", "position")
    for timing in timings.select_related("line").prefetch_related(agencies):
        if is_ahead(timing, today):
            yield _next_date(timing, today, timing.line.title, line_anchor(timing.line), _lead_names(timing.line))


def _report_dates(reports: Iterable[ReportDuty], today: date) -> Iterator[NextDate]:
    for report in reports:
        if is_ahead(report, today):
            title = f"Gửi báo cáo về {report.receiver}" if report.receiver else "Gửi báo cáo"
            reading = report_reading(report)
            yield _next_date(report, today, title, reading.anchor, reading.who)


def _next_date(timing: TimingFields, today: date, title: str, anchor: str, who: tuple[str, ...]) -> NextDate:
    assert timing.due_on is not None  # noqa: S101  (what lies ahead has a day)
    return NextDate(
        due_on=timing.due_on,
        distance=distance(timing.due_on, today),
        deadline=deadline_of(timing),
        title=title,
        anchor=anchor,
        who=who,
    )


def _lead_names(line: PlanLine) -> tuple[str, ...]:
    return tuple(agency.agency_name for agency in agencies_in_role(line, LineRole.LEAD))
