"""What the writer of a mail wrote: without the mail it answers, and without what Word and Outlook leave around it."""

import re

from lxml import html

from loa.lib.html_text import lines_of, parsed, tidy_lines

_FORWARD = re.compile(r"^\s*(?:fwd?|tr|chuyển tiếp|chuyen tiep)\s*:", re.IGNORECASE)

# Classes and ids that programs put around the mail that is answered: Gmail, Yahoo, Thunderbird, Zimbra.
_QUOTE_CLASSES = frozenset(["gmail_quote", "gmail_quote_container", "yahoo_quoted", "moz-cite-prefix", "gmail_attr"])
# From these on everything is the mail that is answered: Outlook of the web, of telephones, of the desk.
_CUT_IDS = frozenset(
    ["divrplyfwdmsg", "appendonsend", "olk_src_body_section", "mail-editor-reference-message-container",
     "ms-outlook-mobile-reference-message"]
)  # fmt: skip
_LINE_ABOVE = re.compile(r"border:\s*none;\s*border-top:\s*solid #(?:e1e1e1|b5c4df)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
_BULLET = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)

_ATTRIBUTION = re.compile(
    r"^(?:on|vào|ngày|lúc|le|thứ|chủ nhật)\b[^\n]{0,200}(?:\n[^\n]{0,200}){0,2}?(?:wrote|đã viết|viết)\s*:\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"^(?:-{2,}\s*(?:original message|thư gốc|thông điệp gốc)\s*-{2,}|_{20,}\s*\n\s*(?:from|từ)\s*:)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_OF_ANSWERED = re.compile(
    r"^\*?(?:from|từ)\s*:\*?[^\n]+\n+\*?(?:sent|date|đã gửi|ngày|gửi)\s*:\*?[^\n]+\n", re.IGNORECASE | re.MULTILINE
)
_PLACE_OF_PICTURE = re.compile(r"\[(?:cid:[^\]\s]{1,200}|image:[^\]\n]{0,200})\]|<cid:[^>\s]{1,200}>")
_FLOWED = re.compile(r"(?<![\n ]) \n(?![>\n ])")


def is_forward(subject: str) -> bool:
    """Say whether a subject is that of a mail passed on, whose quoted part is what it is about."""
    return bool(_FORWARD.search(subject))


def from_plain(text: str, *, keep_quoted: bool, is_flowed: bool = False) -> str:
    """Return the lines of a plain mail; without the mail it answers, if anything else stands there."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_flowed:
        lines = _FLOWED.sub(" ", lines.replace("\n-- \n", "\n--\n"))
    whole = tidy_lines(_PLACE_OF_PICTURE.sub("", lines))
    return whole if keep_quoted else _own(whole) or whole


def from_html(text: str, *, keep_quoted: bool) -> str:
    """Return a mail in HTML as lines, a table's row on one, in the same way."""
    if not keep_quoted and (root := _tidied(text)) is not None:
        _drop_quoted(root)
        if own := from_plain(lines_of(root), keep_quoted=False):
            return own
    root = _tidied(text)
    return from_plain(lines_of(root), keep_quoted=True) if root is not None else ""


def _own(text: str) -> str:
    for beginning in (_ORIGINAL, _HEAD_OF_ANSWERED):
        if found := beginning.search(text):
            text = text[: found.start()]
    without = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return tidy_lines(_ATTRIBUTION.sub("", without) if without != text else without)


def _tidied(text: str) -> html.HtmlElement | None:
    root = parsed(text)
    if root is None:
        return None
    for element in list(root.iter()):
        style = element.get("style") or ""
        if element is not root and (element.tag == "xml" or (style and _HIDDEN.search(style))):
            _drop(element)
        elif style and _BULLET.search(style):
            mark = "".join(element.itertext()).strip()
            element[:] = []
            element.text = f"{mark} " if any(letter.isdigit() for letter in mark) else "- "
    return root


def _drop_quoted(root: html.HtmlElement) -> None:
    for element in list(root.iter("div", "blockquote", "hr", "span")):
        name = (element.get("id") or "").lower().removeprefix("x_")
        if name in _CUT_IDS or (element.tag == "div" and _LINE_ABOVE.search(element.get("style") or "")):
            _cut_from(element, root)
        elif _is_quote(element):
            _drop(element)


def _is_quote(element: html.HtmlElement) -> bool:
    if element.tag == "blockquote" and (element.get("type") or "").lower() == "cite":
        return True
    return not _QUOTE_CLASSES.isdisjoint((element.get("class") or "").lower().split())


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _cut_from(element: html.HtmlElement, root: html.HtmlElement) -> None:
    """Take away an element and all that comes after it."""
    inner = element
    while inner is not root and (above := inner.getparent()) is not None:
        for after in list(inner.itersiblings()):
            above.remove(after)
        inner.tail = None
        inner = above
    _drop(element)
