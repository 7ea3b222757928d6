"""Keep a page about a plan as it is narrowed and sorted under a name, for oneself alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.choices import Watched
from loa.tasks.models import SavedView
from loa.tasks.permissions import units_seen
from loa.tasks.queries import sees_plan

LONGEST_NAME = 80
MOST_VIEWS = 20


def save_view(
    *, version: PlanVersion, name: str, query: str, page: Watched = Watched.LIST, by: User, at: datetime
) -> SavedView:
    """Keep what the address of a page about a plan carries under a name; one of the same name gives way.

    Raises:
        PermissionDenied: `by` sees nothing of the plan.
        StepRefused: there is no name or too long a one, or so many are kept that one has to go first.
    """
    _sees(version, by, at)
    name = " ".join(name.split())
    if not name:
        raise StepRefused("Ghi tên cho bộ lọc.")
    if len(name) > LONGEST_NAME:
        raise StepRefused(f"Tên dài quá {LONGEST_NAME} chữ. Ghi ngắn hơn.")
    with transaction.atomic():
        # Locked, so that of two tabs saving at once the second counts what the first kept.
        User.objects.select_for_update().get(pk=by.pk)
        kept = SavedView.objects.filter(person=by, version=version)
        if kept.exclude(name=name).count() >= MOST_VIEWS:
            raise StepRefused(f"Đã lưu {MOST_VIEWS} bộ lọc cho kế hoạch này. Bỏ bớt một bộ lọc rồi lưu lại.")
        defaults = {"query": query, "page": page}
        view, _ = SavedView.objects.update_or_create(person=by, version=version, name=name, defaults=defaults)
        record("tasks.save_view", of=version, by=by, at=at, details={"name": name})
    return view


def drop_view(*, version: PlanVersion, name: str, by: User, at: datetime) -> bool:
    """Forget what was kept under a name; return whether there was one.

    Raises:
        PermissionDenied: `by` sees nothing of the plan.
    """
    _sees(version, by, at)
    with transaction.atomic():
        gone, _ = SavedView.objects.filter(person=by, version=version, name=name).delete()
        if gone:
            record("tasks.drop_view", of=version, by=by, at=at, details={"name": name})
    return bool(gone)


def _sees(version: PlanVersion, by: User, at: datetime) -> None:
    if not sees_plan(version, units_seen(by, localtime(at).date())):
        raise PermissionDenied("Tài khoản này không xem được kế hoạch đó.")
