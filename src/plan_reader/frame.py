"""The frame of a document: head, body and ending; of a plan attached to a decision, those of both together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plan_reader.head import Head, is_caption, kind_of_line, read_head
from plan_reader.lines import Line
from plan_reader.tail import end_of_body

_ATTACHED = ("Kế hoạch", "Chương trình", "Đề án", "Phương án")
_CAPTION_WITHIN = 6  # lines: a title of a few lines, then "(Kèm theo Quyết định số …)"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the clauses. `articles` are those of the decision ("Điều 1 …"), empty without one."""

    head: Head
    articles: Sequence[Line]
    body: Sequence[Line]
    ending: Sequence[Line]


def read_frame(lines: Sequence[Line], table_titles: Iterable[str]) -> Frame:
    """Return the frame of the document made of `lines`.

    A decision that issues a plan comes first and is signed: number, day, issuer and bases are its own, kind, title and
    year are the plan's.
    """
    start = _attached_at(lines)
    own = lines[start:]
    head = read_head(own, table_titles)
    end = end_of_body(own, head.end)
    if not start:
        return Frame(head, (), own[head.end : end], own[end:])
    decision = lines[:start]
    cover = read_head(decision)
    signed = end_of_body(decision, cover.end)
    return Frame(
        head=replace(
            head,
            issuer=cover.issuer or head.issuer,
            symbol=cover.symbol or head.symbol,
            issued_on=cover.issued_on or head.issued_on,
            basis=cover.basis,
            preamble=cover.preamble,
        ),
        articles=decision[cover.end : signed],
        body=own[head.end : end],
        ending=(*decision[signed:], *own[end:]),
    )


def _attached_at(lines: Sequence[Line]) -> int:
    """Return the line on which a plan attached to a decision begins, 0 where there is no such plan."""
    for index, line in enumerate(lines):
        if index and kind_of_line(line) in _ATTACHED:
            following = lines[index + 1 : index + _CAPTION_WITHIN]
            if any(is_caption(one) and "quyet dinh" in one.folded for one in following):
                return index
    return 0
