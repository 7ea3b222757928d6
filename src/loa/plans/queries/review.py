"""A review before its confirmation: its rows fetched once, and what still stands in the way of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from loa.lib.vietnamese_text import shorten, written_day
from loa.people.choices import UnitClass
from loa.people.models import Unit, UnitVersion, ids_below
from loa.people.rules import belongs
from loa.plans.choices import Origin, Schedule, Severity, Target
from loa.plans.models import AgencyBinding, FindingAnswer, PlanVersion, Review, ReviewedTask
from loa.plans.rules import working_day

_WORDS_OF_A_TITLE = 12
_MUST_BE_ANSWERED = frozenset([Severity.ERROR, Severity.WARNING])


class Section(StrEnum):
    """The parts of a review; the value is the part's place on the screen."""

    FRAME = "thong-tin"
    BINDING = "co-quan"
    TASK = "nhiem-vu"
    DUTY = "trach-nhiem"
    REPORT = "bao-cao"
    FINDING = "diem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that must be settled before the plan goes to work; `pk` is the row's, None for a whole part."""

    message: str
    section: Section
    pk: int | None = None


class UnitsOfDay:
    """The units that a review's names may mean, as they were on the plan's working day."""

    def __init__(self, owner: Unit, day: date, units: Iterable[int]) -> None:
        self.day = day
        self._owner = owner.pk
        self._below: frozenset[int] | None = None
        asked = {owner.pk, *units}
        self._last_names: dict[int, str] = {}
        self._there: dict[int, UnitVersion] = {}
        versions = UnitVersion.objects.filter(Q(unit__in=asked) | Q(parent=owner)).select_related("unit")
        for version in versions.order_by("valid_from"):
            self._last_names[version.unit_id] = version.name
            if version.span.holds(day):
                self._there[version.unit_id] = version

    def exists(self, unit: int) -> bool:
        """Tell whether the unit existed on the day."""
        return unit in self._there

    def name(self, unit: int | None) -> str:
        """Return the unit's name on the day, its last one where it did not exist then, "" for none."""
        if unit is None:
            return ""
        there = self._there.get(unit)
        return there.name if there else self._last_names.get(unit, "")

    def members(self, unit_class: str) -> list[UnitVersion]:
        """Return the members of a class under the owner, by name."""
        wanted = UnitClass(unit_class)
        found = [
            one
            for one in self._there.values()
            if one.parent_id == self._owner and belongs(wanted, kind=one.unit.kind, tier=one.unit.tier)
        ]
        return sorted(found, key=lambda one: one.name)

    def is_below_owner(self, unit: int) -> bool:
        """Tell whether a unit is the owner or stands below it; asks the database only for what is not its child."""
        there = self._there.get(unit)
        if unit == self._owner or (there and there.parent_id == self._owner):
            return True
        if self._below is None:
            self._below = ids_below([self._owner], self.day)
        return unit in self._below


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRows:
    """All rows of a review and the units they speak of."""

    version: PlanVersion
    review: Review
    bindings: tuple[AgencyBinding, ...]
    tasks: tuple[ReviewedTask, ...]
    answers: tuple[FindingAnswer, ...]
    units: UnitsOfDay

    def named(self) -> dict[str, AgencyBinding]:
        """Return the bindings by their names."""
        return {one.name: one for one in self.bindings}


def review_rows(review: Review, on: date) -> ReviewRows:
    """Return everything a review holds; four statements, one more where a lead is no child of the owner."""
    version = review.version
    bindings = tuple(review.bindings.order_by("position", "pk"))
    named = {unit for one in bindings for unit in (one.unit_id, one.suggested_unit_id) if unit}
    return ReviewRows(
        version=version,
        review=review,
        bindings=bindings,
        tasks=tuple(
            review.tasks.select_related("line", "duty", "report_duty", "rhythm").order_by("position"),
        ),
        answers=tuple(review.answers.select_related("finding").order_by("finding__position")),
        units=UnitsOfDay(version.plan.owner, working_day(version.plan.year, on), named),
    )


def what_is_missing(review: Review, on: date) -> tuple[Missing, ...]:
    """Return what must still be settled before a reviewed plan may go to work; nothing when it is ready."""
    return missing_in(review_rows(review, on))


def missing_in(rows: ReviewRows) -> tuple[Missing, ...]:
    """Return what must still be settled in rows that were fetched before; names first, then tasks, then findings."""
    included = [task for task in rows.tasks if task.included]
    if not included:
        return (Missing(message="Chưa có nhiệm vụ nào được chọn để giao.", section=Section.TASK), *_unanswered(rows))
    leading = {name for task in included for name in task.leads}
    named = rows.named()
    used = leading | {name for task in included for name in (*task.partners, *task.receivers)}
    return (
        *(one for binding in rows.bindings if binding.name in used for one in _of_binding(binding, rows.units)),
        *(one for binding in rows.bindings if binding.name in leading for one in _of_lead(binding, rows)),
        *(one for task in included for one in _of_task(task, named)),
        *_unanswered(rows),
    )


def _of_binding(binding: AgencyBinding, units: UnitsOfDay) -> Iterator[Missing]:
    day = written_day(units.day)
    if not binding.target:
        message = f"Chưa chọn “{binding.name}” là đơn vị nào."
    elif binding.target == Target.UNIT and binding.unit_id and not units.exists(binding.unit_id):
        message = (
            f"{units.name(binding.unit_id)} không hoạt động vào ngày {day}; chọn đơn vị khác cho “{binding.name}”."
        )
    elif binding.target == Target.CLASS and not all(units.members(one) for one in binding.classes):
        empty = ", ".join(UnitClass(one).label for one in binding.classes if not units.members(one))
        message = f"Nhóm {empty} không có đơn vị nào vào ngày {day}; xem lại “{binding.name}”."
    else:
        return
    yield Missing(message=message, section=Section.BINDING, pk=binding.pk)


def _of_lead(binding: AgencyBinding, rows: ReviewRows) -> Iterator[Missing]:
    unit = binding.unit_id
    if binding.target != Target.UNIT or not unit or not rows.units.exists(unit) or rows.units.is_below_owner(unit):
        return
    owner = rows.units.name(rows.version.plan.owner_id)
    yield Missing(
        message=f"{rows.units.name(unit)} không trực thuộc {owner} nên không thể chủ trì; xem lại “{binding.name}”.",
        section=Section.BINDING,
        pk=binding.pk,
    )


def _of_task(task: ReviewedTask, bindings: dict[str, AgencyBinding]) -> Iterator[Missing]:
    name = name_of_task(task)
    targets = {bindings[lead].target for lead in task.leads if lead in bindings}
    if not task.leads:
        yield Missing(message=f"{name} chưa có cơ quan chủ trì.", section=Section.TASK, pk=task.pk)
    elif targets <= {Target.OPEN, Target.OUTSIDE}:
        message = f"{name} chưa có đơn vị nào nhận việc: cơ quan chủ trì chưa xác định hoặc chỉ là đề nghị phối hợp."
        yield Missing(message=message, section=Section.TASK, pk=task.pk)
    if task.schedule == Schedule.ONCE and task.due_on is None:
        yield Missing(message=f"{name} chưa có hạn.", section=Section.TASK, pk=task.pk)
    if task.schedule == Schedule.AWAITING and not task.waits_for:
        yield Missing(message=f"{name} chưa ghi đang chờ việc gì.", section=Section.TASK, pk=task.pk)


def name_of_task(task: ReviewedTask) -> str:
    """Return how a sentence speaks of a task: "Nhiệm vụ 3", or the first words of a duty or report."""
    if task.origin == Origin.LINE and task.line and task.line.number:
        return f"Nhiệm vụ {task.line.number}"
    return f"{Origin(task.origin).label.capitalize()} “{shorten(task.title, _WORDS_OF_A_TITLE)}”"


def _unanswered(rows: ReviewRows) -> Iterator[Missing]:
    for answer in rows.answers:
        if answer.finding.severity in _MUST_BE_ANSWERED and not answer.answer:
            message = f"Chưa trả lời: {answer.finding.message}"
            yield Missing(message=message, section=Section.FINDING, pk=answer.pk)
