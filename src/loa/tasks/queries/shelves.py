"""What a unit has done already, as apps above hold it: chosen as evidence instead of being typed once more.

An app above registers a shelf by the hook `register_evidence_shelf`: a function of what is `Wanted` that returns what
is `Held`. What it returns is known here by kind, address, title and a reference, its name up there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from wagtail import hooks

from loa.lib.periods import last_day
from loa.lib.vietnamese_text import fold
from loa.tasks.choices import EvidenceKind
from loa.tasks.models import Obligation

# So many stand on a form at once, besides those already chosen.
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose things: those of some days, both counted in, and those that are named, whatever their days."""

    unit: int
    days: tuple[date, date] | None = None
    references: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing that an app above holds; it stands no more once it was taken back or withdrawn.

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
    """What can be chosen for an obligation, newest first, and the days it is of.

    `fallen` are references of what was given before and has been taken back or withdrawn since.
    """

    things: tuple[Held, ...]
    days: tuple[date, date]
    fallen: frozenset[str]

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
    """Return what the shelves hold, standing or not, newest first; a statement for each shelf."""
    shelves = hooks.get_hooks("register_evidence_shelf")
    return sorted((one for shelf in shelves for one in shelf(wanted)), key=lambda one: one.on, reverse=True)


def offer_for(obligation: Obligation, given: Collection[str], today: date, *, choosing: bool = True) -> Offer:
    """Return what the unit of an obligation can choose besides what was `given`, and what of that fell since.

    Nothing is offered where nobody is `choosing`; then nothing is asked either, unless something was given.
    """
    days = days_of(obligation, today)
    wanted = Wanted(unit=obligation.unit_id, days=days if choosing else None, references=given)
    held = things_held(wanted) if choosing or given else []
    return Offer(
        things=tuple(one for one in held if one.stands and one.reference not in given),
        days=days,
        fallen=frozenset(one.reference for one in held if not one.stands and one.reference in given),
    )


def named_for(obligation: Obligation, references: Collection[str], today: date) -> dict[str, Held]:
    """Return by their references what the unit of an obligation holds of its days, standing or not."""
    first, last = days_of(obligation, today)
    named = things_held(Wanted(unit=obligation.unit_id, references=references))
    return {one.reference: one for one in named if first <= one.on <= last}


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
