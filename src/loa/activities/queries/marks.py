"""What stands beside numbers of the matrix: where a target was missed, and where a blank says why nothing is meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from loa.activities.models import CoverageTarget, LeftBlank
from loa.activities.queries.asked import asked_by
from loa.activities.queries.coverage import Axis, Matrix, Wanted
from loa.activities.queries.holes import (
    Stretch,
    blank_of,
    blanks_about,
    blanks_of,
    months_in,
    moved,
    targets_of,
    windows_of,
)

Place = tuple[object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is said of a number: that it is a hole of a target, or, by its own, the note that says why it is blank."""

    unit: int
    target: CoverageTarget
    window: str
    hole: bool
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of a matrix by the keys of row and column, None for a total, and the notes they refer to, from 1 on."""

    of: dict[Place, Mark]
    notes: tuple[LeftBlank, ...]

    @property
    def holes(self) -> int:
        return sum(one.hole for one in self.of.values())


@dataclass(frozen=True, slots=True)
class _Spot:
    """A number of a matrix: where it stands, and the keys of what it counts for, by their axes."""

    place: Place
    pinned: dict[Axis, object]
    count: int


def marks_of(found: Matrix, today: date) -> Marks:
    """Return the marks of what a matrix shows: targets of its unit for each window that a number or several count.

    Where columns or rows are months, what a quarter or a year lacks is said at its last month; where they are not, a
    target is marked when the matrix shows just one of its windows. One statement, and two more where there are targets.
    """
    wanted = found.wanted
    spots = list(_spots(found))
    targets = {
        one: list(_counted(one, (spot for spot in spots if _asks_alike(one, spot, wanted)), wanted, today))
        for one in targets_of(wanted.scope, wanted.first, moved(wanted.last, 1))
    }
    if not any(targets.values()):
        return Marks(of={}, notes=())
    blanks, asked = blanks_of(wanted.scope), asked_by(targets, today)
    marks: dict[Place, Mark] = {}
    notes: dict[int, LeftBlank] = {}
    for target, counted in targets.items():
        about = blanks_about(blanks, target)
        for unit, window, place, count in counted:
            if place in marks or unit not in asked.units[target.pk] or asked.born[unit] > window.first:
                continue
            blank = blank_of(about, unit, window)
            if blank is not None:
                notes.setdefault(blank.pk, blank)
                number = list(notes).index(blank.pk) + 1
                marks[place] = Mark(unit=unit, target=target, window=window.label, hole=False, note=number)
            elif window.over and count < target.minimum:
                marks[place] = Mark(unit=unit, target=target, window=window.label, hole=True, note=0)
    return Marks(of=marks, notes=tuple(notes.values()))


def _spots(found: Matrix) -> Iterator[_Spot]:
    """Yield every number of a matrix with the heads that it counts for: two in a cell, one in a total, none in all."""
    for head, cells, total, _ in found.rows:
        for cell in cells:
            pinned = {cell.row.axis: cell.row.key, cell.column.axis: cell.column.key}
            yield _Spot((cell.row.key, cell.column.key), pinned, cell.count)
        yield _Spot((head.key, None), {head.axis: head.key}, total)
    for head, (total, _) in zip(found.heads, found.column_totals, strict=True):
        yield _Spot((None, head.key), {head.axis: head.key}, total)
    yield _Spot((None, None), {}, found.total)


def _asks_alike(target: CoverageTarget, spot: _Spot, wanted: Wanted) -> bool:
    """Tell whether a number counts just what a target asks for: a total counts anything of the axis it sums."""
    shown = (wanted.rows, wanted.columns)
    for axis, asked in (
        (Axis.TOPIC, target.topic_id),
        (Axis.CHANNEL, target.channel_id),
        (Axis.AUDIENCE, target.audience_id),
    ):
        if axis in spot.pinned:
            alike = asked is not None and asked == spot.pinned[axis]
        elif axis in shown:
            alike = asked is None
        else:
            alike = asked == wanted.filters.get(axis)
        if not alike:
            return False
    return True


def _counted(
    target: CoverageTarget, spots: Iterable[_Spot], wanted: Wanted, today: date
) -> Iterator[tuple[int, Stretch, Place, int]]:
    """Yield each window of each unit that numbers of a matrix tell of: where it is marked, and how much was done."""
    windows = [one for one in windows_of(target, wanted.first, wanted.last, today) if one.last <= wanted.last]
    of_month = {month: one for one in windows for month in months_in(one)}
    whole = next((one for one in windows if (one.first, one.last) == (wanted.first, wanted.last)), None)
    # By months first: the total of a year that is one window says the same once more.
    by_month: dict[tuple[int, date], tuple[Stretch, Place, int]] = {}
    at_once: dict[tuple[int, date], tuple[Stretch, Place, int]] = {}
    for spot in spots:
        unit: Any = spot.pinned.get(Axis.UNIT, wanted.scope)
        month: Any = spot.pinned.get(Axis.MONTH)
        window = of_month.get(month) if month else whole
        if window is None:
            continue
        if month is None:
            at_once[unit, window.first] = window, spot.place, spot.count
            continue
        _, place, before = by_month.get((unit, window.first), (window, spot.place, 0))
        by_month[unit, window.first] = window, spot.place if month == window.last else place, before + spot.count
    for (unit, _), (window, place, count) in (at_once | by_month).items():
        yield unit, window, place, count
