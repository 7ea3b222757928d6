"""The document beside its reading: its blocks as plain values, so that every place can be shown where it stands.

Persons are masked here in every text and not only in the cells of tasks: what is kept of a document must not tell
what the reading left out. The signer's own line stays, as in the reading (decision 0005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypedDict

from plan_reader.agencies import mask_personal
from plan_reader.clauses import PlacedClause
from plan_reader.document import Document, Paragraph, Table
from plan_reader.model import Plan
from plan_reader.rows import TaskRow
from plan_reader.task_tables import TaskTable, blocks_taken
from plan_reader.text import squeeze

Mask = Callable[[str], tuple[str, int]]
_Texts = Mapping[tuple[int, int, int], str]  # by block, row and place


class ParagraphBlock(TypedDict):
    """A paragraph as printed, its automatic number in front; `clauses` are the innermost ones its lines belong to."""

    text: str
    clauses: list[str]
    bold: bool
    centred: bool


class TableBlock(TypedDict):
    """A table on its grid, None where a merged cell covers the place.

    `spans` holds (row, place, rows, places) of each merged cell, `heading` the rows that head the columns, `clauses`
    the clauses whose words stand in a table that only lays text out.
    """

    rows: list[list[str | None]]
    spans: list[list[int]]
    heading: list[int]
    clauses: list[str]


SourceBlock = ParagraphBlock | TableBlock


class Reading(NamedTuple):
    """A plan with the blocks of its document, into which the places of the plan point."""

    plan: Plan
    blocks: tuple[SourceBlock, ...]


def source_blocks(
    document: Document,
    plan: Plan,
    clauses: Iterable[PlacedClause],
    tables: Sequence[TaskTable],
    rows: Iterable[TaskRow],
) -> tuple[SourceBlock, ...]:
    """Return the blocks of a document that was understood as `plan`, in order, with persons masked."""
    mask = cache(mask_personal)
    standing = _clauses_by_block(clauses)
    headings = _headings(tables)
    tasks = blocks_taken(tables)
    broken = _masked_over_rows(document, rows, mask)
    signer = plan.signer.name if plan.signer else None
    found: list[SourceBlock] = []
    for index, block in enumerate(document.blocks):
        kept = signer if index not in tasks else None
        if isinstance(block, Paragraph):
            text = _masked(block.full, kept, mask)
            found.append(ParagraphBlock(text=text, clauses=standing[index], bold=block.bold, centred=block.centred))
        else:
            heading = headings.get(index) or [number for number, row in enumerate(block.rows) if row.header]
            texts = list(_rows(index, block, broken, kept, mask))
            found.append(TableBlock(rows=texts, spans=_spans(block), heading=heading, clauses=standing[index]))
    return tuple(found)


def _clauses_by_block(clauses: Iterable[PlacedClause]) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for clause, blocks in clauses:
        for block in sorted(blocks):
            found[block].append(clause.id)
    return found


def _headings(tables: Iterable[TaskTable]) -> dict[int, list[int]]:
    return {table.block: list(range(table.layout.top, table.layout.first_row)) for table in tables}


def _masked(text: str, kept: str | None, mask: Mask) -> str:
    """Return a text with persons masked, but for a line that is only the kept name."""
    if kept is None or kept not in squeeze(text):
        return mask(text)[0]
    return "\n".join(line if squeeze(line) == kept else mask(line)[0] for line in text.split("\n"))


def _rows(index: int, table: Table, broken: _Texts, kept: str | None, mask: Mask) -> Iterator[list[str | None]]:
    for number, row in enumerate(table.rows):
        yield [
            None if cell.above or cell.left else broken.get((index, number, place), _masked(cell.text, kept, mask))
            for place, cell in enumerate(row.cells)
        ]


def _masked_over_rows(document: Document, rows: Iterable[TaskRow], mask: Mask) -> _Texts:
    """Return new texts for cells whose persons show only once the pieces of a broken row are put together.

    The first piece then holds the whole, masked; the others are empty.
    """
    found: dict[tuple[int, int, int], str] = {}
    for task in rows:
        if not task.more:
            continue
        pieces = [(block, row, document.blocks[block]) for block, row in ((task.block, task.row), *task.more)]
        grids = [(block, row, table.rows[row].cells) for block, row, table in pieces if isinstance(table, Table)]
        for place in range(min(len(cells) for _, _, cells in grids)):
            texts = {(block, row, place): cells[place].text for block, row, cells in grids}
            found |= _masked_together(texts, mask)
    return found


def _masked_together(texts: _Texts, mask: Mask) -> _Texts:
    apart = sum(mask(text)[1] for text in texts.values())
    for between in (" ", "\n", ""):
        whole, count = mask(between.join(filter(None, texts.values())))
        if count > apart:
            return dict.fromkeys(texts, "") | {next(iter(texts)): whole}
    return {}


def _spans(table: Table) -> list[list[int]]:
    """Return the merged cells; a cell spans downwards as far as the rows below leave all of its width to it."""
    found = []
    for row, cells in enumerate(table.rows):
        for place, cell in enumerate(cells.cells):
            if cell.above or cell.left:
                continue
            wide = 1
            while place + wide < table.width and _covered(table, row, range(place + wide, place + wide + 1), left=True):
                wide += 1
            high = 1
            while row + high < len(table.rows) and _covered(table, row + high, range(place, place + wide)):
                high += 1
            if (wide, high) != (1, 1):
                found.append([row, place, high, wide])
    return found


def _covered(table: Table, row: int, places: Collection[int], *, left: bool = False) -> bool:
    cells = [table.rows[row].cells[place] for place in places]
    return all(cell.left and not cell.above if left else cell.above for cell in cells)
