"""One activity with what proves it and what it serves, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.activities.actions import ActivityRefused, take_back_activity
from loa.activities.choices import ProofKind
from loa.activities.forms import TakeBackForm
from loa.activities.models import Activity, ActivityProof
from loa.activities.permissions import can_see_ledger, can_take_back
from loa.activities.queries import activity_sheet, find_activity
from loa.tasks.choices import FileCheck
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.kept_files import hand_out


@require_safe
@desk_page
def sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one activity to those who see what its unit does."""
    return _show(request, _visible(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an entry back, saying why."""
    found, sitting = _visible(request, pk), request.sitting
    if request.method != "POST":
        return redirect("ledger:activity", pk)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        try:
            take_back_activity(activity=found, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except ActivityRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "Đã ghi đảo. Hoạt động này không còn được tính; cả hai dòng vẫn ở trong sổ.")
            return redirect("ledger:activity", pk)
    return _show(request, found, take_back_form=form)


@require_safe
@desk_page
def proof_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Hand out a file that proves an activity, once it was checked, to be kept and not to be run."""
    given = ActivityProof.objects.select_related("activity").filter(pk=pk, kind=ProofKind.FILE).first()
    if given is None:
        raise Http404
    _visible(request, given.activity_id)
    if given.file_check != FileCheck.CLEAN:
        return show(request, "tasks/file_held.html", {"given": given}, status=409)
    return hand_out(given.file, given.name)


def _visible(request: DeskRequest, pk: int) -> Activity:
    found = find_activity(pk)
    if found is None or not can_see_ledger(request.user, found.unit_id, request.sitting.today):
        raise Http404
    return found


def _show(request: DeskRequest, found: Activity, **refused: Any) -> HttpResponse:
    sitting = request.sitting
    context = {
        "sheet": activity_sheet(found, sitting.today),
        "may_take_back": found.counters_id is None and can_take_back(request.user, found, sitting.today),
        "take_back_form": TakeBackForm(),
        **refused,
    }
    return show(request, "activities/activity.html", context, status=422 if refused else 200)
