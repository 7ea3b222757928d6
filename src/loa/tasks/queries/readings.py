"""Who has read a plan: by unit, against its headcount."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.tasks.models import Acknowledgement, Obligation, RollCall
from loa.tasks.queries.figures import OWED
from loa.tasks.queries.units import unit_names
from loa.tasks.rules import heard, percent_heard


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """What one unit said of a plan: `here` people confirmed it here, `listed` were on a meeting's list.

    `headcount` is None before anybody of the unit wrote it; then there is no share.
    """

    unit_id: int
    unit: str
    here: int
    listed: int
    met_on: date | None
    headcount: int | None

    @property
    def heard(self) -> int:
        return heard(self.here, self.listed, self.headcount)

    @property
    def percent(self) -> int | None:
        return percent_heard(self.here, self.listed, self.headcount)

    @property
    def is_silent(self) -> bool:
        """Whether nobody of the unit has said anything."""
        return not self.here and not self.listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """A plan by the units that owe something of it, those that said nothing first."""

    rows: tuple[ReadingRow, ...]

    @property
    def silent(self) -> int:
        return sum(row.is_silent for row in self.rows)

    @property
    def counted(self) -> list[ReadingRow]:
        """The units whose headcount is known: only they have a share."""
        return [row for row in self.rows if row.headcount]

    @property
    def headcount(self) -> int:
        return sum(row.headcount or 0 for row in self.counted)

    @property
    def heard(self) -> int:
        return sum(row.heard for row in self.counted)

    @property
    def percent(self) -> int | None:
        return percent_heard(self.heard, 0, self.headcount or None)


def owes_something(version: PlanVersion, unit: int) -> bool:
    """Tell whether a unit owes something of a plan; one statement."""
    return Obligation.objects.filter(OWED, task__version=version, unit=unit).exists()


def plan_readings(version: PlanVersion, seen: Collection[int], today: date) -> Readings:
    """Return who has read a plan, within what somebody sees; four statements."""
    owing = Obligation.objects.filter(OWED, task__version=version, unit__in=seen).order_by()
    units = set(owing.values_list("unit", flat=True).distinct())
    names = unit_names(units, today)
    said = Acknowledgement.objects.filter(version=version, unit__in=units).values_list("unit").annotate(Count("pk"))
    here = dict(said.order_by())
    called = {one.unit_id: one for one in RollCall.objects.filter(version=version, unit__in=units)}
    rows = []
    for unit in units:
        roll = called.get(unit)
        rows.append(
            ReadingRow(
                unit_id=unit,
                unit=names.get(unit, ""),
                here=here.get(unit, 0),
                listed=roll.listed if roll else 0,
                met_on=roll.met_on if roll else None,
                headcount=roll.headcount if roll else None,
            )
        )
    # First those that somebody should ask: silent, then without a headcount, then the smallest share.
    rows.sort(key=lambda row: (not row.is_silent, -1 if row.percent is None else row.percent, row.unit))
    return Readings(rows=tuple(rows))


def said_by(person: User, version: PlanVersion) -> dict[int, Acknowledgement]:
    """Return where somebody said that they have read a plan, by unit; one statement."""
    return {one.unit_id: one for one in Acknowledgement.objects.filter(version=version, person=person)}


def roll_calls(version: PlanVersion, units: Collection[int]) -> dict[int, RollCall]:
    """Return what units wrote of their meetings, by unit; one statement."""
    called = RollCall.objects.filter(version=version, unit__in=units).select_related("by")
    return {one.unit_id: one for one in called}
