"""Keep the lists of the ledger: topics, forms, channels and audiences, each word in force from a day until another."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loa.activities.models import Term
from loa.activities.permissions import can_keep_terms
from loa.activities.rules import WRITTEN_BY_LOA
from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import User

_NOTHING = "Chưa có gì được lưu."


class TermRefused(Exception):  # noqa: N818  (says what was decided)
    """A word cannot stand so; the message says why, `field` what it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(f"{message} {_NOTHING}")
        self.field = field


def save_term(*, term: Term, by: User, at: datetime) -> Term:
    """Store a new or changed word of a list. Its code stays, and nothing is deleted: the past is counted by it.

    Raises:
        PermissionDenied: `by` is not the administrator of the installation.
        TermRefused: a code changed or taken, no name, days out of order, or the end of one that Loa writes itself.
    """
    if not can_keep_terms(by):
        raise PermissionDenied("Tài khoản này không sửa danh mục của sổ tuyên truyền.")
    kind = type(term)
    term.name, term.basis = tidy(term.name), tidy(term.basis)
    if not term.name:
        raise TermRefused("Ghi tên.", "name")
    if term.valid_until is not None and term.valid_until <= term.valid_from:
        raise TermRefused("Ngày thôi dùng phải sau ngày bắt đầu.", "valid_until")
    if term.valid_until is not None and term.code in WRITTEN_BY_LOA:
        raise TermRefused("Loa tự ghi sổ bằng mục này nên không thôi dùng được; có thể đổi tên.", "valid_until")
    with transaction.atomic():
        held = kind._default_manager.select_for_update().filter(pk=term.pk).first() if term.pk else None
        if held is not None and held.code != term.code:
            raise TermRefused("Mã không đổi được: các hoạt động đã ghi được đếm theo mã.", "code")
        if held is None and kind._default_manager.filter(code=term.code).exists():
            raise TermRefused("Mã này đã có.", "code")
        term.save()
        details = {"name": term.name, "code": term.code, "valid_from": term.valid_from.isoformat()}
        if term.valid_until is not None:
            details["valid_until"] = term.valid_until.isoformat()
        record("activities.save_term", of=term, by=by, at=at, details=details)
    return term
