"""Tasks that one's units take part in without owing them, and how far the others are."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from loa.tasks.queries import find_task, joint_rows, joint_tasks, joint_work
from loa.tasks.views.frame import DeskRequest, desk_page, show

_ROWS_A_PAGE = 30


@require_safe
@desk_page
def partners(request: DeskRequest) -> HttpResponse:
    """Show what the reader's own units take part in."""
    sitting = request.sitting
    rows = joint_rows(sitting.desk.sees, sitting.today)
    page = Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("trang", ""))
    return show(request, "tasks/joint.html", {"page": page, "named": len(sitting.desk.sees) > 1})


@require_safe
@desk_page
def partner_task(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what every unit owes of a task that the reader's own units take part in."""
    sitting = request.sitting
    task = find_task(pk)
    if task is None or pk not in joint_tasks(sitting.desk.sees, sitting.today):
        raise Http404
    page, rows = joint_work(task, sitting.today, page=request.GET.get("trang", ""))
    return show(request, "tasks/joint_task.html", {"task": task, "page": page, "rows": rows})
