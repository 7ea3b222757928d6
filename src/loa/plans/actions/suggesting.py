"""Suggest whom a name of a document means: decisions on plain values, with what each rests on.

In the order of certainty: what the same owner chose before, the same name, a known other spelling, what kind of name
it is, a near name by words. Only a certain suggestion is filled in; anything else is shown and asks for a person.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from loa.people.choices import UnitClass
from loa.plans.choices import AgencyKind, Target, Why
from plan_reader.text import fold

CERTAIN = 90  # from here on a suggestion is filled in beforehand
_MARGIN = 10  # how far ahead of the next best a near name must be: two alike offices are not one
_NOT_TOLD = re.compile(r"\b(?:huyen|xa|phuong|tinh)(?: [a-z ]+)?$")
_HEADS = re.compile(r"^(?:cac )?(?:thu truong|chu tich|giam doc|truong|lanh dao|nguoi dung dau)\s+(?:cac )?")
# What the plural words of a document mean; the members are worked out under the owner on the day.
_CLASS_WORDS = (
    (UnitClass.COMMUNES, re.compile(r"\b(?:cac|ubnd) (?:xa|phuong|thi tran|dac khu)\b|\bcap xa\b")),
    (UnitClass.OFFICES, re.compile(r"\bphong,? ban\b|\bco quan chuyen mon\b|\bcac phong\b|\bcac ban,? nganh\b")),
    (UnitClass.SERVICES, re.compile(r"\bdon vi su nghiep\b|\bdvsn\b")),
    (UnitClass.VILLAGES, re.compile(r"\b(?:cac )(?:thon|ban|khu pho|to dan pho|khoi)\b")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that may be meant: its names first, then other ways to write it. `near` 0 is directly under the owner."""

    unit: int
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    distance: int
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Whom a name may mean, how certain that is (per cent) and why."""

    target: Target | None = None
    unit: int | None = None
    classes: tuple[UnitClass, ...] = ()
    confidence: int = 0
    why: Why | None = None

    @property
    def is_certain(self) -> bool:
        return self.confidence >= CERTAIN


def suggest(
    spellings: Sequence[str],
    kind: AgencyKind,
    *,
    candidates: Sequence[Candidate],
    members: Mapping[UnitClass, int],
    earlier: Mapping[str, Suggestion],
) -> Suggestion:
    """Return the best suggestion for a name written in these ways; an empty one where nothing is near.

    `members` says how many units each class has; a class without any is never suggested. `earlier` holds what the
    owner chose for a folded name in plans confirmed before.
    """
    folded = [fold(spelling) for spelling in spellings]
    chosen = next((earlier[name] for name in folded if name in earlier), None)
    if chosen:
        return chosen
    if kind == AgencyKind.OPEN:
        return Suggestion(target=Target.OPEN, confidence=100, why=Why.KIND)
    named = _by_name(folded, candidates)
    if kind == AgencyKind.OUTSIDE:
        asked = Suggestion(target=Target.OUTSIDE, confidence=95, why=Why.KIND)
        return named if named.target == Target.OUTSIDE else asked
    if named.is_certain:
        return named
    classes = _classes(folded, members)
    if classes and kind != AgencyKind.UNIT:
        return Suggestion(target=Target.CLASS, classes=classes, confidence=95, why=Why.KIND)
    return named


def _by_name(folded: Sequence[str], candidates: Sequence[Candidate]) -> Suggestion:
    keys = {_key(name) for name in folded} | {_key(_HEADS.sub("", name)) for name in folded}
    for why, ways in ((Why.SAME, "names"), (Why.ALIAS, "aliases")):
        found = [one for one in candidates if keys & {_key(fold(way)) for way in getattr(one, ways)}]
        nearest = [one for one in found if one.distance == min(each.distance for each in found)]
        if len(nearest) == 1:
            return _of(nearest[0], 100, why)
    return _near(keys, candidates)


def _near(keys: Iterable[str], candidates: Sequence[Candidate]) -> Suggestion:
    scores = sorted(
        ((max(token_set_ratio(key, _key(fold(way))) for key in keys for way in one.names), one) for one in candidates),
        key=lambda scored: -scored[0],
    )
    if not scores:
        return Suggestion()
    best, runner_up = scores[0], scores[1][0] if len(scores) > 1 else 0
    # Never certain by likeness alone: "Phòng Tư pháp" and "Phòng Tài chính" share half their letters.
    certain = min(int(best[0]), CERTAIN - 1)
    return _of(best[1], certain, Why.NEAR) if best[0] >= CERTAIN and best[0] - runner_up >= _MARGIN else Suggestion()


def _of(candidate: Candidate, confidence: int, why: Why) -> Suggestion:
    target = Target.OUTSIDE if candidate.outside else Target.UNIT
    return Suggestion(target=target, unit=None if candidate.outside else candidate.unit, confidence=confidence, why=why)


def _key(folded: str) -> str:
    """Return a folded name without what documents leave out or write differently: "và", dashes, "huyện" at the end."""
    words = folded.replace("&", " va ").replace("-", " ").replace(",", " ")
    plain = " ".join(word for word in words.split() if word != "va")
    return _NOT_TOLD.sub("", plain).strip() or plain


def _classes(folded: Sequence[str], members: Mapping[UnitClass, int]) -> tuple[UnitClass, ...]:
    return tuple(
        unit_class
        for unit_class, words in _CLASS_WORDS
        if members.get(unit_class) and any(words.search(name) for name in folded)
    )
