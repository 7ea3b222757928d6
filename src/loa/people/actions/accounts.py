"""Open, change and close accounts, and let their owners in again: each by those who manage the account's people."""

from collections.abc import Collection
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.people.actions.auditing import record
from loa.people.actions.roles import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, PasswordLink, Unit, User
from loa.people.permissions import (
    can_issue_password_link,
    can_manage_account,
    can_manage_people,
    can_reset_second_factor,
)
from loa.people.rules import LINK_LIVES, TWO_PEOPLE_WITHIN, digest_of, is_username, make_secret, needs_second_person

_NOT_YOURS = "Tài khoản này không thuộc phạm vi được quản lý."
_NOT_YOUR_UNIT = "Tài khoản này không quản lý người dùng của đơn vị."
_ISSUED, _RESET = "people.issue_password_link", "people.reset_second_factor"


class AccountRefused(Exception):  # noqa: N818  (says what was decided)
    """The account cannot be opened or changed so; the message says why and what to do. Nothing was kept."""


class LinkRefused(Exception):  # noqa: N818
    """The link sets no password: used, too old, replaced, or never made. It does not say which."""


def open_account(
    *,
    username: str,
    full_name: str,
    work_phone: str,
    email: str,
    home_unit: Unit,
    roles: Collection[Role],
    by: User | None,
    at: datetime,
) -> User:
    """Open an account without a password, with its first roles in its unit; `by` is None when the system does it.

    Raises:
        PermissionDenied: `by` does not manage the people of the unit.
        AccountRefused: the user name is taken or has other letters than it may, or the name is missing.
        RoleRefused: the unit does not exist on that day.
    """
    if by is not None and not can_manage_people(by, home_unit, localtime(at).date()):
        raise PermissionDenied(_NOT_YOUR_UNIT)
    if not is_username(username):
        raise AccountRefused(
            "Tên đăng nhập có từ 3 đến 60 ký tự, chỉ gồm chữ thường không dấu, chữ số, dấu chấm và dấu gạch nối."
        )
    with transaction.atomic():
        account = User(username=username, first_name=_name(full_name), email=email, home_unit=home_unit)
        account.work_phone = tidy(work_phone)
        account.set_unusable_password()
        _save_new(account)
        record("people.open_account", of=account, by=by, at=at, details={"unit": home_unit.key})
        for role in roles:
            assign_role(user=account, unit=home_unit, role=role, by=by, at=at)
    return account


def change_account(
    *, user: User, full_name: str, work_phone: str, email: str, home_unit: Unit, by: User | None, at: datetime
) -> None:
    """Change what is known of an account's owner and the unit that keeps it; the entry names what changed, no values.

    Raises:
        PermissionDenied: `by` does not manage the account, or not the people of the unit it goes to.
        AccountRefused: the name is missing.
    """
    day = localtime(at).date()
    with transaction.atomic():
        account = _locked(user)
        if by is not None and not can_manage_account(by, account, day):
            raise PermissionDenied(_NOT_YOURS)
        new = {
            "first_name": _name(full_name),
            "last_name": "",
            "work_phone": tidy(work_phone),
            "email": email,
            "home_unit_id": home_unit.pk,
        }
        changed = {name: value for name, value in new.items() if getattr(account, name) != value}
        if "home_unit_id" in changed and by is not None and not can_manage_people(by, home_unit, day):
            raise PermissionDenied(_NOT_YOUR_UNIT)
        if not changed:
            return
        User.objects.filter(pk=account.pk).update(**changed)
        details = {"changed": sorted(changed), "unit": home_unit.key}
        record("people.change_account", of=account, by=by, at=at, details=details)


def close_account(*, user: User, by: User | None, at: datetime) -> None:
    """Let an account in no more, from this moment: its sessions and its link end; its roles and its work stay.

    Raises:
        PermissionDenied: `by` does not manage the account.
        AccountRefused: it is closed already.
    """
    with transaction.atomic():
        account = _manageable(user, by, at)
        if not User.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
            raise AccountRefused("Tài khoản này đã được đóng trước đó.")
        _end_links(account, at)
        _end_sessions(account)
        record("people.close_account", of=account, by=by, at=at)


def reopen_account(*, user: User, by: User | None, at: datetime) -> None:
    """Let a closed account in again, with the password it had.

    Raises:
        PermissionDenied: `by` does not manage the account.
        AccountRefused: it is open.
    """
    with transaction.atomic():
        account = _manageable(user, by, at)
        if not User.objects.filter(pk=account.pk, is_active=False).update(is_active=True):
            raise AccountRefused("Tài khoản này đang được dùng, không cần mở lại.")
        record("people.reopen_account", of=account, by=by, at=at)


def issue_password_link(*, user: User, by: User | None, at: datetime) -> str:
    """Return the secret of a new link that sets an account's password once within 24 hours; earlier links die.

    Only the digest of the secret is kept, so it can be shown this once. `by` is None when the system does it.

    Raises:
        PermissionDenied: `by` does not manage the account.
        AccountRefused: it is closed, or `by` took its second factor away a few days ago.
    """
    with transaction.atomic():
        account = _locked(user)
        if by is not None and not can_issue_password_link(by, account, localtime(at).date()):
            raise PermissionDenied(_NOT_YOURS)
        if not account.is_active:
            raise AccountRefused("Tài khoản này đã đóng. Mở lại tài khoản rồi cấp liên kết.")
        _refuse_both_halves(_RESET, account, by, at)
        _end_links(account, at)
        secret, digest = make_secret()
        PasswordLink.objects.create(user=account, digest=digest, made_by=by, made_at=at, valid_until=at + LINK_LIVES)
        record(_ISSUED, of=account, by=by, at=at)
    return secret


def use_password_link(*, secret: str, password: str, at: datetime) -> User:
    """Set the password of the account a link was made for, and end its sessions; the link is used up by that.

    Raises:
        LinkRefused: the link is used, too old, replaced, of a closed account, or was never made.
        ValidationError: the password breaks a rule; the link can be used again.
    """
    with transaction.atomic():
        link = PasswordLink.objects.select_related("user").filter(digest=digest_of(secret)).first()
        if link is None or not link.user.is_active:
            raise LinkRefused
        # Of two requests at once only one finds the row unused.
        unused = PasswordLink.objects.filter(pk=link.pk, used_at__isnull=True, valid_until__gt=at)
        if not unused.update(used_at=at):
            raise LinkRefused
        validate_password(password, link.user)
        link.user.set_password(password)
        link.user.save(update_fields=["password"])
        _end_sessions(link.user)
        record("people.use_password_link", of=link.user, by=link.user, at=at)
    return link.user


def reset_second_factor(*, user: User, by: User | None, at: datetime) -> None:
    """Take an account's second factor and its recovery codes away, and end its sessions: its telephone is lost.

    Raises:
        PermissionDenied: `by` does not manage the account.
        AccountRefused: it has no second factor, or `by` handed out a link for its password a few days ago.
    """
    with transaction.atomic():
        account = _locked(user)
        if by is not None and not can_reset_second_factor(by, account, localtime(at).date()):
            raise PermissionDenied(_NOT_YOURS)
        _refuse_both_halves(_ISSUED, account, by, at)
        if not Authenticator.objects.filter(user=account).delete()[0]:
            raise AccountRefused("Tài khoản này không bật xác thực hai bước, nên không có gì để gỡ.")
        _end_sessions(account)
        record(_RESET, of=account, by=by, at=at)


def _save_new(account: User) -> None:
    taken = AccountRefused(f"Tên đăng nhập “{account.username}” đã có người dùng. Chọn tên khác.")
    if User.objects.filter(username__iexact=account.username).exists():  # at the door, capitals make no difference
        raise taken
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as problem:  # opened by somebody else since
        raise taken from problem


def _name(full_name: str) -> str:
    name = tidy(full_name)
    if not name:
        raise AccountRefused("Ghi họ và tên của người dùng tài khoản.")
    return name


def _manageable(user: User, by: User | None, at: datetime) -> User:
    """Return the account as it is now, held until the action is done, or refuse."""
    account = _locked(user)
    if by is not None and not can_manage_account(by, account, localtime(at).date()):
        raise PermissionDenied(_NOT_YOURS)
    return account


def _locked(user: User) -> User:
    """Return the account as it is now, held until the transaction ends: two people may act on it at once."""
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse_both_halves(other_half: str, account: User, by: User | None, at: datetime) -> None:
    """Refuse whoever lately did the other half of letting this account's owner in again."""
    if by is None:
        return
    entries = AuditEntry.objects.filter(object_kind=account._meta.label_lower, object_key=str(account.pk))
    done_at = entries.filter(action=other_half, by=by).order_by("-at").values_list("at", flat=True).first()
    if needs_second_person(done_at, at):
        done = "cấp liên kết đặt mật khẩu" if other_half == _ISSUED else "gỡ xác thực hai bước"
        raise AccountRefused(
            f"Người vừa {done} cho tài khoản này trong {TWO_PEOPLE_WITHIN.days} ngày qua không được làm tiếp việc này, "
            "để không ai một mình vào được tài khoản của người khác. Nhờ một người quản trị khác."
        )


def _end_links(account: User, at: datetime) -> None:
    PasswordLink.objects.filter(user=account, used_at__isnull=True, valid_until__gt=at).update(valid_until=at)


def _end_sessions(account: User) -> None:
    """End the account's sessions. A session does not say whose it is until it is read, so all are; this is rare."""
    own = [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    Session.objects.filter(session_key__in=own).delete()
