"""What storing a document, a draft and a dialogue share: who may, that nobody wrote in between, a free address."""

from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from loa.lib.vietnamese_text import fold
from loa.library.models import Document, Draft, Kept
from loa.library.permissions import can_keep
from loa.people.choices import UnitKind
from loa.people.models import User

NOTHING = "Chưa có gì được lưu."
_LONGEST_SLUG = 100
_TRIES = 3
K = TypeVar("K", bound=Kept)


class LibraryRefused(Exception):  # noqa: N818  (says what was decided)
    """The sentence says what is wrong and what to do; `field` names the field of a form where it belongs."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(f"{sentence} {NOTHING}")
        self.field = field


def refuse_others(one: Kept, by: User, on: date) -> None:
    """Let only who keeps the site of the owner go on.

    Raises:
        PermissionDenied: `by` does not.
    """
    if not can_keep(by, one.owner_id, on):
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử của đơn vị đó.")


def prepare(one: K, *, version: int, at: datetime) -> K | None:
    """Return the stored row of what is to be stored, locked, None for a new one; part of an action's transaction.

    Raises:
        LibraryRefused: somebody wrote since it was read, it was withdrawn, or it would go to another unit.
    """
    if one.owner.kind == UnitKind.OUTSIDE:
        raise LibraryRefused("Cơ quan Đảng, Mặt trận, đoàn thể không đăng văn bản ở đây.", "owner")
    one.changed_at = at
    if one.pk is None:
        one.posted_at, one.version = at, 0
        return None
    held = type(one)._default_manager.select_for_update(of=("self",)).get(pk=one.pk)
    if held.version != version:
        raise LibraryRefused("Có người vừa sửa mục này. Mở lại trang để xem bản mới rồi sửa tiếp.")
    if held.withdrawn_at is not None:
        raise LibraryRefused("Mục này đã gỡ nên không sửa được nữa. Đăng một mục mới.")
    if held.owner_id != one.owner_id:
        raise LibraryRefused("Không chuyển được sang đơn vị khác; đăng mục mới ở đơn vị đó.", "owner")
    one.version = held.version + 1
    return held


def store_under_free_address(one: Document | Draft, title: str) -> None:
    """Store something new under an address that nothing of its kind has; two of one name at once get two."""
    base = slugify(fold(title))[:_LONGEST_SLUG].strip("-") or "van-ban"
    for _ in range(_TRIES):
        one.slug = _free(type(one), base)
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError:
            if not type(one)._default_manager.filter(slug=one.slug).exists():
                raise
        else:
            return
    raise LibraryRefused("Nhiều mục cùng tên đang được lưu cùng lúc. Lưu lại lần nữa.")


def _free(model: type[Document] | type[Draft], base: str) -> str:
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
