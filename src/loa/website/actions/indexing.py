"""Keep the index of the search as what stands on the sites: what changed each minute, and everything once a day.

No audit entry: nobody decides anything here, and the index can be made anew at any time.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date, datetime
from itertools import islice, pairwise
from typing import TypeVar

from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.folded_words import folded_words, pair, words_of
from loa.website.choices import EntryKind
from loa.website.models import SearchEntry, SearchWord
from loa.website.queries.searchable import SOURCES, Entry, Looked
from loa.website.rules import terms

_AT_ONCE = 500
# Pairs are kept of what stands at the top of a text: they tell which word was meant and how it is written.
_PAIRED = 60
_KEPT = [
    "unit", "section", "site", "everywhere", "sought", "day", "title", "address", "text", "folded_title", "folded_text",
    "terms", "fingerprint",
]  # fmt: skip

# Raised where entries are made in another way: the next night then makes each anew.
_MANNER = 1

Row = TypeVar("Row")
# How often each term stands in the index, by itself and as it is written.
Tally = Counter[tuple[str, str]]


def index_changes(*, since: datetime, at: datetime) -> int:
    """Take into the index what changed since a moment, and out of it what no longer stands; return how much."""
    return _index(since, localtime(at).date())


def index_anew(*, at: datetime) -> int:
    """Make the index and its vocabulary what they should be, whatever they were; return how much was wrong.

    In steps of their own: with 100,000 stories this takes minutes, and nobody waits for it.
    """
    counted: Tally = Counter()
    changed = _index(None, localtime(at).date(), counted)
    return changed + _count_anew(counted)


def _index(since: datetime | None, on: date, counted: Tally | None = None) -> int:
    changed = 0
    for kind, look in SOURCES.items():
        changed += _take(kind, look(since, on), counted)
    gone = SearchEntry.objects.exclude(kind__in=list(SOURCES))
    changed += _drop(gone.values_list("pk", flat=True), recount=counted is None)
    if changed:
        page_cache.clear()
    return changed


def _take(kind: EntryKind, looked: Looked, counted: Tally | None) -> int:
    """Store what is new or different of a kind and drop what is gone, in short transactions; return how many."""
    changed = 0
    standing: set[str] = set()
    for entries in _in_parts(looked.standing):
        standing.update(one.source for one in entries)
        if counted is not None:
            for one in entries:
                counted.update(_known_by(kind, one))
        changed += _store(kind, entries, recount=counted is None)
    there = SearchEntry.objects.filter(kind=kind)
    if looked.rows is not None:
        there = there.filter(source__in=looked.rows)
    gone = [pk for pk, source in there.values_list("pk", "source") if source not in standing]
    return changed + _drop(gone, recount=counted is None)


def _store(kind: EntryKind, entries: list[Entry], *, recount: bool) -> int:
    """Store those of some entries that differ from what is stored; return how many."""
    sources = [one.source for one in entries]
    there = SearchEntry.objects.filter(kind=kind, source__in=sources)
    known = dict(there.values_list("source", "fingerprint"))
    fresh = [one for one in entries if known.get(one.source) != _fingerprint(one)]
    if not fresh:
        return 0
    with transaction.atomic():
        if recount:
            _recount(
                before=there.filter(source__in=[one.source for one in fresh]),
                after=[_known_by(kind, one) for one in fresh],
            )
        SearchEntry.objects.bulk_create(
            [_entry(kind, one) for one in fresh],
            update_conflicts=True, unique_fields=["kind", "source"], update_fields=_KEPT,
        )  # fmt: skip
    return len(fresh)


def _drop(entries: Iterable[int], *, recount: bool) -> int:
    dropped = 0
    for keys in _in_parts(entries):
        gone = SearchEntry.objects.filter(pk__in=keys)
        with transaction.atomic():
            if recount:
                _recount(before=gone, after=[])
            dropped += gone.delete()[0]
    return dropped


def _entry(kind: EntryKind, entry: Entry) -> SearchEntry:
    return SearchEntry(
        kind=kind, source=entry.source, unit_id=entry.unit, section_id=entry.section, site_id=entry.site,
        everywhere=entry.everywhere, sought=entry.sought, day=entry.day, title=entry.title, address=entry.address,
        text=entry.text, folded_title=" ".join(folded_words(entry.title)),
        folded_text=" ".join(islice(folded_words(entry.text), terms.MOST_WORDS)),
        terms=terms.terms_of(entry.title, entry.text, _places(kind, entry)), fingerprint=_fingerprint(entry),
    )  # fmt: skip


def _places(kind: str, one: Entry | SearchEntry) -> Iterator[str]:
    """Yield the terms for where an entry belongs; what a site shows and every filter is asked by these."""
    unit, section = (one.unit, one.section) if isinstance(one, Entry) else (one.unit_id, one.section_id)
    yield terms.of_kind(kind)
    yield terms.of_month(one.day)
    if one.day is not None:
        yield terms.of_year(one.day.year)
    if unit is not None:
        yield terms.of_unit(unit)
    if section is not None:
        yield terms.of_section(section)
    if one.everywhere:
        yield terms.EVERYWHERE


def _known_by(kind: str, one: Entry | SearchEntry) -> set[tuple[str, str]]:
    """Return what an entry adds to the vocabulary, each once."""
    known = {(term, "") for term in _places(kind, one)}
    for text in (one.title, one.text):
        words = words_of(text)[: terms.MOST_WORDS]
        row = [(word.folded, text[word.start : word.end].lower()[:80]) for word in words]
        known.update(row)
        known.update((pair(left[0], right[0]), f"{left[1]} {right[1]}") for left, right in pairwise(row[:_PAIRED]))
    known.update((terms.in_title(word), "") for word in folded_words(one.title))
    return {(name, written) for name, written in known if not terms.is_number(name)}


def _recount(*, before: Iterable[SearchEntry], after: Iterable[set[tuple[str, str]]]) -> None:
    """Move the counts of the vocabulary by what entries were and what they will be."""
    moved: Tally = Counter()
    for old in before:
        moved.subtract(_known_by(old.kind, old))
    for new in after:
        moved.update(new)
    steps = {term: step for term, step in moved.items() if step}
    now: Tally = Counter()
    for folded in _in_parts({folded for folded, _ in steps}):
        rows = SearchWord.objects.filter(folded__in=folded)
        now.update(
            {(name, written): count for name, written, count in rows.values_list("folded", "written", "entries")}
        )
    _write({term: now[term] + step for term, step in steps.items()})


def _count_anew(counted: Tally) -> int:
    """Make the vocabulary what was counted; return how many words were wrong."""
    rows = SearchWord.objects.values_list("folded", "written", "entries")
    there = {(folded, written): count for folded, written, count in rows.iterator()}
    wrong = {term: counted[term] for term in counted.keys() | there.keys() if counted[term] != there.get(term, 0)}
    with transaction.atomic():
        _write(wrong)
    return len(wrong)


def _write(counts: dict[tuple[str, str], int]) -> None:
    words = [
        SearchWord(folded=folded, written=written, entries=count, is_pair="_" in folded and not folded.startswith("t."))
        for (folded, written), count in counts.items()
        if count > 0
    ]
    SearchWord.objects.bulk_create(
        words, batch_size=2_000, update_conflicts=True, unique_fields=["folded", "written"], update_fields=["entries"]
    )
    gone = {term for term, count in counts.items() if count <= 0}
    for folded in _in_parts({folded for folded, _ in gone}):
        rows = SearchWord.objects.filter(folded__in=folded).values_list("pk", "folded", "written")
        SearchWord.objects.filter(pk__in=[pk for pk, name, written in rows if (name, written) in gone]).delete()


def _fingerprint(entry: Entry) -> str:
    return hashlib.blake2b(repr((_MANNER, *astuple(entry))).encode(), digest_size=16).hexdigest()


def _in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while part := list(islice(left, _AT_ONCE)):
        yield part
