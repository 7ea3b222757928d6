"""What the author of a plan should see: each check looks at one thing and yields findings, none changes the plan."""

from plan_reader.checks import agencies, coverage, paper, times, words
from plan_reader.checks.facts import Check, Facts
from plan_reader.model import Finding

CHECKS: tuple[Check, ...] = (
    paper.not_a_plan,
    paper.symbol_blank,
    paper.date_blank,
    paper.task_count_differs,
    paper.numbers_in_order,
    paper.lead_missing,
    times.timing_unclear,
    times.outside_year,
    times.due_after_report,
    times.report_dates_differ,
    times.weekend,
    times.outside_event,
    agencies.spelled_differently,
    agencies.unknown_abbreviation,
    agencies.two_consolidators,
    coverage.agency_without_task,
    coverage.duty_without_task,
    coverage.form_without_task,
    words.lost_separator,
    words.likely_typos,
    paper.rows_joined,
    paper.personal_data,
)


def find(facts: Facts) -> tuple[Finding, ...]:
    """Return the findings of all checks, those of loading first, then in the order of `CHECKS`."""
    return facts.document.findings + tuple(finding for check in CHECKS for finding in check(facts))
