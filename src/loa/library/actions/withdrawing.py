"""Withdraw what was published: its address stays and says why."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.library.actions.keeping import K, LibraryRefused, refuse_others
from loa.people.actions import record
from loa.people.models import User


def withdraw(one: K, *, why: str, keep_files: bool = False, version: int, by: User, at: datetime) -> K:
    """Take a document, a draft or a dialogue off the lists; its page stays with the reason, its files where asked.

    Raises:
        PermissionDenied: `by` does not keep the site of its owner.
        LibraryRefused: no reason, withdrawn already, or somebody wrote in between.
    """
    refuse_others(one, by, localtime(at).date())
    if not tidy(why):
        raise LibraryRefused("Ghi lý do gỡ; người đọc sẽ thấy lý do này.", "withdrawn_why")
    with transaction.atomic():
        held = type(one)._default_manager.select_for_update(of=("self",)).select_related("owner").get(pk=one.pk)
        if held.version != version:
            raise LibraryRefused("Có người vừa sửa mục này. Mở lại trang để xem bản mới rồi gỡ.")
        if held.withdrawn_at is not None:
            raise LibraryRefused("Mục này đã gỡ.")
        held.withdrawn_at, held.withdrawn_why, held.files_kept = at, tidy(why), keep_files
        held.changed_at, held.version = at, held.version + 1
        held.save()
        details = {"unit": held.owner.key, "reason": held.withdrawn_why}
        record("library.withdraw", of=held, by=by, at=at, details=details)
        page_cache.clear(recall=True)
    return held
