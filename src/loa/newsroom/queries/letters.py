"""Letters in the holding pen as the desk sees them."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from loa.newsroom.choices import LetterState
from loa.newsroom.models import HeldFile, HeldLetter, Mailbox
from loa.people.queries import unit_names

_A_PAGE = 30


def letters_page(
    seen: QuerySet[HeldLetter], state: str, page: str, on: date
) -> tuple[Page[HeldLetter], list[tuple[HeldLetter, str]]]:
    """Return a page of letters in a state, the newest first, each with the name of the unit it seems to be of."""
    rows = seen.filter(state=state if state in LetterState.values else LetterState.HELD)
    rows = rows.defer("text").order_by("-received_at", "-pk").prefetch_related("files")
    shown = Paginator(rows, _A_PAGE).get_page(page)
    found = list(shown.object_list)
    names = unit_names({one.unit_id for one in found if one.unit_id}, on)
    return shown, [(one, names.get(one.unit_id or 0, "")) for one in found]


def out_of_time(until: datetime) -> QuerySet[HeldLetter]:
    """Return the letters that came, or were taken up, before a moment and are still there, the oldest first."""
    taken = Q(state=LetterState.TAKEN, decided_at__lt=until, erased_at__isnull=True)
    return HeldLetter.objects.filter(taken | Q(~Q(state=LetterState.TAKEN), received_at__lt=until)).order_by("pk")


def erased_on(letter: HeldLetter) -> date:
    """Return the day from which a letter is kept no longer."""
    since = letter.decided_at if letter.state == LetterState.TAKEN and letter.decided_at else letter.received_at
    return (localtime(since) + timedelta(days=settings.LOA_NEWS_LETTER_DAYS)).date()


def mailbox_trouble() -> Mailbox | None:
    """Return the mailbox where no letters can be fetched from it now, with since when and why; one statement."""
    if not settings.LOA_NEWS_MAILBOX:
        return None
    return Mailbox.objects.filter(failing_since__isnull=False).first()


def find_letter_file(seen: QuerySet[HeldLetter], pk: int) -> HeldFile | None:
    """Return a file of a letter in sight."""
    return HeldFile.objects.filter(pk=pk, letter__in=seen).first()
