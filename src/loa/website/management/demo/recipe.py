"""What a demonstration is made of. Everything invented says so: names, telephones, addresses, results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loa.people.choices import Role
from loa.plans.choices import Answer

MARK = "(minh họa)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can sign in to try things: a user name, what he is, and his roles by the keys of units."""

    username: str
    shown: str
    roles: tuple[tuple[str, Role], ...]

    @property
    def home(self) -> str:
        """The key of the unit that keeps the account: where its last role lies, the narrowest."""
        return self.roles[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row of the appendix that waits for an event outside."""

    number: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedDuty:
    """A duty of the text that the lead takes in: how it begins, and by when it is owed."""

    begins: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How units go about one task: those that handed in, from `first` on, and those that only began.

    `task` begins the task's title; a unit's earliest obligation of the task is meant.
    """

    task: str
    first: date
    sent: int
    begun: int
    note: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One demonstration: a plan, who carries it out, how it was reviewed, and how its work goes.

    `answers` are by the code of a finding; what is not named is answered by `otherwise`. The days run from the
    accounts to the last result, all before the day on which the demonstration stands.
    """

    folder: str
    owner: str
    introduction: str
    opened_on: date
    imported_on: date
    confirmed_on: date
    accounts: tuple[Account, ...]
    without_contact: frozenset[str]
    answers: Mapping[str, tuple[Answer, str]]
    otherwise: tuple[Answer, str]
    waiting: tuple[Waiting, ...]
    duties: tuple[TickedDuty, ...]
    progress: tuple[Progress, ...]
    lead: str
