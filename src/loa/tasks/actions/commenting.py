"""Write about an obligation: its unit, the partners and the plan's lead talk where everybody concerned reads it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.models import Comment, Obligation
from loa.tasks.permissions import can_comment, parties


def comment(*, obligation: Obligation, text: str, by: User, at: datetime) -> Comment:
    """Write a comment; the same words sent twice in a row are one.

    Raises:
        PermissionDenied: `by` writes neither for the unit, nor for a partner, nor for the plan's owner.
        StepRefused: there are no words.
    """
    today = localtime(at).date()
    if not can_comment(by, parties(obligation, today), today):
        raise PermissionDenied("Tài khoản này không trao đổi về đầu việc đó.")
    text = text.strip()
    if not text:
        raise StepRefused("Ghi nội dung trao đổi.")
    with transaction.atomic():
        row = Obligation.objects.select_for_update().select_related("unit").get(pk=obligation.pk)
        last = row.comments.order_by("at", "pk").last()
        if last is not None and (last.by_id, last.text) == (by.pk, text):
            return last
        written = Comment.objects.create(obligation=row, at=at, by=by, text=text)
        record("tasks.comment", of=row, by=by, at=at, details={"unit": row.unit.key, "comment": written.pk})
    return written
