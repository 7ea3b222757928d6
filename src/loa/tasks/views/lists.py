"""The list behind every number of a plan: narrowed, put in order, kept under a name, as a workbook."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.lib.vietnamese_text import shorten
from loa.plans.models import PlanVersion
from loa.tasks.models import Task
from loa.tasks.queries import PARTS, Filter, Sort, list_page, narrowed, plan_tasks, plan_units, read_filter
from loa.tasks.queries.lists import NO_MONTH
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show

# More names than these are looked for by their words: a choice among them would be most of the page.
_UNITS_TO_CHOOSE = 100
_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks of a plan's list: the plan, what they see of it, and the filter in the address."""

    version: PlanVersion
    seen: frozenset[int]
    tasks: list[Task]
    units: dict[int, str]
    wanted: Filter


@require_safe
@desk_page
def plan_list(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the obligations behind a number, filtered as the address says."""
    asked, today = read(request, slug), request.sitting.today
    wanted = asked.wanted
    found = narrowed(asked.version, asked.seen, wanted, today)
    page, rows = list_page(found, asked.units, today, request.GET.get("trang", ""))
    context: dict[str, Any] = {
        "version": asked.version,
        "wanted": wanted,
        "tasks": asked.tasks,
        "units": asked.units,
        "many_units": len(asked.units) > _UNITS_TO_CHOOSE,
        "parts": PARTS,
        "sorts": Sort,
        "months": _months(asked, today.year),
        "narrowings": narrowings(asked),
        "page": page,
        "rows": rows,
        "kept": wanted.query,
    }
    return show(request, "tasks/plan_list.html", context)


def read(request: DeskRequest, slug: str) -> Asked:
    """Return what the address asks for; four statements and those of the right to see."""
    version, seen = plan_seen(request, slug)
    tasks = plan_tasks(version)
    units = plan_units(version, seen, request.sitting.today)
    return Asked(
        version=version,
        seen=seen,
        tasks=tasks,
        units=units,
        wanted=read_filter(request.GET.dict(), [task.pk for task in tasks], units),
    )


def narrowings(asked: Asked) -> list[tuple[str, str]]:
    """Return in words what a list is narrowed to, each with the address of the list without it."""
    wanted = asked.wanted
    said: list[tuple[str, str]] = []
    if wanted.task is not None:
        said.append((_title(next(task for task in asked.tasks if task.pk == wanted.task)), "task"))
    if wanted.unit is not None:
        said.append((asked.units[wanted.unit], "unit"))
    if wanted.named:
        said.append((f"tên đơn vị có “{wanted.named}”", "named"))
    if wanted.part is not None:
        said.append((str(wanted.part.label), "part"))
    if wanted.month:
        said.append((_month_words(wanted.month), "month"))
    if wanted.unopened:
        said.append(("đơn vị chưa mở xem", "unopened"))
    if wanted.only_words:
        said.append(("đã gửi nhưng chỉ có lời", "only_words"))
    return [(words, wanted.without(name)) for words, name in said]


def _months(asked: Asked, this_year: int) -> list[tuple[str, str]]:
    year = asked.version.plan.year or this_year
    months = [f"{year}-{number:02}" for number in range(1, 13)]
    chosen = asked.wanted.month
    if chosen and chosen != NO_MONTH and chosen not in months:
        months = sorted([*months, chosen])
    return [(month, _month_words(month).removeprefix("hạn ")) for month in (*months, NO_MONTH)]


def _month_words(month: str) -> str:
    if month == NO_MONTH:
        return "chưa có hạn"
    year, _, number = month.partition("-")
    return f"hạn tháng {int(number)}/{year}"


def _title(task: Task) -> str:
    title = shorten(task.title, _TITLE_WORDS)
    return f"{task.number}. {title}" if task.number else title
