"""The entries that may answer a search: few enough to be ranked one by one, whatever was typed.

What is frequent is looked for among the newest entries first: of 100,000 stories nearly all say "cải cách hành chính",
and to sort them all would take longer than a reader waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from loa.base.page_cache import remembered
from loa.lib import plain_language as plain
from loa.newsroom.models import Abbreviation
from loa.website.models import SearchEntry, SearchWord
from loa.website.queries.portals import PortalOfDay
from loa.website.rules import asking, terms
from loa.website.rules.asking import Asked, Group
from loa.website.rules.conditions import Condition, Term, all_of, any_of
from loa.website.rules.correcting import Pairs, Vocabulary
from loa.website.rules.ranking import Candidate
from loa.website.rules.same_meaning import Words, meanings

MOST = 400
_MOST_BESIDES = 200  # of those with the words in the title, or side by side, that are older than the newest
_FEW = 3_000  # entries that are sorted in no time
_RECENT = 6_000  # entries that the newest months hold together
_SHOWN = ("pk", "kind", "source", "day", "folded_title", "folded_text", "unit_id", "section_id")


@dataclass(frozen=True, slots=True)
class Among:
    """Where to look: what a site shows, and what filters leave of it; every part is to be fulfilled."""

    parts: tuple[Condition, ...] = ()

    def most(self, known: Vocabulary) -> int:
        """Return how many entries there are at most."""
        return min((_count(part, known) for part in self.parts), default=10**9)


@remembered
def vocabulary() -> Vocabulary:
    """Return the words of the index; one statement, then none until something public changes."""
    entries: dict[str, int] = {}
    written: dict[str, str] = {}
    rows = SearchWord.objects.filter(is_pair=False).order_by("entries", "pk")
    for folded, shown, count in rows.values_list("folded", "written", "entries"):
        entries[folded] = entries.get(folded, 0) + count
        if shown:
            written[folded] = shown  # the last is the one that most entries have
    return Vocabulary(entries, written)


@remembered
def known_meanings() -> dict[Words, tuple[Words, ...]]:
    """Return what else to look for by words typed: short forms of the house and of all units, and what people say."""
    short = [*plain.ABBREVIATIONS.items(), *Abbreviation.objects.values_list("short", "full")]
    return meanings(short)


def pairs(names: list[str]) -> Pairs:
    """Return those of some pairs that stand in the index: how each is mostly written, in how many entries."""
    found: dict[str, tuple[str, int]] = {}
    rows = SearchWord.objects.filter(folded__in=names, is_pair=True).order_by("entries", "pk")
    for folded, shown, count in rows.values_list("folded", "written", "entries"):
        found[folded] = (shown, found.get(folded, ("", 0))[1] + count)
    return found


def shown_on(portal: PortalOfDay | None) -> list[Condition]:
    """Return the condition that a site shows an entry; none where no unit's site was opened."""
    if portal is None:
        return []
    reach = portal.reach
    places = [
        terms.EVERYWHERE,
        *map(terms.of_unit, sorted(reach.units)),
        *map(terms.of_section, sorted(reach.sections)),
    ]
    return [any_of(map(Term, places))]


def answering(asked: Asked, among: Among, known: Vocabulary) -> dict[int, Candidate]:
    """Return entries that have everything looked for: the newest, and where there are more, the best of the others."""
    groups = asked.groups
    most = min(among.most(known), *(_most_of(group, known) for group in groups))
    if not most:
        return {}
    found = _newest(asking.has_all(groups), among, most, known, MOST)
    if len(found) < MOST:
        return found
    in_title = min(among.most(known), *(_most_of(group, known, title=True) for group in groups))
    found |= _newest(asking.has_all_in_title(groups), among, in_title, known, _MOST_BESIDES, undated_first=True)
    side_by_side = asking.has_side_by_side(groups)
    if side_by_side is not None:
        found |= _newest(side_by_side, among, most, known, _MOST_BESIDES)
    return found


def resembling(groups: tuple[Group, ...], among: Among, known: Vocabulary) -> dict[int, Candidate]:
    """Return entries that have something of what is looked for."""
    return _newest(asking.has_some(groups), among, among.most(known), known, MOST)


def beginning(words: Words, among: Among, known: Vocabulary) -> dict[int, Candidate]:
    """Return entries whose titles have the words, the last of them as far as it was typed."""
    *whole, last = map(terms.in_title, words)
    most = min(max(known.count_beginning(last), known.count(last)), among.most(known), *map(known.count, whole), 10**9)
    condition = all_of([*map(Term, whole), Term(last, is_beginning=True)])
    return _newest(condition, among, most, known, _MOST_BESIDES, undated_first=True) if most else {}


def _newest(
    condition: Condition, among: Among, most: int, known: Vocabulary, count: int, *, undated_first: bool = False
) -> dict[int, Candidate]:
    """Return the newest entries that fulfil a condition; `most` is how many there can be at most."""
    if most > _FEW:
        recent = _read([condition, *among.parts, _recent(known)], count, undated_first=undated_first)
        if len(recent) == count:
            return recent
    return _read([condition, *among.parts], count, undated_first=undated_first)


def _read(parts: Iterable[Condition], count: int, *, undated_first: bool) -> dict[int, Candidate]:
    day = F("day").desc(nulls_first=True) if undated_first else F("day").desc(nulls_last=True)
    rows = SearchEntry.objects.filter(terms__fulfil=all_of(parts)).order_by(day, "kind", "source")
    return {row[0]: Candidate(*row) for row in rows.values_list(*_SHOWN)[:count]}


def _recent(known: Vocabulary) -> Condition:
    """Return the condition to be of the newest months, so many that they hold enough, or without a day."""
    chosen, held = [Term(terms.UNDATED)], 0
    for month in known.months:
        if held >= _RECENT:
            break
        chosen.append(Term(month))
        held += known.count(month)
    return any_of(chosen)


def _most_of(group: Group, known: Vocabulary, *, title: bool = False) -> int:
    """Return how many entries can have a group at most: for each way to say it, as its rarest word."""
    ways = ([terms.in_title(word) for word in way] if title else way for way in group.ways)
    return sum(min(map(known.count, way)) for way in ways)


def _count(part: Condition, known: Vocabulary) -> int:
    """Return how many entries can fulfil a condition on places at most."""
    return known.count(part.name) if isinstance(part, Term) else sum(_count(one, known) for one in part.parts)
