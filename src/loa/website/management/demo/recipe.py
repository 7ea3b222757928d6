"""What a demonstration is made of. Everything invented says so: names, telephones, addresses, results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from loa.people.choices import Role
from loa.plans.choices import Answer
from loa.website.management.demo.newsroom.recipe import Newsroom

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


class Ending(Enum):
    """What becomes of one piece of work where that is not left to the temperament of its unit."""

    NOTHING = "left lying"
    BEGUN = "begun, and left there"
    RETURNED = "handed in, given back, and not mended"
    HANDED_IN = "handed in on the day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One piece of work of a unit with its own story; `task` is its number in the plan, or "duty" or "report".

    `on` is the day of the deed, or None for the day that the temperament of the unit leads to.
    """

    unit: str
    task: str
    period: str = ""
    ending: Ending
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Another last day for what some units still owe of tasks in a period, by a document."""

    units: tuple[str, ...]
    period: str
    on: date
    due_on: date
    symbol: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A task that does not apply to some units."""

    units: tuple[str, ...]
    task: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A unit that may report a closed period until a day."""

    unit: str
    on: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A period whose figures the lead closes, and the unit that may report it after all."""

    period: str
    on: date
    exception: Allowed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Words that somebody of a unit writes about the work of another or its own."""

    by: str
    unit: str
    task: str
    period: str = ""
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What the lead of the plan does on days of its own: every week it looks at results, but for when it is `away`.

    `calls` and `letters` are the days of telephoning and writing to those that are late, `undone` the day on which an
    acceptance is taken back.
    """

    away: tuple[tuple[date, date], ...] = ()
    calls: tuple[date, ...] = ()
    letters: tuple[date, ...] = ()
    undone: date | None = None
    moved: tuple[Moved, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    closed: tuple[Closed, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A place in the menu of a site under a name, "" for its own: one of those below, the others are empty."""

    words: str = ""
    standing: str = ""
    section: str = ""
    page: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One demonstration: a plan, who carries it out, how it was reviewed, and how its work goes.

    `answers` are by the code of a finding; what is not named is answered by `otherwise`. The year is played from the
    accounts to the day before the one on which the demonstration stands; what lies after is left out.
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
    lead: str
    # Units by the name of their temperament; the rest are as most are.
    tempers: Mapping[str, tuple[str, ...]]
    # What a result says, by how the title of its task begins; the fields are those of `words.FIELDS`.
    sentences: Mapping[str, tuple[str, ...]]
    of_lead: Lead
    fates: tuple[Fate, ...] = ()
    remarks: tuple[Remark, ...] = ()
    newsroom: Newsroom | None = None
    # Bodies that had ended before: their sites stay to be looked things up in.
    kept_as_history: tuple[str, ...] = ()
    # The menus that keepers chose for the sites of their units, by key.
    menus: Mapping[str, tuple[MenuLine, ...]] = field(default_factory=dict)
