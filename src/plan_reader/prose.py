"""Tasks that a plan states in prose, behind labels: "Đơn vị chủ trì: …; Đơn vị phối hợp: …; Thời gian: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plan_reader.clauses import children_of
from plan_reader.columns import Column, column_of
from plan_reader.model import Clause
from plan_reader.text import squeeze

Stated = dict[Column, str]

_BODY = r"(?:các\s+)?(?:cơ quan|đơn vị|bộ phận)(?:\s*[,/]\s*đơn vị)?\s+(?:chủ trì|phối hợp|thực hiện)(?:\s+thực hiện)?"
_OTHER = (
    r"(?:chủ trì|phối hợp|thời gian|thời hạn|tiến độ|kết quả|sản phẩm|kinh phí)"
    r"(?:\s*/\s*sản phẩm|\s+(?:thực hiện|hoàn thành|tổ chức|đầu ra|cần đạt))?"
)
# The short labels only where something ends before them: "kết quả:" inside a sentence is no label.
_LABEL = re.compile(rf"(?P<label>(?<!\w)(?:{_BODY})|(?:^|(?<=[;.,(–-] )|(?<=[(;]))(?:{_OTHER}))\s*:", re.IGNORECASE)
_EDGES = " .;,-–()"


def stated_tasks(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Stated]]:
    """Yield each clause that states a lead, with what it states by column, its title among them.

    Items that begin with a label ("- Đơn vị chủ trì: …") belong to the clause above them.
    """
    children = children_of(clauses)
    items = {clause.id for clause in clauses if clause.parent and _LABEL.match(_whole(clause))}
    for clause in clauses:
        if clause.id in items:
            continue
        lines = [_whole(clause), *(_whole(child) for child in children.get(clause.id, ()) if child.id in items)]
        for stated in stated_in("\n".join(lines)):
            if "lead" in stated:
                yield clause, stated


def _whole(clause: Clause) -> str:
    return f"{clause.heading}\n{clause.text}".strip()


def stated_in(text: str) -> tuple[Stated, ...]:
    """Return what a text states behind labels, one after another: words before the first label are the title."""
    found: list[Stated] = [{}]
    for line in text.split("\n"):
        marks = list(_LABEL.finditer(line))
        opening = squeeze(line[: marks[0].start()] if marks else line).strip(_EDGES)
        if opening and "lead" in found[-1]:
            found.append({})
        if opening:
            found[-1].setdefault("task", opening)
        ends = [*(mark.start() for mark in marks[1:]), len(line)]
        for mark, end in zip(marks, ends, strict=False):
            value = squeeze(line[mark.end() : end]).strip(_EDGES)
            _add(found[-1], column_of(mark["label"]) or "other", value)
    return tuple(found)


def _add(stated: Stated, column: Column, value: str) -> None:
    stated[column] = f"{stated[column]}\n{value}" if stated.get(column) else value
