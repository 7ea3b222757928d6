"""Say whom a name of the document means: a unit, every member of a class, an open set, a body outside."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from loa.lib.vietnamese_text import written_day
from loa.people.choices import UnitClass, UnitKind
from loa.people.models import Unit, User
from loa.plans.actions.revising import ReviewRefused, keep, open_row
from loa.plans.choices import Target
from loa.plans.models import AgencyBinding, PlanVersion
from loa.plans.queries import UnitsOfDay
from loa.plans.rules import working_day


def bind_agency(
    binding: AgencyBinding,
    *,
    target: Target,
    unit: Unit | None = None,
    classes: Iterable[UnitClass] = (),
    revision: int,
    by: User | None,
    at: datetime,
) -> None:
    """Bind a name. Units are looked up on the plan's working day.

    Raises:
        PermissionDenied: `by` may not review plans of the owner.
        AlreadyConfirmed: the plan is at work.
        EditedMeanwhile: somebody else saved it after `revision`.
        ReviewRefused: a unit that is not there, that is only ever invited, or that leads without standing under the
            owner; a class without members.
    """
    chosen = [one for one in UnitClass if one in set(classes)] if target == Target.CLASS else []
    named = unit if target == Target.UNIT else None
    with open_row(binding, revision, by=by, at=at) as (current, version):
        day = working_day(version.plan.year, localtime(at).date())
        units = UnitsOfDay(version.plan.owner, day, [named.pk] if named else [])
        if target == Target.UNIT:
            _check_unit(named, current, version, units)
        if target == Target.CLASS:
            _check_classes(chosen, units)
        new = {"target": target, "unit": named, "classes": [one.value for one in chosen]}
        keep(current, new, "plans.bind_agency", by=by, at=at)


def _check_unit(unit: Unit | None, binding: AgencyBinding, version: PlanVersion, units: UnitsOfDay) -> None:
    if unit is None:
        raise ReviewRefused({"unit": "Chọn đơn vị mà tên này chỉ đến."})
    name = units.name(unit.pk)
    if unit.kind == UnitKind.OUTSIDE:
        raise ReviewRefused({"unit": f"{name} chỉ được đề nghị phối hợp, không được giao việc."})
    if not units.exists(unit.pk):
        raise ReviewRefused({"unit": f"{name} không hoạt động vào ngày {written_day(units.day)}."})
    if _leads(binding) and not units.is_below_owner(unit.pk):
        owner = units.name(version.plan.owner_id)
        raise ReviewRefused(
            {"unit": f"{name} không trực thuộc {owner}, nên chỉ phối hợp hoặc nhận báo cáo, không chủ trì."}
        )


def _check_classes(classes: list[UnitClass], units: UnitsOfDay) -> None:
    if not classes:
        raise ReviewRefused({"classes": "Chọn ít nhất một nhóm đơn vị."})
    empty = [one.label for one in classes if not units.members(one)]
    if empty:
        day = written_day(units.day)
        raise ReviewRefused({"classes": f"Nhóm này không có đơn vị nào vào ngày {day}: {', '.join(empty)}."})


def _leads(binding: AgencyBinding) -> bool:
    """Tell whether a task that is taken in is led under this name."""
    leads = binding.review.tasks.filter(included=True).values_list("leads", flat=True)
    return any(binding.name in names for names in leads)
