"""Work for tests of pages: a confirmed plan whose tasks are owed by as many units and periods as a test asks for."""

from datetime import date
from typing import Any

from loa.people.choices import Tier, UnitKind
from loa.people.models import Unit, UnitVersion
from loa.plans.choices import Origin, Schedule, Target
from loa.plans.models import AgencyBinding, PeriodRule, PlanVersion, Review, ReviewedTask
from loa.plans.tests.factories import COMMUNES, CONCERNED, district, make_plan
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import Part
from loa.tasks.models import Obligation, Participant, Task


def make_units(count: int, owner: Unit | None = None) -> list[Unit]:
    """Store communes under an owner (the district by default): "UBND xã Mẫu 1" and so on."""
    owner = owner or district()
    units = []
    for number in range(1, count + 1):
        unit, new = Unit.objects.get_or_create(
            key=f"xa-mau-{number}", defaults={"kind": UnitKind.COMMITTEE, "tier": Tier.COMMUNE}
        )
        if new:
            UnitVersion.objects.create(
                unit=unit,
                name=f"UBND xã Mẫu {number}",
                parent=owner,
                valid_from=date(2020, 1, 1),
                source="dùng cho phép thử",
            )
        units.append(unit)
    return units


def make_work(
    *, tasks: int = 1, units: int = 1, periods: int = 0, version: PlanVersion | None = None, **obligation_fields: Any
) -> list[Obligation]:
    """Store tasks of a confirmed plan and what each unit owes of them; without periods each is owed once.

    One-off tasks are due on 31/03/2024, the nth period is the nth quarter of 2024; `obligation_fields` overrides.
    """
    version = version or make_plan(tasks=tasks)
    review, _ = Review.objects.get_or_create(version=version, defaults={"rhythm": PeriodRule.objects.get(code="quy")})
    communes = make_units(units, version.plan.owner)
    owed = []
    for position, line in enumerate(version.planline_set.order_by("position")[:tasks]):
        schedule = Schedule.PERIODIC if periods else Schedule.ONCE
        reviewed, _ = ReviewedTask.objects.get_or_create(
            review=review,
            position=position,
            defaults={"origin": Origin.LINE, "line": line, "title": line.title, "schedule": schedule},
        )
        task = Task.objects.create(
            version=version,
            reviewed=reviewed,
            position=position,
            origin=Origin.LINE,
            number=line.number,
            title=line.title,
            products=line.products,
            schedule=schedule,
            due_on=None if periods else date(2024, 3, 31),
            timing_text="Thường xuyên" if periods else "Quý I/2024",
        )
        Participant.objects.create(
            task=task, position=0, part=Part.LEAD, name=COMMUNES, target=Target.CLASS, classes=["communes"]
        )
        owed += [_owed(task, unit, period, obligation_fields) for unit in communes for period in range(periods or 1)]
    count_anew(version)
    return owed


def stand(owed: Obligation, **fields: Any) -> None:
    """Put an obligation where a test needs it, and its plan's tallies with it."""
    Obligation.objects.filter(pk=owed.pk).update(**fields)
    count_anew(owed.task.version)


_QUARTERS = (("I", 1, date(2024, 3, 31)), ("II", 4, date(2024, 6, 30)), ("III", 7, date(2024, 9, 30)),
             ("IV", 10, date(2024, 12, 31)))  # fmt: skip


def _owed(task: Task, unit: Unit, period: int, fields: dict[str, Any]) -> Obligation:
    numeral, month, due = _QUARTERS[period]
    spread = (
        {"period": f"2024-q{period + 1}", "period_label": f"Quý {numeral}/2024", "starts_on": date(2024, month, 1)}
        if task.schedule == Schedule.PERIODIC
        else {}
    )
    return Obligation.objects.create(**{"task": task, "unit": unit, "due_on": due, **spread, **fields})


def make_review(
    *, tasks: int = 8, units: int = 3, version: PlanVersion | None = None, periodic: bool = False
) -> Review:
    """Store a plan whose review is finished: every task is led by the communes, with an open set as partner.

    Tasks are due on 31/03/2024, or follow the plan's quarterly rhythm where `periodic`.
    """
    version = version or make_plan(tasks=tasks, findings=False, confirmed=False)
    make_units(units, version.plan.owner)
    review = Review.objects.create(version=version, symbol="12/KH-UBND", rhythm=PeriodRule.objects.get(code="quy"))
    names = ((COMMUNES, Target.CLASS, ["communes"]), (CONCERNED, Target.OPEN, []))
    AgencyBinding.objects.bulk_create(
        AgencyBinding(review=review, position=position, name=name, target=target, classes=classes)
        for position, (name, target, classes) in enumerate(names)
    )
    when = {"schedule": Schedule.PERIODIC} if periodic else {"schedule": Schedule.ONCE, "due_on": date(2024, 3, 31)}
    ReviewedTask.objects.bulk_create(
        ReviewedTask(
            review=review,
            position=line.position,
            origin=Origin.LINE,
            line=line,
            title=line.title,
            products=line.products,
            leads=[COMMUNES],
            partners=[CONCERNED],
            timing_text="Quý I/2024",
            **when,
        )
        for line in version.planline_set.order_by("position")
    )
    return review
