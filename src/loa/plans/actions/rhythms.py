"""Keep a rhythm that standing work may follow."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import model_to_dict

from loa.people.actions import record
from loa.people.models import User
from loa.plans.models import PeriodRule
from loa.plans.permissions import can_change_rhythms


def save_rhythm(rule: PeriodRule, *, by: User | None, at: datetime) -> None:
    """Store a new or changed rhythm. Work that was handed out by it before stays as it is.

    Raises:
        PermissionDenied: `by` is not the administrator of the installation.
    """
    if by is not None and not can_change_rhythms(by):
        raise PermissionDenied("Tài khoản này không được sửa nhịp báo cáo.")
    with transaction.atomic():
        rule.save()
        details = {"values": model_to_dict(rule, exclude=["id"])}
        record("plans.save_rhythm", of=rule, by=by, at=at, details=details)
