"""Checks on dates: what cannot be read, what falls outside the year or after the report, weekends, outside events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from plan_reader.checks.facts import Facts, named, place_of, quoted
from plan_reader.clauses import label_of
from plan_reader.head import years_of
from plan_reader.model import Finding, Place, Plan, ReportDuty, Task, Timing
from plan_reader.text import fold

_SATURDAY = 5
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WINDOWS = {"in_year", "in_half", "nine_months", "in_quarter", "in_month", "in_months", "span"}
_EXACT = {"by_date", "before_date"}
_REPORTS = re.compile(r"\b(?:tong ket|so ket|bao cao)\b")
# Indices of the year before are published by others, mostly in April: work on them cannot be set by the plan alone.
_OUTSIDE = re.compile(
    r"(?:ket qua|cong bo|tuyen truyen)[^.;]*"
    r"(?:chi so cchc|chi so cai cach|par index|sipas|papi|\bpci\b|chi so hai long)"
)
_EARLY = (3, 31)
# Reports due so near one another are steps of one: units first, then the lead. Earlier ones are of the half year.
_ONE_ROUND = timedelta(days=45)


def day(value: date) -> str:
    """Return a date as documents here write it: 20/11/2024."""
    return f"{value:%d/%m/%Y}"


def timing_unclear(facts: Facts) -> Iterator[Finding]:
    """Find tasks without a timing, or with one that no rule can read; the words are kept, nothing is guessed."""
    if not any(task.timing.text for task in facts.plan.tasks):
        return
    for task in facts.plan.tasks:
        if not task.timing.text:
            yield Finding(
                code="timing-missing",
                severity="warning",
                message=f"{named(task)} chưa ghi thời gian hoàn thành.",
                places=place_of(task),
            )
        elif unread := [t.text for t in _all(task.timing) if t.kind in ("unknown", "see_rows")]:
            yield Finding(
                code="timing-unreadable",
                severity="warning",
                message=f"{named(task)}: chưa xác định được thời hạn từ {quoted(unread[0])}. Cần người xem và chọn.",
                places=place_of(task),
            )


def _all(timing: Timing) -> tuple[Timing, ...]:
    return (timing, *timing.also)


def outside_year(facts: Facts) -> Iterator[Finding]:
    """Find due dates outside the plan's own year or years."""
    years = years_of(facts.plan.title, facts.plan.year)
    if not years:
        return
    called = f"năm {years[0]}" if len(years) == 1 else f"giai đoạn {years[0]}-{years[-1]}"
    for task in facts.plan.tasks:
        for timing in _all(task.timing):
            if timing.due and timing.due.year not in years:
                yield Finding(
                    code="timing-outside-year",
                    severity="warning",
                    message=f"{named(task)} có hạn {day(timing.due)}, ngoài {called} của kế hoạch.",
                    places=place_of(task),
                )


def _is_report(task: Task) -> bool:
    return bool(_REPORTS.search(fold(task.title))) and any("bao cao" in fold(product) for product in task.products)


def _dated(plan: Plan) -> list[tuple[date, ReportDuty]]:
    """Return the report duties with their day; in a plan of several years not those that come again each year."""
    several = len(years_of(plan.title, plan.year)) > 1
    once = [duty for duty in plan.report_duties if not (several and duty.timing.every)]
    return [(duty.timing.due, duty) for duty in once if duty.timing.due]


def due_after_report(facts: Facts) -> Iterator[Finding]:
    """Find tasks that end after the plan's own last report is due, so the report cannot hold their result.

    A task with a named day after it is a warning; a window that may end later ("Trong năm 2024") is a note.
    """
    reports = [task for task in facts.plan.tasks if _is_report(task)]
    stated = [(due, _place_of_duty(duty)) for due, duty in _dated(facts.plan)]
    stated += [(task.timing.due, task.place) for task in reports if task.timing.due]
    last = max((when for when, _ in stated), default=date.min)
    stated = [(when, place) for when, place in stated if last - when <= _ONE_ROUND]
    own = {task.place for task in reports}
    for task in facts.plan.tasks:
        due = task.timing.due
        if due is None or task.place in own or task.timing.kind not in _EXACT | _WINDOWS:
            continue
        missed = [(when, place) for when, place in stated if due > when]
        if missed:
            yield _after_report(task, due, missed)


def _after_report(task: Task, due: date, missed: list[tuple[date, Place]]) -> Finding:
    days = " và ".join(day(when) for when in sorted({when for when, _ in missed}))
    places = (task.place, *(place for _, place in missed))
    if task.timing.kind in _EXACT:
        return Finding(
            code="due-after-report",
            severity="warning",
            message=f"{named(task)} có hạn {day(due)}, sau hạn báo cáo {days} của chính kế hoạch. "
            "Báo cáo chưa thể có kết quả cuối của nhiệm vụ này.",
            places=places,
        )
    return Finding(
        code="due-after-report",
        severity="note",
        message=f"{named(task)} kéo dài đến {day(due)} nên có thể kết thúc sau hạn báo cáo {days} của kế hoạch.",
        places=places,
    )


def _place_of_duty(duty: ReportDuty) -> Place:
    return Place(label=label_of(duty.clause), clause=duty.clause)


def report_dates_differ(facts: Facts) -> Iterator[Finding]:
    """Find two report days in one plan: the one of the text and the one of the appendix."""
    stated = dict(_dated(facts.plan))
    if not stated:
        return
    duty = stated[max(stated)]
    for task in facts.plan.tasks:
        if _is_report(task) and task.timing.kind in _EXACT and task.timing.due and task.timing.due not in stated:
            yield Finding(
                code="report-dates-differ",
                severity="note",
                message=f"Phần nội dung yêu cầu báo cáo {duty.timing.text}, còn {named(task).lower()} ghi "
                f"{quoted(task.timing.text)}. Có thể là hai bước (đơn vị gửi trước, cơ quan tổng hợp sau); cần ghi rõ.",
                places=(_place_of_duty(duty), task.place),
            )


def weekend(facts: Facts) -> Iterator[Finding]:
    """Find named days that fall on a Saturday or Sunday, each with its tasks."""
    due: dict[date, list[Task]] = {}
    for task in facts.plan.tasks:
        for timing in _all(task.timing):
            if timing.kind in _EXACT and timing.due and timing.due.weekday() >= _SATURDAY:
                due.setdefault(timing.due, []).append(task)
    for when, tasks in due.items():
        more = f" và {len(tasks) - 1} nhiệm vụ khác" if len(tasks) > 1 else ""
        yield Finding(
            code="weekend-deadline",
            severity="note",
            message=f"{named(tasks[0])}{more} có hạn {day(when)} là {_WEEKDAYS[when.weekday()]}.",
            places=tuple(task.place for task in tasks),
        )


def outside_event(facts: Facts) -> Iterator[Finding]:
    """Find work on results that another body publishes, due before they usually appear (the indices, in April)."""
    for task in facts.plan.tasks:
        due = task.timing.due
        if due and (due.month, due.day) <= _EARLY and _OUTSIDE.search(fold(task.title)):
            yield Finding(
                code="depends-on-outside-event",
                severity="note",
                message=f"{named(task)} phụ thuộc việc cơ quan khác công bố chỉ số, thường vào tháng 4, "
                f"nhưng có hạn {day(due)}. Có thể phải chờ công bố.",
                places=place_of(task),
            )
