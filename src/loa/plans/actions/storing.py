"""Turn a reading into rows: one insert for each kind of part, whatever its size."""

from typing import Any, TypedDict

from loa.plans.choices import LineRole
from loa.plans.models import (
    Clause,
    Duty,
    Finding,
    Form,
    LineAgency,
    LineTiming,
    PlanLine,
    PlanVersion,
    ReportDuty,
    Topic,
)
from plan_reader import Plan as Reading
from plan_reader.json_form import to_json
from plan_reader.model import Agency, Task, Timing


class Counts(TypedDict):
    """How many parts were stored, for the audit entry."""

    clauses: int
    duties: int
    lines: int
    findings: int


def store_parts(reading: Reading, version: PlanVersion) -> Counts:
    """Write every part of `reading` under a saved `version` and return how many there were."""
    _store_clauses(reading, version)
    _store_duties(reading, version)
    _store_lines(reading, version)
    Finding.objects.bulk_create(
        Finding(
            version=version,
            position=position,
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            places=to_json(finding.places),
        )
        for position, finding in enumerate(reading.findings)
    )
    return Counts(
        clauses=len(reading.clauses),
        duties=len(reading.duties) + len(reading.report_duties),
        lines=len(reading.tasks),
        findings=len(reading.findings),
    )


def _store_clauses(reading: Reading, version: PlanVersion) -> None:
    Clause.objects.bulk_create(
        Clause(
            version=version,
            position=position,
            ref=clause.id,
            parent_ref=clause.parent or "",
            heading=clause.heading,
            text=clause.text,
        )
        for position, clause in enumerate(reading.clauses)
    )
    Topic.objects.bulk_create(
        Topic(version=version, position=position, clause_ref=topic.clause, text=topic.text)
        for position, topic in enumerate(reading.topics)
    )
    Form.objects.bulk_create(
        Form(version=version, position=position, clause_ref=form.clause, text=form.text)
        for position, form in enumerate(reading.forms)
    )


def _store_duties(reading: Reading, version: PlanVersion) -> None:
    Duty.objects.bulk_create(
        Duty(
            version=version,
            position=position,
            clause_ref=duty.clause,
            role=duty.role,
            text=duty.text,
            supply=to_json(duty.supply) or {},
            **_agency(duty.agency),
        )
        for position, duty in enumerate(reading.duties)
    )
    ReportDuty.objects.bulk_create(
        ReportDuty(
            version=version,
            position=position,
            who=to_json(duty.who),
            receiver=duty.to.name if duty.to else "",
            clause_ref=duty.clause,
            text=duty.text,
            **_timing(duty.timing),
        )
        for position, duty in enumerate(reading.report_duties)
    )


def _store_lines(reading: Reading, version: PlanVersion) -> None:
    lines = PlanLine.objects.bulk_create(
        PlanLine(
            version=version,
            position=position,
            number=task.number,
            group=task.group or "",
            title=task.title,
            products=list(task.products),
            budget=task.budget or "",
            note=task.note or "",
            place=to_json(task.place),
        )
        for position, task in enumerate(reading.tasks)
    )
    pairs = list(zip(lines, reading.tasks, strict=True))
    LineAgency.objects.bulk_create(agency for line, task in pairs for agency in _line_agencies(line, task))
    LineTiming.objects.bulk_create(timing for line, task in pairs for timing in _line_timings(line, task))


def _line_agencies(line: PlanLine, task: Task) -> list[LineAgency]:
    return [
        LineAgency(line=line, role=role, position=position, **_agency(agency))
        for role, agencies in ((LineRole.LEAD, task.leads), (LineRole.PARTNER, task.partners))
        for position, agency in enumerate(agencies)
    ]


def _line_timings(line: PlanLine, task: Task) -> list[LineTiming]:
    timings = (task.timing, *task.timing.also)
    return [LineTiming(line=line, position=position, **_timing(one)) for position, one in enumerate(timings)]


def _agency(agency: Agency) -> dict[str, Any]:
    return {"agency_text": agency.text[:500], "agency_name": agency.name[:500], "agency_kind": agency.kind}


def _timing(timing: Timing) -> dict[str, Any]:
    rhythm = {name: to_json(getattr(timing, name)) for name in ("every", "quota", "relative") if getattr(timing, name)}
    return {
        "timing_text": timing.text,
        "timing_kind": timing.kind,
        "starts_on": timing.start,
        "due_on": timing.due,
        "due_time": timing.due_time or "",
        "boundary": timing.boundary or "",
        "year_inferred": timing.year_inferred,
        "rhythm": rhythm,
    }
