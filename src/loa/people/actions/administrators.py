"""Give the whole installation an administrator: what makes a new, empty one usable."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loa.lib.vietnamese_text import tidy
from loa.people.actions.accounts import AccountRefused
from loa.people.actions.auditing import record
from loa.people.models import User
from loa.people.rules import is_username


def make_administrator(*, username: str, full_name: str, by: User | None, at: datetime) -> User:
    """Let an account do everything, opening it without a password where there is none; `by` None is the system.

    A name is only changed where one is given. Asked again of an administrator, it changes nothing.

    Raises:
        PermissionDenied: `by` is no administrator of the installation.
        AccountRefused: the user name has other letters than it may, or the account is closed.
    """
    if by is not None and not by.is_superuser:
        raise PermissionDenied("Chỉ người quản trị hệ thống được trao quyền này.")
    with transaction.atomic():
        account = User.objects.select_for_update().filter(username__iexact=username).first()
        if account is None:
            account = _new(username)
        if not account.is_active:
            raise AccountRefused(f"Tài khoản “{account.username}” đã đóng. Chọn tên đăng nhập khác.")
        name = tidy(full_name)
        if account.is_superuser and name in ("", account.first_name):
            return account
        account.is_superuser = True
        if name:
            account.first_name, account.last_name = name, ""
        account.save()
        record("people.make_administrator", of=account, by=by, at=at)
    return account


def _new(username: str) -> User:
    if not is_username(username):
        raise AccountRefused(
            "Tên đăng nhập có từ 3 đến 60 ký tự, chỉ gồm chữ thường không dấu, chữ số, dấu chấm và dấu gạch nối."
        )
    account = User(username=username)
    account.set_unusable_password()
    return account
