"""Say what should be communicated where, what is left blank on purpose, and which activities do a task's work."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.choices import Window
from loa.activities.models import Audience, Channel, CoverageTarget, Form, LedgerRule, LeftBlank, Topic
from loa.activities.permissions import can_set_coverage, can_set_ledger_rule
from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.choices import UnitClass, UnitKind
from loa.people.models import Unit, User, ids_below
from loa.tasks.models import Task

_MOST_ASKED = 1_000


class TargetRefused(Exception):  # noqa: N818  (says what was decided)
    """A target, a blank or a rule cannot stand so; the message says why, `field` what it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def set_target(
    *,
    owner: Unit,
    unit_class: UnitClass | str = "",
    unit: Unit | None = None,
    topic: Topic | None = None,
    channel: Channel | None = None,
    audience: Audience | None = None,
    window: Window | str = Window.MONTH,
    minimum: int = 1,
    valid_from: date,
    task: Task | None = None,
    basis: str = "",
    by: User,
    at: datetime,
) -> CoverageTarget:
    """Ask for at least so many activities in each window, of every unit of a class below the owner or of one unit.

    Raises:
        PermissionDenied: `by` does not set the owner's coverage.
        TargetRefused: neither or both of class and unit, a unit elsewhere or outside, a number out of bounds.
    """
    _refuse_others(by, owner, at)
    if bool(unit_class) == (unit is not None):
        raise TargetRefused("Chọn một nhóm đơn vị, hoặc một đơn vị. Chưa có gì được lưu.", "unit_class")
    if not 1 <= minimum <= _MOST_ASKED:
        raise TargetRefused("Ghi một số từ 1 đến 1.000. Chưa có gì được lưu.", "minimum")
    if unit is not None:
        _refuse_elsewhere(owner, unit, localtime(at).date())
    with transaction.atomic():
        target = CoverageTarget.objects.create(
            owner=owner,
            unit_class=unit_class,
            unit=unit,
            topic=topic,
            channel=channel,
            audience=audience,
            window=window,
            minimum=minimum,
            valid_from=valid_from,
            task=task,
            basis=tidy(basis)[:300],
            set_at=at,
            set_by=by,
        )
        details = {"unit": owner.key, "minimum": minimum, "window": str(window)}
        record("activities.set_target", of=target, by=by, at=at, details=details)
    return target


def end_target(*, target: CoverageTarget, by: User, at: datetime) -> None:
    """Ask for it no more from tomorrow on; what was missing until today stays missing.

    Raises:
        PermissionDenied: `by` does not set the owner's coverage.
    """
    _refuse_others(by, target.owner, at)
    tomorrow = localtime(at).date() + date.resolution
    with transaction.atomic():
        row = CoverageTarget.objects.select_for_update().get(pk=target.pk)
        if row.valid_until is not None:
            return
        row.valid_until = max(tomorrow, row.valid_from + date.resolution)
        row.save(update_fields=["valid_until"])
        record("activities.end_target", of=row, by=by, at=at, details={"unit": target.owner.key})


def leave_blank(
    *,
    owner: Unit,
    unit: Unit | None = None,
    topic: Topic | None = None,
    channel: Channel | None = None,
    audience: Audience | None = None,
    first_month: date,
    last_month: date | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> LeftBlank:
    """Say that a part of the matrix is not intended, and why, so that it is no hole.

    Raises:
        PermissionDenied: `by` does not set the owner's coverage.
        TargetRefused: no reason, nothing named at all, a unit elsewhere, or months the wrong way round.
    """
    _refuse_others(by, owner, at)
    reason = tidy(reason)
    if not reason:
        raise TargetRefused("Ghi vì sao không thực hiện. Chưa có gì được lưu.", "reason")
    if unit is None and topic is None and channel is None and audience is None:
        raise TargetRefused("Chọn ít nhất một đơn vị, nội dung, kênh hoặc đối tượng. Chưa có gì được lưu.", "topic")
    if last_month is not None and last_month < first_month:
        raise TargetRefused("Tháng cuối đứng trước tháng đầu. Chưa có gì được lưu.", "last_month")
    if unit is not None:
        _refuse_elsewhere(owner, unit, localtime(at).date())
    with transaction.atomic():
        blank = LeftBlank.objects.create(
            owner=owner,
            unit=unit,
            topic=topic,
            channel=channel,
            audience=audience,
            first_month=first_month.replace(day=1),
            last_month=last_month.replace(day=1) if last_month else None,
            reason=reason,
            at=at,
            by=by,
        )
        details = {"unit": (unit or owner).key, "reason": reason}
        record("activities.leave_blank", of=blank, by=by, at=at, details=details)
    return blank


def end_blank(*, blank: LeftBlank, by: User, at: datetime) -> None:
    """Take back that something is not intended: what is missing there is a hole again.

    Raises:
        PermissionDenied: `by` does not set the owner's coverage.
    """
    _refuse_others(by, blank.owner, at)
    with transaction.atomic():
        if LeftBlank.objects.filter(pk=blank.pk, ended_at__isnull=True).update(ended_at=at):
            record("activities.end_blank", of=blank, by=by, at=at, details={"unit": blank.owner.key})


def set_ledger_rule(
    *,
    task: Task,
    topics: Iterable[Topic] = (),
    forms: Iterable[Form] = (),
    channels: Iterable[Channel] = (),
    minimum: int = 1,
    by: User,
    at: datetime,
) -> LedgerRule:
    """Say which activities do a task's standing work; what is recorded from now on counts for it.

    Raises:
        PermissionDenied: `by` does not accept results of the plan's owner.
        TargetRefused: the task has no periods, nothing narrows what counts, or a number out of bounds.
    """
    _refuse_other_leads(by, task, at)
    topics, forms, channels = list(topics), list(forms), list(channels)
    if task.rhythm_id is None:
        raise TargetRefused("Chỉ việc thường xuyên, có kỳ báo cáo, mới tính được từ sổ. Chưa có gì được lưu.")
    if not (topics or forms or channels):
        raise TargetRefused("Chọn ít nhất một nội dung, hình thức hoặc kênh. Chưa có gì được lưu.", "forms")
    if not 1 <= minimum <= _MOST_ASKED:
        raise TargetRefused("Ghi một số từ 1 đến 1.000. Chưa có gì được lưu.", "minimum")
    with transaction.atomic():
        kept = {"minimum": minimum, "set_at": at, "set_by": by, "ended_at": None}
        rule, _ = LedgerRule.objects.update_or_create(task=task, defaults=kept)
        rule.topics.set(topics)
        rule.forms.set(forms)
        rule.channels.set(channels)
        details = {"unit": task.version.plan.owner.key, "minimum": minimum}
        record("activities.set_ledger_rule", of=rule, by=by, at=at, details=details)
    return rule


def end_ledger_rule(*, rule: LedgerRule, by: User, at: datetime) -> None:
    """Let activities do a task's work no more; what they did stays.

    Raises:
        PermissionDenied: `by` does not accept results of the plan's owner.
    """
    _refuse_other_leads(by, rule.task, at)
    with transaction.atomic():
        if LedgerRule.objects.filter(pk=rule.pk, ended_at__isnull=True).update(ended_at=at):
            details = {"unit": rule.task.version.plan.owner.key}
            record("activities.end_ledger_rule", of=rule, by=by, at=at, details=details)


def _refuse_others(by: User, owner: Unit, at: datetime) -> None:
    if not can_set_coverage(by, owner, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đặt chỉ tiêu bao phủ của đơn vị đó.")


def _refuse_other_leads(by: User, task: Task, at: datetime) -> None:
    if not can_set_ledger_rule(by, task.version.plan.owner_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đặt cách tính việc của kế hoạch đó.")


def _refuse_elsewhere(owner: Unit, unit: Unit, on: date) -> None:
    if unit.kind == UnitKind.OUTSIDE:
        raise TargetRefused("Cơ quan Đảng, Mặt trận, đoàn thể được mời phối hợp, không đặt chỉ tiêu.", "unit")
    if unit.pk not in ids_below([owner.pk], on):
        raise TargetRefused("Đơn vị này không trực thuộc đơn vị đặt chỉ tiêu. Chưa có gì được lưu.", "unit")
