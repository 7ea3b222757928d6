"""Talk about a story, set a hint of the plain-language help aside, and ask a unit for a story."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.models import Channel, Topic
from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.writing import StoryRefused, locked
from loa.newsroom.choices import CommissionState
from loa.newsroom.models import Commission, Dismissal, Story, StoryComment
from loa.newsroom.permissions import can_commission, can_edit_story, can_see_story, can_write, units_deciding
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User, ids_below
from loa.tasks.models import Task

_NOTHING = "Chưa có gì được lưu."
_LONGEST_COMMENT = 4_000


def comment_on_story(*, story: Story, text: str, by: User, at: datetime) -> StoryComment:
    """Write to those who work at a story; the same words sent twice in a row are one.

    Raises:
        PermissionDenied: `by` neither writes for its unit nor edits or decides anywhere it concerns.
        StoryRefused: there are no words.
    """
    today, text = localtime(at).date(), text.strip()
    works = can_write(by, story.unit_id, today) or bool(units_deciding(by, today))
    if not works or not can_see_story(by, story, today):
        raise PermissionDenied("Tài khoản này không trao đổi về tin, bài đó.")
    if not text:
        raise StoryRefused(f"Ghi nội dung trao đổi. {_NOTHING}", "text")
    if len(text) > _LONGEST_COMMENT:
        raise StoryRefused(f"Trao đổi dài quá {_LONGEST_COMMENT // 1000}.000 chữ cái. {_NOTHING}", "text")
    with transaction.atomic():
        last = locked(story).comments.order_by("at", "pk").last()
        if last is not None and (last.by_id, last.text) == (by.pk, text):
            return last
        row = StoryComment.objects.create(story=story, at=at, by=by, text=text)
        record("newsroom.comment_on_story", of=story, by=by, at=at, details={"unit": story.unit.key})
    return row


def dismiss_hint(*, story: Story, key: str, code: str, excerpt: str, reason: str, by: User, at: datetime) -> Dismissal:
    """Set a hint about a story's words aside, saying why; it stays aside while those words stand.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
        StoryRefused: no reason is given.
    """
    if not can_edit_story(by, story, localtime(at).date()):
        raise PermissionDenied("Tin, bài này không ở chỗ tài khoản này sửa.")
    reason = tidy(reason)
    if not reason:
        raise StoryRefused(f"Ghi vì sao giữ như đã viết. {_NOTHING}", "reason")
    with transaction.atomic():
        said = {"code": code, "excerpt": excerpt[:300], "reason": reason[:300], "at": at, "by": by}
        row, new = Dismissal.objects.get_or_create(story=story, key=key[:64], defaults=said)
        if new:
            details = {"unit": story.unit.key, "hint": code, "reason": reason}
            record("newsroom.dismiss_hint", of=story, by=by, at=at, details=details)
    return row


def commission_story(
    *,
    owner: Unit,
    unit: Unit,
    what: str,
    note: str = "",
    event_on: date | None = None,
    topic: Topic | None = None,
    channel: Channel | None = None,
    task: Task | None = None,
    due_on: date,
    by: User,
    at: datetime,
) -> Commission:
    """Ask a unit for a story by a day.

    Raises:
        PermissionDenied: `by` neither sets the owner's coverage nor edits for it.
        StoryRefused: nothing is said, a day gone by, or a unit elsewhere or outside.
    """
    today = localtime(at).date()
    if not can_commission(by, owner, today):
        raise PermissionDenied("Tài khoản này không đặt bài cho đơn vị đó.")
    if not tidy(what):
        raise StoryRefused(f"Ghi cần bài về việc gì. {_NOTHING}", "what")
    if due_on < today:
        raise StoryRefused(f"Ngày cần bài đã qua. {_NOTHING}", "due_on")
    if unit.kind == UnitKind.OUTSIDE or unit.pk not in ids_below([owner.pk], today):
        raise StoryRefused(f"Đơn vị này không nhận đặt bài ở đây. {_NOTHING}", "unit")
    with transaction.atomic():
        row = Commission.objects.create(
            owner=owner,
            unit=unit,
            what=tidy(what)[:300],
            note=note.strip(),
            event_on=event_on,
            topic=topic,
            channel=channel,
            task=task,
            due_on=due_on,
            at=at,
            by=by,
        )
        record("newsroom.commission_story", of=row, by=by, at=at, details={"unit": unit.key, "due_on": str(due_on)})
    return row


def cancel_commission(*, commission: Commission, reason: str, by: User, at: datetime) -> None:
    """Want a story no more, saying why.

    Raises:
        PermissionDenied: `by` does not ask for the owner.
        StoryRefused: no reason, or the story is there.
    """
    if not can_commission(by, commission.owner, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đặt bài cho đơn vị đó.")
    if not tidy(reason):
        raise StoryRefused(f"Ghi vì sao hủy. {_NOTHING}", "reason")
    with transaction.atomic():
        open_ones = Commission.objects.filter(pk=commission.pk, state__in=[CommissionState.OPEN, CommissionState.TAKEN])
        if not open_ones.update(state=CommissionState.CANCELLED, reason=tidy(reason)[:300]):
            raise StoryRefused(f"Bài đặt này đã xong hoặc đã hủy. {_NOTHING}")
        details = {"unit": commission.unit.key, "reason": tidy(reason)}
        record("newsroom.cancel_commission", of=commission, by=by, at=at, details=details)
