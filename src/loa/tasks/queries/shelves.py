"""What a unit has done already, as apps above hold it: chosen as evidence instead of being typed once more.

An app above registers a shelf by the hook `register_evidence_shelf`: a function of what is `Wanted` that returns what
is `Held`. What it returns is known here by kind, address, title and a reference, its name up there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wagtail import hooks

from loa.lib.periods import last_day
from loa.lib.vietnamese_text import fold
from loa.tasks.choices import EvidenceKind
from loa.tasks.models import Evidence, Obligation

# So many of a unit, the newest, are looked through; what is older than them is found by its reference alone.
MOST_HELD = 1000
# So many stand on a form at once, besides those already chosen.
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose things of which days, both counted in; where `references` are given, only those of that name."""

    unit: int
    first: date
    last: date
    references: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing that an app above holds; it does not stand any more once it was taken back or withdrawn.

    `kind` says how well it is known: seen by the system, entered with a proof, or entered on word alone.
    """

    reference: str
    title: str
    address: str
    kind: EvidenceKind
    on: date
    form: str
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a form offers to choose from, newest first, and the days it is of."""

    things: tuple[Held, ...]
    first: date
    last: date

    def narrowed(self, words: str, chosen: Collection[str]) -> list[tuple[Held, bool]]:
        """Return what was chosen and the newest others that bear the words, each with whether it was chosen."""
        taken = [one for one in self.things if one.reference in chosen]
        return [*((one, True) for one in taken), *((one, False) for one in self._others(words, chosen)[:_SHOWN])]

    def unseen(self, words: str, chosen: Collection[str]) -> int:
        """Return how many others bear the words than `narrowed` shows."""
        return max(len(self._others(words, chosen)) - _SHOWN, 0)

    @property
    def is_long(self) -> bool:
        """Whether there is more than is shown at once."""
        return len(self.things) > _SHOWN

    def _others(self, words: str, chosen: Collection[str]) -> list[Held]:
        """Return what was not chosen and bears all words, however they are accented."""
        asked = fold(words).split()
        return [one for one in self.things if one.reference not in chosen and _bears(one, asked)]


def things_held(wanted: Wanted) -> list[Held]:
    """Return what the shelves hold, newest first; a statement for each shelf.

    Two may know the same thing: the one of the app further up has the last word about its address, and it stands
    where both say so.
    """
    found: dict[str, Held] = {}
    for shelf in hooks.get_hooks("register_evidence_shelf"):
        for one in shelf(wanted):
            known = found.get(one.reference)
            found[one.reference] = one if known is None or known.stands else replace(one, stands=False)
    return sorted(found.values(), key=lambda one: one.on, reverse=True)


def offer_for(obligation: Obligation, given: Collection[str], today: date) -> Offer:
    """Return what the unit of an obligation can choose for it besides what was given; statements as `things_held`."""
    first, last = days_of(obligation, today)
    held = things_held(Wanted(unit=obligation.unit_id, first=first, last=last))
    things = tuple(one for one in held if one.stands and one.reference not in given)
    return Offer(things=things, first=first, last=last)


def named_for(obligation: Obligation, references: Collection[str], today: date) -> dict[str, Held]:
    """Return by their references what the unit of an obligation holds of its days, standing or not."""
    first, last = days_of(obligation, today)
    named = Wanted(unit=obligation.unit_id, first=first, last=last, references=frozenset(references))
    return {one.reference: one for one in things_held(named)}


def fallen(unit: int, given: Sequence[Evidence]) -> frozenset[str]:
    """Return the references of what was given and has been taken back or withdrawn since; none asks nothing."""
    references = frozenset(one.reference for one in given if one.reference)
    if not references:
        return references
    wanted = Wanted(unit=unit, first=date.min, last=date.max, references=references)
    return frozenset(one.reference for one in things_held(wanted) if not one.stands)


def days_of(obligation: Obligation, today: date) -> tuple[date, date]:
    """Return the days whose things show an obligation: those of its period, else of its plan's year up to now."""
    task, start = obligation.task, obligation.starts_on
    if start is None:
        year = task.version.plan.year or (obligation.due_on or today).year
        return min(date(year, 1, 1), today), today
    end = last_day(task.rhythm.rhythm, obligation.period, start) if task.rhythm else None
    return start, end or max(today, start)


def _bears(held: Held, words: Sequence[str]) -> bool:
    return not words or all(word in fold(f"{held.title} {held.form}") for word in words)
