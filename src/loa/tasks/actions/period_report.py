"""Report all standing work of a unit for one period at once: every entry holds, or nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.tasks.actions.stepping import (
    FigureRefused,
    Overtaken,
    Repeated,
    StepRefused,
    Told,
    check_figures,
    keep_steps,
    prepared_step,
)
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import State
from loa.tasks.models import Indicator, Obligation, Step
from loa.tasks.permissions import can_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is told of one obligation, by its id; a `revision` of the page it was told on."""

    obligation: int
    revision: int
    note: str = ""
    nil: bool = False
    figures: Mapping[int, int] = field(default_factory=dict)


class PeriodRefused(Exception):  # noqa: N818  (says what was decided)
    """The report cannot be kept; `faults` has a sentence for an obligation, or for one of its indicators."""

    def __init__(self, message: str, faults: Mapping[tuple[int, int | None], str] | None = None) -> None:
        super().__init__(message)
        self.faults = dict(faults or {})


def hand_in_period(*, unit: Unit, entries: Sequence[Entry], by: User, at: datetime) -> int:
    """Hand in what a unit did in one period, and return how many items that were; what was sent twice counts once.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        PeriodRefused: nothing was told, an entry belongs to another unit or period, or one of them cannot be kept.
    """
    today = localtime(at).date()
    if not can_report(by, unit, today):
        raise PermissionDenied("Tài khoản này không báo cáo việc của đơn vị đó.")
    told = {
        one.obligation: Told(state=State.SUBMITTED, note=one.note.strip(), nil=one.nil, figures=one.figures)
        for one in entries
    }
    if not told or any(one.is_empty for one in told.values()):
        raise PeriodRefused("Chưa có mục nào được điền. Điền số, ghi một dòng, hoặc đánh dấu “Không phát sinh”.")
    with transaction.atomic():
        owed = Obligation.objects.select_for_update(of=("self",)).select_related("task").exclude(period="")
        rows = {row.pk: row for row in owed.filter(pk__in=told, unit=unit).order_by("pk")}
        if len(rows) != len(told) or len({row.period for row in rows.values()}) != 1:
            raise PeriodRefused("Trang đã cũ: có mục không thuộc đơn vị và kỳ này. Tải lại trang rồi điền lại.")
        if any(row.starts_on is None or row.starts_on > today for row in rows.values()):
            raise PeriodRefused("Kỳ này chưa bắt đầu nên chưa gửi báo cáo được.")
        with tallied(list(rows.values())):
            steps = _prepared(rows, told, {one.obligation: one.revision for one in entries}, by, at)
            keep_steps(steps)
        if steps:
            period = next(iter(rows.values())).period
            details = {"period": period, "steps": [step.pk for step, _ in steps]}
            record("tasks.hand_in_period", of=unit, by=by, at=at, details=details)
            page_cache.clear()
    return len(rows)


def _prepared(
    rows: Mapping[int, Obligation], told: Mapping[int, Told], revisions: Mapping[int, int], by: User, at: datetime
) -> list[tuple[Step, Told]]:
    """Return the steps that are new; raises with every fault there is, not only the first."""
    indicators: dict[int, set[int]] = {}
    of_tasks = Indicator.objects.filter(task__in={row.task_id for row in rows.values()})
    for task, indicator in of_tasks.values_list("task", "pk"):
        indicators.setdefault(task, set()).add(indicator)
    steps: list[tuple[Step, Told]] = []
    faults: dict[tuple[int, int | None], str] = {}
    for pk, row in rows.items():
        try:
            check_figures(told[pk].figures, indicators.get(row.task_id, ()))
            steps.append((prepared_step(row, told[pk], revision=revisions[pk], by=by, at=at), told[pk]))
        except Repeated:
            continue
        except FigureRefused as refusal:
            faults[pk, refusal.indicator] = str(refusal)
        except StepRefused as refusal:
            faults[pk, None] = str(refusal)
        except Overtaken as problem:
            name = problem.step.by.get_full_name() if problem.step.by else "Hệ thống"
            faults[pk, None] = f"{name} vừa ghi vào mục này. Mở mục để xem; phần vừa điền vẫn còn ở đây."
    if faults:
        raise PeriodRefused("Chưa gửi mục nào. Sửa các chỗ sau rồi gửi lại; phần đã điền vẫn còn.", faults)
    return steps
