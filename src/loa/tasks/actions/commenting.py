"""Write about an obligation: its unit, the partners and the plan's lead talk where everybody concerned reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.evidence import Link, check_files, check_links, contents, drop_files, keep_files
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.models import Comment, CommentsRead, Evidence, Obligation
from loa.tasks.permissions import can_comment, parties


def comment(
    *,
    obligation: Obligation,
    text: str,
    files: Sequence[File[bytes]] = (),
    links: Sequence[Link] = (),
    by: User,
    at: datetime,
) -> Comment:
    """Write a comment, maybe with what a partner adds to the work; the same sent twice in a row is one.

    Its files and links are read beside the result and are no evidence of it: the unit answers for that alone.

    Raises:
        PermissionDenied: `by` writes neither for the unit, nor for a partner, nor for the plan's owner.
        StepRefused: there are neither words nor a file nor a link.
        EvidenceRefused: a file or a link cannot be kept here.
        NoRoom: the files cannot be written.
    """
    today = localtime(at).date()
    if not can_comment(by, parties(obligation, today), today):
        raise PermissionDenied("Tài khoản này không trao đổi về đầu việc đó.")
    text = text.strip()
    with_files, with_links = check_files(files), check_links(links)
    given: list[Evidence] = [*with_files, *with_links]
    if not text and not given:
        raise StepRefused("Ghi nội dung trao đổi, hoặc kèm một tệp hay một đường dẫn.")
    keep_files(with_files, files, at)
    try:
        written, is_new = _written(obligation, text, given, by, at)
    except BaseException:
        drop_files(with_files)
        raise
    if not is_new:
        drop_files(with_files)
    return written


def _written(
    obligation: Obligation, text: str, given: Sequence[Evidence], by: User, at: datetime
) -> tuple[Comment, bool]:
    """Return the comment, and whether it is not the last one sent once more."""
    with transaction.atomic():
        row = Obligation.objects.select_for_update().select_related("unit").get(pk=obligation.pk)
        last = row.comments.order_by("at", "pk").last()
        same = last is not None and (last.by_id, last.text) == (by.pk, text)
        if last is not None and same and contents(last.evidence.all()) == contents(given):
            return last, False
        written = Comment.objects.create(obligation=row, at=at, by=by, text=text)
        for one in given:
            one.comment = written
        Evidence.objects.bulk_create(given)
        details: dict[str, Any] = {"unit": row.unit.key, "comment": written.pk}
        if given:
            details["files"] = len(given)
        record("tasks.comment", of=row, by=by, at=at, details=details)
    return written, True


def note_comments_read(*, person: User, until: datetime) -> None:
    """Note how far somebody has read what others wrote, never back; reading is no deed, so no audit entry."""
    with transaction.atomic():
        read, new = CommentsRead.objects.select_for_update().get_or_create(person=person, defaults={"until": until})
        if not new and read.until < until:
            read.until = until
            read.save(update_fields=["until"])
