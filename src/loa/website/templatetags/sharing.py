"""What pages tell machines of themselves, written so that no word of a page can become a part of it."""

import json

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from loa.website import queries
from loa.website.rules.structured_data import Thing
from loa.website.views.reading import portal_of, root_of

register = template.Library()
# A title may hold "</script>" or "<!--"; in JSON these letters may be written by their numbers.
_BY_NUMBER = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def structured_data(thing: Thing) -> SafeString:
    """Write data of schema.org as a block that no browser runs, so that the policy of the page has no say in it."""
    written = json.dumps(thing, ensure_ascii=False).translate(_BY_NUMBER)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308


@register.simple_tag(takes_context=True)
def about_home(context: Context) -> queries.About | None:
    """Return what the front page says of itself; None in an editor's preview."""
    read = _read_at(context)
    return queries.about_home(*read, settings.LOA_SITE_NAME) if read else None


@register.simple_tag(takes_context=True)
def about_kept_page(context: Context) -> queries.About | None:
    """Return what a page that an editor keeps says of itself; None in an editor's preview."""
    read = _read_at(context)
    return queries.about_kept_page(*read, context["page"]) if read else None


def _read_at(context: Context) -> tuple[queries.PortalOfDay | None, str] | None:
    """Return whose site is being read, and its address."""
    request = context.get("request")
    if request is None or not hasattr(request, "portal"):
        return None
    return portal_of(request), root_of(request)
