"""Write a step: what is told of one obligation, checked against what stands there, with its numbers and evidence.

Every report of work ends here, whether a unit sends one result, a whole period at once, or somebody types it for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.evidence import contents
from loa.tasks.actions.many import store
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import State
from loa.tasks.models import Evidence, Figure, Indicator, Obligation, Step
from loa.tasks.queries.locks import closed_to_report
from loa.tasks.rules import may_tell

# More than anything one unit could count in a year: a number above it is a slip of the finger.
LARGEST_FIGURE = 1_000_000
# Conditions of one statement; SQLite nests them and takes no thousand.
_CONDITIONS = 200
_MOVED = ("state", "state_at", "submitted_on", "head_approved_at")
# What a unit says of its work, or somebody above in its name; the rest is said by those who accept.
_REPORTED = (State.IN_PROGRESS, State.SUBMITTED)


class StepRefused(Exception):  # noqa: N818  (says what was decided)
    """The step cannot be taken; the message says why and what to do. Nothing was kept."""


class FigureRefused(StepRefused):
    """A number cannot stand; `indicator` is the id of what it was given for."""

    def __init__(self, indicator: int, message: str) -> None:
        super().__init__(message)
        self.indicator = indicator


class Overtaken(Exception):  # noqa: N818
    """Somebody wrote about this obligation since the form was made; `step` is what they wrote. Nothing was kept."""

    def __init__(self, step: Step) -> None:
        super().__init__("Trong lúc trang này đang mở, đã có người ghi vào đầu việc này.")
        self.step = step


class Repeated(Exception):  # noqa: N818
    """The very same step was taken already: a form sent twice."""

    def __init__(self, step: Step) -> None:
        super().__init__("Bước này đã được ghi.")
        self.step = step


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a step says; `source_on` is the day of the paper, call or document that somebody typed it from."""

    state: State
    note: str = ""
    nil: bool = False
    figures: Mapping[int, int] = field(default_factory=dict)
    evidence: Sequence[Evidence] = ()
    on_behalf: str = ""
    source_symbol: str = ""
    source_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all of a result."""
        return not (self.note or self.nil or self.figures or self.evidence)


def take_step(obligation: Obligation, told: Told, action: str, *, revision: int, by: User, at: datetime) -> Step:
    """Write one step with one audit entry; a step sent twice is answered with the first.

    What an app above holds is shown once for an obligation, however often it is chosen.

    Raises:
        StepRefused: it stands where this cannot be said, or all of it was said before.
        FigureRefused: a number is none of the task's, or out of bounds.
        Overtaken: somebody wrote since `revision` was shown.
    """
    with transaction.atomic():
        row = Obligation.objects.select_for_update(of=("self",)).select_related("task").get(pk=obligation.pk)
        check_figures(told.figures, set(Indicator.objects.filter(task=row.task_id).values_list("pk", flat=True)))
        # Asked once the row is locked: whoever closes the period waits for it, or was first.
        closed = closed_to_report([row], localtime(at).date()).get(row.pk, "")
        if row.revision == revision:
            told = _without_given(row, told)
        with tallied([row]):
            step = prepared_step(row, told, closed=closed, revision=revision, by=by, at=at)
            keep_steps([(step, told)])
        details = {"unit": row.unit.key, "step": step.pk, "evidence": len(told.evidence), "figures": len(told.figures)}
        record(action, of=row, by=by, at=at, details=details)
        page_cache.clear()
    return step


def prepared_step(row: Obligation, told: Told, *, closed: str, revision: int, by: User | None, at: datetime) -> Step:
    """Return a step, not yet stored, and move the locked row to where it leads.

    `closed` says who closed the period of the row, "" where it is open: nothing more is reported of it then, though
    what was reported can still be accepted or given back.

    Raises:
        Repeated: it was taken already.
        StepRefused, Overtaken: as `take_step`.
    """
    step = Step(
        obligation=row,
        at=at,
        by=by,
        state=told.state,
        note=told.note,
        nil=told.nil,
        on_behalf=told.on_behalf,
        source_symbol=told.source_symbol,
        source_on=told.source_on,
    )
    if row.revision != revision:
        _refuse_late_step(step, told)
    if closed and told.state in _REPORTED:
        raise StepRefused(f"{closed} Chưa có gì được lưu.")
    if not may_tell(row.state, told.state):
        raise StepRefused(
            f"Đầu việc này đang ở trạng thái “{row.get_state_display()}” nên không ghi được bước này. "
            "Chưa có gì được lưu."
        )
    if told.nil:
        _refuse_nil(row, told)
    if told.state == State.SUBMITTED:
        if row.state != State.SUBMITTED:
            row.submitted_on = told.source_on or localtime(at).date()
        row.head_approved_at = None
    row.state, row.state_at, row.revision = told.state, at, row.revision + 1
    return step


def keep_steps(steps: Sequence[tuple[Step, Told]]) -> None:
    """Store prepared steps, their rows, numbers and evidence; as many statements for two hundred as for one.

    Rows whose results count from different days, since some were handed in before, take one statement for each day.
    """
    alike: dict[tuple[Any, ...], list[Obligation]] = {}
    for step, _ in steps:
        alike.setdefault(tuple(getattr(step.obligation, name) for name in _MOVED), []).append(step.obligation)
    for values, rows in alike.items():
        store(rows, **dict(zip(_MOVED, values, strict=True)))
    Step.objects.bulk_create(step for step, _ in steps)
    for start in range(0, len(steps), _CONDITIONS):
        replaced = _replaced(steps[start : start + _CONDITIONS])
        Figure.objects.filter(replaced, counts=True).update(counts=False)
    Figure.objects.bulk_create(
        Figure(step=step, indicator_id=indicator, value=value)
        for step, told in steps
        for indicator, value in told.figures.items()
    )
    for step, told in steps:
        for given in told.evidence:
            given.step = step
    Evidence.objects.bulk_create(given for _, told in steps for given in told.evidence)


def _replaced(steps: Iterable[tuple[Step, Told]]) -> Q:
    """Return which earlier numbers stop counting: all where nothing came up, else those that are said anew."""
    which = Q(pk__in=())
    for step, told in steps:
        earlier = Q(step__obligation=step.obligation_id)
        if told.nil:
            which |= earlier
        elif told.figures:
            which |= earlier & Q(indicator__in=list(told.figures))
    return which


def check_figures(figures: Mapping[int, int], indicators: Iterable[int]) -> None:
    """Refuse a number that the task does not ask for, or that nobody can have counted.

    Raises:
        FigureRefused: naming what it was given for.
    """
    known = set(indicators)
    for indicator, value in figures.items():
        if indicator not in known:
            raise FigureRefused(indicator, "Số liệu này không thuộc nhiệm vụ. Tải lại trang rồi điền lại.")
        if not 0 <= value <= LARGEST_FIGURE:
            raise FigureRefused(indicator, "Ghi một số từ 0 đến 1.000.000.")


def fetch_steps(rows: Sequence[Obligation]) -> None:
    """Fetch the steps of rows that somebody has written past, in order; three statements for all of them."""
    steps = Step.objects.select_related("by").prefetch_related("evidence", "figures").order_by("at", "pk")
    prefetch_related_objects(rows, Prefetch("steps", steps))


def _refuse_nil(row: Obligation, told: Told) -> None:
    if not row.period:
        raise StepRefused("Việc làm một lần không báo “không phát sinh” được. Ghi kết quả rồi gửi.")
    if row.state == State.SUBMITTED:
        raise StepRefused("Kỳ này đã có kết quả gửi. Muốn sửa thì gửi bổ sung.")
    if any(told.figures.values()) or told.evidence:
        raise StepRefused("Đã đánh dấu không phát sinh nhưng còn số liệu. Bỏ dấu hoặc xóa số rồi gửi lại.")


def _without_given(row: Obligation, told: Told) -> Told:
    """Return what is told of a locked row without what it was shown by before."""
    if not any(one.reference for one in told.evidence):
        return told
    earlier = set(Evidence.objects.filter(step__obligation=row, reference__gt="").values_list("reference", flat=True))
    new = replace(told, evidence=[one for one in told.evidence if one.reference not in earlier])
    if new.is_empty:
        raise StepRefused("Các mục đã chọn đều đã kèm theo việc này từ trước. Chọn mục khác hoặc ghi thêm kết quả.")
    return new


def _refuse_late_step(step: Step, told: Told) -> None:
    """Refuse a step made from a page that somebody has written past, unless it is the last step sent once more."""
    fetch_steps([step.obligation])
    *before, last = step.obligation.steps.all()
    said = ("by_id", "state", "note", "nil", "on_behalf", "source_symbol", "source_on")
    same = all(getattr(last, name) == getattr(step, name) for name in said)
    figures = {one.indicator_id: one.value for one in last.figures.all()}
    earlier = {given.reference for one in before for given in one.evidence.all() if given.reference}
    shown = [given for given in told.evidence if given.reference not in earlier]
    if same and figures == dict(told.figures) and contents(last.evidence.all()) == contents(shown):
        raise Repeated(last)
    raise Overtaken(last)
