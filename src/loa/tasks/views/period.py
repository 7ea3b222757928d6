"""One page for all standing work of a unit in a period, sent with one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from loa.people.models import Unit
from loa.tasks.actions import PeriodRefused, hand_in_period
from loa.tasks.forms import PeriodForm
from loa.tasks.queries import PeriodOfUnit, period_items, period_to_report, periods_begun
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def period(request: DeskRequest) -> HttpResponse:
    """Show the standing work of one of the reader's units in a period (`don-vi`, `ky`), and take its report."""
    sitting = request.sitting
    unit = _chosen_unit(request)
    if unit is None:
        return show(request, "tasks/period_of_nobody.html", {})
    periods = periods_begun(unit, sitting.today)
    chosen = _chosen_period(request, periods)
    items = period_items(unit, chosen.code, sitting.today) if chosen else []
    form = PeriodForm(request.POST if request.method == "POST" else None, items=items)
    if request.method == "POST" and chosen and form.is_valid():
        try:
            told = hand_in_period(
                unit=Unit.objects.get(pk=unit), entries=form.entries(), by=sitting.user, at=sitting.at
            )
        except PeriodRefused as refusal:
            form.add_error(None, str(refusal))
            form.add_faults(refusal.faults)
            form.go_on_top()
        else:
            messages.success(request, f"Đã gửi báo cáo {chosen.label}: {told} mục.")
            where = urlencode({"don-vi": str(unit), "ky": chosen.code})
            return redirect(f"{reverse('desk:period')}?{where}")
    context = {
        "unit": unit,
        "units": sorted((name, pk) for pk, name in sitting.names.items() if pk in sitting.desk.reports),
        "periods": periods,
        "period": chosen,
        "form": form,
        "rows": form.rows(),
        "open": sum(item.is_open for item in items),
        # Mostly one plan, so one sentence; of two plans that closed the period, two.
        "closed": sorted({item.closed for item in items if item.closed}),
    }
    return show(request, "tasks/period.html", context, status=422 if form.errors else 200)


def _chosen_unit(request: DeskRequest) -> int | None:
    """Return the unit that the address names if the reader reports for it, else their first by name."""
    sitting = request.sitting
    asked = request.GET.get("don-vi", "")
    own = sorted(sitting.desk.reports, key=lambda pk: sitting.names.get(pk, ""))
    if asked.isascii() and asked.isdigit() and int(asked) in sitting.desk.reports:
        return int(asked)
    return next(iter(own), None)


def _chosen_period(request: DeskRequest, periods: list[PeriodOfUnit]) -> PeriodOfUnit | None:
    asked = request.GET.get("ky", "")
    named = next((one for one in periods if one.code == asked), None)
    return named or period_to_report(periods, request.sitting.today)
