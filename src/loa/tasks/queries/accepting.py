"""Results that wait for somebody's word: for the lead that accepts them, for the head that approves them first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    When,
    prefetch_related_objects,
)

from loa.people.models import UnitVersion
from loa.plans.models import Plan
from loa.tasks.choices import Received, State
from loa.tasks.models import Comment, Evidence, Figure, Obligation, Step
from loa.tasks.queries.numbers import Number
from loa.tasks.queries.units import unit_names
from loa.tasks.queries.work import ROWS_A_PAGE, WorkRow, rows_of, with_task
from loa.tasks.rules import waits_for_head


class Arranged(TextChoices):
    """How results that wait are put together, with their words in addresses."""

    BY_TASK = "nhiem-vu", "Theo nhiệm vụ"
    BY_UNIT = "don-vi", "Theo đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result that was handed in, as a list shows it: what was said last, and how much was given with it.

    `own` tells whether the reader wrote it, `waits` whether the head of the unit has not approved it yet. `lacking` is
    what a unit it was supplied to says it lacks, "" where none says so.
    """

    row: WorkRow
    task: int
    note: str
    nil: bool
    numbers: tuple[Number, ...]
    evidence: int
    own: bool
    waits: bool
    lacking: str

    @property
    def choice(self) -> str:
        """What the page sends of it: which obligation, and as of which writing."""
        return f"{self.row.pk}-{self.row.revision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Results of one task or of one unit."""

    title: str
    plan: str
    results: tuple[Result, ...]

    @property
    def all_chosen(self) -> str:
        """What an address carries to choose them all."""
        return urlencode([("chon", one.choice) for one in self.results])


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits to be accepted, for the filters of its page: how many, of which plans and units."""

    total: int
    for_head: int
    plans: tuple[Plan, ...]
    units: tuple[tuple[int, str], ...]


def with_acceptance(obligations: QuerySet[Obligation], by: int) -> QuerySet[Obligation]:
    """Fetch with each obligation its task and plan, in `own` whether somebody wrote its result, what is `lacking`."""
    written = Step.objects.filter(Step.ABOUT_WORK, obligation=OuterRef("pk"), by=by, state=State.SUBMITTED)
    said = Comment.objects.filter(obligation=OuterRef("pk")).exclude(word="").order_by("-at", "-pk")
    last = Case(When(word=Received.LACKING, then="text"))
    return with_task(obligations).annotate(
        own=Exists(written.filter(undoes=False)), lacking=Subquery(said.annotate(last=last).values("last")[:1])
    )


def awaits_its_head(obligation: Obligation) -> bool:
    """Tell whether an obligation, fetched with its task, waits for the head of its unit."""
    since, sent_at = obligation.task.head_approves_since, obligation.state_at
    return waits_for_head(
        obligation.state,
        head_approves=obligation.task.head_approves and (since is None or (sent_at is not None and sent_at >= since)),
        approved=obligation.head_approved_at is not None,
        typed=bool(obligation.last_on_behalf),  # type: ignore[attr-defined]
    )


# The condition of `rules.waits_for_head` for what was handed in, on rows fetched by `with_task`.
_ASKED = Q(task__head_approves_since__isnull=True) | Q(state_at__gte=F("task__head_approves_since"))
_FOR_HEAD = _ASKED & Q(task__head_approves=True, head_approved_at__isnull=True) & ~Q(last_on_behalf__gt="")


def words_wanted(owners: Collection[int], heads_of: Collection[int]) -> dict[str, int]:
    """Return how many results wait for somebody: `to_accept` for plans' owners, `to_approve` as head; one statement."""
    wanted: dict[str, Q] = {}
    near = Q()
    # A count among no units would make Django answer nought to both without asking.
    if owners:
        near |= Q(task__version__plan__owner__in=owners)
        wanted["to_accept"] = Q(task__version__plan__owner__in=owners) & ~_FOR_HEAD
    if heads_of:
        near |= Q(unit__in=heads_of)
        wanted["to_approve"] = Q(unit__in=heads_of) & _FOR_HEAD
    sent = with_task(Obligation.objects.filter(near, state=State.SUBMITTED))
    return sent.aggregate(**{name: Count("pk", filter=which) for name, which in wanted.items()}) if wanted else {}


def waiting_results(owners: Collection[int], today: date) -> Waiting:
    """Return how much waits for the word of plans' owners; four statements."""
    handed_in = _handed_in(owners)
    counted = with_task(handed_in).aggregate(total=Count("pk"), for_head=Count("pk", filter=_FOR_HEAD))
    units = set(handed_in.order_by().values_list("unit", flat=True).distinct())
    plans = Plan.objects.filter(pk__in=handed_in.order_by().values("task__version__plan")).order_by("title", "pk")
    names = unit_names(units, today)
    return Waiting(
        total=counted["total"],
        for_head=counted["for_head"],
        plans=tuple(plans),
        units=tuple(sorted(names.items(), key=lambda pair: pair[1])),
    )


def results_page(
    owners: Collection[int],
    by: int,
    today: date,
    *,
    arranged: Arranged,
    plan: int | None = None,
    unit: int | None = None,
    for_head: bool = False,
    page: str = "",
) -> tuple[Page[Obligation], list[Together]]:
    """Return one page of results that wait for the owners of their plans, put together; six statements.

    `for_head` leaves those that the head of a unit has to approve first; else they are left out.
    """
    found = with_acceptance(_handed_in(owners), by).filter(_FOR_HEAD if for_head else ~_FOR_HEAD)
    if plan is not None:
        found = found.filter(task__version__plan=plan)
    if unit is not None:
        found = found.filter(unit=unit)
    called = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__lte=today).order_by("-valid_from")
    by_task = ("task__version__plan__title", "task__version", "task__position")
    order = (*by_task, "called", "starts_on") if arranged == Arranged.BY_TASK else ("called", *by_task, "starts_on")
    ordered = found.annotate(called=Subquery(called.values("name")[:1])).order_by(*order, "pk")
    shown = Paginator(ordered, ROWS_A_PAGE).get_page(page)
    rows: list[Obligation] = list(shown.object_list)
    return cast("Page[Obligation]", shown), _together(_results(rows, today), arranged)


def chosen_results(chosen: Iterable[int], owners: Collection[int], by: int, today: date) -> list[Result]:
    """Return the results among some that wait for the owners of their plans; five statements."""
    rows = with_acceptance(_handed_in(owners).filter(pk__in=chosen), by)
    return _results(list(rows.order_by("task__version__plan__title", "task__position", "unit", "pk")), today)


def to_approve(units: Collection[int], today: date, page: str) -> tuple[Page[Obligation], list[WorkRow]]:
    """Return one page of the results that wait for the head of some units; four statements."""
    found = with_task(Obligation.objects.filter(unit__in=units, state=State.SUBMITTED)).filter(_FOR_HEAD)
    shown = Paginator(found.order_by("due_on", "task__position", "pk"), ROWS_A_PAGE).get_page(page)
    return shown, rows_of(shown.object_list, today)


def comments_on(obligation: Obligation) -> Sequence[Comment]:
    """Return what was written about an obligation, the first first, with what was given; two statements at most."""
    comments = list(obligation.comments.select_related("by").annotate(given=Count("evidence")).order_by("at", "pk"))
    prefetch_related_objects(
        [one for one in comments if one.given], Prefetch("evidence", Evidence.objects.order_by("pk"))
    )
    return comments


def _handed_in(owners: Collection[int]) -> QuerySet[Obligation]:
    return Obligation.objects.filter(state=State.SUBMITTED, task__version__plan__owner__in=owners)


def _results(obligations: list[Obligation], today: date) -> list[Result]:
    told: dict[int, Step] = {}
    given: dict[int, int] = {}
    steps = Step.objects.filter(Step.ABOUT_WORK, obligation__in=obligations, state=State.SUBMITTED, undoes=False)
    steps = steps.order_by("at", "pk")
    for step in steps.annotate(given=Count("evidence")):
        given[step.obligation_id] = given.get(step.obligation_id, 0) + step.given
        if step.given or step.note or step.nil:
            told[step.obligation_id] = step
    numbers: dict[int, list[Number]] = {}
    counted = Figure.objects.filter(step__obligation__in=obligations, counts=True).select_related("indicator", "step")
    for figure in counted.order_by("indicator__position"):
        number = Number(indicator=figure.indicator, value=figure.value)
        numbers.setdefault(figure.step.obligation_id, []).append(number)
    return [
        Result(
            row=row,
            task=one.task_id,
            note=told[one.pk].note if one.pk in told else "",
            nil=told[one.pk].nil if one.pk in told else False,
            numbers=tuple(numbers.get(one.pk, ())),
            evidence=given.get(one.pk, 0),
            own=one.own,  # type: ignore[attr-defined]
            waits=awaits_its_head(one),
            lacking=one.lacking or "",  # type: ignore[attr-defined]
        )
        for one, row in zip(obligations, rows_of(obligations, today), strict=True)
    ]


def _together(results: Iterable[Result], arranged: Arranged) -> list[Together]:
    groups: dict[int, list[Result]] = {}
    for one in results:
        groups.setdefault(one.task if arranged == Arranged.BY_TASK else one.row.unit_id, []).append(one)
    return [
        Together(
            title=(_numbered(some[0].row) if arranged == Arranged.BY_TASK else some[0].row.unit),
            plan=some[0].row.plan if arranged == Arranged.BY_TASK else "",
            results=tuple(some),
        )
        for some in groups.values()
    ]


def _numbered(row: WorkRow) -> str:
    return f"{row.number}. {row.title}" if row.number else row.title
