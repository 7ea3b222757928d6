"""Letters in the holding pen as the desk sees them."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from loa.newsroom.choices import LetterState
from loa.newsroom.models import HeldFile, HeldLetter
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


def find_letter_file(seen: QuerySet[HeldLetter], pk: int) -> HeldFile | None:
    """Return a file of a letter in sight."""
    return HeldFile.objects.filter(pk=pk, letter__in=seen).first()
