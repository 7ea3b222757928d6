"""Erase letters in time: those of which nothing came, and of the others the letter as it was sent."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from loa.newsroom.choices import LetterState
from loa.newsroom.models import HeldFile, HeldLetter
from loa.newsroom.queries.letters import out_of_time
from loa.people.actions import record
from loa.tasks.models import evidence_storage

# The rest goes the next night.
_AT_ONCE = 500


def erase_letters(*, at: datetime) -> int:
    """Erase letters that were kept for as long as they may be, and return how many.

    Those that nobody took up go with their files, whether somebody looked at them or not. Of one that became a tip the
    row stays, without sender, words and files: the tip has what is used of it. The record tells how many, nothing else.
    """
    until = at - timedelta(days=settings.LOA_NEWS_LETTER_DAYS)
    with transaction.atomic():
        letters = list(out_of_time(until).select_for_update()[:_AT_ONCE])
        if not letters:
            return 0
        files = HeldFile.objects.filter(letter__in=letters)
        names = [name for name in files.values_list("file", flat=True) if name]
        taken = [one for one in letters if one.state == LetterState.TAKEN]
        details = {"letters": len(letters), "letters_taken": len(taken), "files": files.count()}
        record("newsroom.erase_letters", of=letters[0], by=None, at=at, details=details)
        files.delete()
        HeldLetter.objects.filter(pk__in=[one.pk for one in letters]).exclude(state=LetterState.TAKEN).delete()
        HeldLetter.objects.filter(pk__in=[one.pk for one in taken]).update(
            from_address="", from_name="", subject="", text="", erased_at=at
        )
        # After the commit: what is undone must not have lost its files.
        transaction.on_commit(partial(_delete, names))
    return len(letters)


def _delete(names: list[str]) -> None:
    for name in names:
        evidence_storage().delete(name)
