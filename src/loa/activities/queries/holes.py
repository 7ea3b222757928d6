"""What should have been communicated and was not: targets, window by window, against the counts; and who is silent."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast

from loa.activities.choices import Window
from loa.activities.models import EVERY, Activity, CoverageTally, CoverageTarget, LeftBlank
from loa.activities.queries.asked import Asked, asked_by
from loa.activities.rules import longest_pause
from loa.people.choices import UnitClass
from loa.people.models import Unit

_MONTHS = {Window.MONTH: 1, Window.QUARTER: 3, Window.YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")
# The topic, audience and channel that something is counted for; None is every channel.
_Key = tuple[int, int, int | None]
_ANYTHING: _Key = (EVERY, EVERY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One window of a target: its first and last month by their first days, what it is called, whether it is over."""

    first: date
    last: date
    label: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A window in which a unit did less than a target asks for."""

    target: CoverageTarget
    unit: int
    name: str
    stretch: Stretch
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a target stands: windows that are over and how many of them were filled; what is not due is neither."""

    target: CoverageTarget
    owner: str
    words: str
    met: int
    over: int
    # Of each unit that has some, in order of time; the units with most of them first.
    by_unit: tuple[tuple[Hole, ...], ...]
    # Per unit: whether anything at all was done of what the target asks, in all its windows.
    units_done: int
    units: int

    @property
    def holes(self) -> list[Hole]:
        """All holes, unit by unit."""
        return [hole for some in self.by_unit for hole in some]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthHoles:
    """How many holes a month left of what a unit asks for."""

    owner: int
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How long a unit has been silent: days since it last communicated, and its longest pause in some months."""

    unit: int
    name: str
    last: date | None
    days: int | None
    longest: int | None


def stretches(window: str, first: date, last: date, today: date) -> list[Stretch]:
    """Return the windows of a kind from the month of one day to that of another; one is over after its last day."""
    size = _MONTHS[Window(window)]
    at = date(first.year, (first.month - 1) // size * size + 1, 1)
    found = []
    while at <= last:
        end = moved(at, size - 1)
        found.append(Stretch(first=at, last=end, label=_label(size, at), over=moved(at, size) <= today))
        at = moved(at, size)
    return found


def targets_of(owner: int, first: date, last: date) -> list[CoverageTarget]:
    """Return what an owner asked for some time between two days."""
    return list(_targets([owner], first, last))


def standings(owner: int, first: date, last: date, today: date) -> list[Standing]:
    """Return how the targets of an owner stand from one month to another; four statements at most, however many."""
    return _standings(_targets([owner], first, moved(last, 1)), first, last, today)


def holes_of_month(owners: Collection[int], month: date, today: date) -> list[MonthHoles]:
    """Return how many holes a month left of what some units ask for, those with none left out.

    Just as many as `standings` of that month alone counts for each; four statements at most.
    """
    found = _standings(_targets(owners, month, moved(month, 1)), month, month, today)
    counted: dict[int, int] = {}
    names = {}
    for one in found:
        counted[one.target.owner_id] = counted.get(one.target.owner_id, 0) + one.over - one.met
        names[one.target.owner_id] = one.owner
    return [MonthHoles(owner=owner, name=names[owner], count=count) for owner, count in counted.items() if count]


def _targets(owners: Collection[int], first: date, last: date) -> QuerySet[CoverageTarget]:
    rows = CoverageTarget.objects.filter(owner__in=owners, valid_from__lte=last)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=first))
    return rows.select_related("topic", "channel", "audience", "owner", "unit").order_by("pk")


def _standings(rows: Iterable[CoverageTarget], first: date, last: date, today: date) -> list[Standing]:
    targets = list(rows)
    if not targets:
        return []
    blanks = LeftBlank.objects.filter(owner__in={one.owner_id for one in targets}, ended_at__isnull=True)
    left = list(blanks.order_by("pk"))
    asked = asked_by(targets, today)
    windows = {one.pk: windows_of(one, first, last, today) for one in targets}
    counted = _counted(targets, asked.units, windows)
    return [
        _standing(
            one,
            asked,
            windows[one.pk],
            blanks_about((blank for blank in left if blank.owner_id == one.owner_id), one),
            counted[one.pk],
        )
        for one in targets
    ]


def silences(units: Mapping[int, str], first: date, last: date, today: date, most: int) -> list[Silence]:
    """Return the units that have been silent longest, at most so many, with their longest pause in some months.

    Two statements; the first takes one step of an index for each unit.
    """
    rows = Activity.objects.standing().filter(unit=OuterRef("pk"), on__lte=today).order_by("-on", "-pk")
    found = Unit.objects.filter(pk__in=units).order_by().values_list("pk", Subquery(rows.values("on")[:1]))
    ranked = sorted(
        ((pk, said, (today - said).days if said else None) for pk, said in found),
        key=lambda one: (one[2] is not None, -(one[2] or 0), units[one[0]]),
    )[:most]
    end = min(today, moved(last, 1) - date.resolution)
    days = _days([pk for pk, said, _ in ranked if said], first, end)
    return [
        Silence(
            unit=pk,
            name=units[pk],
            last=said,
            days=silent,
            longest=longest_pause(days.get(pk, ()), first, end) if said else None,
        )
        for pk, said, silent in ranked
    ]


def words_of(target: CoverageTarget, names: Mapping[int, str]) -> str:
    """Return a target as people say it: "Mỗi xã mỗi tháng ít nhất 1, kênh …"."""
    who = str(UnitClass(target.unit_class).label) if target.unit_class else names.get(target.unit_id or 0, "")
    of = "; ".join(str(one) for one in (target.topic, target.channel, target.audience) if one)
    least = f"mỗi {target.get_window_display()} ít nhất {target.minimum} hoạt động"
    each = f"Mỗi đơn vị trong {who}" if target.unit_class else who
    return f"{each}, {least}{': ' + of if of else ''}"


def blanks_of(owner: int) -> list[LeftBlank]:
    """Return what an owner leaves blank on purpose, the oldest first."""
    return list(LeftBlank.objects.filter(owner=owner, ended_at__isnull=True).order_by("pk"))


def blanks_about(blanks: Iterable[LeftBlank], target: CoverageTarget) -> list[LeftBlank]:
    """Return the blanks that say no more than a target does: those that take something out of it."""
    return [
        one
        for one in blanks
        if one.topic_id in (None, target.topic_id)
        and one.channel_id in (None, target.channel_id)
        and one.audience_id in (None, target.audience_id)
    ]


def blank_of(blanks: Iterable[LeftBlank], unit: int, window: Stretch) -> LeftBlank | None:
    """Return the blank that leaves out a window of a unit; None where it is asked for."""
    for one in blanks:
        within = one.first_month <= window.first and (one.last_month is None or window.last <= one.last_month)
        if within and one.unit_id in (None, unit):
            return one
    return None


def windows_of(target: CoverageTarget, first: date, last: date, today: date) -> list[Stretch]:
    """Return the windows that a target asks of in some months: none that it holds only in part."""
    begins = max(first, target.valid_from.replace(day=1))
    return [
        one
        for one in stretches(target.window, begins, last, today)
        if one.first >= begins and (target.valid_until is None or moved(one.last, 1) <= target.valid_until)
    ]


def moved(month: date, by: int) -> date:
    """Return the first day of the month so many months after one."""
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def _standing(
    target: CoverageTarget,
    asked: Asked,
    windows: Sequence[Stretch],
    blanks: Sequence[LeftBlank],
    counted: Mapping[tuple[int, date], int],
) -> Standing:
    units = asked.units[target.pk]
    met = over = 0
    by_unit = []
    over_windows = [one for one in windows if one.over]
    for unit, name in units.items():
        holes = []
        for window in over_windows:
            if asked.born[unit] > window.first or (blanks and blank_of(blanks, unit, window)):
                continue
            over += 1
            count = counted.get((unit, window.first), 0)
            if count >= target.minimum:
                met += 1
            else:
                holes.append(Hole(target=target, unit=unit, name=name, stretch=window, count=count))
        if holes:
            by_unit.append(tuple(holes))
    by_unit.sort(key=lambda some: (-len(some), some[0].name))
    return Standing(
        target=target,
        owner=asked.names.get(target.owner_id, ""),
        words=words_of(target, units),
        met=met,
        over=over,
        by_unit=tuple(by_unit),
        units_done=len({unit for (unit, _), count in counted.items() if count > 0}),
        units=len(units),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a target asks to be counted: of which units, in which months, each with the first month of its window."""

    units: Mapping[int, str]
    windows: Mapping[date, date]
    found: dict[tuple[int, date], int]


def _counted(
    targets: Sequence[CoverageTarget],
    units: Mapping[int, Mapping[int, str]],
    windows: Mapping[int, Sequence[Stretch]],
) -> dict[int, dict[tuple[int, date], int]]:
    """Return by target what its units did of it, by unit and the first month of the window; one statement.

    What asks for anything at all is counted by itself, since an index holds all of it.
    """
    found: dict[int, dict[tuple[int, date], int]] = {one.pk: defaultdict(int) for one in targets}
    anything: dict[_Key, list[_Asked]] = defaultdict(list)
    others: dict[_Key, list[_Asked]] = defaultdict(list)
    for one in targets:
        if windows[one.pk]:
            key = one.topic_id or EVERY, one.audience_id or EVERY, one.channel_id
            of_month = {month: window.first for window in windows[one.pk] for month in months_in(window)}
            kind = anything if key == _ANYTHING else others
            kind[key].append(_Asked(units[one.pk], of_month, found[one.pk]))
    kinds = [kind for kind in (anything, others) if kind]
    if not kinds:
        return found
    months = sorted({month for kind in kinds for some in kind.values() for one in some for month in one.windows})
    first, *rest = (_rows_of(kind, months, apart=kind is others) for kind in kinds)
    for unit, topic, audience, channel, *counts in first.union(*rest, all=True) if rest else first:
        _add(anything if topic is None else others, unit, (topic, audience, channel), zip(months, counts, strict=True))
    return found


def _rows_of(keys: Mapping[_Key, Sequence[_Asked]], months: Sequence[date], *, apart: bool) -> QuerySet[Any, Any]:
    """Return by unit what some targets ask for, a row for each cell where cells are told `apart`, else one with none.

    It has a column for each month: rows for months would be ten times as many to fetch, which for a thousand units
    takes longest of all.
    """
    asked = [one for some in keys.values() for one in some]
    sums = {f"month_{place}": Sum("count", filter=Q(month=month)) for place, month in enumerate(months)}
    rows = CoverageTally.objects.filter(
        _any_of(keys),
        unit__in={unit for one in asked for unit in one.units},
        month__gte=months[0],
        month__lte=months[-1],
    ).order_by()
    nothing = Value(None, BigIntegerField())
    cell = {name: F(name) if apart else nothing for name in ("topic", "audience", "channel")}
    named = rows.values_list("unit", *(Cast(told, BigIntegerField()) for told in cell.values()))
    return named.annotate(**sums)


def _add(
    keys: Mapping[_Key, Sequence[_Asked]],
    unit: int,
    cell: tuple[int | None, int | None, int | None],
    counts: Iterable[tuple[date, int | None]],
) -> None:
    """Add what a unit did in a cell to every target that asks for it."""
    topic, audience, channel = cell
    counted = [(month, count) for month, count in counts if count]
    if topic is None or audience is None:
        told = keys.get(_ANYTHING, ())
    else:
        of_one = keys.get((topic, audience, channel), ()) if channel is not None else ()
        told = (*of_one, *keys.get((topic, audience, None), ()))
    for one in told:
        if unit in one.units:
            for month, count in counted:
                if month in one.windows:
                    one.found[unit, one.windows[month]] += count


def _any_of(keys: Iterable[_Key]) -> Q:
    wanted = Q()
    for topic, audience, channel in keys:
        one = Q(topic=topic, audience=audience)
        wanted |= one if channel is None else one & Q(channel=channel)
    return wanted


def _days(units: Sequence[int], first: date, last: date) -> dict[int, list[date]]:
    """Return the days on which units communicated, in order; one statement."""
    found: dict[int, list[date]] = {}
    rows = Activity.objects.standing().filter(unit__in=units, on__gte=first, on__lte=last)
    for unit, on in rows.order_by("unit", "on").values_list("unit", "on").distinct():
        found.setdefault(unit, []).append(on)
    return found


def months_in(window: Stretch) -> list[date]:
    """Return the months of a window by their first days."""
    found, at = [], window.first
    while at <= window.last:
        found.append(at)
        at = moved(at, 1)
    return found


def _label(size: int, at: date) -> str:
    if size == 1:
        return f"tháng {at.month}/{at.year}"
    return f"quý {_ROMAN[(at.month - 1) // 3]}/{at.year}" if size == 3 else f"năm {at.year}"
