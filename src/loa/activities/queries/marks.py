"""What stands beside numbers of the matrix: where a target was missed, and where a blank says why nothing is meant."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from loa.activities.choices import Window
from loa.activities.models import CoverageTarget, LeftBlank
from loa.activities.queries.asked import asked_by
from loa.activities.queries.coverage import Axis, Cell, Matrix, Wanted
from loa.activities.queries.holes import Stretch, blank_of, blanks_about, blanks_of, moved, targets_of

Place = tuple[object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is said of a cell: that it is a hole of a target, or, by its number, the note that says why it is blank."""

    unit: int
    target: CoverageTarget
    hole: bool
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of a matrix by the keys of row and column, and the notes they refer to, from 1 on."""

    of: dict[Place, Mark]
    notes: tuple[LeftBlank, ...]

    @property
    def holes(self) -> int:
        return sum(one.hole for one in self.of.values())


def marks_of(found: Matrix, today: date) -> Marks:
    """Return the marks of what a matrix shows: targets of its unit for each month that ask just what a cell counts.

    No statement where its cells are of more than a month; else one, and two more where there are such targets.
    """
    wanted = found.wanted
    by_month = Axis.MONTH in (wanted.rows, wanted.columns)
    if not by_month and wanted.first != wanted.last:
        return Marks(of={}, notes=())
    targets = [
        one
        for one in targets_of(wanted.scope, wanted.first, moved(wanted.last, 1))
        if one.window == Window.MONTH and _asks_alike(one, wanted)
    ]
    if not targets:
        return Marks(of={}, notes=())
    blanks, units = blanks_of(wanted.scope), asked_by(targets, today).units
    marks: dict[Place, Mark] = {}
    notes: dict[int, LeftBlank] = {}
    for target in targets:
        about = blanks_about(blanks, target)
        for _, cells, _, _ in found.rows:
            for cell in cells:
                unit, month = _of(cell, Axis.UNIT, wanted.scope), _of(cell, Axis.MONTH, wanted.first)
                place = (cell.row.key, cell.column.key)
                if place in marks or unit not in units[target.pk] or not _is_of(target, cell):
                    continue
                window = _window(target, month, today)
                if window is None:
                    continue
                blank = blank_of(about, unit, window)
                if blank is not None:
                    notes.setdefault(blank.pk, blank)
                    number = list(notes).index(blank.pk) + 1
                    marks[place] = Mark(unit=unit, target=target, hole=False, note=number)
                elif window.over and cell.count < target.minimum:
                    marks[place] = Mark(unit=unit, target=target, hole=True, note=0)
    return Marks(of=marks, notes=tuple(notes.values()))


def _asks_alike(target: CoverageTarget, wanted: Wanted) -> bool:
    """Tell whether cells of a matrix can count just what a target asks for."""
    asked = {Axis.TOPIC: target.topic_id, Axis.CHANNEL: target.channel_id, Axis.AUDIENCE: target.audience_id}
    axes = (wanted.rows, wanted.columns)
    return all(
        value is not None if axis in axes else value == wanted.filters.get(axis) for axis, value in asked.items()
    )


def _is_of(target: CoverageTarget, cell: Cell) -> bool:
    asked = {Axis.TOPIC: target.topic_id, Axis.CHANNEL: target.channel_id, Axis.AUDIENCE: target.audience_id}
    return all(head.key == asked[head.axis] for head in (cell.row, cell.column) if head.axis in asked)


def _of(cell: Cell, axis: Axis, else_: Any) -> Any:
    return next((head.key for head in (cell.row, cell.column) if head.axis == axis), else_)


def _window(target: CoverageTarget, month: date, today: date) -> Stretch | None:
    """Return a month as a window of a target, None where it asks for nothing then."""
    if month < target.valid_from.replace(day=1):
        return None
    if target.valid_until is not None and moved(month, 1) > target.valid_until:
        return None
    return Stretch(first=month, last=month, label="", over=moved(month, 1) <= today)
