"""Timed work about stories: those whose hour has come go out, those whose time is over go off the site."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from loa.newsroom.actions.deciding import give_back_approved
from loa.newsroom.actions.publishing import approval_of, publish, take_off
from loa.newsroom.actions.writing import locked
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Story
from loa.newsroom.queries.sheet import safeguards_of
from loa.newsroom.rules import lacking
from loa.people.actions import record

EXPIRED = "Hết hạn đăng."
_AT_ONCE = 50
_log = logging.getLogger(__name__)


class TimedWorkFailed(Exception):  # noqa: N818
    """Some stories could not be moved at their hour; the others were, and these are tried again."""


def publish_due(*, at: datetime) -> int:
    """Put out what was decided on and whose hour has come, take off what is over; return how many of both.

    Each has its own transaction and is looked at again once its row is locked, so that two clocks do it once. What may
    no longer stand in public by then (the right to a picture has ended) goes back to its author with the reason.

    Raises:
        TimedWorkFailed: some could not be moved; all others were.
    """
    due = Story.objects.filter(state=StoryState.APPROVED).filter(Q(go_live_at__isnull=True) | Q(go_live_at__lte=at))
    over = Story.objects.filter(state=StoryState.PUBLISHED, live=True, expire_at__lte=at)
    work = [(story, _put_out) for story in due.order_by("go_live_at", "pk")[:_AT_ONCE]]
    work += [(story, _take_off) for story in over.order_by("expire_at", "pk")[:_AT_ONCE]]
    done, failed = 0, []
    for story, deed in work:
        try:
            done += _one(story, deed, at)
        except Exception:  # noqa: BLE001  (written down with its trace; the others go on)
            _log.exception("A story could not be moved at its hour: %s", story.pk)
            failed.append(story.pk)
    if failed:
        raise TimedWorkFailed(f"stories {failed}")
    return done


def _one(story: Story, deed: Callable[[Story, datetime], bool], at: datetime) -> bool:
    with transaction.atomic():
        return deed(locked(story), at)


def _put_out(row: Story, at: datetime) -> bool:
    if row.state != StoryState.APPROVED or (row.go_live_at is not None and row.go_live_at > at):
        return False
    why_not: list[str] = list(lacking(safeguards_of(row, localtime(at).date())))
    approval = approval_of(row)
    if approval is None or approval.revision_id != row.latest_revision_id:
        why_not.append("Nội dung đã khác bản được duyệt.")
    if why_not:
        give_back_approved(row, " ".join(["Đến giờ đăng nhưng chưa đăng được.", *why_not]), None, at)
    else:
        publish(row, by=None, at=at)
    return True


def _take_off(row: Story, at: datetime) -> bool:
    if not row.live or row.expire_at is None or row.expire_at > at:
        return False
    take_off(row, reason=EXPIRED, expired=True, at=at)
    record("newsroom.expire", of=row, by=None, at=at, details={"unit": row.unit.key})
    return True
