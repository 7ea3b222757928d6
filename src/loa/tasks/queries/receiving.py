"""What units are supplied with: of which task and period, by whom it was given, by whom not yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from loa.people.models import UnitVersion
from loa.tasks.choices import DONE_STATES, OPEN_STATES, Received
from loa.tasks.models import Comment, Obligation, Task
from loa.tasks.queries.figures import is_late
from loa.tasks.queries.work import ROWS_A_PAGE, WorkRow, rows_of, with_task


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """One task in one period that has begun, with how many of its units have given and how many are late."""

    task: Task
    period: str
    label: str
    due_on: date | None
    owed: int
    given: int
    late: int

    @property
    def waits(self) -> int:
        """How many units have not given yet."""
        return self.owed - self.given

    @property
    def query(self) -> str:
        """What the address of its list carries."""
        return f"viec={self.task.pk}&ky={self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedRow:
    """What one unit gives of it, with the receiver's last word; `mine` are the receivers among the reader's units."""

    row: WorkRow
    supplies: str
    word: str
    mine: frozenset[int]


def received_by(units: Collection[int]) -> dict[int, frozenset[int]]:
    """Return the tasks whose results some units get, each with those units; one statement."""
    found: dict[int, set[int]] = {}
    for task, unit in Task.receivers.through.objects.filter(unit__in=units).values_list("task", "unit"):
        found.setdefault(task, set()).add(unit)
    return {task: frozenset(mine) for task, mine in found.items()}


def supplied(tasks: Collection[int], today: date) -> list[Supplied]:
    """Return the periods of tasks that have begun, the latest of each first; two statements."""
    rows = _begun(tasks, today).order_by().values("task", "period").annotate(
        label=Max("period_label"),
        due=Max("due_on"),
        owed=Count("pk"),
        given=Count("pk", filter=Q(state__in=DONE_STATES)),
        late=Count("pk", filter=is_late(today)),
    )  # fmt: skip
    named = Task.objects.select_related("version__plan").defer("version__reading", "version__source").in_bulk(tasks)
    found = [
        Supplied(
            task=named[row["task"]],
            period=row["period"],
            label=row["label"],
            due_on=row["due"],
            owed=row["owed"],
            given=row["given"],
            late=row["late"],
        )
        for row in rows
    ]
    latest_first = sorted(found, key=lambda one: one.due_on or date.max, reverse=True)
    return sorted(latest_first, key=lambda one: (one.task.version.plan.title, one.task.version_id, one.task.position))


def not_given(
    received: dict[int, frozenset[int]], today: date, *, period: str | None = None, page: str = ""
) -> tuple[Page[Obligation], list[SuppliedRow]]:
    """Return one page of what was not given yet, what is longest late first; four statements."""
    waiting = _of_period(_begun(received, today).filter(state__in=OPEN_STATES), period)
    called = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__lte=today).order_by("-valid_from")
    named = waiting.annotate(called=Subquery(called.values("name")[:1]))
    order = (F("due_on").asc(nulls_last=True), "task__version", "task__position", "called", "pk")
    return _page(named.order_by(*order), received, today, page)


def given(
    received: dict[int, frozenset[int]], today: date, *, period: str | None = None, page: str = ""
) -> tuple[Page[Obligation], list[SuppliedRow]]:
    """Return one page of what was given, the latest first; five statements."""
    handed_in = _of_period(Obligation.objects.filter(task__in=received, state__in=DONE_STATES), period)
    return _page(handed_in.order_by("-submitted_on", "-state_at", "pk"), received, today, page)


def _begun(tasks: Iterable[int], today: date) -> QuerySet[Obligation]:
    """Return what is owed of tasks in periods that have begun; what waits for an event or fell away is not."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    return Obligation.objects.filter(begun, task__in=list(tasks), state__in=(*OPEN_STATES, *DONE_STATES))


def _of_period(owed: QuerySet[Obligation], period: str | None) -> QuerySet[Obligation]:
    return owed if period is None else owed.filter(period=period)


def _page(
    owed: QuerySet[Obligation], received: dict[int, frozenset[int]], today: date, page: str
) -> tuple[Page[Obligation], list[SuppliedRow]]:
    shown = Paginator(with_task(owed), ROWS_A_PAGE).get_page(page)
    rows: list[Obligation] = list(shown.object_list)
    words = dict(
        Comment.objects.filter(obligation__in=rows)
        .exclude(word="")
        .order_by("at", "pk")
        .values_list("obligation", "word")
    )
    return shown, [
        SuppliedRow(
            row=row,
            supplies="; ".join(one.task.products) or one.task.title,
            word=Received(words[one.pk]).label if one.pk in words else "",
            mine=received[one.task_id],
        )
        for one, row in zip(rows, rows_of(rows, today), strict=True)
    ]
