"""Feeds: what is new on a site, in one of its sections or of one unit, with the whole text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from loa.newsroom import queries as newsroom
from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.choices import FollowKind
from loa.newsroom.models import Correction, Recording, Story, StoryQuerySet
from loa.newsroom.queries.recordings import mime_of
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.pictures.models import Picture, Rendition
from loa.pictures.queries import credit_of, plain_copy, with_renditions
from loa.website.models import Portal
from loa.website.queries.portals import ListedSection, PortalOfDay
from loa.website.queries.sharing import last_change
from loa.website.queries.stories import sections_at

_ENTRIES = 30
# What a reader of feeds can show of a story besides its pictures; whatever else a body holds is seen on the page.
_READABLE = frozenset(["text", "facts", "question", "quote", "media"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPicture:
    """A picture in the text of an entry."""

    copy: Rendition
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecording:
    """Sound or moving pictures in the text of an entry."""

    recording: Recording
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A file that goes with an entry."""

    path: str
    length: int
    mime: str


@dataclass(frozen=True, slots=True)
class _Shown:
    pictures: dict[int, Picture]
    recordings: dict[int, Recording]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One story in a feed; `pieces` are its pictures and recordings, and the blocks of its text with `render`.

    Of its `files` what can be heard comes first: a program that takes one file of an entry then plays it.
    """

    id: str
    story: Story
    unit: str
    link: str
    published: datetime
    updated: datetime
    corrections: tuple[Correction, ...]
    pieces: tuple[object, ...]
    files: tuple[FeedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """A feed one can follow: what it is about, and its address before the name of the format."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """All feeds of a site."""

    site: ListedFeed
    sections: tuple[ListedFeed, ...]
    units: tuple[ListedFeed, ...]


def entries(stories: StoryQuerySet, root: str, on: date) -> tuple[FeedEntry, ...]:
    """Return the newest of some stories with their whole text; seven statements.

    A story has the same id and the same link in every feed: its link leads to the site it belongs to.
    """
    found = list(stories[:_ENTRIES])
    names = unit_names([one.unit_id for one in found], on)
    homes = {
        one.unit_id: one.site.root_url
        for one in Portal.objects.select_related("site").filter(unit__in={one.section.owner_id for one in found})
    }
    shown = _Shown(_pictures(found), _recordings(found))
    said: dict[int, list[Correction]] = defaultdict(list)
    for one in Correction.objects.filter(story__in=found, kind=FollowKind.CORRECTION).order_by("-at", "-pk"):
        said[one.story_id].append(one)
    return tuple(
        _entry(
            story,
            unit=names.get(story.unit_id, ""),
            home=homes.get(story.section.owner_id, root),
            corrections=tuple(said[story.pk]),
            shown=shown,
        )
        for story in found
    )


def feeds_of(portal: PortalOfDay | None, site_name: str, on: date) -> Feeds:
    """Return the feeds of a site: of all it tells, of its sections, of the units that told something there."""
    reach = portal.reach if portal else None
    telling = Unit.objects.filter(pk__in=newsroom.out(reach).order_by().values("unit"))
    keys = dict(telling.values_list("pk", "key"))
    names = sorted((name, keys[pk]) for pk, name in unit_names(keys, on).items())
    return Feeds(
        site=ListedFeed(name=portal.portal.name if portal else site_name, path=reverse("website:stories")),
        sections=tuple(ListedFeed(name=one.section.name, path=section_path(one)) for one in sections_at(portal, on)),
        units=tuple(ListedFeed(name=name, path=f"{reverse('website:unit_list')}{key}/") for name, key in names),
    )


def section_path(section: ListedSection) -> str:
    """Return the path of a section's page, below which its feeds stand."""
    return reverse("website:section", args=[section.address])


def _entry(story: Story, *, unit: str, home: str, corrections: tuple[Correction, ...], shown: _Shown) -> FeedEntry:
    published = story.first_published_at or story.state_at
    pieces = tuple(_pieces(story, shown))
    return FeedEntry(
        id=f"tag:{_authority()},{localtime(published):%Y-%m-%d}:tin-bai:{story.pk}",
        story=story,
        unit=unit,
        link=f"{home}{reverse('website:story', args=[story.slug])}",
        published=published,
        updated=last_change(story, corrections),
        corrections=corrections,
        pieces=pieces,
        files=tuple(_files(pieces)),
    )


def _pieces(story: Story, read: _Shown) -> Iterable[object]:
    """Return what a story is made of, the picture it opens with in lists first; what it shows was read before."""
    shown: list[FeedPicture] = []
    rest: list[object] = []
    for index, block in enumerate(story.body.raw_data):
        if block["type"] in _READABLE:
            rest.append(story.body[index])
        elif block["type"] in RECORDING_BLOCKS and (one := read.recordings.get(block["value"]["recording"] or 0)):
            rest.append(FeedRecording(recording=one, path=reverse("news:recording", args=[one.pk, one.public_name])))
        elif block["type"] == "picture" and (picture := read.pictures.get(block["value"]["picture"] or 0)):
            copy = plain_copy(picture)
            if copy is None:
                continue
            told = FeedPicture(
                copy=copy,
                alt=picture.default_alt_text,
                caption=block["value"].get("caption") or "",
                credit=credit_of(picture),
            )
            (rest if shown else shown).append(told)
    return [*shown, *rest]


def _files(pieces: Iterable[object]) -> Iterable[FeedFile]:
    parts = list(pieces)
    for piece in parts:
        if isinstance(piece, FeedRecording):
            yield FeedFile(path=piece.path, length=piece.recording.size, mime=mime_of(piece.recording))
    for piece in parts:
        if isinstance(piece, FeedPicture):
            try:
                yield FeedFile(path=piece.copy.url, length=piece.copy.file.size, mime="image/jpeg")
            except OSError:
                continue


def _pictures(stories: Iterable[Story]) -> dict[int, Picture]:
    wanted = {
        block["value"]["picture"]
        for story in stories
        for block in story.body.raw_data
        if block["type"] == "picture" and block["value"]["picture"]
    }
    return {picture.pk: picture for picture in with_renditions().filter(pk__in=wanted)} if wanted else {}


def _recordings(stories: Iterable[Story]) -> dict[int, Recording]:
    """Return the recordings of stories that may be heard in public; no statement where there are none."""
    wanted = {
        block["value"]["recording"]
        for story in stories
        for block in story.body.raw_data
        if block["type"] in RECORDING_BLOCKS and block["value"]["recording"]
    }
    found = Recording.objects.filter(pk__in=wanted) if wanted else ()
    return {one.pk: one for one in found if one.is_clean and not one.why_not_aired}


def _authority() -> str:
    """Return the name under which this installation gives out ids: that of its address, which must not change."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
