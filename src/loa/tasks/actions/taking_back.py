"""Take back an acceptance that was a mistake: the result waits again, and what fell away by it comes back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.accepting import DONE_BY_ANOTHER
from loa.tasks.actions.many import store
from loa.tasks.actions.stepping import Overtaken, StepRefused
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step, Task
from loa.tasks.permissions import can_take_back
from loa.tasks.queries.work import with_task

TAKEN_BACK = "Hủy xác nhận hoàn thành"
OWED_AGAIN = "xác nhận hoàn thành của đơn vị khác đã được hủy nên đơn vị lại phải thực hiện"


def take_back_acceptance(
    *, obligation: Obligation, reason: str, revision: int, by: User, at: datetime
) -> tuple[Obligation, ...]:
    """Take an acceptance back, saying why; return the work of other units that came back with it.

    The result stands as it did before: handed in on its day, approved by the head if it was. Where one unit is enough
    and no other result of the task and period is accepted, what fell away for that reason, and was not spoken of
    since, is owed again from its beginning.

    Raises:
        PermissionDenied: `by` does not accept for the plan's owner.
        StepRefused: there is no reason, or nothing was accepted.
        Overtaken: somebody wrote since `revision` was shown.
    """
    if not can_take_back(by, obligation.task.version.plan.owner_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không hủy xác nhận hoàn thành việc của kế hoạch đó.")
    reason = reason.strip()
    if not reason:
        raise StepRefused("Ghi vì sao hủy xác nhận; đơn vị đọc câu này.")
    note = f"{TAKEN_BACK}: {reason}"
    with transaction.atomic():
        # Of two who take back two results of one task at once, the second sees what the first left.
        Task.objects.select_for_update().get(pk=obligation.task_id)
        row = with_task(Obligation.objects.select_for_update(of=("self",)).filter(pk=obligation.pk)).get()
        if row.revision != revision:
            last = row.steps.select_related("by").latest("at", "pk")
            if last.undoes and (last.by_id, last.note) == (by.pk, note):
                return ()  # a form sent twice
            raise Overtaken(last)
        if row.state != State.ACCEPTED:
            raise StepRefused(f"Đầu việc này đang ở trạng thái “{row.get_state_display()}”, chưa được xác nhận.")
        back = _fallen_by(row)
        handed_in = row.steps.filter(Step.ABOUT_WORK, state=State.SUBMITTED, undoes=False).order_by("at", "pk").last()
        with tallied([row, *back]):
            row.state, row.state_at = State.SUBMITTED, handed_in.at if handed_in else at
            row.revision += 1
            for other in back:
                other.state, other.state_at, other.revision = State.NOT_STARTED, at, other.revision + 1
            store([row], state=row.state, state_at=row.state_at)
            store(back, state=State.NOT_STARTED, state_at=at)
        step = Step.objects.create(obligation=row, at=at, by=by, state=row.state, note=note, undoes=True)
        again = [Step(obligation=one, at=at, by=None, state=one.state, note=OWED_AGAIN) for one in back]
        Step.objects.bulk_create(again, batch_size=500)
        details = {"unit": row.unit.key, "step": step.pk} | ({"came_back": len(back)} if back else {})
        record("tasks.take_back_acceptance", of=row, by=by, at=at, details=details)
        page_cache.clear()
    return tuple(back)


def _fallen_by(row: Obligation) -> Sequence[Obligation]:
    """Return, locked, what others no longer owed because one unit was enough, where none but `row` was accepted."""
    same = Obligation.objects.filter(task=row.task_id, period=row.period).exclude(pk=row.pk)
    if not row.task.any_one or same.filter(state=State.ACCEPTED).exists():
        return []
    steps = Step.objects.filter(Step.ABOUT_WORK, obligation=OuterRef("pk")).order_by("-at", "-pk")
    fallen = same.filter(state=State.NOT_APPLICABLE).alias(
        last_by=Subquery(steps.values("by")[:1]), last_note=Subquery(steps.values("note")[:1])
    )
    ids = fallen.filter(last_by__isnull=True, last_note=DONE_BY_ANOTHER).values_list("pk", flat=True)
    locked = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=list(ids), state=State.NOT_APPLICABLE)
    return list(with_task(locked).order_by("pk"))
