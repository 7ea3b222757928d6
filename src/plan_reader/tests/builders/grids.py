"""Tables written as lines: "|" parts cells, "^" is merged with the cell above, "<" with the one at its left."""

from __future__ import annotations

from plan_reader.document import Cell, Document, Paragraph, Row, Table


def row(line: str, *, header: bool = False) -> Row:
    """Return the row of a line; "⏎" is a line end inside a cell."""
    return Row(tuple(map(_cell, line.split("|"))), header=header)


def _cell(text: str) -> Cell:
    if text in ("^", "<"):
        return Cell(above=text == "^", left=text == "<")
    return Cell(text.strip().replace("⏎", "\n"))


def grid(*lines: str) -> Table:
    """Return the table of lines."""
    return Table(tuple(map(row, lines)))


def document(*blocks: str | Table) -> Document:
    """Return a document of paragraphs and tables."""
    return Document(tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks), format="docx")
