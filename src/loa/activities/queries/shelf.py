"""What the ledger holds of a unit, for work that it shows: closed from it, or chosen by a person as evidence."""

from django.db.models import F

from loa.activities.choices import Grade
from loa.activities.models import Activity
from loa.tasks.choices import EvidenceKind
from loa.tasks.queries.shelves import MOST_HELD, Held, Wanted

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


def named_in(references: frozenset[str]) -> list[int]:
    """Return the ids of the entries among references; what names none of them is left out."""
    ids = (one.removeprefix(_NAMED) for one in references if one.startswith(_NAMED))
    return [int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 16]


def entries_held(wanted: Wanted) -> list[Held]:
    """Return the entries of a unit, newest first; those that a counter-entry took back do not stand. One statement."""
    rows = Activity.objects.filter(
        counters__isnull=True, unit=wanted.unit, on__gte=wanted.first, on__lte=wanted.last
    ).order_by("-on", "-pk")
    if wanted.references is not None:
        rows = rows.filter(pk__in=named_in(wanted.references))
    told = rows.values_list("pk", "on", "grade", "title", "form__name", F("countered_by__pk"))
    return [
        Held(
            reference=reference_of(pk),
            title=title,
            address=Activity(pk=pk).get_absolute_url(),
            kind=KINDS[Grade(grade)],
            on=on,
            form=form,
            stands=countered_by is None,
        )
        for pk, on, grade, title, form, countered_by in told[:MOST_HELD]
    ]
