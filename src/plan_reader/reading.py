"""The one door: a file in, a plan out. Each stage is a module, in this order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from plan_reader import checks, clauses, duties, frame, head, tail
from plan_reader.agencies import Joiner
from plan_reader.checks.facts import Facts
from plan_reader.clauses import PlacedClause
from plan_reader.document import Document
from plan_reader.errors import UnreadableFile
from plan_reader.lines import Line, lines_of
from plan_reader.loading import load
from plan_reader.model import Clause, Place, Plan, Source, Task
from plan_reader.prose import stated_tasks
from plan_reader.rows import TaskRow, task_rows
from plan_reader.secrecy import refuse_secret
from plan_reader.source import Reading, source_blocks
from plan_reader.task_tables import TaskTable, blocks_taken, task_tables
from plan_reader.tasks import Draft, Drafter, make_tasks


def read_plan(source: bytes | Path, *, name: str | None = None) -> Plan:
    """Read a plan document and return what it says, with the findings about it.

    `source` is the file's bytes or its path; `name` the name people know it by (the path's own by default).

    Raises:
        UnreadableFile: where the file cannot be read at all; a readable file that is no plan gives the finding
            "not-a-plan" instead.
        OSError: where `source` is a path that cannot be opened.
    """
    document, about = _loaded(source, name)
    return understand(document, about)


def read_with_source(source: bytes | Path, *, name: str | None = None) -> Reading:
    """Read a plan document as `read_plan` does and return the plan with the blocks that its places point into."""
    document, about = _loaded(source, name)
    understood = _understood(document, about)
    return Reading(understood.plan, source_blocks(document, *understood))


def refuse_marked(source: bytes | Path, *, name: str | None = None) -> None:
    """Refuse a document, be it a plan or not, that carries a mark of secrecy; nothing else of it is understood.

    Raises:
        UnreadableFile: "secret", or why the file cannot be read.
    """
    document, _ = _loaded(source, name)
    _refuse_secret(document, lines_of(document, without={}))


def _loaded(source: bytes | Path, name: str | None) -> tuple[Document, Source]:
    data = source if isinstance(source, bytes) else source.read_bytes()
    if name is None and isinstance(source, Path):
        name = source.name
    document = load(data, name)
    return document, Source(name=name, format=document.format, sha256=hashlib.sha256(data).hexdigest())


class _Understood(NamedTuple):
    """The plan, and what was met on the way to it that tells where in the document things stand."""

    plan: Plan
    clauses: Sequence[PlacedClause]
    tables: Sequence[TaskTable]
    rows: Sequence[TaskRow]


def understand(document: Document, source: Source) -> Plan:
    """Return the plan that a loaded document holds."""
    return _understood(document, source).plan


def _understood(document: Document, source: Source) -> _Understood:
    tables = task_tables(document)
    lines = lines_of(document, without=blocks_taken(tables))
    if not lines and not tables:
        raise UnreadableFile("empty", "Tệp không có chữ nào. Chọn lại tệp kế hoạch rồi tải tệp lên lại.")
    _refuse_secret(document, lines)
    around = frame.read_frame(lines, [table.name for table in tables])
    opening = around.head
    articles = clauses.clause_tree(opening.preamble, around.articles)
    placed = articles + clauses.clause_tree((), around.body, taken=[clause.id for clause, _ in articles])
    tree = tuple(clause for clause, _ in placed)
    rows = tuple(row for number, table in enumerate(tables, 1) for row in task_rows(table, _called(tables, number)))
    drafter = Drafter()
    drafts = [drafter.from_row(row) for row in rows] or list(starmap(drafter.from_clause, stated_tasks(tree)))
    joiner = _joiner(tree, drafts)
    tasks = make_tasks(drafts, joiner, year=opening.year, issued_on=opening.issued_on)
    report_duties = duties.read_report_duties(tree, joiner, year=opening.year)
    plan = Plan(
        source=source,
        kind=opening.kind,
        title=opening.title,
        year=opening.year,
        issuer=opening.issuer,
        symbol=opening.symbol,
        issued_on=opening.issued_on,
        basis=opening.basis,
        clauses=tree,
        topics=clauses.topics(tree),
        forms=clauses.forms(tree),
        duties=duties.read_duties(tree, joiner, year=opening.year),
        report_duties=report_duties,
        tasks=tasks,
        declared_task_count=_declared(lines, tables),
        agencies=joiner.joined(),
        recipients=tail.recipients(around.ending),
        signer=tail.read_signer(around.ending),
        findings=(),
    )
    facts = Facts(
        plan=plan,
        document=document,
        lines=lines,
        masked=tuple(drafter.masked),
        joined_rows=tuple(_joined(rows, tasks)),
        unknown_abbreviations=joiner.unknown_abbreviations(),
        symbol_stated_blank=head.states_blank_symbol(lines),
        date_stated_blank=head.states_blank_date(lines),
        forms_in_rows=tuple(draft.texts.get("form", "") for draft in drafts),
        headings=tuple(table.layout.heading for table in tables),
    )
    return _Understood(replace(plan, findings=checks.find(facts)), placed, tables, rows)


def _refuse_secret(document: Document, lines: Iterable[Line]) -> None:
    """Refuse a document for a mark in its text or in the margins of its pages."""
    refuse_secret(lines)
    refuse_secret(lines_of(replace(document, blocks=document.margins), without={}))


def _called(tables: Sequence[TaskTable], number: int) -> str:
    return "Phụ lục" if len(tables) == 1 else f"Phụ lục, bảng {number}"


def _joiner(tree: Sequence[Clause], drafts: Sequence[Draft]) -> Joiner:
    """Return the joiner of this document, fed with every name it uses: headings of duties first, then the cells."""
    full = duties.agency_headings(tree)
    named = [name for draft in drafts for name in (*draft.leads, *draft.partners)]
    whole = {*full, *named}
    # Running text does not say where a name ends: "Phòng Văn hóa - Xã" is the beginning of a name known whole.
    said = [
        name
        for name in duties.agencies_in_text(tree)
        if name in whole or not any(other.startswith(f"{name} ") for other in whole)
    ]
    return Joiner(full, [*full, *named, *said])


def _declared(lines: Sequence[Line], tables: Iterable[TaskTable]) -> int | None:
    """Return the stated total, from the text or from a last row of the table."""
    stated = tail.declared_count(lines)
    if stated is not None:
        return stated
    texts = [" ".join(dict.fromkeys(row.texts)) for table in tables for _, _, row in table.rows[-3:]]
    return tail.declared_in(texts)


def _joined(rows: Sequence[TaskRow], tasks: Sequence[Task]) -> Iterable[Place]:
    return (task.place for row, task in zip(rows, tasks, strict=False) if row.joined)
