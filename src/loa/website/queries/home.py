"""What the front page of a site shows: what it tells, how the plan of its body goes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from loa.library import queries as library
from loa.library.models import Document, Draft
from loa.newsroom import queries as newsroom
from loa.newsroom.models import Story
from loa.pictures.models import Picture
from loa.plans import queries as plans
from loa.plans.models import PlanVersion
from loa.tasks import queries as tasks
from loa.website.models import EventPage, InformationPage
from loa.website.queries.front import plans_of_the_day
from loa.website.queries.pages import information_pages, next_events
from loa.website.queries.portals import ListedSection, PortalOfDay
from loa.website.queries.shelf import shelf_of
from loa.website.queries.stories import opening_pictures, sections_at

_STORIES = 7  # one that opens the page and half a dozen more
_SHARED = 4  # of others, below
_DOCUMENTS = 4
_DRAFTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A front page: `stories` of the body with the unit that tells each, newest first, and the few `shared` of others.

    A body that tells nothing yet shows those of others as its own list. `drafts` are those on which people are asked
    now, the next to close first; `plan` is its plan of the year. `kept` is what the site of a body that has ended and
    told nothing keeps to be looked up.
    """

    today: date
    sections: tuple[ListedSection, ...]
    stories: tuple[tuple[Story, str], ...]
    shared: tuple[tuple[Story, str], ...]
    pictures: dict[int, Picture]
    drafts: tuple[Draft, ...]
    documents: tuple[Document, ...]
    events: tuple[EventPage, ...]
    kept: tuple[InformationPage, ...]
    plan: PlanVersion | None
    figures: tasks.PlanFigures | None

    @property
    def opening(self) -> tuple[Story, str] | None:
        """The story that opens the page: the newest."""
        return self.stories[0] if self.stories else None


def home_of_day(portal: PortalOfDay | None, at: datetime) -> Home:
    """Return what a site's front page shows at a moment; ten statements."""
    on = localtime(at).date()
    own = list(newsroom.out(portal.own if portal else None)[:_STORIES])
    others = list(newsroom.out(portal.reach).exclude(portal.own.q)[:_STORIES]) if portal and portal.takes else []
    found = newsroom.with_units([*own, *others], on)
    told, shared = (found[: len(own)], found[len(own) :][:_SHARED]) if own else (found, ())
    is_over = bool(portal and portal.ended and not told)
    shelf = shelf_of(portal, on) if told or is_over else None
    plan = _plan_of(portal, on) if told else None  # a page without stories is about the plan and reads it itself
    return Home(
        today=on,
        sections=sections_at(portal, on) if told else (),
        stories=told,
        shared=shared,
        pictures=opening_pictures([story for story, _ in told]),
        drafts=tuple(library.open_drafts(shelf, on)[:_DRAFTS]) if told else (),
        documents=tuple(library.posted_documents(shelf).newest_first()[:_DOCUMENTS]) if told or is_over else (),
        events=tuple(next_events(portal, at)) if told else (),
        kept=tuple(information_pages(portal)) if is_over else (),
        plan=plan,
        figures=tasks.plan_figures(plan, on) if plan else None,
    )


def _plan_of(portal: PortalOfDay | None, on: date) -> PlanVersion | None:
    """Return the plan of the day's year that the site's body carries out by its own word; the main site has any."""
    versions = plans_of_the_day(plans.latest_versions(), on)
    if portal is None:
        return versions[0] if versions else None
    return next((version for version in versions if version.plan.owner_id == portal.unit.pk), None)
