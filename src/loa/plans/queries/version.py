"""One version of a plan, whole, as its page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from loa.lib.vietnamese_text import abbreviations_in, sentence_case, written_day
from loa.plans.choices import AgencyKind, LineRole, Severity
from loa.plans.models import Clause, Duty, Finding, LineAgency, LineTiming, PlanLine, PlanVersion, ReportDuty
from loa.plans.queries.parts import (
    ClauseReading,
    Deadline,
    ReportReading,
    agencies_in_role,
    clause_anchor,
    clause_number,
    clause_reading,
    deadline_of,
    line_anchor,
    report_reading,
)
from loa.plans.rules import PERSONAL_DATA, cited

# A finding that points at so many tasks would only be noise below each of them.
_TASKS_THAT_MAKE_A_TABLE = 3
# What a reader must be told about a body that is not one known agency.
_KIND_NOTES = {
    AgencyKind.CLASS.value: "nhóm đơn vị",
    AgencyKind.FUNCTION.value: "nhóm đơn vị",
    AgencyKind.OPEN.value: "văn bản chưa nêu tên cụ thể",
    AgencyKind.OUTSIDE.value: "đề nghị phối hợp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """Where a finding stands; `anchor` is empty where the page has no such place."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReading:
    """A finding with its severity in words and its places as links."""

    severity: str
    severity_words: str
    message: str
    places: tuple[PlaceLink, ...]

    @property
    def task_anchor(self) -> str:
        """The task it is shown below: the first it points at; none for what concerns the table as a whole."""
        tasks = [place.anchor for place in self.places if place.anchor.startswith("nhiem-vu-")]
        return tasks[0] if 0 < len(tasks) < _TASKS_THAT_MAKE_A_TABLE else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one severity."""

    severity: str
    severity_words: str
    findings: tuple[FindingReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReading:
    """A task of the appendix as a page shows it; `group` is set only where a new group begins."""

    anchor: str
    number: str
    group: str
    title: str
    products: tuple[str, ...]
    leads: tuple[LineAgency, ...]
    partners: tuple[LineAgency, ...]
    deadlines: tuple[Deadline, ...]
    budget: str
    note: str
    findings: tuple[FindingReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReading:
    """What the text asks of an agency, with the clause that says so."""

    text: str
    clause: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReading:
    """One agency over the whole plan: the tasks it leads and the duties the text gives it."""

    name: str
    kind_note: str
    leads: tuple[TaskReading, ...]
    duties: tuple[DutyReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReading:
    """One version of a plan, whole. `basis` and `signer` are sentences made of what the reader found.

    `file_is_public` says whether the source document may be handed out.
    """

    version: PlanVersion
    file_is_public: bool
    basis: tuple[str, ...]
    signer: str
    tasks: tuple[TaskReading, ...]
    leading: tuple[AgencyReading, ...]
    others: tuple[AgencyReading, ...]
    reports: tuple[ReportReading, ...]
    clauses: tuple[ClauseReading, ...]
    finding_groups: tuple[FindingGroup, ...]
    abbreviations: tuple[tuple[str, str], ...]

    @property
    def finding_count(self) -> int:
        return sum(len(group.findings) for group in self.finding_groups)

    @property
    def agency_count(self) -> int:
        return len(self.leading) + len(self.others)


def read_version(version: PlanVersion) -> VersionReading:
    """Return everything a page shows of a version, in seven queries."""
    lines = list(_lines(version))
    clauses = list(Clause.objects.filter(version=version).order_by("position"))
    anchors = _Anchors(lines, clauses)
    rows = list(Finding.objects.filter(version=version).order_by("position"))
    finding_groups = _by_severity([_finding(finding, anchors) for finding in rows])
    tasks = tuple(_tasks(lines, [finding for group in finding_groups for finding in group.findings]))
    agencies = _agencies(lines, tasks, Duty.objects.filter(version=version).order_by("position"))
    reports = ReportDuty.objects.filter(version=version).order_by("position")
    return VersionReading(
        version=version,
        file_is_public=all(finding.code != PERSONAL_DATA for finding in rows),
        basis=tuple(_basis(entry) for entry in version.basis),
        signer=_signer(version.signer),
        tasks=tasks,
        leading=tuple(agency for agency in agencies if agency.leads),
        others=tuple(agency for agency in agencies if not agency.leads),
        reports=tuple(report_reading(report) for report in reports),
        clauses=tuple(clause_reading(clause) for clause in clauses),
        finding_groups=finding_groups,
        abbreviations=tuple(abbreviations_in(" ".join(_words(lines, clauses)))),
    )


class _Anchors:
    """The places that a plan's page has, found by where the source has them."""

    def __init__(self, lines: Iterable[PlanLine], clauses: Iterable[Clause]) -> None:
        self._by_row = {(line.place.get("block"), line.place.get("row")): line_anchor(line) for line in lines}
        self._refs = {clause.ref for clause in clauses}

    def of(self, place: dict[str, Any]) -> str:
        if place.get("row") is not None:
            return self._by_row.get((place.get("block"), place["row"]), "")
        clause = place.get("clause")
        return clause_anchor(clause) if clause in self._refs else ""


def _lines(version: PlanVersion) -> QuerySet[PlanLine]:
    return (
        PlanLine.objects.filter(version=version)
        .order_by("position")
        .prefetch_related(
            Prefetch("agencies", LineAgency.objects.order_by("position")),
            Prefetch("timings", LineTiming.objects.order_by("position")),
        )
    )


def _tasks(lines: Iterable[PlanLine], findings: list[FindingReading]) -> Iterator[TaskReading]:
    group = ""
    for line in lines:
        anchor = line_anchor(line)
        yield TaskReading(
            anchor=anchor,
            number=line.number,
            group=line.group if line.group != group else "",
            title=line.title,
            products=tuple(line.products),
            leads=agencies_in_role(line, LineRole.LEAD),
            partners=agencies_in_role(line, LineRole.PARTNER),
            deadlines=tuple(deadline_of(timing) for timing in line.timings.all()),
            budget=line.budget,
            note=line.note,
            findings=tuple(finding for finding in findings if finding.task_anchor == anchor),
        )
        group = line.group


def _finding(finding: Finding, anchors: _Anchors) -> FindingReading:
    return FindingReading(
        severity=finding.severity,
        severity_words=Severity(finding.severity).label,
        message=finding.message,
        places=tuple(PlaceLink(label=place.get("label", ""), anchor=anchors.of(place)) for place in finding.places),
    )


def _by_severity(findings: list[FindingReading]) -> tuple[FindingGroup, ...]:
    groups = (
        FindingGroup(
            severity=severity.value,
            severity_words=severity.label,
            findings=tuple(finding for finding in findings if finding.severity == severity),
        )
        for severity in Severity
    )
    return tuple(group for group in groups if group.findings)


def _agencies(lines: list[PlanLine], tasks: tuple[TaskReading, ...], duties: Iterable[Duty]) -> list[AgencyReading]:
    kinds: dict[str, str] = {}
    led: dict[str, list[TaskReading]] = {}
    owed: dict[str, list[Duty]] = {}
    for task in tasks:
        for agency in task.leads:
            kinds.setdefault(agency.agency_name, agency.agency_kind)
            led.setdefault(agency.agency_name, []).append(task)
    for duty in duties:
        kinds.setdefault(duty.agency_name, duty.agency_kind)
        owed.setdefault(duty.agency_name, []).append(duty)
    return [
        AgencyReading(
            name=name,
            kind_note=_KIND_NOTES.get(kind, ""),
            leads=tuple(led.get(name, ())),
            duties=tuple(_duty(duty) for duty in owed.get(name, ())),
        )
        for name, kind in kinds.items()
    ]


def _duty(duty: Duty) -> DutyReading:
    return DutyReading(text=duty.text, clause=clause_number(duty.clause_ref), anchor=clause_anchor(duty.clause_ref))


def _basis(entry: dict[str, Any]) -> str:
    """Return a legal basis in one line: "Kế hoạch số 250/KH-UBND ngày 22/12/2023 của …: Cải cách …"."""
    issued_on = entry["issued_on"] and f"ngày {written_day(date.fromisoformat(entry['issued_on']))}"
    issuer = entry["issuer"] and f"của {entry['issuer']}"
    origin = " ".join(part for part in (entry["symbol"] and cited(entry["symbol"]), issued_on, issuer) if part)
    return f"{origin}: {entry['title']}" if origin else entry["title"]


def _signer(entry: dict[str, Any] | None) -> str:
    if not entry:
        return ""
    title = sentence_case(entry["title"] or "")
    return ", ".join(part for part in (entry["name"], title) if part)


def _words(lines: Iterable[PlanLine], clauses: Iterable[Clause]) -> Iterator[str]:
    for line in lines:
        yield line.title
        yield from line.products
        yield from (agency.agency_text for agency in line.agencies.all())
    for clause in clauses:
        yield from (clause.heading, clause.text)
