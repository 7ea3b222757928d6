"""Close the figures of a plan's periods, open them again, and let single units report after all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.plans.queries import latest_version
from loa.tasks.actions import LockRefused, allow_after_lock, lock_period, unlock_period
from loa.tasks.forms.locks import AllowForm, UnlockForm
from loa.tasks.permissions import can_lock
from loa.tasks.queries.locks import PlanPeriod, plan_periods, units_missing
from loa.tasks.views.frame import DeskRequest, desk_page, show

_TO_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def periods(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the periods of a plan to its lead: how much is in, which are closed."""
    version = _of_lead(request, slug)
    return show(request, "tasks/locks.html", {"version": version, "periods": plan_periods(version, _today(request))})


@require_safe
@desk_page
def period(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Show one period to the plan's lead, with what can be done about it."""
    return _show(request, *_found(request, slug, code))


@_TO_BOTH
@desk_page
def lock(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Close a period."""

    def said(found: PlanPeriod, _: forms.Form) -> str:
        return f"Đã khóa số liệu {found.label}. Các đơn vị không gửi thêm được."

    return _take(request, slug, code, "lock_form", lambda _: forms.Form(request.POST), lock_period, said)


@_TO_BOTH
@desk_page
def unlock(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Open a closed period for everybody."""

    def said(found: PlanPeriod, _: forms.Form) -> str:
        return f"Đã mở lại {found.label}. Các đơn vị gửi và sửa được như trước."

    form = UnlockForm(request.POST, auto_id="mo-%s")
    return _take(request, slug, code, "unlock_form", lambda _: form, unlock_period, said)


@_TO_BOTH
@desk_page
def allow(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Let one unit report a closed period until a day."""

    def make(version: PlanVersion) -> AllowForm:
        missing = units_missing(version, code, _today(request))
        return AllowForm(request.POST, auto_id="phep-%s", units=missing)

    def act(*, unit: int, **typed: Any) -> None:
        allow_after_lock(unit=Unit.objects.get(pk=unit), **typed)

    def said(found: PlanPeriod, form: AllowForm) -> str:
        return f"Đã cho {form.chosen} gửi {found.label}."

    return _take(request, slug, code, "allow_form", make, act, said)


def _take(
    request: DeskRequest,
    slug: str,
    code: str,
    name: str,
    make: Callable[[PlanVersion], forms.Form],
    act: Callable[..., Any],
    said: Callable[[PlanPeriod, Any], str],
) -> HttpResponse:
    """Do what a form of the page says and tell it; where it is refused, show the form with why and what was typed."""
    version, found = _found(request, slug, code)
    if request.method != "POST":
        return redirect("desk:lock_page", slug, code)
    form, sitting = make(version), request.sitting
    if form.is_valid():
        try:
            act(version=version, period=code, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except LockRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said(found, form))
            return redirect("desk:lock_page", slug, code)
    return _show(request, version, found, **{name: form})


def _show(request: DeskRequest, version: PlanVersion, found: PlanPeriod, **refused: forms.Form) -> HttpResponse:
    missing = units_missing(version, found.code, _today(request))
    context = {
        "version": version,
        "period": found,
        "missing": missing,
        "lock_form": None,
        "unlock_form": UnlockForm(auto_id="mo-%s"),
        "allow_form": AllowForm(auto_id="phep-%s", units=missing),
        **refused,
    }
    return show(request, "tasks/lock.html", context, status=422 if refused else 200)


def _today(request: DeskRequest) -> date:
    return request.sitting.today


def _of_lead(request: DeskRequest, slug: str) -> PlanVersion:
    version = latest_version(slug)
    if version is None:
        raise Http404
    if not can_lock(request.user, version.plan.owner_id, _today(request)):
        raise PermissionDenied
    return version


def _found(request: DeskRequest, slug: str, code: str) -> tuple[PlanVersion, PlanPeriod]:
    version = _of_lead(request, slug)
    found = next(iter(plan_periods(version, _today(request), period=code)), None)
    if found is None:
        raise Http404
    return version, found
