"""A page or a mail in HTML as plain lines. Plain Python over lxml; nothing is fetched."""

import re

from lxml import etree, html

_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "select", "button"]
)
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
     "pre", "section", "table", "tbody", "tr", "ul"]
)  # fmt: skip
_CELLS = frozenset(["td", "th"])
# Marks that take no room: of joining, of turning text around, and the soft hyphen.
_NO_ROOM = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Where a block begins or ends; many of them together are the end of one line.
_EDGE = "\v"
_EDGES = re.compile(r"[ \n]*\v[ \n\v]*")
_ITEM = "\f"  # where an item begins; its first block does not begin a line
_ITEMS = re.compile(r"\f[ \n\v]*")
# A cell longer than this holds a page that is laid out by a table, and not a table's entry.
_LONGEST_CELL = 300


def parsed(text: str) -> html.HtmlElement | None:
    """Return the tree of an HTML text without comments, None where it holds nothing."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    clean = _CONTROL.sub(" ", text)
    try:
        return html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def lines_of(root: html.HtmlElement) -> str:
    """Return what a reader sees below an element: a line for each block, a table's row as "a | b", an item as "- a".

    The tree loses its scripts, styles and the like.
    """
    for unseen in [element for element in root.iter(*_UNSEEN) if element is not root]:
        unseen.drop_tree()
    pieces: list[str] = []
    in_cell = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_entry = tag in _CELLS and _is_entry(element)
        if event == "start":
            in_cell += is_entry
            pieces += [_before(tag, in_cell=bool(in_cell)), _flowing(element.text)]
        else:
            in_cell -= is_entry
            pieces.append(" | " if is_entry else _after(tag, in_cell=bool(in_cell)))
            pieces.append(_flowing(element.tail) if element is not root else "")
    return tidy_lines(_EDGES.sub("\n", _ITEMS.sub("- ", "".join(pieces))))


def tidy_lines(text: str) -> str:
    """Return lines with single spaces inside, none around, and at most one empty line between two."""
    lines = (" ".join(line.split()).removesuffix(" |").removesuffix("|") for line in _NO_ROOM.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(text: str) -> str:
    """Return a short text, such as a title in a feed, on one line without the tags and entities it may hold."""
    if "<" not in text and "&" not in text:
        return " ".join(_NO_ROOM.sub("", text).split())
    root = parsed(f"<div>{text}</div>")
    return " ".join(lines_of(root).split()) if root is not None else ""


def _flowing(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _before(tag: str, *, in_cell: bool) -> str:
    if tag == "li" and not in_cell:
        return _EDGE + _ITEM
    return _after(tag, in_cell=in_cell) or ("\n" if tag == "br" and not in_cell else " " if tag == "br" else "")


def _after(tag: str, *, in_cell: bool) -> str:
    if tag in _BLOCKS or tag in _CELLS:
        return " " if in_cell and tag != "tr" else _EDGE
    return ""


def _is_entry(cell: etree._Element) -> bool:
    """Tell a table's entry from a cell that only lays a page out: one of several in its row, short, without a table."""
    row = cell.getparent()
    if row is None or len(row) < 2 or cell.find(".//table") is not None:
        return False
    length = 0
    for text in cell.itertext():
        length += len(text)
        if length > _LONGEST_CELL:
            return False
    return True
