"""Search as people type it: what a site has for some words, in which order, by which filters it can be narrowed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from django.db.models import F, Q

from loa.lib.vietnamese_text import fold
from loa.newsroom.models import Section
from loa.people.queries import unit_names
from loa.website.choices import EntryKind
from loa.website.models import SearchEntry
from loa.website.queries import candidates
from loa.website.queries.candidates import Among
from loa.website.queries.portals import PortalOfDay
from loa.website.rules import asking, ranking, terms
from loa.website.rules.asking import Asked
from loa.website.rules.conditions import Condition, Term
from loa.website.rules.correcting import Vocabulary, corrected
from loa.website.rules.excerpts import Piece, excerpt, marked
from loa.website.rules.ranking import Candidate

A_PAGE = 10
_LOOKED_AT_AGAIN = 40  # of the best: whether they are written with the marks that were typed
_FACETS = 8
_SUGGESTED = 7
_SOUGHT = 8
_SENTENCE = 6  # words; in a longer text a word that is known is left as it was typed


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; `month` is the first of one."""

    kind: EntryKind | None = None
    section: int | None = None
    unit: int | None = None
    year: int | None = None
    month: date | None = None

    @property
    def conditions(self) -> list[Condition]:
        """What an entry has to fulfil."""
        names = [
            terms.of_kind(self.kind) if self.kind else "",
            terms.of_section(self.section) if self.section else "",
            terms.of_unit(self.unit) if self.unit else "",
            terms.of_year(self.year) if self.year else "",
            terms.of_month(self.month) if self.month else "",
        ]
        return [Term(name) for name in names if name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page found: where it is, its title and a piece of its text in pieces, whose it is."""

    entry: SearchEntry
    address: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    kind: str
    unit: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow a search: what to put into the address, what it is called, how many pages are left."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The ways to narrow a search, those with most pages first; months newest first."""

    kinds: tuple[Facet, ...] = ()
    sections: tuple[Facet, ...] = ()
    units: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    months: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found. `instead` are the words looked for where those typed found nothing.

    `count` counts up to a limit, beyond which `has_more`; where no page has all the words, `is_near` ones are shown.
    """

    asked: Asked
    rows: tuple[Row, ...] = ()
    count: int = 0
    has_more: bool = False
    instead: str = ""
    is_near: bool = False
    page: int = 1
    pages: int = 1
    facets: Facets = Facets()


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: Asked
    found: dict[int, Candidate]
    instead: str = ""
    is_near: bool = False


def search(
    text: str, filters: Filters, portal: PortalOfDay | None, on: date, *, page: int = 1, literally: bool = False
) -> Found:
    """Return what a site (None: every site) shows for a text; at most ten statements, whatever is found."""
    asked = asking.asked(text, candidates.known_meanings())
    if not asked.groups:
        return Found(asked=asked)
    among = Among((*candidates.shown_on(portal), *filters.conditions))
    answer = _answer(asked, among, literally=literally)
    ranked = _ranked(
        answer.found.values(), {one.pk: ranking.score(one, answer.asked, on) for one in answer.found.values()}
    )
    pages = max(1, ceil(len(ranked) / A_PAGE))
    page = min(max(1, page), pages)
    shown, entries = _page(ranked, answer.asked, page, on)
    rows, facets = _named(shown, entries, ranked, answer.asked, filters, portal, on)
    return Found(
        asked=asked,
        instead=answer.instead,
        is_near=answer.is_near,
        count=min(len(ranked), candidates.MOST),
        has_more=len(ranked) >= candidates.MOST,
        page=page,
        pages=pages,
        rows=rows,
        facets=facets,
    )


def suggestions(text: str, portal: PortalOfDay | None, on: date) -> list[tuple[str, str, str]]:
    """Return a few titles that a text may be the beginning of, each with its kind and its address."""
    asked = asking.asked(text, {})
    if not asked.words or len("".join(asked.words)) < 2:  # a single letter begins everything
        return []
    known = candidates.vocabulary()
    found = candidates.beginning(asked.words, Among(tuple(candidates.shown_on(portal))), known)
    begun = f" {' '.join(asked.words)}"
    whole = [one for one in found.values() if begun in f" {one.title}"]
    best = sorted(
        whole or found.values(),
        key=lambda one: (not f" {one.title}".startswith(begun), -ranking.score(one, asked, on), one.kind, one.source),
    )
    keys = [one.pk for one in best[:_SUGGESTED]]
    entries = SearchEntry.objects.select_related("site").in_bulk(keys)
    rows = [entries[key] for key in keys if key in entries]
    return [(one.title, EntryKind(one.kind).label, _address(one, portal)) for one in rows]


def sought(portal: PortalOfDay | None) -> list[tuple[str, str]]:
    """Return titles and addresses of what many come for: procedures and plans. Nobody's searches are counted."""
    entries = SearchEntry.objects.filter(sought=True).select_related("site")
    if portal is not None:
        reach = portal.reach
        entries = entries.filter(Q(everywhere=True) | Q(section__in=reach.sections) | Q(unit__in=reach.units))
    newest = entries.order_by(F("day").desc(nulls_last=True), "kind", "source")
    return [(one.title, _address(one, portal)) for one in newest[:_SOUGHT]]


def _answer(asked: Asked, among: Among, *, literally: bool) -> _Answer:
    """Return what has every word; else what was meant by a slip; else what is nearest."""
    known = candidates.vocabulary()
    found = candidates.answering(asked, among, known)
    if found or literally:
        return _Answer(asked, found)
    has_unknown = not all(known.count(word) for word in asked.words)
    meant = _meant(asked, among, known) if has_unknown else None
    if meant and meant.found:
        return meant
    weighty = replace(asked, groups=asking.of_weight(asked.groups))
    found = candidates.answering(weighty, among, known) if weighty.groups != asked.groups else {}
    if found:
        return _Answer(weighty, found)
    if not has_unknown and len(asked.words) <= _SENTENCE:
        meant = _meant(asked, among, known)
        if meant and meant.found:
            return meant
    near = meant.asked if meant else asked
    groups = asking.of_weight(near.groups)
    about = replace(near, groups=groups)
    resembling = candidates.resembling(groups, among, known)
    kept = {key: one for key, one in resembling.items() if ranking.has_half(one, about)}
    return _Answer(about, kept, meant.instead if meant and kept else "", is_near=bool(kept))


def _meant(asked: Asked, among: Among, known: Vocabulary) -> _Answer | None:
    """Return what is found for the words that were meant; None where the words typed are all one knows."""
    correction = corrected(asked.words, known, candidates.pairs)
    if correction is None:
        return None
    meant = asking.asked_instead(correction.words, correction.written, candidates.known_meanings())
    return _Answer(meant, candidates.answering(meant, among, known), correction.written)


def _ranked(found: Iterable[Candidate], scores: dict[int, float]) -> list[Candidate]:
    """Return candidates by their scores, of equal ones the newer first; the same order on every engine."""
    return sorted(found, key=lambda one: (-scores[one.pk], -(one.day or date.min).toordinal(), one.kind, one.source))


def _page(ranked: list[Candidate], asked: Asked, page: int, on: date) -> tuple[list[Candidate], dict[int, SearchEntry]]:
    """Return the candidates of a page with their entries; the best of all are ranked anew by the marks typed."""
    begin, end = (page - 1) * A_PAGE, page * A_PAGE
    has_marks = fold(asked.written) != asked.written.lower()
    again = ranked[:_LOOKED_AT_AGAIN] if has_marks and begin < _LOOKED_AT_AGAIN else []
    wanted = {one.pk for one in (*again, *ranked[begin:end])}
    entries = SearchEntry.objects.select_related("site").defer("terms", "folded_text").in_bulk(wanted)
    there = [one for one in again if one.pk in entries]
    scores = {
        one.pk: ranking.score(one, asked, on)
        + ranking.written_so(asked.written, entries[one.pk].title, entries[one.pk].text)
        for one in there
    }
    ordered = [*_ranked(there, scores), *ranked[len(again) :]]
    return [one for one in ordered[begin:end] if one.pk in entries], entries


def _named(
    shown: list[Candidate],
    entries: dict[int, SearchEntry],
    found: Sequence[Candidate],
    asked: Asked,
    filters: Filters,
    portal: PortalOfDay | None,
    on: date,
) -> tuple[tuple[Row, ...], Facets]:
    """Return rows and facets with the names of units and sections; two statements."""
    by_unit = Counter(one.unit for one in found if one.unit).most_common(_FACETS)
    by_section = Counter(one.section for one in found if one.section).most_common(_FACETS)
    units = {one.unit for one in shown if one.unit} | {unit for unit, _ in by_unit}
    names = unit_names(units | ({filters.unit} if filters.unit else set()), on)
    keys = {one.section for one in shown if one.section} | {section for section, _ in by_section}
    sections = dict(Section.objects.filter(pk__in=keys).values_list("pk", "name"))
    rows = tuple(_row(entries[one.pk], asked, names, sections, portal) for one in shown)
    return rows, _facets(found, by_unit, by_section, names, sections)


def _row(
    entry: SearchEntry, asked: Asked, names: dict[int, str], sections: dict[int, str], portal: PortalOfDay | None
) -> Row:
    return Row(
        entry=entry,
        address=_address(entry, portal),
        title=marked(entry.title, asked),
        text=excerpt(entry.text, asked),
        kind=EntryKind(entry.kind).label,
        unit=names.get(entry.unit_id or 0, "") if entry.kind != EntryKind.UNIT else "",
        section=sections.get(entry.section_id or 0, ""),
    )


def _facets(
    found: Sequence[Candidate],
    by_unit: Iterable[tuple[int, int]],
    by_section: Iterable[tuple[int, int]],
    names: dict[int, str],
    sections: dict[int, str],
) -> Facets:
    kinds = Counter(one.kind for one in found).most_common()
    days = [one.day for one in found if one.day]
    years = sorted(Counter(day.year for day in days).items(), reverse=True)
    months = sorted(Counter((day.year, day.month) for day in days).items(), reverse=True)
    return Facets(
        kinds=tuple(Facet(value=EntryKind(one).in_address, name=EntryKind(one).label, count=n) for one, n in kinds),
        sections=tuple(Facet(value=str(one), name=sections.get(one, ""), count=n) for one, n in by_section),
        units=tuple(Facet(value=str(one), name=names.get(one, ""), count=n) for one, n in by_unit),
        years=tuple(Facet(value=str(year), name=f"Năm {year}", count=n) for year, n in years),
        months=tuple(
            Facet(value=f"{year}-{month:02}", name=f"Tháng {month}/{year}", count=n) for (year, month), n in months[:12]
        ),
    )


def _address(entry: SearchEntry, portal: PortalOfDay | None) -> str:
    """Return the address of an entry, with the host where it stands on another site alone."""
    if entry.site is None or (portal is not None and entry.site_id == portal.portal.site_id):
        return entry.address
    return f"{entry.site.root_url}{entry.address}"
