"""Follow last days in a calendar of one's own: make its private address, end it, note that a program read it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import Unit, User
from loa.people.rules import make_secret
from loa.tasks.models import CalendarFeed
from loa.tasks.permissions import can_follow

# More than anybody follows; whoever watches over two hundred units reads the calendar page.
MOST_FEEDS = 20


class FeedRefused(Exception):  # noqa: N818  (says what was decided)
    """No further calendar can be made; the message says why and what to do. Nothing was kept."""


def make_feed(*, unit: Unit | None, by: User, at: datetime) -> str:
    """Return the secret of a new calendar of one unit, or of all own units where None; an earlier one of it ends.

    Only the digest of the secret is kept, so it can be shown this once.

    Raises:
        PermissionDenied: `by` does not see the work of the unit, or has no unit.
        FeedRefused: `by` has as many calendars as anybody may have.
    """
    if not can_follow(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không theo dõi được lịch đó.")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # of two requests at once the second ends what the first made
        running = CalendarFeed.objects.filter(person=by, ended_at__isnull=True)
        running.filter(unit=unit).update(ended_at=at)
        if running.count() >= MOST_FEEDS:
            raise FeedRefused(
                f"Mỗi người dùng nhiều nhất {MOST_FEEDS} lịch cùng lúc. Thu hồi một lịch rồi tạo lịch này."
            )
        secret, digest = make_secret()
        feed = CalendarFeed.objects.create(person=by, unit=unit, digest=digest, made_at=at)
        record("tasks.make_feed", of=feed, by=by, at=at, details={"unit": unit.key} if unit else {})
    return secret


def end_feed(*, feed: CalendarFeed, by: User, at: datetime) -> None:
    """Let a calendar be read no more; one that has ended already stays so.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if feed.person_id != by.pk:
        raise PermissionDenied("Lịch này của người khác.")
    with transaction.atomic():
        if not CalendarFeed.objects.filter(pk=feed.pk, ended_at__isnull=True).update(ended_at=at):
            return
        record("tasks.end_feed", of=feed, by=by, at=at, details={"unit": feed.unit.key} if feed.unit else {})


def note_feed_read(*, feed: CalendarFeed, at: datetime) -> None:
    """Note on which day a program last read a calendar; written once a day."""
    today = localtime(at).date()
    if feed.read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=today)
