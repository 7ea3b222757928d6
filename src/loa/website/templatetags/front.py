"""What the templates of public pages ask for themselves.

The front page fetches its own knowledge, so that an editor's preview shows it too.
"""

from django import template

from loa.base import clock
from loa.tasks.queries import PlanTotals, TaskTotals
from loa.website import queries

register = template.Library()


@register.simple_tag
def front_page() -> queries.FrontPage | None:
    """Return what the front page says of the plan that counts today, None while no plan was imported."""
    return queries.front_page(clock.today())


@register.filter
def at_place(totals: PlanTotals, anchor: str) -> TaskTotals | None:
    """Return what is owed at a place of the plan's page, None where nothing was handed out."""
    return totals.by_task.get(anchor)
