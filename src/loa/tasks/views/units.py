"""Units and how to reach them, and one unit's own page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from loa.lib.vietnamese_text import fold
from loa.people.models import Unit
from loa.people.permissions import Right, units_where
from loa.people.queries import unit_life, unit_tree
from loa.tasks.permissions import can_see_work
from loa.tasks.queries import plans_of_unit
from loa.tasks.views.frame import DeskRequest, desk_page, show

_ROWS_A_PAGE = 50


@require_safe
@desk_page
def units(request: DeskRequest) -> HttpResponse:
    """Show the units within reach with their officers and office lines; `tim` looks for a name."""
    today = request.sitting.today
    wanted = request.GET.get("tim", "").strip()
    tree = unit_tree(today, units_where(request.user, Right.SEE_UNIT, today))
    if wanted:
        tree = [row for row in tree if fold(wanted) in fold(row.version.name)]
    page = Paginator(tree, _ROWS_A_PAGE).get_page(request.GET.get("trang", ""))
    return show(request, "tasks/units.html", {"page": page, "wanted": wanted})


@require_safe
@desk_page
def unit(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one unit: who answers for it, and what it owes of every plan, month by month."""
    today = request.sitting.today
    found = get_object_or_404(Unit, pk=pk)
    if not can_see_work(request.user, found, today):
        raise Http404
    return show(request, "tasks/unit.html", {"life": unit_life(found, today), "plans": plans_of_unit(pk, today)})
