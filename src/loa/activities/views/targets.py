"""What an owner wants covered, what it leaves blank, and which activities do the work of a plan's tasks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loa.activities import actions, forms
from loa.activities.models import CoverageTarget, LedgerRule, LeftBlank
from loa.activities.permissions import can_set_coverage, can_set_ledger_rule, owners_watched
from loa.activities.queries.holes import words_of
from loa.activities.queries.plan_rules import task_rules
from loa.people.models import Unit, ids_below
from loa.people.queries import unit_names
from loa.plans.queries import latest_version
from loa.tasks.models import Task
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def targets(request: DeskRequest) -> HttpResponse:
    """Show what the reader's units ask for and leave blank."""
    return _show(request, _owner(request))


def _owner(request: DeskRequest) -> Unit:
    """Return the unit whose coverage the reader sees to: the one the address names, else the first."""
    owners = owners_watched(request.user, request.sitting.today)
    asked = request.GET.get("don-vi", "") or request.POST.get("owner", "")
    unit = int(asked) if asked.isdecimal() and len(asked) < 10 else min(owners, default=0)
    if unit not in owners or not can_set_coverage(request.user, unit, request.sitting.today):
        raise Http404
    return Unit.objects.get(pk=unit)


def _show(request: DeskRequest, owner: Unit, **refused: Any) -> HttpResponse:
    today = request.sitting.today
    below = unit_names(ids_below([owner.pk], today), today)
    rows = CoverageTarget.objects.filter(owner=owner).select_related("topic", "channel", "audience")
    blanks = LeftBlank.objects.filter(owner=owner, ended_at__isnull=True)
    context = {
        "owner": owner,
        "owner_name": below.get(owner.pk, ""),
        "owners": sorted(unit_names(owners_watched(request.user, today), today).items(), key=lambda one: one[1]),
        "targets": [(one, words_of(one, below)) for one in rows.order_by("valid_until", "pk")],
        "blanks": [
            (one, below.get(one.unit_id or 0, "")) for one in blanks.select_related("topic", "channel", "audience")
        ],
        "target_form": forms.TargetForm(auto_id="chi-tieu-%s", on=today, units=below),
        "blank_form": forms.BlankForm(auto_id="trong-%s", on=today, units=below, initial=_from_address(request)),
        **refused,
    }
    return show(request, "activities/targets.html", context, status=422 if refused else 200)


def _from_address(request: DeskRequest) -> dict[str, str]:
    names = {"unit": "cua", "topic": "noi-dung", "channel": "kenh", "audience": "doi-tuong", "first_month": "tu"}
    return {field: request.GET[name] for field, name in names.items() if name in request.GET}


def _take(
    request: DeskRequest, name: str, make: Callable[..., Any], act: Callable[..., Any], said: str
) -> HttpResponse:
    owner, today = _owner(request), request.sitting.today
    if request.method != "POST":
        return redirect("ledger:targets")
    form = make(request.POST, on=today, units=unit_names(ids_below([owner.pk], today), today))
    if form.is_valid():
        try:
            act(owner=owner, **form.cleaned_data, by=request.sitting.user, at=request.sitting.at)
        except actions.TargetRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, said)
            return redirect(f"{reverse('ledger:targets')}?don-vi={owner.pk}")
    return _show(request, owner, **{name: form})


@_POSTED
@desk_page
def set_target(request: DeskRequest) -> HttpResponse:
    """Ask for something."""

    def act(**told: Any) -> Any:
        return actions.set_target(valid_from=request.sitting.today.replace(day=1), **told)

    return _take(request, "target_form", forms.TargetForm, act, "Đã đặt chỉ tiêu.")


@_POSTED
@desk_page
def leave_blank(request: DeskRequest) -> HttpResponse:
    """Say what is not intended, and why."""
    return _take(request, "blank_form", forms.BlankForm, actions.leave_blank, "Đã ghi, có lý do.")


@_POSTED
@desk_page
def end(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """End a target or a blank."""
    if request.method != "POST":
        return redirect("ledger:targets")
    sitting = request.sitting
    model: Any = {"chi-tieu": CoverageTarget, "trong": LeftBlank}.get(kind)
    row = model.objects.select_related("owner").filter(pk=pk).first() if model else None
    if row is None or not can_set_coverage(request.user, row.owner_id, sitting.today):
        raise Http404
    if isinstance(row, CoverageTarget):
        actions.end_target(target=row, by=sitting.user, at=sitting.at)
    else:
        actions.end_blank(blank=row, by=sitting.user, at=sitting.at)
    messages.success(request, "Đã kết thúc.")
    return redirect(f"{reverse('ledger:targets')}?don-vi={row.owner_id}")


@require_safe
@desk_page
def rules(request: DeskRequest, slug: str) -> HttpResponse:
    """Show which activities do the work of a plan's standing tasks."""
    return _show_rules(request, slug)


def _show_rules(request: DeskRequest, slug: str, **refused: Any) -> HttpResponse:
    version = latest_version(slug)
    today = request.sitting.today
    if version is None or not can_set_ledger_rule(request.user, version.plan.owner_id, today):
        raise Http404
    rows = [
        (one, forms.RuleForm(initial=one.first, auto_id=f"v{one.task.pk}-%s", on=today)) for one in task_rules(version)
    ]
    if refused:
        rows = [(one, refused["form"] if one.task.pk == refused["task"] else form) for one, form in rows]
    context = {"version": version, "rows": rows}
    return show(request, "activities/rules.html", context, status=422 if refused else 200)


@_POSTED
@desk_page
def set_rule(request: DeskRequest, slug: str, task: int) -> HttpResponse:
    """Say which activities do a task's work, or that none do any more."""
    sitting, version = request.sitting, latest_version(slug)
    found = Task.objects.select_related("version__plan__owner").filter(pk=task, version=version).first()
    if found is None or not can_set_ledger_rule(request.user, found.version.plan.owner_id, sitting.today):
        raise Http404
    if request.method != "POST":
        return redirect("ledger:rules", slug)
    if request.POST.get("lam") == "thoi":
        rule = LedgerRule.objects.select_related("task__version__plan__owner").filter(task=found).first()
        if rule is not None:
            actions.end_ledger_rule(rule=rule, by=sitting.user, at=sitting.at)
            messages.success(request, "Đã thôi tính việc này từ sổ.")
        return redirect("ledger:rules", slug)
    form = forms.RuleForm(request.POST, auto_id=f"v{found.pk}-%s", on=sitting.today)
    if form.is_valid():
        try:
            actions.set_ledger_rule(task=found, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except actions.TargetRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "Đã đặt. Hoạt động ghi từ nay được tính cho việc này.")
            return redirect("ledger:rules", slug)
    return _show_rules(request, slug, task=found.pk, form=form)
