"""What the templates of public pages ask for themselves.

The front page fetches its own knowledge, so that an editor's preview shows it too.
"""

from django import template
from django.template import Context

from loa.base import clock
from loa.newsroom.models import Story
from loa.pictures.models import Picture
from loa.tasks.queries import PlanTotals, TaskTotals
from loa.website import queries

register = template.Library()


@register.simple_tag
def front_page() -> queries.FrontPage | None:
    """Return what the front page says of the plan that counts today, None while no plan was imported."""
    return queries.front_page(clock.today())


@register.simple_tag(takes_context=True)
def home_of_day(context: Context) -> queries.Home:
    """Return what the site's front page shows today."""
    portal = getattr(context.get("request"), "portal", None)
    return queries.home_of_day(portal() if portal else None, clock.now())


@register.filter
def of_story(pictures: dict[int, Picture], story: Story) -> Picture | None:
    """Return the picture a story opens with, of those read for a list."""
    return pictures.get(story.pk)


@register.filter
def at_place(totals: PlanTotals, anchor: str) -> TaskTotals | None:
    """Return what is owed at a place of the plan's page, None where nothing was handed out."""
    return totals.by_task.get(anchor)
