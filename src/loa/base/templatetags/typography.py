"""Filters that set Vietnamese text and days on a page; the rules of setting are in `loa.lib.vietnamese_text`."""

import re
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from loa.lib import vietnamese_text

register = template.Library()


@register.filter
def typeset(text: str) -> SafeString:
    """Escape a document's words and keep together what a line must not part; `{{ line.title|typeset }}`."""
    return _set(str(text))


# The same few hundred texts are set on every page of a plan. Typed: a text marked safe is another key than its equal.
@lru_cache(maxsize=4096, typed=True)
def _set(text: str) -> SafeString:
    bound = vietnamese_text.bind(text)
    pieces = vietnamese_text.split_at_symbols(bound)
    if not any(is_symbol for _, is_symbol in pieces):  # most texts
        return conditional_escape(bound)
    kept = (format_html('<span class="keep">{}</span>', piece) if is_symbol else piece for piece, is_symbol in pieces)
    return format_html_join("", "{}", ((piece,) for piece in kept))


@register.filter
def sentence_case(heading: str) -> str:
    """Show a heading written all in capitals as a sentence."""
    return vietnamese_text.sentence_case(str(heading))


@register.filter
def shorten(text: str, words: int) -> str:
    """Show at most so many words; `{{ topic|shorten:22|typeset }}`."""
    return vietnamese_text.shorten(str(text), words)


@register.filter
def day(value: date | None) -> str:
    """Show a day as dd/mm/yyyy, nothing for no day."""
    return vietnamese_text.written_day(value) if value else ""


@register.filter(expects_localtime=True)
def weekday(value: date | None) -> str:
    """Show the day of the week in one piece, nothing for no day."""
    return vietnamese_text.weekday(value).replace(" ", vietnamese_text.NO_BREAK) if value else ""


@register.filter
def dialled(number: str) -> str:
    """Return what a telephone dials of a number as it is written; `href="tel:{{ unit.phone|dialled }}"`."""
    return re.sub(r"[^0-9+]", "", number)
