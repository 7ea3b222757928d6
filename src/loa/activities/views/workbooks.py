"""Much entered at once: a workbook taken home, looked through row by row when it comes back, then entered whole."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loa.activities.actions import ActivitiesRead, ActivitiesRefused, check_activities, enter_activities
from loa.activities.forms import SealedLinesForm, sealed_lines
from loa.activities.permissions import units_recorded
from loa.activities.queries.coverage import number_in
from loa.activities.queries.workbook import workbook_of
from loa.base.workbooks import hand_out_workbook
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.actions import WorkbookRefused
from loa.tasks.forms.workbook import WorkbookForm
from loa.tasks.views.frame import DeskRequest, desk_page, show

# So many rows and faults are shown one by one; of the rest the page says how many.
_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def workbook(request: DeskRequest) -> HttpResponse:
    """Offer the workbook of one of the reader's units (`don-vi`), and look through one that came back."""
    names = _units(request)
    if not names:
        return show(request, "activities/no_recorder.html", {}, status=403)
    unit, sitting = _chosen(request, names), request.sitting
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = check_activities(
                unit=Unit.objects.get(pk=unit), data=file.read(), name=file.name, by=sitting.user, at=sitting.at
            )
        except WorkbookRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _show_read(request, unit, names[unit], read)
    return _show_start(request, unit, names, form)


@require_safe
@desk_page
def file(request: DeskRequest) -> HttpResponse:
    """Hand out the workbook of a unit for which the reader enters (`don-vi`)."""
    names = _units(request)
    if not names:
        raise Http404
    unit, today = _chosen(request, names), request.sitting.today
    data = workbook_of(unit=names[unit], today=today, is_demo=settings.LOA_DEMO)
    return hand_out_workbook(f"hoat-dong-{unit}-{today:%Y-%m-%d}", data)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def keep(request: DeskRequest) -> HttpResponse:
    """Enter what was read of a workbook and shown before: all of it or nothing."""
    if request.method != "POST":
        return redirect("ledger:workbook")
    names, sitting = _units(request), request.sitting
    if not names:
        return show(request, "activities/no_recorder.html", {}, status=403)
    form = SealedLinesForm(request.POST)
    if not form.is_valid():
        again = WorkbookForm()
        again.errors["file"] = again.error_class([str(error) for some in form.errors.values() for error in some])
        return _show_start(request, _chosen(request, names), names, again)
    try:
        count = enter_activities(unit=Unit.objects.get(pk=form.unit), lines=form.lines, by=sitting.user, at=sitting.at)
    except ActivitiesRefused as refusal:
        context = {"unit": form.unit, "why": refusal, "faults": sorted(refusal.faults.items())[:_SHOWN]}
        return show(request, "activities/workbook_left.html", context, status=422)
    address = f"{reverse('ledger:activities')}?don-vi={form.unit}&cach-ghi=workbook"
    said = f"{count:,}".replace(",", ".")
    messages.success(request, f"Đã ghi {said} hoạt động từ bảng tính vào sổ.")
    return redirect(address)


def _units(request: DeskRequest) -> dict[int, str]:
    """Return the units for which the reader enters, by name."""
    today = request.sitting.today
    found = unit_names(units_recorded(request.user, today), today)
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _chosen(request: DeskRequest, names: dict[int, str]) -> int:
    asked = number_in(request.GET.get("don-vi", ""))
    return asked if asked in names else next(iter(names))


def _show_start(request: DeskRequest, unit: int, names: dict[int, str], form: WorkbookForm) -> HttpResponse:
    context = {"unit": unit, "units": names, "name": names[unit], "form": form}
    return show(request, "activities/workbook.html", context, status=422 if form.errors else 200)


def _show_read(request: DeskRequest, unit: int, name: str, read: ActivitiesRead) -> HttpResponse:
    context = {
        "unit": unit,
        "name": name,
        "read": read,
        "rows": read.rows[:_SHOWN],
        "faults": read.faults[:_SHOWN],
        "wrong_rows": len({fault.row for fault in read.faults}),
        "more_rows": max(len(read.rows) - _SHOWN, 0),
        "more_faults": max(len(read.faults) - _SHOWN, 0),
        "sealed": ""
        if read.faults or not read.rows
        else sealed_lines(unit, ((one.row, one.line) for one in read.rows)),
    }
    return show(request, "activities/workbook_read.html", context, status=422 if read.faults else 200)
