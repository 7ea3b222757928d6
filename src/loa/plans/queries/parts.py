"""Parts of a plan as a reader meets them: places on the page, deadlines in words, reports, clauses."""

from dataclasses import dataclass
from datetime import date

from loa.plans.choices import LineRole, TimingKind
from loa.plans.models import Clause, LineAgency, PlanLine, PlanVersion, ReportDuty, ReviewedTask, TimingFields, Topic
from loa.plans.rules import deadline_in_words

# What the reader calls the paragraphs before and after the numbered clauses; the second such of a document is "ket(2)".
_WITHOUT_NUMBER = ("mo-dau", "ket")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A timing for a reader: `words` is empty where the document's own words (`as_written`) say it best."""

    due_on: date | None
    words: str
    as_written: str
    unread: bool
    year_inferred: bool


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
class TopicReading:
    """One topic, with the place on the plan's page where the document speaks of it."""

    text: str
    anchor: str


def topics(version: PlanVersion) -> list[TopicReading]:
    """Return what the plan wants spoken about, in the document's order."""
    rows = Topic.objects.filter(version=version).order_by("position")
    return [
        TopicReading(text=row.text[:1].upper() + row.text[1:], anchor=clause_anchor(row.clause_ref)) for row in rows
    ]


def deadline_of(timing: TimingFields) -> Deadline:
    """Return a timing as a reader meets it."""
    return Deadline(
        due_on=timing.due_on,
        words=deadline_in_words(timing),
        as_written=timing.timing_text,
        unread=timing.timing_kind == TimingKind.UNKNOWN,
        year_inferred=timing.year_inferred,
    )


def report_reading(report: ReportDuty) -> ReportReading:
    """Return a report duty as a reader meets it."""
    return ReportReading(
        anchor=report_anchor(report),
        who=tuple(agency["name"] for agency in report.who),
        receiver=report.receiver,
        deadline=deadline_of(report),
        text=report.text,
    )


def clause_reading(clause: Clause) -> ClauseReading:
    """Return a clause as running text."""
    return ClauseReading(
        anchor=clause_anchor(clause.ref),
        mark=_mark(clause.ref.split(".")[-1]),
        level=clause.ref.count(".") + 1,
        heading=clause.heading,
        paragraphs=tuple(clause.text.splitlines()),
    )


def _mark(number: str) -> str:
    """Return a clause's own number as documents print it: "II.", "1.", "a)", or a dash; "" where it has none."""
    if number.startswith(_WITHOUT_NUMBER):
        return ""
    if number[:1] in "-+":
        return "–" if number[0] == "-" else "+"
    return f"{number})" if number.islower() else f"{number}."


def clause_anchor(ref: str) -> str:
    """Return the name of a clause's place on the plan's page."""
    return f"muc-{ref.replace(' ', '_')}"


def clause_number(ref: str) -> str:
    """Return the number of the clause that a dash stands in, as people cite it: "III.2" for "III.2.-1"."""
    return ".".join(part for part in ref.split(".") if part[:1] not in "-+")


def line_anchor(line: PlanLine) -> str:
    """Return the name of a task's place: by its order, since numbers of a document may repeat or be missing."""
    return f"nhiem-vu-{line.position + 1}"


def report_anchor(report: ReportDuty) -> str:
    """Return the name of a report's place on the plan's page."""
    return f"bao-cao-{report.position + 1}"


def task_anchor(reviewed: ReviewedTask) -> str:
    """Return the place on the plan's page that a task comes from; its line, duty and report fetched beforehand."""
    if reviewed.line:
        return line_anchor(reviewed.line)
    if reviewed.report_duty:
        return report_anchor(reviewed.report_duty)
    return clause_anchor(reviewed.duty.clause_ref) if reviewed.duty else ""


def agencies_in_role(line: PlanLine, role: LineRole) -> tuple[LineAgency, ...]:
    """Return the agencies of a line, fetched beforehand, that lead it or take part in it."""
    return tuple(agency for agency in line.agencies.all() if agency.role == role)
