"""A plan at work, for those who watch over it: by task, by unit, by month, and the numbers that were reported."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe
from wagtail import hooks

from loa.plans.models import PlanVersion
from loa.tasks.choices import Watched
from loa.tasks.permissions import can_open_awaited, can_set_head_approval
from loa.tasks.queries import (
    Figure,
    Overview,
    TaskSort,
    UnitSort,
    numbers_by_task,
    plan_settings,
    read_tasks_asked,
    read_units_asked,
    unit_names,
    waiting_tasks,
)
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show
from loa.tasks.views.kept_pages import kept_pages

# Each row has a strip of twelve months or more, and a page shall stay light.
_TASKS_A_PAGE = 20


@require_safe
@desk_page
def by_task(request: DeskRequest, slug: str) -> HttpResponse:
    """Show every task with how far it has come and its year; `tim`, `qua-han` and `xep` change which and how."""
    return show_tasks(request, slug, request.GET)


def show_tasks(
    request: DeskRequest, slug: str, address: QueryDict, *, refusal: str = "", typed: str = ""
) -> HttpResponse:
    """Show the tasks that an address asks for, maybe with why the page was not kept under a name."""
    overview, asked = overview_of(request, slug), read_tasks_asked(_said(address))
    page = Paginator(overview.tasks_asked(asked), _TASKS_A_PAGE).get_page(address.get("trang", ""))
    waiting = waiting_tasks(overview.version) if overview.total.awaiting and overview.whole else []
    for task in waiting:
        task.version = overview.version  # known already: the question needs the plan's owner
    may_open = bool(waiting) and can_open_awaited(request.user, waiting[0], overview.today)
    context = {**_head(overview), "page": page, "waiting": waiting if may_open else []}
    context |= {
        "asked": asked,
        "sorts": TaskSort,
        **kept_pages(request, overview.version, Watched.TASKS, asked.query),
        "refusal": refusal,
        "typed": typed,
        "settings": plan_settings(overview.version, overview.tasks[0].task if overview.tasks else None),
        "may_set_head_approval": can_set_head_approval(request.user, overview.version, overview.today),
        "ways": _ways(overview.version, request.sitting.desk.accepts),
    }
    return show(request, "tasks/plan.html", context, status=422 if refusal else 200)


def _ways(version: PlanVersion, accepts: frozenset[int]) -> list[tuple[str, str]]:
    """Return what apps above offer for a plan at work to who accepts results of the plans of some units."""
    offered = (way(version, accepts) for way in hooks.get_hooks("register_plan_way"))
    return [one for one in offered if one is not None]


@require_safe
@desk_page
def by_unit(request: DeskRequest, slug: str) -> HttpResponse:
    """Show every unit that owes something, those to be urged first; `xep`, `tim` and `im-lang` change that."""
    return show_units(request, slug, request.GET)


def show_units(
    request: DeskRequest, slug: str, address: QueryDict, *, refusal: str = "", typed: str = ""
) -> HttpResponse:
    """Show the units that an address asks for, maybe with why the page was not kept under a name."""
    overview, asked = overview_of(request, slug), read_units_asked(_said(address))
    page, rows = overview.units(asked, address.get("trang", ""))
    context = {
        **_head(overview),
        "page": page,
        "rows": rows,
        "asked": asked,
        "sorts": UnitSort,
        **kept_pages(request, overview.version, Watched.UNITS, asked.query),
        "refusal": refusal,
        "typed": typed,
    }
    return show(request, "tasks/plan_by_unit.html", context, status=422 if refusal else 200)


@require_safe
@desk_page
def by_month(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what falls due in each month and how much of it was handed in."""
    overview = overview_of(request, slug)
    return show(request, "tasks/plan_by_month.html", _head(overview))


@require_safe
@desk_page
def numbers(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the numbers that tasks ask for, and what was handed in of them."""
    overview = overview_of(request, slug)
    rows = numbers_by_task(overview.version, None if overview.whole else overview.seen)
    return show(request, "tasks/plan_numbers.html", {**_head(overview), "rows": rows})


def overview_of(request: DeskRequest, slug: str) -> Overview:
    """Return a plan at work as the reader sees it; raises Http404 where they see nothing of it."""
    version, seen = plan_seen(request, slug)
    return Overview(version, seen, request.sitting.today)


def _said(address: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in address.items()}


def _head(overview: Overview) -> dict[str, Any]:
    """Return what stands at the head of each of these pages: the plan and its figures."""
    version, total = overview.version, overview.total
    owner = version.plan.owner_id
    return {
        "overview": overview,
        "version": version,
        "owner": unit_names([owner], overview.today).get(owner, ""),
        "total": total,
        "parts": [(part, getattr(total, part.name.lower())) for part in Figure],
    }
