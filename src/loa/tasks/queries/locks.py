"""Closed periods: which obligations nobody may report any more, and what a plan's lead sees of each period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import written_day
from loa.people.models import UnitVersion
from loa.plans.models import PlanVersion
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import LockException, Obligation, PeriodLock, Task
from loa.tasks.queries.units import unit_names
from loa.tasks.rules import may_lock, may_report_when_locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A unit that may report a closed period until a day; `runs` tells whether that day is still to come."""

    unit: str
    exception: LockException
    runs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPeriod:
    """A period of a plan: how much of it is in, whether and by whom it was closed, who may still report it."""

    code: str
    label: str
    due_on: date | None
    owed: int
    sent: int
    may_lock: bool
    lock: PeriodLock | None
    allowed: tuple[Allowed, ...] = ()

    @property
    def missing(self) -> int:
        """How much was not handed in."""
        return self.owed - self.sent

    @property
    def locked_by(self) -> str:
        """Who closed it."""
        return self.lock.by.get_full_name() or self.lock.by.get_username() if self.lock else ""


def in_closed_period() -> Exists:
    """Return whether the period of an obligation was closed, for a statement that fetches obligations anyway.

    Whether its unit may report it all the same is told by `closed_to_report`.
    """
    return Exists(PeriodLock.objects.filter(version=OuterRef("task__version"), period=OuterRef("period")))


def closed_for_unit(today: date) -> Exists:
    """Return whether the unit of an obligation may not report it any more, for a statement that runs anyway."""
    excepted = LockException.objects.filter(lock=OuterRef("pk"), unit=OuterRef(OuterRef("unit")), until__gte=today)
    locks = PeriodLock.objects.filter(version=OuterRef("task__version"), period=OuterRef("period"))
    return Exists(locks.exclude(Exists(excepted)))


def closed_to_report(rows: Iterable[Obligation], today: date) -> dict[int, str]:
    """Return, for each obligation that nobody may report any more, the sentence that says who closed its period.

    One statement where no period is closed, none where there is no period, two at most.
    """
    periodic = {row.pk: row for row in rows if row.period}
    if not periodic:
        return {}
    tasks = Task.objects.filter(pk__in={row.task_id for row in periodic.values()})
    found = _locks(today).filter(
        version__in=tasks.values("version"), period__in={row.period for row in periodic.values()}
    )
    locks = {(lock.version_id, lock.period): lock for lock in found}
    if not locks:
        return {}
    excepted = LockException.objects.filter(
        lock__version=OuterRef("task__version"), lock__period=OuterRef("period"), unit=OuterRef("unit")
    )
    periods = {period for _, period in locks}
    asked = Obligation.objects.filter(pk__in=[pk for pk, row in periodic.items() if row.period in periods]).order_by()
    closed = {}
    for pk, version, until in asked.values_list("pk", "task__version", Subquery(excepted.values("until")[:1])):
        lock = locks.get((version, periodic[pk].period))
        if lock and not may_report_when_locked(until, today):
            closed[pk] = _sentence(lock, periodic[pk])
    return closed


def why_closed(obligation: Obligation, today: date) -> str:
    """Return the sentence of `closed_to_report` for an obligation fetched with its task, "" if open; one statement."""
    excepted = LockException.objects.filter(lock=OuterRef("pk"), unit=obligation.unit_id)
    locks = _locks(today).filter(version=obligation.task.version_id, period=obligation.period)
    lock = locks.annotate(until=Subquery(excepted.values("until")[:1])).first()
    return _sentence(lock, obligation) if lock and not may_report_when_locked(lock.until, today) else ""


def _locks(today: date) -> QuerySet[PeriodLock]:
    """Fetch with each lock who closed it and what the owner of its plan is called."""
    owner = UnitVersion.objects.filter(unit=OuterRef("version__plan__owner"), valid_from__lte=today)
    named = PeriodLock.objects.annotate(owner_name=Subquery(owner.order_by("-valid_from").values("name")[:1]))
    return named.select_related("by")


def _sentence(lock: PeriodLock, row: Obligation) -> str:
    by = lock.by.get_full_name() or lock.by.get_username()
    whom = lock.owner_name or "cơ quan chủ trì kế hoạch"  # type: ignore[attr-defined]
    day = written_day(localtime(lock.at).date())
    return (
        f"Số liệu {row.period_label or lock.period} đã được {by} khóa ngày {day} nên không ghi thêm được. "
        f"Cần gửi hoặc sửa thì đề nghị {whom} mở cho đơn vị."
    )


def find_lock(version: PlanVersion, period: str) -> PeriodLock | None:
    """Return what closes a period of a plan, None where it is open; one statement."""
    return PeriodLock.objects.filter(version=version, period=period).select_related("by").first()


def plan_periods(version: PlanVersion, today: date, *, period: str = "") -> list[PlanPeriod]:
    """Return the periods of a plan that have begun, the latest first, or the one that is named; four statements."""
    owed = Obligation.objects.filter(task__version=version, starts_on__lte=today).exclude(period="")
    if period:
        owed = owed.filter(period=period)
    rows = owed.order_by().values("period").annotate(
        label=Max("period_label"),
        starts=Max("starts_on"),
        due=Max("due_on"),
        owed=Count("pk", filter=~Q(state=State.NOT_APPLICABLE)),
        sent=Count("pk", filter=Q(state__in=DONE_STATES)),
    )  # fmt: skip
    locks = {lock.period: lock for lock in PeriodLock.objects.filter(version=version).select_related("by")}
    exceptions = list(LockException.objects.filter(lock__version=version).select_related("by").order_by("until", "pk"))
    names = unit_names({one.unit_id for one in exceptions}, today)
    return [
        PlanPeriod(
            code=row["period"],
            label=row["label"] or row["period"],
            due_on=row["due"],
            owed=row["owed"],
            sent=row["sent"],
            may_lock=may_lock(row["due"], today),
            lock=locks.get(row["period"]),
            allowed=tuple(
                Allowed(
                    unit=names.get(one.unit_id, ""),
                    exception=one,
                    runs=may_report_when_locked(one.until, today),
                )
                for one in exceptions
                if row["period"] in locks and one.lock_id == locks[row["period"]].pk
            ),
        )
        for row in sorted(rows, key=lambda row: (row["starts"], row["period"]), reverse=True)
    ]


def units_missing(version: PlanVersion, period: str, today: date) -> list[tuple[int, str]]:
    """Return the units that still owe something of a period, by name; two statements, four where names are shared.

    Units that share a name are told apart by the unit above them.
    """
    owing = Obligation.objects.filter(task__version=version, period=period, state__in=OPEN_STATES).order_by()
    names = unit_names(set(owing.values_list("unit", flat=True).distinct()), today)
    called = Counter(names.values())
    shared = [unit for unit, name in names.items() if called[name] > 1]
    if shared:
        above = dict(
            UnitVersion.objects.on(today).filter(unit__in=shared, parent__isnull=False).values_list("unit", "parent")
        )
        places = unit_names(set(above.values()), today)
        names |= {unit: f"{names[unit]}, {places.get(parent, '')}" for unit, parent in above.items()}
    return sorted(names.items(), key=lambda pair: pair[1])
