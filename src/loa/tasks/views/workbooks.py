"""Reports by workbook: taken home filled in beforehand, looked through row by row when it comes back, then recorded."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.workbooks import hand_out_workbook
from loa.people.models import Unit
from loa.tasks.actions import PeriodRefused, WorkbookRefused, check_workbook, hand_in_workbook
from loa.tasks.forms.workbook import SealedForm, WorkbookForm, sealed
from loa.tasks.permissions import can_enter_on_behalf
from loa.tasks.queries import unit_names
from loa.tasks.queries.workbook import open_periods, to_fill_in, workbook_of
from loa.tasks.views.frame import DeskRequest, desk_page, show

# So many rows and faults are shown one by one; of the rest the page says how many.
_SHOWN = 200
_ONCE = "mot-lan"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def workbook(request: DeskRequest) -> HttpResponse:
    """Offer the workbook of one of the reader's units (`don-vi`), and look through one that came back."""
    sitting = request.sitting
    unit = _chosen_unit(request)
    if unit is None:
        return show(request, "tasks/period_of_nobody.html", {})
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = check_workbook(
                unit=Unit.objects.get(pk=unit), data=file.read(), name=file.name, by=sitting.user, at=sitting.at
            )
        except WorkbookRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _show_read(request, unit, read)
    return _show_start(request, unit, form)


@require_safe
@desk_page
def file(request: DeskRequest) -> HttpResponse:
    """Hand out a unit's workbook (`don-vi`, `ky`): to who reports for it, or types for it from above."""
    sitting = request.sitting
    unit = _chosen_unit(request, below=True)
    if unit is None:
        raise Http404
    rows = to_fill_in(unit, sitting.today).rows
    period = request.GET.get("ky", "")
    if period:
        rows = tuple(row for row in rows if (row.period or _ONCE) == period)
    name = unit_names([unit], sitting.today).get(unit, "")
    data = workbook_of(rows, unit=name, today=sitting.today, is_demo=settings.LOA_DEMO)
    return hand_out_workbook(f"bao-cao-{unit}-{sitting.today:%Y-%m-%d}", data)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def keep(request: DeskRequest) -> HttpResponse:
    """Record what was read of a workbook and shown before: all of it or nothing."""
    if request.method != "POST":
        return redirect("desk:workbook")
    sitting = request.sitting
    form = SealedForm(request.POST)
    unit = _chosen_unit(request)
    if unit is None:
        return show(request, "tasks/period_of_nobody.html", {})
    if not form.is_valid():
        again = WorkbookForm()
        again.errors["file"] = again.error_class([str(error) for some in form.errors.values() for error in some])
        return _show_start(request, unit, again)
    try:
        count = hand_in_workbook(
            unit=Unit.objects.get(pk=form.unit), entries=list(form.rows.values()), by=sitting.user, at=sitting.at
        )
    except PeriodRefused as refusal:
        row_of = {entry.obligation: row for row, entry in form.rows.items()}
        faults = sorted((row_of[pk], words) for (pk, _), words in refusal.faults.items())
        return show(
            request, "tasks/workbook_left.html", {"unit": form.unit, "why": refusal, "faults": faults}, status=422
        )
    messages.success(request, f"Đã ghi {count} mục từ bảng tính.")
    return redirect("desk:work")


def _show_start(request: DeskRequest, unit: int, form: WorkbookForm) -> HttpResponse:
    sitting = request.sitting
    found = to_fill_in(unit, sitting.today)
    context = {
        "unit": unit,
        "units": sorted((name, pk) for pk, name in sitting.names.items() if pk in sitting.desk.reports),
        "name": sitting.names.get(unit, ""),
        "total": len(found.rows),
        "closed": found.closed,
        "periods": [
            {"count": one.count, "label": one.label, "query": urlencode({"don-vi": str(unit), "ky": one.code or _ONCE})}
            for one in open_periods(found.rows)
        ],
        "form": form,
    }
    return show(request, "tasks/workbook.html", context, status=422 if form.errors else 200)


def _show_read(request: DeskRequest, unit: int, read: Any) -> HttpResponse:
    context = {
        "unit": unit,
        "name": request.sitting.names.get(unit, ""),
        "read": read,
        "rows": read.rows[:_SHOWN],
        "faults": read.faults[:_SHOWN],
        "wrong_rows": len({fault.row for fault in read.faults}),
        "more_rows": max(len(read.rows) - _SHOWN, 0),
        "more_faults": max(len(read.faults) - _SHOWN, 0),
        "sealed": "" if read.faults or not read.rows else sealed(unit, ((one.row, one.entry) for one in read.rows)),
    }
    return show(request, "tasks/workbook_read.html", context, status=422 if read.faults else 200)


def _chosen_unit(request: DeskRequest, *, below: bool = False) -> int | None:
    """Return the unit that the address names if the reader reports for it, else their first by name.

    `below` counts units for which the reader types too, where the address names one.
    """
    sitting = request.sitting
    asked = request.GET.get("don-vi", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        unit = int(asked)
        if unit in sitting.desk.reports:
            return unit
        if below:
            may = bool(sitting.desk.types) and can_enter_on_behalf(sitting.user, unit, sitting.today)
            return unit if may else None
    own = sorted(sitting.desk.reports, key=lambda pk: sitting.names.get(pk, ""))
    return next(iter(own), None)
