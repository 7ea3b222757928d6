"""Stories as readers get them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.timezone import localtime

from loa.newsroom.choices import FollowKind, StoryState
from loa.newsroom.models import Correction, Section, Story, Translation
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
class PublishedList:
    """A page of stories, each with the name of its unit; `section` is the one asked for, None for all."""

    page: Page[Story]
    rows: tuple[tuple[Story, str], ...]
    sections: tuple[Section, ...]
    section: Section | None


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


def published(section: str, page: str) -> PublishedList:
    """Return a page of what is out, newest first; four statements."""
    sections = tuple(Section.objects.order_by("position", "pk"))
    chosen = next((one for one in sections if one.slug == section), None)
    rows = Story.objects.filter(live=True).select_related("section").order_by("-first_published_at", "-pk")
    if chosen is not None:
        rows = rows.filter(section=chosen)
    shown = Paginator(rows.defer("body"), _A_PAGE).get_page(page)
    found = list(shown.object_list)
    names = unit_names([one.unit_id for one in found], localtime().date()) if found else {}
    return PublishedList(
        page=shown,
        rows=tuple((one, names.get(one.unit_id, "")) for one in found),
        sections=sections,
        section=chosen,
    )
