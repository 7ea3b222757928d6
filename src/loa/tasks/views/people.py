"""Units and how to reach them, and one's own account."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.lib.vietnamese_text import fold
from loa.people.choices import Role
from loa.people.models import RoleAssignment
from loa.people.permissions import Right, units_where
from loa.people.queries import unit_tree
from loa.tasks.queries import unit_names
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
def account(request: DeskRequest) -> HttpResponse:
    """Show the reader's own account: name, roles, and where the password and the second factor are changed."""
    today = request.sitting.today
    held = list(RoleAssignment.objects.on(today).filter(user=request.user).order_by("unit", "role"))
    names = unit_names({one.unit_id for one in held}, today)
    roles = [(Role(one.role).label, names.get(one.unit_id, "")) for one in held]
    return show(request, "tasks/account.html", {"roles": roles})
