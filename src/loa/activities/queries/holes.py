"""What should have been communicated and was not: targets, window by window, against the counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, Sum

from loa.activities.choices import Window
from loa.activities.models import EVERY, Activity, CoverageTally, CoverageTarget, LeftBlank
from loa.activities.permissions import owners_watched
from loa.people.choices import UnitClass
from loa.people.models import User
from loa.people.queries import members, unit_names

_MONTHS = {Window.MONTH: 1, Window.QUARTER: 3, Window.YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")


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
    words: str
    met: int
    over: int
    holes: tuple[Hole, ...]
    # Per unit: whether anything at all was done of what the target asks, in all its windows that are over.
    units_done: int
    units: int


def stretches(window: str, first: date, last: date, today: date) -> list[Stretch]:
    """Return the windows of a kind from the month of one day to that of another; one is over after its last day."""
    size = _MONTHS[Window(window)]
    at = date(first.year, (first.month - 1) // size * size + 1, 1)
    found = []
    while at <= last:
        end = _moved(at, size - 1)
        found.append(Stretch(first=at, last=end, label=_label(size, at), over=_moved(at, size) <= today))
        at = _moved(at, size)
    return found


def targets_of(owner: int, first: date, last: date) -> list[CoverageTarget]:
    """Return what an owner asked for some time between two days."""
    rows = CoverageTarget.objects.filter(owner=owner, valid_from__lte=last)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=first))
    return list(rows.select_related("topic", "channel", "audience", "owner", "unit").order_by("pk"))


def standings(owner: int, first: date, last: date, today: date) -> list[Standing]:
    """Return how the targets of an owner stand from one month to another; three statements for each target."""
    targets = targets_of(owner, first, _moved(last, 1))
    blanks = list(LeftBlank.objects.filter(owner=owner, ended_at__isnull=True)) if targets else []
    return [_standing(target, blanks, first, last, today) for target in targets]


def count_holes(user: User, today: date) -> int:
    """Return how many windows of this year are not filled of what the units that somebody watches for ask."""
    first = date(today.year, 1, 1)
    return sum(len(one.holes) for owner in owners_watched(user, today) for one in standings(owner, first, today, today))


def silences(units: dict[int, str], today: date) -> list[tuple[int, str, date | None, int | None]]:
    """Return units with the day they last communicated and how many days ago, the longest silent first."""
    rows = Activity.objects.filter(unit__in=units, counters__isnull=True, on__lte=today)
    last = dict(rows.order_by().values_list("unit").annotate(Max("on")))
    found = [(pk, name, last.get(pk), (today - last[pk]).days if pk in last else None) for pk, name in units.items()]
    return sorted(found, key=lambda one: (one[3] is not None, -(one[3] or 0), one[1]))


def words_of(target: CoverageTarget, names: dict[int, str]) -> str:
    """Return a target as people say it: "Mỗi xã mỗi tháng ít nhất 1, kênh …"."""
    who = str(UnitClass(target.unit_class).label) if target.unit_class else names.get(target.unit_id or 0, "")
    of = "; ".join(str(one) for one in (target.topic, target.channel, target.audience) if one)
    least = f"mỗi {target.get_window_display()} ít nhất {target.minimum} hoạt động"
    each = f"Mỗi đơn vị trong {who}" if target.unit_class else who
    return f"{each}, {least}{': ' + of if of else ''}"


def _standing(target: CoverageTarget, blanks: Iterable[LeftBlank], first: date, last: date, today: date) -> Standing:
    begins = max(first, target.valid_from.replace(day=1))
    ends = min(last, target.valid_until or last)
    windows = [one for one in stretches(target.window, begins, ends, today) if one.first >= begins]
    units = _units_of(target, today)
    counted = _counted(target, units, windows)
    met = over = 0
    holes = []
    done = set()
    for unit, name in units.items():
        for window in windows:
            count = counted[unit, window.first]
            if count > 0:
                done.add(unit)
            if not window.over or _is_blank(blanks, target, unit, window):
                continue
            over += 1
            if count >= target.minimum:
                met += 1
            else:
                holes.append(Hole(target=target, unit=unit, name=name, stretch=window, count=count))
    holes.sort(key=lambda one: (one.stretch.first, one.name), reverse=True)
    return Standing(
        target=target,
        words=words_of(target, units),
        met=met,
        over=over,
        holes=tuple(holes),
        units_done=len(done),
        units=len(units),
    )


def _units_of(target: CoverageTarget, today: date) -> dict[int, str]:
    if target.unit_id is not None:
        return unit_names([target.unit_id], today)
    found = members(UnitClass(target.unit_class), target.owner, today)
    return {one.unit_id: one.name for one in found}


def _counted(
    target: CoverageTarget, units: Iterable[int], windows: list[Stretch]
) -> defaultdict[tuple[int, date], int]:
    """Return what units did of a target by unit and the first month of the window; one statement."""
    found: defaultdict[tuple[int, date], int] = defaultdict(int)
    if not windows:
        return found
    rows = CoverageTally.objects.filter(
        unit__in=list(units),
        topic=target.topic_id or EVERY,
        audience=target.audience_id or EVERY,
        month__gte=windows[0].first,
        month__lte=windows[-1].last,
    )
    if target.channel_id is not None:
        rows = rows.filter(channel=target.channel_id)
    of_month = {month: one.first for one in windows for month in _months_in(one)}
    for unit, month, count in rows.order_by().values_list("unit", "month").annotate(all=Sum("count")):
        if month in of_month:
            found[unit, of_month[month]] += count
    return found


def _is_blank(blanks: Iterable[LeftBlank], target: CoverageTarget, unit: int, window: Stretch) -> bool:
    """Tell whether a window of a unit is left out on purpose: a blank that says no more than the target does."""
    return any(
        blank.unit_id in (None, unit)
        and blank.topic_id in (None, target.topic_id)
        and blank.channel_id in (None, target.channel_id)
        and blank.audience_id in (None, target.audience_id)
        and blank.first_month <= window.first
        and (blank.last_month is None or window.last <= blank.last_month)
        for blank in blanks
    )


def _months_in(window: Stretch) -> list[date]:
    found, at = [], window.first
    while at <= window.last:
        found.append(at)
        at = _moved(at, 1)
    return found


def _moved(month: date, by: int) -> date:
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def _label(size: int, at: date) -> str:
    if size == 1:
        return f"tháng {at.month}/{at.year}"
    return f"quý {_ROMAN[(at.month - 1) // 3]}/{at.year}" if size == 3 else f"năm {at.year}"
