"""The front page's own knowledge, fetched by its template so that an editor's preview shows it too."""

from django import template

from loa.base import clock
from loa.website import queries

register = template.Library()


@register.simple_tag
def front_page() -> queries.FrontPage | None:
    """Return what the front page says of the plan that counts today, None while no plan was imported."""
    return queries.front_page(clock.today())
