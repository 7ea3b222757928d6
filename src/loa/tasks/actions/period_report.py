"""Report much work of a unit at once, a period on a page or a workbook: every entry holds, or nothing is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.tasks.actions.evidence import EvidenceRefused, Link, check_links
from loa.tasks.actions.stepping import (
    FigureRefused,
    Overtaken,
    Repeated,
    StepRefused,
    Told,
    check_figures,
    fetch_steps,
    keep_steps,
    prepared_step,
)
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import State
from loa.tasks.models import Indicator, Obligation, Step
from loa.tasks.permissions import can_report
from loa.tasks.queries.locks import closed_to_report

_NOTHING_SENT = "Chưa gửi mục nào. Sửa các chỗ sau rồi gửi lại; phần đã điền vẫn còn."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is told of one obligation, by its id; a `revision` of the page it was told on."""

    obligation: int
    revision: int
    note: str = ""
    nil: bool = False
    figures: Mapping[int, int] = field(default_factory=dict)
    link: str = ""


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
    told = told_by(unit, entries, by, at)
    with transaction.atomic():
        rows = _locked(unit, told)
        periods = {row.period for row in rows.values()}
        if len(rows) != len(told) or len(periods) != 1 or "" in periods:
            raise PeriodRefused("Trang đã cũ: có mục không thuộc đơn vị và kỳ này. Tải lại trang rồi điền lại.")
        steps = _keep(rows, told, entries, by, at)
        if steps:
            details = {"unit": unit.key, "period": periods.pop(), "steps": [step.pk for step, _ in steps]}
            record("tasks.hand_in_period", of=unit, by=by, at=at, details=details)
            page_cache.clear()
    return len(rows)


def hand_in_workbook(*, unit: Unit, entries: Sequence[Entry], by: User, at: datetime) -> int:
    """Hand in what a unit filled into a workbook, of any of its work; return how many items, all of them or none.

    What was sent twice counts once.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        PeriodRefused: nothing was told, an entry belongs to another unit, or one of them cannot be kept.
    """
    told = told_by(unit, entries, by, at)
    with transaction.atomic():
        rows = _locked(unit, told)
        if len(rows) != len(told):
            raise PeriodRefused("Có dòng không thuộc đơn vị này. Tải bảng tính mới của đơn vị rồi điền lại.")
        steps = _keep(rows, told, entries, by, at)
        if steps:
            details = {"unit": unit.key, "obligations": len(steps)}
            record("tasks.hand_in_workbook", of=unit, by=by, at=at, details=details)
            page_cache.clear()
    return len(rows)


def told_by(unit: Unit, entries: Sequence[Entry], by: User, at: datetime) -> dict[int, Told]:
    """Return what entries say, by their obligations.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        PeriodRefused: there is none, one is empty, or a link of one is none.
    """
    if not can_report(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không báo cáo việc của đơn vị đó.")
    told: dict[int, Told] = {}
    faults: dict[tuple[int, int | None], str] = {}
    for one in entries:
        try:
            links = check_links([Link(one.link, "")] if one.link else [])
        except EvidenceRefused as refusal:
            faults[one.obligation, None] = str(refusal)
            continue
        said = {"note": one.note.strip(), "nil": one.nil, "figures": one.figures, "evidence": links}
        told[one.obligation] = Told(state=State.SUBMITTED, **said)  # type: ignore[arg-type]
    if faults:
        raise PeriodRefused(_NOTHING_SENT, faults)
    if not told or any(one.is_empty for one in told.values()):
        raise PeriodRefused("Chưa có mục nào được điền. Điền số, ghi một dòng, hoặc đánh dấu “Không phát sinh”.")
    return told


def prepared_steps(
    rows: Mapping[int, Obligation], told: Mapping[int, Told], entries: Iterable[Entry], by: User, at: datetime
) -> list[tuple[Step, Told]]:
    """Return the steps that are new, none of them stored; as many statements for many rows as for one.

    Raises:
        PeriodRefused: with every fault there is, not only the first.
    """
    today = localtime(at).date()
    if any(row.period and (row.starts_on is None or row.starts_on > today) for row in rows.values()):
        raise PeriodRefused("Kỳ này chưa bắt đầu nên chưa gửi báo cáo được.")
    revisions = {one.obligation: one.revision for one in entries}
    indicators: dict[int, set[int]] = {}
    of_tasks = Indicator.objects.filter(task__in={row.task_id for row in rows.values()})
    for task, indicator in of_tasks.values_list("task", "pk"):
        indicators.setdefault(task, set()).add(indicator)
    closed = closed_to_report(rows.values(), today)
    fetch_steps([row for pk, row in rows.items() if row.revision != revisions[pk]])
    steps: list[tuple[Step, Told]] = []
    faults: dict[tuple[int, int | None], str] = {}
    for pk, row in rows.items():
        try:
            check_figures(told[pk].figures, indicators.get(row.task_id, ()))
            seen, why = revisions[pk], closed.get(pk, "")
            steps.append((prepared_step(row, told[pk], closed=why, revision=seen, by=by, at=at), told[pk]))
        except Repeated:
            continue
        except FigureRefused as refusal:
            faults[pk, refusal.indicator] = str(refusal)
        except StepRefused as refusal:
            faults[pk, None] = str(refusal)
        except Overtaken as problem:
            name = problem.step.by.get_full_name() if problem.step.by else "Hệ thống"
            faults[pk, None] = f"{name} vừa ghi vào mục này. Mở mục để xem trước khi gửi lại."
    if faults:
        raise PeriodRefused(_NOTHING_SENT, faults)
    return steps


def _locked(unit: Unit, told: Iterable[int]) -> dict[int, Obligation]:
    owed = Obligation.objects.select_for_update(of=("self",)).select_related("task")
    return {row.pk: row for row in owed.filter(pk__in=told, unit=unit).order_by("pk")}


def _keep(
    rows: Mapping[int, Obligation], told: Mapping[int, Told], entries: Iterable[Entry], by: User, at: datetime
) -> list[tuple[Step, Told]]:
    with tallied(list(rows.values())):
        steps = prepared_steps(rows, told, entries, by, at)
        keep_steps(steps)
    return steps
