"""The running text of a document as numbered lines, each with its place; tables that are only layout are unrolled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plan_reader.document import Document, Paragraph, Table
from plan_reader.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its number parted from its text, and the block it came from.

    `number` keeps its writing ("I.", "1)", "-"); `folded` is the text without number, folded for matching.
    """

    number: str
    text: str
    folded: str
    block: int
    bold: bool = False


_NUMBER = re.compile(
    r"(?P<number>"
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU)\s+(?:\d{1,2}|[IVXLC]{1,5})[.:]?"
    r"|[IVXLC]{1,5}\s?[.)/]"
    r"|[A-Z][.)](?!\w)"
    r"|\(?\d{1,2}(?:\.\d{1,2}){0,4}[.)/]?(?=\s)"
    r"|\(?[a-zđ]\d?[.)](?!\w)"
    r"|[-–—+•*●▪]+(?=\s|\D)"
    r")\s*(?P<text>\S.*)",
    re.DOTALL,
)
SENTENCE_ENDS = (".", ";", ":", "!", "?")
# "Vĩnh Linh, ngày …" or "12 tháng 3" at the beginning of a line is no clause number.
_NOT_A_NUMBER = re.compile(r"\(?\d{1,2}\s+(?:tháng|ngày|năm|giờ|phút|xã|phường|nhiệm|đơn|cơ quan|%)")


def _sentences(text: str) -> Iterator[str]:
    """Yield the lines of a paragraph, a sentence whole that a manual line break cuts in two."""
    whole = ""
    for part in filter(None, map(squeeze, text.split("\n"))):
        if whole and part[0].islower() and not whole.endswith(SENTENCE_ENDS) and not split_number(part)[0]:
            whole = f"{whole} {part}"
            continue
        if whole:
            yield whole
        whole = part
    if whole:
        yield whole


def split_number(text: str) -> tuple[str, str]:
    """Return the number that opens a paragraph and the rest; the number is empty where there is none."""
    match = _NUMBER.match(text)
    if not match or _NOT_A_NUMBER.match(text):
        return "", text
    number = squeeze(match["number"])
    # "2024 …" or a bare "20" is no number of a clause; "1." and "1.1" are.
    if number.isdigit():
        return "", text
    return number, squeeze(match["text"])


def lines_of(document: Document, *, without: Mapping[int, int]) -> tuple[Line, ...]:
    """Return the document's running text in order, leaving out the task tables.

    `without` gives, for the block of each task table, the row from which it is left out: in a workbook the caption
    stands in the rows above. Other tables (letterhead, signature block, forms) are read cell by cell, line by line.
    """
    return tuple(
        line
        for index, block in enumerate(document.blocks)
        for line in _lines_of_block(block, index, without.get(index))
    )


def _lines_of_block(block: Paragraph | Table, index: int, end: int | None) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from _lines_of_text(block.text, block.number, index, bold=block.bold)
        return
    for row in block.rows[:end]:
        for cell in row.cells:
            for text in cell.text.split("\n"):
                yield from _lines_of_text(text, "", index, bold=cell.bold)


def _lines_of_text(text: str, number: str, block: int, *, bold: bool) -> Iterator[Line]:
    for part_index, part in enumerate(_sentences(text)):
        if number and part_index == 0:
            found, rest = number, part
        else:
            found, rest = split_number(part)
        yield Line(number=found, text=rest, folded=fold(rest), block=block, bold=bold)
