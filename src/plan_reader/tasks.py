"""Tasks out of table rows, or, in a plan without a table, out of clauses that state them in prose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plan_reader.agencies import Joiner, looks_like_person, mask_personal, split_agencies
from plan_reader.clauses import label_of
from plan_reader.model import Agency, Clause, Place, Task
from plan_reader.products import split_products
from plan_reader.prose import Stated, stated_in
from plan_reader.rows import TaskRow
from plan_reader.task_tables import is_pointer
from plan_reader.text import squeeze, squeeze_lines
from plan_reader.timing import read_timing


class TaskMaker:
    """Makes tasks of one document: agencies joined over it, timings read in its year."""

    def __init__(self, joiner: Joiner, *, year: int | None, issued_on: date | None) -> None:
        self.joiner = joiner
        self.year = year
        self.issued_on = issued_on
        self.masked: list[Place] = []

    def from_row(self, row: TaskRow) -> Task:
        """Return the task of one table row; names and numbers of persons in its cells are masked first."""
        place = _place(row)
        texts = self._without_persons(row.texts, row.rest, place)
        lead, partner = agency_cells(texts)
        groups = [mask_personal(group)[0] for group in row.groups]
        return self._task(
            texts | {"lead": lead, "partner": partner},
            number=row.number,
            group=" › ".join(groups) or None,
            place=place,
        )

    def from_clause(self, clause: Clause, stated: Stated) -> Task:
        """Return a task that a clause states in prose."""
        place = Place(label=label_of(clause.id), clause=clause.id)
        texts = self._without_persons(stated, (), place)
        return self._task(texts, number=clause.id, group=None, place=place)

    def _task(self, texts: Stated, *, number: str, group: str | None, place: Place) -> Task:
        product = texts.get("product", "")
        return Task(
            number=number,
            group=group,
            title=squeeze(texts.get("task", "")),
            products=() if is_pointer(product) else split_products(product),
            leads=self.agencies(texts.get("lead", "")),
            partners=self.agencies(texts.get("partner", "")),
            timing=read_timing(texts.get("timing", ""), plan_year=self.year, issued_on=self.issued_on),
            budget=squeeze_lines(texts.get("budget", "")) or None,
            note=squeeze_lines(texts.get("note", "")) or None,
            place=place,
        )

    def _without_persons(self, texts: Stated, rest: Sequence[str], place: Place) -> Stated:
        """Return the texts with persons masked; `rest` are texts that are not kept but may hold persons too."""
        masked = {column: mask_personal(text) for column, text in texts.items()}
        if any(count for _, count in masked.values()) or any(mask_personal(text)[1] for text in rest):
            self.masked.append(place)
        return {column: text for column, (text, _) in masked.items()}

    def agencies(self, cell: str) -> tuple[Agency, ...]:
        """Return the agencies of one cell, each joined with its other spellings in the document."""
        return tuple(map(self.joiner.join, agency_names(cell)))


def agency_names(cell: str) -> tuple[str, ...]:
    """Return the agencies named in a cell as written, persons masked; persons beside agencies are left out."""
    names = split_agencies(mask_personal(cell)[0])
    return tuple(name for name in names if not looks_like_person(name)) or tuple(names)


def agency_cells(texts: Stated) -> tuple[str, str]:
    """Return lead and partner as written; one column for both names them behind labels in its cells."""
    lead, partner = texts.get("lead", ""), texts.get("partner", "")
    stated = stated_in(lead)[0]
    return stated.get("lead", lead), partner or stated.get("partner", "")


def _place(row: TaskRow) -> Place:
    what = f"nhiệm vụ {row.number}" if row.number else f"dòng {row.row + 1}"
    return Place(label=f"{row.where}, {what}", block=row.block, row=row.row)
