"""A plan at work, for those who watch over it: by task, by unit, by month, and the numbers that were reported."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail import hooks

from loa.plans.models import PlanVersion
from loa.tasks.permissions import can_open_awaited, can_set_head_approval
from loa.tasks.queries import Figure, Overview, UnitSort, numbers_by_task, plan_settings, unit_names, waiting_tasks
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show

# Each row has a strip of twelve months or more, and a page shall stay light.
_TASKS_A_PAGE = 20


@require_safe
@desk_page
def by_task(request: DeskRequest, slug: str) -> HttpResponse:
    """Show every task with how far it has come and its year."""
    overview = _overview(request, slug)
    page = Paginator(overview.tasks, _TASKS_A_PAGE).get_page(request.GET.get("trang", ""))
    waiting = waiting_tasks(overview.version) if overview.total.awaiting and overview.whole else []
    for task in waiting:
        task.version = overview.version  # known already: the question needs the plan's owner
    may_open = bool(waiting) and can_open_awaited(request.user, waiting[0], overview.today)
    context = {**_head(overview), "page": page, "waiting": waiting if may_open else []}
    context |= {
        "settings": plan_settings(overview.version),
        "may_set_head_approval": can_set_head_approval(request.user, overview.version, overview.today),
        "ways": _ways(overview.version, request.sitting.desk.accepts),
    }
    return show(request, "tasks/plan.html", context)


def _ways(version: PlanVersion, accepts: frozenset[int]) -> list[tuple[str, str]]:
    """Return what apps above offer for a plan at work to who accepts results of the plans of some units."""
    offered = (way(version, accepts) for way in hooks.get_hooks("register_plan_way"))
    return [one for one in offered if one is not None]


@require_safe
@desk_page
def by_unit(request: DeskRequest, slug: str) -> HttpResponse:
    """Show every unit that owes something, those to be urged first; `xep`, `tim` and `im-lang` change that."""
    overview = _overview(request, slug)
    sort, named = request.GET.get("xep", ""), request.GET.get("tim", "").strip()[:40]
    only_silent = bool(request.GET.get("im-lang"))
    chosen = UnitSort(sort) if sort in UnitSort.values else UnitSort.LATE
    asked = request.GET.get("trang", "")
    page, rows = overview.units(sort=chosen, named=named, only_silent=only_silent, page=asked)
    kept = {"xep": sort, "tim": named, "im-lang": "1" if only_silent else ""}
    context = {
        **_head(overview),
        "page": page,
        "rows": rows,
        "sorts": UnitSort,
        "sort": chosen,
        "named": named,
        "only_silent": only_silent,
        "kept": urlencode({name: value for name, value in kept.items() if value}),
    }
    return show(request, "tasks/plan_by_unit.html", context)


@require_safe
@desk_page
def by_month(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what falls due in each month and how much of it was handed in."""
    overview = _overview(request, slug)
    return show(request, "tasks/plan_by_month.html", _head(overview))


@require_safe
@desk_page
def numbers(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the numbers that tasks ask for, and what was handed in of them."""
    overview = _overview(request, slug)
    rows = numbers_by_task(overview.version, None if overview.whole else overview.seen)
    return show(request, "tasks/plan_numbers.html", {**_head(overview), "rows": rows})


def _overview(request: DeskRequest, slug: str) -> Overview:
    version, seen = plan_seen(request, slug)
    return Overview(version, seen, request.sitting.today)


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
