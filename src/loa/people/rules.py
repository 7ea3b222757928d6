"""Decisions about units, accounts and their dates on plain values. No Django, no clock."""

import re
import secrets
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count, pairwise

from loa.lib.vietnamese_text import fold
from loa.people.choices import Tier, UnitClass, UnitKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of days, the last one left out; `until` is None while it lasts."""

    start: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.start <= day and (self.until is None or day < self.until)


def overlapping(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """Return the first two spans that share a day, None where none do; a unit has one version a day."""
    ordered = sorted(spans, key=lambda span: span.start)
    return next(((one, two) for one, two in pairwise(ordered) if one.until is None or two.start < one.until), None)


# Who belongs to a class: units of this kind and level that stand directly under the owner.
_MEMBERS: dict[UnitClass, tuple[UnitKind, Tier | None]] = {
    UnitClass.COMMUNES: (UnitKind.COMMITTEE, Tier.COMMUNE),
    UnitClass.OFFICES: (UnitKind.OFFICE, None),
    UnitClass.SERVICES: (UnitKind.SERVICE, None),
    UnitClass.VILLAGES: (UnitKind.VILLAGE, Tier.VILLAGE),
}


def belongs(unit_class: UnitClass, *, kind: str, tier: str) -> bool:
    """Tell whether a unit of this kind and level, standing directly under the owner, is a member of the class."""
    wanted_kind, wanted_tier = _MEMBERS[unit_class]
    return kind == wanted_kind and wanted_tier in (None, tier)


_USERNAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_SHORTEST_USERNAME, _LONGEST_USERNAME = 3, 60
_NOT_IN_USERNAMES = re.compile(r"[^a-z0-9]+")
LINK_LIVES = timedelta(hours=24)
TWO_PEOPLE_WITHIN = timedelta(days=7)


def is_username(text: str) -> bool:
    """Tell whether a text can be a user name: lower-case letters without marks, digits, dot and hyphen between them."""
    return _SHORTEST_USERNAME <= len(text) <= _LONGEST_USERNAME and bool(_USERNAME.fullmatch(text))


def username_from(full_name: str, taken: Container[str]) -> str:
    """Return a free user name for a person: "Nguyễn Văn Mẫu" → nguyen-van-mau, then nguyen-van-mau-2."""
    bare = _NOT_IN_USERNAMES.sub("-", fold(full_name)).strip("-")[: _LONGEST_USERNAME - 5].strip("-")
    stem = bare if len(bare) >= _SHORTEST_USERNAME else "can-bo"
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)


def make_secret() -> tuple[str, str]:
    """Return the secret of a new link and its digest: the first is shown once, only the second is kept."""
    secret = secrets.token_urlsafe(32)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """Return what is kept of a link's secret. Long and random, it cannot be guessed from a plain hash."""
    return sha256(secret.encode()).hexdigest()


def needs_second_person(done_at: datetime | None, at: datetime) -> bool:
    """Tell whether another person must do this half of letting somebody in again.

    `done_at` is when the same person last did the other half for the same account: one half gives a password, the
    other takes the second factor away, and whoever did both would be in the account.
    """
    return done_at is not None and at - done_at < TWO_PEOPLE_WITHIN
