"""The note for the week's meeting: how a plan stands, what moved in seven days, who is late, what needs a decision."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.timezone import localtime, make_aware

from loa.plans.models import PlanVersion
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import Obligation, Step
from loa.tasks.queries.figures import OWED
from loa.tasks.queries.urged import LateUnit, first_items, late_of, late_units, units_without_people, urgeable

WEEK = timedelta(days=7)
# What fits on one page of A4 beside everything else.
_UNITS, _ITEMS, _DUE = 7, 2, 4
_LONG_LATE = timedelta(days=14)
_RETURNED_OFTEN = 2
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many obligations stand where at the end of a day."""

    owed: int = 0
    sent: int = 0
    accepted: int = 0
    returned: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure of today beside that of a week ago; `part` is its word in the address of the list, "" for all."""

    label: str
    now: int
    then: int | None
    part: str

    @property
    def difference(self) -> str:
        """In words: "tăng 3", "giảm 2", "không đổi", "" where there is nothing to compare with."""
        if self.then is None:
            return ""
        moved = self.now - self.then
        return "không đổi" if moved == 0 else f"tăng {moved}" if moved > 0 else f"giảm {-moved}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTask:
    """A task of which something is still open and due this week: how many units, and the first last day."""

    task: int
    number: str
    title: str
    units: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What waits for somebody's word."""

    waiting: int = 0
    waiting_since: date | None = None
    long_late_units: int = 0
    returned_often: int = 0
    awaiting_tasks: int = 0
    without_people: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        return any((self.waiting, self.long_late_units, self.returned_often, self.awaiting_tasks, self.without_people))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyNote:
    """Everything the note says; of what does not fit on the page it says how much there is."""

    begins: date
    week_ends: date
    changes: tuple[Change, ...]
    late: tuple[LateUnit, ...]
    late_units: int
    late_items: int
    due: tuple[DueTask, ...]
    due_tasks: int
    decisions: Decisions = field(default_factory=Decisions)

    @property
    def late_not_named(self) -> int:
        return self.late_units - len(self.late)

    @property
    def due_not_named(self) -> int:
        return self.due_tasks - len(self.due)


def weekly_note(version: PlanVersion, at: datetime) -> WeeklyNote:
    """Return the note of a plan for a moment; ten statements at most, whatever the number of rows."""
    today = localtime(at).date()
    week_ends = today + timedelta(days=(_SATURDAY - 1 - today.weekday()) % 7)
    owed = late_of(version, today)
    units = late_units(owed, today)
    named = units[:_UNITS]
    items = first_items(owed.filter(unit__in=[one.unit_id for one in named]), today, _ITEMS)
    due = _due(version, today, week_ends)
    return WeeklyNote(
        begins=today - WEEK,
        week_ends=week_ends,
        changes=_changes(version, today),
        late=tuple(_with_items(one, items.get((version.pk, one.unit_id), ())) for one in named),
        late_units=len(units),
        late_items=sum(one.late for one in units),
        due=tuple(due[:_DUE]),
        due_tasks=len(due),
        decisions=_decisions(version, units, today),
    )


def standings(version: PlanVersion, today: date) -> tuple[Standing, Standing | None]:
    """Return how a plan stands at the end of a day, and how it stood a week before; None where work began later.

    What moved in between is told from the steps; a last day that was moved since counts as it is now. Three statements.
    """
    then = today - WEEK
    began = version.confirmed_at
    if began is None or localtime(began).date() > then:
        return _counted(version, Q(), today), None
    end = make_aware(datetime.combine(then + timedelta(days=1), time()))
    moved = Q(state_at__gte=end)
    now, before = _counted(version, Q(), today), _counted(version, ~moved, then)
    changed = Obligation.objects.filter(moved, task__version=version)
    earlier = Step.objects.filter(obligation__in=changed, at__lt=end).order_by("at", "pk")
    stood = dict(earlier.values_list("obligation", "state"))
    figures = {name: getattr(before, name) for name in Standing.__slots__}
    for pk, due_on in changed.values_list("pk", "due_on"):
        # Without a step it stood as it was handed out. What waited for its event had no last day to be late with.
        for name in _parts(stood.get(pk, State.NOT_STARTED), due_on, then):
            figures[name] += 1
    return now, Standing(**figures)


def _counted(version: PlanVersion, which: Q, day: date) -> Standing:
    owed = Obligation.objects.filter(which, task__version=version)
    return Standing(
        **owed.aggregate(
            owed=Count("pk", filter=OWED),
            sent=Count("pk", filter=Q(state__in=DONE_STATES)),
            accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
            returned=Count("pk", filter=Q(state=State.RETURNED)),
            late=Count("pk", filter=Q(state__in=OPEN_STATES, due_on__lt=day)),
        )
    )


def _parts(state: str, due_on: date | None, day: date) -> list[str]:
    stands = {
        "owed": state != State.NOT_APPLICABLE,
        "sent": state in DONE_STATES,
        "accepted": state == State.ACCEPTED,
        "returned": state == State.RETURNED,
        "late": state in OPEN_STATES and due_on is not None and due_on < day,
    }
    return [name for name, there in stands.items() if there]


def _changes(version: PlanVersion, today: date) -> tuple[Change, ...]:
    now, then = standings(version, today)
    named = (
        ("owed", "đầu việc đã giao", ""),
        ("sent", "đã gửi kết quả", "da-gui"),
        ("accepted", "đã xác nhận hoàn thành", "da-xac-nhan"),
        ("late", "đã quá hạn", "qua-han"),
        ("returned", "đang trả lại để bổ sung", "tra-lai"),
    )
    return tuple(
        Change(label=label, now=getattr(now, name), then=getattr(then, name) if then else None, part=part)
        for name, label, part in named
    )


def _with_items(unit: LateUnit, items: tuple[Any, ...]) -> LateUnit:
    return LateUnit(unit_id=unit.unit_id, name=unit.name, late=unit.late, oldest=unit.oldest, items=items)


def _due(version: PlanVersion, today: date, week_ends: date) -> list[DueTask]:
    open_now = urgeable().filter(task__version=version, due_on__range=(today, week_ends))
    rows: Any = open_now.order_by().values("task", "task__number", "task__title")
    counted = rows.annotate(owing=Count("unit", distinct=True), due=Min("due_on")).order_by("due", "task__position")
    return [
        DueTask(
            task=row["task"],
            number=row["task__number"],
            title=row["task__title"],
            units=row["owing"],
            due_on=row["due"],
        )
        for row in counted
    ]


def _decisions(version: PlanVersion, units: list[LateUnit], today: date) -> Decisions:
    counted = Obligation.objects.filter(task__version=version).aggregate(
        waiting=Count("pk", filter=Q(state=State.SUBMITTED)),
        waiting_since=Min("submitted_on", filter=Q(state=State.SUBMITTED)),
        returned_often=Count("pk", filter=Q(state__in=OPEN_STATES, returns__gte=_RETURNED_OFTEN)),
        awaiting_tasks=Count("task", filter=Q(state=State.AWAITING_EVENT), distinct=True),
    )
    without = units_without_people(version, today)
    return Decisions(
        long_late_units=sum(today - one.oldest > _LONG_LATE for one in units),
        without_people=tuple(name for _, name in without),
        **counted,
    )
