"""What the search finds, kind by kind: one function for each, all in `SOURCES`.

A function is told since when to look (None: everything) and on which day, and returns what stands now among the rows it
looked at; whatever else of these rows stands in the index leaves it. To add a kind: a word in `EntryKind`, a function
here, a line in `SOURCES`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any, TypeVar

from django.db.models import Prefetch, Q
from django.utils.timezone import localtime
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from loa.lib.vietnamese_text import tidy
from loa.library.models import Document, Draft, Kept
from loa.newsroom.models import Story
from loa.people.models import UnitAlias
from loa.plans import queries as plans
from loa.plans.models import Clause, LineAgency, PlanLine, PlanVersion, Topic
from loa.plans.queries.parts import line_anchor
from loa.website.choices import EntryKind
from loa.website.models import Portal
from loa.website.queries.front import plans_of_the_day
from loa.website.queries.unit_list import units_of_owners

_READ_AT_ONCE = 500
_LONGEST_TITLE = 500
_TAG = re.compile(r"</?(?:p|li|ul|ol|h\d|br|hr|div)\b[^>]*>")
_ANY_TAG = re.compile(r"<[^>]*>")
_NO_WORDS = frozenset(["picture", "url"])  # values of a block that are no text
K = TypeVar("K", bound=Kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as it should stand; `source` names its row among those of its kind."""

    source: str
    title: str
    text: str
    address: str
    day: date | None = None
    unit: int | None = None
    section: int | None = None
    site: int | None = None
    everywhere: bool = False
    sought: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What stands of the rows that were looked at; `rows` names these, None means all there are of the kind."""

    standing: Iterable[Entry]
    rows: frozenset[str] | None = None


Source = Callable[[datetime | None, date], Looked]
_NOTHING_NEW = Looked(standing=(), rows=frozenset())


def stories(since: datetime | None, on: date) -> Looked:
    """Return the stories that are out."""
    found = Story.objects.all()
    if since is not None:
        found = found.filter(Q(last_published_at__gte=since) | Q(state_at__gte=since))
    rows = None if since is None else frozenset(map(str, found.values_list("pk", flat=True)))
    return Looked(standing=_stories_out(rows), rows=rows)


def confirmed_plans(since: datetime | None, on: date) -> Looked:
    """Return the latest confirmed version of every plan, under the plan's own address; every site shows it."""
    if not _was_confirmed(since):
        return _NOTHING_NEW
    return Looked(standing=map(_plan, plans.latest_versions().prefetch_related("clause_set", "topic_set")))


def tasks_of_plans(since: datetime | None, on: date) -> Looked:
    """Return the rows of those plans."""
    if not _was_confirmed(since):
        return _NOTHING_NEW
    return Looked(standing=_tasks(plans.latest_versions()))


def documents(since: datetime | None, on: date) -> Looked:
    """Return the documents of the library that stand, by symbol, issuer and abstract."""
    return _kept(Document, since, _document)


def drafts(since: datetime | None, on: date) -> Looked:
    """Return the drafts that people are or were asked about."""
    return _kept(Draft, since, _draft)


def units_of_the_day(since: datetime | None, on: date) -> Looked:
    """Return the units of the directory with how their offices are reached; they are few enough to read each time."""
    owners = units_of_owners(plans_of_the_day(plans.latest_versions(), on), on)
    listed = [one for entry in owners for one in (entry.owner, *(one for group in entry.groups for one in group.units))]
    names: dict[int, list[str]] = {}
    for unit, text in UnitAlias.objects.order_by("pk").values_list("unit", "text"):
        names.setdefault(unit, []).append(text)
    return Looked(standing=[
        Entry(
            source=str(one.version.unit_id), title=one.version.name, unit=one.version.unit_id, everywhere=True,
            text=_contact(one.version.unit, names.get(one.version.unit_id, [])),
            address=f"/don-vi/#don-vi-{one.version.unit_id}",
        )
        for one in listed
    ])  # fmt: skip


def pages_of_sites(since: datetime | None, on: date) -> Looked:
    """Return the pages that editors keep in the tree below each site: live, and not behind a password or a sign-in.

    They go with a home page that was withdrawn.
    """
    portals = {portal.site_id: portal for portal in Portal.objects.all()}
    return Looked(standing=[
        _page(page, site, portals.get(site.pk))
        for site in Site.objects.select_related("root_page").filter(root_page__live=True)
        for page in Page.objects.live().public().descendant_of(site.root_page, inclusive=True).specific()
    ])  # fmt: skip


SOURCES: dict[EntryKind, Source] = {
    EntryKind.STORY: stories,
    EntryKind.PLAN: confirmed_plans,
    EntryKind.TASK: tasks_of_plans,
    EntryKind.DOCUMENT: documents,
    EntryKind.DRAFT: drafts,
    EntryKind.UNIT: units_of_the_day,
    EntryKind.PAGE: pages_of_sites,
}


def plain_text(html: str) -> str:
    """Return the words of rich text, blocks parted by a space."""
    return tidy(unescape(_ANY_TAG.sub("", _TAG.sub(" ", html))))


def _stories_out(rows: frozenset[str] | None) -> Iterator[Entry]:
    """Yield stories in the order of their keys, some hundred read at once: there may be more than memory holds."""
    out = Story.objects.filter(live=True).order_by("pk")
    if rows is not None:
        out = out.filter(pk__in=rows)
    last = 0
    while read := list(out.filter(pk__gt=last)[:_READ_AT_ONCE]):
        yield from map(_story, read)
        last = read[-1].pk


def _story(story: Story) -> Entry:
    out_at = story.first_published_at or story.state_at
    words = (story.lead, *_words(block["value"] for block in story.body.raw_data), story.place, story.byline)
    return Entry(
        source=str(story.pk), title=story.title, text=tidy(" ".join(words)), address=f"/tin-bai/{story.slug}/",
        day=localtime(out_at).date(), unit=story.unit_id, section=story.section_id, sought=story.is_procedure,
    )  # fmt: skip


def _words(values: Iterable[Any]) -> Iterator[str]:
    """Yield the texts in the blocks of a body."""
    for value in values:
        if isinstance(value, str):
            yield plain_text(value)
        elif isinstance(value, dict):
            yield from _words(one for name, one in value.items() if name not in _NO_WORDS)


def _was_confirmed(since: datetime | None) -> bool:
    """Tell whether a plan was confirmed since a moment: nothing of a confirmed plan ever changes."""
    return since is None or PlanVersion.objects.filter(confirmed_at__gte=since).exists()


def _plan(version: PlanVersion) -> Entry:
    clauses: Iterable[Clause] = version.clause_set.all()
    topics: Iterable[Topic] = version.topic_set.all()
    words = [version.symbol, version.plan.issuer, *(one.text for one in topics)]
    words += [f"{one.heading} {one.text}" for one in clauses]
    return Entry(
        source=str(version.plan_id), title=version.plan.title[:_LONGEST_TITLE], text=tidy(" ".join(words)),
        address=f"/ke-hoach/{version.plan.slug}/", day=version.issued_on, unit=version.plan.owner_id, everywhere=True,
        sought=True,
    )  # fmt: skip


def _tasks(versions: Iterable[PlanVersion]) -> Iterator[Entry]:
    agencies = Prefetch("agencies", LineAgency.objects.order_by("position", "pk"))
    for version in versions:
        for line in PlanLine.objects.filter(version=version).prefetch_related(agencies, "timings"):
            words = [f"Nhiệm vụ {line.number} của {version.plan.title}.", line.group]
            words += [f"{one}." for one in line.products if isinstance(one, str)]
            words += [f"{one.agency_text}." for one in line.agencies.all()]
            words += [f"{one.timing_text}." for one in line.timings.all()]
            yield Entry(
                source=f"{version.plan_id}.{line.position}", title=tidy(line.title)[:_LONGEST_TITLE],
                text=tidy(" ".join(words)), address=f"/ke-hoach/{version.plan.slug}/#{line_anchor(line)}",
                day=version.issued_on, unit=version.plan.owner_id, everywhere=True,
            )  # fmt: skip


def _kept(model: type[K], since: datetime | None, entry: Callable[[K], Entry]) -> Looked:
    """Return what stands of what a unit keeps in its library, of one kind."""
    found = model._default_manager.all()
    if since is not None:
        found = found.filter(changed_at__gte=since)
    rows = None if since is None else frozenset(map(str, found.values_list("pk", flat=True)))
    standing = found.filter(withdrawn_at__isnull=True).iterator(chunk_size=_READ_AT_ONCE)
    return Looked(standing=map(entry, standing), rows=rows)


def _document(document: Document) -> Entry:
    words = [document.get_kind_display(), document.symbol, document.issuer_name]
    return Entry(
        source=str(document.pk), title=str(document)[:_LONGEST_TITLE], text=tidy(" ".join([*words, document.abstract])),
        address=f"/van-ban/{document.slug}/", day=document.signed_on, unit=document.owner_id,
        everywhere=document.for_communes, sought=True,
    )  # fmt: skip


def _draft(draft: Draft) -> Entry:
    words = (draft.get_kind_display(), draft.why, draft.basis, draft.receiver, draft.summary)
    return Entry(
        source=str(draft.pk), title=draft.title, text=tidy(" ".join(words)), address=f"/lay-y-kien/{draft.slug}/",
        day=draft.opened_on, unit=draft.owner_id, everywhere=draft.for_communes,
    )  # fmt: skip


def _contact(unit: Any, names: list[str]) -> str:
    facts = (
        ("Điện thoại", unit.phone), ("Địa chỉ", unit.address), ("Thư điện tử", unit.email),
        ("Còn gọi", ", ".join(names)),
    )  # fmt: skip
    return " · ".join(f"{name}: {fact}" for name, fact in facts if fact)


def _page(page: Page, site: Site, portal: Portal | None) -> Entry:
    """Return a page of a site; where no unit's site was opened, there is one site alone. A front page is the site."""
    is_front = portal is not None and page.pk == site.root_page_id
    return Entry(
        source=str(page.pk), title=portal.name if portal and is_front else page.title, text=_words_of_page(page),
        address=page.get_url_parts()[2], site=portal.site_id if portal else None,
        unit=portal.unit_id if portal else None, everywhere=portal is None,
    )  # fmt: skip


def _words_of_page(page: Page) -> str:
    texts: list[str] = []
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            texts.append(plain_text(getattr(page, field.name)))
        elif isinstance(field, StreamField):
            texts += map(str, field.get_searchable_content(getattr(page, field.name)))
    return tidy(" ".join(texts) or page.search_description)
