"""The plans at work, and letting work begin that waits for an event."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.tasks.actions import StepRefused, open_awaited
from loa.tasks.forms import OpenAwaitedForm
from loa.tasks.permissions import can_open_awaited, units_seen
from loa.tasks.queries import find_waiting_task, joint_tasks, plans_at_work
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show

_ROWS_A_PAGE = 30


@require_safe
@desk_page
def plans(request: DeskRequest) -> HttpResponse:
    """Show the plans at work of which the reader sees something."""
    seen = units_seen(request.user, request.sitting.today)
    rows = plans_at_work(seen, request.sitting.today)
    page = Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("trang", ""))
    joint = len(joint_tasks(request.sitting.desk.sees, request.sitting.today))
    return show(request, "tasks/plans.html", {"page": page, "joint": joint})


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
