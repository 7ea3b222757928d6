"""Findings shown in the text they are about, and the one mend that a click may make."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from loa.lib.plain_language.model import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a block with the findings that cover it; none for plain text."""

    text: str
    findings: tuple[Finding, ...]


def pieces(written: str, findings: Iterable[Finding]) -> list[Piece]:
    """Return the text of a block cut where findings about it begin and end; joined again they are the text.

    The caller chooses the findings of this block; those without a place are left out.
    """
    marks = [(finding, finding.place) for finding in findings if finding.place is not None]
    edges = sorted({0, len(written), *(edge for _, place in marks for edge in (place.start, place.end))})
    opening: dict[int, list[Finding]] = {}
    closing: dict[int, list[Finding]] = {}
    for finding, place in marks:
        opening.setdefault(place.start, []).append(finding)
        closing.setdefault(place.end, []).append(finding)
    cut: list[Piece] = []
    covering: list[Finding] = []
    for start, end in pairwise(edges):
        covering = [finding for finding in covering if finding not in closing.get(start, ())]
        covering += opening.get(start, [])
        cut.append(Piece(written[start:end], tuple(covering)))
    return cut


def expanded(written: str, finding: Finding) -> str:
    """Return the text of a block with one abbreviation written out as its finding suggests; nothing else changes.

    Raises:
        ValueError: the finding is about something else or suggests nothing, or the text has changed since; the message
            is a sentence for whoever clicked.
    """
    place = finding.place
    if place is None or not finding.is_mendable:
        raise ValueError(
            "Chỉ chữ viết tắt đã có trong bảng mới viết đầy đủ được bằng một lần bấm. Chưa có gì thay đổi."
        )
    if written[place.start : place.end] != finding.excerpt:
        raise ValueError(
            "Đoạn này đã được sửa sau khi kiểm tra. Chưa có gì thay đổi; hãy kiểm tra lại rồi viết đầy đủ."
        )
    return written[: place.start] + finding.suggestion + written[place.end :]
