"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator

# A stop, the quotation marks and brackets that close behind it, then a space or the end.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»)\]]*+(?=\s|$)")
_BEHIND = re.compile(r"\s*+[\"“‘«(\[]*+")
_LIST_MARK = re.compile(
    r"[^\S\n]*+(?:[-–—•*+▪◦·]|\(?\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[a-zđ]\)|[IVX]{1,5}(?:\.\d{1,2}){0,4}[.)])[^\S\n]+"
)
_ENDS_A_LINE = (".", ":", ";", "!", "?", "…")
_NEVER_LAST_WRITTEN = """
    tp tx tt kp th.s ths ts pgs gs bs bsckii ks cn tr mr mrs st nxb đ/c đc gs.ts pgs.ts ths.bs ts.bs lt đt sđt tel
"""
_NEVER_LAST = frozenset(_NEVER_LAST_WRITTEN.split())
_LOOKED_BACK = 12


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of composed text, without the spaces and list marks around it.

    A semicolon ends none; a list item on a line of its own is one.
    """
    for begin, end in _passages(text):
        mark = _LIST_MARK.match(text, begin, end)
        start = mark.end() if mark else begin
        for stop in _STOP.finditer(text, start, end):
            if _is_last(text, start, stop, end):
                yield from _trimmed(text, start, stop.end())
                start = stop.end()
        yield from _trimmed(text, start, end)


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between line breaks at which a sentence certainly ends."""
    if "\n" not in text:
        yield 0, len(text)
        return
    begin = at = 0
    last = ""
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if at > begin and (not bare or last.endswith(_ENDS_A_LINE) or _LIST_MARK.match(line)):
            yield begin, at
            begin = at
        last = bare
        at += len(line)
    yield begin, at


def _is_last(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    behind = _BEHIND.match(text, stop.end(), end)
    follows = text[behind.end() : behind.end() + 1] if behind and behind.end() < end else ""
    if follows.islower():
        return False
    if not follows or stop[0][0] != "." or stop[0].startswith(".."):
        return True
    before = text[max(start, stop.start() - _LOOKED_BACK) : stop.start()].split()
    word = before[-1].lstrip('"“‘«([') if before else ""
    is_initial = len(word) == 1 and word.isupper()
    return not is_initial and word.lower() not in _NEVER_LAST


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without spaces at both ends, unless nothing is left."""
    part = text[start:end]
    kept = part.strip()
    if kept:
        begin = start + len(part) - len(part.lstrip())
        yield begin, begin + len(kept)
