"""A document as its reader found it: paragraphs and tables in body order, before any meaning.

Every file format ends here, so that everything after it knows one shape only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plan_reader.model import Finding


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or line of running text.

    `number` is the automatic numbering as a reader sees it ("1.", "a)", "-"), empty where the number is typed
    in the text itself; `text` never repeats it. `bold` and `centred` are hints only: plain text has none.
    """

    text: str
    number: str = ""
    bold: bool = False
    centred: bool = False

    @property
    def full(self) -> str:
        """Return the text with its automatic number in front, as printed."""
        return f"{self.number} {self.text}".strip() if self.number else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table's grid; lines of the cell are parted by a line feed.

    `above`: the place belongs to a cell merged downwards that began in a row above (its text is empty here and the
    value above applies, which is another fact than an empty cell). `left`: the place is covered by a cell that
    began further left in the same row. `bold` is a hint.
    """

    text: str = ""
    above: bool = False
    left: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One table row on the grid. `header`: the file itself marks it as a heading repeated on each page."""

    cells: tuple[Cell, ...]
    header: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: all rows have the same number of places. `name` is a sheet's title where there is one."""

    rows: tuple[Row, ...]
    name: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """The body in reading order. `format` is one of txt, tsv, docx, pdf, xlsx.

    `findings` holds what loading itself had to do to the text (fonts converted, broken rows joined), `margins` what
    stands in headers and footers: no part of the plan, looked at for marks of secrecy alone.
    """

    blocks: tuple[Block, ...]
    format: str
    findings: tuple[Finding, ...] = ()
    margins: tuple[Block, ...] = ()

    def tables(self) -> Iterator[tuple[int, Table]]:
        """Yield each table with its index among the blocks."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                yield index, block
