"""Set the ladder of reminders of a plan: on which working days before or after a last day who is told."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.tasks.choices import Told
from loa.tasks.models import FARTHEST_RUNG, ReminderRule
from loa.tasks.permissions import can_set_ladder
from loa.tasks.queries.ladder import rungs_of, seen_as

MOST_RUNGS = 12
# The lead is told in place of a unit without people, never as a rung of its own.
_MAY_BE_TOLD = (Told.FOCAL, Told.LEADER)


class LadderRefused(Exception):  # noqa: N818  (says what was decided)
    """The ladder cannot stand so; the message says why. Nothing was kept."""


def set_ladder(
    *, version: PlanVersion, rungs: Iterable[tuple[int, str]], seen: str, by: User, at: datetime
) -> frozenset[tuple[int, str]]:
    """Replace the ladder of a plan and return it; without rungs nobody is reminded. What was told stays on record.

    Raises:
        PermissionDenied: `by` may not put the plan to work.
        LadderRefused: a rung is out of bounds, twice there or one too many, or `seen` (`queries.ladder.seen_as`) is
            not the ladder any more.
    """
    if not can_set_ladder(by, version.plan.owner_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không sửa các mốc nhắc việc của kế hoạch đó.")
    wanted = list(rungs)
    _check(wanted)
    with transaction.atomic():
        PlanVersion.objects.select_for_update().only("pk").get(pk=version.pk)
        before, after = rungs_of(version), frozenset(wanted)
        if before == after:
            return after
        if seen_as(before) != seen:
            raise LadderRefused(
                "Trong lúc trang này đang mở, người khác đã sửa các mốc nhắc việc. Chưa có gì được lưu; "
                "xem lại các mốc dưới đây rồi sửa tiếp."
            )
        ReminderRule.objects.filter(version=version).delete()
        ReminderRule.objects.bulk_create(
            ReminderRule(version=version, rung=rung, told=told) for rung, told in sorted(after)
        )
        details = {"before": seen_as(before), "after": seen_as(after)}
        record("tasks.set_ladder", of=version, by=by, at=at, details=details)
    return after


def _check(wanted: list[tuple[int, str]]) -> None:
    if any(told not in _MAY_BE_TOLD for _, told in wanted):
        raise LadderRefused("Chọn nhắc cán bộ đầu mối hoặc lãnh đạo đơn vị.")
    if any(abs(rung) > FARTHEST_RUNG for rung, _ in wanted):
        raise LadderRefused(f"Mốc nhắc nằm trong khoảng {FARTHEST_RUNG} ngày làm việc trước và sau hạn.")
    if len(set(wanted)) != len(wanted):
        raise LadderRefused("Mốc này đã có.")
    if len(wanted) > MOST_RUNGS:
        raise LadderRefused(f"Nhiều nhất {MOST_RUNGS} mốc. Bỏ bớt một mốc rồi thêm.")
