"""Stories as readers get them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.timezone import localtime, make_aware

from loa.activities.queries.coverage import months_to_choose
from loa.newsroom.choices import FollowKind, StoryState
from loa.newsroom.models import Correction, Section, Story, Translation
from loa.newsroom.queries.room import first_day
from loa.people.queries import unit_names

_A_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One story on its page: whose it is, what was corrected, in which other languages it is told."""

    story: Story
    unit: str
    owner: str
    corrections: tuple[Correction, ...]
    translations: tuple[Translation, ...]


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
    """A page of stories, each with the name of its unit; `section` is the one asked for, None for all."""

    page: Page[Story]
    rows: tuple[tuple[Story, str], ...]
    sections: tuple[Section, ...]
    section: Section | None
    month: date | None
    months: tuple[date, ...]

    @property
    def kept(self) -> str:
        """What the address of another page carries on."""
        asked = {
            "chuyen-muc": self.section.slug if self.section else "",
            "thang": f"{self.month:%Y-%m}" if self.month else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})


def find_published(slug: str) -> Published | None:
    """Return a story that is or was out; None for every other. Five statements."""
    out = Q(live=True, state=StoryState.PUBLISHED) | Q(state=StoryState.WITHDRAWN)
    story = Story.objects.select_related("section").filter(out, slug=slug).first()
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


def published(section: str, month: str, page: str, on: date) -> PublishedList:
    """Return a page of what is out, newest first, of the section and the month asked for; four statements."""
    sections = tuple(Section.objects.order_by("position", "pk"))
    chosen = next((one for one in sections if one.slug == section), None)
    rows = Story.objects.filter(live=True).select_related("section").order_by("-first_published_at", "-pk")
    if chosen is not None:
        rows = rows.filter(section=chosen)
    first = first_day(month)
    if first is not None:
        rows = rows.filter(first_published_at__gte=_begin(first), first_published_at__lt=_begin(_after(first)))
    shown = Paginator(rows.defer("body"), _A_PAGE).get_page(page)
    found = list(shown.object_list)
    names = unit_names([one.unit_id for one in found], on) if found else {}
    return PublishedList(
        page=shown,
        rows=tuple((one, names.get(one.unit_id, "")) for one in found),
        sections=sections,
        section=chosen,
        month=first,
        months=tuple(months_to_choose(first, on)),
    )


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
