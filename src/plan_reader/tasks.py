"""Tasks out of table rows, or, in a plan without a table, out of lines such as "Đơn vị chủ trì: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from plan_reader.agencies import Joiner, mask_personal, split_agencies
from plan_reader.columns import Column
from plan_reader.model import Agency, Clause, Place, Task
from plan_reader.rows import TaskRow
from plan_reader.text import fold, squeeze, squeeze_lines
from plan_reader.timing import read_timing

_LONGEST_LIST = 160
_PIECE_WORDS = 8
_BULLET = re.compile(r"^\s*(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\))\s*")
# "Đơn vị chủ trì: Sở Nội vụ; Đơn vị phối hợp: …; Thời gian: Quý I/2024"
_INLINE = re.compile(
    r"(?P<label>(?:Cơ quan|Đơn vị|Bộ phận)?(?:,? ?đơn vị)?\s*(?:chủ trì|phối hợp|thực hiện)|Thời gian(?: thực hiện| hoàn thành)?"
    r"|Thời hạn(?: hoàn thành)?|Tiến độ|Kết quả|Sản phẩm|Kinh phí)\s*:",
    re.IGNORECASE,
)


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
        texts = self._without_persons(row, place)
        return Task(
            number=row.number,
            group=" › ".join(row.groups) or None,
            title=squeeze(texts.get("task", "")),
            products=split_products(texts.get("product", "")),
            leads=self.agencies(texts.get("lead", "")),
            partners=self.agencies(texts.get("partner", "")),
            timing=read_timing(texts.get("timing", ""), plan_year=self.year, issued_on=self.issued_on),
            budget=squeeze_lines(texts.get("budget", "")) or None,
            note=squeeze_lines(texts.get("note", "")) or None,
            place=place,
        )

    def _without_persons(self, row: TaskRow, place: Place) -> dict[Column, str]:
        texts: dict[Column, str] = {}
        found = 0
        for column, text in row.texts.items():
            texts[column], count = mask_personal(text)
            found += count
        found += sum(mask_personal(text)[1] for text in row.rest)
        if found:
            self.masked.append(place)
        return texts

    def agencies(self, cell: str) -> tuple[Agency, ...]:
        """Return the agencies of one cell, each joined with its other spellings in the document."""
        return tuple(self.joiner.join(name) for name in split_agencies(cell))

    def from_clauses(self, clauses: Sequence[Clause]) -> tuple[Task, ...]:
        """Return the tasks of a plan that states lead and partner in prose under each clause."""
        return tuple(task for clause in clauses for task in self._from_clause(clause))

    def _from_clause(self, clause: Clause) -> Iterator[Task]:
        texts = inline_values(clause.text)
        if "lead" not in texts:
            return
        yield Task(
            number=clause.id,
            group=None,
            title=squeeze(clause.heading or texts.get("task", "")),
            products=split_products(texts.get("product", "")),
            leads=self.agencies(texts["lead"]),
            partners=self.agencies(texts.get("partner", "")),
            timing=read_timing(texts.get("timing", ""), plan_year=self.year, issued_on=self.issued_on),
            budget=texts.get("budget"),
            note=None,
            place=Place(label=f"Mục {clause.id}", clause=clause.id),
        )


def _place(row: TaskRow) -> Place:
    label = f"Phụ lục, nhiệm vụ {row.number}" if row.number else f"Phụ lục, dòng {row.row + 1}"
    return Place(label=label, block=row.block, row=row.row)


def split_products(cell: str) -> tuple[str, ...]:
    """Return the products of a cell: its lines, or the parts of a short list; a longer sentence stays whole."""
    lines = [_BULLET.sub("", line) for line in squeeze_lines(cell).split("\n") if line.strip(" -+")]
    if len(lines) != 1:
        return tuple(line.strip(" ;") for line in lines if line.strip(" ;"))
    line = lines[0]
    for separator in (";", ","):
        parts = [part.strip(" .") for part in line.split(separator)]
        short = len(line) <= _LONGEST_LIST and all(len(part.split()) <= _PIECE_WORDS for part in parts)
        if len(parts) > 1 and (separator == ";" or short) and "(" not in line:
            return tuple(part for part in parts if part)
    return (line.strip(" ;"),) if line.strip(" ;") else ()


def inline_values(text: str) -> dict[Column, str]:
    """Return the values that a clause's text states behind labels such as "Đơn vị chủ trì:", by column."""
    marks = list(_INLINE.finditer(text))
    values: dict[Column, str] = {}
    if not marks:
        return values
    opening = squeeze(text[: marks[0].start()]).rstrip(" .-;(")
    if opening:
        values["task"] = opening
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        value = squeeze_lines(text[mark.end() : end]).strip(" .;-)\n")
        values.setdefault(_column_of_label(mark["label"]), value)
    return values


def _column_of_label(label: str) -> Column:
    folded = fold(label)
    if "phoi hop" in folded:
        return "partner"
    if "chu tri" in folded or "thuc hien" in folded and not folded.startswith("thoi"):
        return "lead"
    if folded.startswith(("thoi", "tien")):
        return "timing"
    return "budget" if "kinh phi" in folded else "product"
