"""Accept what units handed in, return it with a reason, approve it as head of the unit, or say that work falls away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.locking import open_for_mending
from loa.tasks.actions.many import Left, locked_rows, move_rows
from loa.tasks.actions.stepping import Overtaken, Repeated, StepRefused, Told, take_step
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import OPEN_STATES, State
from loa.tasks.models import Obligation, Step
from loa.tasks.permissions import can_accept, can_approve, others_accept
from loa.tasks.queries.accepting import awaits_its_head
from loa.tasks.queries.locks import closed_to_report
from loa.tasks.rules import may_move

DONE_BY_ANOTHER = "đã có đơn vị khác thực hiện"
APPROVED = "Lãnh đạo đơn vị đã duyệt kết quả."


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What came of accepting: what was accepted, what was left as it stands, and how much fell away with it."""

    accepted: tuple[Obligation, ...]
    left: tuple[Left, ...]
    fell_away: int


def accept(*, seen: Mapping[int, int], by: User, at: datetime) -> Acceptance:
    """Accept results, given as the revision that was seen of each obligation; what moved meanwhile is left and named.

    Where one unit is enough for a task, what others still owe of it for the same period falls away by itself.

    Raises:
        PermissionDenied: `by` does not accept for the owner of one of the plans. Nothing was accepted.
    """
    today = localtime(at).date()
    with transaction.atomic():
        rows = list(locked_rows(Q(pk__in=seen), by))
        owners = {row.task.version.plan.owner_id for row in rows}
        if len(rows) != len(seen) or not all(can_accept(by, owner, today) for owner in owners):
            raise PermissionDenied("Tài khoản này không xác nhận hoàn thành việc của kế hoạch đó.")
        alone = {owner: not others_accept(by, owner, today) for owner in owners}
        left = tuple(
            Left(obligation=row, why=why)
            for row in rows
            if (why := _why_left(row, seen[row.pk], by, alone=alone[row.task.version.plan.owner_id]))
        )
        kept = {one.obligation.pk for one in left}
        accepted = tuple(row for row in rows if row.pk not in kept)
        fallen = _fall_away(accepted)
        if accepted:
            with tallied([*accepted, *fallen]):
                move_rows(accepted, State.ACCEPTED, "", by, at)
                move_rows(fallen, State.NOT_APPLICABLE, DONE_BY_ANOTHER, None, at)
            details: dict[str, Any] = {"count": len(accepted), "ids": [row.pk for row in accepted]}
            details |= {"fell_away": len(fallen)} if fallen else {}
            details |= {"unit": accepted[0].unit.key} if len({row.unit_id for row in accepted}) == 1 else {}
            of = accepted[0] if len(accepted) == 1 else accepted[0].task.version
            record("tasks.accept", of=of, by=by, at=at, details=details)
            page_cache.clear()
    return Acceptance(accepted=accepted, left=left, fell_away=len(fallen))


def return_for_more(*, obligation: Obligation, reason: str, revision: int, by: User, at: datetime) -> Step:
    """Give a result back to its unit, saying what to mend; the head of the unit may too, before approving it.

    Raises:
        PermissionDenied: `by` neither accepts for the plan's owner, nor is the head for whom it waits.
        StepRefused: there is no reason, or nothing that was handed in.
        Overtaken: somebody wrote since `revision` was shown.
    """
    today = localtime(at).date()
    as_head = awaits_its_head(obligation) and can_approve(by, obligation.unit_id, today)
    is_lead = can_accept(by, obligation.task.version.plan.owner_id, today)
    if not as_head and not is_lead:
        raise PermissionDenied("Tài khoản này không trả lại kết quả của đầu việc đó.")
    if not is_lead and (closed := closed_to_report([obligation], today)):
        raise StepRefused(f"{closed[obligation.pk]} Trả lại lúc này thì đơn vị không gửi bổ sung được.")
    told = Told(state=State.RETURNED, note=_said(reason, "Ghi rõ cần bổ sung gì; đơn vị đọc câu này."))
    with transaction.atomic():
        try:
            step = take_step(obligation, told, "tasks.return_for_more", revision=revision, by=by, at=at)
        except Repeated as again:
            return again.step
        Obligation.objects.filter(pk=obligation.pk).update(returns=F("returns") + 1)
        open_for_mending(obligation, by, at)
    return step


def approve_as_head(*, obligation: Obligation, revision: int, by: User, at: datetime) -> Step:
    """Approve a result as head of its unit, where the plan asks for that before it is accepted.

    Raises:
        PermissionDenied: `by` is not the unit's head.
        StepRefused: nothing waits for the head.
        Overtaken: somebody wrote since `revision` was shown.
    """
    if not can_approve(by, obligation.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không duyệt kết quả của đơn vị đó.")
    with transaction.atomic():
        row = locked_rows(Q(pk=obligation.pk), by).get()
        if row.revision != revision:
            raise Overtaken(row.steps.select_related("by").latest("at", "pk"))
        if not awaits_its_head(row):
            raise StepRefused("Không có kết quả nào của đầu việc này đang chờ lãnh đạo đơn vị duyệt.")
        row.head_approved_at, row.revision = at, row.revision + 1
        row.save(update_fields=["head_approved_at", "revision"])
        step = Step.objects.create(obligation=row, at=at, by=by, state=row.state, note=APPROVED)
        record("tasks.approve_as_head", of=row, by=by, at=at, details={"unit": row.unit.key, "step": step.pk})
    return step


def set_not_applicable(*, obligation: Obligation, reason: str, revision: int, by: User, at: datetime) -> Step:
    """Say why a unit need not do what it was given, so that it no longer counts.

    Raises:
        PermissionDenied: `by` does not accept for the plan's owner.
        StepRefused: there is no reason, or something was handed in.
        Overtaken: somebody wrote since `revision` was shown.
    """
    told = Told(state=State.NOT_APPLICABLE, note=_said(reason, "Ghi vì sao việc này không áp dụng cho đơn vị."))
    return _as_lead(obligation, told, "tasks.set_not_applicable", revision=revision, by=by, at=at)


def set_applicable(*, obligation: Obligation, reason: str, revision: int, by: User, at: datetime) -> Step:
    """Give a unit back what was said not to apply to it; raises as `set_not_applicable`."""
    told = Told(state=State.NOT_STARTED, note=_said(reason, "Ghi vì sao đơn vị vẫn phải thực hiện việc này."))
    if obligation.state == State.AWAITING_EVENT:
        raise StepRefused("Việc này đang chờ công bố; mở việc ở trang kế hoạch.")
    return _as_lead(obligation, told, "tasks.set_applicable", revision=revision, by=by, at=at)


def _as_lead(obligation: Obligation, told: Told, action: str, *, revision: int, by: User, at: datetime) -> Step:
    if not can_accept(by, obligation.task.version.plan.owner_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không quyết định về đầu việc của kế hoạch đó.")
    try:
        return take_step(obligation, told, action, revision=revision, by=by, at=at)
    except Repeated as again:
        return again.step


def _said(reason: str, wanted: str) -> str:
    reason = reason.strip()
    if not reason:
        raise StepRefused(wanted)
    return reason


def _why_left(row: Obligation, revision: int, by: User, *, alone: bool) -> str:
    """Return why a result cannot be accepted as it was seen, "" where it can."""
    if row.state == State.ACCEPTED:
        return "đã được xác nhận trước đó"
    if not may_move(row.state, State.ACCEPTED):
        return f"đang ở trạng thái “{row.get_state_display()}”"
    if row.revision != revision:
        return "đơn vị vừa gửi bổ sung; mở ra xem rồi xác nhận lại"
    if awaits_its_head(row):
        return "lãnh đạo đơn vị chưa duyệt"
    if row.own and not alone:  # type: ignore[attr-defined]
        return "kết quả do chính bạn ghi; người khác xác nhận"
    return ""


def _fall_away(accepted: Iterable[Obligation]) -> list[Obligation]:
    """Return, locked, what other units still owe of tasks that one unit is enough for."""
    pairs = {(row.task_id, row.period) for row in accepted if row.task.any_one}
    if not pairs:
        return []
    wanted = Q(task__in={task for task, _ in pairs}, state__in=OPEN_STATES)
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("task").filter(wanted).order_by("pk")
    return [row for row in rows if (row.task_id, row.period) in pairs]
