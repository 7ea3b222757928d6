"""The list behind every number of a plan: narrowed, put in order, kept under a name, as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import shorten, written_day
from loa.lib.workbooks import Value
from loa.plans.models import PlanVersion
from loa.tasks.choices import Lateness, Watched
from loa.tasks.models import Task
from loa.tasks.queries import (
    PARTS,
    Filter,
    Sort,
    list_page,
    list_rows,
    narrowed,
    plan_tasks,
    plan_units,
    read_filter,
)
from loa.tasks.queries.lists import NO_MONTH
from loa.tasks.queries.work import WorkRow
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show
from loa.tasks.views.kept_pages import kept_pages

# More names than these are looked for by their words: a choice among them would be most of the page.
_UNITS_TO_CHOOSE = 100
_TITLE_WORDS = 8
MOST_EXPORTED = 20_000
_LONGEST_QUERY = 500
_HEAD = ("Số", "Nhiệm vụ", "Đơn vị", "Kỳ", "Hạn cuối", "Trạng thái", "Số ngày quá hạn", "Ngày gửi kết quả",
         "Số lần trả lại", "Nhập thay", "Đơn vị mở xem", "Cập nhật lúc")  # fmt: skip
_WIDTHS = (8, 60, 32, 16, 12, 28, 12, 12, 10, 12, 12, 20)


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
    return show_list(request, slug, request.GET)


def show_list(
    request: DeskRequest, slug: str, address: QueryDict, *, refusal: str = "", typed: str = ""
) -> HttpResponse:
    """Show the list that an address asks for, maybe with why it was not kept under a name."""
    asked, today = read(request, slug, address), request.sitting.today
    wanted = asked.wanted
    found = narrowed(asked.version, asked.seen, wanted, today)
    page, rows = list_page(found, wanted.sort, asked.units, today, address.get("trang", ""))
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
        **kept_pages(request, asked.version, Watched.LIST, wanted.query),
        "leads": asked.version.plan.owner_id in request.sitting.desk.accepts,
        "all_chosen": urlencode([("loc", wanted.query), *(("chon", f"{row.pk}-{row.revision}") for row in rows)]),
        "refusal": refusal,
        "typed": typed,
    }
    return show(request, "tasks/plan_list.html", context, status=422 if refusal else 200)


@require_safe
@desk_page
def export(request: DeskRequest, slug: str) -> HttpResponse:
    """Hand out the whole list, not the page, as a workbook."""
    asked, today = read(request, slug, request.GET), request.sitting.today
    found = narrowed(asked.version, asked.seen, asked.wanted, today)
    total = found.count()
    notes = [asked.version.plan.title]
    limits = "; ".join(words for words, _ in narrowings(asked)) or "tất cả việc phải làm"
    notes.append(f"{_number(total)} đầu việc, ngày {written_day(today)}. Lọc: {limits}.")
    if total > MOST_EXPORTED:
        notes.append(f"Chỉ gồm {_number(MOST_EXPORTED)} đầu việc đầu tiên. Lọc thêm để lấy các đầu việc còn lại.")
    rows: Iterator[list[Value]] = (
        [int(row.number) if row.number.isdecimal() else row.number, row.title, row.unit, row.period_label,
         row.due_on, row.state_words, _days_late(row, today), row.submitted_on, one.returns,
         "có" if row.on_behalf else "", "đã mở" if row.opened else "chưa mở",
         localtime(one.state_at) if one.state_at else None]
        for one, row in list_rows(found, asked.wanted.sort, asked.units, today, MOST_EXPORTED)
    )  # fmt: skip
    return hand_out_list(f"dau-viec-{today:%Y-%m-%d}", "Đầu việc", _HEAD, rows, widths=_WIDTHS, notes=notes)


def read(request: DeskRequest, slug: str, address: QueryDict) -> Asked:
    """Return what an address asks for; two statements and those of the right to see."""
    version, seen = plan_seen(request, slug)
    tasks = plan_tasks(version)
    units = plan_units(version, seen, request.sitting.today)
    wanted = read_filter({name: str(value) for name, value in address.items()}, [task.pk for task in tasks], units)
    return Asked(version=version, seen=seen, tasks=tasks, units=units, wanted=wanted)


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


def _days_late(row: WorkRow, today: date) -> int | None:
    return (today - row.due_on).days if row.due_on and row.lateness == Lateness.LATE else None


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
