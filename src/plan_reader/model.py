"""The plan as understood: frozen, typed, and equal to its JSON (see `schema.json`).

Nothing here reads or decides; the stages before fill it and the checks after point into it by `Place`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimingKind = Literal[
    "by_date",  # a day is named: "30/8/2026", "đến hết ngày 15/12", "chậm nhất 17/6/2026"
    "before_date",  # "trước ngày 25/11/2024"
    "in_month",
    "in_months",  # "Từ tháng 1-4/2026"
    "in_quarter",
    "in_half",  # "6 tháng đầu năm 2026"
    "nine_months",
    "in_year",
    "span",  # from one day to another, or from a day onwards
    "standing",  # "Thường xuyên"
    "every",  # "định kỳ 02 tuần một lần"
    "quota",  # "24 kỳ/năm": a target, not a deadline
    "duration",  # "100 ngày", with no stated beginning
    "with_event",  # "trước, trong và sau Hội nghị", "Theo tiến độ xây dựng KPI"
    "relative",  # "10 ngày làm việc sau khi Nghị quyết được ban hành"
    "see_rows",  # "Theo thời hạn cụ thể sau đây": a pointer, no value
    "unknown",
]
Boundary = Literal["included", "before", "unclear"]
PeriodUnit = Literal["day", "week", "month", "quarter", "half_year", "year"]
AgencyKind = Literal["unit", "class", "function", "open", "post", "outside"]
DutyRole = Literal["lead", "partner", "advise", "monitor", "supply", "report", "do"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the source something stands.

    `block` is the index among the document's blocks, `row` and `cell` the table grid (all from 0), `clause` the id
    of a clause such as "III.3"; `label` says it to a person ("Phụ lục, nhiệm vụ 2").
    """

    label: str
    clause: str | None = None
    block: int | None = None
    row: int | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A rhythm: once each `n` units. `at` keeps the words that fix a moment in it ("trước 16 giờ thứ Sáu")."""

    n: int
    unit: PeriodUnit
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A number wanted in each unit of time: "24 kỳ/năm" is n=24, per="year", of="kỳ"."""

    n: int
    per: PeriodUnit
    of: str | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A distance from an event: "10 ngày làm việc sau khi Nghị quyết được ban hành".

    `n` is None where only an order is said ("ngay sau khi …"). `days` tells working days from calendar days; it is
    "calendar" for other units. `after` keeps the words of the event; None where the phrase names none ("100 ngày").
    """

    n: int | None
    unit: PeriodUnit | None
    days: Literal["calendar", "working"] = "calendar"
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a deadline phrase says. `text` is the phrase as written, always.

    `due` is the written date, also for "trước …", or the last day of the month, quarter, half or year; `boundary`
    says whether the phrase counts that day in ("included"), leaves it out ("before") or leaves it open ("unclear"),
    and what counts as late is decided by a rule elsewhere. `due_time` is "16:00" where an hour is named; `boundary`
    then speaks of that moment, not of the whole day. `year_inferred`: this part of the phrase names no year, so that
    of another part or of the plan was taken. `also` lists the further timings of a phrase that holds several, in the
    order written; their own `also` is empty.
    """

    text: str
    kind: TimingKind
    start: date | None = None
    due: date | None = None
    due_time: str | None = None
    boundary: Boundary | None = None
    every: Every | None = None
    quota: Quota | None = None
    relative: Relative | None = None
    year_inferred: bool = False
    also: tuple[Timing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency as named in one cell: `text` as written there, `name` the form joined over the document."""

    text: str
    name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way a document writes an agency. `why` says how it was recognised as the same.

    "same": the name itself or alike but for case, marks, hyphens and "và"; "abbreviation": ordered initials or known
    short forms; "typo": an abbreviation one letter off; "near": nearest by words.
    """

    text: str
    why: Literal["same", "abbreviation", "typo", "near"]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedAgency:
    """An agency over the whole document, with every spelling as evidence for the join."""

    name: str
    kind: AgencyKind
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A legal basis: "Kế hoạch số 250/KH-UBND ngày 22/12/2023 của UBND tỉnh Quảng Trị về …"."""

    symbol: str | None
    issued_on: date | None
    issuer: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered clause, or a paragraph or dash of one. `id` is the path of numbers: "II", "II.1", "II.1.-2" (the
    second dash of II.1), "dieu-2" for an article; "mo-dau" and "ket" are the words before the first and after the last
    numbered clause.

    `parent` is the id of the clause it stands in, None at the top. A paragraph without number under a clause
    belongs to that clause's `text`.
    """

    id: str
    parent: str | None
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseText:
    """One topic (II.1) or one form (II.2), with the clause it was read from."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """That a duty is to supply something to somebody: what, to whom, how often.

    `what` is as written, without receivers and purpose. `to` is empty where the sentence names nobody, `timing` None
    where it names neither a day nor a rhythm.
    """

    what: str
    to: tuple[Agency, ...]
    timing: Timing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What section III asks of one agency. `role` comes from the verb that opens the sentence; any may supply."""

    agency: Agency
    clause: str
    role: DutyRole
    text: str
    supply: Supply | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDuty:
    """A report owed, stated in prose: who, to whom, by when."""

    who: tuple[Agency, ...]
    to: Agency | None
    timing: Timing
    clause: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row of the appendix that counts as a task, in the order written."""

    number: str
    group: str | None
    title: str
    products: tuple[str, ...]
    leads: tuple[Agency, ...]
    partners: tuple[Agency, ...]
    timing: Timing
    budget: str | None
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: `authority` is TM., KT., TL., TUQ. or Q. with the body, `title` the office, `name` the person."""

    authority: str | None
    title: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the author should see: a stable code, a Vietnamese sentence, and where it stands."""

    code: str
    severity: Severity
    message: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file read. `name` is None for bytes without a name; `sha256` is of the bytes as they came."""

    name: str | None
    format: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan. Empty tuples mean "none found"; None means "not written" (a blank number, a missing year)."""

    source: Source
    kind: str | None
    title: str | None
    year: int | None
    issuer: str | None
    symbol: str | None
    issued_on: date | None
    basis: tuple[Basis, ...]
    clauses: tuple[Clause, ...]
    topics: tuple[ClauseText, ...]
    forms: tuple[ClauseText, ...]
    duties: tuple[Duty, ...]
    report_duties: tuple[ReportDuty, ...]
    tasks: tuple[Task, ...]
    declared_task_count: int | None
    agencies: tuple[JoinedAgency, ...]
    recipients: tuple[str, ...]
    signer: Signer | None
    findings: tuple[Finding, ...]
