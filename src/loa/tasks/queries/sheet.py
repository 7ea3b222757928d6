"""One obligation whole: the task's words, who else takes part, what was done so far."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from loa.plans.choices import Origin, Target
from loa.plans.queries import task_anchor
from loa.plans.queries.parts import clause_number
from loa.tasks.choices import DONE_STATES, OPEN_STATES, FileCheck, Grade, Lateness, Part, State
from loa.tasks.models import Evidence, Figure, Obligation, Participant, Step, Task
from loa.tasks.queries.locks import in_closed_period, why_closed
from loa.tasks.queries.numbers import Number, numbers_in
from loa.tasks.queries.shelves import Offer, offer_for
from loa.tasks.queries.units import names_and_receivers
from loa.tasks.queries.work import with_task, words_for
from loa.tasks.rules import due_in_words, grade, lateness, may_tell, weekend_note

# What a reader must be told of a body that is not one unit.
_NOTES = {
    Target.CLASS.value: "mỗi đơn vị trong nhóm",
    Target.OPEN.value: "đơn vị liên quan, chưa xác định",
    Target.OUTSIDE.value: "đề nghị phối hợp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A name of the document that takes part in a task, with what must be said of it."""

    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationSheet:
    """Everything the page of one obligation shows; `place` says where in the document the task stands.

    `words` say what it is called today; of `periods` each with its own. `closed` says who closed its period, "" where
    it can be reported. `reported` are the numbers that were given. `done_by` are the others that did it where one unit
    is enough. `offer` has what the unit can choose as evidence, where somebody may report.
    """

    obligation: Obligation
    task: Task
    unit: str
    owner: str
    receivers: tuple[tuple[int, str], ...]
    place: str
    anchor: str
    distance: str
    lateness: Lateness
    words: str
    weekend: str
    leads: tuple[Body, ...]
    partners: tuple[Body, ...]
    steps: tuple[Step, ...]
    reported: tuple[Number, ...]
    periods: tuple[tuple[Obligation, str], ...]
    closed: str
    done_by: tuple[str, ...]
    offer: Offer

    @property
    def may_be_nil(self) -> bool:
        """Whether the unit may say that nothing came up in the period."""
        return bool(self.obligation.period) and self.obligation.state in OPEN_STATES and not self.closed

    @property
    def grade(self) -> Grade | None:
        """How well the result is shown by what was given for it; None before one was handed in."""
        if self.obligation.state not in DONE_STATES:
            return None
        given = (one for step in self.steps for one in step.evidence.all())
        sound = (one for one in given if one.file_check != FileCheck.INFECTED)
        return grade(one.kind for one in sound if one.reference not in self.offer.fallen)

    @property
    def to_mend(self) -> Step | None:
        """The step that gave the result back, while it waits for its unit."""
        returned = (step for step in reversed(self.steps) if step.state == State.RETURNED and step.due_on is None)
        return next(returned, None) if self.obligation.state == State.RETURNED else None

    @property
    def may_start(self) -> bool:
        return may_tell(self.obligation.state, State.IN_PROGRESS) and not self.closed

    @property
    def may_hand_in(self) -> bool:
        return may_tell(self.obligation.state, State.SUBMITTED) and not self.closed


def find_obligation(pk: int) -> Obligation | None:
    """Return an obligation with its task, who takes part in it, plan and place in the plan; None where there is none.

    Two statements: whether a reader may see it and what the page says of it ask for those who take part alike.
    """
    places = ("unit", "task__rhythm", "task__reviewed__line", "task__reviewed__duty", "task__reviewed__report_duty")
    found = with_task(Obligation.objects.filter(pk=pk)).annotate(in_closed_period=in_closed_period())
    bodies = Prefetch("task__participants", Participant.objects.order_by("part", "position"))
    return found.select_related(*places).prefetch_related(bodies).first()


def find_evidence(pk: int) -> Evidence | None:
    """Return a file or link with the step or comment it came with; None where there is none."""
    return Evidence.objects.select_related("step", "comment").filter(pk=pk).first()


def obligation_sheet(
    obligation: Obligation, today: date, *, choosing: Callable[[], bool] = lambda: False
) -> ObligationSheet:
    """Return what the page of an obligation shows; six statements at most. `find_obligation` fetched it.

    One more for each shelf of apps above where somebody is `choosing`, who might report, or chose from them. Whether
    somebody might is asked only where something could be reported.
    """
    task, plan = obligation.task, obligation.task.version.plan
    periods, done_by = _beside(obligation)
    takes = may_tell(obligation.state, State.SUBMITTED)
    names, receivers = names_and_receivers({obligation.unit_id, plan.owner_id, *done_by}, task.pk, today)
    bodies = list(task.participants.all())
    in_order = obligation.steps.select_related("by").order_by("at", "pk")
    figures = Prefetch("figures", Figure.objects.select_related("indicator").order_by("indicator__position"))
    steps = tuple(in_order.prefetch_related(Prefetch("evidence", Evidence.objects.order_by("pk")), figures))
    given = {one.reference for step in steps for one in step.evidence.all() if one.reference}
    closed = why_closed(obligation, today) if obligation.in_closed_period else ""  # type: ignore[attr-defined]
    # What was reported names its numbers; which are asked for, only the forms of those who report need to know.
    told = dict.fromkeys(figure.indicator for step in steps for figure in step.figures.all())
    numbers = numbers_in(sorted(told, key=lambda one: one.position), steps)
    return ObligationSheet(
        obligation=obligation,
        task=task,
        unit=names.get(obligation.unit_id, ""),
        owner=names.get(plan.owner_id, ""),
        receivers=tuple((one, names[one]) for one in receivers),
        place=_place(task),
        anchor=task_anchor(task.reviewed),
        distance=due_in_words(obligation.due_on, today),
        lateness=lateness(obligation.due_on, obligation.state, today),
        words=words_for(obligation, today),
        weekend=weekend_note(obligation.due_on),
        leads=_bodies(bodies, Part.LEAD),
        partners=_bodies(bodies, Part.PARTNER),
        steps=steps,
        reported=tuple(one for one in numbers if one.value is not None),
        periods=tuple((one, words_for(one, today)) for one in periods),
        done_by=tuple(names[one] for one in done_by if one in names),
        closed=closed,
        offer=offer_for(obligation, given, today, choosing=takes and not closed and choosing()),
    )


def _beside(obligation: Obligation) -> tuple[list[Obligation], list[int]]:
    """Return the periods of a unit's task, and who else did it where one unit is enough; one statement at most."""
    task, unit = obligation.task, obligation.unit_id
    if not (task.any_one or obligation.period):
        return [], []
    did = Q(period=obligation.period, state=State.ACCEPTED) if task.any_one else Q()
    rows = list(Obligation.objects.filter(did | Q(unit=unit) if did else Q(unit=unit), task=task))
    others = [row for row in rows if row.unit_id != unit]
    own = [row for row in rows if row.unit_id == unit] if obligation.period else []
    return (
        sorted(own, key=lambda row: (row.starts_on or date.max, row.due_on or date.max)),
        [row.unit_id for row in sorted(others, key=lambda row: (row.submitted_on or date.max, row.pk))],
    )


def _bodies(rows: list[Participant], part: Part) -> tuple[Body, ...]:
    return tuple(Body(name=row.name, note=_NOTES.get(row.target, "")) for row in rows if row.part == part)


def _place(task: Task) -> str:
    if task.origin == Origin.LINE:
        return f"nhiệm vụ {task.number} trong bảng nhiệm vụ" if task.number else "bảng nhiệm vụ"
    clause = (task.reviewed.duty or task.reviewed.report_duty).clause_ref  # type: ignore[union-attr]
    kind = "tổ chức thực hiện" if task.origin == Origin.DUTY else "chế độ báo cáo"
    return f"{kind}, mục {clause_number(clause)}" if clause else kind
