"""How stories leave a unit: with or without somebody of its own who passes them first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.newsroom.actions import set_unit_rule
from loa.newsroom.models import UnitRule
from loa.newsroom.permissions import units_to_rule
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def unit_rules(request: DeskRequest) -> HttpResponse:
    """Show the units of which the reader says it, and take what they say of one."""
    sitting = request.sitting
    units = units_to_rule(sitting.user, sitting.today)
    if not units:
        raise PermissionDenied("Tài khoản này không đặt cách gửi tin, bài của đơn vị nào.")
    names = unit_names(units, sitting.today)
    if request.method == "POST":
        asked = request.POST.get("don-vi", "")
        unit = Unit.objects.filter(pk=asked).first() if asked.isascii() and asked.isdecimal() else None
        if unit is None or unit.pk not in units:
            raise PermissionDenied("Tài khoản này không đặt cách gửi tin, bài của đơn vị đó.")
        set_unit_rule(unit=unit, editor_first=request.POST.get("duyet") == "1", by=sitting.user, at=sitting.at)
        messages.success(request, f"Đã đặt cách gửi tin, bài của {names.get(unit.pk, '')}. Áp dụng cho bài gửi từ nay.")
        return redirect("newsroom:unit_rules")
    first = set(UnitRule.objects.filter(unit__in=units, editor_first=True).values_list("unit", flat=True))
    rows = [(pk, name, pk in first) for pk, name in sorted(names.items(), key=lambda pair: pair[1])]
    return show(request, "newsroom/unit_rules.html", {"rows": rows})
