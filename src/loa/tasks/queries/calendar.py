"""A month of last days, and one day of it whole."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q

from loa.tasks.choices import DONE_STATES, State
from loa.tasks.models import Obligation, Task
from loa.tasks.queries.figures import OWED, is_late
from loa.tasks.queries.units import unit_names
from loa.tasks.queries.work import ROWS_A_PAGE, WorkRow, rows_of, with_task
from loa.tasks.rules import standing, standing_in_words
from loa.workdays.queries import Cell, year_sheet

# What one day of the month shows; its own page has the rest.
_SHOWN_A_DAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarItem:
    """A task with a last day: what one unit owes of it (`pk`, with its state), or how many units stand where."""

    task: Task
    pk: int | None
    unit: str
    state: str
    words: str
    owed: int
    sent: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of a month with what is due on it; `tasks` are all, of which the first are `items`."""

    cell: Cell
    items: tuple[CalendarItem, ...]
    tasks: int

    @property
    def more(self) -> int:
        return self.tasks - len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWeek:
    """Seven days from Monday, None for each of another month; `bare` where a list of days has none of them."""

    days: tuple[CalendarDay | None, ...]
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month by weeks from Monday to Sunday. `owed` counts all of it."""

    first: date
    weeks: tuple[CalendarWeek, ...]
    confirmed: bool
    owed: int


def calendar_month(units: Collection[int], first: date, today: date) -> CalendarMonth:
    """Return what units owe with a last day in the month that begins on `first`; five statements at most."""
    year = year_sheet(first.year)
    weeks = year.months[first.month - 1].weeks
    last = max(cell.day for week in weeks for cell in week if cell)
    rows = _counted(units, first, last, today)
    tasks = Task.objects.select_related("version__plan").defer("version__reading", "version__source").in_bulk(
        {row["task"] for row in rows}
    )  # fmt: skip
    by_day: dict[date, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (not row["late"], tasks[row["task"]].position, row["task"])):
        by_day.setdefault(row["due_on"], []).append(row)
    shown = {day: found[:_SHOWN_A_DAY] for day, found in by_day.items()}
    names = unit_names({row["unit"] for found in shown.values() for row in found if row["owed"] == 1}, today)

    def one_day(cell: Cell) -> CalendarDay:
        items = tuple(_item(row, tasks, names, today) for row in shown.get(cell.day, ()))
        return CalendarDay(cell=cell, items=items, tasks=len(by_day.get(cell.day, ())))

    return CalendarMonth(
        first=first,
        weeks=tuple(_week(tuple(one_day(cell) if cell else None for cell in week), today) for week in weeks),
        confirmed=bool(year.state and year.state.confirmed_at),
        owed=sum(row["owed"] for row in rows),
    )


def calendar_day(
    units: Collection[int], on: date, today: date, *, task: int | None, page: str
) -> tuple[Page[Obligation], list[WorkRow]]:
    """Return one page of what units owe with their last day on a day, of one task or of all; four statements."""
    owed = Obligation.objects.filter(OWED, unit__in=units, due_on=on)
    if task is not None:
        owed = owed.filter(task=task)
    order = ("task__version__plan__title", "task__position", "unit", "pk")
    shown = Paginator(with_task(owed).order_by(*order), ROWS_A_PAGE).get_page(page)
    return shown, rows_of(shown.object_list, today)


def _counted(units: Collection[int], first: date, last: date, today: date) -> list[dict[str, Any]]:
    """Return for each task and last day how much is owed; of what is owed once, the rest of the row is its own."""
    owed = Obligation.objects.filter(OWED, unit__in=units, due_on__range=(first, last)).order_by()
    own = {name: Min(name) for name in ("pk", "unit", "state", "submitted_on", "returns")}
    numbers = {
        "owed": Count("pk"),
        "sent": Count("pk", filter=Q(state__in=DONE_STATES)),
        "late": Count("pk", filter=is_late(today)),
    }
    found = owed.values("task_id", "due_on").annotate(
        **{f"own_{name}": value for name, value in own.items()}, **numbers
    )
    return [_row(one) for one in found]


def _row(found: Any) -> dict[str, Any]:
    row = {name.removeprefix("own_"): value for name, value in found.items()}
    row["task"] = row.pop("task_id")
    return row


def _item(row: dict[str, Any], tasks: dict[int, Task], names: dict[int, str], today: date) -> CalendarItem:
    task = tasks[row["task"]]
    numbers = {name: row[name] for name in ("owed", "sent", "late")}
    if row["owed"] > 1:
        return CalendarItem(task=task, pk=None, unit="", state="", words=_in_words(row), **numbers)
    called = standing(row["due_on"], State(row["state"]), row["submitted_on"], today)
    return CalendarItem(
        task=task,
        pk=row["pk"],
        unit=names.get(row["unit"], ""),
        state=row["state"],
        words=standing_in_words(called, row["returns"]),
        **numbers,
    )


def _in_words(row: dict[str, Any]) -> str:
    said: Iterable[str] = (
        f"{row['sent']}/{row['owed']} đã gửi",
        f"{row['late']} quá hạn" if row["late"] else "",
    )
    return ", ".join(words for words in said if words)


def _week(days: tuple[CalendarDay | None, ...], today: date) -> CalendarWeek:
    return CalendarWeek(
        days=days, bare=not any(one and (one.tasks or one.cell.kinds or one.cell.day == today) for one in days)
    )
