"""The findings about a .docx written into it as comments, each at the paragraph or row it speaks of.

python-docx writes here, where a file is changed and kept whole; where things stand is still told by our own reader.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from plan_reader.errors import UnreadableFile
from plan_reader.loading import guard
from plan_reader.loading.docx import elements_of_blocks
from plan_reader.loading.docx_tables import rows_of
from plan_reader.loading.docx_walk import TBL, TC, P, W, expand
from plan_reader.model import Finding, Place
from plan_reader.reading import read_with_source
from plan_reader.source import SourceBlock

if TYPE_CHECKING:
    from lxml.etree import _Element

_AUTHOR, _INITIALS = "Loa", "L"
_MOST_ANCHORS = 3  # of one finding; further places are named in its words
_MOST_NAMED = 10
_TEXT, _PARAGRAPH_PROPERTIES, _ID = f"{W}t", f"{W}pPr", f"{W}id"

_NOT_DOCX = (
    "Ghi chú chỉ đặt được vào tệp .docx. Mở tệp bằng Word, lưu thành .docx rồi chọn lại, "
    "hoặc xem các điểm cần xem lại ngay trên trang."
)
_NOT_WRITTEN = (
    "Đọc được tệp này nhưng không đặt được ghi chú vào. Mở tệp bằng Word, lưu lại thành .docx rồi thử lại, "
    "hoặc xem các điểm cần xem lại ngay trên trang."
)


def with_comments(data: bytes, name: str | None) -> bytes:
    """Return a .docx with a comment for each finding about it; nothing else of it is changed.

    A finding that points nowhere stands at the first paragraph. Comments bear no time.

    Raises:
        UnreadableFile: "wrong-type" for another format, "damaged" where the file is too odd to be written to, and
            whatever `read_plan` raises.
    """
    if guard.sniff(data, name) != "docx":
        raise UnreadableFile("wrong-type", _NOT_DOCX)
    reading = read_with_source(data, name=name)
    try:
        return _written(data, reading.plan.findings, reading.blocks)
    except MemoryError:
        raise
    except Exception as problem:  # a file that Word and our reader forgive can fail anywhere in python-docx
        raise UnreadableFile("damaged", _NOT_WRITTEN) from problem


def _written(data: bytes, findings: Sequence[Finding], blocks: Sequence[SourceBlock]) -> bytes:
    import docx
    from lxml import etree

    document = docx.Document(io.BytesIO(data))
    body: Any = document.element.body
    etree.strip_tags(body, etree.Comment, etree.ProcessingInstruction)  # as our own parser does
    elements = elements_of_blocks(data, body)
    for finding in findings:
        paragraphs = dict.fromkeys(_paragraphs(finding.places, elements, blocks))
        for paragraph in list(paragraphs)[:_MOST_ANCHORS] or [next(body.iter(P))]:
            comment = document.comments.add_comment(text=_words(finding), author=_AUTHOR, initials=_INITIALS)
            comment._comment_elm.attrib.pop(f"{W}date", "")
            _mark(paragraph, str(comment.comment_id))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _words(finding: Finding) -> str:
    labels = [place.label for place in finding.places]
    if len(labels) < 2:
        return finding.message
    more = f" và {len(labels) - _MOST_NAMED} chỗ khác" if len(labels) > _MOST_NAMED else ""
    return f"{finding.message}\nLiên quan: {'; '.join(labels[:_MOST_NAMED])}{more}."


def _paragraphs(
    places: Sequence[Place], elements: Sequence[_Element], blocks: Sequence[SourceBlock]
) -> Iterator[_Element]:
    """Yield the w:p that each place leads to; a place that leads to none is left out."""
    for place in places:
        block = _block_of_clause(place.clause, blocks) if place.block is None else place.block
        if block is None or block >= len(elements):
            continue
        element = elements[block]
        if element.tag == TBL and place.row is not None:
            element = next((row for at, row in enumerate(rows_of(element)) if at == place.row), element)
            element = max(expand(element, (TC,)), key=_length, default=element)  # the cell that says what the task is
        found = element if element.tag == P else next(element.iter(P), None)
        if found is not None:
            yield found


def _block_of_clause(clause: str | None, blocks: Sequence[SourceBlock]) -> int | None:
    return next((index for index, block in enumerate(blocks) if clause in block["clauses"]), None)


def _length(element: _Element) -> int:
    return sum(len(text.text or "") for text in element.iter(_TEXT))


def _mark(paragraph: _Element, comment: str) -> None:
    """Put the range of a comment around all that stands in a paragraph, and its sign behind (ECMA-376, 17.13.4)."""
    start = paragraph.makeelement(f"{W}commentRangeStart", {_ID: comment})
    paragraph.insert(1 if paragraph.find(_PARAGRAPH_PROPERTIES) is not None else 0, start)
    paragraph.append(paragraph.makeelement(f"{W}commentRangeEnd", {_ID: comment}))
    run = paragraph.makeelement(f"{W}r", {})
    run.append(run.makeelement(f"{W}commentReference", {_ID: comment}))
    paragraph.append(run)
