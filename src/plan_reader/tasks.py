"""Tasks out of table rows, or, in a plan without a table, out of clauses that state them in prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from plan_reader.agencies import Joiner, looks_like_person, mask_personal, split_agencies
from plan_reader.clauses import label_of
from plan_reader.columns import Column
from plan_reader.model import Clause, Place, Task
from plan_reader.products import split_products
from plan_reader.prose import Stated, stated_in
from plan_reader.rows import TaskRow
from plan_reader.task_tables import is_pointer
from plan_reader.text import squeeze, squeeze_lines
from plan_reader.timing import read_timing

_NUMBERS: frozenset[Column] = frozenset({"number", "code", "detail"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A task whose agencies are still as written: persons are masked, nothing is joined over the document yet."""

    number: str
    group: str | None
    texts: Stated
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    place: Place


class Drafter:
    """Drafts the tasks of one document. Cells repeat from row to row, so each text is masked and split once."""

    def __init__(self) -> None:
        self.masked: list[Place] = []
        self._mask = cache(mask_personal)
        self._names = cache(agency_names)

    def from_row(self, row: TaskRow) -> Draft:
        """Return the draft of a table row."""
        place = _place(row)
        texts = self._without_persons(row.texts, row.rest, place)
        group = " › ".join(self._mask(title)[0] for title in row.groups)
        return self._draft(texts, number=row.number, group=group or None, place=place)

    def from_clause(self, clause: Clause, stated: Stated) -> Draft:
        """Return the draft of a task that a clause states."""
        place = Place(label=label_of(clause.id), clause=clause.id)
        return self._draft(self._without_persons(stated, (), place), number=clause.id, group=None, place=place)

    def _draft(self, texts: Stated, *, number: str, group: str | None, place: Place) -> Draft:
        lead, partner = _agency_cells(texts)
        return Draft(number, group, texts, self._names(lead), self._names(partner), place)

    def _without_persons(self, texts: Stated, rest: Sequence[str], place: Place) -> Stated:
        """Return the texts with persons masked; `rest` are texts that are not kept but may hold persons too."""
        masked = {column: self._mask(text) for column, text in texts.items() if text and column not in _NUMBERS}
        if any(count for _, count in masked.values()) or any(self._mask(text)[1] for text in rest):
            self.masked.append(place)
        return texts | {column: text for column, (text, _) in masked.items()}


def _place(row: TaskRow) -> Place:
    what = f"nhiệm vụ {row.number}" if row.number else f"dòng {row.row + 1}"
    return Place(label=f"{row.where}, {what}", block=row.block, row=row.row)


def _agency_cells(texts: Stated) -> tuple[str, str]:
    """Return lead and partner as written; one column for both names them behind labels in its cells."""
    lead, partner = texts.get("lead", ""), texts.get("partner", "")
    stated = stated_in(lead)[0] if ":" in lead else {}
    return stated.get("lead", lead), partner or stated.get("partner", "")


def agency_names(cell: str) -> tuple[str, ...]:
    """Return the agencies named in a cell as written; persons beside agencies are left out."""
    names = tuple(split_agencies(cell))
    return tuple(name for name in names if not looks_like_person(name)) or names


def make_tasks(
    drafts: Sequence[Draft], joiner: Joiner, *, year: int | None, issued_on: date | None
) -> tuple[Task, ...]:
    """Return the tasks of a document: agencies joined over it, timings read in its year."""
    timing = cache(partial(read_timing, plan_year=year, issued_on=issued_on))
    products = cache(_products)
    return tuple(
        Task(
            number=draft.number,
            group=draft.group,
            title=squeeze(draft.texts.get("task", "")),
            products=products(draft.texts.get("product", "")),
            leads=tuple(map(joiner.join, draft.leads)),
            partners=tuple(map(joiner.join, draft.partners)),
            timing=timing(draft.texts.get("timing", "")),
            budget=squeeze_lines(draft.texts.get("budget", "")) or None,
            note=squeeze_lines(draft.texts.get("note", "")) or None,
            place=draft.place,
        )
        for draft in drafts
    )


def _products(cell: str) -> tuple[str, ...]:
    return () if is_pointer(cell) else split_products(cell)
