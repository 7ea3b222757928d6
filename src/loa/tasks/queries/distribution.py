"""What each unit will get when a reviewed plan goes to work, computed without writing anything.

The page before the confirmation shows it and the confirmation writes it, so the two cannot differ.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from loa.lib.periods import Period, Rhythm
from loa.plans.choices import Origin, Schedule, Target
from loa.plans.models import AgencyBinding, PeriodRule, PlanVersion, Review, ReviewedTask
from loa.plans.queries import Missing, ReviewRows, missing_in, review_rows
from loa.plans.rules import last_day
from loa.tasks.choices import Part, State
from loa.tasks.rules import periods_to_hand_out

# The rhythms set side by side before the choice is final, in months.
_COMPARED = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A name in a task and whom it means. Who is only invited never leads, whatever the document says."""

    part: Part
    name: str
    target: str
    unit: int | None
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """A task as it will be: its last day, its periods (none where it is done once), and who owes it, each unit once."""

    reviewed: ReviewedTask
    parties: tuple[Party, ...]
    debtors: tuple[int, ...]
    due_on: date | None
    rhythm: PeriodRule | None
    periods: tuple[Period, ...]
    receivers: tuple[int, ...]

    @property
    def state(self) -> State:
        """The state its obligations begin in."""
        return State.AWAITING_EVENT if self.reviewed.schedule == Schedule.AWAITING else State.NOT_STARTED

    @property
    def waits(self) -> bool:
        """Whether nothing is owed before an event outside."""
        return self.state == State.AWAITING_EVENT

    @property
    def for_each(self) -> int:
        """How many obligations each debtor gets."""
        return len(self.spread)

    @property
    def spread(self) -> tuple[Period | None, ...]:
        """The periods for which each debtor owes the task, one None where it is done once."""
        return self.periods if self.reviewed.schedule == Schedule.PERIODIC else (None,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much one unit gets: work done once, work by periods, work that waits for an event."""

    unit: int
    name: str
    once: int
    periodic: int
    awaiting: int

    @property
    def total(self) -> int:
        return self.once + self.periodic + self.awaiting


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmCount:
    """What the plan would hand out by another rhythm: in all, and to the unit that gets the most."""

    words: str
    obligations: int
    most: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """All of what a plan will hand out, what still prevents it, and a fingerprint of everything it rests on."""

    tasks: tuple[PlannedTask, ...]
    loads: tuple[Load, ...]
    rhythms: tuple[RhythmCount, ...]
    open_sets: tuple[str, ...]
    invited: tuple[str, ...]
    remarks: tuple[str, ...]
    missing: tuple[Missing, ...]
    fingerprint: str

    @property
    def obligations(self) -> int:
        return sum(load.total for load in self.loads)

    @property
    def awaiting(self) -> tuple[PlannedTask, ...]:
        """The tasks that wait for an event outside."""
        return tuple(task for task in self.tasks if task.waits)

    def count_of(self, *origins: Origin) -> int:
        """Return how many of the tasks come from these places of the document."""
        return sum(task.reviewed.origin in origins for task in self.tasks)


def distribution(review: Review, on: date) -> Distribution:
    """Return what a reviewed plan will hand out on a day; as many statements as `review_rows` takes."""
    rows = review_rows(review, on)
    by_name = rows.named()
    tasks = tuple(_planned(task, rows, by_name, on) for task in rows.tasks if task.included)
    parties = [party for task in tasks for party in task.parties]
    return Distribution(
        tasks=tasks,
        loads=_loads(tasks, rows),
        rhythms=_compared(tasks, rows, on),
        open_sets=_names(parties, Target.OPEN),
        invited=_names(parties, Target.OUTSIDE),
        remarks=tuple(_remarks(tasks, on)),
        missing=missing_in(rows),
        fingerprint=_fingerprint(rows, tasks),
    )


def _planned(task: ReviewedTask, rows: ReviewRows, by_name: dict[str, AgencyBinding], on: date) -> PlannedTask:
    rhythm = (task.rhythm or rows.review.rhythm) if task.schedule == Schedule.PERIODIC else None
    receivers = tuple(dict.fromkeys(_units_of((by_name[name] for name in task.receivers if name in by_name), rows)))
    leads = [by_name[name] for name in task.leads if name in by_name]
    debtors = _units_of(leads, rows)
    if task.origin != Origin.LINE:
        debtors = [unit for unit in debtors if unit not in receivers]  # nobody reports or supplies to itself
    return PlannedTask(
        reviewed=task,
        parties=tuple(_parties(task, by_name)),
        debtors=tuple(dict.fromkeys(debtors)),
        due_on=_last_day(task, rows.review),
        rhythm=rhythm,
        periods=_periods(rhythm.rhythm, rows, on) if rhythm else (),
        receivers=receivers,
    )


def _units_of(leads: Iterable[AgencyBinding], rows: ReviewRows) -> list[int]:
    """Return the units that names mean, as they stood on the working day; open sets and outside bodies mean none."""
    units = []
    for lead in leads:
        if lead.target == Target.UNIT and lead.unit_id and rows.units.exists(lead.unit_id):
            units.append(lead.unit_id)
        elif lead.target == Target.CLASS:
            units += [member.unit_id for unit_class in lead.classes for member in rows.units.members(unit_class)]
    return units


def _parties(task: ReviewedTask, by_name: dict[str, AgencyBinding]) -> Iterator[Party]:
    for part, names in ((Part.LEAD, task.leads), (Part.PARTNER, task.partners)):
        for binding in (by_name[name] for name in names if name in by_name):
            yield Party(
                part=Part.PARTNER if binding.target == Target.OUTSIDE else part,
                name=binding.name,
                target=binding.target,
                unit=binding.unit_id,
                classes=tuple(binding.classes),
            )


def _last_day(task: ReviewedTask, review: Review) -> date | None:
    if task.schedule != Schedule.ONCE:
        return None
    return last_day(task.due_on, task.boundary, named_day_is_late=review.named_day_is_late)


def _periods(rhythm: Rhythm, rows: ReviewRows, on: date) -> tuple[Period, ...]:
    return periods_to_hand_out(rhythm, year=rows.version.plan.year, on=on, earlier=rows.review.earlier_periods)


def _loads(tasks: Iterable[PlannedTask], rows: ReviewRows) -> tuple[Load, ...]:
    """Return what each unit gets, the most loaded first."""
    counts: dict[int, dict[str, int]] = {}
    for task in tasks:
        for unit in task.debtors:
            of_unit = counts.setdefault(unit, dict.fromkeys(Schedule.values, 0))
            of_unit[task.reviewed.schedule] += task.for_each
    loads = (
        Load(
            unit=unit,
            name=rows.units.name(unit),
            once=count[Schedule.ONCE],
            periodic=count[Schedule.PERIODIC],
            awaiting=count[Schedule.AWAITING],
        )
        for unit, count in counts.items()
    )
    return tuple(sorted(loads, key=lambda load: (-load.total, load.name)))


def _compared(tasks: Collection[PlannedTask], rows: ReviewRows, on: date) -> tuple[RhythmCount, ...]:
    """Return what would be handed out by months, quarters and so on, and by the plan's own cut of the year."""
    chosen = rows.review.rhythm
    first_day = chosen.first_day if chosen.months else 1
    counts = [
        _by_rhythm(_RHYTHM_WORDS[months], Rhythm(months=months, first_day=first_day), tasks, rows, on)
        for months in _COMPARED
    ]
    if chosen.months not in _COMPARED:
        counts.append(_by_rhythm(chosen.name, chosen.rhythm, tasks, rows, on))
    return tuple(counts)


def _by_rhythm(words: str, rhythm: Rhythm, tasks: Iterable[PlannedTask], rows: ReviewRows, on: date) -> RhythmCount:
    """Count what would be handed out if the plan had this rhythm; tasks of their own keep it."""
    chosen = rows.review.rhythm
    periods = _periods(rhythm, rows, on)
    of_units: dict[int, int] = {}
    for task in tasks:
        follows = task.rhythm is not None and task.reviewed.rhythm_id is None
        each = len(periods) if follows else task.for_each
        for unit in task.debtors:
            of_units[unit] = of_units.get(unit, 0) + each
    return RhythmCount(
        words=words,
        obligations=sum(of_units.values()),
        most=max(of_units.values(), default=0),
        chosen=(chosen.months, chosen.rhythm.opens) == (rhythm.months, rhythm.opens),
    )


_RHYTHM_WORDS = {1: "hằng tháng", 3: "hằng quý", 6: "6 tháng một lần", 12: "mỗi năm một lần"}


def _names(parties: Iterable[Party], target: Target) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.name for party in parties if party.target == target))


def _remarks(tasks: Iterable[PlannedTask], on: date) -> Iterator[str]:
    """Yield what is allowed but should be known before the plan goes to work."""
    past = sum(task.due_on is not None and task.due_on < on for task in tasks)
    without_period = sum(task.rhythm is not None and not task.periods for task in tasks)
    without_debtor = sum(not task.debtors for task in tasks)
    if past:
        yield f"{past} nhiệm vụ có hạn cuối trước hôm nay nên sẽ quá hạn ngay khi giao."
    if without_period:
        yield f"{without_period} việc thường xuyên không còn kỳ nào trong năm kế hoạch nên không đơn vị nào nhận việc."
    if without_debtor:
        yield f"{without_debtor} nhiệm vụ không có đơn vị nào nhận việc."


def _fingerprint(rows: ReviewRows, tasks: Iterable[PlannedTask]) -> str:
    """Return what changes with every save of the review and with everything else that the work depends on."""
    rests_on = (
        rows.review.revision,
        [(one.pk, one.revision) for group in (rows.bindings, rows.tasks, rows.answers) for one in group],
        [
            (task.reviewed.pk, task.due_on, task.debtors, task.receivers, [(one.code, one.due) for one in task.periods])
            for task in tasks
        ],
    )
    return sha256(json.dumps(rests_on, default=str).encode()).hexdigest()


def other_version_at_work(version: PlanVersion) -> PlanVersion | None:
    """Return another version of the same plan that was put to work, None where there is none."""
    others = PlanVersion.objects.filter(plan=version.plan_id, confirmed_at__isnull=False).exclude(pk=version.pk)
    return others.select_related("plan").defer("reading", "source").first()
