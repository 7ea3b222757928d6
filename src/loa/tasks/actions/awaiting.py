"""Let work begin that waited for an event outside."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.many import store
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step, Task
from loa.tasks.permissions import can_open_awaited


def open_awaited(*, task: Task, event: str, due_on: date, by: User, at: datetime) -> int:
    """Say that the event a task waits for has happened, and by when it is owed; return how many units owe it now.

    Raises:
        PermissionDenied: `by` may not put the plan to work.
        StepRefused: nothing of the task waits, the event is not named, or the last day is over.
    """
    day = localtime(at).date()
    if not can_open_awaited(by, task, day):
        raise PermissionDenied("Tài khoản này không được mở việc đang chờ của kế hoạch.")
    event = event.strip()
    if not event:
        raise StepRefused("Ghi việc đã được công bố: văn bản nào, của cơ quan nào, ngày nào.")
    if due_on < day:
        raise StepRefused("Hạn cuối phải từ hôm nay trở đi.")
    with transaction.atomic():
        waiting = Obligation.objects.select_for_update(of=("self",)).select_related("task").order_by("pk")
        opened = list(waiting.filter(task=task, state=State.AWAITING_EVENT))
        if not opened:
            raise StepRefused("Việc này không còn đầu việc nào đang chờ công bố.")
        with tallied(opened):
            for obligation in opened:
                obligation.state, obligation.state_at, obligation.due_on = State.NOT_STARTED, at, due_on
                obligation.revision += 1
        store(opened, state=State.NOT_STARTED, state_at=at, due_on=due_on)
        Step.objects.bulk_create(
            [Step(obligation=one, at=at, by=by, state=State.NOT_STARTED, note=event) for one in opened], batch_size=500
        )
        Task.objects.filter(pk=task.pk).update(due_on=due_on)
        details = {"obligations": len(opened), "due_on": due_on.isoformat()}
        record("tasks.open_awaited", of=task, by=by, at=at, details=details)
        page_cache.clear()
    return len(opened)
