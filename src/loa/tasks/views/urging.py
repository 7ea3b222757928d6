"""Urge units: whom to telephone today, the ladder of reminders, the letter to those that are late, the week's note."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.plans.queries import latest_version
from loa.tasks.actions.calling import CallRefused, note_call
from loa.tasks.actions.ladder import MOST_RUNGS, LadderRefused, set_ladder
from loa.tasks.actions.letters import LetterRefused, draft_urging_letter
from loa.tasks.choices import LADDER
from loa.tasks.forms.urging import CallForm, RungForm
from loa.tasks.permissions import can_see_work, can_set_ladder, can_urge, units_seen
from loa.tasks.queries import sees_plan, unit_names
from loa.tasks.queries.calls import calls_page
from loa.tasks.queries.ladder import in_order, is_usual, last_round, rungs_of, seen_as
from loa.tasks.queries.letters import drafts_of, late_for_letter
from loa.tasks.queries.urged import first_items, late_units, units_without_people
from loa.tasks.queries.weekly import weekly_note
from loa.tasks.views.frame import DeskRequest, desk_page, show

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNITS_A_PAGE, _FIRST_ITEMS, _MOST_CHOSEN = 30, 3, 500


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def calls(request: DeskRequest) -> HttpResponse:
    """Show whom to telephone today for the reader's plans; take what came of a call."""
    if not request.sitting.desk.accepts:
        raise PermissionDenied
    kept = {name: request.GET.get(name, "") for name in ("ke-hoach", "trang")}
    form = CallForm(request.POST) if request.method == "POST" else None
    said = _note(request, form) if form else ""
    if said and form and not form.errors:
        messages.success(request, said)
        query = urlencode({name: value for name, value in kept.items() if value})
        return redirect(reverse("desk:calls") + (f"?{query}" if query else ""))
    sitting = request.sitting
    page, rows, versions = calls_page(
        sitting.desk.accepts, sitting.desk.reports, sitting.at, plan=kept["ke-hoach"], page=kept["trang"]
    )
    context: dict[str, Any] = {
        "page": page,
        "rows": rows,
        "versions": versions,
        "plan": kept["ke-hoach"],
        "kept": urlencode({"ke-hoach": kept["ke-hoach"]}) if kept["ke-hoach"] else "",
        "refused": form,
    }
    return show(request, "tasks/calls.html", context, status=422 if form else 200)


def _note(request: DeskRequest, form: CallForm) -> str:
    """Note a call and return what is said of it, "" where it was refused; the form then says why."""
    if not form.is_valid():
        return ""
    typed, sitting = form.cleaned_data, request.sitting
    version = PlanVersion.objects.select_related("plan").filter(pk=typed["version"]).first()
    unit = Unit.objects.filter(pk=typed["unit"]).first()
    if version is None or unit is None:
        raise Http404
    try:
        call = note_call(
            version=version, unit=unit, reached=typed["reached"], note=typed["note"], by=sitting.user, at=sitting.at
        )
    except CallRefused as problem:
        form.add_error(None, str(problem))
        return ""
    at = localtime(call.at)
    name = unit_names([unit.pk], sitting.today).get(unit.pk, "")
    words = "đã gọi" if call.reached else "không liên lạc được"
    return f"Đã ghi: {name}, {words} {at:%-H} giờ {at:%M}."


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def ladder(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the ladder of reminders of a plan; add a rung, take one out, or put back the usual ones."""
    version, sitting = _visible(request, slug), request.sitting
    if not can_set_ladder(sitting.user, version.plan.owner_id, sitting.today):
        raise PermissionDenied
    form, problem = RungForm(), ""
    if request.method == "POST":
        form = RungForm(request.POST if "them" in request.POST else None)
        problem = _change_ladder(request, version, form)
        if not problem and not form.errors:
            return redirect("desk:ladder", slug)
    rungs = rungs_of(version)
    context = {
        "version": version,
        "rungs": in_order(rungs),
        "seen": seen_as(rungs),
        "usual": is_usual(rungs),
        "most": MOST_RUNGS,
        "form": form,
        "problem": problem,
        "round": last_round(version),
        "without_people": units_without_people(version, sitting.today),
    }
    return show(request, "tasks/ladder.html", context, status=422 if request.method == "POST" else 200)


def _change_ladder(request: DeskRequest, version: PlanVersion, form: RungForm) -> str:
    """Change the ladder as the button says and tell it; return why it was refused, "" where it was not."""
    shown = request.POST.get("seen", "")
    rungs = [(int(rung), told) for rung, _, told in (one.partition(":") for one in shown.split(",")) if _whole(rung)]
    if "them" in request.POST:
        if not form.is_valid():
            return ""
        rungs.append(form.rung())
        said = "Đã thêm mốc nhắc việc."
    elif "bo" in request.POST:
        taken = request.POST["bo"]
        rungs = [(rung, told) for rung, told in rungs if f"{rung}:{told}" != taken]
        said = "Đã bỏ mốc nhắc việc." if rungs else "Đã bỏ mốc cuối cùng: kế hoạch này không nhắc ai nữa."
    else:
        rungs = [(rung, told.value) for rung, told in LADDER]
        said = "Đã trở lại các mốc thường dùng."
    try:
        set_ladder(version=version, rungs=rungs, seen=shown, by=request.sitting.user, at=request.sitting.at)
    except LadderRefused as problem:
        return str(problem)
    messages.success(request, said)
    return ""


def _whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < 4


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def letter(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the units that are late with a plan; draft one letter to those that were chosen, or to all of them."""
    version, sitting = _visible(request, slug), request.sitting
    if not can_urge(sitting.user, version.plan.owner_id, sitting.today):
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("don-vi")[:_MOST_CHOSEN] if _whole_id(one)]
        everybody = "tat-ca" in request.POST
        try:
            draft = draft_urging_letter(
                version=version, units=None if everybody else chosen, by=sitting.user, at=sitting.at
            )
        except LetterRefused as refusal:
            problem = str(refusal) if chosen or everybody else "Chưa chọn đơn vị nào."
        else:
            answer = HttpResponse(draft.content, content_type=_DOCX)
            answer["Content-Disposition"] = f'attachment; filename="{draft.name}"'
            return answer
    owed = late_for_letter(version, sitting.today)
    units = late_units(owed, sitting.today)
    page = Paginator(units, _UNITS_A_PAGE).get_page(request.GET.get("trang", ""))
    shown = [one.unit_id for one in page.object_list]
    items = first_items(owed.filter(unit__in=shown), sitting.today, _FIRST_ITEMS)
    context = {
        "version": version,
        "page": page,
        "rows": [(one, items.get((version.pk, one.unit_id), ())) for one in page.object_list],
        "total": sum(one.late for one in units),
        "drafts": drafts_of(version),
        "problem": problem,
    }
    return show(request, "tasks/letter.html", context, status=422 if problem else 200)


def _whole_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


@require_safe
@desk_page
def weekly(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the week's note of a plan, on one page of A4, to those who see all of its work."""
    version, sitting = _visible(request, slug), request.sitting
    owner = version.plan.owner_id
    if not can_see_work(sitting.user, owner, sitting.today):
        raise PermissionDenied
    context = {
        "version": version,
        "owner": sitting.names.get(owner) or unit_names([owner], sitting.today).get(owner, ""),
        "note": weekly_note(version, sitting.at),
        "at": sitting.at,
        "may_urge": owner in sitting.desk.accepts,
    }
    return show(request, "tasks/weekly.html", context)


def _visible(request: DeskRequest, slug: str) -> PlanVersion:
    """Return a plan at work of which the reader sees something; raises Http404 for every other."""
    version = latest_version(slug)
    if version is not None and version.plan.owner_id in request.sitting.desk.sees:
        return version
    if version is None or not sees_plan(version, units_seen(request.user, request.sitting.today)):
        raise Http404
    return version
