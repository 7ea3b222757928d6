"""What the ledger holds of a unit, for work that it shows: closed from it, or chosen by a person as evidence."""

from collections.abc import Iterable

from django.db.models import Q

from loa.activities.choices import Grade
from loa.activities.models import Activity
from loa.tasks.choices import EvidenceKind
from loa.tasks.queries.shelves import Held, Wanted

# How well work is shown by an entry, by what proves the entry.
KINDS = {
    Grade.SYSTEM: EvidenceKind.RECORD,
    Grade.RECORD: EvidenceKind.SHOWN,
    Grade.WORD: EvidenceKind.ENTRY,
}
_NAMED = "activities.activity:"


def reference_of(activity: int) -> str:
    """Return the name by which the app below knows an entry."""
    return f"{_NAMED}{activity}"


def entries_held(wanted: Wanted) -> list[Held]:
    """Return the entries of a unit that are wanted, stories that went out among them, newest first; one statement.

    What a counter-entry took back, or was withdrawn by who sent it out, does not stand.
    """
    of_days = Q(on__range=wanted.days) if wanted.days else Q(pk__in=())
    named = Q(pk__in=_ids_in(wanted.references))
    rows = Activity.objects.filter(of_days | named, counters__isnull=True, unit=wanted.unit).order_by("-on", "-pk")
    told = rows.values_list("pk", "on", "grade", "title", "form__name", "countered_by__pk", "withdrawal__pk")
    return [
        Held(
            reference=reference_of(pk),
            title=title,
            address=Activity(pk=pk).get_absolute_url(),
            kind=KINDS[Grade(grade)],
            on=on,
            form=form,
            stands=countered_by is None and withdrawal is None,
        )
        for pk, on, grade, title, form, countered_by, withdrawal in told
    ]


def _ids_in(references: Iterable[str]) -> list[int]:
    """Return the ids of the entries among references; what names none of them is left out."""
    ids = (one.removeprefix(_NAMED) for one in references if one.startswith(_NAMED))
    return [int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 16]
