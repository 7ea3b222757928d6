"""Stories as readers get them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.timezone import localtime, make_aware

from loa.activities.queries.coverage import months_to_choose
from loa.newsroom.choices import FollowKind, StoryState
from loa.newsroom.models import Correction, Story, StoryQuerySet, Translation
from loa.newsroom.queries.room import first_day
from loa.people.queries import unit_names

_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose stories a site shows, by ids: all of some sections, and all that some units tell."""

    sections: frozenset[int]
    units: frozenset[int]

    @property
    def q(self) -> Q:
        """The condition on stories."""
        return Q(section__in=self.sections) | Q(unit__in=self.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One story on its page: whose it is, what was corrected, in which other languages it is told."""

    story: Story
    unit: str
    owner: str
    corrections: tuple[Correction, ...]
    translations: tuple[Translation, ...]

    @property
    def reading_is_behind(self) -> bool:
        """Whether the story was corrected since it was read aloud; what was recorded with a correction is not."""
        reading = self.story.reading
        if reading is None or not self.corrections or self.story.first_published_at is None:
            return False
        before = self.corrections[1].at if len(self.corrections) > 1 else self.story.first_published_at
        return bool(reading.at <= before)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTranslation:
    """A translation on its page; `is_behind` where the story was corrected since a second person heard it."""

    page: Published
    translation: Translation
    is_behind: bool

    @property
    def is_out(self) -> bool:
        return self.page.story.live and self.translation.released_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedList:
    """A page of stories, each with the name of its unit, and the months one can turn to."""

    page: Page[Story]
    rows: tuple[tuple[Story, str], ...]
    month: date | None
    months: tuple[date, ...]


def out(reach: Reach | None) -> StoryQuerySet:
    """Return the stories that are out on a site, newest first; None reaches everything."""
    found = Story.objects.live_first()
    return found.filter(reach.q) if reach else found


def find_published(slug: str) -> Published | None:
    """Return a story that is or was out; None for every other. Five statements."""
    was_out = Q(live=True, state=StoryState.PUBLISHED) | Q(state=StoryState.WITHDRAWN)
    story = Story.objects.select_related("section").filter(was_out, slug=slug).first()
    if story is None:
        return None
    on = localtime(story.first_published_at).date() if story.first_published_at else localtime(story.state_at).date()
    names = unit_names([story.unit_id, story.section.owner_id], on)
    corrections = story.corrections.filter(kind=FollowKind.CORRECTION).order_by("-at", "-pk")
    return Published(
        story=story,
        unit=names.get(story.unit_id, ""),
        owner=names.get(story.section.owner_id, ""),
        corrections=tuple(corrections),
        translations=tuple(story.translations.filter(released_at__isnull=False).order_by("language")),
    )


def find_translation(slug: str, language: str) -> PublishedTranslation | None:
    """Return a translation that is or was out, of a story that is or was; None for every other. Six statements."""
    page = find_published(slug)
    if page is None:
        return None
    once_out = Q(released_at__isnull=False) | Q(taken_back_at__isnull=False)
    rows = page.story.translations.select_related("recording").filter(once_out, language=language)
    found = rows.first()
    if found is None:
        return None
    behind = found.checked_at is not None and any(one.at > found.checked_at for one in page.corrections)
    return PublishedTranslation(page=page, translation=found, is_behind=behind)


def published(stories: StoryQuerySet, month: str, page: str, on: date) -> PublishedList:
    """Return a page of the stories given, of the month asked for or of all; three statements."""
    first = first_day(month)
    if first is not None:
        stories = stories.filter(first_published_at__gte=_begin(first), first_published_at__lt=_begin(_after(first)))
    shown = Paginator(stories, _A_PAGE).get_page(page)
    return PublishedList(
        page=shown,
        rows=with_units(shown.object_list, on),
        month=first,
        months=tuple(months_to_choose(first, on)),
    )


def with_units(stories: Iterable[Story], on: date) -> tuple[tuple[Story, str], ...]:
    """Return stories, each with what its unit is called on a day."""
    found = list(stories)
    names = unit_names([one.unit_id for one in found], on) if found else {}
    return tuple((one, names.get(one.unit_id, "")) for one in found)


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
