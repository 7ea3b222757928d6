"""Text as people type it on a telephone, and the plain HTML it becomes: paragraphs, "## " headings, "- " lists."""

import re
from html import escape

from lxml import html as markup

from loa.lib.vietnamese_text import tidy

_BLANK = re.compile(r"\n[ \t]*\n+")
_HEADING = re.compile(r"^#{1,3}[ \t]+")
_ITEM = re.compile(r"^[-*•][ \t]+")
_BLOCKS = {"p": "{}", "h2": "## {}", "h3": "## {}", "li": "- {}"}
# What a letter program or Word puts between letters and nobody sees.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")


def as_html(text: str) -> str:
    """Return typed text as HTML of `p`, `h2`, `ul` and `li` alone; every other mark in it is text."""
    found = []
    for part in _BLANK.split(_UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))):
        found += _part(part)
    return "".join(found)


def as_text(html: str) -> str:
    """Return HTML of a story as it would be typed; what cannot be typed (bold, links) keeps its words alone."""
    if not html.strip():
        return ""
    parts: list[str] = []
    last = ""
    for one in markup.fragment_fromstring(html, create_parent="div").iter(*_BLOCKS):
        words = " ".join(one.text_content().split())
        if words:
            close = one.tag == "li" and last == "li"
            parts.append(("\n" if close else "\n\n") + _BLOCKS[str(one.tag)].format(words))
            last = str(one.tag)
    return "".join(parts).strip()


def is_typed(html: str) -> bool:
    """Tell whether nothing is lost when HTML is edited as typed text."""
    return as_html(as_text(html)) == re.sub(r"\s*data-block-key=\"[^\"]*\"", "", html).strip()


def _part(part: str) -> list[str]:
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    found: list[str] = []
    paragraph: list[str] = []
    items: list[str] = []

    def close() -> None:
        if paragraph:
            found.append(f"<p>{escape(tidy(' '.join(paragraph)), quote=False)}</p>")
            paragraph.clear()
        if items:
            found.append("<ul>" + "".join(f"<li>{escape(item, quote=False)}</li>" for item in items) + "</ul>")
            items.clear()

    for line in lines:
        if _HEADING.match(line):
            close()
            found.append(f"<h2>{escape(tidy(_HEADING.sub('', line)), quote=False)}</h2>")
        elif _ITEM.match(line):
            if paragraph:
                close()
            items.append(tidy(_ITEM.sub("", line)))
        else:
            if items:
                close()
            paragraph.append(line)
    close()
    return found
