"""One's own account."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.people.choices import Role
from loa.people.models import RoleAssignment
from loa.tasks.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_safe
@desk_page
def account(request: DeskRequest) -> HttpResponse:
    """Show the reader's own account: name, roles, and where the password and the second factor are changed."""
    today = request.sitting.today
    held = list(RoleAssignment.objects.on(today).filter(user=request.user).order_by("unit", "role"))
    names = unit_names({one.unit_id for one in held}, today)
    roles = [(Role(one.role).label, names.get(one.unit_id, "")) for one in held]
    return show(request, "tasks/account.html", {"roles": roles})
