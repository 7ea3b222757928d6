"""Plans at work: how far they have come by task and by unit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.plans.models import PlanVersion
from loa.tasks.actions import StepRefused, open_awaited
from loa.tasks.forms import OpenAwaitedForm
from loa.tasks.permissions import can_open_awaited, can_set_head_approval, units_seen
from loa.tasks.queries import (
    Figure,
    find_waiting_task,
    plan_progress,
    plan_settings,
    plans_at_work,
    unit_names,
)
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show

# Two tables stand on one page, which shall stay light.
_ROWS_A_PAGE = 30


@require_safe
@desk_page
def plans(request: DeskRequest) -> HttpResponse:
    """Show the plans at work of which the reader sees something."""
    seen = units_seen(request.user, request.sitting.today)
    rows = plans_at_work(seen, request.sitting.today)
    page = Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("trang", ""))
    return show(request, "tasks/plans.html", {"page": page})


@require_safe
@desk_page
def plan(request: DeskRequest, slug: str) -> HttpResponse:
    """Show a plan at work: figures, tasks, units."""
    version, seen = plan_seen(request, slug)
    today = request.sitting.today
    progress = plan_progress(version, seen, today)
    opens = [row.task for row in progress.tasks if row.counted.awaiting]
    owner = version.plan.owner_id
    context = {
        "version": version,
        "owner": unit_names([owner], today).get(owner, ""),
        "total": progress.total,
        "parts": [(part, getattr(progress.total, part.name.lower())) for part in Figure],
        "tasks": Paginator(progress.tasks, _ROWS_A_PAGE).get_page(request.GET.get("trang-viec", "")),
        "units": Paginator(progress.units, _ROWS_A_PAGE).get_page(request.GET.get("trang-don-vi", "")),
        "may_open": bool(opens) and owner in seen and _may_open(request, opens[0], version),
        "waiting": opens,
        "settings": plan_settings(version),
        "may_set_head_approval": can_set_head_approval(request.user, version, today),
    }
    return show(request, "tasks/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def open_task(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    """Say that the event a task waits for has happened, so that its units begin."""
    version, _ = plan_seen(request, slug)
    task = find_waiting_task(version, pk)
    if task is None:
        raise Http404
    if not can_open_awaited(request.user, task, request.sitting.today):
        raise PermissionDenied
    form = OpenAwaitedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, sitting = form.cleaned_data, request.sitting
        try:
            opened = open_awaited(task=task, **typed, by=sitting.user, at=sitting.at)
        except StepRefused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Đã mở việc này cho {opened} đơn vị.")
            return redirect("desk:plan", slug)
    status = 422 if form.errors else 200
    return show(request, "tasks/open_task.html", {"version": version, "task": task, "form": form}, status=status)


def _may_open(request: DeskRequest, task: Any, version: PlanVersion) -> bool:
    task.version = version  # known already: the question needs the plan's owner
    return can_open_awaited(request.user, task, request.sitting.today)
