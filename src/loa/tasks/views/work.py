"""What one's units owe, one obligation with what can be said of it, and the evidence that was given."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.tasks.actions import (
    EvidenceRefused,
    FigureRefused,
    NoRoom,
    Overtaken,
    SourceRefused,
    StepRefused,
    enter_on_behalf,
    hand_in,
    note_opened,
    report_nil,
    start_work,
)
from loa.tasks.choices import EvidenceKind, FileCheck
from loa.tasks.forms import HandInForm, NilForm, OnBehalfForm, StartForm, StepForm
from loa.tasks.models import Obligation, evidence_storage
from loa.tasks.permissions import can_enter_on_behalf, can_see_work, types_for
from loa.tasks.queries import (
    Group,
    find_evidence,
    find_obligation,
    group_page,
    indicators_of,
    my_work,
    obligation_sheet,
    typed_for,
)
from loa.tasks.views.frame import DeskRequest, desk_page, show

# Several forms stand on one page.
_START_ID, _SEND_ID, _NIL_ID, _TYPE_ID = "bat-dau-%s", "gui-%s", "khong-%s", "thay-%s"
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
        return show(request, "tasks/my_work.html", {**context, "work": my_work(units, sitting.today), "typed": typed})
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
    found = _visible(request, pk)
    if found.opened_at is None and found.unit_id in request.sitting.desk.reports:
        note_opened(obligation=found, at=request.sitting.at)
    return _sheet(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a unit is at work on it."""
    found = _visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = StartForm(request.POST, auto_id=_START_ID)
    if form.is_valid():
        typed = form.cleaned_data
        sitting = request.sitting
        done = _try(form, lambda: start_work(obligation=found, **typed, by=sitting.user, at=sitting.at))
        if done:
            messages.success(request, "Đã ghi: đơn vị đang thực hiện việc này.")
            return redirect("desk:obligation", pk)
    return _sheet(request, found, start=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def nil(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that nothing came up in the period; back to the list where the button stood there."""
    found = _visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = NilForm(request.POST, auto_id=_NIL_ID)
    if form.is_valid():
        revision, sitting = form.cleaned_data["revision"], request.sitting
        if _try(form, lambda: report_nil(obligation=found, revision=revision, by=sitting.user, at=sitting.at)):
            messages.success(request, f"Đã gửi: {found.period_label} không phát sinh.")
            return redirect("desk:work") if form.cleaned_data["back"] else redirect("desk:obligation", pk)
    return _sheet(request, found, nil=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in what came of it."""
    found = _visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = HandInForm(request.POST, request.FILES, auto_id=_SEND_ID, indicators=indicators_of(found.task_id))
    if form.is_valid():
        typed, sitting = form.cleaned_data, request.sitting
        done = _try(
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
    return _sheet(request, found, send=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def type_for(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in for a unit below what a paper, a call or a document says."""
    found = _visible(request, pk)
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = OnBehalfForm(request.POST, request.FILES, auto_id=_TYPE_ID, indicators=indicators_of(found.task_id))
    if form.is_valid():
        typed, sitting = form.cleaned_data, request.sitting
        done = _try(
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
    return _sheet(request, found, typing=form)


@require_safe
@desk_page
def evidence_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of evidence that was checked, to be kept and not to be run, to those who see the unit's work."""
    given = find_evidence(pk)
    unit = given.step.obligation.unit_id if given else 0
    if given is None or given.kind != EvidenceKind.FILE or not can_see_work(request.user, unit, request.sitting.today):
        raise Http404
    if given.file_check != FileCheck.CLEAN:
        return show(request, "tasks/file_held.html", {"given": given}, status=409)
    try:
        content = evidence_storage().open(str(given.file.name))
    except FileNotFoundError as problem:
        raise Http404 from problem
    answer = FileResponse(content, as_attachment=True, filename=given.name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = _SANDBOX
    return answer


def _visible(request: DeskRequest, pk: int) -> Obligation:
    found = find_obligation(pk)
    if found is None or not can_see_work(request.user, found.unit_id, request.sitting.today):
        raise Http404
    return found


def _try(form: StepForm, act: Callable[[], Any]) -> bool:
    """Take the step; where it is refused, say so in the form and keep what was typed."""
    try:
        act()
    except Overtaken as problem:
        form.overtaken = problem.step
    except FigureRefused as problem:
        form.add_error(f"so-{problem.indicator}", str(problem))
    except SourceRefused as problem:
        form.add_error(problem.field, str(problem))
    except (StepRefused, NoRoom) as problem:
        form.add_error(None, str(problem))
    except EvidenceRefused as problem:
        form.add_error("link" if problem.kind == EvidenceKind.LINK else "evidence", str(problem))
    else:
        return True
    return False


def _sheet(request: DeskRequest, found: Obligation, **refused_forms: StepForm) -> HttpResponse:
    """Show an obligation; a form that was refused, by its name, stands there again with what was typed."""
    refused = next(iter(refused_forms.values()), None)
    if refused is not None:
        found.refresh_from_db(fields=["state", "state_at", "submitted_on", "due_on", "revision"])
        # What was typed goes on top of what the page now shows, so it is sent with the present revision.
        refused.data = {**dict(refused.data.items()), "revision": found.revision}
    sitting = request.sitting
    sheet = obligation_sheet(found, sitting.today)
    asked = [number.indicator for number in sheet.numbers]
    first = {"revision": found.revision}
    reports = found.unit_id in sitting.desk.reports
    may_type = types_for(sitting.user, sitting.desk, found.unit_id, sitting.today)
    forms: dict[str, StepForm] = {
        "start": StartForm(initial=first, auto_id=_START_ID),
        "nil": NilForm(initial=first, auto_id=_NIL_ID),
        "send": HandInForm(initial=first, auto_id=_SEND_ID, indicators=asked),
        "typing": OnBehalfForm(initial=first, auto_id=_TYPE_ID, indicators=asked),
        **refused_forms,
    }
    context = {
        "sheet": sheet,
        "reports": reports,
        "may_type": may_type,
        "refused": refused,
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return show(request, "tasks/obligation.html", context, status=422 if refused else 200)
