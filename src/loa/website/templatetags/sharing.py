"""What pages tell machines of themselves, written so that no word of a page can become a part of it."""

import json

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from loa.website import queries
from loa.website.rules.structured_data import Thing

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
    request = context.get("request")
    reading = getattr(request, "portal", None)
    if request is None or reading is None:
        return None
    portal = reading()
    root = portal.root_url if portal else f"{request.scheme}://{request.get_host()}"
    return queries.about_home(portal, root, settings.LOA_SITE_NAME)
