"""A review as its screen shows it: words for each row, what it still lacks, and where it stands in the source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from loa.people.choices import UnitClass, UnitKind
from loa.people.models import Unit, UnitVersion
from loa.plans.choices import Origin, Schedule, Severity, Target, Why
from loa.plans.models import AgencyBinding, FindingAnswer, PeriodRule, PlanVersion, Review, ReviewedTask
from loa.plans.queries.review import Missing, ReviewRows, Section, UnitsOfDay, missing_in
from loa.plans.queries.source import Place, anchor_of
from loa.plans.rules import KIND, falls_on_weekend, last_day, last_day_in_words, wanted

_CERTAIN, _LIKELY = 90, 70
_PLACES_SHOWN = 4
# What each part of a review still needs, as its line at the top says it.
_WAITING = {
    Section.FRAME: "thông tin chung phải bổ sung",
    Section.BINDING: "tên cơ quan phải chọn đơn vị",
    Section.TASK: "nhiệm vụ phải bổ sung",
    Section.FINDING: "điểm cần xem lại chưa trả lời",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much of one part still waits, and the first of it."""

    words: str
    count: int
    first: Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReading:
    """A name of the document, and whom it means in words; `meaning` is empty while nobody decided."""

    binding: AgencyBinding
    meaning: str
    suggestion: str
    faults: tuple[str, ...]

    @property
    def other_spellings(self) -> list[str]:
        return [one for one in self.binding.spellings if one != self.binding.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReading:
    """A task as it will be handed out, with its place in the source."""

    task: ReviewedTask
    number: str
    anchor: str
    when: str
    numbers: str
    weekend: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReading:
    """A finding with its places in the source and what was answered."""

    answer: FindingAnswer
    severity_words: str
    places: tuple[tuple[str, str], ...]
    places_left_out: int
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReading:
    """A whole review."""

    version: PlanVersion
    review: Review
    owner_name: str
    waiting: tuple[Waiting, ...]
    waiting_count: int
    names: tuple[NameReading, ...]
    lines: tuple[TaskReading, ...]
    duties: tuple[TaskReading, ...]
    reports: tuple[TaskReading, ...]
    answers: tuple[AnswerReading, ...]
    notes_open: int


def read_review(rows: ReviewRows) -> ReviewReading:
    """Return a review as its screen shows it; no statement of its own."""
    missing = missing_in(rows)
    faults = _by_row(missing)
    tasks = [_task(one, rows, faults.get((Section.TASK, one.pk), ())) for one in rows.tasks]
    answers = tuple(_answer(one, rows.version) for one in rows.answers)
    names = [_name(one, rows.units, faults.get((Section.BINDING, one.pk), ())) for one in rows.bindings]
    return ReviewReading(
        version=rows.version,
        review=rows.review,
        owner_name=rows.units.name(rows.version.plan.owner_id),
        waiting=tuple(_waiting(missing)),
        waiting_count=len(missing),
        # What nobody decided comes first; the document's order otherwise.
        names=tuple(sorted(names, key=lambda one: not (one.faults or not one.meaning))),
        lines=tuple(one for one in tasks if one.task.origin == Origin.LINE),
        duties=tuple(one for one in tasks if one.task.origin == Origin.DUTY),
        reports=tuple(one for one in tasks if one.task.origin == Origin.REPORT),
        answers=tuple(sorted(answers, key=lambda one: not one.waits)),
        notes_open=sum(not one.answer.answer and one.answer.finding.severity == Severity.NOTE for one in answers),
    )


def _by_row(missing: Iterable[Missing]) -> dict[tuple[Section, int], tuple[str, ...]]:
    faults: dict[tuple[Section, int], tuple[str, ...]] = {}
    for one in missing:
        if one.pk is not None:
            faults[one.section, one.pk] = (*faults.get((one.section, one.pk), ()), one.message)
    return faults


def _waiting(missing: tuple[Missing, ...]) -> Iterator[Waiting]:
    for section, found in groupby(missing, key=lambda one: one.section):
        listed = list(found)
        yield Waiting(words=_WAITING[section], count=len(listed), first=listed[0])


def _name(binding: AgencyBinding, units: UnitsOfDay, faults: tuple[str, ...]) -> NameReading:
    return NameReading(
        binding=binding, meaning=meaning_of(binding, units), suggestion=suggestion_of(binding, units), faults=faults
    )


def meaning_of(binding: AgencyBinding, units: UnitsOfDay) -> str:
    """Return whom a name means: a unit's name, a class with the number of its members, or what else was chosen."""
    if binding.target == Target.UNIT:
        return units.name(binding.unit_id)
    if binding.target == Target.CLASS:
        count = sum(len(units.members(one)) for one in binding.classes)
        return f"{', '.join(UnitClass(one).label for one in binding.classes)} ({count} đơn vị)"
    return Target(binding.target).label if binding.target else ""


def suggestion_of(binding: AgencyBinding, units: UnitsOfDay) -> str:
    """Return what the reader suggests, how certain it is and why: "Phòng Tư pháp, chắc chắn (100%): trùng tên".

    Where a person has decided otherwise since, it is of no use any more.
    """
    if not binding.why or (binding.target and binding.revision):
        return ""
    certain = binding.confidence >= _CERTAIN
    words = "chắc chắn" if certain else "khá chắc" if binding.confidence >= _LIKELY else "chưa chắc"
    meant = meaning_of(binding, units) or units.name(binding.suggested_unit_id)
    return f"{meant}, {words} ({binding.confidence}%): {Why(binding.why).label}"


def _task(task: ReviewedTask, rows: ReviewRows, faults: tuple[str, ...]) -> TaskReading:
    day = last_day(task.due_on, task.boundary, named_day_is_late=rows.review.named_day_is_late)
    weekend = "Ngày nghỉ cuối tuần." if day and falls_on_weekend(day) else ""
    place = place_of(task)
    return TaskReading(
        task=task,
        number=task.line.number if task.line else "",
        anchor=anchor_of(rows.version, place) if place else "",
        when=_when(task, day, rows.review.rhythm),
        numbers="; ".join(KIND[one.kind].name.lower() for one in wanted(task.indicators)),
        weekend=weekend,
        faults=faults,
    )


def _when(task: ReviewedTask, day: date | None, rhythm: PeriodRule) -> str:
    if task.schedule == Schedule.PERIODIC:
        return f"Thường xuyên, báo cáo {(task.rhythm or rhythm).name}"
    if task.schedule == Schedule.AWAITING:
        return f"Chờ công bố: {task.waits_for}" if task.waits_for else "Chờ công bố"
    return last_day_in_words(day, task.timing_text) if day else "Chưa có hạn"


def place_of(task: ReviewedTask) -> Place | None:
    """Return where a task stands in the document."""
    if task.line:
        return task.line.place
    part = task.duty or task.report_duty
    return {"clause": part.clause_ref} if part and part.clause_ref else None


def _answer(answer: FindingAnswer, version: PlanVersion) -> AnswerReading:
    finding = answer.finding
    places = finding.places[:_PLACES_SHOWN]
    return AnswerReading(
        answer=answer,
        severity_words=Severity(finding.severity).label,
        places=tuple((place.get("label", ""), anchor_of(version, place)) for place in places),
        places_left_out=len(finding.places) - len(places),
        waits=finding.severity != Severity.NOTE and not answer.answer,
    )


def places_of_name(binding: AgencyBinding) -> list[Place]:
    """Return where the document uses a name: rows of the appendix, duties and reports; one statement."""
    tasks = binding.review.tasks.select_related("line", "duty", "report_duty").order_by("position")
    using = (task for task in tasks if binding.name in (*task.leads, *task.partners, *task.receivers))
    return [place for task in using if (place := place_of(task))]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """Units of one kind that a name may be bound to: ids with names."""

    words: str
    units: tuple[tuple[int, str], ...]


def bindable_units(owner: Unit, on: date) -> list[UnitGroup]:
    """Return the units a plan of an owner may name on a day, in groups; bodies that are only invited are left out.

    One statement over all units of the day: walking up and down the tree would take one for each level.
    """
    rows = UnitVersion.objects.on(on).exclude(unit__kind=UnitKind.OUTSIDE).order_by("name")
    units = {
        one: (name, parent, kind)
        for one, name, parent, kind in rows.values_list("unit", "name", "parent", "unit__kind")
    }
    above = set(_ancestors(owner.pk, units))
    groups: dict[str, list[tuple[int, str]]] = {}
    for unit, (name, parent, kind) in units.items():
        if parent == owner.pk:
            groups.setdefault(f"Trực thuộc: {UnitKind(kind).label}", []).append((unit, name))
        elif unit == owner.pk:
            groups.setdefault("Cơ quan thực hiện kế hoạch", []).append((unit, name))
        elif owner.pk in _ancestors(unit, units):
            groups.setdefault("Cấp dưới của đơn vị trực thuộc", []).append((unit, f"{name}, {units[parent][0]}"))
        elif unit in above or parent in above:
            groups.setdefault("Cấp trên và ngang cấp (chỉ phối hợp hoặc nhận báo cáo)", []).append((unit, name))
    order = ["Cơ quan thực hiện", "Trực thuộc", "Cấp dưới", "Cấp trên"]
    return [
        UnitGroup(words=words, units=tuple(groups[words]))
        for words in sorted(groups, key=lambda words: [words.startswith(one) for one in order].index(True))
    ]


def _ancestors(unit: int, units: Mapping[int, tuple[str, int | None, str]]) -> list[int]:
    found: list[int] = []
    parent = units[unit][1] if unit in units else None
    while parent is not None and parent not in found:
        found.append(parent)
        parent = units[parent][1] if parent in units else None
    return found
