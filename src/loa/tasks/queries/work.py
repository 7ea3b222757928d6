"""What the units of one person owe, in the order in which it should be done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from loa.tasks.choices import DONE_STATES, OPEN_STATES, Lateness, State
from loa.tasks.models import Obligation, Step
from loa.tasks.queries.figures import is_late
from loa.tasks.queries.locks import closed_for_unit
from loa.tasks.queries.units import unit_names
from loa.tasks.rules import SOON_WITHIN, due_in_words, lateness, standing, standing_in_words

ROWS_A_PAGE = 50


class Group(TextChoices):
    """The groups of "my work" with their words in addresses; every obligation stands in exactly one."""

    RETURNED = "tra-lai", "Trả lại để bổ sung"
    LATE = "qua-han", "Quá hạn"
    SOON = "sap-den-han", "Đến hạn trong 14 ngày"
    DOING = "dang-thuc-hien", "Đang thực hiện"
    LATER = "chua-den-han", "Chưa đến hạn"
    AWAITING = "cho-cong-bo", "Chờ công bố"
    SENT = "da-gui", "Đã gửi"
    COMING = "ky-sau", "Các kỳ sau trong năm"
    DROPPED = "khong-phai-lam", "Không phải làm"


# How many rows of a group the first page shows; the group's own page has the rest. Periods to come are only counted.
_SHOWN = {
    Group.RETURNED: 20,
    Group.LATE: 20,
    Group.SOON: 20,
    Group.DOING: 10,
    Group.LATER: 10,
    Group.AWAITING: 5,
    Group.SENT: 10,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One obligation as a list shows it; `later` counts the periods of the same work still to come."""

    pk: int
    unit: str
    number: str
    title: str
    plan: str
    period_label: str
    due_on: date | None
    distance: str
    submitted_on: date | None
    waits_for: str
    state: str
    state_words: str
    lateness: Lateness
    later: int
    unit_id: int
    revision: int
    may_be_nil: bool
    on_behalf: bool
    opened: bool
    any_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGroup:
    """The first rows of a group and how many it has in all."""

    group: Group
    total: int
    rows: tuple[WorkRow, ...]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWork:
    """What some units owe: the groups that have rows, how many periods are still to come, and how much fell away."""

    groups: tuple[WorkGroup, ...]
    coming: int
    dropped: int
    total: int

    @property
    def has_periods(self) -> bool:
        """Whether some of it is standing work, reported by periods."""
        return any(row.period_label for group in self.groups for row in group.rows)


def my_work(units: Mapping[int, str], today: date) -> MyWork:
    """Return what units, by their names, owe in the order in which it should be done; two statements."""
    owed = Obligation.objects.filter(unit__in=units.keys())
    totals = owed.aggregate(**{group.name: Count("pk", filter=_belongs(group, today)) for group in Group})
    found = _first_of_each(owed, today) if any(totals[group.name] for group in _SHOWN) else {}
    shown = [one for some in found.values() for one in some]
    later = {(one.task_id, one.unit_id): one.later for one in shown if one.later}  # type: ignore[attr-defined]
    rows = iter(rows_of(shown, today, names=units, later=later))
    return MyWork(
        groups=tuple(
            WorkGroup(group=group, total=totals[group.name], rows=tuple(next(rows) for _ in some))
            for group, some in found.items()
        ),
        coming=totals[Group.COMING.name],
        dropped=totals[Group.DROPPED.name],
        total=sum(totals.values()) - totals[Group.DROPPED.name],
    )


def pressing(units: Collection[int], today: date) -> list[tuple[Group, int]]:
    """Return the groups that do not wait, most pressing first, with how many of them some units owe; one statement."""
    groups = (Group.RETURNED, Group.LATE, Group.SOON)
    owed = Obligation.objects.filter(unit__in=units)
    totals = owed.aggregate(**{group.name: Count("pk", filter=_belongs(group, today)) for group in groups})
    return [(group, totals[group.name]) for group in groups if totals[group.name]]


def group_page(units: Collection[int], group: Group, today: date, page: str) -> tuple[Page[Obligation], list[WorkRow]]:
    """Return one page of a group: the place of the page among the others, and its rows; four statements."""
    owed = _in_group(Obligation.objects.filter(unit__in=units), group, today)
    shown = Paginator(owed, ROWS_A_PAGE).get_page(page)
    return shown, rows_of(shown.object_list, today)


def with_task(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Fetch with each obligation its task and plan, but not the long reading behind them.

    `last_on_behalf` says what its last step was typed from by somebody above, "" where the unit wrote it.
    """
    fetched = obligations.select_related("task__version__plan").annotate(last_on_behalf=_last_on_behalf())
    return fetched.defer("task__version__reading", "task__version__source")


def typed_for(units: Collection[int]) -> list[Obligation]:
    """Return the results that somebody above typed for units, which have said nothing of them since; one statement."""
    sent = Obligation.objects.filter(unit__in=units, state=State.SUBMITTED).alias(source=_last_on_behalf())
    return list(with_task(sent.filter(source__gt="")).order_by("-state_at", "pk"))


def _last_on_behalf() -> Subquery:
    # An acceptance that was taken back leaves the result as it was: neither of the two steps counts.
    told = Step.objects.filter(Step.ABOUT_WORK, obligation=OuterRef("pk"), undoes=False).exclude(state=State.ACCEPTED)
    steps = told.order_by("-at", "-pk")
    return Subquery(steps.values("on_behalf")[:1])


def words_for(one: Obligation, today: date) -> str:
    """Return what an obligation is called on a day."""
    return standing_in_words(standing(one.due_on, one.state, one.submitted_on, today), one.returns)


def _first_of_each(owed: QuerySet[Obligation], today: date) -> dict[Group, list[Obligation]]:
    """Return the first rows of each group that has some, in order; one statement."""
    sent = Q(state__in=DONE_STATES)
    # As `_in_group` puts them: what was sent by when, the rest by when it is due.
    order = [
        Case(When(sent, then="submitted_on")).desc(nulls_last=True),
        Case(When(sent, then="state_at")).desc(nulls_last=True),
        Case(When(~sent, then="due_on")).asc(nulls_last=True),
        Case(When(~sent, then="starts_on")).asc(nulls_last=True),
        F("task__position").asc(),
        F("pk").asc(),
    ]
    group = Case(*(When(_belongs(one, today), then=Value(one.value)) for one in _SHOWN), default=Value(""))
    most = Case(*(When(group=one.value, then=Value(size)) for one, size in _SHOWN.items()), default=Value(0))
    placed = owed.annotate(group=group, most=most).annotate(
        place=Window(RowNumber(), partition_by=F("group"), order_by=order)
    )
    first = with_task(Obligation.objects.filter(pk__in=placed.filter(place__lte=F("most")).values("pk")))
    first = first.annotate(group=group, closed_for_unit=closed_for_unit(today), later=_still_to_come(today))
    found: dict[Group, list[Obligation]] = {}
    for row in first.order_by(*order):
        found.setdefault(Group(row.group), []).append(row)
    return {one: found[one] for one in _SHOWN if one in found}


def _in_group(owed: QuerySet[Obligation], group: Group, today: date) -> QuerySet[Obligation]:
    order = ["-submitted_on", "-state_at"] if group == Group.SENT else [F("due_on").asc(nulls_last=True), "starts_on"]
    rows = with_task(owed.filter(_belongs(group, today))).annotate(closed_for_unit=closed_for_unit(today))
    return rows.order_by(*order, "task__position", "pk")


def _belongs(group: Group, today: date) -> Q:
    soon = today + SOON_WITHIN
    far = Q(due_on__isnull=True) | Q(due_on__gt=soon)
    returned = Q(state=State.RETURNED)
    to_come = Q(starts_on__isnull=False, starts_on__gt=today)
    return {
        Group.RETURNED: returned,
        Group.LATE: is_late(today) & ~returned,
        Group.SOON: Q(state__in=OPEN_STATES, due_on__range=(today, soon)) & ~returned,
        Group.DOING: Q(state=State.IN_PROGRESS) & far,
        Group.LATER: Q(state=State.NOT_STARTED) & far & ~to_come,
        Group.AWAITING: Q(state=State.AWAITING_EVENT),
        Group.SENT: Q(state__in=DONE_STATES),
        Group.COMING: Q(state=State.NOT_STARTED) & far & to_come,
        Group.DROPPED: Q(state=State.NOT_APPLICABLE),
    }[group]


def rows_of(
    obligations: Iterable[Obligation],
    today: date,
    *,
    names: Mapping[int, str] | None = None,
    later: Mapping[tuple[int, int], int] | None = None,
) -> list[WorkRow]:
    """Return obligations, fetched with their tasks, as lists show them.

    What their units are called and how many periods are still to come takes a statement each where it is not given.
    Nothing is offered of a closed period where the rows were fetched with `closed_for_unit`.
    """
    obligations = list(obligations)
    names = unit_names({one.unit_id for one in obligations}, today) if names is None else names
    later = _periods_to_come(obligations, today) if later is None else later
    return [
        WorkRow(
            pk=one.pk,
            unit=names.get(one.unit_id, ""),
            number=one.task.number,
            title=one.task.title,
            plan=one.task.version.plan.title,
            period_label=one.period_label,
            due_on=one.due_on,
            distance=due_in_words(one.due_on, today),
            submitted_on=one.submitted_on,
            waits_for=one.task.waits_for,
            state=one.state,
            state_words=words_for(one, today),
            lateness=lateness(one.due_on, one.state, today),
            later=later.get((one.task_id, one.unit_id), 0),
            unit_id=one.unit_id,
            revision=one.revision,
            may_be_nil=_may_be_nil(one, today),
            on_behalf=bool(one.last_on_behalf),  # type: ignore[attr-defined]
            opened=one.opened_at is not None,
            any_one=one.task.any_one,
        )
        for one in obligations
    ]


def _may_be_nil(one: Obligation, today: date) -> bool:
    begun = bool(one.starts_on and one.starts_on <= today)
    return begun and one.state in OPEN_STATES and not getattr(one, "closed_for_unit", False)


def _still_to_come(today: date) -> Case:
    """Return how many periods are still to come of the work of a row, as a part of the statement that fetches it."""
    same = Obligation.objects.filter(task=OuterRef("task"), unit=OuterRef("unit"), starts_on__gt=today)
    counted = same.order_by().values("unit").annotate(all=Count("pk")).values("all")
    periodic = Q(period__gt="") & (Q(starts_on__isnull=True) | Q(starts_on__lte=today))
    return Case(When(periodic, then=Coalesce(Subquery(counted), 0)), default=Value(0))


def _periods_to_come(obligations: list[Obligation], today: date) -> dict[tuple[int, int], int]:
    """Return how many periods are still to come of each task that a unit has among these rows."""
    periodic = [one for one in obligations if one.period and not (one.starts_on and one.starts_on > today)]
    if not periodic:
        return {}
    coming = Obligation.objects.filter(
        task__in={one.task_id for one in periodic}, unit__in={one.unit_id for one in periodic}, starts_on__gt=today
    )
    counted = coming.order_by().values_list("task", "unit").annotate(periods=Count("pk"))
    shown = {(one.task_id, one.unit_id) for one in periodic}
    return {(task, unit): periods for task, unit, periods in counted if (task, unit) in shown}
