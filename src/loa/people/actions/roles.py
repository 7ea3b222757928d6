"""Give somebody a role in a unit, and end it; both by those who manage that unit's people."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions.auditing import record
from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, User
from loa.people.permissions import can_end_role, can_give_role


class RoleRefused(Exception):  # noqa: N818
    """The role cannot be given or ended now; the message says why."""


def assign_role(*, user: User, unit: Unit, role: Role, by: User | None, at: datetime) -> RoleAssignment:
    """Let `user` hold a role in a unit from today on; `by` is None when the system does it by itself.

    Raises:
        PermissionDenied: `by` does not manage the account or the people of this unit, or it is the own account.
        RoleRefused: the person holds this role already, or the unit does not exist on that day.
    """
    day = localtime(at).date()
    if by is not None and not can_give_role(by, user, unit, day):
        raise PermissionDenied("Tài khoản này không được giao vai trò đó cho người này.")
    with transaction.atomic():
        if not unit.versions.on(day).exists():
            raise RoleRefused(f"Đơn vị không còn hoạt động vào ngày {day:%d/%m/%Y}.")
        if RoleAssignment.objects.filter(user=user, unit=unit, role=role, held_until=None).exists():
            raise RoleRefused("Người này đang giữ vai trò đó trong đơn vị.")
        held = RoleAssignment.objects.create(user=user, unit=unit, role=role, held_from=day)
        record("people.assign_role", of=held, by=by, at=at, details={"unit": unit.key, "role": role})
    return held


def end_role(held: RoleAssignment, *, by: User | None, at: datetime) -> None:
    """End a role from today on.

    Raises:
        PermissionDenied: `by` does not manage the people of this unit.
        RoleRefused: the role ended before.
    """
    day = localtime(at).date()
    if by is not None and not can_end_role(by, held, day):
        raise PermissionDenied("Tài khoản này không quản lý người dùng của đơn vị.")
    with transaction.atomic():
        changed = RoleAssignment.objects.filter(pk=held.pk, held_until=None).update(held_until=max(day, held.held_from))
        if not changed:
            raise RoleRefused("Vai trò này đã kết thúc trước đó.")
        held.refresh_from_db()
        record("people.end_role", of=held, by=by, at=at, details={"unit": held.unit.key, "role": held.role})
