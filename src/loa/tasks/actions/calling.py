"""Note that somebody telephoned a unit about what it owes."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User
from loa.plans.models import PlanVersion
from loa.tasks.models import Call, Obligation
from loa.tasks.permissions import can_urge

# The same word within so long is a button pressed twice.
_AGAIN = timedelta(minutes=1)


class CallRefused(Exception):  # noqa: N818  (says what was decided)
    """The call cannot be noted; the message says why. Nothing was kept."""


def note_call(*, version: PlanVersion, unit: Unit, reached: bool, note: str, by: User, at: datetime) -> Call:
    """Note a call to a unit about a plan; the same noted twice within a minute is one.

    Raises:
        PermissionDenied: `by` does not follow up the work of the plan's owner.
        CallRefused: the unit owes nothing of the plan, or is a body that is invited and never urged.
    """
    if not can_urge(by, version.plan.owner_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đôn đốc việc của kế hoạch đó.")
    owes = Obligation.objects.filter(task__version=version, unit=unit).exists()
    if not owes or unit.kind == UnitKind.OUTSIDE:
        raise CallRefused("Đơn vị này không được giao việc trong kế hoạch. Chưa ghi cuộc gọi.")
    note = note.strip()
    with transaction.atomic():
        PlanVersion.objects.select_for_update().only("pk").get(pk=version.pk)
        same = {"version": version, "unit": unit, "by": by, "reached": reached, "note": note}
        noted = Call.objects.filter(**same, at__gt=at - _AGAIN).first()
        if noted is not None:
            return noted
        call = Call.objects.create(**same, at=at)
        record("tasks.note_call", of=version, by=by, at=at, details={"unit": unit.key, "reached": reached})
    return call
