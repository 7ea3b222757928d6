"""What one's units owe, one obligation with what can be said of it, and the evidence that was given."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.tasks.actions import enter_on_behalf, hand_in, note_opened, report_nil, start_work
from loa.tasks.choices import EvidenceKind, FileCheck
from loa.tasks.forms import HandInForm, NilForm, OnBehalfForm, StartForm
from loa.tasks.models import evidence_storage
from loa.tasks.permissions import can_enter_on_behalf
from loa.tasks.queries import Group, find_evidence, group_page, indicators_of, my_work, typed_for, words_wanted
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.sheet import NIL_ID, SEND_ID, START_ID, TYPE_ID, show_sheet, try_step, visible

_SANDBOX = "default-src 'none'; sandbox"


@require_safe
@desk_page
def work(request: DeskRequest) -> HttpResponse:
    """Show what the reader's own units owe, what is most pressing first; `nhom` opens one group in pages."""
    sitting = request.sitting
    if not sitting.desk.own:
        return show(request, "tasks/no_role.html" if not sitting.user.is_superuser else "tasks/no_unit.html", {})
    unit = _chosen_unit(request)
    units = frozenset([unit]) if unit else sitting.desk.own
    context: dict[str, Any] = {
        "unit": unit,
        "units": sorted(sitting.names.items(), key=lambda pair: pair[1]) if len(sitting.names) > 1 else [],
        "named": len(units) > 1,
    }
    group = request.GET.get("nhom", "")
    if group not in Group.values:
        typed = typed_for(units & sitting.desk.reports) if sitting.desk.reports else []
        wanted = words_wanted(sitting.desk.accepts, sitting.desk.approves)
        found = {"work": my_work(units, sitting.today), "typed": typed, **wanted}
        return show(request, "tasks/my_work.html", {**context, **found})
    page, rows = group_page(units, Group(group), sitting.today, request.GET.get("trang", ""))
    return show(request, "tasks/group.html", {**context, "group": Group(group), "page": page, "rows": rows})


def _chosen_unit(request: DeskRequest) -> int | None:
    """Return the unit that the address names; one that is not the reader's own names nothing."""
    asked = request.GET.get("don-vi", "")
    unit = int(asked) if asked.isascii() and asked.isdigit() else None
    return unit if unit in request.sitting.desk.own else None


@require_safe
@desk_page
def obligation(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one obligation, with the forms of those who report it; note when its unit first looked."""
    found = visible(request, pk)
    if found.opened_at is None and found.unit_id in request.sitting.desk.reports:
        note_opened(obligation=found, at=request.sitting.at)
    return show_sheet(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a unit is at work on it."""
    found = visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = StartForm(request.POST, auto_id=START_ID)
    if form.is_valid():
        typed = form.cleaned_data
        sitting = request.sitting
        done = try_step(form, lambda: start_work(obligation=found, **typed, by=sitting.user, at=sitting.at))
        if done:
            messages.success(request, "Đã ghi: đơn vị đang thực hiện việc này.")
            return redirect("desk:obligation", pk)
    return show_sheet(request, found, start=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def nil(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that nothing came up in the period; back to the list where the button stood there."""
    found = visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = NilForm(request.POST, auto_id=NIL_ID)
    if form.is_valid():
        revision, sitting = form.cleaned_data["revision"], request.sitting
        if try_step(form, lambda: report_nil(obligation=found, revision=revision, by=sitting.user, at=sitting.at)):
            messages.success(request, f"Đã gửi: {found.period_label} không phát sinh.")
            return redirect("desk:work") if form.cleaned_data["back"] else redirect("desk:obligation", pk)
    return show_sheet(request, found, nil=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in what came of it."""
    found = visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = HandInForm(request.POST, request.FILES, auto_id=SEND_ID, indicators=indicators_of(found.task_id))
    if form.is_valid():
        typed, sitting = form.cleaned_data, request.sitting
        done = try_step(
            form,
            lambda: hand_in(
                obligation=found,
                note=typed["note"],
                files=typed["evidence"],
                links=form.links(),
                figures=form.figures(),
                revision=typed["revision"],
                by=sitting.user,
                at=sitting.at,
            ),
        )
        if done:
            messages.success(request, "Đã gửi kết quả. Có thể gửi bổ sung cho đến khi được xác nhận hoàn thành.")
            return redirect("desk:obligation", pk)
    return show_sheet(request, found, send=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def type_for(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in for a unit below what a paper, a call or a document says."""
    found = visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = OnBehalfForm(request.POST, request.FILES, auto_id=TYPE_ID, indicators=indicators_of(found.task_id))
    if form.is_valid():
        typed, sitting = form.cleaned_data, request.sitting
        done = try_step(
            form,
            lambda: enter_on_behalf(
                obligation=found,
                source=typed["source"],
                symbol=typed["symbol"],
                day=typed["day"],
                note=typed["note"],
                files=typed["evidence"],
                links=form.links(),
                figures=form.figures(),
                revision=typed["revision"],
                by=sitting.user,
                at=sitting.at,
            ),
        )
        if done:
            messages.success(request, "Đã nhập thay. Đơn vị thấy kết quả này trong việc của mình và sửa được.")
            return redirect("desk:obligation", pk)
    elif not can_enter_on_behalf(request.user, found.unit_id, request.sitting.today):
        raise PermissionDenied
    return show_sheet(request, found, typing=form)


@require_safe
@desk_page
def evidence_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of evidence that was checked, to be kept and not to be run, to those who see what it shows."""
    given = find_evidence(pk)
    if given is None or given.kind != EvidenceKind.FILE:
        raise Http404
    visible(request, given.step.obligation_id)
    if given.file_check != FileCheck.CLEAN:
        return show(request, "tasks/file_held.html", {"given": given}, status=409)
    try:
        content = evidence_storage().open(str(given.file.name))
    except FileNotFoundError as problem:
        raise Http404 from problem
    answer = FileResponse(content, as_attachment=True, filename=given.name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = _SANDBOX
    return answer
