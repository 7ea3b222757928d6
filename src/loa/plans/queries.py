"""What pages read of plans: each function answers in a fixed number of queries, whatever the number of rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loa.lib.vietnamese_text import abbreviations_in, distance, sentence_case, written_day
from loa.plans.choices import AgencyKind, ClauseRole, LineRole, Severity, TimingKind
from loa.plans.models import (
    Clause,
    Duty,
    Finding,
    LineAgency,
    LineTiming,
    Plan,
    PlanLine,
    PlanVersion,
    ReportDuty,
    TimingFields,
)
from loa.plans.rules import deadline_in_words, is_ahead

# What a reader must be told about a body that is not one known agency.
_KIND_NOTES = {
    AgencyKind.CLASS.value: "nhóm đơn vị",
    AgencyKind.FUNCTION.value: "nhóm đơn vị",
    AgencyKind.OPEN.value: "văn bản chưa nêu tên cụ thể",
    AgencyKind.OUTSIDE.value: "đề nghị phối hợp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A timing for a reader: `words` is empty where the document's own words (`as_written`) say it best."""

    due_on: date | None
    words: str
    as_written: str
    unread: bool
    year_inferred: bool


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
class AgencyReading:
    """One agency over the whole plan: the tasks it leads and the duties the text gives it."""

    name: str
    kind_note: str
    leads: tuple[TaskReading, ...]
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReading:
    """A report that the plan asks for."""

    anchor: str
    who: tuple[str, ...]
    receiver: str
    deadline: Deadline
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReading:
    """A clause as running text: `mark` is its last number as printed, `level` its depth from 1."""

    anchor: str
    mark: str
    level: int
    heading: str
    paragraphs: tuple[str, ...]

    @property
    def heading_level(self) -> int:
        """The level of its heading on a page where the document itself stands under an h2."""
        return min(self.level + 2, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one severity."""

    severity: str
    severity_words: str
    findings: tuple[FindingReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReading:
    """One version of a plan, whole. `basis` and `signer` are sentences made of what the reader found."""

    version: PlanVersion
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A day that the plan names and that still lies ahead."""

    due_on: date
    distance: str
    deadline: Deadline
    title: str
    anchor: str
    who: tuple[str, ...]


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


def _count(rows: QuerySet[Any, Any], column: str) -> Any:
    return Subquery(rows.annotate(n=Count(column, distinct=True)).values("n"))


def latest_version(slug: str) -> PlanVersion | None:
    """Return the latest version of the plan with this address, or None."""
    return PlanVersion.objects.filter(plan__slug=slug).select_related("plan").order_by("-number").first()


def holds_personal_data(version: PlanVersion) -> bool:
    """Say whether the reader saw personal data in the source document."""
    return Finding.objects.filter(version=version, code="personal-data").exists()


def read_version(version: PlanVersion) -> VersionReading:
    """Return everything a page shows of a version, in seven queries."""
    lines = list(_lines(version))
    clauses = list(Clause.objects.filter(version=version).order_by("position"))
    anchors = _Anchors(lines, clauses)
    findings = [
        (finding, _finding(finding, anchors))
        for finding in Finding.objects.filter(version=version).order_by("position")
    ]
    tasks = tuple(_tasks(lines, anchors, [reading for _, reading in findings]))
    agencies = _agencies(lines, tasks, Duty.objects.filter(version=version).order_by("position"))
    reports = ReportDuty.objects.filter(version=version).order_by("position")
    return VersionReading(
        version=version,
        basis=tuple(_basis(entry) for entry in version.reading["basis"]),
        signer=_signer(version.reading["signer"]),
        tasks=tasks,
        leading=tuple(agency for agency in agencies if agency.leads),
        others=tuple(agency for agency in agencies if not agency.leads),
        reports=tuple(_report(report, number) for number, report in enumerate(reports, 1)),
        clauses=tuple(_clause(clause) for clause in clauses),
        finding_groups=_by_severity([reading for _, reading in findings]),
        abbreviations=tuple(abbreviations_in(" ".join(_words(lines, clauses)))),
    )


def topics(version: PlanVersion) -> list[ClauseReading]:
    """Return the clauses that name what the plan speaks about, in the document's order."""
    rows = Clause.objects.filter(version=version, role=ClauseRole.TOPIC).order_by("position")
    return [_clause(row) for row in rows]


def report_readings(version: PlanVersion) -> list[ReportReading]:
    """Return the reports the plan asks for, in the document's order."""
    rows = ReportDuty.objects.filter(version=version).order_by("position")
    return [_report(row, number) for number, row in enumerate(rows, 1)]


def dates_ahead(version: PlanVersion, today: date) -> list[NextDate]:
    """Return the days of tasks and reports that lie ahead of `today`, nearest first; four queries."""
    dates = [*_task_dates(version, today), *_report_dates(version, today)]
    return sorted(dates, key=lambda entry: entry.due_on)


def clause_anchor(ref: str) -> str:
    """Return the name of a clause's place on the plan's page."""
    return f"muc-{ref.replace(' ', '_')}"


class _Anchors:
    """The places that a plan's page has, found by where the source has them."""

    def __init__(self, lines: Iterable[PlanLine], clauses: Iterable[Clause]) -> None:
        self.by_line = {line.pk: f"nhiem-vu-{number}" for number, line in enumerate(lines, 1)}
        self._by_row = {(line.place.get("block"), line.place.get("row")): self.by_line[line.pk] for line in lines}
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


def _tasks(lines: Iterable[PlanLine], anchors: _Anchors, findings: list[FindingReading]) -> Iterator[TaskReading]:
    group = ""
    for line in lines:
        anchor = anchors.by_line[line.pk]
        yield TaskReading(
            anchor=anchor,
            number=line.number,
            group=line.group if line.group != group else "",
            title=line.title,
            products=tuple(line.products),
            leads=_named(line, LineRole.LEAD),
            partners=_named(line, LineRole.PARTNER),
            deadlines=tuple(_deadline(timing) for timing in line.timings.all()),
            budget=line.budget,
            note=line.note,
            findings=tuple(f for f in findings if any(place.anchor == anchor for place in f.places)),
        )
        group = line.group


def _task_dates(version: PlanVersion, today: date) -> Iterator[NextDate]:
    for number, line in enumerate(_lines(version), 1):
        for timing in line.timings.all():
            if timing.due_on and is_ahead(timing, today):
                yield NextDate(
                    due_on=timing.due_on,
                    distance=distance(timing.due_on, today),
                    deadline=_deadline(timing),
                    title=line.title,
                    anchor=f"nhiem-vu-{number}",
                    who=tuple(agency.agency_name for agency in _named(line, LineRole.LEAD)),
                )


def _report_dates(version: PlanVersion, today: date) -> Iterator[NextDate]:
    reports = ReportDuty.objects.filter(version=version).order_by("position")
    for number, report in enumerate(reports, 1):
        if report.due_on and is_ahead(report, today):
            reading = _report(report, number)
            yield NextDate(
                due_on=report.due_on,
                distance=distance(report.due_on, today),
                deadline=reading.deadline,
                title=f"Gửi báo cáo về {report.receiver}" if report.receiver else "Gửi báo cáo",
                anchor=reading.anchor,
                who=reading.who,
            )


def _named(line: PlanLine, role: LineRole) -> tuple[LineAgency, ...]:
    return tuple(agency for agency in line.agencies.all() if agency.role == role)


def _deadline(timing: TimingFields) -> Deadline:
    return Deadline(
        due_on=timing.due_on,
        words=deadline_in_words(timing),
        as_written=timing.timing_text,
        unread=timing.timing_kind == TimingKind.UNKNOWN,
        year_inferred=timing.year_inferred,
    )


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
            duties=tuple(owed.get(name, ())),
        )
        for name, kind in kinds.items()
    ]


def _report(report: ReportDuty, number: int) -> ReportReading:
    return ReportReading(
        anchor=f"bao-cao-{number}",
        who=tuple(agency["name"] for agency in report.who),
        receiver=report.receiver,
        deadline=_deadline(report),
        text=report.text,
    )


def _clause(clause: Clause) -> ClauseReading:
    return ClauseReading(
        anchor=clause_anchor(clause.ref),
        mark=_mark(clause.ref.split(".")[-1]),
        level=clause.ref.count(".") + 1,
        heading=clause.heading,
        paragraphs=tuple(clause.text.splitlines()),
    )


def _mark(number: str) -> str:
    """Return a clause's own number as documents print it: "II.", "1.", "a)", or a dash."""
    if number[:1] in "-+":
        return "–" if number[0] == "-" else "+"
    return f"{number})" if number.islower() else f"{number}."


def _basis(entry: dict[str, Any]) -> str:
    """Return a legal basis in one line: "250/KH-UBND ngày 22/12/2023 của UBND tỉnh Quảng Trị: Cải cách …"."""
    issued_on = entry["issued_on"] and f"ngày {written_day(date.fromisoformat(entry['issued_on']))}"
    issuer = entry["issuer"] and f"của {entry['issuer']}"
    origin = " ".join(part for part in (entry["symbol"], issued_on, issuer) if part)
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
