"""Change, of a plan at work, whether the head of a unit approves a result before it is accepted."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.models import Task
from loa.tasks.permissions import can_set_head_approval


def set_head_approval(*, version: PlanVersion, head_approves: bool, by: User, at: datetime) -> bool:
    """Ask for the head's approval of results handed in from now on, or ask for it no more; tell whether that is new.

    What was handed in before it was asked for needs none. Once it is asked for no more, nothing waits for a head.

    Raises:
        PermissionDenied: `by` does not put plans of the owner to work.
        StepRefused: the plan is not at work.
    """
    if not can_set_head_approval(by, version, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đổi cách theo dõi kế hoạch của đơn vị đó.")
    with transaction.atomic():
        tasks = list(Task.objects.select_for_update().filter(version=version).order_by("pk"))
        if not tasks:
            raise StepRefused("Kế hoạch này chưa được triển khai. Chưa có gì được lưu.")
        if all(task.head_approves == head_approves for task in tasks):
            return False
        Task.objects.filter(version=version).update(
            head_approves=head_approves, head_approves_since=at if head_approves else None
        )
        record("tasks.set_head_approval", of=version, by=by, at=at, details={"head_approves": head_approves})
        page_cache.clear()
    return True
