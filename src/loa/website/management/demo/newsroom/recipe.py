"""What a newsroom of a demonstration is made of, and the stories and activities it plays, as their files tell them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from loa.activities.choices import Window
from loa.newsroom.choices import StoryKind, StoryState

# Folders and files beside the plan of an example.
STORIES, PACKAGES, BY_HAND = "tin-bai/2*.toml", "tin-bai/goi-thang-*.toml", "hoat-dong.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOf:
    """A section, and the topics whose stories go there; one without topics takes the rest."""

    slug: str
    name: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetOf:
    """A target of coverage: of every unit of a class, or of the owner where there is none."""

    unit_class: str = ""
    topic: str = ""
    channel: str = ""
    audience: str = ""
    window: Window = Window.MONTH
    minimum: int = 1
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankOf:
    """A part of the coverage that is left out on purpose."""

    unit: str = ""
    topic: str = ""
    channel: str = ""
    audience: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionOf:
    """A story that is asked of a unit; `story` is the key of the one that came of it."""

    unit: str
    what: str
    topic: str
    on: date
    due_on: date
    event_on: date | None = None
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferOf:
    """A tip that became no story: `declined` so many `days` later because of a reason, or not answered yet."""

    unit: str
    title: str
    topic: str
    place: str
    on: date
    by_link: bool = False
    declined: str = ""
    days: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOf:
    """A letter that comes by mail, from a unit or from an address; taken up or dropped so many days later, or held."""

    on: date
    sender: str
    unit: str = ""
    address: str = ""
    subject: str
    text: str
    picture: str = ""
    topic: str = ""
    taken_by_unit: str = ""
    dropped: str = ""
    days: int = 1
    is_automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedOf:
    """Something a unit posted on a site that does not run on Loa, and what its page shows when it is opened.

    `said_on` is the day that was typed where it is not the one of the page; `mended` is what its officer does the day
    after: "day" puts that right, "drop" lets it not count, anything else is why it counts all the same.
    """

    unit: str
    site: str
    path: str
    title: str
    topic: str
    on: date
    channel: str = "website"
    page_title: str = ""
    said_on: date | None = None
    has_day: bool = True
    is_gone: bool = False
    waits: bool = False
    mended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOf:
    """A post that a feed tells of."""

    path: str
    title: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOf:
    """The feed of a site of a unit that does not run on Loa; `is_gone` where nothing stands at its address."""

    unit: str
    site: str
    topic: str
    since: date
    declared_on: date
    items: tuple[ItemOf, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledOf:
    """A fee that is said by hand for a story, by its key; without shares nobody is paid."""

    story: str
    on: date
    shares: tuple[tuple[str, int], ...] = ()
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnOf:
    """A story that is taken off the site, by its key."""

    story: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOf:
    """A story that is read in Bru - Vân Kiều: by whom it was translated, spoken, and heard again."""

    story: str
    translator: str
    speaker: str
    listener: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Who edits, decides and reads for the law, by keys of units and user names, and by which rules.

    `rules` are the tasks of the plan that the ledger does, by number, with how many it takes in a period. `rests` tells
    how far stories came that wait, `hours` when what waits for its hour was decided on, `paper` those decided on paper.
    """

    desk: str
    approver: str
    legal: str
    editor: str
    decider: str
    lawyer: str
    sections: tuple[SectionOf, ...]
    abbreviations: Mapping[str, str]
    fees: Mapping[StoryKind, int]
    targets: tuple[TargetOf, ...]
    blanks: tuple[BlankOf, ...]
    rules: Mapping[str, int]
    rests: Mapping[str, StoryState] = field(default_factory=dict)
    hours: Mapping[str, datetime] = field(default_factory=dict)
    paper: frozenset[str] = frozenset()
    commissions: tuple[CommissionOf, ...] = ()
    # Who sends news from a village, by unit: the village.
    contributors: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[OfferOf, ...] = ()
    letters: tuple[LetterOf, ...] = ()
    withdrawn: tuple[WithdrawnOf, ...] = ()
    settled: tuple[SettledOf, ...] = ()
    # What units post on sites that do not run on Loa.
    posted: tuple[PostedOf, ...] = ()
    feeds: tuple[FeedOf, ...] = ()
    # Months whose list of fees was frozen, and on which day.
    frozen: Mapping[date, date] = field(default_factory=dict)
    readings: tuple[ReadingOf, ...] = ()
    # Stories that carry a sound, and those that carry a film, by key.
    with_sound: frozenset[str] = frozenset()
    with_film: frozenset[str] = frozenset()
    # Stories that somebody read aloud in Vietnamese, by key: who.
    read_aloud: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story as its file tells it; days that it has not are None."""

    key: str
    kind: StoryKind
    unit: str
    title: str
    lead: str
    body: str
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    channels: tuple[str, ...]
    place: str
    sources: tuple[Mapping[str, Any], ...]
    fate: str
    happened_on: date
    filed_on: date
    published_on: date | None = None
    picture: Mapping[str, str] | None = None
    returned_on: date | None = None
    returned_why: str = ""
    corrected_on: date | None = None
    correction: str = ""
    # What of the text was wrong until then: as it `was`, and as it is `now`.
    mistake: Mapping[str, str] | None = None
    # What a citizen has to know of a procedure, by the fields of `FactsBlock`.
    facts: Mapping[str, str] | None = None


def read_stories(folder: Path) -> list[Told]:
    """Return the stories of an example in the order of the days on which they were handed in."""
    told = [_told(one) for file in sorted(folder.glob(STORIES)) for one in tomllib.loads(file.read_text())["story"]]
    return sorted(told, key=lambda one: (one.filed_on, one.key))


def _told(fields: dict[str, Any]) -> Told:
    lists = {name: tuple(fields[name]) for name in ("topics", "audiences", "channels", "sources")}
    return Told(**{**fields, **lists, "kind": StoryKind(fields["kind"])})
