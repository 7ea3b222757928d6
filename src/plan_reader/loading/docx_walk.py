"""Names of WordprocessingML, and the walk through wrappers that carry content without meaning of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = f"{W}val"
P, R, TBL, TR, TC, SDT = (f"{W}{name}" for name in ("p", "r", "tbl", "tr", "tc", "sdt"))
MATH_RUN, MATH_TEXT = f"{_M}r", f"{_M}t"
ALTERNATE = f"{_MC}AlternateContent"
TEXT_BOX = f"{W}txbxContent"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"  # a watermark: its words are an attribute

BLOCKS = frozenset({P, TBL})
RUNS = frozenset({R, MATH_RUN})
# What a reader sees of w:del and w:moveFrom is nothing, so they are not among these.
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        *("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent"),
        *("ruby", "rubyBase"),
    )
)
_OFF = frozenset({"0", "false", "off", "none"})


def expand(element: _Element, wanted: Collection[str]) -> Iterator[_Element]:
    """Yield the wanted children in order, looking through content controls, links, insertions and choices."""
    for child in element:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag in _WRAPPERS or tag.startswith(_M) or (tag == SDT and not _shows_placeholder(child)):
            yield from expand(child, wanted)
        elif tag == ALTERNATE:
            yield from expand(chosen(child), wanted)


def chosen(alternate: _Element) -> _Element:
    """Return the first choice of alternate content; its fallback says the same again for old programs."""
    return next(iter(alternate), alternate)


def text_boxes(element: _Element) -> Iterator[_Element]:
    """Yield the contents of each text box in a drawing, once."""
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        else:
            yield from text_boxes(chosen(child) if child.tag == ALTERNATE else child)


def is_on(element: _Element) -> bool:
    """Tell whether an on/off property is on: present without a value means on."""
    return element.get(VAL, "1") not in _OFF


def number_of(element: _Element | None, default: int = 0, *, most: int = 32_767) -> int:
    """Return a property's whole number within 0 and `most`; `default` where it is missing or no number."""
    value = element.get(VAL, "") if element is not None else ""
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 12 else default


def _shows_placeholder(control: _Element) -> bool:
    """Tell whether a content control still shows its prompt ("Bấm vào đây để nhập") and no content."""
    properties = control.find(f"{W}sdtPr")
    placeholder = properties.find(f"{W}showingPlcHdr") if properties is not None else None
    return placeholder is not None and is_on(placeholder)
