"""Say, for the unit that something was supplied to, that it was received, or what it lacks."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.stepping import StepRefused
from loa.tasks.choices import DONE_STATES, Received
from loa.tasks.models import Comment, Obligation
from loa.tasks.permissions import can_say_received


def say_received(*, obligation: Obligation, word: Received, text: str, by: User, at: datetime) -> Comment:
    """Write the receiver's word about what was supplied; the same word sent twice in a row is one.

    It moves nothing: whether the result is accepted or given back is for the plan's lead, who reads it.

    Raises:
        PermissionDenied: `by` does not write for a unit that receives it.
        StepRefused: nothing was handed in, or what is lacking is not said.
    """
    if not can_say_received(by, obligation, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không nhận kết quả của đầu việc đó.")
    text = text.strip()
    if word == Received.LACKING and not text:
        raise StepRefused("Ghi rõ chưa đúng ở đâu, cần bổ sung gì.")
    with transaction.atomic():
        row = Obligation.objects.select_for_update().select_related("unit").get(pk=obligation.pk)
        if row.state not in DONE_STATES:
            raise StepRefused("Đơn vị chưa gửi kết quả nên chưa có gì để nhận.")
        last = row.comments.order_by("at", "pk").last()
        if last is not None and (last.by_id, last.word, last.text) == (by.pk, word, text):
            return last
        written = Comment.objects.create(obligation=row, at=at, by=by, word=word, text=text)
        details = {"unit": row.unit.key, "comment": written.pk, "word": str(word.label)}
        record("tasks.say_received", of=row, by=by, at=at, details=details)
    return written
